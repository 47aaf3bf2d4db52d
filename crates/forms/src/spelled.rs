//! Values as people write them: dates and times in the French and the international way, numbers with a comma.

use fhir::DateTime;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::decimal::Decimal;
use crate::value;

const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "oui" | "yes" | "1" | "on" => Some(true),
        "false" | "non" | "no" | "0" | "off" => Some(false),
        _ => None,
    }
}

/// « 1 234,5 », “1234.5”.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    let text = figures(text);
    let text = if text.contains('.') { text } else { text.replacen(',', ".", 1) };
    let text = if text.starts_with('.') { format!("0{text}") } else { text };
    // Powers of ten are for machines.
    if text.contains(['e', 'E']) { None } else { text.parse().ok() }
}

pub(crate) fn integer(text: &str) -> Option<i32> {
    let text = figures(text);
    if text.starts_with('+') { None } else { text.parse().ok() }
}

fn figures(text: &str) -> String {
    text.chars().filter(|it| !SPACES.contains(it)).map(|it| if it == '\u{2212}' { '-' } else { it }).collect()
}

/// « 23/11/2026 », « 11/2026 », “2026-11-23”, “2026-11”, “2026”.
pub(crate) fn date(text: &str) -> Option<DateTime> {
    if let Ok(date) = text.parse::<DateTime>() {
        return (!matches!(date, DateTime::Instant(_))).then_some(date);
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    let number = |text: &str, most: usize| {
        let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
        text.parse::<i16>().ok().filter(|_| is_number)
    };
    let year = |text: &str| number(text, 4).filter(|_| text.len() == 4);
    let short = |text: &str| number(text, 2).and_then(|it| i8::try_from(it).ok());
    match parts[..] {
        [day, month, of] => Date::new(year(of)?, short(month)?, short(day)?).ok().map(DateTime::Day),
        [month, of] => {
            let (year, month) = (year(of)?, short(month)?);
            Date::new(year, month, 1).ok().map(|_| DateTime::Month(year, month))
        }
        _ => None,
    }
}

/// « 12 h 30 », « 9h », “12:30”, “12:30:15”.
pub(crate) fn time(text: &str) -> Option<Time> {
    if let Some(time) = value::time(text) {
        return Some(time);
    }
    let text = figures(text).to_lowercase();
    let text = text.strip_suffix('h').unwrap_or(&text);
    let number = |text: &str| {
        let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
        text.parse::<i8>().ok().filter(|_| is_number)
    };
    let parts: Option<Vec<i8>> = text.split([':', 'h']).map(number).collect();
    match parts?[..] {
        [hour] => Time::new(hour, 0, 0, 0).ok(),
        [hour, minute] => Time::new(hour, minute, 0, 0).ok(),
        [hour, minute, second] => Time::new(hour, minute, second, 0).ok(),
        _ => None,
    }
}

/// A date, with a time where one is told, in the time of this place: « 23/11/2026 à 12 h 30 », “2026-11-23T12:30”. The time
/// may stand in a field of its own.
pub(crate) fn date_time(text: &str, beside: &str, zone: &TimeZone) -> Option<DateTime> {
    let whole = text.parse::<DateTime>().ok().or_else(|| date(text));
    let (day, at) = match (whole, beside) {
        (Some(whole), "") => return Some(whole),
        (Some(day), beside) => (day, beside),
        (None, beside) => {
            let (day, at) = text.split_once(['T', ' ', '\u{a0}'])?;
            let at = at.trim_start_matches(SPACES);
            let at = ["à", "at", ","].into_iter().find_map(|it| at.strip_prefix(it)).unwrap_or(at);
            if !beside.is_empty() {
                return None;
            }
            (date(day)?, at)
        }
    };
    let DateTime::Day(day) = day else { return None };
    let at = time(at.trim())?;
    day.to_datetime(at).to_zoned(zone.clone()).ok().map(DateTime::Instant)
}

/// As [`date_time`] reads it again: without an offset where that of this place is meant.
pub(crate) fn written(at: &DateTime, zone: &TimeZone) -> String {
    if let DateTime::Instant(told) = at {
        let here = told.timestamp().to_zoned(zone.clone());
        let again = here.datetime().to_zoned(zone.clone());
        if here.offset() == told.offset() && again.is_ok_and(|it| it.timestamp() == told.timestamp()) {
            return here.datetime().to_string();
        }
    }
    at.to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn paris() -> TimeZone {
        TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
    }

    #[test]
    fn numbers_are_read_as_they_are_written_in_either_language() {
        for (text, number) in [
            ("72,5", "72.5"),
            ("72.5", "72.5"),
            ("1 234,5", "1234.5"),
            ("1\u{202f}234", "1234"),
            ("−3", "-3"),
            (",5", "0.5"),
        ] {
            assert_eq!(decimal(text).map(|it| it.to_string()).as_deref(), Some(number), "{text}");
        }
        for text in ["", "douze", "1.234,5", "1,2,3", "1e3", "5,", "+4"] {
            assert_eq!(decimal(text), None, "{text}");
        }
        assert_eq!(
            [integer("1 200"), integer("−3"), integer("2,5"), integer("+2")],
            [Some(1200), Some(-3), None, None]
        );
    }

    #[test]
    fn dates_and_times_are_read_as_they_are_written_in_either_language() {
        let day = |text: &str| date(text).map(|it| it.to_string());
        for text in ["23/11/2026", "2026-11-23", "23.11.2026", "23-11-2026"] {
            assert_eq!(day(text).as_deref(), Some("2026-11-23"), "{text}");
        }
        assert_eq!([day("3/2026").as_deref(), day("1998").as_deref()], [Some("2026-03"), Some("1998")]);
        for text in
            ["", "23/11/26", "31/02/2026", "11/23/2026", "demain", "2026-11-23T10:00:00Z", "1/2/3/2026"]
        {
            assert_eq!(day(text), None, "{text}");
        }
        let clock = |text: &str| time(text).map(|it| it.to_string());
        for text in ["9 h", "9h", "9:00", "09:00", "9\u{a0}h\u{a0}00", "09:00:00", "9"] {
            assert_eq!(clock(text).as_deref(), Some("09:00:00"), "{text}");
        }
        for text in ["", "25 h", "12 h 60", "midi", "12:3 0:0:0", "h"] {
            assert_eq!(clock(text), None, "{text}");
        }
    }

    #[test]
    fn an_instant_is_told_in_the_time_of_the_place() {
        let read = |text: &str, beside: &str| date_time(text, beside, &paris()).map(|it| it.to_string());
        for text in ["23/11/2026 12 h 30", "23/11/2026 à 12 h 30", "2026-11-23T12:30", "2026-11-23 12:30:00"]
        {
            assert_eq!(read(text, "").as_deref(), Some("2026-11-23T12:30:00+01:00"), "{text}");
        }
        assert_eq!(read("23/07/2026", "12 h 30").as_deref(), Some("2026-07-23T12:30:00+02:00"));
        assert_eq!(read("2026-11-23T09:00:00-05:00", "").as_deref(), Some("2026-11-23T09:00:00-05:00"));
        assert_eq!(read("2026-11", "").as_deref(), Some("2026-11"));
        for (text, beside) in [("2026-11", "12 h"), ("12 h", ""), ("23/11/2026 midi", ""), ("", "12 h")] {
            assert_eq!(read(text, beside), None, "{text} {beside}");
        }
    }

    #[test]
    fn an_offset_is_told_where_it_is_not_that_of_the_place() {
        let told = |text: &str| written(&text.parse().unwrap(), &paris());
        assert_eq!(told("2026-11-23T12:30:00+01:00"), "2026-11-23T12:30:00");
        assert_eq!(told("2026-11-23T09:00:00-05:00"), "2026-11-23T09:00:00-05:00");
        // Half past two comes twice that night; the second time is told by its offset.
        assert_eq!(told("2026-10-25T02:30:00+02:00"), "2026-10-25T02:30:00");
        assert_eq!(told("2026-10-25T02:30:00+01:00"), "2026-10-25T02:30:00+01:00");
    }

    proptest! {
        #[test]
        fn an_instant_comes_back(seconds in -1_000_000_000_i64..4_000_000_000, minutes in -600_i32..=600) {
            let at = jiff::Timestamp::from_second(seconds).unwrap();
            let offset = jiff::tz::Offset::from_seconds(minutes * 60).unwrap();
            for zone in [paris(), TimeZone::fixed(offset)] {
                let at = DateTime::Instant(at.to_zoned(zone));
                prop_assert_eq!(date_time(&written(&at, &paris()), "", &paris()), Some(at));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,16}", beside in ".{0,8}") {
            let _ = (boolean(&text), decimal(&text), integer(&text), date(&text), time(&text));
            let _ = date_time(&text, &beside, &paris());
        }
    }
}
