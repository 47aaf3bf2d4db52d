//! A clock in the programme's sense: how long somebody has, since when, and what stopped or paused it. All of it
//! is facts; what a page or a report shows is computed here, the same for both sides.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Running};

/// A time during which the clock stands still, because it is the other side's turn.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Pause {
    /// When it began.
    pub from: Timestamp,
    /// When it ended; `None` while it lasts.
    pub until: Option<Timestamp>,
}

/// A clock that gives somebody `days` running days from `start`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Watch {
    /// When it started.
    pub start: Timestamp,
    /// When it stood still, in order of time; what overlaps counts once.
    pub pauses: Vec<Pause>,
    /// When what was awaited came.
    pub stop: Option<Timestamp>,
    /// How long it gives, in days of its calendar.
    pub days: u16,
    /// Which days those are.
    pub calendar: Calendar,
}

/// How a clock stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum WatchState {
    /// It runs, and the due date is to come.
    Running,
    /// It stands still since that instant. (It may have been late before: see [`Watch::is_late`].)
    Paused {
        /// When the pause began.
        since: Timestamp,
    },
    /// It runs, and the due date is past.
    Late,
    /// What was awaited came.
    Stopped {
        /// Whether it came by the due date.
        on_time: bool,
    },
}

impl Watch {
    /// When the time is up, as it looks at `now`: if the clock is paused, as if it went on now. Once stopped, the
    /// due date that counted then.
    pub fn due(&self, now: Timestamp) -> Timestamp {
        self.after(Running::days(self.days), self.paused(self.end(now)))
    }

    /// The running time used up to `now` or to the stop, net of pauses.
    pub fn elapsed(&self, now: Timestamp) -> Running {
        let end = self.end(now);
        let gross = self.calendar.running(end) - self.calendar.running_by_wall(self.start);
        (gross - self.paused(end)).max(Running::ZERO)
    }

    /// [`elapsed`](Self::elapsed) in days of the calendar: the delay that reports count.
    pub fn days_elapsed(&self, now: Timestamp) -> f64 {
        self.elapsed(now).as_days()
    }

    /// The share of the given time that is used: 1 when it is up, more when late.
    pub fn fraction(&self, now: Timestamp) -> f64 {
        if self.days == 0 { 1.0 } else { self.days_elapsed(now) / f64::from(self.days) }
    }

    /// How the clock stands at `now`. The last instant of the given time is still on time.
    pub fn state(&self, now: Timestamp) -> WatchState {
        match (self.stop.filter(|&stop| stop <= now), self.paused_since(now)) {
            (Some(_), _) => WatchState::Stopped { on_time: !self.is_late(now) },
            (None, Some(since)) => WatchState::Paused { since },
            (None, None) if self.is_late(now) => WatchState::Late,
            (None, None) => WatchState::Running,
        }
    }

    /// Whether the time was up before `now`, or before the stop.
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.end(now) > self.due(now)
    }

    /// When `percent` of the given time is, or was, used up. `None` when nobody can tell because the clock is
    /// paused before it, and when it was stopped before it.
    pub fn reaches(&self, percent: u8) -> Option<Timestamp> {
        let share = Running(Running::days(self.days).0 / 100 * i64::from(percent));
        let mut paused = Running::ZERO;
        for (from, until) in self.merged_pauses() {
            if self.after(share, paused) <= from {
                break;
            }
            paused += self.calendar.running(until?) - self.calendar.running(from);
        }
        let at = self.after(share, paused);
        self.stop.is_none_or(|stop| at <= stop).then_some(at)
    }

    /// The instant so much running time after the start.
    fn after(&self, given: Running, paused: Running) -> Timestamp {
        let start = self.calendar.running_by_wall(self.start);
        self.calendar.instant(start + given + paused).max(self.start)
    }

    /// `now`, or the stop if it came first.
    fn end(&self, now: Timestamp) -> Timestamp {
        self.stop.map_or(now, |stop| stop.min(now))
    }

    /// The running time of the pauses up to `end`.
    fn paused(&self, end: Timestamp) -> Running {
        let mut paused = Running::ZERO;
        for (from, until) in self.merged_pauses().filter(|(from, _)| *from < end) {
            let until = until.map_or(end, |until| until.min(end));
            paused += self.calendar.running(until) - self.calendar.running(from);
        }
        paused
    }

    /// The beginning of the pause that lasts at `now`.
    fn paused_since(&self, now: Timestamp) -> Option<Timestamp> {
        let lasts = |until: Option<Timestamp>| until.is_none_or(|until| now < until);
        self.merged_pauses().find(|(from, until)| *from <= now && lasts(*until)).map(|(from, _)| from)
    }

    /// The pauses as they count: after the start, none within another.
    fn merged_pauses(&self) -> impl Iterator<Item = (Timestamp, Option<Timestamp>)> {
        let mut counted = Some(self.start);
        self.pauses.iter().filter_map(move |pause| {
            let from = pause.from.max(counted?);
            if pause.until.is_some_and(|until| until <= from) {
                return None;
            }
            counted = pause.until;
            Some((from, pause.until))
        })
    }
}
