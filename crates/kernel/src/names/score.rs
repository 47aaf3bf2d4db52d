//! How well a name answers what was typed.

use super::fold::fold;
use super::phonetic::phonetic;

/// How well a name answers what was typed: 0 not at all, up to 1000 for the very name. Every typed word must be the
/// beginning of a word of the name, or sound like one, or be one typing error away from one (two in eight letters
/// and more); the order of the words does not matter much.
pub fn score(query: &str, family: &str, given: &str) -> u32 {
    Typed::new(query).score(family, given)
}

/// From this score on, every word that was typed is the beginning of a word of the name, or nearly every one.
pub const BEGINS: u32 = 800;

/// What was typed, taken apart once to be held against many names.
#[derive(Debug, Clone)]
pub struct Typed {
    apart: Vec<Word>,
    /// The words run together, on either side of each cut.
    together: Vec<Vec<Word>>,
}

/// A word that was typed.
#[derive(Debug, Clone)]
struct Word {
    text: String,
    letters: Vec<char>,
    /// How it sounds; one letter says nothing.
    sound: Option<String>,
    /// How many letters may be wrong.
    errors: u32,
}

impl Word {
    fn new(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        Self {
            text: text.to_owned(),
            sound: (letters.len() >= 2).then(|| phonetic(text)),
            errors: allowed_errors(letters.len()),
            letters,
        }
    }
}

impl Typed {
    /// Takes apart what was typed.
    pub fn new(query: &str) -> Self {
        let folded = fold(query);
        let apart = words(&folded);
        let cut = |cut: usize| {
            let sides = [apart[..cut].concat(), apart[cut..].concat()];
            sides.iter().filter(|side| !side.is_empty()).map(|side| Word::new(side)).collect()
        };
        Self {
            together: if apart.len() > 1 { (1..=apart.len()).map(cut).collect() } else { Vec::new() },
            apart: apart.iter().copied().map(Word::new).collect(),
        }
    }

    /// See [`score`](score()).
    pub fn score(&self, family: &str, given: &str) -> u32 {
        let (family, given) = (fold(family), fold(given));
        let (family_words, given_words) = (words(&family), words(&given));
        let best = answer(&self.apart, &family_words, &given_words);
        if self.together.is_empty() && family_words.len() + given_words.len() <= 2 {
            return best;
        }
        // The same with words run together, on either side: « lebihan » for « Le Bihan », « el amrani » for « Elamrani ».
        let together = (family.replace(' ', ""), given.replace(' ', ""));
        let (family, given) = (words(&together.0), words(&together.1));
        let run_together = |typed: &[Word]| answer(typed, &family, &given).saturating_sub(RUN_TOGETHER);
        let apart = [&self.apart].into_iter();
        apart.chain(&self.together).map(|typed| run_together(typed)).fold(best, u32::max)
    }
}

/// What it costs that words had to be run together.
const RUN_TOGETHER: u32 = 10;

/// Typed words, and words of each half of a name, that count.
const WORDS: usize = 5;

fn words(folded: &str) -> Vec<&str> {
    folded.split(' ').filter(|word| !word.is_empty()).take(WORDS).collect()
}

/// The mean quality of the typed words, each given a word of the name of its own; 0 when one finds none.
fn answer(typed: &[Word], family: &[&str], given: &[&str]) -> u32 {
    let mut qualities = Vec::with_capacity(typed.len());
    for word in typed {
        let of_word: Vec<u32> =
            family.iter().chain(given).map(|candidate| quality(word, candidate)).collect();
        if of_word.iter().all(|quality| *quality == 0) {
            return 0;
        }
        qualities.push(of_word);
    }
    let Some(sum) = best_sum(&qualities, 0).filter(|_| !typed.is_empty()) else { return 0 };
    let mean = sum / u32::try_from(typed.len()).unwrap_or(u32::MAX);
    let complete = u32::from(typed.len() == family.len() + given.len()) * 30;
    let begins_with_family = !family.is_empty() && qualities[0][0] > 0;
    mean + complete + u32::from(begins_with_family) * 20
}

/// The best sum of qualities, one for each typed word, no word of the name being used twice; `used` is a set of bits.
fn best_sum(qualities: &[Vec<u32>], used: u32) -> Option<u32> {
    let Some((first, others)) = qualities.split_first() else { return Some(0) };
    let free = first.iter().enumerate().filter(|(place, quality)| **quality > 0 && used & (1 << place) == 0);
    free.filter_map(|(place, quality)| Some(quality + best_sum(others, used | (1 << place))?)).max()
}

/// How well one typed word answers one word of a name, up to 950.
fn quality(typed: &Word, word: &str) -> u32 {
    if typed.text == word {
        return 950;
    }
    if word.starts_with(&typed.text) {
        // The more of the word was typed, the better.
        let share = u32::try_from(typed.letters.len() * 100 / word.chars().count()).unwrap_or(0);
        return 800 + share;
    }
    let sounds_alike = typed.sound.as_ref().is_some_and(|sound| *sound == phonetic(word));
    if !sounds_alike && (typed.errors == 0 || (typed.errors == 1 && !begins_alike(&typed.letters, word))) {
        return 0;
    }
    let (whole, beginning) = distances(&typed.letters, word);
    match (sounds_alike, whole) {
        (true, 0..=1) => 760,
        (true, _) => 720,
        (false, errors) if errors <= typed.errors => 700 - 100 * errors,
        // The beginning of a longer word, with an error in it.
        (false, _) if beginning <= typed.errors && typed.letters.len() >= 4 => 550 - 100 * beginning,
        (false, _) => 0,
    }
}

/// Whether one error at most can lie between the beginnings: whatever it is, one of the first two letters of one side
/// is one of the first two of the other. Spares most words the whole comparison.
fn begins_alike(typed: &[char], word: &str) -> bool {
    word.chars().take(2).any(|letter| typed.iter().take(2).any(|it| *it == letter))
}

fn allowed_errors(letters: usize) -> u32 {
    match letters {
        0..=2 => 0,
        3..=7 => 1,
        _ => 2,
    }
}

/// Letters of a word that are compared.
const LETTERS: usize = 40;

/// The least number of letters wrong, missing, too many or swapped with their neighbour (optimal string alignment)
/// between what was typed and the word, and between what was typed and whichever beginning of the word is nearest.
fn distances(typed: &[char], word: &str) -> (u32, u32) {
    let mut letters = ['\0'; LETTERS];
    let mut length = 0;
    for letter in word.chars().take(LETTERS) {
        letters[length] = letter;
        length += 1;
    }
    let word = &letters[..length];
    let (mut before, mut above, mut current) = ([0; LETTERS + 1], [0; LETTERS + 1], [0; LETTERS + 1]);
    for (cell, column) in above.iter_mut().zip(0..) {
        *cell = column;
    }
    let typed = &typed[..typed.len().min(LETTERS)];
    for (row, typed_letter) in typed.iter().enumerate() {
        current[0] = above[0] + 1;
        for (column, letter) in word.iter().enumerate() {
            let replaced = above[column] + u32::from(typed_letter != letter);
            let mut least = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            let swapped =
                row > 0 && column > 0 && typed[row - 1] == *letter && *typed_letter == word[column - 1];
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            current[column + 1] = least;
        }
        (before, above, current) = (above, current, before);
    }
    let reached = &above[..=length];
    (reached[length], reached.iter().copied().min().unwrap_or(reached[length]))
}
