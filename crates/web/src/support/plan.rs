//! The plan of a person: goals in their words, steps, and forms for what comes next, all on one page.

use axum::extract::Query;
use axum::response::IntoResponse;
use care::PersonId;
use care::support::plan::{self, Fact, GoalView, How, PlanView, StepStatus, StepView};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::record::WhoReads;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;

/// The plan of a person.
#[derive(Clone, Debug, Template)]
#[template(path = "support/plan.html")]
pub(crate) struct PlanPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) why: Why,
    pub(crate) readers: WhoReads,
    pub(crate) goals: Vec<GoalCard>,
    pub(crate) refused: Option<FormState>,
    pub(crate) write: bool,
    pub(crate) next: String,
    pub(crate) doers: Vec<Choice>,
}

/// A goal.
#[derive(Clone, Debug)]
pub(crate) struct GoalCard {
    pub(crate) id: String,
    pub(crate) words: String,
    pub(crate) state: StateView,
    pub(crate) agreed: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) steps: Vec<StepLine>,
    pub(crate) all_done: bool,
    pub(crate) open: bool,
    pub(crate) next: String,
    pub(crate) history: Vec<FactLine>,
}

/// A step of a goal.
#[derive(Clone, Debug)]
pub(crate) struct StepLine {
    pub(crate) id: String,
    pub(crate) what: String,
    pub(crate) line: String,
    pub(crate) state: StateView,
    pub(crate) end: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) open: bool,
}

/// A fact of the history.
#[derive(Clone, Debug)]
pub(crate) struct FactLine {
    pub(crate) what: String,
    pub(crate) by: String,
    pub(crate) words: Option<String>,
}

impl PlanPage {
    /// A form of the page: the one that was refused, or an empty one.
    fn form(&self, part: &str, id: &str) -> FormState {
        let wanted = format!("{part}-{id}");
        let refused = self.refused.iter().find(|it| it.id() == wanted);
        refused.cloned().unwrap_or_else(|| FormState::new(wanted))
    }

    /// What was refused where its form stands no more: somebody else said meanwhile what became of the goal.
    fn stray(&self) -> Option<&FormState> {
        let refused = self.refused.as_ref()?;
        let (part, id) = refused.id().split_once('-').unwrap_or_default();
        let stands = match part {
            "goal" => self.write,
            "step_done" | "step_dropped" => {
                self.goals.iter().flat_map(|goal| &goal.steps).any(|step| step.open && step.id == id)
            }
            "step" | "agreement" | "change" | "dropping" | "reaching" => {
                self.goals.iter().any(|goal| goal.open && goal.id == id)
            }
            _ => false,
        };
        (!stands).then_some(refused)
    }

    /// The words typed there: nothing typed is lost.
    fn unplaced(&self) -> Vec<&str> {
        let texts =
            self.stray().into_iter().flat_map(|form| ["words", "what", "why"].map(|it| form.value(it)));
        texts.filter(|text| !text.is_empty()).collect()
    }

    /// Whether the person agrees, of a new goal.
    fn agreements(&self) -> Vec<Choice> {
        let not_yet = Choice::new("", self.shell.t.plan_agreed_not_yet());
        std::iter::once(not_yet).chain(self.hows()).collect()
    }

    /// How the person agrees.
    fn hows(&self) -> Vec<Choice> {
        let t = self.shell.t;
        let choice = |it: &How| Choice::new(it.code(), words::dynamic(t, "goal-agrees", it.code()));
        How::ALL.iter().map(choice).collect()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let view = plan::of_person(&visit.ctx, id).await?;
    if view.person.id != id {
        return Ok(see_other(&href(&visit, view.person.id)));
    }
    let mut page = page(&visit, &view, None);
    page.notice =
        asked.done.and_then(|done| visit.t().by_key(&format!("done-plan-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

/// The address of a plan.
pub(super) fn href(visit: &Visit, person: PersonId) -> String {
    format!("/persons/{}/plan", seal(visit.ctx.house(), person.uuid()))
}

pub(super) fn page(visit: &Visit, view: &PlanView, refused: Option<FormState>) -> PlanPage {
    let t = visit.t();
    let typed = |form: &str, field: &str| {
        let form = refused.as_ref().filter(|it| it.id() == form)?;
        Some(form.value(field).to_owned()).filter(|it| !it.is_empty())
    };
    let goals = view.goals.iter().map(|goal| {
        let mut card = card(visit, view, goal);
        if let Some(step) = typed(&format!("step-{}", card.id), "step") {
            card.next = step;
        }
        card
    });
    let team = view.team.iter().map(|it| {
        Choice::new(
            seal(visit.ctx.house(), it.practitioner.uuid()),
            format!("{} · {}", it.name, it.organization),
        )
    });
    let doers = [Choice::new("", t.choose()), Choice::new("person", t.plan_step_person())];
    let service = Choice::new("service", t.plan_step_service());
    PlanPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), view.person.id.uuid()),
        name: crate::people::name(&view.person.identity),
        notice: None,
        why: Why::new(crate::people::reason(t, &view.reason.key)),
        readers: WhoReads::open_to(visit, view.readers.as_deref()),
        goals: goals.collect(),
        write: view.may_write,
        next: typed("goal-new", "goal").unwrap_or_else(|| seal(visit.ctx.house(), view.next.uuid())),
        doers: doers.into_iter().chain(team).chain([service]).collect(),
        refused,
    }
}

fn card(visit: &Visit, view: &PlanView, goal: &GoalView) -> GoalCard {
    let (t, open) = (visit.t(), view.may_write && goal.status.runs());
    let what = |fact: &Fact| {
        let (Fact::StepDone { step } | Fact::StepDropped { step, .. }) = fact else { return None };
        goal.steps.iter().find(|it| it.id == *step).map(|it| it.what.clone())
    };
    let history = goal.history.iter().map(|dated| {
        let (what, words) = words::happened(t, &dated.fact, what);
        FactLine { what, words, by: words::by(t, dated) }
    });
    GoalCard {
        id: seal(visit.ctx.house(), goal.id.uuid()),
        words: goal.words.clone(),
        state: words::goal_state(t, goal.status),
        agreed: goal.agreed.map(|(on, how)| {
            t.plan_agreed_since(t.locale.date_plain(on), words::dynamic(t, "goal-how", how.code()))
        }),
        why: goal.why.clone(),
        steps: goal.steps.iter().map(|it| step_line(visit, it, open)).collect(),
        all_done: goal.all_done,
        open,
        next: seal(visit.ctx.house(), goal.next.uuid()),
        history: history.collect(),
    }
}

fn step_line(visit: &Visit, it: &StepView, open: bool) -> StepLine {
    let t = visit.t();
    StepLine {
        id: seal(visit.ctx.house(), it.id.uuid()),
        what: it.what.clone(),
        line: words::step_line(t, &it.who, it.by),
        state: words::step_state(t, it.status),
        end: it.end.as_ref().map(|end| t.plan_step_ended(end.by.as_str(), words::day(t, end.at))),
        why: it.end.as_ref().and_then(|end| end.why.clone()),
        open: open && matches!(it.status, StepStatus::ToDo | StepStatus::Late),
    }
}
