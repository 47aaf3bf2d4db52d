//! What the kernel promises, by tables of known answers and by properties.
#![expect(clippy::unwrap_used, reason = "the lint knows test functions, not the helpers beside them")]

mod calendar;
mod clock;
mod cursor;
mod holidays;
mod id;
mod identifiers;
mod locale;
mod names;
mod places;
mod search;
mod watch;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use kernel::{Calendar, DayCount, Region};

/// A date as `2026-11-26`.
fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// An instant by the wall clock of Paris, as `2026-11-26T10:40`.
fn paris(text: &str) -> Timestamp {
    let wall: DateTime = text.parse().expect("a date and a time");
    calendar_days().zone.to_ambiguous_timestamp(wall).compatible().expect("within the calendar")
}

/// An instant in universal time, as `2026-10-25T00:30Z`.
fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn calendar_days() -> Calendar {
    Calendar::of(DayCount::Calendar, Region::Metropolitan)
}

fn working_days() -> Calendar {
    Calendar::of(DayCount::Working, Region::Metropolitan)
}
