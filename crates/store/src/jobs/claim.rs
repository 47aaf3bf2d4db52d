//! Taking jobs and giving them back.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait, Statement, Value};

use super::Job;
use crate::db::{Db, Engine};
use crate::error::{StoreError, one_line};
use crate::tx::Tx;

/// A job is due when its time has come and nobody has it.
const DUE: &str = "done_at IS NULL AND dead_at IS NULL AND run_at <= $1 \
     AND (lease_until IS NULL OR lease_until <= $1)";

/// Whether anything is due, asked of a reader so that an idle worker costs no write.
pub(super) async fn any_due(db: &Db, now: Timestamp) -> Result<bool, StoreError> {
    let sql = format!("SELECT 1 AS n FROM job WHERE {DUE} LIMIT 1");
    let values: [Value; 1] = [now.as_microsecond().into()];
    let statement = Statement::from_sql_and_values(db.engine().backend(), sql, values);
    Ok(db.reader().query_one_raw(statement).await?.is_some())
}

/// Takes up to `most` due jobs until `now + lease`. Jobs that were taken for the last time and
/// never given back are put aside.
pub(super) async fn take(
    db: &Db,
    now: Timestamp,
    lease: SignedDuration,
    most: u64,
) -> Result<Vec<Job>, StoreError> {
    let until = now.saturating_add(lease).unwrap_or(Timestamp::MAX);
    db.write(async move |tx: Tx| {
        bury_lost(&tx, now).await?;
        // PostgreSQL: another node's worker passes over what this one is taking.
        let skip = if tx.engine() == Engine::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
        let sql = format!(
            "WITH due AS MATERIALIZED \
             (SELECT territory_id, id FROM job WHERE {DUE} ORDER BY run_at, id LIMIT $3 {skip}) \
             UPDATE job SET attempts = attempts + 1, lease_until = $2 \
             WHERE (territory_id, id) IN (SELECT territory_id, id FROM due) \
             RETURNING territory_id, id, kind, payload, attempts, max_attempts, run_at"
        );
        let values: [Value; 3] = [
            now.as_microsecond().into(),
            until.as_microsecond().into(),
            i64::try_from(most).unwrap_or(i64::MAX).into(),
        ];
        let statement = Statement::from_sql_and_values(tx.engine().backend(), sql, values);
        let mut taken = Vec::new();
        for row in tx.query_all_raw(statement).await? {
            taken.push((row.try_get::<i64>("", "run_at")?, Job::read(&row)?));
        }
        taken.sort_by_key(|(run_at, job)| (*run_at, job.id));
        Ok(taken.into_iter().map(|(_, job)| job).collect())
    })
    .await
}

async fn bury_lost(tx: &Tx, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE job SET dead_at = $1, lease_until = NULL, last_error = 'its worker vanished every time' \
         WHERE done_at IS NULL AND dead_at IS NULL AND lease_until <= $1 AND attempts >= max_attempts";
    tx.run(sql, vec![now.as_microsecond().into()]).await.map(|_| ())
}

/// How a try ended, for a job that did not settle itself.
pub(super) enum Fate {
    Done,
    Again { run_at: Timestamp, reason: String },
    Dead { reason: String },
}

/// Settles a job that is still this worker's; one that is not is left alone.
pub(super) async fn settle(db: &Db, job: &Job, now: Timestamp, fate: Fate) -> Result<(), StoreError> {
    let (change, values): (&str, [Value; 2]) = match fate {
        Fate::Done => ("done_at = $4, last_error = $5", [now.as_microsecond().into(), None::<String>.into()]),
        Fate::Again { run_at, reason } => {
            ("run_at = $4, last_error = $5", [run_at.as_microsecond().into(), one_line(&reason).into()])
        }
        Fate::Dead { reason } => {
            ("dead_at = $4, last_error = $5", [now.as_microsecond().into(), one_line(&reason).into()])
        }
    };
    let sql = format!(
        "UPDATE job SET {change}, lease_until = NULL WHERE territory_id = $1 AND id = $2 AND attempts = $3 \
         AND done_at IS NULL AND dead_at IS NULL"
    );
    let mut all: Vec<Value> = vec![job.territory.into(), job.id.into(), i64::from(job.attempt).into()];
    all.extend(values);
    db.write(async move |tx: Tx| tx.run(&sql, all).await).await.map(|_| ())
}
