//! A questionnaire that is whole becomes an entry of the record.

use forms::{DateTime, Evaluation, Progress, Response, Strength, Wrong};
use serde_json::Map;

use super::FORM;
use super::filling::{Filling, open, zone};
use crate::programs::Words;
use crate::record::{self, Assessed, Content, NewEntry, Scored};
use crate::{AssessmentId, Ctx, EntryId, Error, PractitionerId, Result};

/// What became of a questionnaire that was to be whole.
#[derive(Debug, Clone, PartialEq)]
pub enum Completed {
    /// An entry.
    Kept(EntryId),
    /// Nothing yet: this is wrong, each at its field.
    Wrong(Vec<Wrong>),
}

/// Keeps what was filled as an entry, once it is whole; `readers` are those named in the form, opened by the caller. What is
/// wrong is told all at once, and nothing that was typed is lost.
///
/// # Errors
/// As [`open`]; [`Error::Conflict`] when the questionnaire was retired meanwhile; [`Error::Invalid`] while it is not said
/// where it is to stand.
pub async fn complete(ctx: &Ctx, id: AssessmentId, readers: &[PractitionerId]) -> Result<Completed> {
    let filling = open(ctx, id).await?;
    let questionnaire = &filling.questionnaire;
    if !filling.in_use {
        return Err(Error::conflict("conflict-questionnaire-retired"));
    }
    let (answers, unread) = filling.answered();
    let evaluation = questionnaire.evaluate(&answers);
    // What is not asked any more counts for nothing, be it readable or not.
    let mut wrong: Vec<Wrong> = unread.into_iter().filter(|it| evaluation.asks(&it.link_id)).collect();
    for more in evaluation.check(Strength::Complete) {
        if wrong.iter().all(|it| it.field != more.field) {
            wrong.push(more);
        }
    }
    if !wrong.is_empty() {
        return Ok(Completed::Wrong(wrong));
    }
    let scores = scores(&evaluation);
    let content = Content::Assessment(Box::new(Assessed {
        questionnaire: questionnaire.canonical(),
        title: title(&filling),
        response: Response {
            progress: Progress::Completed,
            // When it was answered: sent twice at once, it is the same.
            authored: Some(DateTime::instant(filling.saved_at, zone())),
            answers: answers.clone(),
            about: Map::new(),
        }
        .write(questionnaire),
        scores,
    }));
    let new = NewEntry::saying(content, &filling.place, readers, filling.desk.today)?;
    let entry = EntryId::from(id.uuid());
    record::write_from(ctx, entry, filling.desk.person.id, new, (FORM, id.uuid())).await.map(Completed::Kept)
}

/// The entry that it became, if the actor may read it.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or it is hidden from the actor.
pub async fn became(ctx: &Ctx, id: AssessmentId) -> Result<EntryId> {
    let entry = EntryId::from(id.uuid());
    record::exists(ctx, entry).await.map(|()| entry)
}

fn title(filling: &Filling) -> Words {
    let questionnaire = &filling.questionnaire;
    questionnaire
        .title
        .as_ref()
        .map_or_else(|| Words::same(questionnaire.name.as_ref().unwrap_or(&questionnaire.url)), words)
}

fn words(words: &forms::Words) -> Words {
    Words { fr: words.said("fr").to_owned(), en: words.said("en").to_owned() }
}

/// What it adds up to, where enough was answered.
fn scores(evaluation: &Evaluation<'_>) -> Vec<Scored> {
    let scored = evaluation.scores().iter().filter_map(|score| {
        let number = score.number?.to_string();
        let label = score.item.text.as_ref().map_or_else(|| Words::same(&score.item.link_id), words);
        Some(Scored { label, number, band: score.band.map(|band| words(&band.label)) })
    });
    scored.collect()
}
