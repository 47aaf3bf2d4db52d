//! Drafts that nobody sends: their author is told, and a day later they are dropped with all that was typed and joined.

use jiff::{Timestamp, ToSpan};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use store::Tx;

use super::facts::Status;
use super::rows::advice;
use crate::notices::{self, NewNotice};
use crate::programs::Program;
use crate::{AdviceId, Ctx, PractitionerId, Result, attachments, drafts};

/// Most drafts in one run; the rest waits for the next minute.
const MOST: u64 = 500;

/// Looks at the drafts that are old enough to be told about. Tells how many were dropped.
pub(super) async fn drop_forgotten(ctx: &Ctx, program: &Program) -> Result<usize> {
    let told_from = before(ctx.now(), i64::from(program.clocks.draft_days) - 1);
    let told_a_day_ago = before(ctx.now(), 1);
    let old = advice::Entity::find()
        .filter(advice::Column::TerritoryId.eq(ctx.territory()))
        .filter(advice::Column::Program.eq(&program.slug))
        .filter(advice::Column::Status.eq(Status::Draft.code()))
        .filter(advice::Column::CreatedAt.lte(told_from))
        // One that was told of today rests until tomorrow.
        .filter(advice::Column::WarnedAt.is_null().or(advice::Column::WarnedAt.lte(told_a_day_ago)))
        .order_by_asc(advice::Column::Id)
        .limit(MOST)
        .all(&ctx.reader())
        .await?;
    let mut dropped = 0;
    for row in old {
        let id = AdviceId::from(row.id);
        dropped += usize::from(ctx.write(move |ctx, tx| async move { forget(&ctx, &tx, id).await }).await?);
    }
    Ok(dropped)
}

fn before(now: Timestamp, days: i64) -> i64 {
    now.checked_sub((24 * days).hours()).unwrap_or(Timestamp::MIN).as_microsecond()
}

/// Tells the author of a draft, or drops it where they were told. Whether it was dropped.
async fn forget(ctx: &Ctx, tx: &Tx, id: AdviceId) -> Result<bool> {
    let key = (ctx.territory(), id.uuid());
    let found = advice::Entity::find_by_id(key).lock_exclusive().one(tx).await?;
    // It may have been sent, or given up, since it was read.
    let Some(row) = found.filter(|row| row.status == Status::Draft.code()) else { return Ok(false) };
    let object = ("advice", id.uuid());
    if row.warned_at.is_none() {
        let to = PractitionerId::from(row.asker_id);
        let (kind, dedup) = ("notice-draft-to-be-dropped", format!("advice|{}|draft", id.uuid()));
        notices::tell(ctx, tx, &[to], NewNotice { kind, object, dedup: &dedup }).await?;
        let warned_at = Some(ctx.now().as_microsecond());
        advice::Model { warned_at, ..row }.save(tx).await?;
        return Ok(false);
    }
    attachments::remove_all(ctx, tx, id.uuid()).await?;
    drafts::erase(ctx, tx, id.uuid()).await?;
    notices::forget(ctx, tx, id.uuid()).await?;
    advice::Entity::delete_by_id(key).exec(tx).await?;
    ctx.record(tx, "advice.draft_dropped", object, None, &crate::ctx::system()).await?;
    Ok(true)
}
