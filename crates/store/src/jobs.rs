//! The outbox: work to be done later, promised in the same transaction as its reason.
//!
//! A job is delivered at least once. A worker takes it under a lease; should the worker vanish,
//! the lease runs out and another takes it. A handler is therefore safe to run twice: either its
//! effect is harmless twice, or it settles the job in the transaction of its effect
//! ([`Job::complete_in`]), which the second run then refuses.

use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::bulk::Bulk;
use crate::error::{StoreError, one_line};
use crate::tx::Tx;

mod claim;
mod worker;

pub use worker::{Worker, WorkerHandle};

/// How often a job is tried before it is put aside, unless it says otherwise.
pub const USUAL_ATTEMPTS: u32 = 8;

/// Work to be done later.
#[derive(Clone, Debug, PartialEq)]
pub struct NewJob {
    /// Its id.
    pub id: Uuid,
    /// For which territory.
    pub territory: Uuid,
    /// Which handler does it: a stable code such as `notice.send`.
    pub kind: String,
    /// What the handler needs: ids rather than content.
    pub payload: Json,
    /// Not before.
    pub run_at: Timestamp,
    /// How often it is tried before it is put aside as dead.
    pub max_attempts: u32,
    /// A second job of a territory with the same key is not enqueued, even when the first is done.
    pub dedup: Option<String>,
}

impl NewJob {
    /// A job to be tried [`USUAL_ATTEMPTS`] times.
    pub fn new(id: Uuid, territory: Uuid, kind: impl Into<String>, payload: Json, run_at: Timestamp) -> Self {
        let (kind, max_attempts, dedup) = (kind.into(), USUAL_ATTEMPTS, None);
        Self { id, territory, kind, payload, run_at, max_attempts, dedup }
    }

    /// At most once under this key.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.dedup = Some(key.into());
        self
    }
}

/// A job that a worker has taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// For which territory.
    pub territory: Uuid,
    /// Which handler does it.
    pub kind: String,
    /// What the handler needs.
    pub payload: Json,
    /// Which try this is, from 1; it also marks the lease, so that a late worker cannot settle
    /// what another has taken over.
    pub attempt: u32,
    /// After this many it is put aside.
    pub max_attempts: u32,
}

/// Why a handler did not do its job. The reasons are kept in the database and shown to an
/// operator: a code or a short sentence, never a secret nor a word of a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// It may work later.
    #[error("to be tried again: {0}")]
    Retry(String),
    /// It never will.
    #[error("given up: {0}")]
    Dead(String),
}

impl From<StoreError> for JobError {
    fn from(error: StoreError) -> Self {
        Self::Retry(one_line(&error.to_string()))
    }
}

/// A job that was tried too often, or whose handler gave up.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadJob {
    /// Its id.
    pub id: Uuid,
    /// Which handler could not do it.
    pub kind: String,
    /// How often it was tried.
    pub attempts: u32,
    /// The last reason.
    pub last_error: String,
    /// When it was put aside.
    pub dead_at: Timestamp,
}

/// What a handler returns.
pub(crate) type Handling = Pin<Box<dyn Future<Output = Result<(), JobError>> + Send>>;

static JOBS: Bulk = Bulk::unless(
    "job",
    &["territory_id", "id", "kind", "payload", "run_at", "attempts", "max_attempts", "dedup"],
    "(territory_id, dedup) DO NOTHING",
);

impl NewJob {
    fn into_values(self) -> [Value; 8] {
        [
            self.territory.into(),
            self.id.into(),
            self.kind.into(),
            self.payload.to_string().into(),
            self.run_at.as_microsecond().into(),
            0_i64.into(),
            i64::from(self.max_attempts.max(1)).into(),
            self.dedup.into(),
        ]
    }
}

impl Tx {
    /// Promises a job with the act that is its reason. Tells whether it is new: a key already used
    /// in this territory changes nothing.
    pub async fn enqueue(&self, job: NewJob) -> Result<bool, StoreError> {
        Ok(self.enqueue_all([job]).await? == 1)
    }

    /// [`Tx::enqueue`] for many jobs at once. Tells how many are new.
    pub async fn enqueue_all(&self, jobs: impl IntoIterator<Item = NewJob>) -> Result<u64, StoreError> {
        let is_new = JOBS.insert(self, jobs.into_iter().flat_map(NewJob::into_values).collect()).await?;
        if is_new > 0 {
            self.has_jobs();
        }
        Ok(is_new)
    }

    /// Takes back what was promised under a key, unless it is done already; the key is free again.
    /// With [`Tx::enqueue`] after it, a job is moved to another time.
    pub async fn withdraw(&self, territory: Uuid, key: &str) -> Result<bool, StoreError> {
        let sql = "DELETE FROM job WHERE territory_id = $1 AND dedup = $2 AND done_at IS NULL";
        Ok(self.run(sql, vec![territory.into(), key.into()]).await? == 1)
    }
}

impl Job {
    /// Settles the job in the transaction of its effect: either both are committed, or neither.
    ///
    /// # Errors
    /// [`StoreError::Unique`] when the job is no longer this worker's (it was done, or its lease
    /// ran out and another took it): let the act fail with it, so that the effect is undone.
    pub async fn complete_in(&self, tx: &Tx, now: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE job SET done_at = $4, lease_until = NULL, last_error = NULL \
             WHERE territory_id = $1 AND id = $2 AND attempts = $3 AND done_at IS NULL AND dead_at IS NULL";
        let values: Vec<Value> = vec![
            self.territory.into(),
            self.id.into(),
            i64::from(self.attempt).into(),
            now.as_microsecond().into(),
        ];
        match tx.run(sql, values).await? {
            1 => Ok(()),
            _ => Err(StoreError::Unique { constraint: "job already settled or taken over".to_owned() }),
        }
    }
}

/// The jobs of a territory that were put aside, oldest first. `after` is the last of the page
/// before.
pub async fn dead<C: ConnectionTrait>(
    db: &C,
    territory: Uuid,
    after: Option<&DeadJob>,
    limit: u32,
) -> Result<Vec<DeadJob>, StoreError> {
    let sql = "SELECT id, kind, attempts, last_error, dead_at FROM job \
         WHERE territory_id = $1 AND dead_at IS NOT NULL AND (dead_at, id) > ($2, $3) \
         ORDER BY dead_at, id LIMIT $4";
    let (at, id) = after.map_or((i64::MIN, Uuid::nil()), |job| (job.dead_at.as_microsecond(), job.id));
    let values: [Value; 4] = [territory.into(), at.into(), id.into(), i64::from(limit).into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let rows = db.query_all_raw(statement).await?;
    Ok(rows.iter().map(DeadJob::read).collect::<Result<_, _>>()?)
}

/// Brings a dead job back to life, with all its attempts before it. False when there is none such.
pub async fn retry(tx: &Tx, territory: Uuid, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "UPDATE job SET dead_at = NULL, attempts = 0, lease_until = NULL, run_at = $3 \
         WHERE territory_id = $1 AND id = $2 AND dead_at IS NOT NULL";
    let revived = tx.run(sql, vec![territory.into(), id.into(), now.as_microsecond().into()]).await? == 1;
    if revived {
        tx.has_jobs();
    }
    Ok(revived)
}

/// Forgets jobs done before a date, and with them the keys that kept them from being enqueued
/// again.
pub async fn forget_done(tx: &Tx, territory: Uuid, before: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM job WHERE territory_id = $1 AND done_at < $2";
    tx.run(sql, vec![territory.into(), before.as_microsecond().into()]).await
}

impl Job {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let payload: String = row.try_get("", "payload")?;
        Ok(Self {
            id: row.try_get("", "id")?,
            territory: row.try_get("", "territory_id")?,
            kind: row.try_get("", "kind")?,
            payload: serde_json::from_str(&payload).map_err(|_| DbErr::Json("a job's payload".to_owned()))?,
            attempt: number(row, "attempts")?,
            max_attempts: number(row, "max_attempts")?,
        })
    }
}

impl DeadJob {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.try_get("", "id")?,
            kind: row.try_get("", "kind")?,
            attempts: number(row, "attempts")?,
            last_error: row.try_get::<Option<String>>("", "last_error")?.unwrap_or_default(),
            dead_at: Timestamp::from_microsecond(row.try_get("", "dead_at")?).unwrap_or_default(),
        })
    }
}

fn number(row: &QueryResult, column: &str) -> Result<u32, DbErr> {
    let value: i64 = row.try_get("", column)?;
    u32::try_from(value).map_err(|_| DbErr::Type(format!("{column} is out of range")))
}
