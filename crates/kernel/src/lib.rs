//! What every part of the house stands on: identifiers, time, calendars, the French national identifiers,
//! names, places and the way dates and figures are written. It performs no input or output of its own;
//! [`SystemClock`] and [`OsEntropy`] are the only two things here that ask the machine anything.

pub mod calendar;
pub mod clock;
pub mod cursor;
pub mod entropy;
pub mod id;
pub mod identifiers;
pub mod locale;
pub mod names;
pub mod places;
pub mod watch;

pub use calendar::{Calendar, DayCount, Holiday, Region, Running};
pub use clock::{Clock, MockClock, ShiftedClock, SystemClock};
pub use cursor::{Cursor, CursorError, CursorSealer, Page};
pub use entropy::{Entropy, OsEntropy, SeededEntropy};
pub use id::{IdSealer, new_uuid};
pub use identifiers::{Finess, FinessError, Ins, InsKind, Nir, NirError, Rpps, RppsError};
pub use locale::{Locale, Remaining};
pub use places::Commune;
pub use watch::{Pause, Watch, WatchState};

#[doc(hidden)]
pub mod reexport {
    //! For the [`id!`](crate::id!) macro alone, so that its users need not name these crates.
    pub use serde;
    pub use uuid;
}
