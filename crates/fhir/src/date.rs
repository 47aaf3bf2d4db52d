//! Dates as FHIR has them: a year, a month, a day, or an instant with its offset.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::node::{Fault, Part, Why};

/// A date, or a date and time, as exactly as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateTime {
    /// `2026`.
    Year(i16),
    /// `2026-11`.
    Month(i16, i8),
    /// `2026-11-23`.
    Day(Date),
    /// `2026-11-23T10:42:00+01:00`, with the offset that it had.
    Instant(Zoned),
}

/// What is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no date of FHIR")]
pub struct NotADate;

impl DateTime {
    /// An instant, told in the time of this place; long ago clocks went by the sun, and no offset in minutes tells it.
    pub fn instant(at: Timestamp, zone: TimeZone) -> Self {
        let there = at.to_zoned(zone);
        let told = there.offset().seconds() % 60 == 0;
        Self::Instant(if told { there } else { at.to_zoned(TimeZone::UTC) })
    }

    /// The first day of what is told.
    ///
    /// # Errors
    /// None for what was read: what is no date is refused before.
    pub fn first_day(&self) -> Result<Date, NotADate> {
        match self {
            Self::Year(year) => Date::new(*year, 1, 1).map_err(|_| NotADate),
            Self::Month(year, month) => Date::new(*year, *month, 1).map_err(|_| NotADate),
            Self::Day(day) => Ok(*day),
            Self::Instant(at) => Ok(at.date()),
        }
    }

    /// The last day of what is told.
    ///
    /// # Errors
    /// As [`DateTime::first_day`].
    pub fn last_day(&self) -> Result<Date, NotADate> {
        let first = self.first_day()?;
        Ok(match self {
            Self::Year(_) => first.last_of_year(),
            Self::Month(..) => first.last_of_month(),
            Self::Day(_) | Self::Instant(_) => first,
        })
    }
}

impl FromStr for DateTime {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let number = |text: &str, digits: usize| {
            let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<i16>().ok().filter(|_| is_number).ok_or(NotADate)
        };
        let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
        let mut parts = date.split('-');
        let year = number(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(|it| number(it, 2)).transpose()?.map(i8::try_from);
        let day = parts.next().map(|it| number(it, 2)).transpose()?.map(i8::try_from);
        let (month, day) = (month.transpose().map_err(|_| NotADate)?, day.transpose().map_err(|_| NotADate)?);
        if parts.next().is_some() {
            return Err(NotADate);
        }
        let read = match (month, day, time) {
            (None, None, None) => Self::Year(year),
            (Some(month), None, None) => Self::Month(year, month),
            (Some(month), Some(day), None) => Self::Day(Date::new(year, month, day).map_err(|_| NotADate)?),
            (Some(_), Some(_), Some(time)) => Self::Instant(zoned(text, time)?),
            _ => return Err(NotADate),
        };
        read.first_day()?;
        Ok(read)
    }
}

/// A date with a time and its offset. R4 wants seconds and an offset wherever there is a time.
fn zoned(text: &str, time: &str) -> Result<Zoned, NotADate> {
    let at: Timestamp = text.parse().map_err(|_| NotADate)?;
    let (clock, offset) = time.split_at(time.find(['Z', '+', '-']).ok_or(NotADate)?);
    if clock.split(':').count() != 3 {
        return Err(NotADate);
    }
    let zone = match offset.split_at_checked(1) {
        Some(("Z", "")) => TimeZone::UTC,
        Some((sign, rest)) => {
            let (hours, minutes) = rest.split_once(':').ok_or(NotADate)?;
            let seconds = SignedDuration::from_mins(
                hours.parse::<i64>().map_err(|_| NotADate)? * 60
                    + minutes.parse::<i64>().map_err(|_| NotADate)?,
            )
            .as_secs();
            let seconds = i32::try_from(seconds).map_err(|_| NotADate)?;
            let seconds = if sign == "-" { -seconds } else { seconds };
            TimeZone::fixed(jiff::tz::Offset::from_seconds(seconds).map_err(|_| NotADate)?)
        }
        None => return Err(NotADate),
    };
    Ok(at.to_zoned(zone))
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Instant(at) => write!(f, "{}", at.timestamp().display_with_offset(at.offset())),
        }
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Part for DateTime {
    fn part(path: &str, value: Value, faults: &mut Vec<Fault>) -> Option<Self> {
        let text = String::part(path, value, faults)?;
        let read = text.parse().ok();
        if read.is_none() {
            faults.push(Fault { path: path.to_owned(), why: Why::NotADate });
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_are_known_as_exactly_as_they_are_told() {
        let read = |text: &str| text.parse::<DateTime>().map(|it| it.to_string());
        for text in
            ["1998", "1998-03", "2024-02-29", "2026-11-23T10:42:00+01:00", "2026-11-23T09:42:00.25-03:00"]
        {
            assert_eq!(read(text).as_deref(), Ok(text));
        }
        // The same offset, which FHIR writes either way.
        assert_eq!(read("2026-11-23T09:42:00Z").as_deref(), Ok("2026-11-23T09:42:00+00:00"));
        for text in [
            "",
            "98",
            "1998-13",
            "1998-3",
            "2023-02-29",
            "23/11/2026",
            "2026-11-23T10:42:00",
            "2026-11-23T10:42",
            "2026-11-23T10:42Z",
            "20261123",
            "2026-11-23 10:42:00Z",
            "-2026",
            "2026-11-23T10:42:00+1",
            "2026-W12",
            "1998-03-01-01",
        ] {
            assert_eq!(read(text), Err(NotADate), "{text}");
        }
        let last = |text: &str| text.parse::<DateTime>().unwrap().last_day().unwrap().to_string();
        assert_eq!((last("1998").as_str(), last("2024-02").as_str()), ("1998-12-31", "2024-02-29"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9TZ:+-]{0,26}|.{0,20}") {
            if let Ok(read) = text.parse::<DateTime>() {
                let again: DateTime = read.to_string().parse().unwrap();
                prop_assert_eq!(again.first_day(), read.first_day());
            }
        }
    }
}
