//! The plan of a person as it is read, and as they get it on paper.

use jiff::Timestamp;
use jiff::civil::Date;
use policy::{Action, PersonFacts, Reason, Resource};
use sea_orm::ConnectionTrait;

use super::facts::{self, Dated, How, Who};
use super::hold::{standing, writes};
use super::rows::{self, Goal};
use super::status::Status;
use super::steps::{Step, StepEnd, StepStatus, steps};
use crate::people::{self, Person, ties};
use crate::record::{self, Reader};
use crate::support::around::{Teammate, around};
use crate::support::interviews::{Upcoming, upcoming};
use crate::{Ctx, GoalId, PersonId, Result, Seen, StepId};

/// A step, as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// Which.
    pub id: StepId,
    /// What is to be done.
    pub what: String,
    /// By whom.
    pub who: Who,
    /// By which day.
    pub by: Option<Date>,
    /// Where it stands today.
    pub status: StepStatus,
    /// How it ended, where it did.
    pub end: Option<StepEnd>,
}

/// A goal, as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalView {
    /// Which.
    pub id: GoalId,
    /// In the words of the person.
    pub words: String,
    /// Where it stands.
    pub status: Status,
    /// When what stands happened last.
    pub since: Timestamp,
    /// Since when the person agrees to it as it stands, and how.
    pub agreed: Option<(Date, How)>,
    /// Why it was given up, where it was.
    pub why: Option<String>,
    /// Its steps, in the order in which they were added.
    pub steps: Vec<StepView>,
    /// Nothing is left to be done for it: was it reached?
    pub all_done: bool,
    /// What happened, latest first.
    pub history: Vec<Dated>,
    /// Under which identifier the next step would be kept.
    pub next: StepId,
}

/// The plan of a person.
#[derive(Debug, Clone)]
pub struct PlanView {
    /// Whose.
    pub person: Person,
    /// Why the actor sees it.
    pub reason: Reason,
    /// The goals: those that run first, in the order in which they were written down.
    pub goals: Vec<GoalView>,
    /// Who reads it, beside the actor.
    pub readers: Option<Vec<Reader>>,
    /// Whether the actor may write it.
    pub may_write: bool,
    /// Under which identifier the next goal would be kept.
    pub next: GoalId,
    /// The care team: who can do a step, whom the person can call.
    pub team: Vec<Teammate>,
    /// The next interviews that the actor may know of; only on paper.
    pub upcoming: Vec<Upcoming>,
    /// The day on which it is read.
    pub today: Date,
}

/// The plan of a person; journalled.
///
/// # Errors
/// [`crate::Error::NotFound`] when the person is hidden; [`crate::Error::Forbidden`] when coordination is closed to the
/// actor.
pub async fn of_person(ctx: &Ctx, person: PersonId) -> Result<PlanView> {
    let db = ctx.reader();
    let facts = ties(ctx, &db, person).await?.facts;
    view(ctx, &db, &facts).await
}

/// The plan of a person, with their next interviews, to be printed; journalled.
///
/// # Errors
/// As [`of_person`].
pub async fn to_print(ctx: &Ctx, person: PersonId) -> Result<PlanView> {
    let db = ctx.reader();
    let facts = ties(ctx, &db, person).await?.facts;
    let plan = view(ctx, &db, &facts).await?;
    Ok(PlanView { upcoming: upcoming(ctx, &db, &facts).await?, ..plan })
}

/// The plan in which a goal stands; journalled.
///
/// # Errors
/// [`crate::Error::NotFound`] when there is no such goal, and when coordination is closed to the actor.
pub async fn of_goal(ctx: &Ctx, goal: GoalId) -> Result<PlanView> {
    let db = ctx.reader();
    let found = rows::find(ctx, &db, goal).await?;
    let (_, facts) = standing(ctx, &db, found).await?;
    view(ctx, &db, &facts).await
}

/// The plan in which a step stands; journalled.
///
/// # Errors
/// [`crate::Error::NotFound`] when there is no such step, and when coordination is closed to the actor.
pub async fn of_step(ctx: &Ctx, step: StepId) -> Result<PlanView> {
    let goal = rows::goal_of(ctx, &ctx.reader(), step).await?;
    of_goal(ctx, goal).await
}

async fn view<C: ConnectionTrait>(ctx: &Ctx, db: &C, facts: &PersonFacts) -> Result<PlanView> {
    let reason = ctx.permit(Action::ReadCoordination, &Resource::Person(facts.clone()))?;
    let person = people::read(ctx, db, facts.id.into()).await?;
    ctx.saw(Seen {
        action: "plan.read",
        kind: "person",
        object: Some(person.id.uuid()),
        persons: vec![person.id.uuid()],
        ground: reason.policy.to_string(),
    });
    let today = people::today(ctx);
    let all = rows::of_person(ctx, db, person.id).await?;
    let mut goals: Vec<GoalView> = all.iter().filter_map(|goal| goal_view(ctx, goal, today)).collect();
    goals.sort_by_key(|goal| !goal.status.runs());
    Ok(PlanView {
        team: around(ctx, db, person.id).await?,
        readers: record::who_may(ctx, db, facts, Action::ReadCoordination).await?,
        may_write: writes(ctx, facts).is_ok(),
        next: ctx.new_id(),
        upcoming: Vec::new(),
        person,
        reason,
        goals,
        today,
    })
}

/// The goals that a person pursues and those that they reached, for themselves. The caller has asked the policy.
pub(crate) async fn told_to_the_person<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<GoalView>> {
    let today = people::today(ctx);
    let all = rows::of_person(ctx, db, person).await?;
    let goals = all.iter().filter_map(|goal| goal_view(ctx, goal, today));
    Ok(goals.filter(|it| it.status.runs() || it.status == Status::Reached).collect())
}

fn goal_view(ctx: &Ctx, goal: &Goal, today: Date) -> Option<GoalView> {
    let status = facts::status(&goal.facts)?;
    let step = |it: Step| StepView {
        status: it.status(status, today),
        id: it.id,
        what: it.what,
        who: it.who,
        by: it.by,
        end: it.end,
    };
    Some(GoalView {
        id: goal.id,
        words: facts::words(&goal.facts).to_owned(),
        status,
        since: goal.facts.last()?.at,
        agreed: facts::agreement(&goal.facts),
        why: facts::reason(&goal.facts).map(str::to_owned),
        steps: steps(&goal.facts).into_iter().map(step).collect(),
        all_done: status.runs() && facts::all_done(&goal.facts, today),
        history: goal.facts.iter().rev().cloned().collect(),
        next: ctx.new_id(),
    })
}
