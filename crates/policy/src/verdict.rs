//! What the policies decided, and why.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::action::Action;

/// The rule that decided, for display.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reason {
    /// The policy's `@id`, e.g. `team-health`.
    pub policy: Arc<str>,
    /// The policy's `@reason`: the key of the sentence shown, e.g. `care-team-health`.
    pub key: Arc<str>,
    /// The policy's `@source`: the article or choice it rests on.
    pub source: Arc<str>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Permitted, and the first rule in the files that permits it.
    Allow(Reason),
    /// Not permitted: no rule opens it, or one closes it.
    Deny,
}

impl Verdict {
    /// Whether it is permitted.
    pub const fn is_allow(&self) -> bool {
        matches!(self, Self::Allow(_))
    }
}

/// Everything the actor may do with one thing, decided at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Permissions(BTreeMap<Action, Reason>);

impl Permissions {
    /// Whether they may.
    pub fn may(&self, action: Action) -> bool {
        self.0.contains_key(&action)
    }

    /// Why they may; `None` when they may not.
    pub fn reason(&self, action: Action) -> Option<&Reason> {
        self.0.get(&action)
    }

    /// What they may do, and why.
    pub fn iter(&self) -> impl Iterator<Item = (Action, &Reason)> {
        self.0.iter().map(|(action, reason)| (*action, reason))
    }
}

impl FromIterator<(Action, Reason)> for Permissions {
    fn from_iter<T: IntoIterator<Item = (Action, Reason)>>(permitted: T) -> Self {
        Self(permitted.into_iter().collect())
    }
}

/// Why an act is refused, as the HTTP face must tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// The actor may not know that the thing exists: 404.
    #[error("hidden")]
    Hidden,
    /// The actor sees the thing but may not do this: 403.
    #[error("forbidden")]
    Forbidden,
    /// The actor may do this once the second factor is shown: ask for it.
    #[error("the second factor is needed")]
    StepUp,
}
