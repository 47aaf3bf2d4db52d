//! The end of an import: what the file no longer names is closed, and the journal gets its line.

use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use store::Tx;
use uuid::Uuid;

use super::run::Run;
use crate::directory::may_manage;
use crate::sql::{marks, sql};
use crate::{Ctx, Result};

/// Exercises looked at, and closed, in one act.
const PAGE: usize = 8_192;
/// Identifiers in one statement.
const AT_ONCE: usize = 512;

#[derive(FromQueryResult)]
struct Open {
    id: Uuid,
    number: i64,
    national_id: String,
}

/// Closes what the file no longer names, page by page, but nothing of a professional of whom a line could not be read; `None` where another import began meanwhile. What is closed stays,
/// and opens again if a later file names it.
pub(super) async fn close(ctx: &Ctx, mut run: Run) -> Result<Option<Run>> {
    let text = format!(
        "SELECT id, number, national_id FROM public_practice WHERE territory_id = ? AND id > ? AND closed_at IS NULL \
         ORDER BY id LIMIT {PAGE}"
    );
    let (db, mut last) = (ctx.reader(), Uuid::nil());
    loop {
        let values = vec![ctx.territory().into(), last.into()];
        let open = Open::find_by_statement(sql(&db, &text, values)).all(&db).await?;
        let Some(furthest) = open.last() else { return Ok(Some(run)) };
        last = furthest.id;
        let left = |it: &&Open| !run.seen.has(it.number) && !run.spared.contains(&it.national_id);
        let gone: Vec<Uuid> = open.iter().filter(left).map(|it| it.id).collect();
        if gone.is_empty() {
            continue;
        }
        let ran = ctx.write(move |ctx, tx| async move {
            if !run.goes_on(&ctx, &tx).await? {
                return Ok(None);
            }
            let closed = leave(&ctx, &tx, run.row.number, &gone).await?;
            run.row.closed += closed;
            run.row.held -= closed;
            run.save(&tx).await?;
            Ok(Some(run))
        });
        let Some(on) = ran.await? else { return Ok(None) };
        run = on;
    }
}

/// They have left: they are found on no map any more.
async fn leave(ctx: &Ctx, tx: &Tx, number: i64, gone: &[Uuid]) -> Result<i64> {
    let mut closed = 0;
    for some in gone.chunks(AT_ONCE) {
        let text = format!(
            "UPDATE public_practice SET closed_at = ?, seen_in = ?, cell = NULL \
             WHERE territory_id = ? AND closed_at IS NULL AND id IN ({})",
            marks(some.len())
        );
        let mut values: Vec<Value> =
            vec![ctx.now().as_microsecond().into(), number.into(), ctx.territory().into()];
        values.extend(some.iter().map(|id| Value::from(*id)));
        let rows = tx.execute_raw(sql(tx, &text, values)).await?.rows_affected();
        closed += i64::try_from(rows).unwrap_or(i64::MAX);
    }
    Ok(closed)
}

/// Ends an import; `None` where another began meanwhile.
pub(super) async fn finish(ctx: &Ctx, run: Run) -> Result<Option<Run>> {
    ctx.write(move |ctx, tx| async move {
        let mut run = run;
        let reason = may_manage(&ctx)?;
        if !run.goes_on(&ctx, &tx).await? {
            return Ok(None);
        }
        run.row.done_at = Some(ctx.now().as_microsecond());
        run.save(&tx).await?;
        ctx.record(&tx, "directory.imported", ("directory_import", run.row.id), None, &reason).await?;
        Ok(Some(run))
    })
    .await
}
