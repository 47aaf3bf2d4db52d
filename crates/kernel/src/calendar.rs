//! Calendars: when a clock runs. In calendar days it always does; in working days it stands still on Saturdays,
//! Sundays and public holidays. Either way it counts the time that clocks on the wall show, so that seven days after
//! Monday 10:00 is Monday 10:00, whatever the changes to summer time and back.

use std::ops::{Add, AddAssign, Sub};
use std::sync::OnceLock;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

pub use self::holidays::{Holiday, Region, easter};

mod holidays;

/// Which days a clock runs on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayCount {
    /// Every day.
    #[default]
    Calendar,
    /// Monday to Friday, but for public holidays.
    Working,
}

/// An amount of running time, in microseconds; also a place on a calendar's own time line, which leaves out the days
/// it does not run. A running day has 24 hours, whatever summer time makes of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Running(pub i64);

/// The microseconds of a running day.
const DAY: i64 = 24 * 3_600 * 1_000_000;

impl Running {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// So many running days.
    pub const fn days(days: u16) -> Self {
        Self(days as i64 * DAY)
    }

    /// The amount in running days.
    #[expect(clippy::cast_precision_loss, reason = "exact up to 285 years, and read to a tenth of a day")]
    pub fn as_days(self) -> f64 {
        self.0 as f64 / DAY as f64
    }
}

impl Add for Running {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Running {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Running {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// Which days count, where, and what the clocks on the wall show there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Calendar {
    /// Which days run.
    pub count: DayCount,
    /// Whose public holidays.
    pub region: Region,
    /// Whose wall clock.
    #[serde(with = "jiff::fmt::serde::tz::required")]
    pub zone: TimeZone,
}

impl Default for Calendar {
    /// Calendar days in metropolitan France.
    fn default() -> Self {
        Self::of(DayCount::Calendar, Region::Metropolitan)
    }
}

impl Calendar {
    /// The calendar of a region in its own time zone.
    ///
    /// # Panics
    /// Never in practice: the zones are bundled for machines that have none.
    pub fn of(count: DayCount, region: Region) -> Self {
        let zone =
            TimeZone::get(region.zone_name()).expect("the zone of every region is in the bundled database");
        Self { count, region, zone }
    }

    /// The running time from the calendar's beginning (1970-01-01 on the wall) to `at`.
    ///
    /// It never decreases: in the hour that comes twice when summer time ends it runs the first time only.
    pub fn running(&self, at: Timestamp) -> Running {
        let wall = self.wall(at);
        self.position(self.end_of_first_pass(at, wall).unwrap_or(wall))
    }

    /// As [`running`](Self::running), but by the wall clock alone: in the hour that comes twice it counts twice.
    /// It is where a clock starts, so that its due date shows the same time on the wall.
    pub(crate) fn running_by_wall(&self, at: Timestamp) -> Running {
        self.position(self.wall(at))
    }

    /// The instant at which the running time reaches `running`: the first after which it goes on running, so that
    /// the end of a Friday is the beginning of Monday. A wall-clock time that summer time skips becomes the one as
    /// far behind the gap, a time that comes twice the first of the two (as RFC 5545 and jiff's "compatible" have it).
    pub fn instant(&self, running: Running) -> Timestamp {
        let (days, rest) = (running.0.div_euclid(DAY), running.0.rem_euclid(DAY));
        let midnight = self.nth_running_day(days).to_datetime(Time::midnight());
        let wall = midnight.saturating_add(rest.microseconds());
        let beyond = if days < 0 { Timestamp::MIN } else { Timestamp::MAX };
        self.zone.to_ambiguous_timestamp(wall).compatible().unwrap_or(beyond)
    }

    /// Whether the clock runs on this date.
    pub fn runs_on(&self, date: Date) -> bool {
        self.count == DayCount::Calendar || self.is_working(date)
    }

    /// Whether people work on this date: neither a week-end nor a public holiday (of the years 1900 to 2299).
    pub fn is_working(&self, date: Date) -> bool {
        !holidays::is_weekend(date) && working_holidays(self.region).binary_search(&day_number(date)).is_err()
    }

    /// The public holiday of this date; two that fall together (1 May and Ascension in 2008) count as the first.
    pub fn holiday(&self, date: Date) -> Option<Holiday> {
        self.holidays(date.year()).into_iter().find_map(|(day, holiday)| (day == date).then_some(holiday))
    }

    /// The public holidays of a year, by date.
    pub fn holidays(&self, year: i16) -> Vec<(Date, Holiday)> {
        holidays::of_year(self.region, year)
    }

    /// What the wall shows.
    fn wall(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at)
    }

    /// When `at` lies in the second pass of an hour that comes twice: what the wall showed at the end of the first.
    fn end_of_first_pass(&self, at: Timestamp, wall: DateTime) -> Option<DateTime> {
        let AmbiguousOffset::Fold { before, .. } = self.zone.to_ambiguous_timestamp(wall).offset() else {
            return None;
        };
        let first = before.to_timestamp(wall).ok()?;
        if at <= first {
            return None;
        }
        let set_back = self.zone.preceding(at.checked_add(1.nanosecond()).ok()?).next()?;
        Some(before.to_datetime(set_back.timestamp()))
    }

    /// The running time up to a time on the wall.
    fn position(&self, wall: DateTime) -> Running {
        let days = self.running_days_before(wall.date());
        let within = if self.runs_on(wall.date()) { micros_of_day(wall.time()) } else { 0 };
        Running(days * DAY + within)
    }

    /// How many running days there are from 1970-01-01 to the eve of `date` (negative before).
    fn running_days_before(&self, date: Date) -> i64 {
        let day = day_number(date);
        match self.count {
            DayCount::Calendar => day,
            DayCount::Working => weekdays_before(day) - holidays_before(self.region, day),
        }
    }

    /// The running day that has `count` running days before it.
    fn nth_running_day(&self, count: i64) -> Date {
        if self.count == DayCount::Calendar {
            return date_of(count);
        }
        let mut day = count.saturating_mul(7) / 5;
        loop {
            let date = date_of(day);
            // A step of as many days as there are running days missing never goes too far, either way.
            let step = match count.saturating_sub(self.running_days_before(date)) {
                0 if self.runs_on(date) => return date,
                0 => 1,
                missing => missing,
            };
            day = day_number(date) + step;
            if date_of(day) == date {
                return date; // the end of all dates
            }
        }
    }
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// The days from 1970-01-01 to `date`.
fn day_number(date: Date) -> i64 {
    date.duration_since(EPOCH).as_hours() / 24
}

/// The date so many days after 1970-01-01; the nearest end of the calendar beyond its bounds.
fn date_of(day: i64) -> Date {
    EPOCH.saturating_add(day.clamp(-5_000_000, 5_000_000).days())
}

fn micros_of_day(time: Time) -> i64 {
    let seconds = (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60 + i64::from(time.second());
    seconds * 1_000_000 + i64::from(time.subsec_nanosecond()) / 1_000
}

/// How many days from Monday to Friday there are from 1970-01-01, a Thursday, to the eve of `day`.
fn weekdays_before(day: i64) -> i64 {
    let from_monday = day + 3;
    from_monday.div_euclid(7) * 5 + from_monday.rem_euclid(7).min(5) - 3
}

/// How many public holidays other than on week-ends there are from 1970-01-01 to the eve of `day`.
fn holidays_before(region: Region, day: i64) -> i64 {
    let days = working_holidays(region);
    let before = |day| i64::try_from(days.partition_point(|&holiday| holiday < day)).unwrap_or(i64::MAX);
    before(day) - before(0)
}

/// The days, from 1970-01-01, of a region's public holidays that do not fall on a week-end, in order. Computed once:
/// a list of requests asks for them many times a row.
fn working_holidays(region: Region) -> &'static [i64] {
    static TABLES: [OnceLock<Vec<i64>>; Region::ALL.len()] = [const { OnceLock::new() }; Region::ALL.len()];
    TABLES[region as usize].get_or_init(|| {
        let mut days: Vec<i64> = (1900..2300)
            .flat_map(|year| holidays::of_year(region, year))
            .filter(|(date, _)| !holidays::is_weekend(*date))
            .map(|(date, _)| day_number(date))
            .collect();
        days.dedup();
        days
    })
}
