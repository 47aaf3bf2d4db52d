//! Ages.

use jiff::civil::Date;

use super::{Locale, NBSP};

/// The age in completed years on a date; `None` before the birth. Somebody born on 29 February is a year older on
/// 1 March of the years that have none.
pub fn age_in_years(birth: Date, on: Date) -> Option<i16> {
    let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
    let years = on.year() - birth.year() - i16::from(!had_birthday);
    (on >= birth).then_some(years)
}

/// An age as it is said: in years, for the under twos in months, for the newborn in days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    /// Under a month.
    Days(i16),
    /// From one month to 23.
    Months(i16),
    /// From two years.
    Years(i16),
}

impl Age {
    /// The age on a date; `None` before the birth.
    pub fn of(birth: Date, on: Date) -> Option<Self> {
        let years = age_in_years(birth, on)?;
        let months = i16::from(on.month() - birth.month()) - i16::from(on.day() < birth.day())
            + (on.year() - birth.year()) * 12;
        let days = i16::try_from(on.duration_since(birth).as_hours() / 24).unwrap_or(i16::MAX);
        Some(match (years, months) {
            (2.., _) => Self::Years(years),
            (_, 1..) => Self::Months(months),
            _ => Self::Days(days),
        })
    }
}

impl Locale {
    /// « 47 ans », « 8 mois », « 1 jour »; “47 years”, “8 months”, “1 day”.
    pub fn age(self, age: Age) -> String {
        let (count, one, many) = match (self, age) {
            (Self::Fr, Age::Years(years)) => (years, "an", "ans"),
            (Self::Fr, Age::Months(months)) => (months, "mois", "mois"),
            (Self::Fr, Age::Days(days)) => (days, "jour", "jours"),
            (Self::En, Age::Years(years)) => (years, "year", "years"),
            (Self::En, Age::Months(months)) => (months, "month", "months"),
            (Self::En, Age::Days(days)) => (days, "day", "days"),
        };
        let unit = if self.is_singular(i64::from(count)) { one } else { many };
        format!("{count}{NBSP}{unit}")
    }

    /// Whether a count takes the singular: in French 0 and 1, in English 1 alone.
    pub(super) fn is_singular(self, count: i64) -> bool {
        count == 1 || (count == 0 && self == Self::Fr)
    }
}
