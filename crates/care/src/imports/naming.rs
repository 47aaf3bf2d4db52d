//! What people call a right.

use std::collections::HashMap;

use kernel::Locale;
use kernel::names::fold;

use crate::rights::Catalogue;

/// Everything by which a right is called: its code, its name in both languages, and what stands in brackets behind it:
/// « Aide au logement (APL, ALS) » is « APL » as well. The first of the catalogue keeps a name that two bear.
pub(super) fn names(catalogue: &Catalogue) -> HashMap<String, String> {
    let mut names = HashMap::new();
    for right in catalogue.iter() {
        let whole = Locale::ALL.map(|locale| right.name.get(locale));
        let mut all = vec![right.code.as_str()];
        for name in whole {
            all.push(name);
            let Some((plain, short)) = name.split_once('(') else { continue };
            all.push(plain);
            all.extend(short.trim_end_matches(')').split([',', ';', ':']));
        }
        // « ALD 30, 31 »: a figure alone names nothing.
        let named = |name: &String| name.chars().any(char::is_alphabetic);
        for name in all.into_iter().map(fold).filter(named) {
            names.entry(name).or_insert_with(|| right.code.clone());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_is_known_by_its_code_its_names_and_its_short_name() {
        let names = names(&Catalogue::shipped());
        for (written, code) in [
            ("AAH", "aah"),
            ("c2s", "c2s"),
            ("Complémentaire santé solidaire", "c2s"),
            ("Revenu de solidarité active (RSA)", "rsa"),
            ("ALS", "apl"),
            ("ALD", "ald"),
            ("Affection de longue durée", "ald"),
            ("ALD 31", "ald-31"),
            ("Minimum income", "rsa"),
            ("Prime d’activité", "prime-activite"),
            ("prime-activite", "prime-activite"),
        ] {
            assert_eq!(names.get(&fold(written)).map(String::as_str), Some(code), "{written}");
        }
        assert!(!names.contains_key("licorne") && !names.contains_key("31"));
    }
}
