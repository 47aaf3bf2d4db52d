//! The steps of a goal, from its facts, and where each stands today.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::facts::{Dated, Fact, Who};
use super::status::Status;
use crate::StepId;
use crate::codes::codes;

codes! {
    /// Where a step stands.
    StepStatus {
        /// To be done.
        ToDo = "to_do",
        /// Its day has passed.
        Late = "late",
        /// Done.
        Done = "done",
        /// Given up.
        Dropped = "dropped",
        /// Its goal was reached or given up before it was done.
        Left = "left",
    }
}

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepEnd {
    /// When.
    pub at: Timestamp,
    /// Who recorded it.
    pub by: String,
    /// Why it was given up; absent where it is done.
    pub why: Option<String>,
}

/// A step of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub id: StepId,
    /// What is to be done.
    pub what: String,
    /// By whom.
    pub who: Who,
    /// By which day.
    pub by: Option<Date>,
    /// How it ended, where it did.
    pub end: Option<StepEnd>,
}

impl Step {
    /// Where it stands today, in a goal that stands so: a pure rule.
    pub fn status(&self, goal: Status, today: Date) -> StepStatus {
        match &self.end {
            Some(StepEnd { why: Some(_), .. }) => StepStatus::Dropped,
            Some(_) => StepStatus::Done,
            None if !goal.runs() => StepStatus::Left,
            None if self.by.is_some_and(|by| by < today) => StepStatus::Late,
            None => StepStatus::ToDo,
        }
    }
}

/// The steps of a goal, in the order in which they were added.
pub fn steps(facts: &[Dated]) -> Vec<Step> {
    let mut all: Vec<Step> = Vec::new();
    for dated in facts {
        let (step, why) = match &dated.fact {
            Fact::StepAdded { step, what, who, by } => {
                let (what, who) = (what.clone(), who.clone());
                all.push(Step { id: *step, what, who, by: *by, end: None });
                continue;
            }
            Fact::StepDone { step } => (step, None),
            Fact::StepDropped { step, why } => (step, Some(why.clone())),
            _ => continue,
        };
        if let Some(known) = all.iter_mut().find(|it| it.id == *step && it.end.is_none()) {
            known.end = Some(StepEnd { at: dated.at, by: dated.by.clone(), why });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::facts::{FactKind, How, add, agreement, status, words};
    use super::super::status::next;
    use super::*;
    use crate::Error;

    fn noon(on: Date) -> Timestamp {
        on.at(12, 0, 0, 0).to_zoned(kernel::Calendar::default().zone).unwrap().timestamp()
    }

    fn dated(seq: i64, on: Date, fact: Fact) -> Dated {
        let at = noon(on);
        Dated {
            seq,
            at,
            recorded_at: at,
            practitioner: uuid::Uuid::nil().into(),
            role: uuid::Uuid::nil().into(),
            by: "Awa Diarra".to_owned(),
            fact,
        }
    }

    fn step(number: u128) -> StepId {
        uuid::Uuid::from_u128(number).into()
    }

    fn added(number: u128, by: Option<Date>) -> Fact {
        Fact::StepAdded { step: step(number), what: "Appeler".to_owned(), who: Who::Person, by }
    }

    fn history() -> Vec<Dated> {
        vec![
            dated(1, date(2026, 11, 2), Fact::Opening { words: "Un logement à moi".to_owned() }),
            dated(2, date(2026, 11, 2), Fact::Agreement { how: How::Spoken }),
            dated(3, date(2026, 11, 4), added(1, Some(date(2026, 11, 20)))),
            dated(4, date(2026, 11, 4), added(2, None)),
        ]
    }

    #[test]
    fn a_step_is_late_the_day_after_its_own() {
        let all = steps(&history());
        let first = &all[0];
        assert_eq!(first.status(Status::Agreed, date(2026, 11, 20)), StepStatus::ToDo);
        assert_eq!(first.status(Status::Agreed, date(2026, 11, 21)), StepStatus::Late);
        assert_eq!(first.status(Status::Dropped, date(2026, 11, 21)), StepStatus::Left);
        assert_eq!(all[1].status(Status::Agreed, date(2036, 1, 1)), StepStatus::ToDo, "no day was said");
    }

    #[test]
    fn other_words_are_agreed_on_anew() {
        let mut facts = history();
        assert_eq!((status(&facts), words(&facts)), (Some(Status::Agreed), "Un logement à moi"));
        let change =
            Fact::Change { words: "Rester chez ma sœur".to_owned(), why: "Elle va mieux".to_owned() };
        facts.push(dated(5, date(2026, 11, 10), change));
        assert_eq!((status(&facts), words(&facts)), (Some(Status::Proposed), "Rester chez ma sœur"));
        assert_eq!(agreement(&facts), None);
        let agrees = Fact::Agreement { how: How::Signed };
        assert!(
            matches!(add(&facts, &agrees, noon(date(2026, 11, 9))), Err(Error::Invalid(_))),
            "before the words"
        );
        assert_eq!(add(&facts, &agrees, noon(date(2026, 11, 10))).unwrap(), Status::Agreed);
    }

    #[test]
    fn a_step_ends_once_and_not_before_it_began() {
        let mut facts = history();
        let done = Fact::StepDone { step: step(1) };
        assert!(matches!(add(&facts, &done, noon(date(2026, 11, 3))), Err(Error::Invalid(_))));
        facts.push(dated(5, date(2026, 11, 9), done.clone()));
        assert_eq!(steps(&facts)[0].status(Status::Agreed, date(2026, 12, 1)), StepStatus::Done);
        let Err(Error::Conflict(conflict)) = add(&facts, &done, noon(date(2026, 11, 10))) else {
            panic!("it was done before");
        };
        assert_eq!((conflict.key, conflict.who.as_deref()), ("conflict-step-over", Some("Awa Diarra")));
        let unknown = Fact::StepDone { step: step(9) };
        assert!(matches!(add(&facts, &unknown, noon(date(2026, 11, 10))), Err(Error::NotFound)));
    }

    #[test]
    fn kinds_are_what_is_stored() {
        for it in history() {
            assert_eq!(serde_json::to_value(&it.fact).unwrap()["kind"], it.fact.kind().code());
            let text = serde_json::to_string(&it.fact).unwrap();
            assert_eq!(serde_json::from_str::<Fact>(&text).unwrap(), it.fact);
        }
        let service = Who::Service { name: "CAF".to_owned() };
        let text = serde_json::to_string(&service).unwrap();
        assert_eq!(serde_json::from_str::<Who>(&text).unwrap(), service);
    }

    proptest! {
        /// Whatever is tried, in whatever order: nothing leaves an end, and the status is that of the facts alone.
        #[test]
        fn any_history(kinds in prop::collection::vec(prop::sample::select(FactKind::ALL.to_vec()), 0..20)) {
            let mut at = None;
            for kind in kinds {
                let then = next(at, kind);
                if at.is_some_and(|it: Status| !it.runs()) {
                    prop_assert_eq!(then, None);
                }
                at = then.or(at);
            }
            prop_assert!(at.is_none_or(|it| Status::ALL.contains(&it)));
        }
    }
}
