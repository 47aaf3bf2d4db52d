//! A moment as exactly as somebody told it: of what began long ago, often only the year is known.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::source::Known;
use crate::dates::{day, noon};
use crate::{Fault, Result};

/// Nothing in a record is older than anybody alive, in years.
const LIFE: i32 = 130;

/// A moment as it was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It was not told.
    Unknown,
    /// The year; its first day.
    Year(Date),
    /// The month; its first day.
    Month(Date),
    /// The day.
    Day(Date),
    /// The instant.
    Instant(Timestamp),
}

impl Told {
    /// How a stored instant was told.
    pub(crate) fn of(at: Timestamp, known: Known) -> Result<Self> {
        let date = day(at);
        Ok(match known {
            Known::Unknown => Self::Unknown,
            Known::Year => Self::Year(date.first_of_year()),
            Known::Month => Self::Month(date.first_of_month()),
            // What people type is a day, and stands at its noon.
            Known::Day if noon(date)? == at => Self::Day(date),
            Known::Day => Self::Instant(at),
        })
    }

    pub(super) const fn known(self) -> Known {
        match self {
            Self::Unknown => Known::Unknown,
            Self::Year(_) => Known::Year,
            Self::Month(_) => Known::Month,
            Self::Day(_) | Self::Instant(_) => Known::Day,
        }
    }

    /// The first day that it may mean.
    pub(crate) fn first(self) -> Option<Date> {
        match self {
            Self::Unknown => None,
            Self::Year(date) | Self::Month(date) | Self::Day(date) => Some(date),
            Self::Instant(at) => Some(day(at)),
        }
    }

    /// The last day that it may mean.
    fn last(self) -> Option<Date> {
        match self {
            Self::Year(date) => Some(date.last_of_year()),
            Self::Month(date) => Some(date.last_of_month()),
            _ => self.first(),
        }
    }

    /// Refuses what is to come, and what is so long past that it must be a slip.
    pub(super) fn past(self, field: &'static str, now: Timestamp) -> Result<Self, Fault> {
        let today = day(now);
        let long_ago = today.checked_sub(LIFE.years()).unwrap_or(Date::MIN);
        match self {
            Self::Instant(at) if at > now => Err(Fault::new(field, "fault-date-future")),
            _ if self.first().is_some_and(|first| first > today) => {
                Err(Fault::new(field, "fault-date-future"))
            }
            _ if self.last().is_some_and(|last| last < long_ago) => {
                Err(Fault::new(field, "fault-date-before"))
            }
            _ => Ok(self),
        }
    }

    /// Whether this, as an end, comes before that beginning, however either is meant.
    pub(super) fn before(self, begin: Self) -> bool {
        if let (Self::Instant(end), Self::Instant(begin)) = (self, begin) {
            return end < begin;
        }
        self.last().zip(begin.first()).is_some_and(|(end, begin)| end < begin)
    }

    /// The instant under which a beginning stands: the first that it may mean. `None` where it was not told.
    pub(super) fn begin(self) -> Result<Option<Timestamp>> {
        match self {
            Self::Instant(at) => Ok(Some(at)),
            _ => self.first().map(noon).transpose(),
        }
    }

    /// The instant under which an end stands: the last that it may mean.
    pub(super) fn end(self) -> Result<Option<Timestamp>> {
        match self {
            Self::Instant(at) => Ok(Some(at)),
            _ => self.last().map(noon).transpose(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_may_still_be_meant_is_not_refused() {
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        assert!(Told::Year(date(2026, 1, 1)).past("on", now).is_ok());
        assert!(Told::Day(date(2026, 11, 23)).past("on", now).is_ok(), "noon of today is still to come");
        for to_come in
            [Told::Year(date(2027, 1, 1)), Told::Day(date(2026, 11, 24)), Told::Instant(now + 1.second())]
        {
            assert_eq!(to_come.past("on", now).unwrap_err().key, "fault-date-future");
        }
        assert_eq!(Told::Year(date(1895, 1, 1)).past("on", now).unwrap_err().key, "fault-date-before");
        assert!(!Told::Year(date(1998, 1, 1)).before(Told::Day(date(1998, 6, 1))));
        assert!(Told::Month(date(1998, 3, 1)).before(Told::Day(date(1998, 6, 1))));
        assert!(!Told::Unknown.before(Told::Day(date(1998, 6, 1))));
    }

    proptest! {
        /// What is stored tells as much as was told, and no more.
        #[test]
        fn as_exactly_as_it_was_told(days in 0_i32..40_000, kind in 0..4, seconds in 0_i64..86_400) {
            let some = date(1920, 1, 1).saturating_add(days.days());
            let told = match kind {
                0 => Told::Year(some.first_of_year()),
                1 => Told::Month(some.first_of_month()),
                2 => Told::Day(some),
                _ => Told::Instant(noon(some).unwrap() + jiff::SignedDuration::from_secs(seconds + 1)),
            };
            for at in [told.begin(), told.end()] {
                prop_assert_eq!(Told::of(at.unwrap().unwrap(), told.known()).unwrap(), told);
            }
        }
    }
}
