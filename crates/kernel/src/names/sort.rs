//! Alphabetical order.

use std::sync::OnceLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

/// Bytes whose order is the French alphabetical order of the texts (CLDR): accents and capitals settle ties only,
/// spaces and hyphens count. They may change with the version of the data, so they are kept only for sorting.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2);
    match collator() {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(text, &mut key);
        }
        None => key.extend_from_slice(super::fold(text).as_bytes()),
    }
    key
}

/// The sort key of a person's name: by family name, those of one family by given name.
pub fn name_sort_key(family: &str, given: &str) -> Vec<u8> {
    // U+FFFE sorts before everything else, at every level (CLDR): « Le » and its given names before « Lea ».
    sort_key(&format!("{family}\u{fffe}{given}"))
}

/// The order of CLDR's root, which is that of French: France has no tailoring of its own.
fn collator() -> Option<&'static CollatorBorrowed<'static>> {
    static COLLATOR: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    COLLATOR
        .get_or_init(|| Collator::try_new(CollatorPreferences::default(), CollatorOptions::default()).ok())
        .as_ref()
}
