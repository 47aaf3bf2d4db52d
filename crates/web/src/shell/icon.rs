//! Icons, and the colours a thing may take.

use std::fmt;

use super::component;
pub use crate::assets::Icon;

component!(Icon, Tone);

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.markup())
    }
}

/// The colour of a thing (`data-color`). It only repeats what words and an icon say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The house’s green: a running clock, what may be done.
    #[default]
    Accent,
    /// The somatic area of a record.
    Somatic,
    /// The psychiatric area of a record.
    Psychiatric,
    /// The social area of a record.
    Social,
    /// The coordination area of a record.
    Coordination,
    /// Somebody else’s turn, a pause, an ordinary fact.
    Neutral,
    /// For information.
    Info,
    /// Done, open, in order.
    Success,
    /// Soon.
    Warning,
    /// Late, blocked, dangerous.
    Danger,
}

impl Tone {
    /// Every colour.
    pub const ALL: &'static [Self] = &[
        Self::Accent,
        Self::Somatic,
        Self::Psychiatric,
        Self::Social,
        Self::Coordination,
        Self::Neutral,
        Self::Info,
        Self::Success,
        Self::Warning,
        Self::Danger,
    ];
}

impl fmt::Display for Tone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accent => "accent",
            Self::Somatic => "somatic",
            Self::Psychiatric => "psychiatric",
            Self::Social => "social",
            Self::Coordination => "coordination",
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        })
    }
}
