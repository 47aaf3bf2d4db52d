//! Writing down a goal, adding a step, and recording what became of either.

use policy::Reason;
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;
use store::Tx;

use super::facts::{Fact, Who};
use super::form::{Doer, NewFact, NewGoal, NewStep, NewStepFact};
use super::hold::{Held, writes};
use super::rows::{self, Goal, support_goal, support_step};
use super::status::Status;
use crate::people::{self, ties};
use crate::support::around::around;
use crate::{Ctx, Error, GoalId, PersonId, Result, StepId};

/// Writes down a goal under the identifier that was minted with the form: sent twice, it is written once.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden, or the identifier is somebody else's; [`Error::Forbidden`] when the actor
/// does not write in coordination.
pub async fn open_goal(ctx: &Ctx, id: GoalId, person: PersonId, new: NewGoal) -> Result<GoalId> {
    ctx.write(move |ctx, tx| async move {
        let facts = ties(&ctx, &tx, person).await?.facts;
        let reason = writes(&ctx, &facts)?;
        let person = PersonId::from(facts.id);
        people::hold(&tx, &ctx, person).await?;
        let opening = Fact::Opening { words: new.words.clone() };
        let mut id = id;
        if let Some(known) = rows::find(&ctx, &tx, id).await? {
            if already(&ctx, &known, person, &opening)? {
                return Ok(id);
            }
            id = ctx.new_id();
        }
        let mut held = insert(&ctx, &tx, id, person, reason).await?;
        held.happened(&ctx, &tx, &opening, new.at).await?;
        if let Some(how) = new.agreed {
            held.happened(&ctx, &tx, &Fact::Agreement { how }, new.at).await?;
        }
        held.finish(&ctx, &tx, "plan.goal_opened").await?;
        Ok(id)
    })
    .await
}

/// Whether the same was sent before. Other words from a window left open are written too, under another identifier;
/// somebody else's identifier is nobody's to write under.
fn already(ctx: &Ctx, known: &Goal, person: PersonId, opening: &Fact) -> Result<bool> {
    let me = ctx.actor().professional()?.practitioner();
    let first = known.facts.first().filter(|first| first.practitioner == me).ok_or(Error::NotFound)?;
    Ok(known.person == person && first.fact == *opening)
}

async fn insert(ctx: &Ctx, tx: &Tx, id: GoalId, person: PersonId, reason: Reason) -> Result<Held> {
    let row = support_goal::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        person_id: person.uuid(),
        status: Status::Proposed.code().to_owned(),
        opened_at: ctx.now().as_microsecond(),
        role_id: ctx.actor().professional()?.role().uuid(),
    };
    let added = support_goal::Entity::insert(support_goal::ActiveModel::from(row.clone()))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    if added == 0 {
        return Err(Error::NotFound);
    }
    Ok(Held::new(row, Goal { id, person, facts: Vec::new() }, reason))
}

/// Adds a step to a goal, under the identifier that was minted with the form: sent twice, it is added once.
///
/// # Errors
/// [`Error::NotFound`] when the goal is hidden, or the identifier is another goal's; [`Error::Forbidden`] when the actor
/// does not write in coordination; [`Error::Conflict`] when the goal is over; [`Error::Invalid`] for somebody who is not of
/// the team.
pub async fn add_step(ctx: &Ctx, goal: GoalId, step: StepId, new: NewStep) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let mut held = Held::begin(&ctx, &tx, goal).await?;
        let NewStep { what, who: doer, by } = new;
        let who = who(&ctx, &tx, held.goal.person, doer).await?;
        let mut fact = Fact::StepAdded { step, what, who, by };
        if held.goal.facts.iter().any(|known| known.fact == fact) {
            return Ok(());
        }
        if !insert_step(&ctx, &tx, goal, step).await? {
            // Other words from a window left open: a step of its own.
            let known = held.goal.facts.iter().any(|it| is(&it.fact, step));
            let fresh: StepId = ctx.new_id();
            if !known || !insert_step(&ctx, &tx, goal, fresh).await? {
                return Err(Error::NotFound);
            }
            if let Fact::StepAdded { step, .. } = &mut fact {
                *step = fresh;
            }
        }
        held.happened(&ctx, &tx, &fact, None).await?;
        held.finish(&ctx, &tx, "plan.step_added").await
    })
    .await
}

fn is(fact: &Fact, wanted: StepId) -> bool {
    matches!(fact, Fact::StepAdded { step, .. } if *step == wanted)
}

/// Adds the row; `false` where there was one already.
async fn insert_step(ctx: &Ctx, tx: &Tx, goal: GoalId, step: StepId) -> Result<bool> {
    let row = support_step::Model { territory_id: ctx.territory(), id: step.uuid(), goal_id: goal.uuid() };
    let added = support_step::Entity::insert(support_step::ActiveModel::from(row))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(added > 0)
}

/// Who will do it: a member of the team is named as they are called now.
async fn who(ctx: &Ctx, tx: &Tx, person: PersonId, doer: Doer) -> Result<Who> {
    Ok(match doer {
        Doer::Person => Who::Person,
        Doer::Service(name) => Who::Service { name },
        Doer::Member(practitioner) => {
            let team = around(ctx, tx, person).await?;
            let member = team.into_iter().find(|it| it.practitioner == practitioner);
            let name = member.ok_or_else(|| Error::invalid("who", "fault-choice"))?.name;
            Who::Member { practitioner, name }
        }
    })
}

/// Records what became of a goal. Said twice by the same, it is recorded once.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden; [`Error::Forbidden`] when the actor does not write in coordination;
/// [`Error::Conflict`] when it is over; [`Error::Invalid`] for a day before what it follows from.
pub async fn happened(ctx: &Ctx, goal: GoalId, new: NewFact) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let mut held = Held::begin(&ctx, &tx, goal).await?;
        if held.said(&ctx, &new.fact)? {
            return Ok(());
        }
        held.happened(&ctx, &tx, &new.fact, new.at).await?;
        held.finish(&ctx, &tx, "plan.goal_recorded").await
    })
    .await
}

/// Records what became of a step. Said twice by the same, it is recorded once.
///
/// # Errors
/// As [`happened`]; [`Error::Conflict`] when the step was done or given up before.
pub async fn step_happened(ctx: &Ctx, step: StepId, new: NewStepFact) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let goal = rows::goal_of(&ctx, &tx, step).await?;
        let mut held = Held::begin(&ctx, &tx, goal).await?;
        let fact = new.about(step);
        if held.said(&ctx, &fact)? {
            return Ok(());
        }
        held.happened(&ctx, &tx, &fact, new.at).await?;
        held.finish(&ctx, &tx, "plan.step_recorded").await
    })
    .await
}
