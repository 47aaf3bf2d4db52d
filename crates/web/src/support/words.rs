//! Interviews, goals and steps in words.

use care::support::interviews::{Shared, Status};
use care::support::plan::{self, Dated, Fact, StepStatus, Who};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::i18n::T;
use crate::shell::{Icon, StateView, Tone};
use crate::words::zone;

pub(super) fn dynamic(t: T, kind: &str, code: &str) -> String {
    t.by_key(&format!("{kind}-{}", code.replace('_', "-"))).unwrap_or_default()
}

pub(super) fn day(t: T, at: Timestamp) -> String {
    t.locale.date_plain(at.to_zoned(zone()).date())
}

/// How an interview stands.
pub(super) fn interview_state(t: T, status: Status) -> StateView {
    let words = dynamic(t, "interview-status", status.code());
    match status {
        Status::Planned => StateView::new(Tone::Accent, Icon::Cal, words),
        Status::Kept => StateView::ok(words),
        Status::Missed => StateView::warning(words),
        Status::Cancelled => StateView::new(Tone::Neutral, Icon::Close, words),
    }
}

/// « Logement, argent · Courrier du bailleur »; nothing where nothing was said about it.
pub(super) fn subject(t: T, shared: &Shared) -> Option<String> {
    let subjects: Vec<String> =
        shared.subjects.iter().map(|it| dynamic(t, "interview-subject", it.code())).collect();
    let subjects = (!subjects.is_empty()).then(|| subjects.join(", "));
    let parts: Vec<String> = [subjects, shared.about.clone()].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Where, what about, what comes next.
pub(super) fn interview_facts(t: T, shared: &Shared) -> Vec<(String, String)> {
    let place = dynamic(t, "interview-place", shared.place.code());
    let mut facts = vec![(t.interview_place().to_owned(), place)];
    facts.extend(subject(t, shared).map(|words| (t.interview_subjects().to_owned(), words)));
    if let Some(next) = &shared.next {
        let words = match next.on {
            Some(on) => t.interview_on_that_day(t.locale.date_plain(on), next.what.as_str()),
            None => next.what.clone(),
        };
        facts.push((t.interview_next().to_owned(), words));
    }
    facts
}

/// What an interview said, as a text: what stood before a correction.
pub(super) fn stood(t: T, status: Status, when: String, shared: &Shared) -> String {
    let state = dynamic(t, "interview-status", status.code());
    let facts = interview_facts(t, shared).into_iter().map(|(_, words)| words);
    let lines: Vec<String> = [state, when].into_iter().chain(facts).chain(shared.text.clone()).collect();
    lines.join("\n")
}

/// Where a goal stands.
pub(super) fn goal_state(t: T, status: plan::Status) -> StateView {
    let words = dynamic(t, "goal-status", status.code());
    match status {
        plan::Status::Proposed => StateView::waiting(words),
        plan::Status::Agreed => StateView::new(Tone::Accent, Icon::Check, words),
        plan::Status::Reached => StateView::ok(words),
        plan::Status::Dropped => StateView::new(Tone::Neutral, Icon::Close, words),
    }
}

/// Where a step stands.
pub(super) fn step_state(t: T, status: StepStatus) -> StateView {
    let words = dynamic(t, "step-status", status.code());
    match status {
        StepStatus::ToDo => StateView::waiting(words),
        StepStatus::Late => StateView::warning(words),
        StepStatus::Done => StateView::ok(words),
        StepStatus::Dropped | StepStatus::Left => StateView::new(Tone::Neutral, Icon::Close, words),
    }
}

/// Who does a step; `person` is what the person is called there.
pub(super) fn who(who: &Who, person: &str) -> String {
    match who {
        Who::Person => person.to_owned(),
        Who::Member { name, .. } | Who::Service { name } => name.clone(),
    }
}

/// « Awa Diarra · avant le 30 novembre 2026 ».
pub(super) fn step_line(t: T, it: &Who, by: Option<Date>) -> String {
    let by = by.map(|by| t.plan_step_before(t.locale.date_plain(by)));
    std::iter::once(who(it, t.plan_step_person())).chain(by).collect::<Vec<_>>().join(" · ")
}

/// A fact as a line of the history, and the words that came with it; `what` tells what a step is.
pub(super) fn happened(
    t: T,
    fact: &Fact,
    what: impl Fn(&Fact) -> Option<String>,
) -> (String, Option<String>) {
    let words = match fact {
        Fact::Opening { words } => Some(words.clone()),
        Fact::Agreement { how } => Some(dynamic(t, "goal-how", how.code())),
        Fact::StepAdded { what, who: it, by, .. } => {
            Some(t.plan_step_of(what.as_str(), step_line(t, it, *by)))
        }
        Fact::StepDone { .. } => what(fact),
        Fact::StepDropped { why, .. } => {
            Some(what(fact).into_iter().chain([why.clone()]).collect::<Vec<_>>().join("\n"))
        }
        Fact::Change { words, why } => Some(format!("{words}\n{why}")),
        Fact::Dropping { why } => Some(why.clone()),
        Fact::Reaching => None,
    };
    (dynamic(t, "goal-fact", fact.kind().code()), words)
}

/// When it happened and who recorded it; later, for what was recorded after the fact.
pub(super) fn by(t: T, dated: &Dated) -> String {
    let (at, recorded) = (day(t, dated.at), day(t, dated.recorded_at));
    if at == recorded {
        t.plan_by(dated.by.as_str(), at)
    } else {
        t.plan_by_later(dated.by.as_str(), at, recorded)
    }
}
