//! Names without what people leave out when they type: accents, capitals, hyphens, apostrophes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in small letters without accents, ligatures written out, everything but letters and digits turned into
/// single spaces: « N’Guyen-Cœur  Élodie » gives `n guyen coeur elodie`. Letters of other scripts stay themselves.
pub fn fold(text: &str) -> String {
    // Most names, and nothing in them to take apart.
    if text.is_ascii() {
        return words(text.len(), text.chars().map(|c| c.to_ascii_lowercase()));
    }
    words(text.len(), text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase))
}

/// Small letters and digits, single spaces between what stood apart.
fn words(length: usize, letters: impl Iterator<Item = char>) -> String {
    let mut folded = String::with_capacity(length);
    let mut apart = false;
    for c in letters {
        // `to_lowercase` itself may give a mark: İ.
        if is_combining_mark(c) {
            continue;
        }
        if !c.is_alphanumeric() {
            apart = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut apart) {
            folded.push(' ');
        }
        match written_out(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(c),
        }
    }
    folded
}

/// The Latin letters that Unicode does not decompose, as they are typed without them.
fn written_out(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ə' => "e",
        _ => return None,
    })
}
