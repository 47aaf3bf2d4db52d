//! The table of communes.

use kernel::places::{all, by_insee, find};

fn names(typed: &str, limit: usize) -> Vec<&'static str> {
    find(typed, limit).into_iter().map(|commune| commune.name).collect()
}

#[test]
fn every_commune_is_there_once_and_well_formed() {
    assert!((34_000..36_000).contains(&all().len()), "{}", all().len());
    let codes: Vec<&str> = all().map(|commune| commune.insee).collect();
    assert!(codes.is_sorted_by(|before, after| before < after));
    for commune in all() {
        assert_eq!(commune.insee.len(), 5);
        assert!(!commune.name.is_empty());
        assert!(
            commune
                .postal_codes()
                .all(|code| code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit()))
        );
        assert_eq!(by_insee(commune.insee), Some(commune));
    }
    let without_postal_code = all().filter(|commune| commune.postal_codes().next().is_none()).count();
    assert!(without_postal_code < 10, "{without_postal_code}");
    let placed = all().filter(|commune| commune.position.is_some()).count();
    assert!(placed >= 34_950, "{placed}");
}

#[test]
fn known_communes_are_as_known() {
    for (insee, name, postal, department) in [
        ("78646", "Versailles", "78000", "78"),
        ("75056", "Paris", "75001", "75"),
        ("2A004", "Ajaccio", "20000", "2A"),
        ("01001", "L'Abergement-Clémenciat", "01400", "01"),
        ("97411", "Saint-Denis", "97400", "974"),
        ("97611", "Mamoudzou", "97600", "976"),
    ] {
        let commune = by_insee(insee).unwrap();
        assert_eq!((commune.name, commune.department()), (name, department));
        assert!(commune.postal_codes().any(|code| code == postal), "{name}");
    }
    assert!(by_insee("78646").unwrap().population > 80_000);
    for unknown in ["", "99999", "78646 ", "2a004", "00000"] {
        assert_eq!(by_insee(unknown), None);
    }
}

#[test]
fn positions_are_where_the_communes_are() {
    let at = |insee: &str| by_insee(insee).and_then(|commune| commune.position).unwrap();
    let (versailles, paris, marseille, mamoudzou) = (at("78646"), at("75056"), at("13055"), at("97611"));
    assert!((10.0..25.0).contains(&versailles.kilometres_to(&paris)));
    assert!((650.0..670.0).contains(&paris.kilometres_to(&marseille)));
    assert!((-13.5..-12.5).contains(&mamoudzou.lat) && (44.9..45.5).contains(&mamoudzou.lon));
    assert!(versailles.exact && paris.exact);
    for commune in
        all().filter(|commune| !commune.insee.starts_with("97") && !commune.insee.starts_with("98"))
    {
        let position = commune.position.unwrap();
        assert!((41.0..51.5).contains(&position.lat) && (-5.5..10.0).contains(&position.lon), "{commune:?}");
    }
}

#[test]
fn communes_are_found_as_they_are_typed() {
    assert_eq!(names("versail", 3)[0], "Versailles");
    assert_eq!(names("VERSAILLES", 1), ["Versailles"]);
    assert_eq!(names("st germain en l", 3)[0], "Saint-Germain-en-Laye");
    assert_eq!(names("saint-etienne", 1), ["Saint-Étienne"]);
    assert_eq!(names("l’haÿ", 1), ["L'Haÿ-les-Roses"]);
    assert!(names("laye", 5).contains(&"Saint-Germain-en-Laye"));
    assert_eq!(names("78000", 5), ["Versailles"]);
    assert_eq!(names("780 ver", 5)[0], "Versailles");
    assert_eq!(names("eu", 1), ["Eu"], "a whole name comes before the beginnings of larger ones");
    assert_eq!(names("pari", 1), ["Paris"]);
    assert_eq!(names("marse", 1), ["Marseille"]);
    assert_eq!(find("a", 7).len(), 7);
    for nothing in ["", "   ", "-", "zzzz", "99999", "ersailles"] {
        assert!(find(nothing, 5).is_empty(), "{nothing}");
    }
    assert!(find("paris", 0).is_empty());
}
