//! How somebody stands to a pathway, and a pathway that is acted upon: held until the act ends, once the policy has spoken.

use policy::{Action, Compartment, EntryFacts, PersonFacts, Reason, Resource};
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};
use store::Tx;
use uuid::Uuid;

use super::rows::{self, Pathway, pathway};
use super::standing::Circumstances;
use crate::people;
use crate::record::{self, Reader};
use crate::{Ctx, Error, PathwayId, PersonId, PractitionerId, Result};

/// Whether the actor may move the pathways of this person on: they read coordination, and write there.
pub(super) fn writes(ctx: &Ctx, person: &PersonFacts) -> Result<Reason> {
    ctx.permit(Action::ReadCoordination, &Resource::Person(person.clone()))?;
    let own = EntryFacts {
        id: Uuid::nil(),
        person: person.clone(),
        compartment: Compartment::Coordination,
        mine: true,
        restricted_to_me: None,
        shared_with_social: false,
    };
    ctx.permit(Action::WriteEntry, &Resource::Entry(own))
}

/// With whom a visit can be booked: those of the team who read the pathway, and the actor.
pub(super) fn bookable(ctx: &Ctx, readers: &[Reader]) -> Result<Vec<PractitionerId>> {
    let member = |it: &Reader| match it {
        Reader::Member { practitioner, .. } => Some(*practitioner),
        Reader::Office { .. } | Reader::Program { .. } => None,
    };
    let me = ctx.actor().professional()?.practitioner();
    Ok(readers.iter().filter_map(member).chain([me]).collect())
}

/// Whoever does not read coordination does not learn that there is a pathway: for them there is none. One that is absent
/// takes the same statements as one that is hidden.
pub(super) async fn standing<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    found: Option<Pathway>,
) -> Result<(Pathway, PersonFacts)> {
    let person = found.as_ref().map_or(Uuid::nil().into(), |it| it.person);
    let facts = people::person_facts(ctx, db, person).await;
    let pathway = found.ok_or(Error::NotFound)?;
    let facts = facts?;
    if !ctx.may(Action::ReadCoordination, &Resource::Person(facts.clone())) {
        return Err(Error::NotFound);
    }
    Ok((pathway, facts))
}

/// What of the person’s situation decides which steps are needed. Two statements.
pub(super) async fn circumstances<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Circumstances> {
    let outside = record::has_outside_doctor(ctx, db, person).await?;
    let attending = people::attending_doctors(ctx, db, person).await?;
    Ok(Circumstances { without_gp: !outside && attending.is_empty() })
}

/// A pathway being acted upon, with its row.
pub(super) async fn hold(ctx: &Ctx, tx: &Tx, id: PathwayId) -> Result<(pathway::Model, Pathway, Reason)> {
    let key = (ctx.territory(), id.uuid());
    let row = pathway::Entity::find_by_id(key).lock_exclusive().one(tx).await?;
    let found = rows::find(ctx, tx, id).await?;
    let (pathway, person) = standing(ctx, tx, found).await?;
    let reason = writes(ctx, &person)?;
    Ok((row.ok_or(Error::NotFound)?, pathway, reason))
}
