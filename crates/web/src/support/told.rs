//! What is written into a plan: a goal, a step, and what became of either.

use axum::body::Bytes;
use axum::response::IntoResponse;
use care::support::plan::{
    self, GoalFactForm, GoalForm, NewFact, NewGoal, NewStep, NewStepFact, StepFactForm, StepForm,
};
use care::{Error, GoalId, PersonId, StepId};

use super::plan::{href, page};
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, open, seal};
use crate::shell::{FormState, Page, see_other};
use crate::typed;
use crate::visit::Visit;

pub(super) async fn goal(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let view = plan::of_person(&visit.ctx, id).await?;
    let form: GoalForm = typed::parse(&body);
    let goal: GoalId = open(visit.ctx.house(), &form.goal).unwrap_or(view.next);
    let opened = match NewGoal::parse(&form, view.today) {
        Ok(new) => plan::open_goal(&visit.ctx, goal, view.person.id, new).await.map(|_| ()),
        Err(error) => Err(error),
    };
    let form = GoalForm { goal: seal(visit.ctx.house(), goal.uuid()), ..form };
    settled(&visit, view.person.id, "goal", opened, typed::state("goal-new", &form)).await
}

pub(super) async fn goal_fact(visit: Visit, Id(id): Id<GoalId>, body: Bytes) -> Answer {
    let view = plan::of_goal(&visit.ctx, id).await?;
    let form: GoalFactForm = typed::parse(&body);
    let told = match NewFact::parse(&form, view.today) {
        Ok(new) => plan::happened(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    };
    let name = format!("{}-{}", form.kind, seal(visit.ctx.house(), id.uuid()));
    settled(&visit, view.person.id, "recorded", told, typed::state(name, &form)).await
}

pub(super) async fn step(visit: Visit, Id(id): Id<GoalId>, body: Bytes) -> Answer {
    let view = plan::of_goal(&visit.ctx, id).await?;
    let form: StepForm = typed::parse(&body);
    let goal = view.goals.iter().find(|it| it.id == id).ok_or(Error::NotFound)?;
    let step: StepId = open(visit.ctx.house(), &form.step).unwrap_or(goal.next);
    let member = open(visit.ctx.house(), &form.who).ok();
    let added = match NewStep::parse(&form, member, view.today) {
        Ok(new) => plan::add_step(&visit.ctx, id, step, new).await,
        Err(error) => Err(error),
    };
    let form = StepForm { step: seal(visit.ctx.house(), step.uuid()), ..form };
    let name = format!("step-{}", seal(visit.ctx.house(), id.uuid()));
    settled(&visit, view.person.id, "step", added, typed::state(name, &form)).await
}

pub(super) async fn step_fact(visit: Visit, Id(id): Id<StepId>, body: Bytes) -> Answer {
    let view = plan::of_step(&visit.ctx, id).await?;
    let form: StepFactForm = typed::parse(&body);
    let told = match NewStepFact::parse(&form, view.today) {
        Ok(new) => plan::step_happened(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    };
    let name = format!("{}-{}", form.kind, seal(visit.ctx.house(), id.uuid()));
    settled(&visit, view.person.id, "recorded", told, typed::state(name, &form)).await
}

/// Back to the plan; or the plan again, with what was typed where it was typed and why it was refused.
async fn settled(
    visit: &Visit,
    person: PersonId,
    what: &str,
    done: Result<(), Error>,
    mut form: FormState,
) -> Answer {
    let error = match done {
        Ok(()) => return Ok(see_other(&format!("{}?done={what}", href(visit, person)))),
        Err(error) => error,
    };
    let status = status_of(&error);
    crate::words::refuse(&mut form, visit.t(), error)?;
    let view = plan::of_person(&visit.ctx, person).await?;
    Ok(Page::with_status(status, page(visit, &view, Some(form))).into_response())
}
