//! Correcting the catalogue: who may, what was corrected when, and how every node of an instance comes to go by it.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::Locale;
use kernel::clock::from_micros;
use policy::{Action, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Job, JobError, NewJob, StoreError, Worker};

use super::catalogue::{Catalogue, Right};
use super::correction::{Correction, CorrectionForm};
use super::project;
use super::rows::right_correction;
use crate::access::Actor;
use crate::directory::display_name;
use crate::error::Conflict;
use crate::house::House;
use crate::sql::sql;
use crate::{Ctx, Error, Result};

/// The job that projects the applications again after a correction.
const JOB: &str = "rights.corrected";

/// What was corrected in an entry, or that it went back to what ships.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What the entry says since; as it ships if absent.
    pub correction: Option<Correction>,
}

/// An entry of the catalogue, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueEntry {
    /// What it says.
    pub right: Right,
    /// Its corrections, latest first.
    pub corrections: Vec<Corrected>,
    /// Whether the actor may correct it.
    pub may_correct: bool,
}

impl CatalogueEntry {
    /// Whether the territory says something else than what ships.
    pub fn is_corrected(&self) -> bool {
        self.corrections.first().is_some_and(|it| it.correction.is_some())
    }

    /// How often it was corrected: what another correction builds on.
    pub fn version(&self) -> i64 {
        i64::try_from(self.corrections.len()).unwrap_or(i64::MAX)
    }
}

#[derive(FromQueryResult)]
struct Row {
    right_code: String,
    at: i64,
    title: String,
    given: String,
    family: String,
    body: Option<String>,
}

/// Every correction, right by right, oldest first. One statement.
async fn all<C: ConnectionTrait>(ctx: &Ctx, db: &C) -> Result<Vec<(String, Corrected)>> {
    let statement = sql(
        db,
        "SELECT c.right_code, c.at, p.title, p.given, p.family, c.body FROM right_correction c \
         JOIN practitioner_role r ON r.territory_id = c.territory_id AND r.id = c.role_id \
         JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
         WHERE c.territory_id = ? ORDER BY c.right_code, c.seq",
        vec![ctx.territory().into()],
    );
    let read = |row: Row| {
        let correction = row.body.as_deref().map(serde_json::from_str).transpose()?;
        let by = display_name(&row.title, &row.given, &row.family);
        Ok((row.right_code, Corrected { at: from_micros(row.at), by, correction }))
    };
    Row::find_by_statement(statement).all(db).await?.into_iter().map(read).collect()
}

/// The catalogue in force: as it ships, with the last correction of each right. Pieces of earlier corrections keep their
/// names.
fn in_force(all: &[(String, Corrected)]) -> Catalogue {
    let mut catalogue = Catalogue::shipped();
    for (code, corrected) in all {
        catalogue = match &corrected.correction {
            Some(correction) => catalogue.corrected(code, correction),
            None => catalogue.restored(code),
        };
    }
    catalogue
}

/// Goes by the corrections that the database holds; whether something changed.
pub(super) async fn reload(ctx: &Ctx) -> Result<bool> {
    let all = all(ctx, &ctx.reader()).await?;
    Ok(ctx.house().put_rights(in_force(&all)))
}

/// Goes by corrections that another node made, and projects again what was projected by other rules, by an act that
/// began before a correction for one. Two statements where nothing changed.
pub async fn keep_up(ctx: &Ctx) -> Result<()> {
    project::refresh(ctx).await?;
    Ok(())
}

/// The catalogue, for whoever consults it: each entry, and whether it was corrected when and by whom. One statement.
pub async fn catalogue(ctx: &Ctx) -> Result<Vec<CatalogueEntry>> {
    let all = all(ctx, &ctx.reader()).await?;
    let may_correct = may(ctx);
    let entry = |right: &Right| {
        let its = all.iter().rev().filter(|(code, _)| *code == right.code);
        CatalogueEntry {
            corrections: its.map(|(_, it)| it.clone()).collect(),
            right: right.clone(),
            may_correct,
        }
    };
    Ok(in_force(&all).iter().map(entry).collect())
}

/// One entry.
///
/// # Errors
/// [`Error::NotFound`] for a right that the catalogue has not.
pub async fn catalogue_entry(ctx: &Ctx, code: &str) -> Result<CatalogueEntry> {
    catalogue(ctx).await?.into_iter().find(|it| it.right.code == code).ok_or(Error::NotFound)
}

fn may(ctx: &Ctx) -> bool {
    ctx.may(Action::CorrectCatalogue, &Resource::Territory(ctx.territory()))
}

/// Corrects an entry; `base` is the version that was read.
///
/// # Errors
/// [`Error::Forbidden`] for whoever may not; [`Error::NotFound`] for a right that the catalogue has not; [`Error::Invalid`]
/// for what cannot be read; [`Error::Conflict`] when somebody corrected it since.
pub async fn correct(ctx: &Ctx, code: &str, base: i64, form: &CorrectionForm) -> Result<()> {
    let entry = permitted(ctx, code, base).await?;
    let correction = form.read(&entry.right, crate::people::today(ctx), entry.version() + 1)?;
    keep(ctx, code, base, Some(correction), "catalogue.corrected").await
}

/// Goes back to what ships.
///
/// # Errors
/// As [`correct`].
pub async fn restore(ctx: &Ctx, code: &str, base: i64) -> Result<()> {
    let entry = permitted(ctx, code, base).await?;
    if !entry.is_corrected() {
        return Ok(());
    }
    keep(ctx, code, base, None, "catalogue.restored").await
}

async fn permitted(ctx: &Ctx, code: &str, base: i64) -> Result<CatalogueEntry> {
    ctx.permit(Action::CorrectCatalogue, &Resource::Territory(ctx.territory()))?;
    let entry = catalogue_entry(ctx, code).await?;
    if entry.version() == base {
        return Ok(entry);
    }
    let last = entry.corrections.first();
    Err(Error::Conflict(Conflict {
        key: "conflict-catalogue-corrected",
        who: last.map(|it| it.by.clone()),
        at: last.map(|it| it.at),
    }))
}

async fn keep(
    ctx: &Ctx,
    code: &str,
    base: i64,
    correction: Option<Correction>,
    action: &'static str,
) -> Result<()> {
    let code = code.to_owned();
    ctx.write(move |ctx, tx| async move {
        let reason = ctx.permit(Action::CorrectCatalogue, &Resource::Territory(ctx.territory()))?;
        let row = right_correction::Model {
            territory_id: ctx.territory(),
            right_code: code,
            seq: base + 1,
            at: ctx.now().as_microsecond(),
            role_id: ctx.actor().professional()?.role().uuid(),
            body: correction.as_ref().map(serde_json::to_string).transpose()?,
        };
        // Two at once build on the same version: the second is told.
        row.insert(&tx).await.map_err(|error| match StoreError::from(error) {
            StoreError::Unique { .. } => Error::conflict("conflict-catalogue-corrected"),
            other => other.into(),
        })?;
        let job = NewJob::new(ctx.new_id(), ctx.territory(), JOB, serde_json::json!({}), ctx.now());
        tx.enqueue(job).await?;
        ctx.record(&tx, action, ("territory", ctx.territory()), None, &reason).await
    })
    .await?;
    reload(ctx).await?;
    Ok(())
}

/// Adds the handler of this subject to a worker: the dates of all applications follow a correction.
pub fn handlers(worker: Worker, house: &Arc<House>) -> Worker {
    let house = Arc::clone(house);
    worker.on(JOB, move |_: Job| {
        let ctx = Ctx::new(Arc::clone(&house), Actor::System, Locale::Fr);
        async move {
            project::refresh(&ctx).await.map(|_| ()).map_err(|error| JobError::Retry(error.to_string()))
        }
    })
}
