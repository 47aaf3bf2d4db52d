//! How things are written.

use jiff::Timestamp;
use kernel::locale::{Age, age_in_years};
use kernel::{Locale, Remaining};
use proptest::prelude::*;

use crate::{calendar_days, day, paris};

/// Makes no-break spaces visible in the expectations.
fn visible(text: &str) -> String {
    text.replace('\u{a0}', "~")
}

#[test]
fn the_language_is_the_one_the_browser_likes_best() {
    for (header, locale) in [
        ("", Locale::Fr),
        ("fr", Locale::Fr),
        ("en", Locale::En),
        ("en-GB,en;q=0.9,fr;q=0.8", Locale::En),
        ("fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7", Locale::Fr),
        ("de,en;q=0.5", Locale::En),
        ("de", Locale::Fr),
        ("*", Locale::Fr),
        ("de, *;q=0.5", Locale::Fr),
        ("en;q=0.2, fr;q=0.9", Locale::Fr),
        ("EN-us ; q=1.0", Locale::En),
        ("fr;q=0, en;q=0.1", Locale::En),
        ("en;q=x", Locale::Fr),
        ("en;q=7", Locale::Fr),
        (";;;,,,q=", Locale::Fr),
    ] {
        assert_eq!(Locale::negotiate(header), locale, "{header}");
    }
    assert_eq!("en".parse(), Ok(Locale::En));
    assert!("EN".parse::<Locale>().is_err());
    assert_eq!(serde_json::to_string(&Locale::Fr).unwrap(), "\"fr\"");
}

#[test]
fn dates() {
    let (fr, en) = (Locale::Fr, Locale::En);
    let date = day("2026-11-26");
    assert_eq!(visible(&fr.date(date)), "jeudi 26~novembre 2026");
    assert_eq!(visible(&en.date(date)), "Thursday 26~November 2026");
    assert_eq!(visible(&fr.date_short(date)), "jeudi 26~nov.");
    assert_eq!(visible(&en.date_short(date)), "Thursday 26~Nov");
    assert_eq!(visible(&fr.date_without_year(date)), "jeudi 26~novembre");
    assert_eq!(visible(&fr.date_plain(day("1979-03-14"))), "14~mars 1979");
    assert_eq!(visible(&en.date_plain(day("1979-03-14"))), "14~March 1979");
    assert_eq!(fr.date_numeric(day("1979-03-04")), "04/03/1979");
    assert_eq!(fr.month_and_year(day("2026-08-01")), "août 2026");
    assert_eq!(visible(&fr.date(day("2026-12-01"))), "mardi 1er~décembre 2026");
    assert_eq!(visible(&en.date(day("2026-12-01"))), "Tuesday 1~December 2026");
    assert_eq!(visible(&fr.date_short(day("2027-02-21"))), "dimanche 21~févr.");
    assert_eq!(visible(&fr.date_plain(day("2027-01-11"))), "11~janvier 2027");
}

#[test]
fn times() {
    let at = paris("2026-11-26T12:41").to_zoned(calendar_days().zone);
    assert_eq!(visible(&Locale::Fr.time(at.time())), "12~h~41");
    assert_eq!(visible(&Locale::En.time(at.time())), "12:41");
    assert_eq!(visible(&Locale::Fr.datetime(&at)), "jeudi 26~novembre 2026 à~12~h~41");
    assert_eq!(visible(&Locale::En.datetime(&at)), "Thursday 26~November 2026 at~12:41");
    assert_eq!(visible(&Locale::Fr.datetime_short(&at)), "jeudi 26~nov. à~12~h~41");
    let early = paris("2026-11-26T00:05").to_zoned(calendar_days().zone);
    assert_eq!(visible(&Locale::Fr.time(early.time())), "0~h~05");
}

#[test]
fn figures() {
    for (number, fr, en) in [
        (0, "0", "0"),
        (71, "71", "71"),
        (1_000, "1~000", "1,000"),
        (12_345, "12~345", "12,345"),
        (-1_234_567, "−1~234~567", "−1,234,567"),
        (i64::MIN, "−9~223~372~036~854~775~808", "−9,223,372,036,854,775,808"),
    ] {
        assert_eq!(
            (visible(&Locale::Fr.number(number)), Locale::En.number(number)),
            (fr.to_owned(), en.to_owned())
        );
    }
    for (number, decimals, fr, en) in [
        (3.5, 1, "3,5", "3.5"),
        (4.0, 1, "4", "4"),
        (1234.56, 1, "1~234,6", "1,234.6"),
        (-0.04, 1, "0", "0"),
        (-0.05, 2, "−0,05", "−0.05"),
        (2.999, 2, "3", "3"),
        (f64::NAN, 1, "–", "–"),
    ] {
        assert_eq!(visible(&Locale::Fr.decimal(number, decimals)), fr);
        assert_eq!(Locale::En.decimal(number, decimals), en);
    }
    assert_eq!(visible(&Locale::Fr.percent(0.831, 0)), "83~%");
    assert_eq!(Locale::En.percent(0.8314, 1), "83.1%");
}

#[test]
fn initials() {
    for (name, initials) in [
        ("Nadia Ferhat", "NF"),
        ("Dr Hélène Marchetti", "HM"),
        ("Mme\u{a0}Nadia Ferhat", "NF"),
        ("Dr", "D"),
        ("Drissa Traoré", "DT"),
        ("Élise d’Arcy", "ÉD"),
        ("Marie-Pierre Le Bihan", "MPLB"),
        ("Anne Marie Sophie Claire Dupont", "AMSC"),
        ("  \u{202e}", ""),
        ("🦊 Renard", "R"),
        ("", ""),
        ("ßeta", "SS"),
    ] {
        assert_eq!(Locale::Fr.initials(name), initials, "{name}");
    }
}

#[test]
fn ages() {
    for (birth, on, years) in [
        ("1979-03-14", "2026-03-13", Some(46)),
        ("1979-03-14", "2026-03-14", Some(47)),
        ("2000-02-29", "2026-02-28", Some(25)),
        ("2000-02-29", "2026-03-01", Some(26)),
        ("2026-11-26", "2026-11-26", Some(0)),
        ("2026-11-27", "2026-11-26", None),
    ] {
        assert_eq!(age_in_years(day(birth), day(on)), years, "{birth} {on}");
    }
    for (birth, fr, en) in [
        ("1979-03-14", "47~ans", "47~years"),
        ("2024-11-26", "2~ans", "2~years"),
        ("2024-11-27", "23~mois", "23~months"),
        ("2026-10-26", "1~mois", "1~month"),
        ("2026-10-27", "30~jours", "30~days"),
        ("2026-11-25", "1~jour", "1~day"),
        ("2026-11-26", "0~jour", "0~days"),
    ] {
        let age = Age::of(day(birth), day("2026-11-26")).unwrap();
        assert_eq!(
            (visible(&Locale::Fr.age(age)), visible(&Locale::En.age(age))),
            (fr.to_owned(), en.to_owned())
        );
    }
    assert_eq!(Age::of(day("2027-01-01"), day("2026-11-26")), None);
}

#[test]
fn what_remains_and_how_late_it_is() {
    let zone = calendar_days().zone;
    let due = paris("2026-11-26T10:40");
    for (now, fr, en) in [
        ("2026-11-19T10:40", "il~reste 7~jours", "7~days left"),
        ("2026-11-23T23:00", "il~reste 3~jours", "3~days left"),
        ("2026-11-23T00:01", "il~reste 3~jours", "3~days left"),
        ("2026-11-25T09:00", "il~reste 1~jour", "1~day left"),
        ("2026-11-25T10:40", "il~reste 1~jour", "1~day left"),
        ("2026-11-25T10:41", "il~reste 23~heures", "23~hours left"),
        ("2026-11-26T08:40", "il~reste 2~heures", "2~hours left"),
        ("2026-11-26T09:00", "il~reste 1~heure", "1~hour left"),
        ("2026-11-26T09:41", "il~reste moins d’une heure", "less than an hour left"),
        ("2026-11-26T10:40", "il~reste moins d’une heure", "less than an hour left"),
        ("2026-11-26T10:41", "en retard de moins d’une heure", "late by less than an hour"),
        ("2026-11-26T11:40", "en retard d’une heure", "1~hour late"),
        ("2026-11-26T13:00", "en retard de 2~heures", "2~hours late"),
        ("2026-11-27T10:39", "en retard de 23~heures", "23~hours late"),
        ("2026-11-27T12:00", "en retard d’un jour", "1~day late"),
        ("2026-12-06T12:00", "en retard de 10~jours", "10~days late"),
    ] {
        let remaining = Remaining::between(paris(now), due, &zone);
        assert_eq!(visible(&Locale::Fr.remaining(remaining)), fr, "{now}");
        assert_eq!(visible(&Locale::En.remaining(remaining)), en, "{now}");
    }
}

proptest! {
    #[test]
    fn lateness_and_the_due_date_agree(now in 1_700_000_000_i64..1_900_000_000, ahead in -5_000_000_i64..5_000_000) {
        let (now, due) = (Timestamp::from_second(now).unwrap(), Timestamp::from_second(now + ahead).unwrap());
        let remaining = Remaining::between(now, due, &calendar_days().zone);
        prop_assert_eq!(remaining.is_late(), ahead < 0);
        let text = Locale::Fr.remaining(remaining);
        prop_assert!(!text.contains(" 1\u{a0}jours") && !text.contains(" 1\u{a0}heures"), "{}", text);
        prop_assert!(!text.contains(" 0"), "{}", text);
    }

    #[test]
    fn both_sides_of_the_same_day_read_the_same_number_of_days(first in 0_i64..1440, second in 0_i64..1440, days in 2_i64..30) {
        let zone = calendar_days().zone;
        let due = paris("2026-11-30T10:40");
        let at = |minutes: i64| paris("2026-11-30T00:00") - jiff::SignedDuration::from_hours(24 * days) + jiff::SignedDuration::from_mins(minutes);
        prop_assert_eq!(Remaining::between(at(first), due, &zone), Remaining::between(at(second), due, &zone));
    }

    #[test]
    fn no_header_or_name_makes_them_panic(text in ".*") {
        let _ = (Locale::negotiate(&text), Locale::En.initials(&text));
    }
}
