//! Rows beside the entry itself: whom its author named, and what became of it.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use store::Tx;

use super::form::Audience;
use crate::rows::row;
use crate::{Ctx, EntryId, Result};

row! {
    entry_reader = "entry_reader" {
        territory_id: Uuid, entry_id: Uuid, practitioner_id: Uuid;
    }
}

row! {
    entry_change = "entry_change" {
        territory_id: Uuid, entry_id: Uuid, seq: i64;
        kind: String,
        at: i64,
        role_id: Uuid,
        body: String,
    }
}

/// Names the readers of a restricted entry, instead of those named before.
pub(super) async fn name_readers(ctx: &Ctx, tx: &Tx, entry: EntryId, audience: &Audience) -> Result<()> {
    entry_reader::Entity::delete_many()
        .filter(entry_reader::Column::TerritoryId.eq(ctx.territory()))
        .filter(entry_reader::Column::EntryId.eq(entry.uuid()))
        .exec(tx)
        .await?;
    let Audience::Named(readers) = audience else { return Ok(()) };
    let rows: Vec<_> = readers
        .iter()
        .map(|reader| entry_reader::Model {
            territory_id: ctx.territory(),
            entry_id: entry.uuid(),
            practitioner_id: reader.uuid(),
        })
        .map(entry_reader::ActiveModel::from)
        .collect();
    if !rows.is_empty() {
        entry_reader::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
