//! Writing an entry.

use policy::{Action, Resource};
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;
use store::Tx;

use super::desk::facts;
use super::doctor;
use super::form::{Audience, NewEntry};
use super::readers::Around;
use super::rows;
use crate::access::entries::{code, entry};
use crate::people::{self, ties};
use crate::{Ctx, EntryId, Error, PersonId, Result, drafts};

/// The form whose draft is kept while one writes.
pub const FORM: &str = "entry";

/// Writes an entry into a person's record, under the identifier that was minted with the form: sent twice, it is
/// written once.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden, or the identifier is somebody else's; [`Error::Forbidden`] when the
/// compartment is not the actor's to write in; [`Error::Invalid`] when a named reader could not read it there.
pub async fn write(ctx: &Ctx, id: EntryId, person: PersonId, new: NewEntry) -> Result<EntryId> {
    ctx.write(move |ctx, tx| async move {
        let id = written(&ctx, &tx, id, person, new).await?;
        drafts::discard(&ctx, &tx, FORM, person.uuid()).await?;
        Ok(id)
    })
    .await
}

/// The same, in a transaction of the caller's.
pub(crate) async fn written(
    ctx: &Ctx,
    tx: &Tx,
    id: EntryId,
    person: PersonId,
    new: NewEntry,
) -> Result<EntryId> {
    let ties = ties(ctx, tx, person).await?;
    let person = PersonId::from(ties.facts.id);
    let kept = matches!(new.audience, Audience::Named(_)).then_some(true);
    let own = facts(id, ties.facts.clone(), new.compartment, kept, new.shared_with_social);
    let reason = ctx.permit(Action::WriteEntry, &Resource::Entry(own))?;
    people::hold(tx, ctx, person).await?;
    check_readers(ctx, tx, &ties.facts, &new).await?;
    let mut id = id;
    if !insert(ctx, tx, id, person, &new).await? {
        if already(ctx, tx, id, person, &new).await? {
            return Ok(id);
        }
        id = ctx.new_id();
        insert(ctx, tx, id, person, &new).await?;
    }
    doctor::give_way(ctx, tx, (id, person), &new, &reason).await?;
    rows::name_readers(ctx, tx, id, &new.audience).await?;
    ctx.record(tx, "entry.written", ("entry", id.uuid()), Some(person.uuid()), &reason).await?;
    Ok(id)
}

/// Whoever is named must be able to read it: naming opens no compartment.
pub(super) async fn check_readers(
    ctx: &Ctx,
    tx: &Tx,
    person: &policy::PersonFacts,
    new: &NewEntry,
) -> Result<()> {
    let Audience::Named(named) = &new.audience else { return Ok(()) };
    let around = Around::load(ctx, tx, person).await?;
    if around.shut_out(ctx, new.compartment, named) {
        return Err(Error::invalid("readers", "fault-reader-shut-out"));
    }
    Ok(())
}

/// Adds the row; `false` where there was one already.
async fn insert(ctx: &Ctx, tx: &Tx, id: EntryId, person: PersonId, new: &NewEntry) -> Result<bool> {
    let now = ctx.now();
    let (at, until) = new.times(now);
    let row = entry::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        person_id: person.uuid(),
        compartment: code(&new.compartment),
        shared_with_social: new.shared_with_social,
        restricted: matches!(new.audience, Audience::Named(_)),
        at: at.as_microsecond(),
        recorded_at: now.as_microsecond(),
        role_id: ctx.actor().professional()?.role().uuid(),
        kind: new.content.sort().code().to_owned(),
        object_kind: "entry".to_owned(),
        object_id: id.uuid(),
        body: serde_json::to_string(&new.content)?,
        until_at: until.map(jiff::Timestamp::as_microsecond),
        withdrawn_at: None,
        changes: 0,
    };
    let added = entry::Entity::insert(entry::ActiveModel::from(row))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(added > 0)
}

/// Whether the same was sent before. Two windows opened on one draft send other words under one identifier: those are
/// written too, under another. Somebody else's identifier is nobody's to write under.
async fn already(ctx: &Ctx, tx: &Tx, id: EntryId, person: PersonId, new: &NewEntry) -> Result<bool> {
    let row = entry::Entity::find_by_id((ctx.territory(), id.uuid())).one(tx).await?;
    let role = ctx.actor().professional()?.role().uuid();
    let row = row.filter(|row| row.role_id == role).ok_or(Error::NotFound)?;
    Ok(row.person_id == person.uuid() && row.body == serde_json::to_string(&new.content)?)
}
