//! Checking the whole journal: asked for from a page, done aside because it reads every line, told in the journal.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::Locale;
use serde_json::{Value as Json, json};
use store::{Job, JobError, NewJob, Worker, audit};
use uuid::Uuid;

use super::permit;
use crate::access::Actor;
use crate::{Ctx, Error, House, Result, Seen};

/// The job that checks.
const JOB: &str = "journal.verify";
/// The line that tells what was found.
const VERIFIED: &str = "journal.verified";

/// What the last check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// When it was made.
    pub at: Timestamp,
    /// Whether everything was as it was written.
    pub ok: bool,
    /// How many lines were checked.
    pub entries: u64,
    /// The first thing that was not as written, in the words of the check.
    pub first_broken: Option<String>,
}

/// Asks for a check of the whole journal. Asked for twice in a minute, it is made once.
pub async fn ask_for_verification(ctx: &Ctx) -> Result<()> {
    let (reason, _) = permit(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let (id, now): (Uuid, _) = (ctx.new_id(), ctx.now());
        let job = NewJob::new(id, ctx.territory(), JOB, Json::Null, now);
        if tx.enqueue(job.once(format!("{JOB}|{}", now.as_second() / 60))).await? {
            ctx.record(&tx, "journal.verification-asked", ("journal", id), None, &reason).await?;
        }
        Ok(())
    })
    .await
}

/// Adds what this subject does aside.
pub fn handlers(worker: Worker, house: &Arc<House>) -> Worker {
    let house = Arc::clone(house);
    worker.on(JOB, move |job| verify(Arc::clone(&house), job))
}

async fn verify(house: Arc<House>, _: Job) -> Result<(), JobError> {
    let retry = |error: Error| JobError::Retry(error.to_string());
    let report = house.db().verify().await.map_err(|error| retry(error.into()))?;
    if !report.ok {
        tracing::error!(first_broken = ?report.first_broken, "the journal is broken");
    }
    let ctx = Ctx::new(house, Actor::System, Locale::Fr);
    let seen = Seen {
        action: VERIFIED,
        kind: "journal",
        object: None,
        persons: Vec::new(),
        ground: "system".into(),
    };
    let detail = json!({
        "ok": report.ok, "entries": report.entries, "heads": report.heads, "first_broken": report.first_broken,
    });
    ctx.journal_now(seen, detail).await.map_err(retry)
}

/// What the last check found; `None` where none was made.
pub async fn last_verification(ctx: &Ctx) -> Result<Option<Verification>> {
    permit(ctx)?;
    let Some(entry) = audit::last_verification(&ctx.reader(), ctx.territory()).await? else {
        return Ok(None);
    };
    Ok(Some(Verification {
        at: entry.at,
        ok: entry.detail["ok"].as_bool().unwrap_or_default(),
        entries: entry.detail["entries"].as_u64().unwrap_or_default(),
        first_broken: entry.detail["first_broken"].as_str().map(str::to_owned),
    }))
}
