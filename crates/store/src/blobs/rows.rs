//! The row of an attachment: its hash, its wrapped key, its size.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, Statement, Value};
use uuid::Uuid;

use super::{StoredBlob, WrappedKey};
use crate::error::StoreError;
use crate::tx::Tx;

impl Tx {
    /// Writes the row of an attachment that [`Blobs::put`](crate::Blobs::put) has stored.
    pub async fn save_blob(
        &self,
        territory: Uuid,
        id: Uuid,
        blob: &StoredBlob,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO blob (territory_id, id, hash, wrapped_key, size, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6)";
        let size = i64::try_from(blob.size).map_err(|_| StoreError::bug("an attachment is too large"))?;
        let values: Vec<Value> = vec![
            territory.into(),
            id.into(),
            blob.hash.to_vec().into(),
            blob.wrapped_key.as_bytes().to_vec().into(),
            size.into(),
            now.as_microsecond().into(),
        ];
        self.run(sql, values).await.map(|_| ())
    }

    /// Deletes the key of an attachment: nobody can open it any more. Tells its hash, for
    /// [`Blobs::shred`](crate::Blobs::shred) afterwards; nothing when there is no such attachment
    /// or its key is gone already.
    pub async fn shred_blob(
        &self,
        territory: Uuid,
        id: Uuid,
        now: Timestamp,
    ) -> Result<Option<[u8; 32]>, StoreError> {
        let sql = "UPDATE blob SET wrapped_key = NULL, shredded_at = $3 \
             WHERE territory_id = $1 AND id = $2 AND wrapped_key IS NOT NULL RETURNING hash";
        let values: [Value; 3] = [territory.into(), id.into(), now.as_microsecond().into()];
        let statement = Statement::from_sql_and_values(self.engine().backend(), sql, values);
        match self.query_one_raw(statement).await? {
            Some(row) => Ok(Some(hash(row.try_get("", "hash")?)?)),
            None => Ok(None),
        }
    }
}

/// The row of an attachment; nothing when there is none or it was shredded.
pub async fn load<C: ConnectionTrait>(
    db: &C,
    territory: Uuid,
    id: Uuid,
) -> Result<Option<StoredBlob>, StoreError> {
    let sql = "SELECT hash, wrapped_key, size FROM blob \
         WHERE territory_id = $1 AND id = $2 AND wrapped_key IS NOT NULL";
    let values: [Value; 2] = [territory.into(), id.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let Some(row) = db.query_one_raw(statement).await? else { return Ok(None) };
    let wrapped: Vec<u8> = row.try_get("", "wrapped_key")?;
    let size: i64 = row.try_get("", "size")?;
    Ok(Some(StoredBlob {
        hash: hash(row.try_get("", "hash")?)?,
        wrapped_key: WrappedKey::from_slice(&wrapped)
            .ok_or_else(|| StoreError::bug("the row of an attachment has no proper key"))?,
        size: size.unsigned_abs(),
    }))
}

fn hash(bytes: Vec<u8>) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::bug("the row of an attachment has no proper hash"))
}
