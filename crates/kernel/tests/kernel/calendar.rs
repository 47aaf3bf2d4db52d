//! Running time, across week-ends, holidays and changes of the clock.

use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan};
use kernel::{Calendar, DayCount, Region, Running};
use proptest::prelude::*;

use crate::{calendar_days, day, instant, paris, working_days};

const SUNDAY_NIGHT: &str = "2026-10-25"; // summer time ends: 02:00 to 03:00 comes twice

fn after(calendar: &Calendar, start: Timestamp, days: u16) -> Timestamp {
    calendar.instant(calendar.running(start) + Running::days(days))
}

#[test]
fn calendar_days_keep_the_time_on_the_wall() {
    let calendar = calendar_days();
    for (start, days, due) in [
        ("2026-11-19T10:40", 7, "2026-11-26T10:40"),
        ("2026-03-26T10:40", 7, "2026-04-02T10:40"), // over the gap of 29 March
        ("2026-10-22T10:40", 7, "2026-10-29T10:40"), // over the fold of 25 October
        ("2026-12-28T23:59", 15, "2027-01-12T23:59"),
        ("2028-02-22T08:00", 7, "2028-02-29T08:00"),
        ("2026-03-22T02:30", 7, "2026-03-29T03:30"), // that time does not exist: as far after the gap
        ("2026-10-18T02:30", 7, "2026-10-25T02:30"), // it exists twice: the first
    ] {
        assert_eq!(after(&calendar, paris(start), days), paris(due), "{start}");
    }
    assert_eq!(after(&calendar, paris("2026-10-18T02:30"), 7), instant("2026-10-25T00:30Z"));
    assert_eq!(after(&calendar, paris("2026-03-22T02:30"), 7), instant("2026-03-29T01:30Z"));
}

#[test]
fn the_hour_that_comes_twice_runs_once() {
    let calendar = calendar_days();
    let at = |time: &str| calendar.running(instant(&format!("{SUNDAY_NIGHT}T{time}Z")));
    let hour = Running(3_600_000_000);
    assert_eq!(at("00:30") - at("00:00"), Running(hour.0 / 2)); // 02:00 to 02:30, first pass
    assert_eq!(at("01:00") - at("00:00"), hour);
    assert_eq!(at("01:30"), at("01:00")); // second pass: it waits
    assert_eq!(at("01:59"), at("01:00"));
    assert_eq!(at("02:00"), at("01:00"));
    assert_eq!(at("02:30") - at("02:00"), Running(hour.0 / 2));
}

#[test]
fn the_hour_that_is_skipped_is_taken_as_run() {
    let calendar = calendar_days();
    let at = |time: &str| calendar.running(instant(&format!("2026-03-29T{time}Z")));
    assert_eq!(at("01:00") - at("00:59"), Running(61 * 60 * 1_000_000));
    assert_eq!(at("22:00") - calendar.running(instant("2026-03-28T23:00Z")), Running::days(1));
}

#[test]
fn working_days_leave_out_weekends_and_holidays() {
    let calendar = working_days();
    for (start, days, due) in [
        ("2026-11-19T10:40", 7, "2026-11-30T10:40"), // a Thursday, over two week-ends less one
        ("2026-11-20T17:00", 1, "2026-11-23T17:00"), // Friday to Monday
        ("2026-11-21T09:00", 1, "2026-11-24T00:00"), // a Saturday counts from Monday
        ("2026-11-22T23:59", 5, "2026-11-30T00:00"),
        ("2026-12-24T15:00", 1, "2026-12-28T15:00"), // Christmas is a Friday
        ("2026-05-13T09:00", 2, "2026-05-18T09:00"), // Ascension is a Thursday; the bridge is worked
        ("2026-04-03T09:00", 1, "2026-04-07T09:00"), // Good Friday is worked, Easter Monday is not
        ("2025-12-31T12:00", 2, "2026-01-05T12:00"),
        ("2026-03-27T02:30", 1, "2026-03-30T02:30"), // over the gap
        ("2026-10-23T02:30", 1, "2026-10-26T02:30"), // over the fold
    ] {
        assert_eq!(after(&calendar, paris(start), days), paris(due), "{start}");
    }
    let alsace = Calendar::of(DayCount::Working, Region::AlsaceMoselle);
    assert_eq!(after(&alsace, paris("2026-04-02T09:00"), 1), paris("2026-04-07T09:00"));
}

#[test]
fn the_number_of_working_days_of_a_year_is_the_one_on_the_almanac() {
    for (year, days) in [(2021, 254), (2022, 253), (2023, 251), (2024, 252), (2025, 251), (2026, 252)] {
        let calendar = working_days();
        let first = calendar.running(paris(&format!("{year}-01-01T00:00")));
        let next = calendar.running(paris(&format!("{}-01-01T00:00", year + 1)));
        assert_eq!(next - first, Running::days(days), "{year}");
    }
}

#[test]
fn the_end_of_a_running_day_is_the_beginning_of_the_next() {
    let calendar = working_days();
    let friday_night = calendar.running(paris("2026-11-21T00:00"));
    assert_eq!(friday_night, calendar.running(paris("2026-11-22T13:00")));
    assert_eq!(calendar.instant(friday_night), paris("2026-11-23T00:00"));
}

#[test]
fn beyond_the_calendar_nothing_breaks() {
    for calendar in [calendar_days(), working_days()] {
        for at in [Timestamp::MIN, Timestamp::MAX] {
            let _ = calendar.instant(calendar.running(at));
        }
        for running in [i64::MIN, i64::MIN / 2, i64::MAX / 2, i64::MAX] {
            let _ = calendar.instant(Running(running));
        }
        let _ = calendar.running(Timestamp::MAX) + Running(i64::MAX);
    }
}

fn calendars() -> impl Strategy<Value = Calendar> {
    let count = prop_oneof![Just(DayCount::Calendar), Just(DayCount::Working)];
    (count, 0..Region::ALL.len()).prop_map(|(count, region)| Calendar::of(count, Region::ALL[region]))
}

/// Instants from 1975 to 2150, as often as not in the hours around a change of the clock.
fn instants() -> impl Strategy<Value = Timestamp> {
    let zone = calendar_days().zone;
    let anywhen = 157_766_400_000_000_i64..5_680_281_600_000_000;
    prop_oneof![
        anywhen.clone().prop_map(|micros| Timestamp::from_microsecond(micros).unwrap()),
        (anywhen, -10_800_000_000_i64..10_800_000_000).prop_map(move |(micros, around)| {
            let at = Timestamp::from_microsecond(micros).unwrap();
            let change = zone.following(at).next().map_or(at, |change| change.timestamp());
            change.checked_add(around.microseconds()).unwrap()
        }),
    ]
}

/// Whether the clock runs at this instant: its day counts, and it is not the second pass of an hour.
fn runs(calendar: &Calendar, at: Timestamp) -> bool {
    let wall = calendar.zone.to_datetime(at);
    let first = calendar.zone.to_ambiguous_timestamp(wall).compatible().unwrap();
    calendar.runs_on(wall.date()) && first == at
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn an_instant_that_runs_comes_back(calendar in calendars(), at in instants()) {
        if runs(&calendar, at) {
            prop_assert_eq!(calendar.instant(calendar.running(at)), at);
        }
    }

    #[test]
    fn running_time_never_goes_back(calendar in calendars(), at in instants(), step in 0_i64..20_000_000_000) {
        let later = at.checked_add(step.microseconds()).unwrap();
        prop_assert!(calendar.running(at) <= calendar.running(later));
    }

    #[test]
    fn running_time_comes_back_but_in_the_hour_that_is_skipped(calendar in calendars(), at in instants(), more in 0_i64..40_000_000_000_000) {
        let running = calendar.running(at) + Running(more);
        let reached = calendar.instant(running);
        let back = calendar.running(reached);
        prop_assert!(back >= running && (back - running).0 <= 3_600_000_000);
        prop_assert!(calendar.runs_on(calendar.zone.to_datetime(reached).date()));
    }

    #[test]
    fn calendar_days_are_those_of_the_wall(at in instants(), days in 0_u16..400, region in 0_usize..10) {
        let calendar = Calendar::of(DayCount::Calendar, Region::ALL[region]);
        if runs(&calendar, at) {
            let zoned = at.to_zoned(calendar.zone.clone());
            let expected = zoned.checked_add(i64::from(days).days()).unwrap().timestamp();
            prop_assert_eq!(after(&calendar, at, days), expected);
        }
    }

    #[test]
    fn nothing_runs_on_days_off(at in instants(), region in 0_usize..10) {
        let calendar = Calendar::of(DayCount::Working, Region::ALL[region]);
        let date = calendar.zone.to_datetime(at).date();
        let midnight = |date: jiff::civil::Date| {
            let wall = DateTime::from_parts(date, jiff::civil::Time::midnight());
            calendar.running(calendar.zone.to_ambiguous_timestamp(wall).compatible().unwrap())
        };
        let run = midnight(date.tomorrow().unwrap()) - midnight(date);
        prop_assert_eq!(run, Running::days(u16::from(calendar.is_working(date))));
    }

    #[test]
    fn counting_days_one_by_one_gives_the_same(offset in 0_i32..60_000, days in 1_u16..60) {
        let calendar = working_days();
        let start = day("1960-01-01").checked_add(offset.days()).unwrap();
        let mut date = start;
        while !calendar.is_working(date) {
            date = date.tomorrow().unwrap();
        }
        for _ in 0..days {
            date = date.tomorrow().unwrap();
            while !calendar.is_working(date) {
                date = date.tomorrow().unwrap();
            }
        }
        let midnight = |date: jiff::civil::Date| paris(&format!("{date}T00:00"));
        prop_assert_eq!(after(&calendar, midnight(start), days), midnight(date));
    }
}
