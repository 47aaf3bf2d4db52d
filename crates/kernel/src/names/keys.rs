//! Keys that find a person by name in any SQL database, in spite of typing errors.
//!
//! A name gives a dozen short keys, kept in a table `(territory, key, person)` sorted by bytes. What somebody types
//! gives ranges of keys to read from that index: first the exact ones, then, if they find too few, the fuzzy ones.
//! What comes back is ranked by [`score`](super::score). Four families of keys:
//!
//! - `w` a word of the name, then another: « ferhat|nadia », « nadia|ferhat ». The beginnings of one word, and of
//!   the second when the first was typed to its end, are ranges, so none is stored.
//! - `2` the same with the first three letters of the first word: « fer|nadia », « nad|ferhat ». Whatever is
//!   missing or wrong after the third letter does no harm; and, with fuzzy ranges, a slip in the other word is found
//!   by its first letter alone.
//! - `s` how a word sounds, then the first letter of another word.
//! - `d` what is left of the first five letters of a family name when one is taken away, then the first letter of
//!   another word: a wrong, missing, doubled or swapped letter leaves one of these in common.

use std::collections::HashSet;

use super::fold::fold;
use super::phonetic::phonetic;

/// One key of a person, to be kept as bytes (`BLOB`, `bytea`): no database's idea of alphabetical order applies.
pub type Key = Vec<u8>;

/// A range of keys: `from <= key AND key < until`, compared as bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KeyRange {
    /// The first key of the range.
    pub from: Key,
    /// The first key after it.
    pub until: Key,
}

impl KeyRange {
    /// Whether the key lies in the range.
    pub fn contains(&self, key: &[u8]) -> bool {
        self.from.as_slice() <= key && key < self.until.as_slice()
    }

    fn starting_with(text: &str) -> Self {
        let from = text.as_bytes().to_vec();
        // No UTF-8 text has the byte 0xFF, so this is after everything that begins with `text`.
        let until = [from.as_slice(), &[0xFF]].concat();
        Self { from, until }
    }
}

/// The ranges to read for what somebody typed, the most telling first: a hundred rows of each will do, since what a
/// range holds beyond them is told apart by typing another letter. The same person may come out of several.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct QueryKeys {
    /// Those of names that begin as typed. Empty when nothing was typed.
    pub exact: Vec<KeyRange>,
    /// Those that allow for an error; wider, to be read when the exact ones found too few.
    pub fuzzy: Vec<KeyRange>,
}

/// Letters of a word that count.
const WORD: usize = 16;
/// Letters of the first word of a pair.
const HEAD: usize = 3;
/// Letters of which deletions are made.
const STEM: usize = 5;
/// Words of the family name, and of the given names, that count.
const WORDS: usize = 3;

/// The keys of a person of this name: some eleven for two words, never more than 250. For somebody with
/// several family names (of birth, of use), the keys of each together.
pub fn search_keys(family: &str, given: &str) -> Vec<Key> {
    let (family, given) = (Words::of(family), Words::of(given));
    let mut keys = Vec::new();
    for (own, other) in [(&family, &given), (&given, &family)] {
        let initials = initials(own, other);
        for word in own.all() {
            let mut others = own.apart.iter().filter(|other| *other != word).chain(other.all()).peekable();
            if others.peek().is_none() {
                keys.push(whole_pair(word, ""));
            }
            keys.extend(others.flat_map(|other| [whole_pair(word, other), pair(word, other)]));
            let sound = phonetic(word);
            keys.extend(initials.iter().map(|initial| format!("s{sound}|{initial}")));
        }
    }
    let initials = initials(&family, &given);
    for word in family.all() {
        for rest in deletions(head(word, STEM)).into_iter().chain(short_stem(word)) {
            keys.extend(initials.iter().map(|initial| format!("d{rest}|{initial}")));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(String::into_bytes).collect()
}

/// One of the keys of [`search_keys`], the same for all who bear this very name: the way to them when nobody else is looked
/// for. A name of which nothing can be read has none.
pub fn name_key(family: &str, given: &str) -> Option<Key> {
    search_keys(family, given).into_iter().find(|key| key.starts_with(b"w"))
}

/// The ranges to read for what was typed: any beginnings of the words of a name, in any order.
pub fn query_keys(text: &str) -> QueryKeys {
    let folded = fold(text);
    let mut keys = of_words(&significant(&folded, WORDS));
    // « le bihan » for a « Lebihan ».
    let attached = attached(&folded);
    if attached != folded {
        let more = of_words(&significant(&attached, WORDS));
        keys.exact.extend(more.exact);
        keys.fuzzy.extend(more.fuzzy);
    }
    for ranges in [&mut keys.exact, &mut keys.fuzzy] {
        let mut seen = HashSet::new();
        ranges.retain(|range| seen.insert(range.from.clone()));
    }
    keys
}

fn of_words(words: &[String]) -> QueryKeys {
    match words {
        [] => QueryKeys::default(),
        [word] => of_one_word(word),
        words => of_several_words(words),
    }
}

fn of_one_word(word: &str) -> QueryKeys {
    let mut fuzzy = Vec::new();
    if word.chars().count() >= HEAD {
        fuzzy.extend(damaged(word).map(|rest| KeyRange::starting_with(&format!("d{rest}|"))));
    }
    fuzzy.push(KeyRange::starting_with(&format!("s{}", phonetic(word))));
    QueryKeys { exact: vec![KeyRange::starting_with(&format!("w{word}"))], fuzzy }
}

fn of_several_words(words: &[String]) -> QueryKeys {
    let pairs = || {
        let others = |at| words.iter().enumerate().filter(move |(place, _)| *place != at);
        words.iter().enumerate().flat_map(move |(at, first)| others(at).map(move |(_, other)| (first, other)))
    };
    let long_pairs = || pairs().filter(|(first, _)| first.chars().count() >= HEAD);
    let range = |text: String| KeyRange::starting_with(&text);

    let mut exact: Vec<KeyRange> = pairs().map(|(first, other)| range(whole_pair(first, other))).collect();
    // « marie pierre » for a « Mariepierre ».
    exact.push(range(format!("w{}", head(&words.concat(), WORD))));
    exact.extend(long_pairs().map(|(first, other)| range(pair(first, other))));
    // Two beginnings too short for a pair: « fe na ».
    if words.iter().all(|word| word.chars().count() < HEAD) {
        exact.extend(words.iter().map(|word| range(format!("w{word}"))));
    }

    let mut fuzzy = Vec::new();
    for (first, other) in long_pairs() {
        fuzzy.extend(damaged(first).map(|rest| range(format!("d{rest}|{}", head(other, 1)))));
    }
    fuzzy.extend(pairs().map(|(first, other)| range(format!("s{}|{}", phonetic(first), head(other, 1)))));
    fuzzy.extend(long_pairs().map(|(first, other)| range(pair(first, head(other, 1)))));
    // The other word may be wrong from its first letter on.
    fuzzy.extend(long_pairs().map(|(first, _)| range(whole_pair(first, ""))));
    QueryKeys { exact, fuzzy }
}

/// The text without one of its letters, each in turn, without repetition.
pub fn deletions(text: &str) -> Vec<String> {
    let without = |(at, letter): (usize, char)| format!("{}{}", &text[..at], &text[at + letter.len_utf8()..]);
    let mut all: Vec<String> = text.char_indices().map(without).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What may be left of a word that was typed with one error in its first letters.
fn damaged(word: &str) -> impl Iterator<Item = String> {
    deletions(head(word, STEM)).into_iter().chain(short_stem(word))
}

/// A word shorter than the stem, whole: it may be the other one less a letter.
fn short_stem(word: &str) -> Option<String> {
    (word.chars().count() < STEM).then(|| word.to_owned())
}

fn whole_pair(first: &str, other: &str) -> String {
    format!("w{first}|{other}")
}

fn pair(first: &str, other: &str) -> String {
    format!("2{}|{other}", head(first, HEAD))
}

/// The first letters of the other words beside a word of `own`, for the keys that carry one.
fn initials<'a>(own: &'a Words, other: &'a Words) -> Vec<&'a str> {
    let words = if other.apart.is_empty() { &own.apart } else { &other.apart };
    let mut initials: Vec<&str> = words.iter().map(|word| head(word, 1)).collect();
    initials.sort_unstable();
    initials.dedup();
    if initials.is_empty() { vec![""] } else { initials }
}

/// The first letters of a text, so many at most.
fn head(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).map_or(text, |(end, _)| &text[..end])
}

/// The words of one half of a name.
struct Words {
    /// Each by itself; small ones such as « de », « le », « El » only when there is nothing else.
    apart: Vec<String>,
    /// All of them run together, when there are several.
    joined: Option<String>,
}

impl Words {
    fn of(name: &str) -> Self {
        let folded = fold(name);
        let joined = folded.contains(' ').then(|| head(&folded.replace(' ', ""), WORD).to_owned());
        Self { apart: significant(&folded, WORDS), joined }
    }

    fn all(&self) -> impl Iterator<Item = &String> {
        self.apart.iter().chain(&self.joined)
    }
}

/// The text with its small words attached to what follows them.
fn attached(folded: &str) -> String {
    let mut text = String::with_capacity(folded.len());
    for word in folded.split(' ') {
        text.push_str(word);
        if !is_particle(word) {
            text.push(' ');
        }
    }
    text.trim_end().to_owned()
}

/// The words of a folded text, so many at most; the small ones only when there is nothing else.
fn significant(folded: &str, most: usize) -> Vec<String> {
    let words = || folded.split(' ').filter(|word| !word.is_empty()).map(|word| head(word, WORD).to_owned());
    let mut kept: Vec<String> = words().filter(|word| !is_particle(word)).take(most).collect();
    if kept.is_empty() {
        kept = words().take(most).collect();
    }
    kept
}

/// The small words of names, in the languages most met in France.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "d" | "de"
            | "des"
            | "du"
            | "l"
            | "la"
            | "le"
            | "les"
            | "el"
            | "al"
            | "da"
            | "dos"
            | "di"
            | "van"
            | "von"
            | "ben"
            | "bel"
    )
}
