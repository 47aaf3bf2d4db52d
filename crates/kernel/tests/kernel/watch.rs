//! Clocks with pauses and stops.

use jiff::{SignedDuration, Timestamp, ToSpan};
use kernel::{Calendar, DayCount, Pause, Region, Running, Watch, WatchState};
use proptest::prelude::*;

use crate::{calendar_days, instant, paris, working_days};

fn watch(start: &str, days: u16, calendar: Calendar) -> Watch {
    Watch { start: paris(start), pauses: Vec::new(), stop: None, days, calendar }
}

fn pause(from: &str, until: Option<&str>) -> Pause {
    Pause { from: paris(from), until: until.map(paris) }
}

fn close(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-9
}

#[test]
fn a_week_runs_out_after_a_week() {
    let watch = watch("2026-11-19T10:40", 7, calendar_days());
    let due = paris("2026-11-26T10:40");
    assert_eq!(watch.due(paris("2026-11-20T08:00")), due);
    assert!(close(watch.fraction(paris("2026-11-22T22:40")), 0.5));
    assert!(close(watch.days_elapsed(paris("2026-11-22T22:40")), 3.5));
    assert_eq!(watch.reaches(50), Some(paris("2026-11-22T22:40")));
    assert_eq!(watch.reaches(80), Some(paris("2026-11-25T01:04")));
    assert_eq!(watch.reaches(100), Some(due));
    assert_eq!(watch.state(due), WatchState::Running);
    assert_eq!(watch.state(due + 1.microsecond()), WatchState::Late);
    assert_eq!(watch.elapsed(paris("2026-11-18T00:00")), Running::ZERO);
}

#[test]
fn a_pause_puts_the_due_date_off_by_its_length() {
    let mut watch = watch("2026-11-19T10:40", 7, calendar_days());
    watch.pauses.push(pause("2026-11-20T10:40", None));
    let now = paris("2026-11-23T10:40");
    assert_eq!(watch.state(now), WatchState::Paused { since: paris("2026-11-20T10:40") });
    assert_eq!(watch.due(now), paris("2026-11-29T10:40"));
    assert!(close(watch.days_elapsed(now), 1.0));
    assert_eq!(watch.reaches(80), None);
    assert_eq!(watch.reaches(10), Some(paris("2026-11-20T03:28")), "it was reached before the pause");

    watch.pauses[0].until = Some(paris("2026-11-22T10:40"));
    assert_eq!(watch.state(now), WatchState::Running);
    assert_eq!(watch.due(now), paris("2026-11-28T10:40"));
    assert_eq!(watch.reaches(100), Some(paris("2026-11-28T10:40")));
    assert!(close(watch.days_elapsed(now), 2.0));
    // Seen from before it, the pause is not known yet.
    assert_eq!(watch.due(paris("2026-11-20T08:00")), paris("2026-11-26T10:40"));
}

#[test]
fn a_stop_settles_whether_it_was_on_time() {
    let mut watch = watch("2026-11-19T10:40", 7, calendar_days());
    watch.stop = Some(paris("2026-11-26T10:40"));
    let later = paris("2027-01-01T00:00");
    assert_eq!(watch.state(later), WatchState::Stopped { on_time: true });
    assert!(close(watch.days_elapsed(later), 7.0));
    watch.stop = Some(paris("2026-11-26T10:41"));
    assert_eq!(watch.state(later), WatchState::Stopped { on_time: false });
    assert_eq!(watch.due(later), paris("2026-11-26T10:40"));
    assert_eq!(watch.reaches(100), Some(paris("2026-11-26T10:40")));
    watch.stop = Some(paris("2026-11-20T10:40"));
    assert_eq!(watch.reaches(80), None, "stopped before");
    assert_eq!(watch.state(paris("2026-11-20T00:00")), WatchState::Running, "not stopped yet then");
}

#[test]
fn answered_while_paused_the_pause_ends_with_the_stop() {
    let mut watch = watch("2026-11-02T09:00", 7, calendar_days());
    watch.pauses.push(pause("2026-11-04T09:00", None));
    watch.stop = Some(paris("2026-11-20T09:00"));
    let later = paris("2026-12-24T00:00");
    assert_eq!(watch.state(later), WatchState::Stopped { on_time: true });
    assert!(close(watch.days_elapsed(later), 2.0));
    assert_eq!(watch.due(later), paris("2026-11-25T09:00"));
}

#[test]
fn late_before_the_pause_stays_late() {
    let mut watch = watch("2026-11-02T09:00", 7, calendar_days());
    watch.pauses.push(pause("2026-11-11T09:00", None));
    let now = paris("2026-11-13T09:00");
    assert_eq!(watch.state(now), WatchState::Paused { since: paris("2026-11-11T09:00") });
    assert!(watch.is_late(now));
    assert_eq!(watch.reaches(100), Some(paris("2026-11-09T09:00")));
}

#[test]
fn overlapping_pauses_count_once_and_odd_ones_not_at_all() {
    let mut watch = watch("2026-11-02T09:00", 7, calendar_days());
    watch.pauses = vec![
        pause("2026-10-30T09:00", Some("2026-11-01T09:00")), // before the start
        pause("2026-11-03T09:00", Some("2026-11-05T09:00")),
        pause("2026-11-04T09:00", Some("2026-11-06T09:00")),
        pause("2026-11-05T10:00", Some("2026-11-05T11:00")), // within the others
        pause("2026-11-08T09:00", Some("2026-11-07T09:00")), // ends before it begins
    ];
    assert_eq!(watch.due(paris("2026-11-08T00:00")), paris("2026-11-12T09:00"));
}

#[test]
fn working_days_with_a_pause_over_a_weekend() {
    let mut watch = watch("2026-11-19T10:00", 5, working_days());
    assert_eq!(watch.due(paris("2026-11-19T10:00")), paris("2026-11-26T10:00"));
    // Friday 10:00 to Monday 10:00 is one working day.
    watch.pauses.push(pause("2026-11-20T10:00", Some("2026-11-23T10:00")));
    assert_eq!(watch.due(paris("2026-11-24T00:00")), paris("2026-11-27T10:00"));
    // A pause within the week-end costs nothing.
    watch.pauses[0] = pause("2026-11-21T10:00", Some("2026-11-22T10:00"));
    assert_eq!(watch.due(paris("2026-11-24T00:00")), paris("2026-11-26T10:00"));
}

#[test]
fn started_in_the_hour_that_comes_twice_it_ends_at_the_same_time_on_the_wall() {
    // 02:30 for the second time.
    let start = instant("2026-10-25T01:30Z");
    let watch = Watch { start, pauses: Vec::new(), stop: None, days: 7, calendar: calendar_days() };
    assert_eq!(watch.due(start), paris("2026-11-01T02:30"));
    assert!(close(watch.fraction(watch.due(start)), 1.0));
}

#[test]
fn a_clock_of_no_days_is_up_at_once() {
    let watch = watch("2026-11-19T10:40", 0, calendar_days());
    assert_eq!(watch.due(watch.start), watch.start);
    assert!(close(watch.fraction(watch.start), 1.0));
    assert_eq!(watch.state(watch.start + 1.second()), WatchState::Late);
}

fn instants() -> impl Strategy<Value = Timestamp> {
    (1_735_689_600_000_000_i64..1_830_297_600_000_000)
        .prop_map(|micros| Timestamp::from_microsecond(micros).unwrap())
}

fn watches() -> impl Strategy<Value = Watch> {
    let working = prop_oneof![Just(DayCount::Calendar), Just(DayCount::Working)];
    let steps = prop::collection::vec(0_i64..6 * 86_400_000_000, 0..7);
    (instants(), steps, 1_u16..30, working, prop::option::of(0_i64..40 * 86_400_000_000)).prop_map(
        |(start, steps, days, count, stop)| {
            let mut at = start;
            let mut marks = steps.into_iter().map(|step| {
                at += SignedDuration::from_micros(step);
                at
            });
            let mut pauses = Vec::new();
            while let Some(from) = marks.next() {
                pauses.push(Pause { from, until: marks.next() });
            }
            let stop = stop.map(|after| start + SignedDuration::from_micros(after));
            Watch { start, pauses, stop, days, calendar: Calendar::of(count, Region::Metropolitan) }
        },
    )
}

/// Whether Paris skips or repeats an hour on the date of this instant, where running time and the wall part ways.
fn on_a_change_of_the_clock(at: Timestamp) -> bool {
    let date = calendar_days().zone.to_datetime(at).date();
    date.weekday() == jiff::civil::Weekday::Sunday && date.day() > 24 && matches!(date.month(), 3 | 10)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_pause_shifts_the_due_date_by_its_running_time(start in instants(), wait in 0_i64..5 * 86_400, length in 0_i64..20 * 86_400, days in 1_u16..20) {
        for calendar in [calendar_days(), working_days()] {
            let from = start + SignedDuration::from_secs(wait);
            let until = from + SignedDuration::from_secs(length);
            let bare = Watch { start, pauses: Vec::new(), stop: None, days, calendar: calendar.clone() };
            let paused = Watch { pauses: vec![Pause { from, until: Some(until) }], ..bare.clone() };
            let (due, put_off) = (bare.due(until), paused.due(until));
            if !on_a_change_of_the_clock(due) && !on_a_change_of_the_clock(put_off) {
                prop_assert_eq!(
                    calendar.running(put_off) - calendar.running(due),
                    calendar.running(until) - calendar.running(from)
                );
            }
        }
    }

    #[test]
    fn time_used_never_shrinks(watch in watches(), now in instants(), step in 0_i64..9 * 86_400_000_000) {
        let later = now + SignedDuration::from_micros(step);
        prop_assert!(watch.elapsed(now) <= watch.elapsed(later));
        prop_assert!(watch.due(now) <= watch.due(later));
    }

    #[test]
    fn what_is_due_used_and_shown_agree(watch in watches(), now in instants()) {
        let all = Running::days(watch.days);
        let end = watch.stop.map_or(now, |stop| stop.min(now));
        let late = end > watch.due(now);
        prop_assert_eq!(late, watch.is_late(now));
        if late {
            prop_assert!(watch.elapsed(now) >= all);
        }
        if watch.elapsed(now) > all && !on_a_change_of_the_clock(watch.due(now)) {
            prop_assert!(late);
        }
        match watch.state(now) {
            WatchState::Running => prop_assert!(!late),
            WatchState::Late => prop_assert!(late),
            WatchState::Paused { since } => {
                prop_assert!(since <= now);
                prop_assert_eq!(watch.elapsed(since), watch.elapsed(now));
            }
            WatchState::Stopped { on_time } => prop_assert_eq!(on_time, !late),
        }
    }

    #[test]
    fn a_share_is_used_up_when_it_is_reached(watch in watches(), percent in 1_u8..=100) {
        if let Some(at) = watch.reaches(percent).filter(|at| !on_a_change_of_the_clock(*at)) {
            let share = Running(Running::days(watch.days).0 / 100 * i64::from(percent));
            prop_assert_eq!(watch.elapsed(at), share);
        }
    }
}
