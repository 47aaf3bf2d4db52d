//! The plan on paper, for the person: their goals, who does what, by when, their next appointments, whom to call. In plain
//! words, in large letters, and nothing on it that is not theirs.

use axum::response::IntoResponse;
use care::PersonId;
use care::support::plan::{self, GoalView, PlanView, Status, StepStatus, StepView};
use care::support::{Teammate, interviews::Upcoming};

use super::words;
use crate::failure::Answer;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;

/// The plan of a person, to be printed.
#[derive(Clone, Debug, Template)]
#[template(path = "support/sheet.html")]
pub(crate) struct SheetPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) date: String,
    pub(crate) goals: Vec<SheetGoal>,
    pub(crate) reached: Vec<String>,
    pub(crate) upcoming: Vec<(String, String)>,
    pub(crate) calls: Vec<(String, String)>,
}

/// A goal, as the person reads it.
#[derive(Clone, Debug)]
pub(crate) struct SheetGoal {
    pub(crate) words: String,
    pub(crate) agreed: bool,
    pub(crate) steps: Vec<SheetStep>,
}

/// A step, as the person reads it.
#[derive(Clone, Debug)]
pub(crate) struct SheetStep {
    pub(crate) who: String,
    pub(crate) what: String,
    pub(crate) when: Option<String>,
    pub(crate) done: bool,
}

pub(super) async fn show(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let view = plan::to_print(&visit.ctx, id).await?;
    if view.person.id != id {
        return Ok(see_other(&format!("{}/print", super::plan::href(&visit, view.person.id))));
    }
    Ok(Page::new(page(&visit, &view)).into_response())
}

fn page(visit: &Visit, view: &PlanView) -> SheetPage {
    let t = visit.t();
    let (goals, reached) = goals(t, &view.goals);
    let upcoming = |it: &Upcoming| (crate::words::dated(t.locale, it.at, visit.ctx.now()), meeting(t, it));
    let call = |it: &Teammate| {
        let kind = crate::people::member_kind(t, it.kind).to_lowercase();
        let phone = crate::words::phone(it.phone.as_deref()?);
        Some((t.reader_member(it.name.as_str(), kind), phone))
    };
    SheetPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), view.person.id.uuid()),
        name: crate::people::name(&view.person.identity),
        date: t.locale.date(view.today),
        goals,
        reached,
        upcoming: view.upcoming.iter().map(upcoming).collect(),
        calls: view.team.iter().filter_map(call).collect(),
    }
}

/// With whom an interview is, and where.
pub(crate) fn meeting(t: T, it: &Upcoming) -> String {
    let place = words::dynamic(t, "interview-place", it.place.code()).to_lowercase();
    t.sheet_with(it.with.as_str(), place)
}

/// The goals that the person pursues, and the words of those that they reached.
pub(crate) fn goals(t: T, all: &[GoalView]) -> (Vec<SheetGoal>, Vec<String>) {
    let running = all.iter().filter(|it| it.status.runs());
    let reached = all.iter().filter(|it| it.status == Status::Reached);
    (running.map(|it| goal(t, it)).collect(), reached.map(|it| it.words.clone()).collect())
}

fn goal(t: T, it: &GoalView) -> SheetGoal {
    // What was given up is the person's to forget.
    let shown = it.steps.iter().filter(|step| step.status != StepStatus::Dropped);
    SheetGoal {
        words: it.words.clone(),
        agreed: it.agreed.is_some(),
        steps: shown.map(|step| sheet_step(t, step)).collect(),
    }
}

fn sheet_step(t: T, it: &StepView) -> SheetStep {
    let done = it.status == StepStatus::Done;
    SheetStep {
        who: words::who(&it.who, t.sheet_you()),
        what: it.what.clone(),
        when: it.by.filter(|_| !done).map(|by| t.sheet_before(t.locale.date(by))),
        done,
    }
}
