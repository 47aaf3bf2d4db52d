//! The territory of a database: the tenant.

use kernel::{Clock, Entropy};
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Db, Tx};
use uuid::Uuid;

use crate::sql::sql;
use crate::{Error, Result, TerritoryId};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
}

async fn first<C: ConnectionTrait>(db: &C) -> Result<Option<TerritoryId>> {
    let row = Row::find_by_statement(sql(db, "SELECT id FROM territory ORDER BY id LIMIT 1", Vec::new()))
        .one(db)
        .await?;
    Ok(row.map(|row| row.id.into()))
}

/// The territory that a database holds, if it holds one.
pub async fn find(db: &Db) -> Result<Option<TerritoryId>> {
    first(&db.reader()).await
}

/// Adds a territory.
pub(crate) async fn found(tx: &Tx, id: TerritoryId, name: &str, region: &str) -> Result<()> {
    let statement = sql(
        tx,
        "INSERT INTO territory (id, name, region) VALUES (?, ?, ?)",
        vec![id.uuid().into(), name.into(), region.into()],
    );
    tx.execute_raw(statement).await?;
    Ok(())
}

/// The territory of a database, made if there is none.
pub async fn ensure(db: &Db, clock: &dyn Clock, entropy: &dyn Entropy) -> Result<TerritoryId> {
    let fresh = TerritoryId::from(kernel::new_uuid(clock.now(), entropy));
    db.write(move |tx: Tx| async move {
        if let Some(known) = first(&tx).await? {
            return Ok::<_, Error>(known);
        }
        found(&tx, fresh, "Territoire", "metropolitan").await?;
        Ok(fresh)
    })
    .await
}
