//! How an arrival stands, and what can happen to it there: a pure rule, whose table is `docs/states/arrival.md`.

use serde::{Deserialize, Serialize};

use super::facts::FactKind;
use crate::codes::codes;

codes! {
    /// How an arrival stands.
    Status {
        /// Somebody came and waits to be told where to go.
        Waiting = "waiting",
        /// Somebody in the house is to receive them.
        Oriented = "oriented",
        /// Somebody in the house received them.
        Seen = "seen",
        /// They were sent to somebody outside of the house.
        Redirected = "redirected",
        /// They left before anybody received them.
        Left = "left",
        /// It was written down by mistake.
        Mistaken = "mistaken",
    }
}

impl Status {
    /// Whether somebody waits.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Waiting | Self::Oriented)
    }
}

/// What follows; `None` where that cannot happen.
pub const fn next(status: Option<Status>, kind: FactKind) -> Option<Status> {
    use {FactKind as K, Status as S};
    let Some(status) = status else {
        return if matches!(kind, K::Arrival) { Some(S::Waiting) } else { None };
    };
    match (status, kind) {
        (S::Mistaken, _) | (_, K::Arrival) => None,
        (_, K::Mistake) => Some(S::Mistaken),
        // Who it was can be said at any time: it changes nothing to where they are.
        (_, K::Recognition | K::Creation) => Some(status),
        (S::Waiting | S::Oriented, K::Orientation) => Some(S::Oriented),
        (S::Waiting | S::Oriented, K::Redirection) => Some(S::Redirected),
        (S::Waiting | S::Oriented, K::Leaving) => Some(S::Left),
        (S::Oriented, K::Seen) => Some(S::Seen),
        _ => None,
    }
}
