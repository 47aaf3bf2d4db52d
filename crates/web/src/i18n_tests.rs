#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;

use super::*;

#[test]
fn texts_follow_the_language() {
    assert_eq!(T::new(Locale::Fr).layout_skip(), "Aller au contenu");
    assert_eq!(T::new(Locale::En).layout_skip(), "Skip to content");
    assert_eq!(T::new(Locale::Fr).saved_at("10 h 42"), "Brouillon enregistré à 10 h 42");
}

#[test]
fn numbers_follow_the_language() {
    assert_eq!(T::new(Locale::Fr).form_faults(1), "Une réponse est à revoir");
    assert_eq!(T::new(Locale::Fr).form_faults(12_345), "12\u{a0}345 réponses sont à revoir");
    assert_eq!(T::new(Locale::En).form_faults(2), "2 answers need another look");
    assert_eq!(T::new(Locale::En).form_faults(0), "This was not sent");
}

#[test]
fn a_key_known_at_run_time() {
    let t = T::new(Locale::En);
    assert_eq!(t.by_key("error-home").as_deref(), Some("Back to the first page"));
    assert_eq!(t.by_key("no-such-key"), None);
    assert_eq!(t.by_key("saved-at"), None, "an argument is missing");
    assert_eq!(t.by_key_with("saved-at", &[("time", "9:05".into())]).as_deref(), Some("Draft saved at 9:05"));
}

/// Every message renders in every language, whatever it is given.
#[test]
fn every_message_renders() {
    let names = ["count", "name", "role", "time"];
    for locale in Locale::ALL {
        for (key, _) in KEYS {
            let pattern = BUNDLES[&locale].get_message(key).and_then(|it| it.value());
            assert!(pattern.is_some(), "{key}");
            let _ = T::new(locale).by_key_with(key, &names.map(|name| (name, FluentValue::from(3))));
        }
    }
}

/// Espaces insécables before the high marks and inside the guillemets, curly apostrophes, one ellipsis character.
#[test]
fn french_is_typeset() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("locales/fr");
    let mut faults = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        for (number, line) in fs::read_to_string(entry.path()).unwrap().lines().enumerate() {
            if !line.starts_with('#') && !is_typeset(line) {
                faults.push(format!("{}:{}: {line}", entry.path().display(), number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn is_typeset(line: &str) -> bool {
    let marks = [" :", " ;", " !", " ?", " »", "« ", "...", "'"];
    let text = line.split_once(" = ").map_or(line, |(_, text)| text);
    let glued = text
        .char_indices()
        .any(|(at, c)| "!?;»".contains(c) && text[..at].ends_with(|before: char| before.is_alphanumeric()));
    !marks.iter().any(|mark| text.contains(mark)) && !glued
}
