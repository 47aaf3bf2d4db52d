//! Handing over a link and a code, and coming in with both, once.

use jiff::{SignedDuration, Timestamp};
use kernel::clock::from_micros;
use policy::{Action, Resource};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use store::Tx;

use super::rows::{in_session, locked, own_access};
use crate::access::Actor;
use crate::accounts::secrets::TRIES;
use crate::accounts::{Attempt, Shown, Token, links};
use crate::house::House;
use crate::people::{self, ties};
use crate::{Ctx, Error, OwnAccessId, PersonId, Result};

/// Purpose of the links.
const PURPOSE: &str = "own";
/// How long a link is good: it is handed over face to face, and used within days.
const LINK: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How long the page stays open.
const OPEN: SignedDuration = SignedDuration::from_mins(30);

/// What is handed over, shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// What stands in the link.
    pub token: Token,
    /// The code, given beside it.
    pub code: Shown,
    /// Until when the link is good.
    pub expires_at: Timestamp,
}

/// A person on their own page.
#[derive(Debug, Clone)]
pub struct OwnSession {
    /// The access.
    pub id: OwnAccessId,
    /// Whose page.
    pub person: PersonId,
    /// Until when it stays open.
    pub until: Timestamp,
}

/// Gives a person access to their own page. Links given before are worth nothing from now on.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when the actor may not record what they say.
pub async fn hand_over(ctx: &Ctx, person: PersonId) -> Result<HandedOver> {
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let reason = ctx.permit(Action::RecordInformation, &Resource::Person(ties.facts))?;
        people::hold(&tx, &ctx, person).await?;
        for before in of_person(&ctx, &tx, person).await? {
            links::revoke(&ctx, &tx, PURPOSE, before.id).await?;
        }
        let id: OwnAccessId = ctx.new_id();
        let (access, code) = own_access::Model::drawn(&ctx, id.uuid(), LINK, person.uuid())?;
        access.insert(&tx).await?;
        let token = links::create(&ctx, &tx, PURPOSE, id.uuid(), LINK).await?;
        ctx.record(&tx, "own.handed_over", ("own_access", id.uuid()), Some(person.uuid()), &reason).await?;
        Ok(HandedOver { token, code, expires_at: ctx.now() + LINK })
    })
    .await
}

async fn of_person(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<Vec<own_access::Model>> {
    Ok(own_access::Entity::find()
        .filter(own_access::Column::TerritoryId.eq(ctx.territory()))
        .filter(own_access::Column::PersonId.eq(person.uuid()))
        .filter(own_access::Column::OpenedAt.is_null())
        .filter(own_access::Column::ExpiresAt.gt(ctx.now().as_microsecond()))
        .all(tx)
        .await?)
}

/// Whether a link is good; looking does not use it, and says nothing of whose it is.
pub async fn look(ctx: &Ctx, token: &str, client: &str) -> Result<Attempt<()>> {
    Ok(links::look(ctx, PURPOSE, token, client).await?.map(|_| ()))
}

/// Comes in with a link and its code: once. A wrong code leaves the link good until it was wrong too often; link and code
/// wrong, used, over or never made are all told alike. `Ok(Passed(None))` is a wrong code.
pub async fn enter(ctx: &Ctx, token: &str, typed: &str, client: &str) -> Result<Attempt<Option<Token>>> {
    let link = match links::look(ctx, PURPOSE, token, client).await? {
        Attempt::Passed(link) => link,
        Attempt::Refused => return Ok(Attempt::Refused),
        Attempt::Throttled { until } => return Ok(Attempt::Throttled { until }),
    };
    let id = OwnAccessId::from(link.subject);
    if !right(ctx, id, typed.to_owned()).await? {
        return Ok(Attempt::Passed(None));
    }
    let entered = links::redeem(ctx, PURPOSE, token, client, move |ctx, tx, link| async move {
        let row = locked(&ctx, &tx, link.subject).await?;
        let person = row.person_id;
        let (row, token) = row.opened(&ctx, OPEN);
        row.save(&tx).await?;
        let ctx = ctx.as_actor(Actor::Person(person.into()));
        let reason = own(&ctx, &tx, person.into()).await?;
        ctx.record(&tx, "own.opened", ("own_access", link.subject), Some(person), &reason).await?;
        Ok(token)
    });
    Ok(entered.await?.map(Some))
}

/// The policy's word on a person's own page.
pub(super) async fn own<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<policy::Reason> {
    let facts = people::person_facts(ctx, db, person).await?;
    ctx.permit(Action::OwnPage, &Resource::Person(facts))
}

/// Whether a code is right. Each try is counted before it is looked at; after too many the link is worth nothing.
async fn right(ctx: &Ctx, id: OwnAccessId, typed: String) -> Result<bool> {
    ctx.write(move |ctx, tx| async move {
        let (row, right) = locked(&ctx, &tx, id.uuid()).await?.tried(&ctx, &typed);
        let (person, tries) = (row.person_id, row.tries);
        row.save(&tx).await?;
        if !right {
            let system = crate::ctx::system();
            ctx.record(&tx, "own.refused", ("own_access", id.uuid()), Some(person), &system).await?;
            if tries >= TRIES {
                links::revoke(&ctx, &tx, PURPOSE, id.uuid()).await?;
            }
        }
        Ok(right)
    })
    .await
}

/// The person of a cookie, while their page is open.
pub async fn resume<C: ConnectionTrait>(db: &C, house: &House, token: &str) -> Result<Option<OwnSession>> {
    let open = in_session(db, house, token).await?;
    Ok(open.map(|(row, until)| OwnSession { id: row.id.into(), person: row.person_id.into(), until }))
}

/// Closes the page before its time.
pub async fn leave(ctx: &Ctx, id: OwnAccessId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let row = locked(&ctx, &tx, id.uuid()).await?;
        let person = row.person_id;
        row.left(&ctx).save(&tx).await?;
        let reason = own(&ctx, &tx, person.into()).await?;
        ctx.record(&tx, "own.left", ("own_access", id.uuid()), Some(person), &reason).await
    })
    .await
}

/// The professional through whose role an access was handed over, as they were then.
pub(super) async fn handed_by(ctx: &Ctx, tx: &Tx, id: OwnAccessId) -> Result<(own_access::Model, Actor)> {
    let row = locked(ctx, tx, id.uuid()).await?;
    let then = from_micros(row.at);
    let loaded = crate::access::load(tx, ctx.territory(), row.role_id.into(), then, false).await?;
    let professional = loaded.ok_or_else(|| Error::Bug("an access that nobody handed over".to_owned()))?;
    Ok((row, Actor::Professional(Box::new(professional))))
}

/// Whether an access of this identifier is that of the person who acts.
pub(super) fn mine(ctx: &Ctx, row: &own_access::Model) -> Result<PersonId> {
    match ctx.actor() {
        Actor::Person(person) if person.uuid() == row.person_id => Ok(*person),
        _ => Err(Error::NotFound),
    }
}
