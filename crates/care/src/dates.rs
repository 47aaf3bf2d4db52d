//! Days that people type, and the instants they stand for.

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};

use crate::{Error, Fault, Result, fields};

/// The day of an instant on the wall where the territory's clocks hang.
pub(crate) fn day(at: Timestamp) -> Date {
    at.to_zoned(kernel::Calendar::default().zone).date()
}

/// When a day begins in Paris.
pub(crate) fn midnight(date: Date) -> Result<Timestamp> {
    let zoned = date.to_zoned(kernel::Calendar::default().zone);
    Ok(zoned.map_err(|error| Error::Bug(error.to_string()))?.timestamp())
}

/// When people begin to work on a day, in Paris.
pub(crate) fn morning(date: Date) -> Result<Timestamp> {
    instant(date, Time::constant(8, 0, 0, 0)).ok_or_else(|| Error::Bug(format!("no morning on {date}")))
}

/// Noon of a day in Paris, so that it is the same day in every département.
pub(crate) fn noon(date: Date) -> Result<Timestamp> {
    let zoned = date.at(12, 0, 0, 0).to_zoned(kernel::Calendar::default().zone);
    Ok(zoned.map_err(|error| Error::Bug(error.to_string()))?.timestamp())
}

/// The last moment of a day in Paris: what runs until that day counts all of it.
pub(crate) fn end_of(date: Date) -> Result<Timestamp> {
    let zoned = date.at(23, 59, 59, 0).to_zoned(kernel::Calendar::default().zone);
    Ok(zoned.map_err(|error| Error::Bug(error.to_string()))?.timestamp())
}

/// A day that may be left out, is not to come, and not so many years past that it must be a slip.
pub(crate) fn past(field: &'static str, text: &str, today: Date, years: i32) -> Result<Option<Date>, Fault> {
    let Some(date) = optional(field, text)? else { return Ok(None) };
    if date > today {
        return Err(Fault::new(field, "fault-date-future"));
    }
    let long_ago = today.checked_sub(years.years()).unwrap_or(Date::MIN);
    if date < long_ago { Err(Fault::new(field, "fault-date")) } else { Ok(Some(date)) }
}

/// A day that may be left out.
pub(crate) fn optional(field: &'static str, text: &str) -> Result<Option<Date>, Fault> {
    if text.trim().is_empty() { Ok(None) } else { fields::date(field, text).map(Some) }
}

/// A day and a time on the wall where the territory's clocks hang.
pub(crate) fn instant(date: Date, time: Time) -> Option<Timestamp> {
    let zoned = date.to_datetime(time).to_zoned(kernel::Calendar::default().zone).ok()?;
    Some(zoned.timestamp())
}

/// A time of the day that may be left out.
pub(crate) fn clock_time(field: &'static str, text: &str) -> Result<Option<Time>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    written_time(text.trim()).map(Some).ok_or(Fault::new(field, "fault-time"))
}

/// A time as people type it: `14:30`, `14 h 30`, `9h`, `9.05`.
pub(crate) fn written_time(text: &str) -> Option<Time> {
    let sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ':' | 'h' | 'H' | '.');
    if !text.chars().all(sign) {
        return None;
    }
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (hour, minute) = match parts[..] {
        [hour] => (hour, "0"),
        [hour, minute] => (hour, minute),
        _ => return None,
    };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// The key of what has no day: it comes last.
pub(crate) const NEVER: i64 = 99_991_231;

/// A day as a number that sorts.
pub(crate) fn key(day: Date) -> i64 {
    (i64::from(day.year()) * 100 + i64::from(day.month())) * 100 + i64::from(day.day())
}

/// The day of a key.
pub(crate) fn day_of(key: i64) -> Option<Date> {
    let part = |by: i64, of: i64| i8::try_from(key / by % of).ok();
    let year = i16::try_from(key / 10_000).ok().filter(|_| key != NEVER)?;
    Date::new(year, part(100, 100)?, part(1, 100)?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_sort_and_read_back() {
        let days = [date(2026, 1, 9), date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 1)];
        assert!(days.map(key).is_sorted());
        assert!(days.into_iter().all(|day| day_of(key(day)) == Some(day)));
        assert_eq!(day_of(NEVER), None);
        assert!(key(days[3]) < NEVER);
    }
}
