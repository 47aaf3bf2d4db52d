//! How an attempt stands: whether what it opened is open, and what its review says. The two go their own ways.

use jiff::Timestamp;
use kernel::clock::from_micros;
use serde::{Deserialize, Serialize};

use super::review::Verdict;
use super::rows::break_glass;
use crate::codes::codes;

codes! {
    /// What an attempt opened.
    Opening {
        /// No record.
        Nothing = "nothing",
        /// A record, which is open.
        Running = "running",
        /// A record, which was open.
        Over = "over",
    }
}

codes! {
    /// How the review of an attempt stands.
    Review {
        /// It was not reviewed.
        Waiting = "waiting",
        /// The need was vital.
        Justified = "justified",
        /// It was not.
        Unjustified = "unjustified",
    }
}

impl Opening {
    /// By until when a record is open, if one was opened.
    pub(super) fn of(until: Option<Timestamp>, now: Timestamp) -> Self {
        until.map_or(Self::Nothing, |until| if until > now { Self::Running } else { Self::Over })
    }

    /// Once whoever opened it closes it, or its hour is over; nothing where nothing is open.
    #[must_use]
    pub fn closed(self) -> Option<Self> {
        (self == Self::Running).then_some(Self::Over)
    }
}

impl Review {
    pub(super) const fn of(verdict: Option<Verdict>) -> Self {
        match verdict {
            None => Self::Waiting,
            Some(Verdict::Justified) => Self::Justified,
            Some(Verdict::Unjustified) => Self::Unjustified,
        }
    }

    /// Once it was reviewed; nothing where it was before.
    #[must_use]
    pub fn after(self, verdict: Verdict) -> Option<Self> {
        (self == Self::Waiting).then(|| Self::of(Some(verdict)))
    }
}

impl break_glass::Model {
    /// What it opened, at `now`.
    pub(super) fn opening(&self, now: Timestamp) -> Opening {
        Opening::of(self.until_at.map(from_micros), now)
    }
}
