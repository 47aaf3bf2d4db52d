//! Search keys of the directory: what a name may be found by, in a table of its own that serves both engines.
//!
//! A word is found whole (`#`), by its beginning (`=`), by how it sounds (`~`) and with one letter wrong (`-`), in that
//! order of trust.

use std::collections::BTreeSet;

use kernel::names;
use sea_orm::{ConnectionTrait, Value};
use store::Tx;
use uuid::Uuid;

use crate::sql::{marks, sql};
use crate::{Ctx, OrganizationId, PractitionerId, Result};

/// Most words of a name or a search.
const WORDS: usize = 8;
/// Longest beginning by which a word is found; beyond it the whole word is.
const BEGINNING: usize = 12;
/// Shortest word that is found by its sound or with a letter wrong.
const FUZZY: usize = 4;
/// Words that say nothing in a search of several.
const EMPTY: [&str; 11] = ["d", "de", "des", "du", "et", "l", "la", "le", "les", "en", "au"];

/// Bytes that sort as a French dictionary would, as text that sorts like them whatever the engine's own order.
pub(super) fn sortable(key: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    key.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn words(text: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let folded = names::fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| word.chars().take(40).collect::<String>())
        .filter(|word| seen.insert(word.clone()))
        .take(WORDS)
        .collect()
}

/// The keys under which a name is filed.
fn filed(names_of: &[&str]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for word in names_of.iter().flat_map(|name| words(name)) {
        keys.insert(format!("#{word}"));
        for (end, letter) in word.char_indices().take(BEGINNING) {
            keys.insert(format!("={}", &word[..end + letter.len_utf8()]));
        }
        keys.extend(fuzzy(&word));
    }
    keys
}

/// How a word sounds, and what it is with one letter left out, if it is long enough.
fn fuzzy(word: &str) -> Vec<String> {
    if word.chars().count() < FUZZY || word.chars().all(|c| c.is_ascii_digit()) {
        return Vec::new();
    }
    let sound = names::phonetic(word);
    let mut keys = vec![format!("-{word}")];
    keys.extend(names::deletions(word).into_iter().map(|shorter| format!("-{shorter}")));
    if !sound.is_empty() {
        keys.push(format!("~{sound}"));
    }
    keys
}

/// One word of a search: the keys under which it may be filed, each with its trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sought(Vec<(String, i64)>);

/// The words of a search; empty where nothing was typed.
pub(super) fn sought(text: &str) -> Vec<Sought> {
    let mut words = words(text);
    if words.iter().any(|word| !EMPTY.contains(&word.as_str())) {
        words.retain(|word| !EMPTY.contains(&word.as_str()));
    }
    words
        .iter()
        .map(|word| {
            let mut keys = vec![(format!("#{word}"), 8)];
            keys.push((format!("={}", word.chars().take(BEGINNING).collect::<String>()), 6));
            keys.extend(fuzzy(word).into_iter().map(|key| {
                let trust = if key.starts_with('~') { 3 } else { 1 };
                (key, trust)
            }));
            Sought(keys)
        })
        .collect()
}

/// A table of keys: its name and its column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) column: &'static str,
}

pub(super) const PRACTITIONERS: Table = Table { name: "practitioner_key", column: "practitioner_id" };
pub(super) const ORGANIZATIONS: Table = Table { name: "organization_key", column: "organization_id" };

/// A sub-query of `id` and `score`, one row for each word that something was found by.
pub(super) fn scores(table: Table, sought: &[Sought], territory: Uuid) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    let parts: Vec<String> = sought
        .iter()
        .map(|Sought(keys)| {
            let mut cases = String::new();
            for (key, trust) in keys {
                if *trust > 1 {
                    cases.push_str(" WHEN key = ? THEN ");
                    cases.push_str(&trust.to_string());
                    values.push(key.as_str().into());
                }
            }
            values.push(territory.into());
            values.extend(keys.iter().map(|(key, _)| key.as_str().into()));
            let Table { name, column } = table;
            let marks = marks(keys.len());
            format!(
                "SELECT {column} AS id, MAX(CASE{cases} ELSE 1 END) AS score FROM {name} \
                 WHERE territory_id = ? AND key IN ({marks}) GROUP BY {column}"
            )
        })
        .collect();
    (parts.join(" UNION ALL "), values)
}

/// A condition that keeps the professionals found by every word of a search, on the column of their identifier; `None`
/// where nothing was typed.
pub(crate) fn named(column: &str, text: &str, territory: Uuid) -> Option<(String, Vec<Value>)> {
    let sought = sought(text);
    let mut values = Vec::new();
    let conditions: Vec<String> = sought
        .iter()
        .map(|Sought(keys)| {
            values.push(territory.into());
            values.extend(keys.iter().map(|(key, _)| key.as_str().into()));
            format!(
                "{column} IN (SELECT practitioner_id FROM practitioner_key WHERE territory_id = ? AND key IN ({}))",
                marks(keys.len())
            )
        })
        .collect();
    (!conditions.is_empty()).then(|| (conditions.join(" AND "), values))
}

/// Files a professional under their names and numbers, instead of what was there.
pub(super) async fn of_practitioner(ctx: &Ctx, tx: &Tx, id: PractitionerId, filed_by: &[&str]) -> Result<()> {
    file(ctx, tx, PRACTITIONERS, id.uuid(), filed_by).await
}

/// Files a structure under its name and number, instead of what was there.
pub(super) async fn of_organization(ctx: &Ctx, tx: &Tx, id: OrganizationId, filed_by: &[&str]) -> Result<()> {
    file(ctx, tx, ORGANIZATIONS, id.uuid(), filed_by).await
}

async fn file(ctx: &Ctx, tx: &Tx, table: Table, id: Uuid, filed_by: &[&str]) -> Result<()> {
    let Table { name, column } = table;
    let text = format!("DELETE FROM {name} WHERE territory_id = ? AND {column} = ?");
    tx.execute_raw(sql(tx, &text, vec![ctx.territory().into(), id.into()])).await?;
    let keys: Vec<String> = filed(filed_by).into_iter().collect();
    // Three values a row, well under the least limit of values in one statement.
    for chunk in keys.chunks(200) {
        let text = format!(
            "INSERT INTO {name} (territory_id, key, {column}) VALUES {}",
            vec!["(?, ?, ?)"; chunk.len()].join(", ")
        );
        let values =
            chunk.iter().flat_map(|key| [ctx.territory().into(), key.as_str().into(), id.into()]).collect();
        tx.execute_raw(sql(tx, &text, values)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether a search finds what is filed under these names, and how much it trusts it.
    fn found(names: &[&str], text: &str) -> Option<i64> {
        let filed = filed(names);
        let scores: Option<Vec<i64>> = sought(text)
            .iter()
            .map(|Sought(keys)| {
                keys.iter().filter(|(key, _)| filed.contains(key)).map(|(_, trust)| *trust).max()
            })
            .collect();
        scores.map(|scores| scores.iter().sum())
    }

    #[test]
    fn a_name_is_found_by_its_beginning_its_sound_and_with_a_letter_wrong() {
        let names = ["Marchetti", "Hélène"];
        assert_eq!(found(&names, "marchetti"), Some(8));
        assert_eq!(found(&names, "MARCH"), Some(6));
        assert_eq!(found(&names, "helene marc"), Some(14));
        assert!(found(&names, "marcheti").is_some());
        assert!(found(&names, "marchettti").is_some());
        assert!(found(&names, "merchetti").is_some());
        assert_eq!(found(&names, "dupont"), None);
        assert_eq!(found(&names, "helene dupont"), None);
    }

    #[test]
    fn a_number_is_found_whole() {
        assert_eq!(found(&["Marchetti", "10100456789"], "10100456789"), Some(8));
        assert_eq!(found(&["Marchetti", "10100456789"], "10100456788"), None);
    }

    #[test]
    fn empty_words_do_not_count_among_others() {
        assert!(found(&["CMP Tours Sud"], "le CMP de Tours").is_some());
        assert!(found(&["La Riche"], "la").is_some());
        assert!(sought("  ,;- ").is_empty());
    }

    proptest! {
        #[test]
        fn whatever_is_filed_is_found_by_itself(name in "[\\p{L}]{1,60}( [\\p{L}]{1,30}){0,3}") {
            prop_assert!(sought(&name).is_empty() || found(&[&name], &name).is_some());
        }
    }
}
