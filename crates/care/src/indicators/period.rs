//! The days that a report covers.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use crate::fields::written_date;
use crate::{Error, Fault, Result};

/// Days, both included, in the time zone of the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    from: Date,
    to: Date,
}

/// The same as instants, in microseconds: from the first, up to the second without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: i64,
    pub(super) end: i64,
}

/// The years of which there can be reports: beyond, a date is a mistake.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2200;

impl Period {
    /// From a day to another.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `to` where it comes before `from`, on either where its year cannot be meant.
    pub fn new(from: Date, to: Date) -> Result<Self> {
        for (field, day) in [("from", from), ("to", to)] {
            if !YEARS.contains(&day.year()) {
                return Err(Error::invalid(field, "fault-date"));
            }
        }
        if to < from { Err(Error::invalid("to", "fault-period-order")) } else { Ok(Self { from, to }) }
    }

    /// Reads what was typed; what is wrong is told for both fields at once.
    pub fn parse(from: &str, to: &str) -> Result<Self> {
        match (written_date(from), written_date(to)) {
            (Some(from), Some(to)) => Self::new(from, to),
            (from, to) => {
                let missing = [("from", from), ("to", to)];
                let faults = missing.iter().filter(|(_, day)| day.is_none());
                Err(Error::Invalid(faults.map(|(field, _)| Fault::new(field, "fault-date")).collect()))
            }
        }
    }

    /// A calendar year.
    pub fn year(year: i16) -> Self {
        Self::months(year, 1, 12)
    }

    /// A quarter of a year, from 1 to 4.
    pub fn quarter(year: i16, quarter: i8) -> Self {
        let last = quarter.clamp(1, 4) * 3;
        Self::months(year, last - 2, last)
    }

    fn months(year: i16, first: i8, last: i8) -> Self {
        let year = year.clamp(*YEARS.start(), *YEARS.end());
        Self { from: date(year, first, 1), to: date(year, last, 1).last_of_month() }
    }

    /// A whole year or a whole quarter by its code: `2021`, `2022-q1`.
    pub fn named(code: &str) -> Option<Self> {
        let (year, quarter) = match code.split_once("-q") {
            Some((year, quarter)) => (year, Some(quarter.parse().ok().filter(|it| (1..=4).contains(it))?)),
            None => (code, None),
        };
        let year = year.parse().ok().filter(|it| YEARS.contains(it))?;
        Some(quarter.map_or_else(|| Self::year(year), |quarter| Self::quarter(year, quarter)))
    }

    /// The year, and the quarter if it is one, of a whole year or quarter.
    pub fn calendar(self) -> Option<(i16, Option<i8>)> {
        let year = self.from.year();
        if self == Self::year(year) {
            return Some((year, None));
        }
        (1..=4).find(|quarter| self == Self::quarter(year, *quarter)).map(|quarter| (year, Some(quarter)))
    }

    /// The code of a whole year or quarter.
    pub fn code(self) -> Option<String> {
        self.calendar().map(|(year, quarter)| match quarter {
            None => year.to_string(),
            Some(quarter) => format!("{year}-q{quarter}"),
        })
    }

    /// The year in which a quarter is, and its quarters up to this one.
    pub(super) fn in_year(self) -> Option<(Self, Vec<Self>)> {
        match self.calendar() {
            Some((year, Some(last))) => {
                Some((Self::year(year), (1..=last).map(|quarter| Self::quarter(year, quarter)).collect()))
            }
            _ => None,
        }
    }

    /// The same length of time just before: the year or the quarter before a whole one, else as many days.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        let before = match self.calendar() {
            Some((year, None)) => Self::year(year - 1),
            Some((year, Some(1))) => Self::quarter(year - 1, 4),
            Some((year, Some(quarter))) => Self::quarter(year, quarter - 1),
            None => {
                let days = (self.to - self.from).get_days();
                let to = self.from.checked_sub(1.day()).ok()?;
                Self { from: to.checked_sub(days.days()).ok()?, to }
            }
        };
        (before != self && YEARS.contains(&before.from.year())).then_some(before)
    }

    /// The first day.
    pub fn from(self) -> Date {
        self.from
    }

    /// The last day.
    pub fn to(self) -> Date {
        self.to
    }

    /// From the first midnight to the one after the last day.
    pub(super) fn span(self, zone: &TimeZone) -> Result<Span> {
        let midnight = |day: Date| {
            let at = day.to_zoned(zone.clone()).map_err(|_| Error::invalid("to", "fault-date"))?;
            Ok::<_, Error>(at.timestamp().as_microsecond())
        };
        let after = self.to.checked_add(1.day()).map_err(|_| Error::invalid("to", "fault-date"))?;
        Ok(Span { start: midnight(self.from)?, end: midnight(after)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(result: Result<Period>) -> Vec<(&'static str, &'static str)> {
        let Err(Error::Invalid(faults)) = result else { panic!("{result:?}") };
        faults.iter().map(|fault| (fault.field, fault.key)).collect()
    }

    #[test]
    fn typed_dates() {
        let year = Period::parse("2021-01-01", "31/12/2021").unwrap();
        assert_eq!(year, Period::year(2021));
        assert_eq!(key(Period::parse("2021-02-30", "")), [("from", "fault-date"), ("to", "fault-date")]);
        assert_eq!(key(Period::parse("2021-02-02", "2021-02-01")), [("to", "fault-period-order")]);
        assert_eq!(key(Period::parse("0021-02-02", "2021-02-01")), [("from", "fault-date")]);
        assert!(Period::parse("2021-02-01", "2021-02-01").is_ok(), "a day");
    }

    #[test]
    fn whole_years_and_quarters_have_a_code() {
        for code in ["2021", "2022-q1", "2024-q4"] {
            assert_eq!(Period::named(code).unwrap().code().as_deref(), Some(code));
        }
        for code in ["", "21", "2021-q5", "2021-q", "2021-q1-q2", "x", "2021-Q1", "99999"] {
            assert_eq!(Period::named(code), None, "{code}");
        }
        assert_eq!(Period::quarter(2024, 1).to(), date(2024, 3, 31));
        assert_eq!(Period::parse("2024-01-01", "2024-03-30").unwrap().code(), None);
        let (year, quarters) = Period::quarter(2024, 2).in_year().unwrap();
        assert_eq!((year, quarters.len()), (Period::year(2024), 2));
        assert_eq!(quarters.last(), Some(&Period::quarter(2024, 2)));
        assert_eq!(Period::year(2024).in_year(), None);
    }

    #[test]
    fn the_period_before() {
        assert_eq!(Period::year(2021).before(), Some(Period::year(2020)));
        assert_eq!(Period::quarter(2022, 1).before(), Some(Period::quarter(2021, 4)));
        assert_eq!(Period::quarter(2022, 4).before(), Some(Period::quarter(2022, 3)));
        let days = |from: &str, to: &str| Period::parse(from, to).unwrap();
        assert_eq!(days("2024-03-01", "2024-03-10").before(), Some(days("2024-02-20", "2024-02-29")));
        assert_eq!(days("2024-03-01", "2024-03-01").before(), Some(days("2024-02-29", "2024-02-29")));
        assert_eq!(Period::year(1970).before(), None);
    }

    #[test]
    fn days_are_those_of_the_zone() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let span = Period::parse("2021-03-28", "2021-03-28").unwrap().span(&paris).unwrap();
        assert_eq!(span.end - span.start, 23 * 3_600_000_000, "summer time begins");
        let span = Period::year(2021).span(&paris).unwrap();
        assert_eq!(span.start, "2020-12-31T23:00:00Z".parse::<jiff::Timestamp>().unwrap().as_microsecond());
    }
}
