//! The entries that an interview leaves in the record: they carry who reads what, the tables of interviews do not.

use jiff::Timestamp;
use policy::Compartment;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use crate::access::entries::{code, entry};
use crate::{Ctx, Error, InterviewId, PersonId, Result};

/// What the private entry says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Private {
    pub(super) text: String,
}

/// An entry that an interview leaves in the record.
pub(super) struct Line {
    pub(super) interview: InterviewId,
    pub(super) person: PersonId,
    pub(super) compartment: Compartment,
    /// Kept for its author and the readers whom it names.
    pub(super) restricted: bool,
    pub(super) at: Timestamp,
    pub(super) kind: &'static str,
    pub(super) body: String,
}

/// Adds an entry to the record, authored by the actor; answers its identifier.
pub(super) async fn enter(ctx: &Ctx, tx: &Tx, line: Line) -> Result<Uuid> {
    let id: Uuid = ctx.new_id();
    entry::Model {
        territory_id: ctx.territory(),
        id,
        person_id: line.person.uuid(),
        compartment: code(&line.compartment),
        shared_with_social: false,
        restricted: line.restricted,
        at: line.at.as_microsecond(),
        recorded_at: ctx.now().as_microsecond(),
        role_id: ctx.actor().professional()?.role().uuid(),
        kind: line.kind.to_owned(),
        object_kind: "interview".to_owned(),
        object_id: line.interview.uuid(),
        body: line.body,
        until_at: None,
        withdrawn_at: None,
        changes: 0,
    }
    .insert(tx)
    .await?;
    Ok(id)
}

/// The private entry: in the social part, restricted to its author, naming no reader.
pub(super) async fn enter_private(
    ctx: &Ctx,
    tx: &Tx,
    interview: InterviewId,
    person: PersonId,
    at: Timestamp,
    text: &str,
) -> Result<Uuid> {
    let line = Line {
        interview,
        person,
        compartment: Compartment::Social,
        restricted: true,
        at,
        kind: "interview-private",
        body: serde_json::to_string(&Private { text: text.to_owned() })?,
    };
    enter(ctx, tx, line).await
}

/// An entry that an interview left, to be changed.
pub(super) async fn left(ctx: &Ctx, tx: &Tx, id: Uuid) -> Result<entry::Model> {
    let found = entry::Entity::find_by_id((ctx.territory(), id)).one(tx).await?;
    found.ok_or_else(|| Error::Bug("an interview without its entry".to_owned()))
}

/// Saves an entry that was changed; what stood before is kept beside the interview.
pub(super) async fn amend(tx: &Tx, mut row: entry::Model) -> Result<()> {
    row.changes += 1;
    row.save(tx).await?;
    Ok(())
}
