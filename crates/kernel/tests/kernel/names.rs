//! Folding, sound, birth dates and alphabetical order.

use kernel::names::{
    birth_date, deletions, fold, name_key, name_sort_key, phonetic, search_keys, sort_key, take_birth_date,
};
use proptest::prelude::*;

use crate::day;

#[test]
fn folding_leaves_out_what_people_do_not_type() {
    for (text, folded) in [
        ("Ferhat", "ferhat"),
        ("N’Guyen-Cœur  Élodie", "n guyen coeur elodie"),
        ("LE BIHAN", "le bihan"),
        ("Straße", "strasse"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("İstanbul", "istanbul"),
        ("O'Brien; DROP TABLE--", "o brien drop table"),
        ("  -'  ", ""),
        ("e\u{301}\u{327}", "e"),
        ("Ｗｉｄｅ", "wide"),
        ("🦊 renard 🦊", "renard"),
        ("محمد", "محمد"),
        ("Ελένη", "ελενη"),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn names_that_sound_alike_have_one_sound() {
    for alike in [
        &["Ferhat", "Ferrat", "Phérat", "Férat", "Ferhad"][..],
        &["Dupont", "Dupond", "Duppont"],
        &["Philippe", "Filippe"],
        &["Mohamed", "Mohammed"],
        &["Catherine", "Katerine", "Cathérine"],
        &["Boucher", "Bouchet"],
        &["Khaled", "Caled", "Kaled"],
        &["Djamel", "Jamel", "Djammel"],
        &["Bénard", "Bennard"],
        &["Moreau", "Moro", "Morot", "Moreaux"],
        &["Quentin", "Kentin", "Quantin"],
        &["Schmitt", "Chmit", "Schmit"],
        &["Guérin", "Guerain"],
        &["Lemaitre", "Lemètre"],
        &["Girard", "Jirard"],
    ] {
        let sounds: Vec<String> = alike.iter().map(|name| phonetic(&fold(name))).collect();
        assert!(sounds.iter().all(|sound| *sound == sounds[0]), "{alike:?} {sounds:?}");
    }
    for (one, other) in
        [("martin", "morin"), ("petit", "pasquier"), ("bernard", "bertrand"), ("ali", "alain")]
    {
        assert_ne!(phonetic(one), phonetic(other));
    }
}

#[test]
fn deletions_take_away_one_letter() {
    assert_eq!(deletions("roy"), ["oy", "ro", "ry"]);
    assert_eq!(deletions("aa"), ["a"]);
    assert_eq!(deletions("é"), [""]);
    assert!(deletions("").is_empty());
}

#[test]
fn birth_dates_are_read_as_they_are_typed() {
    let today = day("2026-11-26");
    for text in [
        "14/03/1979",
        "14-03-1979",
        "14.03.1979",
        "14 03 1979",
        "14/3/1979",
        "14/03/79",
        "1979-03-14",
        "14031979",
        "140379",
        "14 mars 1979",
        "14 MARS 1979",
        "14 March 1979",
        "14 mar. 79",
        "  14/03/1979 ",
    ] {
        assert_eq!(birth_date(text, today), Some(day("1979-03-14")), "{text}");
    }
    for (text, date) in [
        ("1er août 1950", "1950-08-01"),
        ("1 déc. 2001", "2001-12-01"),
        ("29 février 2000", "2000-02-29"),
        ("26/11/26", "2026-11-26"),
        ("27/11/26", "1926-11-27"),
        ("01/01/27", "1927-01-01"),
        ("14/03/2079", "2079-03-14"),
    ] {
        assert_eq!(birth_date(text, today), Some(day(date)), "{text}");
    }
    for text in [
        "",
        "ferhat",
        "14/03",
        "31/02/1979",
        "29 février 2001",
        "14/13/1979",
        "1203/1979",
        "123456789",
        "14/03/0079",
        "1 jui 2001",
        "14/03/1979 x",
    ] {
        assert_eq!(birth_date(text, today), None, "{text}");
    }
}

#[test]
fn a_birth_date_is_taken_out_of_what_was_typed() {
    let today = day("2026-11-26");
    let taken = |text: &str| take_birth_date(text, today);
    let expected = |rest: &str| Some((day("1979-03-14"), rest.to_owned()));
    assert_eq!(taken("ferhat 14/03/1979"), expected("ferhat"));
    assert_eq!(taken("14 mars 1979 nadia ferhat"), expected("nadia ferhat"));
    assert_eq!(taken("ferhat, 140379 nadia"), expected("ferhat, nadia"));
    assert_eq!(taken("nadia ferhat"), None);
}

#[test]
fn names_sort_as_in_french_dictionaries() {
    let mut words =
        ["cote", "côté", "Zola", "coté", "côte", "Étienne", "Eve", "aubert", "Aubert", "Œdipe", "Ode"];
    words.sort_by_key(|word| sort_key(word));
    assert_eq!(
        words,
        ["aubert", "Aubert", "cote", "coté", "côte", "côté", "Étienne", "Eve", "Ode", "Œdipe", "Zola"]
    );
    let mut people =
        [("Le Bihan", "Zoé"), ("Le", "Yann"), ("Lea", "Anne"), ("Le Bihan", "Élodie"), ("Le", "Zoé")];
    people.sort_by_key(|(family, given)| name_sort_key(family, given));
    assert_eq!(
        people,
        [("Le", "Yann"), ("Le", "Zoé"), ("Le Bihan", "Élodie"), ("Le Bihan", "Zoé"), ("Lea", "Anne")]
    );
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in "\\PC*") {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded.clone());
        prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
    }

    #[test]
    fn nothing_typed_makes_them_panic(text in ".*") {
        let today = day("2026-11-26");
        let _ = (phonetic(&text), deletions(&text), sort_key(&text), name_sort_key(&text, &text));
        let _ = take_birth_date(&text, today);
    }

    #[test]
    fn one_key_leads_to_all_who_bear_a_name(family in "[\\PC]{0,20}", given in "[\\PC]{0,20}") {
        let key = name_key(&family, &given);
        prop_assert_eq!(key.clone(), name_key(&fold(&family), &fold(&given)));
        let keys = search_keys(&family, &given);
        prop_assert_eq!(key.is_none(), keys.is_empty());
        prop_assert!(key.is_none_or(|key| keys.contains(&key)));
    }

    #[test]
    fn every_birth_date_comes_back(offset in 0_i32..45_000) {
        use jiff::ToSpan;
        let today = day("2026-11-26");
        let date = day("1900-01-01").checked_add(offset.days()).unwrap();
        for text in [
            date.to_string(),
            kernel::Locale::Fr.date_numeric(date),
            kernel::Locale::Fr.date_plain(date),
            kernel::Locale::En.date_plain(date),
            date.strftime("%d%m%Y").to_string(),
        ] {
            prop_assert_eq!(birth_date(&text, today), Some(date), "{}", text);
        }
    }
}
