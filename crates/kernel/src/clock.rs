//! The time as a thing one is given. Every instant is cut to the microsecond, the precision both databases keep.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present instant, cut to the microsecond.
    fn now(&self) -> Timestamp;
}

/// The instant cut to the microsecond, as it will come back from a database.
pub fn to_micros(at: Timestamp) -> Timestamp {
    from_micros(at.as_microsecond())
}

/// The instant so many microseconds after 1970-01-01T00:00Z; the nearest end of the calendar beyond its bounds.
pub fn from_micros(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
        to_micros(Timestamp::now())
    }
}

/// A clock that stands still until it is moved. Its clones show the same time.
#[derive(Clone, Debug)]
pub struct MockClock(Arc<AtomicI64>);

impl MockClock {
    /// A clock that shows `at`.
    pub fn new(at: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(at.as_microsecond())))
    }

    /// Moves it to `at`, forwards or backwards.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at.as_microsecond(), Ordering::SeqCst);
    }

    /// Moves it by `step`, to the microsecond.
    pub fn advance(&self, step: SignedDuration) {
        let step = i64::try_from(step.as_micros()).unwrap_or(i64::MAX);
        self.0.fetch_add(step, Ordering::SeqCst);
    }
}

impl Clock for MockClock {
    fn now(&self) -> Timestamp {
        from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// A clock that was set to a given instant when it was made and has run since: the demonstration's `--today`.
#[derive(Clone, Copy, Debug)]
pub struct ShiftedClock {
    shift: SignedDuration,
}

impl ShiftedClock {
    /// A clock that shows `at` now and runs from there.
    pub fn starting_at(at: Timestamp) -> Self {
        Self { shift: at.duration_since(SystemClock.now()) }
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        let now = SystemClock.now();
        to_micros(now.saturating_add(self.shift).unwrap_or(now))
    }
}
