//! Bringing questionnaires in, version by version. None is overwritten: what was filled stays readable as it was asked. A
//! version leaves use when the same file says `retired`.

use std::sync::Arc;

use forms::{Fault, Questionnaire, Status};
use jiff::Timestamp;
use kernel::clock::from_micros;
use policy::{Action, Resource};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use store::{StoreError, Tx};
use uuid::Uuid;

use super::questionnaires::{Questionnaires, Shelved};
use super::rows::questionnaire;
use crate::directory::written_by;
use crate::sql::sql;
use crate::{Ctx, Error, Result};

/// What became of a file.
#[derive(Debug, Clone)]
pub struct Added {
    /// What is in it.
    pub questionnaire: Arc<Questionnaire>,
    /// What that changed.
    pub becoming: Becoming,
}

/// What a file changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Becoming {
    /// It can be filled from now on.
    Taken,
    /// It was there already.
    Unchanged,
    /// It is no longer in use.
    Retired,
}

impl Becoming {
    /// The code by which it is put into words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Unchanged => "unchanged",
            Self::Retired => "retired",
        }
    }
}

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// It is no sound Questionnaire: everything that is wrong, each with its path.
    #[error("the questionnaire has faults")]
    Faults(Vec<Fault>),
    /// It says that it is still being written.
    #[error("the questionnaire is a draft: take it in once its status is active")]
    Draft,
    /// The same version says something else here.
    #[error(
        "this version is here already and says something else: give the changed questionnaire another version"
    )]
    OtherContent,
    /// It was retired here.
    #[error("this version was retired: give the questionnaire another version")]
    WasRetired,
    /// Its address or its version cannot be kept.
    #[error(
        "the address and the version of a questionnaire are plain text, of 500 characters at most together"
    )]
    Address,
    /// It is retired, and was never here.
    #[error("the questionnaire is retired, and is not here: there is nothing to retire")]
    RetiredElsewhere,
    /// The house refused, or does not answer.
    #[error("{0}")]
    House(#[from] Error),
}

/// Most characters of an address with its version.
const LONGEST: usize = 500;

/// Whether the actor may bring questionnaires in.
pub fn may_add(ctx: &Ctx) -> bool {
    ctx.may(Action::ManageQuestionnaires, &Resource::Territory(ctx.territory()))
}

/// Takes a Questionnaire of FHIR R4 in, or retires one; sent twice it changes nothing.
///
/// # Errors
/// [`NotAdded`]; nothing is written then.
pub async fn add(ctx: &Ctx, bytes: Vec<u8>) -> Result<Added, NotAdded> {
    let reason = ctx.permit(Action::ManageQuestionnaires, &Resource::Territory(ctx.territory()))?;
    let reading = tokio::task::spawn_blocking(move || Questionnaire::read(&bytes));
    let read = reading.await.map_err(|error| Error::Bug(error.to_string()))?;
    let questionnaire = Arc::new(read.map_err(NotAdded::Faults)?);
    if matches!(questionnaire.status, Status::Draft | Status::Unknown) {
        return Err(NotAdded::Draft);
    }
    let canonical = questionnaire.canonical();
    if canonical.chars().count() > LONGEST || canonical.chars().any(char::is_control) {
        return Err(NotAdded::Address);
    }
    let new = Arc::clone(&questionnaire);
    let becoming = ctx
        .write(move |ctx, tx| async move {
            let (id, becoming) = match put(&ctx, &tx, &new).await? {
                Ok(put) => put,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let action = match becoming {
                Becoming::Unchanged => return Ok(Ok(becoming)),
                Becoming::Taken => "questionnaire.added",
                Becoming::Retired => "questionnaire.retired",
            };
            ctx.record(&tx, action, ("questionnaire", id), None, &reason).await?;
            Ok(Ok(becoming))
        })
        .await??;
    if let Err(error) = reload(ctx).await {
        tracing::error!(%error, "a questionnaire was taken in, and is gone by within a minute");
    }
    Ok(Added { questionnaire, becoming })
}

/// What a file changed, and of which row; or why it is refused, before anything is written.
type Put = Result<(Uuid, Becoming), NotAdded>;

/// Writes what the file changes.
async fn put(ctx: &Ctx, tx: &Tx, new: &Questionnaire) -> Result<Put> {
    let version = new.version.clone().unwrap_or_default();
    let found = questionnaire::Entity::find()
        .filter(questionnaire::Column::TerritoryId.eq(ctx.territory()))
        .filter(questionnaire::Column::Url.eq(&new.url))
        .filter(questionnaire::Column::Version.eq(&version))
        .one(tx)
        .await?;
    let shipped = Questionnaires::shipped();
    let shipped = shipped.get(&new.canonical()).map(|it| it.questionnaire.raw().clone());
    let there = match &found {
        Some(row) => Some(serde_json::from_str(&row.body)?),
        None => shipped,
    };
    let retires = new.status == Status::Retired;
    let Some(there) = there else {
        if retires {
            return Ok(Err(NotAdded::RetiredElsewhere));
        }
        return Ok(Ok((insert(ctx, tx, new, version, None).await?, Becoming::Taken)));
    };
    if but_for_status(there) != but_for_status(new.raw().clone()) {
        return Ok(Err(NotAdded::OtherContent));
    }
    let now = ctx.now().as_microsecond();
    Ok(Ok(match found {
        Some(row) if retires && row.retired_at.is_none() => {
            let id = row.id;
            questionnaire::Model { retired_at: Some(now), ..row }.save(tx).await?;
            (id, Becoming::Retired)
        }
        Some(row) if row.retired_at.is_some() && !retires => return Ok(Err(NotAdded::WasRetired)),
        Some(row) => (row.id, Becoming::Unchanged),
        None if retires => (insert(ctx, tx, new, version, Some(now)).await?, Becoming::Retired),
        None => (Uuid::nil(), Becoming::Unchanged),
    }))
}

/// Adds a row. Two at once bring the same version in: the second is told, and looks again.
async fn insert(
    ctx: &Ctx,
    tx: &Tx,
    new: &Questionnaire,
    version: String,
    retired_at: Option<i64>,
) -> Result<Uuid> {
    let row = questionnaire::Model {
        territory_id: ctx.territory(),
        id: ctx.new_id(),
        url: new.url.clone(),
        version,
        body: new.raw().to_string(),
        added_at: ctx.now().as_microsecond(),
        role_id: written_by(ctx),
        retired_at,
    };
    let id = row.id;
    row.insert(tx).await.map_err(|error| match StoreError::from(error) {
        StoreError::Unique { .. } => Error::conflict("conflict-questionnaire-at-once"),
        other => other.into(),
    })?;
    Ok(id)
}

/// The resource, whatever stage of its life it says it is in.
fn but_for_status(mut resource: serde_json::Value) -> serde_json::Value {
    if let Some(object) = resource.as_object_mut() {
        object.remove("status");
        object.remove("date");
    }
    resource
}

#[derive(FromQueryResult)]
struct Stamp {
    held: i64,
    retired: i64,
}

/// Goes by what the database holds. One statement where nothing changed.
///
/// # Errors
/// [`Error::Unavailable`] when it does not answer.
pub async fn reload(ctx: &Ctx) -> Result<()> {
    let db = ctx.reader();
    // Versions are added and retired, and neither is ever undone.
    let text =
        "SELECT COUNT(*) AS held, COUNT(retired_at) AS retired FROM questionnaire WHERE territory_id = ?";
    let statement = sql(&db, text, vec![ctx.territory().into()]);
    let stamp = Stamp::find_by_statement(statement).one(&db).await?.map(|it| (it.held, it.retired));
    if stamp.is_some_and(|stamp| stamp == ctx.house().questionnaires().stamp()) {
        return Ok(());
    }
    let sought = questionnaire::Entity::find().filter(questionnaire::Column::TerritoryId.eq(ctx.territory()));
    let sought = sought.order_by_asc(questionnaire::Column::AddedAt).order_by_asc(questionnaire::Column::Id);
    let rows = sought.all(&db).await?;
    let reading = tokio::task::spawn_blocking(move || {
        let retired = rows.iter().filter(|row| row.retired_at.is_some()).count();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let stamp = (count(rows.len()), count(retired));
        Questionnaires::shipped().with(rows.into_iter().filter_map(read).collect(), stamp)
    });
    ctx.house().put_questionnaires(reading.await.map_err(|error| Error::Bug(error.to_string()))?);
    Ok(())
}

/// A questionnaire, looked for in the database where the house does not have it: another node may have brought it in a moment
/// ago, and a house that has just opened has those that come along alone.
pub(crate) async fn shelved(ctx: &Ctx, canonical: &str) -> Result<Option<Shelved>> {
    let find = || ctx.house().questionnaires().get(canonical).cloned();
    if find().is_none() {
        reload(ctx).await?;
    }
    Ok(find())
}

/// What was sound when it came is left out where it no longer is, and told to whoever runs the instance.
fn read(row: questionnaire::Model) -> Option<Shelved> {
    let retired_at: Option<Timestamp> = row.retired_at.map(from_micros);
    match Questionnaire::read(row.body.as_bytes()) {
        Ok(questionnaire) => Some(Shelved {
            questionnaire: Arc::new(questionnaire),
            added_at: Some(from_micros(row.added_at)),
            retired_at,
        }),
        Err(faults) => {
            tracing::error!(
                url = row.url,
                version = row.version,
                ?faults,
                "a questionnaire is not read any more"
            );
            None
        }
    }
}
