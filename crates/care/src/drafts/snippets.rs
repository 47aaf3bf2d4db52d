//! Ready-made sentences, personal to each professional.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::rows::snippet;
use crate::fields::{self, Faults};
use crate::{Ctx, Error, Result, SnippetId};

/// A ready-made sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Which.
    pub id: SnippetId,
    /// What it is called on the page.
    pub label: String,
    /// What it puts into the text.
    pub body: String,
}

/// Most sentences one professional may keep.
const MOST: u64 = 50;

/// The actor's sentences, oldest first.
pub async fn snippets<C: ConnectionTrait>(db: &C, ctx: &Ctx) -> Result<Vec<Snippet>> {
    let me = ctx.actor().professional()?.practitioner();
    let rows = snippet::Entity::find()
        .filter(snippet::Column::TerritoryId.eq(ctx.territory()))
        .filter(snippet::Column::PractitionerId.eq(me.uuid()))
        .order_by_asc(snippet::Column::CreatedAt)
        .limit(MOST)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| Snippet { id: row.id.into(), label: row.label, body: row.body }).collect())
}

/// Keeps a sentence.
pub async fn add_snippet(ctx: &Ctx, label: &str, body: &str) -> Result<SnippetId> {
    let mut faults = Faults::new();
    let label = faults.take(fields::short("label", label));
    let body = faults.take(fields::long("body", body));
    faults.done()?;
    let me = ctx.actor().professional()?.practitioner().uuid();
    let (label, body) = (label.unwrap_or_default(), body.unwrap_or_default());
    ctx.write(move |ctx, tx| async move {
        if u64::try_from(snippets(&tx, &ctx).await?.len()).unwrap_or(MOST) >= MOST {
            return Err(Error::invalid("label", "fault-too-many-snippets"));
        }
        let id: SnippetId = ctx.new_id();
        snippet::Model {
            territory_id: ctx.territory(),
            id: id.uuid(),
            practitioner_id: me,
            label,
            body,
            created_at: ctx.now().as_microsecond(),
        }
        .insert(&tx)
        .await?;
        Ok(id)
    })
    .await
}

/// Throws a sentence away. Somebody else's is not found.
pub async fn remove_snippet(ctx: &Ctx, id: SnippetId) -> Result<()> {
    let me = ctx.actor().professional()?.practitioner().uuid();
    ctx.write(move |ctx, tx| async move {
        let gone = snippet::Entity::delete_many()
            .filter(snippet::Column::TerritoryId.eq(ctx.territory()))
            .filter(snippet::Column::Id.eq(id.uuid()))
            .filter(snippet::Column::PractitionerId.eq(me))
            .exec(&tx)
            .await?;
        if gone.rows_affected == 0 { Err(Error::NotFound) } else { Ok(()) }
    })
    .await
}
