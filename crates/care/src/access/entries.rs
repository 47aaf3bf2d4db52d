//! Entries of a record: what happened to a person, each in one compartment, open or restricted.

use jiff::Timestamp;
use policy::Compartment;
use serde::Serialize;
use store::Tx;
use uuid::Uuid;

use crate::rows::row;
use crate::{Ctx, PersonId, Result};

row! {
    entry = "entry" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        compartment: String,
        shared_with_social: bool,
        restricted: bool,
        at: i64,
        recorded_at: i64,
        role_id: Uuid,
        kind: String,
        object_kind: String,
        object_id: Uuid,
        body: String,
        until_at: Option<i64>,
        withdrawn_at: Option<i64>,
        changes: i64,
    }
}

/// Something that happened and belongs in a person's record.
#[derive(Debug, Clone)]
pub struct NewEntry<'a> {
    /// The person.
    pub person: PersonId,
    /// The part of the record in which it stands.
    pub compartment: Compartment,
    /// When it happened.
    pub at: Timestamp,
    /// Stable code, for example `advice-sent`: the message key of its line.
    pub kind: &'static str,
    /// What it is about.
    pub object: (&'a str, Uuid),
}

/// The stored code of a compartment.
pub(crate) fn code<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        other => unreachable!("codes are plain enums that serialise to text, not {other:?}"),
    }
}

/// Adds an entry, authored by the actor, and says which it is.
pub(crate) async fn add_as(ctx: &Ctx, tx: &Tx, new: NewEntry<'_>) -> Result<Uuid> {
    let entry = authored(ctx, &new)?;
    let id = entry.id;
    entry.insert(tx).await?;
    Ok(id)
}

/// Adds an entry, authored by the actor.
pub(crate) async fn add(ctx: &Ctx, tx: &Tx, new: NewEntry<'_>) -> Result<()> {
    authored(ctx, &new)?.insert(tx).await?;
    Ok(())
}

/// The row of an entry, authored by the actor.
pub(crate) fn authored(ctx: &Ctx, new: &NewEntry<'_>) -> Result<entry::Model> {
    let role = ctx.actor().professional()?.role();
    Ok(entry::Model {
        territory_id: ctx.territory(),
        id: ctx.new_id(),
        person_id: new.person.uuid(),
        compartment: code(&new.compartment),
        shared_with_social: false,
        restricted: false,
        at: new.at.as_microsecond(),
        recorded_at: ctx.now().as_microsecond(),
        role_id: role.uuid(),
        kind: new.kind.to_owned(),
        object_kind: new.object.0.to_owned(),
        object_id: new.object.1,
        body: "{}".to_owned(),
        until_at: None,
        withdrawn_at: None,
        changes: 0,
    })
}
