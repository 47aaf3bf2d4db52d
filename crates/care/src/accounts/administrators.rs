//! Who administers: somebody must always be left.

use std::collections::BTreeSet;

use policy::Function;
use sea_orm::FromQueryResult;
use store::Tx;
use uuid::Uuid;

use super::manage::lock;
use crate::sql::sql;
use crate::{AccountId, Ctx, Result};

/// Who administers, beside the holder of an account.
pub(super) struct Others {
    /// The holder of the account administers today.
    pub(super) administers: bool,
    /// How many others could still sign in and do so.
    pub(super) left: usize,
}

/// Counts the administrators, and keeps others from disabling them until the act ends: of two who disable each other
/// at once, one stays.
pub(super) async fn others(ctx: &Ctx, tx: &Tx, account: AccountId) -> Result<Others> {
    #[derive(FromQueryResult)]
    struct Holder {
        id: Uuid,
        functions: String,
    }
    let now = ctx.now().as_microsecond();
    let like = format!("%{}%", Function::Administrator.as_str());
    let statement = sql(
        tx,
        "SELECT a.id, r.functions FROM account a JOIN practitioner_role r ON r.territory_id = a.territory_id \
         AND r.practitioner_id = a.practitioner_id WHERE a.territory_id = ? AND a.disabled_at IS NULL \
         AND r.from_at <= ? AND (r.until_at IS NULL OR r.until_at > ?) AND r.functions LIKE ?",
        vec![ctx.territory().into(), now.into(), now.into(), like.into()],
    );
    // By id, in the same order for everybody, so that two acts never wait for each other.
    let mut holders = BTreeSet::new();
    for row in Holder::find_by_statement(statement).all(tx).await? {
        let functions: BTreeSet<Function> = serde_json::from_str(&row.functions)?;
        if functions.contains(&Function::Administrator) {
            holders.insert(row.id);
        }
    }
    let mut others = Others { administers: false, left: 0 };
    for id in holders {
        let enabled = lock(tx, ctx, id.into()).await?.disabled_at.is_none();
        if id == account.uuid() {
            others.administers = enabled;
        } else {
            others.left += usize::from(enabled);
        }
    }
    Ok(others)
}
