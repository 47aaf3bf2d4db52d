//! When people of the stories act: on weekdays, between half past eight and half past six.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

const MORNING: Time = Time::constant(8, 30, 0, 0);
/// From here on the last hour of the day holds whatever the night or the weekend would.
const EVENING: Time = Time::constant(17, 30, 0, 0);
const LAST_HOUR: i64 = 3_600;

/// The same instant, or, at night and over the weekend, one in the last hour of the working day before. What comes
/// later stays later, so that a story keeps its order; nothing comes later than it did, so that it keeps its promises.
pub(super) fn at_work(at: Timestamp) -> Timestamp {
    let zone = zone();
    let local = at.to_zoned(zone.clone()).datetime();
    let day = day_of(local);
    let evening = day.to_datetime(EVENING);
    if local < evening {
        return at;
    }
    let night = seconds(evening, next_working(day).to_datetime(MORNING));
    let within = seconds(evening, local) * LAST_HOUR / night.max(1);
    zone.to_timestamp(evening).map_or(at, |evening| evening + SignedDuration::from_secs(within))
}

/// The first working day on which that hour has not come yet, some days on.
pub(super) fn working_days_after(at: Timestamp, days: i64) -> Timestamp {
    let later = at + SignedDuration::from_hours(24 * days);
    let date = later.to_zoned(zone()).date();
    let rest = match date.weekday() {
        Weekday::Saturday => 2,
        Weekday::Sunday => 1,
        _ => 0,
    };
    later + SignedDuration::from_hours(24 * rest)
}

fn zone() -> TimeZone {
    kernel::Calendar::default().zone
}

fn works(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The working day to which an instant belongs: its own from the morning on, else the one before.
fn day_of(local: DateTime) -> Date {
    let mut day = if local.time() < MORNING { yesterday(local.date()) } else { local.date() };
    while !works(day) {
        day = yesterday(day);
    }
    day
}

fn yesterday(date: Date) -> Date {
    date.checked_sub(1.day()).unwrap_or(date)
}

fn next_working(date: Date) -> Date {
    let mut next = date.checked_add(1.day()).unwrap_or(date);
    while !works(next) {
        next = next.checked_add(1.day()).unwrap_or(next);
    }
    next
}

fn seconds(from: DateTime, until: DateTime) -> i64 {
    from.duration_until(until).as_secs()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn paris(text: &str) -> Timestamp {
        zone().to_timestamp(text.parse().unwrap()).unwrap()
    }

    #[test]
    fn nobody_works_at_night_or_on_sunday() {
        for (at, works) in [
            ("2026-11-23T10:00", "2026-11-23T10:00:00"),
            ("2026-11-23T08:29", "2026-11-20T18:29:59"),
            ("2026-11-24T01:00", "2026-11-23T18:00:00"),
            ("2026-11-21T12:00", "2026-11-20T17:47:37"),
            ("2026-11-23T18:30", "2026-11-23T17:34:00"),
        ] {
            let moved = at_work(paris(at)).to_zoned(zone()).datetime();
            assert_eq!(moved.to_string(), works, "{at}");
        }
    }

    proptest! {
        #[test]
        fn what_comes_later_stays_later_and_nothing_comes_late(
            from in 1_600_000_000_i64..1_900_000_000,
            minutes in 3_i64..20_000,
        ) {
            let at = Timestamp::from_second(from).unwrap();
            let later = at + SignedDuration::from_mins(minutes);
            prop_assert!(at_work(at) <= at);
            prop_assert!(at_work(at) < at_work(later));
            prop_assert!(works(at_work(at).to_zoned(zone()).date()));
        }

        #[test]
        fn a_consultation_is_on_a_working_day_soon_after(from in 1_600_000_000_i64..1_900_000_000, days in 1_i64..9) {
            let at = at_work(Timestamp::from_second(from).unwrap());
            let on = working_days_after(at, days);
            prop_assert!(works(on.to_zoned(zone()).date()));
            prop_assert!(on.duration_since(at) <= SignedDuration::from_hours(24 * (days + 2)));
        }
    }
}
