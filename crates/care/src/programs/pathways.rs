//! The pathways of a programme: steps, in which order, by whom, by when. Steps are data: another programme can have four visits.

use policy::Profession;
use serde::{Deserialize, Serialize};

use super::Words;
use crate::codes::codes;

codes! {
    /// What a step consists of, and so what can happen to it.
    StepKind {
        /// The person comes.
        Visit = "visit",
        /// Something is written and signed.
        Document = "document",
        /// Somebody else takes over: proposed, accepted or declined.
        Handover = "handover",
        /// Something is checked with whoever took over: so it is, or the person was lost on the way.
        Check = "check",
    }
}

codes! {
    /// When a step is needed at all.
    Need {
        /// The person has no attending doctor in their care team.
        WithoutGp = "without_gp",
        /// They have one.
        WithGp = "with_gp",
    }
}

codes! {
    /// What doing a step counts as in the report.
    Counts {
        /// A visit held.
        VisitsHeld = "visits_held",
        /// A synthesis sent.
        SynthesesSent = "syntheses_sent",
        /// A doctor who took over.
        HandoversAccepted = "handovers_accepted",
        /// A first visit at the doctor who took over.
        FirstVisitsConfirmed = "first_visits_confirmed",
        /// Somebody still followed, six months later.
        FollowedAtSixMonths = "followed_at_six_months",
    }
}

/// A step of a pathway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathwayStep {
    /// Stable code.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// What it is for, in a few words.
    pub about: Words,
    /// What it consists of.
    pub kind: StepKind,
    /// Who does it; empty for whoever coordinates.
    #[serde(default)]
    pub who: Vec<Profession>,
    /// Days of the calendar within which it is done, once what comes before it is.
    pub within_days: u16,
    /// Of a check: days of the calendar before which it confirms nothing, counted from the end of what comes before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before_days: Option<u16>,
    /// Of a hand-over: days of the calendar within which whoever was asked answers; those of the step if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_days: Option<u16>,
    /// The steps that come before it, by their codes.
    #[serde(default)]
    pub after: Vec<String>,
    /// It may be left out without a reason.
    #[serde(default)]
    pub optional: bool,
    /// It may take place again once it was done.
    #[serde(default)]
    pub repeatable: bool,
    /// When it is needed at all; always if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Need>,
    /// Of a check: the step to which one goes back where the person was lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_to: Option<String>,
    /// What doing it counts as in the report of the programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
    /// The questionnaire that is filled in there, by its canonical address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questionnaire: Option<String>,
}

/// A pathway of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathwayRules {
    /// Stable code.
    pub code: String,
    /// Raised by whoever changes the steps: a pathway that runs keeps the version in which it began.
    pub version: u32,
    /// Its name.
    pub name: Words,
    /// For whom it is, in a sentence.
    pub about: Words,
    /// The steps without which it is not closed, but with a reason.
    pub closes_with: Vec<String>,
    /// The steps, in the order in which they are shown.
    pub steps: Vec<PathwayStep>,
}

impl PathwayRules {
    /// A step by its code.
    pub fn step(&self, code: &str) -> Option<&PathwayStep> {
        self.steps.iter().find(|step| step.code == code)
    }

    /// The professions that do a step; none where it is whoever coordinates.
    pub fn who_does(&self, code: &str) -> &[Profession] {
        self.step(code).map(|step| step.who.as_slice()).unwrap_or_default()
    }
}

/// Longest time for a step, in days: two years.
const LONGEST: u16 = 731;

/// What is wrong with a pathway, and what would be right.
pub(super) fn check_pathway(rules: &PathwayRules, before: &[&PathwayRules]) -> Result<(), String> {
    let code = &rules.code;
    if before.iter().any(|it| it.code == *code) {
        return Err(format!("pathways: the code {code:?} stands twice"));
    }
    if rules.version == 0 {
        return Err(format!("pathways: {code:?} has version 0; the first is 1"));
    }
    if rules.steps.is_empty() {
        return Err(format!("pathways: {code:?} has no step"));
    }
    for (at, step) in rules.steps.iter().enumerate() {
        check_step(step, &rules.steps[..at]).map_err(|wrong| format!("pathways: {code:?}: {wrong}"))?;
    }
    match rules.closes_with.iter().find(|it| rules.step(it).is_none()) {
        Some(unknown) => {
            Err(format!("pathways: {code:?} closes with {unknown:?}, which is none of its steps"))
        }
        None => Ok(()),
    }
}

fn check_step(step: &PathwayStep, before: &[PathwayStep]) -> Result<(), String> {
    let code = &step.code;
    let earlier = |wanted: &str| before.iter().find(|it| it.code == wanted);
    if earlier(code).is_some() {
        return Err(format!("the step {code:?} stands twice"));
    }
    // Only what stands above may come before: no step waits for itself.
    if let Some(unknown) = step.after.iter().find(|it| earlier(it).is_none()) {
        return Err(format!("the step {code:?} comes after {unknown:?}, which does not stand above it"));
    }
    if step.within_days == 0 || step.within_days > LONGEST {
        return Err(format!(
            "the step {code:?}: within_days must be from 1 to {LONGEST}, not {}",
            step.within_days
        ));
    }
    match step.not_before_days {
        Some(_) if step.kind != StepKind::Check => {
            return Err(format!("the step {code:?}: not_before_days is for a check alone"));
        }
        Some(days) if days > step.within_days => {
            return Err(format!(
                "the step {code:?}: not_before_days is {days}, after within_days ({}): it would always be late",
                step.within_days
            ));
        }
        _ => {}
    }
    match step.answer_days {
        Some(_) if step.kind != StepKind::Handover => {
            return Err(format!("the step {code:?}: answer_days is for a hand-over alone"));
        }
        Some(days) if days == 0 || days > LONGEST => {
            return Err(format!("the step {code:?}: answer_days must be from 1 to {LONGEST}, not {days}"));
        }
        _ => {}
    }
    match &step.back_to {
        Some(_) if step.kind != StepKind::Check => {
            Err(format!("the step {code:?}: back_to is for a check alone"))
        }
        Some(back) if earlier(back).is_none() => {
            Err(format!("the step {code:?} goes back to {back:?}, which does not stand above it"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Programs;

    const NETWORK: &str = include_str!("../../../../programs/somatic-network.toml");

    #[test]
    fn a_wrong_pathway_is_refused_with_its_line_and_the_reason() {
        for (said, otherwise, reason) in [
            ("version = 3", "version = 0", "has version 0; the first is 1"),
            ("code = \"visit-2\"", "code = \"visit-1\"", "the step \"visit-1\" stands twice"),
            ("after = [\"visit-1\"]", "after = [\"visit-3\"]", "which does not stand above it"),
            ("after = [\"visit-1\"]", "after = [\"visit-2\"]", "which does not stand above it"),
            ("within_days = 30", "within_days = 0", "within_days must be from 1 to 731, not 0"),
            ("within_days = 30", "within_days = 732", "within_days must be from 1 to 731, not 732"),
            ("answer_days = 7", "answer_days = 0", "answer_days must be from 1 to 731, not 0"),
            ("within_days = 30", "within_days = 30\nanswer_days = 7", "answer_days is for a hand-over alone"),
            ("not_before_days = 150", "not_before_days = 184", "it would always be late"),
            ("answer_days = 7", "not_before_days = 7", "not_before_days is for a check alone"),
            ("back_to = \"handover\"", "back_to = \"six-months\"", "which does not stand above it"),
            ("within_days = 30", "within_days = 30\nback_to = \"visit-1\"", "back_to is for a check alone"),
            (
                "closes_with = [\"handover\"",
                "closes_with = [\"moon\"",
                "closes with \"moon\", which is none of its steps",
            ),
            ("counts = \"syntheses_sent\"", "counts = \"moons\"", "moons"),
            ("kind = \"document\"", "kind = \"moon\"", "moon"),
            ("repeatable = true", "repeatable = true\nwhen = \"raining\"", "raining"),
        ] {
            assert!(NETWORK.contains(said), "{said} stands in the file");
            let wrong = NETWORK.replacen(said, otherwise, 1);
            let told = Programs::parse([("programs/a.toml", wrong.as_str())]).unwrap_err().to_string();
            assert!(told.starts_with("programs/a.toml:") && told.contains(reason), "{said}: {told}");
        }
    }
}
