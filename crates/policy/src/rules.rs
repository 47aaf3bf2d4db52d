//! The policies as a list to read, for the page on which a data-protection officer finds them.

use std::sync::Arc;

pub use cedar_policy::Effect;

use crate::verdict::Reason;

/// One policy, with its words.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The id, the key of the sentence shown, the source.
    pub reason: Reason,
    /// Whether it opens or closes.
    pub effect: Effect,
    /// The subject: the file's name without its extension, e.g. `people`.
    pub subject: Arc<str>,
    /// The line on which the policy starts in its file, from 1.
    pub line: usize,
    /// What it says, in French.
    pub fr: Arc<str>,
    /// What it says, in English.
    pub en: Arc<str>,
    /// The policy itself, as written.
    pub text: Arc<str>,
}
