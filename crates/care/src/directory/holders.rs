//! Who is charged with something today; holding somebody's place while an act is about them.

use std::collections::BTreeSet;

use policy::Function;
use sea_orm::{EntityTrait, FromQueryResult, QuerySelect};
use store::Tx;
use uuid::Uuid;

use super::rows::practitioner;
use crate::sql::sql;
use crate::{Ctx, Error, PractitionerId, Result};

/// Keeps other acts about this professional waiting until this one ends.
pub(crate) async fn hold(ctx: &Ctx, tx: &Tx, who: PractitionerId) -> Result<()> {
    let found = practitioner::Entity::find_by_id((ctx.territory(), who.uuid())).lock_exclusive();
    found.one(tx).await?.map(|_| ()).ok_or(Error::NotFound)
}

/// The professionals who are charged with this in one of their roles today.
pub(crate) async fn holders_of(ctx: &Ctx, tx: &Tx, function: Function) -> Result<Vec<PractitionerId>> {
    #[derive(FromQueryResult)]
    struct Holder {
        practitioner_id: Uuid,
        functions: String,
    }
    let now = ctx.now().as_microsecond();
    let text = "SELECT practitioner_id, functions FROM practitioner_role WHERE territory_id = ? AND from_at <= ? \
                AND (until_at IS NULL OR until_at > ?) AND functions LIKE ? ORDER BY practitioner_id";
    let like = format!("%{}%", function.as_str());
    let values = vec![ctx.territory().into(), now.into(), now.into(), like.into()];
    let mut holders = Vec::new();
    for row in Holder::find_by_statement(sql(tx, text, values)).all(tx).await? {
        let functions: BTreeSet<Function> = serde_json::from_str(&row.functions)?;
        let who = PractitionerId::from(row.practitioner_id);
        if functions.contains(&function) && holders.last() != Some(&who) {
            holders.push(who);
        }
    }
    Ok(holders)
}
