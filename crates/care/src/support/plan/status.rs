//! Where a goal stands, and what can happen to it there: a pure rule, whose table is `docs/states/support_goal.md`.

use serde::{Deserialize, Serialize};

use super::facts::FactKind;
use crate::codes::codes;

codes! {
    /// Where a goal stands.
    Status {
        /// Written down, and not agreed with the person as it stands.
        Proposed = "proposed",
        /// Agreed with the person.
        Agreed = "agreed",
        /// Reached.
        Reached = "reached",
        /// Given up.
        Dropped = "dropped",
    }
}

impl Status {
    /// Whether something can still be done for it.
    pub const fn runs(self) -> bool {
        matches!(self, Self::Proposed | Self::Agreed)
    }
}

/// What follows; `None` where that cannot happen.
pub const fn next(status: Option<Status>, kind: FactKind) -> Option<Status> {
    use FactKind as K;
    let Some(status) = status else {
        return if matches!(kind, K::Opening) { Some(Status::Proposed) } else { None };
    };
    if !status.runs() {
        return None;
    }
    match kind {
        K::Opening => None,
        K::Agreement => Some(Status::Agreed),
        // A step more, or one less, is what a plan lives on: the goal agreed on is still the goal.
        K::StepAdded | K::StepDone | K::StepDropped => Some(status),
        // Other words are another goal for the person: they are agreed on anew.
        K::Change => Some(Status::Proposed),
        K::Reaching => Some(Status::Reached),
        K::Dropping => Some(Status::Dropped),
    }
}
