//! Steps that are needed for some, left out, done again, and checked in their time.

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::programs::Programs;

const WITH: Circumstances = Circumstances { without_gp: false };
const WITHOUT: Circumstances = Circumstances { without_gp: true };

/// The rules that ship, with one thing of them written otherwise.
fn rules(said: &str, otherwise: &str) -> PathwayRules {
    let text = include_str!("../../../../../programs/somatic-network.toml");
    assert!(text.contains(said), "{said} stands in the file");
    let text = text.replacen(said, otherwise, 1);
    let programs = Programs::parse([("a.toml", text.as_str())]).unwrap();
    programs.get("somatic-network").unwrap().pathways[0].clone()
}

fn on(days: i64) -> Timestamp {
    let begun: Timestamp = "2026-01-05T11:00:00Z".parse().unwrap();
    begun + SignedDuration::from_hours(24 * days)
}

/// What was said so far, day by day.
struct History(Vec<Dated>);

impl History {
    fn begun() -> Self {
        let mut history = Self(Vec::new());
        history.push(0, Fact::Opening { words: None, without_gp: true });
        history
    }

    fn push(&mut self, days: i64, fact: Fact) {
        let seq = i64::try_from(self.0.len()).unwrap() + 1;
        let nobody = uuid::Uuid::nil();
        self.0.push(Dated {
            seq,
            at: on(days),
            recorded_at: on(days),
            practitioner: nobody.into(),
            role: nobody.into(),
            by: "Mathieu Girard".to_owned(),
            fact,
        });
    }

    /// It happens, if it may.
    fn happens(
        &mut self,
        rules: &PathwayRules,
        days: i64,
        fact: Fact,
        now: Circumstances,
    ) -> Result<Standing> {
        let then = add(rules, &self.0, &fact, on(days), now)?;
        self.push(days, fact);
        Ok(then)
    }
}

fn held(step: &str) -> Fact {
    Fact::Holding { step: step.to_owned() }
}

fn skipped(step: &str, why: Option<&str>) -> Fact {
    Fact::Skipping { step: step.to_owned(), why: why.map(str::to_owned) }
}

#[test]
fn a_step_that_is_needed_for_some_is_none_for_the_others() {
    let rules = rules("after = [\"visit-1\"]\n", "after = [\"visit-1\"]\nwhen = \"without_gp\"\n");
    let mut history = History::begun();
    let then = history.happens(&rules, 10, held("visit-1"), WITH).unwrap();
    assert!(
        !then.steps[1].needed && then.now().unwrap().code == "visit-3",
        "who has a doctor goes on to the third"
    );
    assert!(add(&rules, &history.0, &held("visit-2"), on(20), WITH).is_err(), "it is none for them");
    let then = standing(&rules, &history.0, WITHOUT).unwrap();
    assert_eq!(then.now().unwrap().code, "visit-2", "should they lose their doctor, it is");
    history.happens(&rules, 20, held("visit-2"), WITHOUT).unwrap();
    let then = standing(&rules, &history.0, WITH).unwrap();
    assert!(then.steps[1].needed, "what was done stays shown");
}

#[test]
fn an_optional_step_is_left_out_without_a_word_and_no_other_is() {
    let optional = rules("after = [\"visit-1\"]\n", "after = [\"visit-1\"]\noptional = true\n");
    let mut history = History::begun();
    history.happens(&optional, 10, held("visit-1"), WITHOUT).unwrap();
    assert!(history.happens(&optional, 20, skipped("visit-2", None), WITHOUT).is_ok());
    let refused = add(&optional, &history.0, &skipped("visit-3", None), on(30), WITHOUT);
    assert!(matches!(refused, Err(Error::Invalid(_))), "the third is not optional: {refused:?}");
    assert!(history.happens(&optional, 30, skipped("visit-3", Some("Hospitalisée")), WITHOUT).is_ok());
}

#[test]
fn a_visit_that_may_take_place_again_does_and_no_other() {
    let rules = rules("version = 3", "version = 4");
    let mut history = History::begun();
    for (days, step) in [(10, "visit-1"), (20, "visit-2"), (30, "visit-3")] {
        history.happens(&rules, days, held(step), WITHOUT).unwrap();
    }
    assert!(add(&rules, &history.0, &held("visit-2"), on(40), WITHOUT).is_err());
    let then = history.happens(&rules, 40, held("visit-3"), WITHOUT).unwrap();
    assert_eq!(then.steps[2].held, 2);
}

#[test]
fn a_check_confirms_nothing_before_its_time_and_may_find_a_loss() {
    let rules = rules("version = 3", "version = 4");
    let mut history = History::begun();
    for step in ["visit-1", "visit-2", "visit-3", "synthesis"] {
        history.happens(&rules, 10, held(step), WITHOUT).unwrap();
    }
    let (step, to) = ("handover".to_owned(), "Dr Camille Renaud".to_owned());
    history.happens(&rules, 11, Fact::Proposal { step: step.clone(), to, practice: None }, WITHOUT).unwrap();
    assert!(standing(&rules, &history.0, WITHOUT).unwrap().asked().is_some());
    history.happens(&rules, 12, Fact::Acceptance { step, by_link: false }, WITHOUT).unwrap();
    assert!(standing(&rules, &history.0, WITHOUT).unwrap().asked().is_none(), "they answered");
    let then = history.happens(&rules, 40, held("first-visit"), WITHOUT).unwrap();
    assert_eq!(then.steps[6].earliest, Some(day(on(190))));
    let early = add(&rules, &history.0, &held("six-months"), on(189), WITHOUT);
    assert!(matches!(early, Err(Error::Invalid(_))), "{early:?}");
    let loss = Fact::Loss { step: "six-months".to_owned(), why: "A déménagé".to_owned() };
    assert!(add(&rules, &history.0, &loss, on(60), WITHOUT).is_ok(), "a loss is found when it is found");
    assert!(add(&rules, &history.0, &held("six-months"), on(190), WITHOUT).is_ok());
}
