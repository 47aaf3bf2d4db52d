//! How somebody stands to a synthesis, and one that is acted upon: held until the act ends, once the policy has spoken.

use policy::{Action, Compartment, EntryFacts, PersonFacts, Reason, Resource};
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};
use store::Tx;
use uuid::Uuid;

use super::rows::{self, Synthesis, synthesis};
use crate::people;
use crate::{Ctx, Error, Result, SynthesisId};

/// Whether the actor may complete the syntheses of this person: they read the somatic part, and write there.
pub(super) fn writes(ctx: &Ctx, person: &PersonFacts) -> Result<Reason> {
    ctx.permit(Action::ReadSomatic, &Resource::Person(person.clone()))?;
    let own = EntryFacts {
        id: Uuid::nil(),
        person: person.clone(),
        compartment: Compartment::Somatic,
        mine: true,
        restricted_to_me: None,
        shared_with_social: false,
    };
    ctx.permit(Action::WriteEntry, &Resource::Entry(own))
}

/// Whoever does not read the somatic part does not learn that there is a synthesis: for them there is none. One that is absent
/// takes the same statements as one that is hidden.
pub(super) async fn visible<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: SynthesisId,
) -> Result<(Synthesis, PersonFacts)> {
    let found = rows::find(ctx, db, id).await?;
    let person = found.as_ref().map_or(Uuid::nil().into(), |it| it.person);
    let facts = people::person_facts(ctx, db, person).await;
    let synthesis = found.ok_or(Error::NotFound)?;
    let facts = facts?;
    if !ctx.may(Action::ReadSomatic, &Resource::Person(facts.clone())) {
        return Err(Error::NotFound);
    }
    Ok((synthesis, facts))
}

/// A synthesis being acted upon, with its row.
pub(super) async fn hold(
    ctx: &Ctx,
    tx: &Tx,
    id: SynthesisId,
) -> Result<(synthesis::Model, Synthesis, Reason)> {
    let key = (ctx.territory(), id.uuid());
    let row = synthesis::Entity::find_by_id(key).lock_exclusive().one(tx).await?;
    let (synthesis, person) = visible(ctx, tx, id).await?;
    let reason = writes(ctx, &person)?;
    Ok((row.ok_or(Error::NotFound)?, synthesis, reason))
}
