//! Goals, steps and what becomes of them, as typed and as read.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::facts::{Fact, FactKind, How};
use crate::dates::{self, noon};
use crate::fields::{self, Faults};
use crate::{Error, Fault, PractitionerId, Result, StepId};

/// Nobody agreed on a goal longer ago, in years.
const LONG_AGO: i32 = 20;

/// A goal, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalForm {
    /// The identifier under which it will be kept, as it stands in a form.
    pub goal: String,
    /// The goal, in the words of the person.
    pub words: String,
    /// Code of a [`How`] where the person agreed; empty for not yet.
    pub agreed: String,
    /// On which day; empty for today.
    pub on: String,
}

/// A goal, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGoal {
    /// In the words of the person.
    pub words: String,
    /// How the person agreed; not yet if absent.
    pub agreed: Option<How>,
    /// When; now if absent.
    pub at: Option<Timestamp>,
}

impl NewGoal {
    /// Reads what was typed; nothing was agreed after `today`.
    pub fn parse(form: &GoalForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let words = faults.take(fields::long("words", &form.words));
        let agreed = if form.agreed.trim().is_empty() {
            None
        } else {
            faults.take(fields::choice("agreed", &form.agreed))
        };
        let at = when(&form.on, today, &mut faults);
        faults.done()?;
        let words = words.ok_or_else(|| Error::Bug("a form without faults has all its values".to_owned()))?;
        Ok(Self { words, agreed, at: at.transpose()? })
    }
}

/// The day on which something happened, at noon; absent for today, of which the hour is known.
fn when(on: &str, today: Date, faults: &mut Faults) -> Option<Result<Timestamp>> {
    let on = faults.take(dates::past("on", on, today, LONG_AGO)).flatten()?;
    (on != today).then(|| noon(on))
}

/// A step, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepForm {
    /// The identifier under which it will be kept, as it stands in a form.
    pub step: String,
    /// What is to be done.
    pub what: String,
    /// `person`, `service`, or a member of the team as an opaque identifier.
    pub who: String,
    /// Which service.
    pub service: String,
    /// By which day.
    pub by: String,
}

/// Who will do a step, as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doer {
    /// The person.
    Person,
    /// Somebody who has to be of the care team.
    Member(PractitionerId),
    /// A service, in words.
    Service(String),
}

/// A step, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStep {
    /// What is to be done.
    pub what: String,
    /// By whom.
    pub who: Doer,
    /// By which day.
    pub by: Option<Date>,
}

impl NewStep {
    /// Reads what was typed; `member` is the identifier already opened by the caller. Nothing is to be done before `today`.
    pub fn parse(form: &StepForm, member: Option<PractitionerId>, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let what = faults.take(fields::short("what", &form.what));
        let who = faults.take(doer(form, member));
        let by = faults.take(dates::optional("by", &form.by)).flatten();
        if by.is_some_and(|by| by < today) {
            faults.push("by", "fault-date-past");
        }
        faults.done()?;
        let (Some(what), Some(who)) = (what, who) else {
            return Err(Error::Bug("a form without faults has all its values".to_owned()));
        };
        Ok(Self { what, who, by })
    }
}

fn doer(form: &StepForm, member: Option<PractitionerId>) -> Result<Doer, Fault> {
    match (form.who.trim(), member) {
        ("", _) => Err(Fault::new("who", "fault-required")),
        ("person", _) => Ok(Doer::Person),
        ("service", _) => fields::short("service", &form.service).map(Doer::Service),
        (_, Some(member)) => Ok(Doer::Member(member)),
        (_, None) => Err(Fault::new("who", "fault-choice")),
    }
}

/// What became of a goal, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalFactForm {
    /// Code of a [`FactKind`] of goals.
    pub kind: String,
    /// On which day; empty for today.
    pub on: String,
    /// Of an agreement: code of a [`How`].
    pub how: String,
    /// Of a change: the goal in other words.
    pub words: String,
    /// Of a change or a giving up: why.
    pub why: String,
}

/// What became of a goal, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFact {
    /// What.
    pub fact: Fact,
    /// When; now if absent.
    pub at: Option<Timestamp>,
}

impl NewFact {
    /// Reads what was typed; nothing happens after `today`.
    pub fn parse(form: &GoalFactForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let fact = goal_fact(form, &mut faults);
        let at = when(&form.on, today, &mut faults);
        faults.done()?;
        let fact = fact.ok_or_else(|| Error::invalid("kind", "fault-choice"))?;
        Ok(Self { fact, at: at.transpose()? })
    }
}

fn goal_fact(form: &GoalFactForm, faults: &mut Faults) -> Option<Fact> {
    let why = |faults: &mut Faults| faults.take(fields::long("why", &form.why));
    Some(match crate::directory::decode::<FactKind>(form.kind.trim()).ok()? {
        FactKind::Agreement => Fact::Agreement { how: faults.take(fields::choice("how", &form.how))? },
        FactKind::Change => {
            let (words, why) = (faults.take(fields::long("words", &form.words)), why(faults));
            Fact::Change { words: words?, why: why? }
        }
        FactKind::Reaching => Fact::Reaching,
        FactKind::Dropping => Fact::Dropping { why: why(faults)? },
        // A goal is opened, and a step dealt with, by acts of their own.
        FactKind::Opening | FactKind::StepAdded | FactKind::StepDone | FactKind::StepDropped => return None,
    })
}

/// What became of a step, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepFactForm {
    /// Code of a [`FactKind`] of steps.
    pub kind: String,
    /// On which day; empty for today.
    pub on: String,
    /// Of a giving up: why.
    pub why: String,
}

/// What became of a step, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStepFact {
    /// Why it is given up; absent where it is done.
    pub dropped: Option<String>,
    /// When; now if absent.
    pub at: Option<Timestamp>,
}

impl NewStepFact {
    /// Reads what was typed; nothing happens after `today`.
    pub fn parse(form: &StepFactForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let dropped = match crate::directory::decode::<FactKind>(form.kind.trim()) {
            Ok(FactKind::StepDone) => None,
            Ok(FactKind::StepDropped) => faults.take(fields::long("why", &form.why)),
            _ => {
                faults.push("kind", "fault-choice");
                None
            }
        };
        let at = when(&form.on, today, &mut faults);
        faults.done()?;
        Ok(Self { dropped, at: at.transpose()? })
    }

    /// The fact, about this step.
    pub(super) fn about(&self, step: StepId) -> Fact {
        match &self.dropped {
            Some(why) => Fact::StepDropped { step, why: why.clone() },
            None => Fact::StepDone { step },
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn faults<T: std::fmt::Debug>(read: Result<T>) -> Vec<(&'static str, &'static str)> {
        match read {
            Err(Error::Invalid(faults)) => faults.into_iter().map(|it| (it.field, it.key)).collect(),
            other => panic!("expected faults, found {other:?}"),
        }
    }

    #[test]
    fn a_step_is_somebody_s_and_to_come() {
        let empty = StepForm { by: "22/11/2026".to_owned(), ..StepForm::default() };
        assert_eq!(
            faults(NewStep::parse(&empty, None, TODAY)),
            [("what", "fault-required"), ("who", "fault-required"), ("by", "fault-date-past")]
        );
        let nobody = StepForm { what: "Appeler".to_owned(), who: "x".to_owned(), ..StepForm::default() };
        assert_eq!(faults(NewStep::parse(&nobody, None, TODAY)), [("who", "fault-choice")]);
        let service = StepForm { who: "service".to_owned(), by: "23/11/2026".to_owned(), ..nobody };
        assert_eq!(faults(NewStep::parse(&service, None, TODAY)), [("service", "fault-required")]);
    }

    #[test]
    fn what_became_of_a_goal_is_said_whole() {
        let change = GoalFactForm { kind: "change".to_owned(), ..GoalFactForm::default() };
        assert_eq!(
            faults(NewFact::parse(&change, TODAY)),
            [("words", "fault-required"), ("why", "fault-required")]
        );
        let step = GoalFactForm { kind: "step_done".to_owned(), ..GoalFactForm::default() };
        assert_eq!(faults(NewFact::parse(&step, TODAY)), [("kind", "fault-choice")]);
        let tomorrow = GoalFactForm { kind: "reaching".to_owned(), on: "24/11/2026".to_owned(), ..step };
        assert_eq!(faults(NewFact::parse(&tomorrow, TODAY)), [("on", "fault-date-future")]);
    }
}
