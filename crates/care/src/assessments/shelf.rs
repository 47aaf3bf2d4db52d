//! Bringing questionnaires in, version by version. None is overwritten: what was filled stays readable as it was asked. A
//! version leaves use when the same file says `retired`.

use std::sync::Arc;

use forms::{Fault, Questionnaire, Status};
use jiff::Timestamp;
use kernel::clock::from_micros;
use policy::{Action, Resource};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{StoreError, Tx};
use uuid::Uuid;

use super::questionnaires::{Questionnaires, Shelved};
use super::rows::questionnaire;
use crate::directory::written_by;
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
    /// It is retired, and was never here.
    #[error("the questionnaire is retired, and is not here: there is nothing to retire")]
    RetiredElsewhere,
    /// The house refused, or does not answer.
    #[error("{0}")]
    House(#[from] Error),
}

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
    reload(ctx).await?;
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
        let row = row(ctx, new, version, None);
        let id = row.id;
        row.insert(tx).await.map_err(|error| match StoreError::from(error) {
            // Two at once bring the same version in: the second looks again.
            StoreError::Unique { .. } => Error::conflict("conflict-questionnaire-at-once"),
            other => other.into(),
        })?;
        return Ok(Ok((id, Becoming::Taken)));
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
        Some(row) => (row.id, Becoming::Unchanged),
        None if retires => {
            let row = row(ctx, new, version, Some(now));
            let id = row.id;
            row.insert(tx).await?;
            (id, Becoming::Retired)
        }
        None => (Uuid::nil(), Becoming::Unchanged),
    }))
}

fn row(ctx: &Ctx, new: &Questionnaire, version: String, retired_at: Option<i64>) -> questionnaire::Model {
    questionnaire::Model {
        territory_id: ctx.territory(),
        id: ctx.new_id(),
        url: new.url.clone(),
        version,
        body: new.raw().to_string(),
        added_at: ctx.now().as_microsecond(),
        role_id: written_by(ctx),
        retired_at,
    }
}

/// The resource, whatever stage of its life it says it is in.
fn but_for_status(mut resource: serde_json::Value) -> serde_json::Value {
    if let Some(object) = resource.as_object_mut() {
        object.remove("status");
        object.remove("date");
    }
    resource
}

/// Goes by what the database holds.
///
/// # Errors
/// [`Error::Unavailable`] when it does not answer.
pub async fn reload(ctx: &Ctx) -> Result<()> {
    let rows = held(ctx, &ctx.reader()).await?;
    let brought = rows.into_iter().filter_map(shelved).collect();
    ctx.house().put_questionnaires(Questionnaires::shipped().with(brought));
    Ok(())
}

/// Those that were brought in, in the order in which they came. One statement.
async fn held<C: ConnectionTrait>(ctx: &Ctx, db: &C) -> Result<Vec<questionnaire::Model>> {
    let sought = questionnaire::Entity::find().filter(questionnaire::Column::TerritoryId.eq(ctx.territory()));
    let sought = sought.order_by_asc(questionnaire::Column::AddedAt).order_by_asc(questionnaire::Column::Id);
    Ok(sought.all(db).await?)
}

/// What was sound when it came is left out where it no longer is, and told to whoever runs the instance.
fn shelved(row: questionnaire::Model) -> Option<Shelved> {
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
