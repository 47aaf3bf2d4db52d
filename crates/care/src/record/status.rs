//! Where an entry stands, and what can still become of it: a pure rule, whose table is `docs/states/entry.md`.

use jiff::Timestamp;

use super::sort::Sort;

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It happened once.
    Noted,
    /// It lasts.
    Holds,
    /// It lasted, and is over.
    Over,
    /// It was made by mistake.
    Withdrawn,
}

/// What can become of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Becoming {
    /// Its author corrects it.
    Correction,
    /// Somebody who writes there says that it is over.
    Ending,
    /// Its author takes it back.
    Withdrawal,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Noted, Self::Holds, Self::Over, Self::Withdrawn];

    /// The code in the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Noted => "noted",
            Self::Holds => "holds",
            Self::Over => "over",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Where an entry of this sort stands at `now`, from its facts.
    pub fn of(sort: Sort, until: Option<Timestamp>, withdrawn: bool, now: Timestamp) -> Self {
        match until {
            _ if withdrawn => Self::Withdrawn,
            _ if !sort.lasts() => Self::Noted,
            Some(until) if until <= now => Self::Over,
            _ => Self::Holds,
        }
    }

    /// What follows; `None` where that cannot become of it any more. A correction may change the dates too: what holds
    /// is then told by them.
    pub const fn after(self, becoming: Becoming) -> Option<Self> {
        match (self, becoming) {
            (Self::Withdrawn, _) | (Self::Noted | Self::Over, Becoming::Ending) => None,
            (_, Becoming::Correction) => Some(self),
            (Self::Holds, Becoming::Ending) => Some(Self::Over),
            (_, Becoming::Withdrawal) => Some(Self::Withdrawn),
        }
    }
}

impl Becoming {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Correction, Self::Ending, Self::Withdrawal];
}
