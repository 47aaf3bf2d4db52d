//! How somebody stands to a referral, for the policy.

use policy::{Action, PersonFacts, Profession, Reason, ReferralFacts, Resource};
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};
use store::Tx;
use uuid::Uuid;

use super::rows::{self, Referral, referral};
use super::standing::Status;
use crate::people;
use crate::{Ctx, Error, ReferralId, Result};

/// The facts of one row, as the actor stands to its person.
pub(super) fn facts_of(
    row: &referral::Model,
    professions: &[Profession],
    person: &PersonFacts,
    now: i64,
) -> ReferralFacts {
    let organizations = [Some(row.sender_organization_id), row.receiver_organization_id];
    ReferralFacts {
        id: row.id,
        territory: row.territory_id,
        program: row.program.clone(),
        sender: row.sender_id,
        organizations: organizations.into_iter().flatten().collect(),
        named: row.named_id,
        receiver: row.receiver_id,
        professions: professions.to_vec(),
        waits: row.status == Status::Sent.code(),
        open: row.open_until.is_none_or(|until| until > now),
        opposed: person.opposed,
        team: person.team.clone(),
    }
}

/// A referral that the actor may know of. One that is absent takes the same statements as one that is hidden.
pub(super) async fn visible<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: ReferralId,
) -> Result<(Referral, Resource, Reason, PersonFacts)> {
    let found = rows::find(ctx, db, id).await?;
    let person = found.as_ref().map_or(Uuid::nil(), |it| it.row.person_id);
    let facts = people::person_facts(ctx, db, person.into()).await;
    let objecting = people::objecting(ctx, db, &[person]).await?;
    let found = found.ok_or(Error::NotFound)?;
    let mut person = facts?;
    // Whoever the person objects to by name is a stranger to what is exchanged about them.
    person.opposed |= objecting.contains(&found.row.person_id);
    let now = ctx.now().as_microsecond();
    let resource = Resource::Referral(facts_of(&found.row, &found.rules.received_by, &person, now));
    let reason = ctx.permit(Action::ReadReferral, &resource)?;
    Ok((found, resource, reason, person))
}

/// The same, held until the act ends.
pub(super) async fn hold(ctx: &Ctx, tx: &Tx, id: ReferralId) -> Result<(Referral, Resource)> {
    let key = (ctx.territory(), id.uuid());
    referral::Entity::find_by_id(key).lock_exclusive().one(tx).await?;
    let (found, resource, _, _) = visible(ctx, tx, id).await?;
    Ok((found, resource))
}
