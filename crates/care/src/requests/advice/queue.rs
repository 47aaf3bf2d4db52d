//! How many open requests one psychiatrist has.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::sql::sql;
use crate::{Ctx, PractitionerId, Result};

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// Requests taken by, or addressed to, a practitioner and not yet answered.
pub(super) async fn open_requests<C: ConnectionTrait>(db: &C, ctx: &Ctx, who: PractitionerId) -> Result<u64> {
    let statement = sql(
        db,
        "SELECT (SELECT COUNT(*) FROM advice WHERE territory_id = ? AND answerer_id = ? \
         AND status IN ('accepted', 'awaiting_asker')) \
         + (SELECT COUNT(*) FROM advice WHERE territory_id = ? AND named_id = ? \
         AND status = 'sent') AS n",
        vec![ctx.territory().into(), who.uuid().into(), ctx.territory().into(), who.uuid().into()],
    );
    let count = Count::find_by_statement(statement).one(db).await?;
    Ok(count.map_or(0, |count| u64::try_from(count.n).unwrap_or(0)))
}
