//! An arrival that is acted upon: held until the act ends, once the policy has spoken.

use jiff::Timestamp;
use policy::{Action, PersonFacts, Reason};
use sea_orm::{EntityTrait, QuerySelect};
use store::Tx;

use super::desk::{Desk, desk};
use super::facts::{Fact, add};
use super::rows::{self, Arrival, arrival};
use crate::people;
use crate::{ArrivalId, Ctx, Error, Result};

/// An arrival being acted upon.
pub(super) struct Held {
    pub(super) row: arrival::Model,
    pub(super) arrival: Arrival,
    reason: Reason,
}

impl Held {
    /// Takes hold of an arrival, for somebody who keeps that book. One of another book takes the same statements as none.
    pub(super) async fn begin(ctx: &Ctx, tx: &Tx, id: ArrivalId) -> Result<Self> {
        let desk = desk(ctx)?;
        let key = (ctx.territory(), id.uuid());
        let row = arrival::Entity::find_by_id(key).lock_exclusive().one(tx).await?;
        let arrival = rows::find(ctx, tx, &desk, id).await?.ok_or(Error::NotFound)?;
        let ground = ground(ctx, tx, &arrival).await?;
        let resource = desk.arrival(id.uuid(), arrival.mine(ctx), ground);
        let reason = ctx.permit(Action::RecordArrival, &resource)?;
        Ok(Self { row: row.ok_or(Error::NotFound)?, arrival, reason })
    }

    /// An arrival that begins now.
    pub(super) fn new(row: arrival::Model, reason: Reason) -> Self {
        let arrival = Arrival { id: row.id.into(), person: None, called: None, facts: Vec::new() };
        Self { row, arrival, reason }
    }

    /// Whether the actor said the very same thing last: a form that was sent twice.
    pub(super) fn said(&self, ctx: &Ctx, fact: &Fact) -> Result<bool> {
        let me = ctx.actor().professional()?.practitioner();
        Ok(self.arrival.facts.last().is_some_and(|last| last.fact == *fact && last.practitioner == me))
    }

    /// Adds a fact by the pure rule.
    pub(super) async fn happened(&mut self, ctx: &Ctx, tx: &Tx, fact: &Fact, at: Timestamp) -> Result<()> {
        let status = add(&self.arrival.facts, fact)?;
        let seq = self.arrival.facts.last().map_or(1, |last| last.seq + 1);
        let dated = rows::append(ctx, tx, self.arrival.id, seq, at, fact).await?;
        self.arrival.facts.push(dated);
        if !fact.kind().identifies() {
            status.code().clone_into(&mut self.row.status);
            self.row.status_at = at.as_microsecond();
        }
        if let Some(to) = fact.destination() {
            self.row.destination = Some(to.to_owned());
        }
        Ok(())
    }

    /// Saves where the arrival then stands, and journals what was done.
    pub(super) async fn finish(self, ctx: &Ctx, tx: &Tx, action: &'static str) -> Result<()> {
        let (id, person) = (self.row.id, self.row.person_id);
        self.row.save(tx).await?;
        ctx.record(tx, action, ("arrival", id), person, &self.reason).await
    }
}

/// What ties the actor to the person who came, once the book says who. At most one statement.
pub(super) async fn ground<C: sea_orm::ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    arrival: &Arrival,
) -> Result<Option<PersonFacts>> {
    match arrival.person {
        Some(person) => people::person_facts(ctx, db, person).await.map(Some),
        None => Ok(None),
    }
}

/// The reception that the actor keeps, where they may write into its book.
pub(super) fn writes(ctx: &Ctx) -> Result<(Desk, Reason)> {
    let desk = desk(ctx)?;
    let book = desk.arrival(uuid::Uuid::nil(), true, None);
    let reason = ctx.permit(Action::RecordArrival, &book)?;
    Ok((desk, reason))
}
