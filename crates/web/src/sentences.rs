//! What the domain and the policies say by key is said in words, in both languages: the sources are read, nothing is
//! listed by hand.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::i18n::{KEYS, Locale, T};

fn texts(folder: &str, ending: &str) -> Vec<String> {
    testkit::sources(root(folder), ending).into_iter().map(|(_, text)| text).collect()
}

fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// What stands between `opening` and the next quote, wherever `opening` stands.
fn quoted(texts: &[String], opening: &str) -> BTreeSet<String> {
    let after = texts.iter().flat_map(|text| text.split(opening).skip(1));
    after.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Keys without a sentence. Both languages have the same keys, or the crate does not compile.
fn unsaid(keys: &BTreeSet<String>) -> Vec<&String> {
    keys.iter().filter(|key| !KEYS.iter().any(|(known, _)| known == key)).collect()
}

#[test]
fn every_reason_of_a_policy_has_its_sentence() {
    let reasons = quoted(&texts("../../policies", "cedar"), "@reason(\"");
    assert!(reasons.contains("administrator") && reasons.len() > 20, "{reasons:?}");
    let keys: BTreeSet<String> = reasons.iter().map(|reason| format!("reason-{reason}")).collect();
    assert!(unsaid(&keys).is_empty(), "reasons without a sentence: {:#?}", unsaid(&keys));
    for key in keys {
        for locale in Locale::ALL {
            assert!(T::new(locale).by_key(&key).is_some(), "{key} asks for arguments in {}", locale.tag());
        }
    }
}

#[test]
fn every_fault_conflict_and_notice_of_the_domain_has_its_sentence() {
    let sources = texts("../care/src", "rs");
    for kind in ["fault", "conflict", "notice"] {
        let found = quoted(&sources, &format!("\"{kind}-"));
        assert!(found.len() > 10, "the sources are read: {found:?}");
        let keys: BTreeSet<String> = found.iter().map(|rest| format!("{kind}-{rest}")).collect();
        assert!(unsaid(&keys).is_empty(), "without a sentence: {:#?}", unsaid(&keys));
    }
}
