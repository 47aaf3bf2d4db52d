//! How well a name answers what was typed.

use super::fold::fold;
use super::phonetic::phonetic;

/// How well a name answers what was typed: 0 not at all, up to 1000 for the very name. Every typed word must be the
/// beginning of a word of the name, or sound like one, or be one typing error away from one (two in eight letters
/// and more); the order of the words does not matter much.
pub fn score(query: &str, family: &str, given: &str) -> u32 {
    let typed = fold(query);
    let (family, given) = (fold(family), fold(given));
    let (apart, family_words, given_words) = (words(&typed), words(&family), words(&given));
    let mut best = answer(&apart, &family_words, &given_words);
    // The same with words run together, on either side: « lebihan » for « Le Bihan », « el amrani » for « Elamrani ».
    let together = (family.replace(' ', ""), given.replace(' ', ""));
    let (family, given) = (words(&together.0), words(&together.1));
    let run_together = |typed: &[&str]| answer(typed, &family, &given).saturating_sub(RUN_TOGETHER);
    if family_words.len() + given_words.len() > family.len() + given.len() {
        best = best.max(run_together(&apart));
    }
    for cut in 1..=apart.len() {
        let (left, right) = (apart[..cut].concat(), apart[cut..].concat());
        best = best.max(run_together(&[left.as_str(), &right][..if cut == apart.len() { 1 } else { 2 }]));
    }
    best
}

/// What it costs that words had to be run together.
const RUN_TOGETHER: u32 = 10;

/// Typed words, and words of each half of a name, that count.
const WORDS: usize = 5;

fn words(folded: &str) -> Vec<&str> {
    folded.split(' ').filter(|word| !word.is_empty()).take(WORDS).collect()
}

/// The mean quality of the typed words, each given a word of the name of its own; 0 when one finds none.
fn answer(typed: &[&str], family: &[&str], given: &[&str]) -> u32 {
    let name: Vec<&str> = family.iter().chain(given).copied().collect();
    let of_word = |word: &&str| name.iter().map(|candidate| quality(word, candidate)).collect();
    let qualities: Vec<Vec<u32>> = typed.iter().map(of_word).collect();
    let Some(sum) = best_sum(&qualities, 0).filter(|_| !typed.is_empty()) else { return 0 };
    let mean = sum / u32::try_from(typed.len()).unwrap_or(u32::MAX);
    let complete = u32::from(typed.len() == name.len()) * 30;
    let begins_with_family =
        typed.first().zip(family.first()).is_some_and(|(typed, family)| quality(typed, family) > 0);
    mean + complete + u32::from(begins_with_family) * 20
}

/// The best sum of qualities, one for each typed word, no word of the name being used twice; `used` is a set of bits.
fn best_sum(qualities: &[Vec<u32>], used: u32) -> Option<u32> {
    let Some((first, others)) = qualities.split_first() else { return Some(0) };
    let free = first.iter().enumerate().filter(|(place, quality)| **quality > 0 && used & (1 << place) == 0);
    free.filter_map(|(place, quality)| Some(quality + best_sum(others, used | (1 << place))?)).max()
}

/// How well one typed word answers one word of a name, up to 950.
fn quality(typed: &str, word: &str) -> u32 {
    let (typed_length, length) = (typed.chars().count(), word.chars().count());
    if typed == word {
        return 950;
    }
    if word.starts_with(typed) {
        // The more of the word was typed, the better.
        let share = u32::try_from(typed_length * 100 / length).unwrap_or(0);
        return 800 + share;
    }
    let whole = distance(typed, word, false);
    let allowed = allowed_errors(typed_length);
    let sounds_alike = typed_length >= 2 && phonetic(typed) == phonetic(word);
    match (sounds_alike, whole) {
        (true, 0..=1) => 760,
        (true, _) => 720,
        (false, errors) if errors <= allowed => 700 - 100 * errors,
        // The beginning of a longer word, with an error in it.
        (false, _) => match distance(typed, word, true) {
            errors if errors <= allowed && typed_length >= 4 => 550 - 100 * errors,
            _ => 0,
        },
    }
}

fn allowed_errors(letters: usize) -> u32 {
    match letters {
        0..=2 => 0,
        3..=7 => 1,
        _ => 2,
    }
}

/// The least number of letters wrong, missing, too many or swapped with their neighbour (optimal string alignment)
/// between what was typed and the word, or, with `beginning`, whichever beginning of the word is nearest.
fn distance(typed: &str, word: &str, beginning: bool) -> u32 {
    let (typed, word): (Vec<char>, Vec<char>) =
        (typed.chars().take(40).collect(), word.chars().take(40).collect());
    let width = word.len() + 1;
    let mut before: Vec<u32> = Vec::new();
    let mut above: Vec<u32> = (0..).take(width).collect();
    for (row, typed_letter) in typed.iter().enumerate() {
        let mut current = Vec::with_capacity(width);
        current.push(above[0] + 1);
        for (column, letter) in word.iter().enumerate() {
            let replaced = above[column] + u32::from(typed_letter != letter);
            let mut least = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            let swapped =
                row > 0 && column > 0 && typed[row - 1] == *letter && *typed_letter == word[column - 1];
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut above, current);
    }
    let last = above[width - 1];
    if beginning { above.into_iter().min().unwrap_or(last) } else { last }
}
