//! What the policies decided, and why.

use std::sync::Arc;

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
