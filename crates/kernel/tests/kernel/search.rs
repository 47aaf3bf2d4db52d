//! Finding persons in spite of typing errors.

use kernel::names::{KeyRange, fold, query_keys, score, search_keys};
use proptest::prelude::*;

const PEOPLE: [(&str, &str); 30] = [
    ("Ferhat", "Nadia"),
    ("Martin", "Jean-Pierre"),
    ("Martinez", "Inès"),
    ("Le Bihan", "Yann"),
    ("Lebihan", "Gwenaëlle"),
    ("N’Guyen", "Thi Hoa"),
    ("Dupont-Moretti", "Élise"),
    ("D’Arcy", "Œnone"),
    ("Ben Salah", "Mohamed"),
    ("El Amrani", "Khadija"),
    ("Roy", "Léo"),
    ("Petit", "Chloé"),
    ("Bernard", "Anaïs"),
    ("Thomas", "Thomas"),
    ("Robert", "Gaëtan"),
    ("Richard", "Zoé"),
    ("Durand", "Marie Claire Sophie"),
    ("Dubois", "Hugo"),
    ("Moreau", "Nathan"),
    ("Laurent", "Lucas"),
    ("Simon", "Emma"),
    ("Michel", "Manon"),
    ("Lefebvre", "Camille"),
    ("Leroy", "Jules"),
    ("Roux", "Louise"),
    ("Da Silva", "João"),
    ("Van der Meersch", "Maxence"),
    ("Öztürk", "Ayşe"),
    ("Kowalczyk", "Łukasz"),
    ("Traoré", "Fatoumata"),
];

fn any(ranges: &[KeyRange], keys: &[Vec<u8>]) -> bool {
    ranges.iter().any(|range| keys.iter().any(|key| range.contains(key)))
}

fn found_exactly(typed: &str, family: &str, given: &str) -> bool {
    any(&query_keys(typed).exact, &search_keys(family, given)) && score(typed, family, given) > 0
}

fn found(typed: &str, family: &str, given: &str) -> bool {
    let (ranges, keys) = (query_keys(typed), search_keys(family, given));
    (any(&ranges.exact, &keys) || any(&ranges.fuzzy, &keys)) && score(typed, family, given) > 0
}

#[test]
fn nadia_ferhat_is_found_in_many_ways() {
    for typed in [
        "ferhat",
        "FERHAT",
        "fer",
        "f",
        "nadia",
        "nad",
        "ferhat na",
        "na ferhat",
        "nadia fer",
        "fer nad",
        "Ferhat, Nadia",
        "fe na",
    ] {
        assert!(found_exactly(typed, "Ferhat", "Nadia"), "{typed}");
    }
    for typed in [
        "ferat na",
        "ferat",
        "Ferrat Nadia",
        "nadia férat",
        "fehrat nadia",
        "gerhat nadia",
        "fehrat",
        "freh nadia",
        "madia ferhat",
        "farhat n",
    ] {
        assert!(found(typed, "Ferhat", "Nadia"), "{typed}");
    }
    for typed in ["martin", "ferhat paul", "xyz", "zzferhat", "nadine ferrand", ""] {
        assert!(!found(typed, "Ferhat", "Nadia"), "{typed}");
    }
}

#[test]
fn names_of_several_words_are_found_together_and_apart() {
    for (typed, family, given) in [
        ("le bihan", "Le Bihan", "Yann"),
        ("lebihan", "Le Bihan", "Yann"),
        ("bihan yann", "Le Bihan", "Yann"),
        ("le bihan yann", "Le Bihan", "Yann"),
        ("yann lebihan", "Le Bihan", "Yann"),
        ("le bihan gwen", "Lebihan", "Gwenaëlle"),
        ("nguyen", "N’Guyen", "Thi Hoa"),
        ("nguyen thi", "N’Guyen", "Thi Hoa"),
        ("dupont", "Dupont-Moretti", "Élise"),
        ("moretti elise", "Dupont-Moretti", "Élise"),
        ("dupont moretti", "Dupont-Moretti", "Élise"),
        ("darcy", "D’Arcy", "Œnone"),
        ("arcy oenone", "D’Arcy", "Œnone"),
        ("bensalah", "Ben Salah", "Mohamed"),
        ("salah mohamed", "Ben Salah", "Mohamed"),
        ("elamrani khadija", "El Amrani", "Khadija"),
        ("jean pierre martin", "Martin", "Jean-Pierre"),
        ("jeanpierre martin", "Martin", "Jean-Pierre"),
        ("martin jp", "Martin", "Jp"),
        ("durand sophie", "Durand", "Marie Claire Sophie"),
        ("ozturk ayse", "Öztürk", "Ayşe"),
        ("kowalczyk lukasz", "Kowalczyk", "Łukasz"),
        ("da silva", "Da Silva", "João"),
        ("van der meersch", "Van der Meersch", "Maxence"),
    ] {
        assert!(found_exactly(typed, family, given), "{typed}");
    }
}

#[test]
fn the_best_answer_comes_first() {
    let ranked = |typed: &str| {
        let mut people = PEOPLE.to_vec();
        people.sort_by_key(|(family, given)| std::cmp::Reverse(score(typed, family, given)));
        people[0]
    };
    assert_eq!(ranked("martin"), ("Martin", "Jean-Pierre"));
    assert_eq!(ranked("martinez"), ("Martinez", "Inès"));
    assert_eq!(ranked("lebihan"), ("Lebihan", "Gwenaëlle"));
    assert_eq!(ranked("le bihan"), ("Le Bihan", "Yann"));
    assert_eq!(ranked("roy"), ("Roy", "Léo"));
    assert_eq!(ranked("ferat na"), ("Ferhat", "Nadia"));
    assert_eq!(ranked("thomas thomas"), ("Thomas", "Thomas"));
    assert_eq!(score("ferhat nadia", "Ferhat", "Nadia"), 1000);
    assert!(score("nadia ferhat", "Ferhat", "Nadia") > 950);
    assert!(score("ferhat na", "Ferhat", "Nadia") > score("ferat na", "Ferhat", "Nadia"));
    assert!(score("ferhat", "Ferhat", "Nadia") > score("ferha", "Ferhat", "Nadia"));
}

#[test]
fn keys_are_few_and_short() {
    assert_eq!(search_keys("Ferhat", "Nadia").len(), 11);
    let mean =
        PEOPLE.iter().map(|(family, given)| search_keys(family, given).len()).sum::<usize>() / PEOPLE.len();
    assert!(mean <= 22, "{mean}");
    let huge = search_keys(&"Wolfeschlegelsteinhausen-".repeat(50), &"Anne Sophie Marie ".repeat(50));
    assert!(huge.len() <= 250, "{}", huge.len());
    assert!(huge.iter().all(|key| key.len() <= 40));
    for typed in ["a b c d e f g h i j", &"nom ".repeat(100_000), "wolfeschlegel anne sophie marie"] {
        let keys = query_keys(typed);
        assert!(
            keys.exact.len() <= 16 && keys.fuzzy.len() <= 60,
            "{} {}",
            keys.exact.len(),
            keys.fuzzy.len()
        );
    }
    assert!(search_keys("", "").is_empty());
    assert_eq!(query_keys("  ’ "), query_keys(""));
}

/// One slip of the finger: a letter wrong, missing, doubled, put in, or swapped with the next.
fn slip(word: &str, kind: u8, at: usize, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % letters.len();
    match kind % 5 {
        0 => letters[at] = letter,
        1 => {
            letters.remove(at);
        }
        2 => letters.insert(at, letters[at]),
        3 => letters.insert(at, letter),
        _ => {
            let next = (at + 1).min(letters.len() - 1);
            letters.swap(at, next);
        }
    }
    letters.into_iter().collect()
}

/// The first word of a folded name that has three letters and more.
fn main_word(name: &str) -> Option<String> {
    fold(name).split(' ').filter(|word| word.len() > 3).map(str::to_owned).next()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_beginnings_of_both_names_find(person in 0..PEOPLE.len(), first in 3_usize..20, second in 1_usize..20, swap: bool) {
        let (family, given) = PEOPLE[person];
        if let (Some(f), Some(g)) = (main_word(family), main_word(given)) {
            let cut = |word: &str, length: usize| word.chars().take(length).collect::<String>();
            let typed = if swap { format!("{} {}", cut(&g, first), cut(&f, second)) } else { format!("{} {}", cut(&f, first), cut(&g, second)) };
            prop_assert!(found_exactly(&typed, family, given), "{}", typed);
        }
    }

    #[test]
    fn one_slip_in_either_of_two_names_still_finds(person in 0..PEOPLE.len(), kind: u8, at: usize, letter in proptest::char::range('a', 'z'), in_family: bool, swap: bool) {
        let (family, given) = PEOPLE[person];
        if let (Some(f), Some(g)) = (main_word(family), main_word(given)) {
            let (f, g) = if in_family { (slip(&f, kind, at, letter), g) } else { (f, slip(&g, kind, at, letter)) };
            let typed = if swap { format!("{g} {f}") } else { format!("{f} {g}") };
            prop_assert!(found(&typed, family, given), "{}", typed);
        }
    }

    #[test]
    fn one_slip_in_a_family_name_alone_still_finds(person in 0..PEOPLE.len(), kind: u8, at: usize, letter in proptest::char::range('a', 'z')) {
        let (family, given) = PEOPLE[person];
        if let Some(typed) = main_word(family).map(|word| slip(&word, kind, at, letter)) {
            prop_assert!(found(&typed, family, given), "{}", typed);
        }
    }

    #[test]
    fn a_name_always_finds_itself(family in "\\PC{0,30}", given in "\\PC{0,30}") {
        let typed = format!("{family} {given}");
        if !fold(&typed).is_empty() {
            prop_assert!(found_exactly(&typed, &family, &given), "{}", typed);
        }
    }

    #[test]
    fn scores_stay_within_bounds(typed in ".{0,40}", family in ".{0,40}", given in ".{0,40}") {
        prop_assert!(score(&typed, &family, &given) <= 1000);
    }
}
