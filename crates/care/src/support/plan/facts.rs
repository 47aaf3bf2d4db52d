//! What happened to a goal: dated facts, from which everything else is computed.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::status::{Status, next};
use super::steps::{StepStatus, steps};
use crate::codes::codes;
use crate::dates::day;
use crate::error::Conflict;
use crate::history;
use crate::{Error, PractitionerId, Result, StepId};

codes! {
    /// How the person agreed.
    How {
        /// They said so.
        Spoken = "spoken",
        /// They signed it.
        Signed = "signed",
    }
}

codes! {
    /// What can happen to a goal: what its table is about, and what a form records.
    FactKind {
        /// It is written down, in the person's words.
        Opening = "opening",
        /// The person agrees to it.
        Agreement = "agreement",
        /// A step is added.
        StepAdded = "step_added",
        /// A step is done.
        StepDone = "step_done",
        /// A step is given up.
        StepDropped = "step_dropped",
        /// The person puts it otherwise.
        Change = "change",
        /// It is reached.
        Reaching = "reaching",
        /// It is given up.
        Dropping = "dropping",
    }
}

impl FactKind {
    /// The kind of its line in the record.
    pub(super) const fn entry(self) -> &'static str {
        match self {
            Self::Opening => "goal-opening",
            Self::Agreement => "goal-agreement",
            Self::StepAdded => "goal-step-added",
            Self::StepDone => "goal-step-done",
            Self::StepDropped => "goal-step-dropped",
            Self::Change => "goal-change",
            Self::Reaching => "goal-reaching",
            Self::Dropping => "goal-dropping",
        }
    }
}

/// Who does a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "whose", rename_all = "snake_case")]
pub enum Who {
    /// The person.
    Person,
    /// Somebody who was of the care team when the step was added.
    Member {
        /// Who.
        practitioner: PractitionerId,
        /// Their name then.
        name: String,
    },
    /// A service, in words.
    Service {
        /// Which.
        name: String,
    },
}

/// Something that happened to a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// It is written down.
    Opening {
        /// In the person's words.
        words: String,
    },
    /// The person agrees to it.
    Agreement {
        /// How.
        how: How,
    },
    /// A step is added.
    StepAdded {
        /// Which.
        step: StepId,
        /// What is to be done.
        what: String,
        /// By whom.
        who: Who,
        /// By which day.
        by: Option<Date>,
    },
    /// A step is done.
    StepDone {
        /// Which.
        step: StepId,
    },
    /// A step is given up.
    StepDropped {
        /// Which.
        step: StepId,
        /// Why.
        why: String,
    },
    /// The person puts it otherwise.
    Change {
        /// In their words now.
        words: String,
        /// Why.
        why: String,
    },
    /// It is reached.
    Reaching,
    /// It is given up.
    Dropping {
        /// Why.
        why: String,
    },
}

impl Fact {
    /// Its kind.
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::Opening { .. } => FactKind::Opening,
            Self::Agreement { .. } => FactKind::Agreement,
            Self::StepAdded { .. } => FactKind::StepAdded,
            Self::StepDone { .. } => FactKind::StepDone,
            Self::StepDropped { .. } => FactKind::StepDropped,
            Self::Change { .. } => FactKind::Change,
            Self::Reaching => FactKind::Reaching,
            Self::Dropping { .. } => FactKind::Dropping,
        }
    }
}

/// A fact of the history of a goal.
pub type Dated = history::Dated<Fact>;

/// Where the facts lead.
pub fn status(facts: &[Dated]) -> Option<Status> {
    facts.iter().fold(None, |status, dated| next(status, dated.fact.kind()).or(status))
}

/// The goal in the words of the person, as they put it last.
pub(super) fn words(facts: &[Dated]) -> &str {
    let put = facts.iter().rev().find_map(|dated| match &dated.fact {
        Fact::Opening { words } | Fact::Change { words, .. } => Some(words.as_str()),
        _ => None,
    });
    put.unwrap_or_default()
}

/// Since when the person agrees to it as it stands, and how.
pub(super) fn agreement(facts: &[Dated]) -> Option<(Date, How)> {
    facts.iter().fold(None, |agreed, dated| match &dated.fact {
        Fact::Agreement { how } => Some((day(dated.at), *how)),
        Fact::Change { .. } => None,
        _ => agreed,
    })
}

/// Why it was given up, where it was.
pub(super) fn reason(facts: &[Dated]) -> Option<&str> {
    facts.iter().rev().find_map(|dated| match &dated.fact {
        Fact::Dropping { why } => Some(why.as_str()),
        _ => None,
    })
}

/// Adds a fact to a history: refused where it cannot happen, or before what it follows from.
pub(super) fn add(facts: &[Dated], new: &Fact, at: Timestamp) -> Result<Status> {
    let then = next(status(facts), new.kind()).ok_or_else(|| over(facts, "conflict-goal-over"))?;
    if let Fact::StepDone { step } | Fact::StepDropped { step, .. } = new {
        let known = steps(facts).into_iter().find(|it| it.id == *step).ok_or(Error::NotFound)?;
        if let Some(end) = known.end {
            return Err(Error::Conflict(Conflict {
                key: "conflict-step-over",
                who: Some(end.by),
                at: Some(end.at),
            }));
        }
    }
    if floor(facts, new).is_some_and(|floor| day(at) < floor) {
        return Err(Error::invalid("on", "fault-before-the-last"));
    }
    Ok(then)
}

/// Who ended it, and when.
fn over(facts: &[Dated], key: &'static str) -> Error {
    let last =
        facts.iter().rev().find(|it| matches!(it.fact.kind(), FactKind::Reaching | FactKind::Dropping));
    let (who, at) = (last.map(|it| it.by.clone()), last.map(|it| it.at));
    Error::Conflict(Conflict { key, who, at })
}

/// The first day on which it can have happened: an agreement follows the words agreed on, what becomes of a step its
/// beginning, everything the beginning of the goal.
fn floor(facts: &[Dated], new: &Fact) -> Option<Date> {
    let follows = |dated: &&Dated| match (new, &dated.fact) {
        (Fact::StepDone { step } | Fact::StepDropped { step, .. }, Fact::StepAdded { step: added, .. }) => {
            step == added
        }
        (Fact::Agreement { .. }, Fact::Change { .. }) | (_, Fact::Opening { .. }) => true,
        _ => false,
    };
    facts.iter().filter(follows).map(|dated| day(dated.at)).max()
}

/// Whether every step that was not given up is done, and there is one.
pub(super) fn all_done(facts: &[Dated], today: Date) -> bool {
    let goal = status(facts).unwrap_or(Status::Proposed);
    let all: Vec<StepStatus> = steps(facts).iter().map(|step| step.status(goal, today)).collect();
    all.contains(&StepStatus::Done) && !all.iter().any(|it| matches!(it, StepStatus::ToDo | StepStatus::Late))
}
