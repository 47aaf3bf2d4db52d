//! A goal that is acted upon: held until the act ends, once the policy has spoken.

use jiff::Timestamp;
use policy::{Action, Compartment, PersonFacts, Reason, Resource};
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};
use store::Tx;
use uuid::Uuid;

use super::facts::{Fact, add};
use super::rows::{self, Goal, support_goal};
use crate::access::entries::{self, NewEntry};
use crate::people;
use crate::support::own;
use crate::{Ctx, Error, GoalId, Result};

/// Whether the actor may write the plan of this person: they read coordination, and write there.
pub(super) fn writes(ctx: &Ctx, person: &PersonFacts) -> Result<Reason> {
    ctx.permit(Action::ReadCoordination, &Resource::Person(person.clone()))?;
    ctx.permit(Action::WriteEntry, &Resource::Entry(own(person, Compartment::Coordination, None)))
}

/// Whoever does not read coordination does not learn that there is a goal: for them there is none. One that is absent takes
/// the same statements as one that is hidden.
pub(super) async fn standing<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    found: Option<Goal>,
) -> Result<(Goal, PersonFacts)> {
    let person = found.as_ref().map_or(Uuid::nil().into(), |it| it.person);
    let facts = people::person_facts(ctx, db, person).await;
    let goal = found.ok_or(Error::NotFound)?;
    let facts = facts?;
    if !ctx.may(Action::ReadCoordination, &Resource::Person(facts.clone())) {
        return Err(Error::NotFound);
    }
    Ok((goal, facts))
}

/// A goal being acted upon.
pub(super) struct Held {
    pub(super) row: support_goal::Model,
    pub(super) goal: Goal,
    reason: Reason,
}

impl Held {
    /// Takes hold of a goal, for somebody who may write the plan.
    pub(super) async fn begin(ctx: &Ctx, tx: &Tx, id: GoalId) -> Result<Self> {
        let key = (ctx.territory(), id.uuid());
        let row = support_goal::Entity::find_by_id(key).lock_exclusive().one(tx).await?;
        let found = rows::find(ctx, tx, id).await?;
        let (goal, person) = standing(ctx, tx, found).await?;
        let reason = writes(ctx, &person)?;
        Ok(Self { row: row.ok_or(Error::NotFound)?, goal, reason })
    }

    /// A goal that begins now.
    pub(super) fn new(row: support_goal::Model, goal: Goal, reason: Reason) -> Self {
        Self { row, goal, reason }
    }

    /// Whether the actor said the very same thing last: a form that was sent twice.
    pub(super) fn said(&self, ctx: &Ctx, fact: &Fact) -> Result<bool> {
        let me = ctx.actor().professional()?.practitioner();
        Ok(self.goal.facts.last().is_some_and(|last| last.fact == *fact && last.practitioner == me))
    }

    /// Adds a fact by the pure rule, with its line in coordination.
    pub(super) async fn happened(
        &mut self,
        ctx: &Ctx,
        tx: &Tx,
        fact: &Fact,
        at: Option<Timestamp>,
    ) -> Result<()> {
        let at = at.unwrap_or(ctx.now()).min(ctx.now());
        let status = add(&self.goal.facts, fact, at)?;
        let seq = self.goal.facts.last().map_or(1, |last| last.seq + 1);
        let dated = rows::append(ctx, tx, self.goal.id, seq, at, fact).await?;
        self.goal.facts.push(dated);
        status.code().clone_into(&mut self.row.status);
        let entry = NewEntry {
            person: self.goal.person,
            compartment: Compartment::Coordination,
            at,
            kind: fact.kind().entry(),
            object: ("goal", self.goal.id.uuid()),
        };
        entries::add(ctx, tx, entry).await
    }

    /// Saves where the goal then stands, and journals what was done.
    pub(super) async fn finish(self, ctx: &Ctx, tx: &Tx, action: &'static str) -> Result<()> {
        let (id, person) = (self.row.id, self.row.person_id);
        self.row.save(tx).await?;
        ctx.record(tx, action, ("goal", id), Some(person), &self.reason).await
    }
}
