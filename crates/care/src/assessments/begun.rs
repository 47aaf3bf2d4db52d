//! What somebody is filling about a person, and what was filled.

use std::collections::BTreeSet;
use std::sync::Arc;

use forms::Questionnaire;
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::FORM;
use super::filling::held;
use super::known::beginning;
use crate::people::{self, Person, Shown, ties};
use crate::record::{self, EntryForm, Fact, Sort};
use crate::{AssessmentId, Ctx, Error, PersonId, Result, attachments, drafts};

/// One that is being filled, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Begun {
    /// About whom.
    pub(super) person: PersonId,
    /// Which: its address with its version.
    pub(super) questionnaire: String,
    /// The fields, as typed.
    pub(super) fields: Vec<(String, String)>,
    /// Those that were taken over from the record, as they were.
    #[serde(default)]
    pub(super) taken: Vec<(String, String)>,
    /// Where it is to stand, and for whom.
    pub(super) place: EntryForm,
}

/// One that the actor is filling.
#[derive(Debug, Clone)]
pub struct UnderWay {
    /// Which.
    pub id: AssessmentId,
    /// What is asked.
    pub questionnaire: Arc<Questionnaire>,
    /// When something was last kept.
    pub saved_at: Timestamp,
}

/// The questionnaires about a person.
#[derive(Debug, Clone)]
pub struct Assessments {
    /// About whom.
    pub person: Person,
    /// Those that may be begun.
    pub offered: Vec<Arc<Questionnaire>>,
    /// Those that the actor is filling, the last touched first.
    pub under_way: Vec<UnderWay>,
    /// Those that were filled and that the actor may read, latest first.
    pub filled: Vec<Fact>,
}

/// What can be filled about a person, what the actor is filling, and what was filled; journalled as a reading of the person.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when the actor may keep one in no part of the record.
pub async fn assessments(ctx: &Ctx, person: PersonId) -> Result<Assessments> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, person).await?;
    let reason = record::permit_writing(ctx, &ties.facts, Sort::Assessment)?;
    let shown = Shown::of(ctx, &ties.facts);
    let person = people::read(ctx, &db, ties.facts.id.into()).await?;
    people::saw(ctx, person.id, &reason);
    let filled = record::of_sorts(ctx, &db, person.id, &shown, &[Sort::Assessment]).await?;
    let offered = ctx.house().questionnaires().offered().cloned().collect();
    let under_way = under_way(ctx, &db, person.id).await?;
    Ok(Assessments { person, offered, under_way, filled })
}

/// What the actor is filling about a person, be it under a record that was merged into this one meanwhile. Two statements,
/// or one where they are filling nothing.
async fn under_way<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Vec<UnderWay>> {
    let mut all = Vec::new();
    for (id, draft) in drafts::all(db, ctx, FORM).await? {
        all.push((id, draft.saved_at, serde_json::from_value::<Begun>(draft.body)?));
    }
    let persons: BTreeSet<_> = all.iter().map(|(_, _, begun)| begun.person).collect();
    let kept = people::kept_as(ctx, db, &persons).await?;
    let shelf = ctx.house().questionnaires();
    let of_theirs = all.into_iter().filter(|(_, _, begun)| kept.get(&begun.person) == Some(&person));
    let read = |(id, saved_at, begun): (Uuid, Timestamp, Begun)| {
        let questionnaire = Arc::clone(&shelf.get(&begun.questionnaire)?.questionnaire);
        Some(UnderWay { id: id.into(), questionnaire, saved_at })
    };
    Ok(of_theirs.filter_map(read).collect())
}

/// Begins to fill a questionnaire; one that the actor is filling already is gone on with.
///
/// # Errors
/// As [`assessments`]; [`Error::Invalid`] for a questionnaire that may not be begun.
pub async fn begin(ctx: &Ctx, person: PersonId, canonical: &str) -> Result<AssessmentId> {
    let all = assessments(ctx, person).await?;
    let offered = all.offered.iter().find(|it| it.canonical() == canonical);
    let questionnaire = offered.ok_or_else(|| Error::invalid("questionnaire", "fault-choice"))?;
    if let Some(there) = all.under_way.iter().find(|it| it.questionnaire.canonical() == canonical) {
        return Ok(there.id);
    }
    let db = ctx.reader();
    let facts = ties(ctx, &db, all.person.id).await?.facts;
    let (fields, taken) = beginning(ctx, &db, (all.person.id, &facts), questionnaire).await?;
    let begun = Begun {
        person: all.person.id,
        questionnaire: canonical.to_owned(),
        fields,
        taken,
        place: EntryForm::default(),
    };
    let id: AssessmentId = ctx.new_id();
    drafts::save(ctx, FORM, id.uuid(), serde_json::to_value(&begun)?, 0).await?;
    Ok(id)
}

/// Gives up what the actor is filling; answers about whom it was. One that is not there stays so.
///
/// # Errors
/// [`Error::NotFound`] where the actor is filling nothing under this identifier.
pub async fn drop(ctx: &Ctx, id: AssessmentId) -> Result<PersonId> {
    ctx.write(move |ctx, tx| async move {
        // Held: what became an entry meanwhile is not given up.
        let (_, begun) = held(&ctx, &tx, id).await?;
        let nobody = crate::ctx::system();
        for file in attachments::of(&tx, &ctx, id.uuid()).await? {
            attachments::withdraw(&ctx, &tx, id.uuid(), file.id, begun.person, &nobody).await?;
        }
        drafts::discard(&ctx, &tx, FORM, id.uuid()).await?;
        Ok(begun.person)
    })
    .await
}
