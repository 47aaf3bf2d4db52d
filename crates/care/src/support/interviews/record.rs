//! Recording an interview: one that took place, or an appointment.

use jiff::Timestamp;
use policy::{Action, Compartment, Resource};
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;
use store::Tx;

use super::content::Status;
use super::entry::{Line, enter, enter_private};
use super::form::NewInterview;
use super::rows::{self, interview};
use crate::agenda::{What, reminders};
use crate::people::{self, ties};
use crate::support::own;
use crate::{Ctx, Error, InterviewId, PersonId, Result};

/// Records an interview under the identifier that was minted with the form: sent twice, one is recorded.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden, or the identifier is somebody else's; [`Error::Forbidden`] when the
/// social part of the record is not the actor's to write in.
pub async fn record(ctx: &Ctx, id: InterviewId, person: PersonId, new: NewInterview) -> Result<InterviewId> {
    ctx.write(move |ctx, tx| async move {
        let facts = ties(&ctx, &tx, person).await?.facts;
        let person = PersonId::from(facts.id);
        let entry = own(&facts, Compartment::Social, None);
        let reason = ctx.permit(Action::WriteEntry, &Resource::Entry(entry))?;
        people::hold(&tx, &ctx, person).await?;
        let mut id = id;
        if let Some(row) = interview::Entity::find_by_id((ctx.territory(), id.uuid())).one(&tx).await? {
            if already(&ctx, &tx, &row, person, &new).await? {
                return Ok(id);
            }
            id = ctx.new_id();
        }
        insert(&ctx, &tx, id, person, &new).await?;
        let object = ("interview", id.uuid());
        ctx.record(&tx, "interview.recorded", object, Some(person.uuid()), &reason).await?;
        Ok(id)
    })
    .await
}

/// Its author is to remind the person of an appointment.
pub(super) async fn remind(ctx: &Ctx, tx: &Tx, id: InterviewId, status: Status, at: Timestamp) -> Result<()> {
    if status != Status::Planned {
        return Ok(());
    }
    reminders::promise(ctx, tx, What::Interview(id), at, ctx.actor().professional()?.role()).await
}

/// Whether the same was sent before. Other words from a window left open are recorded too, under another identifier;
/// somebody else's identifier is nobody's to record under.
async fn already(
    ctx: &Ctx,
    tx: &Tx,
    row: &interview::Model,
    person: PersonId,
    new: &NewInterview,
) -> Result<bool> {
    if row.practitioner_id != ctx.actor().professional()?.practitioner().uuid() {
        return Err(Error::NotFound);
    }
    let Some(before) = rows::find(ctx, tx, row.id.into()).await? else { return Ok(false) };
    let same = (before.status, &before.shared, &before.private) == (new.status, &new.shared, &new.private);
    Ok(row.person_id == person.uuid() && same)
}

async fn insert(ctx: &Ctx, tx: &Tx, id: InterviewId, person: PersonId, new: &NewInterview) -> Result<()> {
    let me = ctx.actor().professional()?;
    let at = new.happens(ctx.now());
    let line = Line {
        interview: id,
        person,
        compartment: Compartment::Social,
        restricted: false,
        at,
        kind: new.status.kind(),
        body: serde_json::to_string(&new.shared)?,
    };
    let entry_id = enter(ctx, tx, line).await?;
    let private_id = match &new.private {
        Some(text) => Some(enter_private(ctx, tx, id, person, at, text).await?),
        None => None,
    };
    let row = interview::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        person_id: person.uuid(),
        practitioner_id: me.practitioner().uuid(),
        role_id: me.role().uuid(),
        status: new.status.code().to_owned(),
        at: at.as_microsecond(),
        entry_id,
        private_id,
        copy_id: None,
        version: 0,
    };
    let added = interview::Entity::insert(interview::ActiveModel::from(row))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    if added == 0 {
        return Err(Error::NotFound);
    }
    remind(ctx, tx, id, new.status, at).await
}
