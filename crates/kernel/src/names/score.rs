//! How well a name answers what was typed.

use super::fold::fold;
use super::phonetic::phonetic;

/// How well a name answers what was typed: 0 not at all, up to 1000 for the very name. Every typed word must be the
/// beginning of a word of the name, or sound like one, or be one typing error away from one (two in eight letters
/// and more); the order of the words does not matter much.
pub fn score(query: &str, family: &str, given: &str) -> u32 {
    let typed = fold(query);
    let (family, given) = (fold(family), fold(given));
    let name: Vec<&str> = words(&family).chain(words(&given)).collect();
    let apart: Vec<&str> = words(&typed).collect();
    if apart.is_empty() || name.is_empty() {
        return 0;
    }
    let (together_family, together_given) = (family.replace(' ', ""), given.replace(' ', ""));
    let mut best = answer(&apart, &name, words(&family).count());
    // The same name with its words run together, on either side: « lebihan » for « Le Bihan », « el amrani » for
    // « Elamrani ».
    if name.len() > 2 {
        let name: Vec<&str> =
            [&*together_family, &*together_given].into_iter().filter(|w| !w.is_empty()).collect();
        best = best.max(answer(&apart, &name, 1));
    }
    for cut in 1..apart.len() {
        let (left, right) = (apart[..cut].concat(), apart[cut..].concat());
        best = best.max(answer(&[&left, &right], &[&together_family, &together_given], 1));
    }
    best
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty())
}

/// The mean quality of the typed words, each given a word of the name of its own; 0 when one finds none.
fn answer(typed: &[&str], name: &[&str], family_words: usize) -> u32 {
    let mut free = vec![true; name.len()];
    let mut sum = 0;
    let mut in_order = true;
    let mut last_place = None;
    for word in typed {
        let candidates = name.iter().enumerate().filter(|(place, _)| free[*place]);
        let qualities = candidates.map(|(place, candidate)| (quality(word, candidate), place));
        // Of two that are as good, the first of the name.
        let found = qualities.max_by_key(|(quality, place)| (*quality, usize::MAX - place));
        let Some((quality, place)) = found.filter(|(quality, _)| *quality > 0) else { return 0 };
        free[place] = false;
        in_order &= last_place.is_none_or(|last| last < place);
        last_place = Some(place);
        sum += quality;
    }
    let mean = sum / u32::try_from(typed.len()).unwrap_or(u32::MAX);
    let complete = u32::from(!free.contains(&true)) * 30;
    let family_first = u32::from(in_order && !free[..family_words.min(free.len())].contains(&true)) * 20;
    mean + complete + family_first
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
