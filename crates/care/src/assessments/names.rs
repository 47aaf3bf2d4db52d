//! The names of fields while a form is filled: `q.LINKID.0.LINKID.2:unit`.

use std::collections::{BTreeMap, BTreeSet};

/// A name without the part after the colon: the answer that it belongs to.
pub(super) fn answer(name: &str) -> &str {
    name.split_once(':').map_or(name, |(answer, _)| answer)
}

/// Fields whose repetitions follow one another, from 0: where somebody emptied the first of three, two are left. Answers are laid
/// so, and what is shown must stand under the names that it is read by.
pub(super) fn packed(fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut all: Vec<(Vec<String>, String)> =
        fields.into_iter().map(|(name, text)| (name.split('.').map(str::to_owned).collect(), text)).collect();
    let deepest = all.iter().map(|(parts, _)| parts.len()).max().unwrap_or(0);
    for at in (2..deepest).step_by(2) {
        let mut places: BTreeMap<Vec<String>, BTreeSet<usize>> = BTreeMap::new();
        for (parts, _) in &all {
            if let Some((nth, _)) = parts.get(at).and_then(|part| repetition(part)) {
                places.entry(parts[..at].to_vec()).or_default().insert(nth);
            }
        }
        for (parts, _) in &mut all {
            let Some((nth, rest)) = parts.get(at).and_then(|part| repetition(part)) else { continue };
            let rank = places.get(&parts[..at]).map_or(nth, |known| known.range(..nth).count());
            let renamed = format!("{rank}{rest}");
            parts[at] = renamed;
        }
    }
    all.into_iter().map(|(parts, text)| (parts.join("."), text)).collect()
}

/// A repetition and what follows it: `2`, `:unit`.
fn repetition(part: &str) -> Option<(usize, &str)> {
    let end = part.find(':').unwrap_or(part.len());
    Some((part[..end].parse().ok()?, &part[end..]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(of: &[&str]) -> Vec<String> {
        let fields = of.iter().map(|name| ((*name).to_owned(), "x".to_owned())).collect();
        packed(fields).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn what_is_left_moves_up_with_all_that_stands_in_it() {
        assert_eq!(names(&["q.a.2", "q.a.5:unit", "q.b.0"]), ["q.a.0", "q.a.1:unit", "q.b.0"]);
        assert_eq!(
            names(&["q.one.1.who.0", "q.one.1.since.3", "q.one.4.who.2:time"]),
            ["q.one.0.who.0", "q.one.0.since.0", "q.one.1.who.0:time"]
        );
        assert_eq!(answer("q.a.0:unit"), "q.a.0");
    }

    proptest! {
        /// No two become one, and what is packed stays as it is.
        #[test]
        fn nothing_is_lost(at in prop::collection::btree_set((0_usize..4, 0_usize..9, 0_usize..9), 0..20)) {
            let fields: Vec<(String, String)> = at
                .into_iter()
                .map(|(link, one, two)| (format!("q.g{link}.{one}.i.{two}"), format!("{link} {one} {two}")))
                .collect();
            let once = packed(fields.clone());
            let distinct: BTreeSet<_> = once.iter().map(|(name, _)| name.clone()).collect();
            prop_assert_eq!(distinct.len(), fields.len());
            prop_assert_eq!(packed(once.clone()), once);
        }
    }
}
