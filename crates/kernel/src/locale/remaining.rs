//! What remains until a due date, or how late it is.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Locale, NBSP};

/// What remains until a due date, as both sides read it: whole days by the calendar on the wall, hours below a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remaining {
    /// The due date is so many days ahead on the calendar; at least one.
    Days(i64),
    /// So many full hours remain, of the same day or less than a day; at least one.
    Hours(i64),
    /// Less than an hour remains.
    UnderAnHour,
    /// Late by less than an hour.
    LateUnderAnHour,
    /// Late by so many full hours; at least one.
    LateHours(i64),
    /// The due date lies so many days back on the calendar; at least one.
    LateDays(i64),
}

impl Remaining {
    /// What remains at `now` until `due`, by the wall clock of `zone`. The due instant itself is not late yet.
    pub fn between(now: Timestamp, due: Timestamp, zone: &TimeZone) -> Self {
        let (first, last) = (now.min(due), now.max(due));
        let hours = last.duration_since(first).as_hours();
        let days =
            zone.to_datetime(last).date().duration_since(zone.to_datetime(first).date()).as_hours() / 24;
        let amount = if hours >= 24 && days > 0 { (days, 0) } else { (0, hours) };
        match (now > due, amount) {
            (false, (0, 0)) => Self::UnderAnHour,
            (false, (0, hours)) => Self::Hours(hours),
            (false, (days, _)) => Self::Days(days),
            (true, (0, 0)) => Self::LateUnderAnHour,
            (true, (0, hours)) => Self::LateHours(hours),
            (true, (days, _)) => Self::LateDays(days),
        }
    }

    /// Whether the due date is past.
    pub const fn is_late(self) -> bool {
        matches!(self, Self::LateUnderAnHour | Self::LateHours(_) | Self::LateDays(_))
    }
}

impl Locale {
    /// « il reste 3 jours », « il reste moins d’une heure », « en retard d’un jour », « en retard de 2 heures »;
    /// “3 days left”, “less than an hour left”, “1 day late”.
    pub fn remaining(self, remaining: Remaining) -> String {
        match self {
            Self::Fr => french(remaining),
            Self::En => english(remaining),
        }
    }
}

fn french(remaining: Remaining) -> String {
    let plural = |count: i64| if count == 1 { "" } else { "s" };
    match remaining {
        Remaining::Days(days) => format!("il{NBSP}reste {days}{NBSP}jour{}", plural(days)),
        Remaining::Hours(hours) => format!("il{NBSP}reste {hours}{NBSP}heure{}", plural(hours)),
        Remaining::UnderAnHour => format!("il{NBSP}reste moins d’une heure"),
        Remaining::LateUnderAnHour => "en retard de moins d’une heure".to_owned(),
        Remaining::LateHours(1) => "en retard d’une heure".to_owned(),
        Remaining::LateHours(hours) => format!("en retard de {hours}{NBSP}heures"),
        Remaining::LateDays(1) => "en retard d’un jour".to_owned(),
        Remaining::LateDays(days) => format!("en retard de {days}{NBSP}jours"),
    }
}

fn english(remaining: Remaining) -> String {
    let plural = |count: i64| if count == 1 { "" } else { "s" };
    match remaining {
        Remaining::Days(days) => format!("{days}{NBSP}day{} left", plural(days)),
        Remaining::Hours(hours) => format!("{hours}{NBSP}hour{} left", plural(hours)),
        Remaining::UnderAnHour => "less than an hour left".to_owned(),
        Remaining::LateUnderAnHour => "late by less than an hour".to_owned(),
        Remaining::LateHours(hours) => format!("{hours}{NBSP}hour{} late", plural(hours)),
        Remaining::LateDays(days) => format!("{days}{NBSP}day{} late", plural(days)),
    }
}
