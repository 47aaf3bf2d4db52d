//! Spaces that must not break and apostrophes, where the rule is certain.
//!
//! Only a space that was typed is ever replaced and none is added: « 12:41 » or an address of the
//! web stay as they are. What a reader sees is what was typed, better set.

use crate::Locale;

/// No-break space: the words on both sides stay on one line.
pub(crate) const NBSP: char = '\u{a0}';

/// What a number is glued to.
const UNITS: &[&str] = &[
    "%", "€", "°C", "UI", "cm", "cp", "g", "h", "j", "kcal", "kg", "km", "l", "m", "mL", "mg", "min", "ml",
    "mm", "mmol", "ng", "s", "µg", "μg",
];

/// Titles that are glued to the name after them.
const TITLES: &[&str] = &["Dr", "Dre", "M.", "Me", "Mlle", "Mme", "Mr", "Mrs", "Ms", "Pr", "Pre", "Prof."];

const MONTHS: &[&str] = &[
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// One line of text with its spaces and apostrophes set.
pub(crate) fn set(line: &str, locale: Locale) -> String {
    let mut out = String::with_capacity(line.len() + 16);
    let mut previous = "";
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        if !previous.is_empty() {
            out.push(if sticks(previous, word, locale) { NBSP } else { ' ' });
        }
        push_word(&mut out, word);
        previous = word;
    }
    out
}

/// Whether the space between two words must not break.
fn sticks(left: &str, right: &str, locale: Locale) -> bool {
    (locale == Locale::Fr && french_mark(left, right))
        || number_and_unit(left, right)
        || title_and_name(left, right)
}

/// « Question ? », « “texte” », « ceci : cela ».
fn french_mark(left: &str, right: &str) -> bool {
    left.ends_with('«') || right.starts_with('»') || right.starts_with([':', ';', '!', '?'])
}

/// « 100 mg », « 18 h », « h 30 », « 02 00 00 37 14 », « 1 200 », « 2 juin », « n° 5 ».
fn number_and_unit(left: &str, right: &str) -> bool {
    let number = left.trim_start_matches(|c: char| !c.is_alphanumeric());
    let right = right.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '%');
    if (left == "h" || left == "n°" || left == "N°") && right.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    if !number.ends_with(|c: char| c.is_ascii_digit()) {
        return MONTHS.contains(&right) && matches!(number, "1er" | "1ᵉʳ" | "1st" | "2nd" | "3rd");
    }
    let digits = |text: &str, count: std::ops::RangeInclusive<usize>| {
        count.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    UNITS.contains(&right)
        || (digits(number, 1..=2) && MONTHS.contains(&right))
        || (digits(number, 2..=2) && digits(right, 2..=2))
        || (digits(number, 1..=3) && digits(right, 3..=3))
}

/// « Dr Lemoine ».
fn title_and_name(left: &str, right: &str) -> bool {
    TITLES.contains(&left.trim_start_matches(|c: char| !c.is_alphanumeric()))
        && right.starts_with(char::is_uppercase)
}

/// The word, its typewriter apostrophes between two letters made into real ones.
fn push_word(out: &mut String, word: &str) {
    let mut before = None;
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let elided = c == '\''
            && before.is_some_and(char::is_alphabetic)
            && chars.peek().copied().is_some_and(char::is_alphabetic);
        out.push(if elided { '’' } else { c });
        before = Some(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn french(line: &str) -> String {
        set(line, Locale::Fr).replace(NBSP, "~")
    }

    #[test]
    fn french_marks_stay_with_their_word() {
        assert_eq!(
            french("Que changer ? Rien : « attendre » ; voilà !"),
            "Que changer~? Rien~: «~attendre~»~; voilà~!"
        );
        assert_eq!(set("What now ? Yes : wait", Locale::En), "What now ? Yes : wait");
    }

    #[test]
    fn numbers_stay_with_what_they_count() {
        assert_eq!(french("100 mg, puis 150 mg (75 %) à 18 h 30"), "100~mg, puis 150~mg (75~%) à 18~h~30");
        assert_eq!(
            french("au 02 00 00 37 14 le 2 juin, le 1er mai"),
            "au 02~00~00~37~14 le 2~juin, le 1er~mai"
        );
        assert_eq!(french("1 200 pas, n° 5, PHQ-9 de 19 à 14"), "1~200 pas, n°~5, PHQ-9 de 19 à 14");
        assert_eq!(french("le Dr Paul et M. Carpentier"), "le Dr~Paul et M.~Carpentier");
    }

    #[test]
    fn nothing_is_added_where_nothing_was_typed() {
        for text in ["12:41", "https://exemple.fr/?a=1;b", "oui!", "«non»", "l’avis"] {
            assert_eq!(french(text), text);
        }
        assert_eq!(french("l'avis d'aujourd'hui dure 5' et plus"), "l’avis d’aujourd’hui dure 5' et plus");
    }
}
