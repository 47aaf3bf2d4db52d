//! A rule for somebody: why it is for them, where it stands, where a note on it would stand.

use jiff::civil::Date;
use policy::Compartment;

use super::rules::Rule;
use crate::EntryId;
use crate::people::Sex;
use crate::record::{Outcome, Told};

/// Where a rule stands for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Its day has come.
    Due,
    /// It is planned for a day to come.
    Planned,
    /// Its day comes soon.
    Soon,
    /// Its day is far.
    Later,
    /// The person refused; it is asked again later.
    Refused,
    /// It makes no sense for this person.
    NotApplicable,
    /// Once was enough.
    Done,
}

impl State {
    /// All of them, in the order of the plan.
    pub const ALL: [Self; 7] =
        [Self::Due, Self::Planned, Self::Soon, Self::Later, Self::Refused, Self::NotApplicable, Self::Done];

    /// The code in the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Planned => "planned",
            Self::Soon => "soon",
            Self::Later => "later",
            Self::Refused => "refused",
            Self::NotApplicable => "not_applicable",
            Self::Done => "done",
        }
    }
}

/// Why a rule is for somebody, for words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Because {
    /// Their sex.
    pub sex: Option<Sex>,
    /// The window of age in which they are.
    pub ages: Option<(i16, i16)>,
    /// What they take, and since when, as far as it is known.
    pub treatment: Option<(String, Told)>,
    /// What they have.
    pub problem: Option<String>,
}

/// Where a note on a rule stands: as open as the most open of what the rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// In which part.
    pub compartment: Compartment,
    /// The entry whose readers alone read it, where all that the rule rests on is kept for some.
    pub kept_as: Option<EntryId>,
}

/// A rule for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recall {
    /// Which.
    pub rule: &'static Rule,
    /// Why it is for them.
    pub because: Because,
    /// Since when it is for them, as a day to count from.
    pub since: Date,
    /// Where a note on it stands, so that nobody learns by it what its ground keeps from them.
    pub place: Place,
    /// Where it stands.
    pub state: State,
    /// When it is, or was, due; the day for which it is planned; when it is asked again.
    pub on: Option<Date>,
    /// When it was done last, as far as it is known.
    pub last: Option<Told>,
    /// What was noted last about it, besides that it was done.
    pub said: Option<(Outcome, Date, Option<String>)>,
}
