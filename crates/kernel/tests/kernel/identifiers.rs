//! National identifiers.

use kernel::{Finess, FinessError, Ins, InsKind, Nir, NirError, Rpps, RppsError};
use proptest::prelude::*;

/// Numbers whose keys were computed apart from this code, Corsica among them.
const NIRS: [&str; 6] = [
    "255081416802538", // the example of the INSEE's own leaflet
    "279036964612328",
    "160122A10400167",
    "160122B10400194",
    "199099935101270",
    "260058815400233",
];

#[test]
fn numbers_with_the_right_key_are_taken() {
    for text in NIRS {
        let nir: Nir = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(nir.to_string(), text);
        assert_eq!(Nir::from_body(&text[..13]), Ok(nir));
    }
}

#[test]
fn separators_and_small_letters_do_not_matter() {
    let nir: Nir = "1 60 12 2a 104 001 67".parse().unwrap();
    assert_eq!(nir.as_str(), "160122A10400167");
    assert_eq!(nir.grouped(), "1\u{a0}60\u{a0}12\u{a0}2A\u{a0}104\u{a0}001\u{a0}67");
    assert_eq!(nir.grouped().parse(), Ok(nir));
    assert_eq!("1.60.12.2A.104.001-67".parse(), Ok(nir));
}

#[test]
fn a_nir_tells_what_it_knows_of_the_birth() {
    let nir: Nir = "160122A10400167".parse().unwrap();
    assert_eq!((nir.body(), nir.key()), ("160122A104001", "67"));
    assert_eq!((nir.birth_year(), nir.birth_month(), nir.birth_place()), ("60", Some(12), "2A104"));
    assert_eq!(Nir::from_body("1602099351012").unwrap().birth_month(), None);
}

#[test]
fn what_is_wrong_is_said() {
    let error = |text: &str| text.parse::<Nir>().unwrap_err();
    assert_eq!(error(""), NirError::Length(0));
    assert_eq!(error("2550814168025"), NirError::Length(13));
    assert_eq!(error("2550814168025388"), NirError::Length(16));
    assert_eq!(error("255081416802539"), NirError::Key);
    assert_eq!(error("055081416802538"), NirError::Character(1));
    assert_eq!(error("2550814168O2538"), NirError::Character(11));
    assert_eq!(error("2550814168025é8"), NirError::Character(14));
    assert_eq!(error("160122C10400167"), NirError::Character(7));
    assert_eq!(error("2A5081416802538"), NirError::Character(2));
    assert_eq!(error(&"9".repeat(100_000)), NirError::Length(100_000));
    assert_eq!(error("🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊"), NirError::Character(1));
}

#[test]
fn a_persons_number_is_not_shown_by_debug() {
    let ins = Ins { kind: InsKind::Nia, number: NIRS[0].parse().unwrap() };
    assert_eq!(format!("{ins:?}"), "Ins { kind: Nia, number: Nir(…) }");
}

#[test]
fn the_oid_tells_nir_from_nia() {
    assert_eq!(InsKind::Nir.oid(), "1.2.250.1.213.1.4.8");
    assert_eq!(InsKind::from_oid("urn:oid:1.2.250.1.213.1.4.9"), Some(InsKind::Nia));
    assert_eq!(InsKind::from_oid("1.2.250.1.213.1.4.2"), None);
    let text = r#"{"kind":"nir","number":"255081416802538"}"#;
    let ins: Ins = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&ins).unwrap(), text);
    assert!(serde_json::from_str::<Ins>(r#"{"kind":"nir","number":"255081416802539"}"#).is_err());
}

#[test]
fn rpps_numbers() {
    let rpps: Rpps = "10 00 12 34 56 5".parse().unwrap();
    assert_eq!(rpps.to_string(), "10001234565");
    for (text, error) in [
        ("10001234567", RppsError::Key),
        ("1000123456", RppsError::Length(10)),
        ("1000123456X", RppsError::Character(11)),
        ("00000000000", RppsError::Key),
    ] {
        assert_eq!(text.parse::<Rpps>(), Err(error), "{text}");
    }
}

#[test]
fn finess_numbers() {
    // Versailles (Mignot), AP-HP, and both halves of Corsica.
    for text in ["780110078", "750712184", "2A0000014", "2B0000020"] {
        assert_eq!(text.parse::<Finess>().map(|finess| finess.to_string()), Ok(text.to_owned()));
        assert!(text.to_ascii_lowercase().parse::<Finess>().is_ok());
    }
    for (text, error) in [
        ("780110079", FinessError::Key),
        ("78011007", FinessError::Length(8)),
        ("7801100788", FinessError::Length(10)),
        ("7A0110078", FinessError::Character(2)),
        ("2C0000014", FinessError::Character(2)),
        ("000000000", FinessError::Character(1)),
    ] {
        assert_eq!(text.parse::<Finess>(), Err(error), "{text}");
    }
}

fn bodies() -> impl Strategy<Value = String> {
    ("[1-8][0-9]{4}", prop_oneof!["[0-9]{2}", Just("2A".to_owned()), Just("2B".to_owned())], "[0-9]{6}")
        .prop_map(|(birth, department, rest)| format!("{birth}{department}{rest}"))
}

/// The digits with their Luhn key behind them.
fn with_luhn(digits: &str) -> String {
    let sum = |text: &str| -> u32 {
        text.bytes()
            .rev()
            .enumerate()
            .map(|(place, byte)| {
                let digit = u32::from(byte - b'0') * if place % 2 == 1 { 2 } else { 1 };
                digit / 10 + digit % 10
            })
            .sum()
    };
    let key = (10 - sum(&format!("{digits}0")) % 10) % 10;
    format!("{digits}{key}")
}

proptest! {
    #[test]
    fn the_key_of_a_nir_is_97_less_the_rest(body in bodies()) {
        let nir = Nir::from_body(&body).unwrap();
        let number: u64 = body.replace("2A", "19").replace("2B", "18").parse().unwrap_or(0);
        let corsican_letters_elsewhere = body.matches("2A").count() + body.matches("2B").count() > 1;
        prop_assume!(!corsican_letters_elsewhere);
        prop_assert_eq!(nir.key(), format!("{:02}", 97 - number % 97));
        prop_assert_eq!(nir.to_string().parse(), Ok(nir));
    }

    #[test]
    fn one_wrong_digit_or_two_swapped_are_noticed(body in bodies(), at in 0_usize..15, by in 1_u8..10) {
        let text = Nir::from_body(&body).unwrap().to_string();
        let mut wrong = text.clone().into_bytes();
        if wrong[at].is_ascii_digit() {
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            prop_assert!(std::str::from_utf8(&wrong).unwrap().parse::<Nir>().is_err());
        }
        let mut swapped = text.clone().into_bytes();
        swapped.swap(at, (at + 1) % 15);
        let swapped = String::from_utf8(swapped).unwrap();
        if swapped != text && at < 12 {
            prop_assert!(swapped.parse::<Nir>().is_err());
        }
    }

    #[test]
    fn luhn_keys_are_checked(rpps in "1[0-9]{9}", finess in "[1-9][0-9]{7}", at in 0_usize..9, by in 1_u8..10) {
        let wrong = |text: &str| {
            let mut digits = text.as_bytes().to_vec();
            digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
            String::from_utf8(digits).unwrap()
        };
        let (rpps, finess) = (with_luhn(&rpps), with_luhn(&finess));
        prop_assert_eq!(rpps.parse::<Rpps>().map(|rpps| rpps.to_string()), Ok(rpps.clone()));
        prop_assert_eq!(finess.parse::<Finess>().map(|finess| finess.to_string()), Ok(finess.clone()));
        prop_assert!(wrong(&rpps).parse::<Rpps>().is_err());
        prop_assert!(wrong(&finess).parse::<Finess>().is_err());
    }

    #[test]
    fn no_text_makes_them_panic(text in ".*") {
        let _ = (text.parse::<Nir>(), text.parse::<Rpps>(), text.parse::<Finess>(), Nir::from_body(&text));
    }
}
