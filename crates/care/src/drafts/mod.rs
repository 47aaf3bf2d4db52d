//! Drafts: what somebody is typing, kept until it is sent. A draft is its author's alone, and is never lost: two
//! windows that save over one another are both kept, and shown side by side.

mod rows;
mod snippets;
pub mod unsent;

use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::Value;
use store::Tx;
use uuid::Uuid;

pub use snippets::{Snippet, add_snippet, remove_snippet, snippets};

use crate::requests::advice::instant;
use crate::{Ctx, Error, Result};
use rows::draft;

/// A draft as it was saved last.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The fields of the form.
    pub body: Value,
    /// Counts the savings; a form sends back the version it started from.
    pub version: i64,
    /// When it was saved.
    pub saved_at: Timestamp,
}

/// What saving did.
#[derive(Debug, Clone, PartialEq)]
pub enum Saved {
    /// Kept.
    Kept(Draft),
    /// Another window saved since: nothing was overwritten, here is what it holds.
    Elsewhere(Draft),
}

/// Longest draft, in bytes of JSON: every field of the longest form, full.
const LARGEST: usize = 1_000_000;

/// The actor's draft of a form about an object.
pub async fn find<C: ConnectionTrait>(db: &C, ctx: &Ctx, form: &str, object: Uuid) -> Result<Option<Draft>> {
    let me = ctx.actor().professional()?.practitioner();
    row(db, ctx, me.uuid(), form, object).await?.map(|row| read(&row)).transpose()
}

/// The actor's drafts of a form, each with its object, the last touched first.
pub(crate) async fn all<C: ConnectionTrait>(db: &C, ctx: &Ctx, form: &str) -> Result<Vec<(Uuid, Draft)>> {
    let me = ctx.actor().professional()?.practitioner();
    let rows = draft::Entity::find()
        .filter(draft::Column::TerritoryId.eq(ctx.territory()))
        .filter(draft::Column::PractitionerId.eq(me.uuid()))
        .filter(draft::Column::Form.eq(form))
        .order_by_desc(draft::Column::SavedAt)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok((row.object_id, read(&row)?))).collect()
}

/// Saves what is typed, if nobody saved since `base`.
pub async fn save(ctx: &Ctx, form: &'static str, object: Uuid, body: Value, base: i64) -> Result<Saved> {
    put(ctx, form, object, body, base, true).await
}

/// The same of a draft that is there: one that was sent or given up meanwhile is not begun again.
///
/// # Errors
/// [`Error::NotFound`] where it is gone.
pub(crate) async fn save_again(
    ctx: &Ctx,
    form: &'static str,
    object: Uuid,
    body: Value,
    base: i64,
) -> Result<Saved> {
    put(ctx, form, object, body, base, false).await
}

async fn put(
    ctx: &Ctx,
    form: &'static str,
    object: Uuid,
    body: Value,
    base: i64,
    begins: bool,
) -> Result<Saved> {
    let me = ctx.actor().professional()?.practitioner().uuid();
    let body = serde_json::to_string(&body)?;
    if body.len() > LARGEST {
        return Err(Error::invalid("body", "fault-draft-too-long"));
    }
    ctx.write(move |ctx, tx| async move {
        let saved_at = ctx.now().as_microsecond();
        match locked(&tx, &ctx, me, form, object).await? {
            Some(row) if row.body == body => Ok(Saved::Kept(read(&row)?)),
            Some(row) if row.version != base => Ok(Saved::Elsewhere(read(&row)?)),
            Some(row) => {
                let row = draft::Model { body, version: row.version + 1, saved_at, ..row };
                row.clone().save(&tx).await?;
                Ok(Saved::Kept(read(&row)?))
            }
            None if !begins => Err(Error::NotFound),
            None => {
                let row = draft::Model {
                    territory_id: ctx.territory(),
                    id: ctx.new_id(),
                    practitioner_id: me,
                    form: form.to_owned(),
                    object_id: object,
                    body,
                    version: 1,
                    saved_at,
                };
                row.clone().insert(&tx).await?;
                Ok(Saved::Kept(read(&row)?))
            }
        }
    })
    .await
}

/// The actor's draft of a form about an object, held until the act ends.
pub(crate) async fn hold(tx: &Tx, ctx: &Ctx, form: &str, object: Uuid) -> Result<Option<Draft>> {
    let me = ctx.actor().professional()?.practitioner();
    locked(tx, ctx, me.uuid(), form, object).await?.map(|row| read(&row)).transpose()
}

/// Keeps something else of a draft, in an act that read it in this transaction.
///
/// # Errors
/// [`Error::NotFound`] where it is gone.
pub(crate) async fn amend(ctx: &Ctx, tx: &Tx, form: &str, object: Uuid, body: &Value) -> Result<()> {
    let me = ctx.actor().professional()?.practitioner().uuid();
    let row = row(tx, ctx, me, form, object).await?.ok_or(Error::NotFound)?;
    let (version, saved_at) = (row.version + 1, ctx.now().as_microsecond());
    draft::Model { body: serde_json::to_string(body)?, version, saved_at, ..row }.save(tx).await?;
    Ok(())
}

/// Forgets the actor's draft: what it held has been sent, or given up.
pub(crate) async fn discard(ctx: &Ctx, tx: &Tx, form: &str, object: Uuid) -> Result<()> {
    let me = ctx.actor().professional()?.practitioner();
    draft::Entity::delete_many()
        .filter(draft::Column::TerritoryId.eq(ctx.territory()))
        .filter(draft::Column::PractitionerId.eq(me.uuid()))
        .filter(draft::Column::Form.eq(form))
        .filter(draft::Column::ObjectId.eq(object))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets every draft about an object that is no more.
pub(crate) async fn erase(ctx: &Ctx, tx: &Tx, object: Uuid) -> Result<()> {
    draft::Entity::delete_many()
        .filter(draft::Column::TerritoryId.eq(ctx.territory()))
        .filter(draft::Column::ObjectId.eq(object))
        .exec(tx)
        .await?;
    Ok(())
}

async fn row<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    who: Uuid,
    form: &str,
    object: Uuid,
) -> Result<Option<draft::Model>> {
    Ok(of(ctx, who, form, object).one(db).await?)
}

/// The same, which no other act changes before this one ends.
async fn locked(tx: &Tx, ctx: &Ctx, who: Uuid, form: &str, object: Uuid) -> Result<Option<draft::Model>> {
    Ok(of(ctx, who, form, object).lock_exclusive().one(tx).await?)
}

fn of(ctx: &Ctx, who: Uuid, form: &str, object: Uuid) -> Select<draft::Entity> {
    draft::Entity::find()
        .filter(draft::Column::TerritoryId.eq(ctx.territory()))
        .filter(draft::Column::PractitionerId.eq(who))
        .filter(draft::Column::Form.eq(form))
        .filter(draft::Column::ObjectId.eq(object))
}

fn read(row: &draft::Model) -> Result<Draft> {
    Ok(Draft {
        body: serde_json::from_str(&row.body)?,
        version: row.version,
        saved_at: instant(row.saved_at),
    })
}
