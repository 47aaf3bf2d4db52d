//! Pathways in words: where a step stands, what happened, what can be recorded.

use care::agenda::Booked;
use care::pathways::{Dated, Fact, FactKind, PathwayView, Status, StepStanding, StepStatus};
use care::programs::{PathwayStep, StepKind};
use jiff::civil::Date;

use crate::i18n::T;
use crate::shell::{Icon, StateView, Tone};
use crate::visit::Visit;
use crate::words::{capitalized, dated};

/// A code in words.
pub(super) fn dynamic(t: T, family: &str, code: &str) -> String {
    t.by_key(&format!("{family}-{}", code.replace('_', "-"))).unwrap_or_default()
}

/// Where the whole stands: « 2 étapes sur 7 ».
pub(super) fn progress(t: T, it: &PathwayView) -> String {
    let needed = it.standing.steps.iter().filter(|step| step.needed);
    let over = needed.clone().filter(|step| step.status.is_over()).count();
    t.pathway_progress(needed.count(), over)
}

/// Where the whole stands, as a state.
pub(super) fn state(t: T, it: &PathwayView, today: Date) -> StateView {
    match it.standing.status {
        Status::Closed => StateView::new(Tone::Success, Icon::Ok, t.pathway_closed()),
        Status::Stopped => StateView::new(Tone::Neutral, Icon::Pause, t.pathway_stopped()),
        Status::Running if it.standing.is_late(today) => StateView::blocked(t.pathway_late()),
        Status::Running => StateView::waiting(t.pathway_running()),
    }
}

/// Where a step stands, as a state.
pub(super) fn step_state(visit: &Visit, step: &PathwayStep, it: &StepStanding) -> StateView {
    let t = visit.t();
    let day = |on: Option<Date>| on.map(|on| t.locale.date_plain(on)).unwrap_or_default();
    match (it.status, step.kind) {
        (_, _) if !it.needed => StateView::new(Tone::Neutral, Icon::Close, t.step_not_needed()),
        (StepStatus::Done, kind) => {
            let what = dynamic(t, "step-done", kind.code());
            StateView::new(Tone::Success, Icon::Ok, t.step_on(day(it.on), what))
        }
        (StepStatus::Skipped, _) => StateView::new(Tone::Neutral, Icon::Close, t.step_skipped(day(it.on))),
        (StepStatus::Planned, StepKind::Handover) => {
            StateView::waiting(t.step_asked(it.to.clone().unwrap_or_default()))
        }
        (StepStatus::Planned, _) => {
            let at = it.planned.as_ref().map(|it| dated(t.locale, it.at, visit.ctx.now()));
            StateView::new(Tone::Info, Icon::Cal, at.unwrap_or_default())
        }
        (StepStatus::ToDo, kind) => {
            StateView::new(Tone::Neutral, Icon::Wait, dynamic(t, "step-to-do", kind.code()))
        }
    }
}

/// What else is said of a step: by when, where, how often the person did not come, why.
pub(super) fn step_small(visit: &Visit, it: &StepStanding) -> Vec<String> {
    let t = visit.t();
    let mut all = Vec::new();
    all.extend(it.planned.as_ref().and_then(|it| with_whom(t, it.place.as_deref(), it.booked.as_ref())));
    if it.missed > 0 {
        all.push(t.step_missed(it.missed));
    }
    if it.held > 1 {
        all.push(t.step_held(it.held));
    }
    if it.ready
        && let Some(due) = it.due
    {
        let today = care::people::today(&visit.ctx);
        let day = t.locale.date_plain(due);
        all.push(if due < today { t.step_was_due(day) } else { t.step_due(day) });
    }
    if !it.status.is_over() {
        let today = care::people::today(&visit.ctx);
        let to_come = it.earliest.filter(|earliest| *earliest > today);
        all.extend(to_come.map(|earliest| t.step_from(t.locale.date_plain(earliest))));
        all.extend(it.wished.as_ref().map(|(to, _)| t.step_wished(to.as_str())));
    }
    all.extend(it.question.as_ref().map(|text| t.step_question(text.as_str())));
    all.extend(it.why.clone());
    all
}

/// Where, with whom and how long, as far as it is known: « Centre de santé · Dr Hélène Marchetti · 30 minutes ».
fn with_whom(t: T, place: Option<&str>, booked: Option<&Booked>) -> Option<String> {
    let held = booked.map(|it| [it.with.clone(), t.slots_minutes(it.minutes)]);
    let all: Vec<String> = place.map(str::to_owned).into_iter().chain(held.into_iter().flatten()).collect();
    (!all.is_empty()).then(|| all.join(" · "))
}

/// Who does a step: « médecin généraliste, infirmier ».
pub(super) fn who(t: T, step: &PathwayStep) -> String {
    if step.who.is_empty() {
        return t.step_by_coordination().to_owned();
    }
    let all: Vec<String> =
        step.who.iter().map(|profession| crate::frame::profession_words(t, *profession)).collect();
    capitalized(&all.join(" · "))
}

/// What can be recorded, as the label of a link or a button: « La visite a eu lieu ».
pub(super) fn act(t: T, kind: FactKind, step: Option<StepKind>) -> String {
    match (kind, step) {
        (FactKind::Holding, Some(step)) => dynamic(t, "pathway-do-holding", step.code()),
        (FactKind::CallingOff, Some(StepKind::Handover)) => t.pathway_withdraw().to_owned(),
        _ => dynamic(t, "pathway-do", kind.code()),
    }
}

/// A fact as a line of the history, and the words that came with it.
pub(super) fn happened(visit: &Visit, it: &PathwayView, dated_fact: &Dated) -> (String, Option<String>) {
    let t = visit.t();
    let fact = &dated_fact.fact;
    let step = fact.step().and_then(|code| it.rules.step(code));
    let what = match (fact.kind(), step) {
        (FactKind::Holding, Some(step)) => dynamic(t, "step-done", step.kind.code()),
        (FactKind::CallingOff, Some(step)) if step.kind == StepKind::Handover => {
            t.pathway_withdrawn().to_owned()
        }
        (kind, _) => dynamic(t, "pathway-fact", kind.code()),
    };
    let what =
        step.map_or_else(|| what.clone(), |step| t.pathway_fact_of(step.name.get(t.locale), what.as_str()));
    let words = match fact {
        Fact::Opening { words, .. } => words.clone(),
        Fact::Planning { on, place, booked, .. } => {
            let when = dated(t.locale, *on, visit.ctx.now());
            let more = with_whom(t, place.as_deref(), booked.as_ref());
            Some(more.map_or_else(|| when.clone(), |more| format!("{when} · {more}")))
        }
        Fact::Wish { to, .. } | Fact::Proposal { to, .. } => Some(to.clone()),
        Fact::Question { text, .. } => Some(text.clone()),
        Fact::CallingOff { why, .. } | Fact::Skipping { why, .. } | Fact::Closing { why } => why.clone(),
        Fact::Decline { why, .. } | Fact::Loss { why, .. } | Fact::Stop { why } => Some(why.clone()),
        Fact::Holding { .. } | Fact::NoShow { .. } | Fact::Acceptance { .. } | Fact::Restart => None,
    };
    (what, words)
}

/// A pathway as the person reads it: its name, and what comes next.
pub(crate) fn told(visit: &Visit, it: &PathwayView) -> (String, String) {
    let t = visit.t();
    let name = it.rules.name.get(t.locale).to_owned();
    let next = it.standing.now().and_then(|step| it.rules.step(&step.code).zip(Some(step)));
    let next = next.map(|(step, standing)| {
        let when = standing.planned.as_ref().map(|it| dated(t.locale, it.at, visit.ctx.now()));
        match when {
            Some(when) => t.pathway_next_on(step.name.get(t.locale), when),
            None => t.pathway_next(step.name.get(t.locale)),
        }
    });
    (name, next.unwrap_or_else(|| progress(t, it)))
}
