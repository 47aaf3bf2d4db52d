//! Chaining: giving every event its place after the one before.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, Statement, Value};
use uuid::Uuid;

use crate::bulk::{Bulk, BulkDelete};
use crate::db::{Db, Engine};
use crate::error::StoreError;
use crate::keys::hmac;
use crate::tx::Tx;

/// Most events linked in one act, so that an act stays short.
const MOST: i64 = 512;

static LINKS: Bulk = Bulk::new("audit_link", &["territory_id", "position", "event_id", "hash"]);
static PENDING: BulkDelete = BulkDelete::new("audit_pending", "event_id");

/// A link that has one after it, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// 1 for the first event of a territory, without gaps from there.
    pub(super) position: i64,
    pub(super) hash: Vec<u8>,
}

impl Link {
    /// What stands before the first.
    pub(super) fn none() -> Self {
        Self { position: 0, hash: Vec::new() }
    }

    /// The link that follows, over an event of this id and MAC. Keyed, so that whoever can write
    /// to the database but has no key cannot build another chain.
    pub(super) fn next(&self, key: &[u8; 32], territory: Uuid, event: Uuid, mac: &[u8]) -> Self {
        let position = self.position + 1;
        let parts: [&[u8]; 6] = [
            b"maillage link 1\n",
            territory.as_bytes(),
            &position.to_le_bytes(),
            event.as_bytes(),
            mac,
            &self.hash,
        ];
        Self { position, hash: hmac(key, &parts).to_vec() }
    }
}

/// The newest link of a territory and the date of its event.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) territory: Uuid,
    pub(super) link: Link,
    pub(super) at: Timestamp,
}

/// The territories that have events to link.
pub(super) async fn territories_pending(db: &Db) -> Result<Vec<Uuid>, StoreError> {
    let mut reader = db.reader();
    if db.engine() == Engine::Postgres {
        reader = db.held_reader();
        let sql = format!("SELECT {ALONG_THE_INDEX}");
        reader.query_one_raw(Statement::from_string(db.engine().backend(), sql)).await?;
    }
    let sql = "SELECT DISTINCT territory_id FROM audit_pending";
    let rows = reader.query_all_raw(Statement::from_string(db.engine().backend(), sql)).await?;
    Ok(rows.iter().map(|row| row.try_get("", "territory_id")).collect::<Result<_, _>>()?)
}

/// Links what is pending in a territory and tells where its chain then ends; nothing when nothing
/// was pending.
pub(super) async fn link_territory(db: &Db, territory: Uuid) -> Result<Option<Head>, StoreError> {
    let mut head = None;
    loop {
        let linked = db.write(async move |tx: Tx| link_some(&tx, territory).await).await?;
        match linked {
            Some((last, more)) => {
                head = Some(last);
                if !more {
                    return Ok(head);
                }
            }
            None => return Ok(head),
        }
    }
}

async fn link_some(tx: &Tx, territory: Uuid) -> Result<Option<(Head, bool)>, StoreError> {
    lock(tx, territory).await?;
    let mut link = newest(tx, territory).await?;
    let pending = pending(tx, territory).await?;
    let key = *tx.audit_key();
    let mut values = Vec::with_capacity(pending.len() * 4);
    for event in &pending {
        link = link.next(&key, territory, event.id, &event.mac);
        values.extend([territory.into(), link.position.into(), event.id.into(), link.hash.clone().into()]);
    }
    let Some(last) = pending.last() else { return Ok(None) };
    LINKS.insert(tx, values).await?;
    let linked: Vec<_> = pending.iter().map(|event| event.id).collect();
    PENDING.delete(tx, territory, &linked).await?;
    let more = i64::try_from(pending.len()).is_ok_and(|count| count == MOST);
    Ok(Some((Head { territory, link, at: last.at }, more)))
}

/// For the rest of the transaction PostgreSQL reads what is pending along its index. The table has room for the most that ever
/// waited, a takeover of thousands of lines for instance, and is nearly empty: PostgreSQL would look through all that room, twice
/// a second, for a handful of lines.
const ALONG_THE_INDEX: &str = "set_config('enable_seqscan', 'off', true)";

/// One linker at a time for a territory. On SQLite the one writer is the lock.
async fn lock(tx: &Tx, territory: Uuid) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        let (_, low) = territory.as_u64_pair();
        let sql = format!("SELECT pg_advisory_xact_lock($1), {ALONG_THE_INDEX}");
        tx.run(&sql, vec![low.cast_signed().into()]).await?;
    }
    Ok(())
}

/// The link that a territory's chain ends with.
pub(super) async fn newest<C: ConnectionTrait>(db: &C, territory: Uuid) -> Result<Link, StoreError> {
    let sql = "SELECT position, hash FROM audit_link WHERE territory_id = $1 ORDER BY position DESC LIMIT 1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [territory.into()]);
    match db.query_one_raw(statement).await? {
        Some(row) => Ok(Link { position: row.try_get("", "position")?, hash: row.try_get("", "hash")? }),
        None => Ok(Link::none()),
    }
}

struct Pending {
    id: Uuid,
    mac: Vec<u8>,
    at: Timestamp,
}

async fn pending(tx: &Tx, territory: Uuid) -> Result<Vec<Pending>, StoreError> {
    let sql =
        "SELECT event_id, mac, at FROM audit_pending WHERE territory_id = $1 ORDER BY event_id LIMIT $2";
    let values: [Value; 2] = [territory.into(), MOST.into()];
    let statement = Statement::from_sql_and_values(tx.engine().backend(), sql, values);
    let mut pending = Vec::new();
    for row in tx.query_all_raw(statement).await? {
        pending.push(Pending {
            id: row.try_get("", "event_id")?,
            mac: row.try_get("", "mac")?,
            at: Timestamp::from_microsecond(row.try_get("", "at")?).unwrap_or_default(),
        });
    }
    Ok(pending)
}
