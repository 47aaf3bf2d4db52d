//! What a form says of a person's identity and address, parsed with all its faults at once.

use jiff::civil::Date;
use kernel::places;
use serde::{Deserialize, Serialize};

use super::person::{Address, Sex};
use crate::fields::{Faults, date, name, optional_short, phone, place};
use crate::{Fault, Result};

/// Nobody alive was born before (the eldest French person on record died at 122, in 1997).
pub(super) const FIRST_YEAR: i16 = 1900;

/// Identity and address as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TraitsForm {
    /// Name at birth.
    pub family: String,
    /// Name in use, if another.
    pub used_family: String,
    /// Given names.
    pub given: String,
    /// `female`, `male` or `unknown`.
    pub sex: String,
    /// `1979-03-14`, or as people write it: `14/03/1979`.
    pub birth_date: String,
    /// Place of birth.
    pub birth_place: String,
    /// Telephone.
    pub phone: String,
    /// Number and street.
    pub address: String,
    /// Five digits.
    pub postal_code: String,
    /// INSEE code of the commune, or its name.
    pub commune: String,
}

/// Identity and address, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traits {
    /// Name at birth.
    pub family: String,
    /// Name in use, if another.
    pub used_family: Option<String>,
    /// Given names.
    pub given: String,
    /// Administrative sex.
    pub sex: Sex,
    /// Date of birth.
    pub birth_date: Date,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Ten digits, or `+` and an international number.
    pub phone: Option<String>,
    /// Where they live.
    pub address: Address,
}

impl Traits {
    /// Parses the form; `today` bounds the date of birth. Faults are added to `faults`; `None` where there was one.
    pub(super) fn parse(form: &TraitsForm, today: Date, faults: &mut Faults) -> Option<Self> {
        let family = faults.take(name("family", &form.family));
        let used_family = faults.take(optional_name("used_family", &form.used_family));
        let given = faults.take(name("given", &form.given));
        let sex = faults.take(sex("sex", &form.sex));
        let birth_date = faults.take(birth_date("birth_date", &form.birth_date, today));
        let birth_place = faults.take(optional_short("birth_place", &form.birth_place));
        let phone = faults.take(phone("phone", &form.phone));
        let address = address(form, faults);
        let (family, given) = (family?, given?);
        Some(Self {
            used_family: used_family?.filter(|used| *used != family),
            family,
            given,
            sex: sex?,
            birth_date: birth_date?,
            birth_place: birth_place?,
            phone: phone?,
            address: address?,
        })
    }
}

fn optional_name(field: &'static str, text: &str) -> Result<Option<String>, Fault> {
    if text.trim().is_empty() { Ok(None) } else { name(field, text).map(Some) }
}

fn sex(field: &'static str, text: &str) -> Result<Sex, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::new(field, "fault-required"));
    }
    Sex::ALL.into_iter().find(|sex| sex.code() == text.trim()).ok_or(Fault::new(field, "fault-choice"))
}

pub(crate) fn birth_date(field: &'static str, text: &str, today: Date) -> Result<Date, Fault> {
    let date = date(field, text)?;
    if date > today {
        return Err(Fault::new(field, "fault-date-future"));
    }
    if date.year() < FIRST_YEAR {
        return Err(Fault { field, key: "fault-date-before", limit: Some(i64::from(FIRST_YEAR)) });
    }
    Ok(date)
}

fn address(form: &TraitsForm, faults: &mut Faults) -> Option<Address> {
    let place = place(&form.address, &form.postal_code, &form.commune, faults)?;
    let commune = faults.take(agreed(place.postal_code.as_deref(), place.commune.as_deref()))?;
    Some(Address { line: place.line, postal_code: place.postal_code, commune })
}

/// A postal code and a commune that belong together. A postal code of one commune says which; of several, it must be
/// chosen: a person lives in one.
fn agreed(postal: Option<&str>, commune: Option<&str>) -> Result<Option<String>, Fault> {
    let Some(postal) = postal else { return Ok(commune.map(str::to_owned)) };
    let there = places::by_postal_code(postal);
    match (commune, &there[..]) {
        (_, []) => Err(Fault::new("postal_code", "fault-postal-code-unknown")),
        (None, [one]) => Ok(Some(one.insee.to_owned())),
        (None, _) => Err(Fault::new("commune", "fault-commune-choose")),
        (Some(commune), _) if there.iter().any(|it| it.insee == commune) => Ok(Some(commune.to_owned())),
        (Some(_), _) => Err(Fault::new("commune", "fault-commune-postal-code")),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::{Sex, Traits, TraitsForm, birth_date};
    use crate::Error;
    use crate::fields::{Faults, is_directional, name, phone, written_date};

    fn form() -> TraitsForm {
        TraitsForm {
            family: "Ferhat".to_owned(),
            given: "Nadia".to_owned(),
            sex: "female".to_owned(),
            birth_date: "14/03/1979".to_owned(),
            ..TraitsForm::default()
        }
    }

    fn parse(form: &TraitsForm) -> std::result::Result<Traits, Vec<(&'static str, &'static str)>> {
        let mut faults = Faults::new();
        let traits = Traits::parse(form, date(2026, 11, 23), &mut faults);
        match faults.done() {
            Ok(()) => Ok(traits.expect("no fault, so everything was parsed")),
            Err(Error::Invalid(faults)) => Err(faults.iter().map(|fault| (fault.field, fault.key)).collect()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_plain_form() {
        let traits = parse(&form()).unwrap();
        assert_eq!(traits.birth_date, date(1979, 3, 14));
        assert_eq!(traits.sex, Sex::Female);
        assert_eq!(traits.used_family, None);
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let bad = TraitsForm {
            family: " ".to_owned(),
            given: "x".repeat(201),
            sex: "robot".to_owned(),
            birth_date: "24/11/2026".to_owned(),
            phone: "12".to_owned(),
            postal_code: "3700".to_owned(),
            commune: "Nulle-Part-sur-Rien".to_owned(),
            ..TraitsForm::default()
        };
        let faults = parse(&bad).unwrap_err();
        assert_eq!(
            faults,
            [
                ("family", "fault-required"),
                ("given", "fault-too-long"),
                ("sex", "fault-choice"),
                ("birth_date", "fault-date-future"),
                ("phone", "fault-phone"),
                ("postal_code", "fault-postal-code"),
                ("commune", "fault-commune-unknown"),
            ]
        );
    }

    #[test]
    fn names_of_people() {
        for good in [
            "O’Brien",
            "O'Brien",
            "d\"Estaing",
            "Lê Thị Hồng",
            "بن علي",
            "Nuñez-Çelik",
            "Jean (dit P’tit)",
            "Ёлкин",
        ] {
            assert_eq!(name("family", good), Ok(good.to_owned()));
        }
        for bad in ["😀", "Ferhat 😀", "R2D2", "-", "🅰", "a\u{0}<b>"] {
            assert_eq!(name("family", bad).unwrap_err().key, "fault-name-letters", "{bad}");
        }
        assert_eq!(
            name("family", "\u{202e}tahreF").as_deref(),
            Ok("tahreF"),
            "a direction override is left out"
        );
        assert_eq!(name("family", &"é".repeat(200)).map(|it| it.chars().count()), Ok(200));
    }

    #[test]
    fn dates_of_birth() {
        for written in ["1979-03-14", "14/03/1979", "14.3.1979", "14 03 1979", "14031979", " 14/3/1979 "] {
            assert_eq!(written_date(written), Some(date(1979, 3, 14)), "{written}");
        }
        for not in ["", "31/02/1979", "14/03/79", "1979", "mars", "14/03/1979 😀", "140319790"] {
            assert_eq!(written_date(not), None, "{not}");
        }
        let today = date(2026, 11, 23);
        assert_eq!(birth_date("d", "31/12/1899", today).unwrap_err().key, "fault-date-before");
        assert_eq!(birth_date("d", "2026-11-23", today), Ok(today), "a child born today");
    }

    #[test]
    fn telephones() {
        assert_eq!(phone("phone", "06 00 00 12 34").unwrap().as_deref(), Some("0600001234"));
        assert_eq!(phone("phone", "+33 (0)6.00.00.12.34").unwrap().as_deref(), Some("0600001234"));
        assert_eq!(phone("phone", "+32 470 12 34 56").unwrap().as_deref(), Some("+32470123456"));
        assert_eq!(phone("phone", "").unwrap(), None);
        assert!(phone("phone", "0600").is_err());
        assert!(phone("phone", "téléphone").is_err());
    }

    #[test]
    fn communes_by_code_and_by_name() {
        let at = |commune: &str, postal: &str| {
            parse(&TraitsForm { commune: commune.to_owned(), postal_code: postal.to_owned(), ..form() })
                .map(|it| it.address)
        };
        assert_eq!(at("37233", "").unwrap().commune.as_deref(), Some("37233"));
        assert_eq!(at("Saint-Pierre-des-Corps (37700)", "").unwrap().postal_code.as_deref(), Some("37700"));
        assert_eq!(at("saint pierre des corps", "37700").unwrap().commune.as_deref(), Some("37233"));
        assert_eq!(at("Sainte-Colombe", "").unwrap_err(), [("commune", "fault-commune-ambiguous")]);
        assert_eq!(
            at("", "37540").unwrap().commune.as_deref(),
            Some("37214"),
            "the only one of its postal code"
        );
        assert_eq!(at("", "37400").unwrap_err(), [("commune", "fault-commune-choose")]);
        assert_eq!(at("Amboise", "37700").unwrap_err(), [("commune", "fault-commune-postal-code")]);
        assert_eq!(at("37003", "37700").unwrap_err(), [("commune", "fault-commune-postal-code")]);
        assert_eq!(at("", "99999").unwrap_err(), [("postal_code", "fault-postal-code-unknown")]);
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(family in ".*", date in ".{0,20}", phone in ".{0,30}", commune in ".{0,40}") {
            let typed = TraitsForm { family, birth_date: date, phone, commune, ..form() };
            let _ = parse(&typed);
        }

        #[test]
        fn what_is_kept_of_a_name_shows_in_order(text in "\\PC{0,60}") {
            if let Ok(kept) = name("family", &text) {
                prop_assert!(kept.chars().all(|c| !is_directional(c)));
                prop_assert_eq!(name("family", &kept), Ok(kept.clone()));
            }
        }
    }
}
