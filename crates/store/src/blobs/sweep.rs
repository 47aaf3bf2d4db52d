//! Removing what no row refers to.

use futures_util::TryStreamExt;
use jiff::{SignedDuration, Timestamp};
use object_store::ObjectStoreExt;
use object_store::path::Path;
use sea_orm::{ConnectionTrait, Statement, Value};

use super::{Blobs, unavailable};
use crate::db::Db;
use crate::error::StoreError;
use crate::hex;

/// Younger objects may belong to an act that has not committed yet.
const YOUNG: SignedDuration = SignedDuration::from_hours(24);

impl Blobs {
    /// Removes stored bytes older than a day that no attachment refers to (their act failed, or
    /// their key was shredded and the removal did not come through). Tells how many.
    pub async fn sweep(&self, db: &Db, now: Timestamp) -> Result<usize, StoreError> {
        let mut objects = self.store.list(Some(&self.prefix));
        let mut removed = 0;
        while let Some(object) = objects.try_next().await.map_err(|error| unavailable(&error))? {
            let age = now.as_second() - object.last_modified.timestamp();
            if age < YOUNG.as_secs() || self.is_wanted(db, &object.location).await? {
                continue;
            }
            self.store.delete(&object.location).await.map_err(|error| unavailable(&error))?;
            removed += 1;
        }
        Ok(removed)
    }

    /// Whether a row with a key names this object. What is not named like one of ours is let be.
    async fn is_wanted(&self, db: &Db, location: &Path) -> Result<bool, StoreError> {
        let name = location.filename().and_then(hex::decode).filter(|name| name.len() == 32);
        let Some(hash) = name else { return Ok(true) };
        let sql = "SELECT 1 AS n FROM blob WHERE hash = $1 AND wrapped_key IS NOT NULL LIMIT 1";
        let values: [Value; 1] = [hash.into()];
        let statement = Statement::from_sql_and_values(db.engine().backend(), sql, values);
        Ok(db.reader().query_one_raw(statement).await?.is_some())
    }
}
