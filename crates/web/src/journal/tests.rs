//! Every action that the house writes into its journal has a sentence and a family, in both languages.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use care::journal::Family;

use super::export::quoted;
use super::words::key_of;
use crate::i18n::KEYS;

/// The sources of a folder without what stands in a file's own tests, which the house does not write.
fn written(folder: &str) -> impl Iterator<Item = String> {
    testkit::sources(root(folder), "rs")
        .into_iter()
        .map(|(_, text)| text.split("#[cfg(test)]").next().unwrap_or_default().to_owned())
}

fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// What stands between quotes, each with what stands before it. Where a quote is itself a character of the source, the
/// two change places: what is between literals is looked at as well, and never has the shape of a code.
fn literals(text: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = text.split('"').collect();
    parts.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// The codes that sources hand to the journal: in `Seen`, in `record`, in an act's `finish` and in the traces of the
/// accounts; and every other code of their shape.
fn actions() -> BTreeSet<String> {
    let mut actions = BTreeSet::new();
    let texts = written("../care/src").chain(written("src"));
    for text in texts {
        for (before, literal) in literals(&text) {
            let code = literal.split_once('.').is_some_and(|(family, what)| {
                let word = |part: &str| {
                    !part.is_empty()
                        && part.bytes().all(|byte| byte.is_ascii_lowercase() || b"_-".contains(&byte))
                };
                word(family) && word(what) && Family::of(literal).is_some()
            });
            let before = before.trim_end();
            let handed = before.ends_with("finish(") || before.ends_with("record(&tx,");
            if code || (handed && !literal.is_empty()) {
                actions.insert(literal.to_owned());
            }
        }
    }
    // Of one word, so that nothing tells them from other texts but where they stand.
    actions.extend(["sign-in", "sign-out", "step-up"].map(str::to_owned));
    actions
}

#[test]
fn every_action_has_its_sentence_and_its_family() {
    let actions = actions();
    assert!(actions.len() > 80, "the sources are read: {actions:?}");
    assert!(actions.contains("advice.answered") && actions.contains("link.refused"), "{actions:?}");
    // A job of the house, not a line of its journal.
    let jobs = ["journal.verify"];
    let actions = actions.iter().filter(|it| !jobs.contains(&it.as_str()));
    let known = |key: &str| KEYS.iter().any(|(it, dynamic)| *it == key && *dynamic);
    let missing: Vec<String> =
        actions.clone().map(|action| key_of(action)).filter(|key| !known(key)).collect();
    assert!(missing.is_empty(), "no sentence in journal.ftl: {missing:#?}");
    let homeless: Vec<&String> = actions.filter(|action| Family::of(action).is_none()).collect();
    assert!(homeless.is_empty(), "no family in care/src/journal/actions.rs: {homeless:#?}");
}

#[test]
fn a_cell_is_text_whatever_is_in_it() {
    assert_eq!(quoted("Dr Hélène Marchetti"), "Dr Hélène Marchetti");
    assert_eq!(quoted("a, \"b\"\n"), "\"a, \"\"b\"\"\n\"");
    assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
    assert_eq!(quoted("-1"), "'-1");
}
