//! A questionnaire that is whole becomes an entry of the record.

use std::collections::BTreeSet;

use forms::{DateTime, Evaluation, Progress, Response, Strength, Wrong};
use policy::Compartment;
use serde_json::Map;

use super::FORM;
use super::diagnosed;
use super::files;
use super::filling::{Filling, held, open, zone};
use super::known;
use crate::people::{Shown, ties};
use crate::programs::Words;
use crate::record::{self, Assessed, Audience, Content, Fact, NewEntry, Scored, Sort};
use crate::{AssessmentId, AttachmentId, Ctx, EntryId, Error, PractitionerId, Result, drafts};

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
    let measured = known::measured(&evaluation, &DateTime::instant(filling.saved_at, zone()), &filling.taken);
    let measured = match measured {
        Ok(measured) => measured,
        Err(wrong) => return Ok(Completed::Wrong(wrong)),
    };
    let problems = problems(ctx, &filling).await?;
    let told =
        measured.into_iter().chain(diagnosed::told(&evaluation, &filling.taken, &problems, ctx.locale()));
    let told = told.collect();
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
    no_wider(&filling, &new)?;
    let entry = EntryId::from(id.uuid());
    let mut all = vec![(entry, new.clone())];
    all.extend(beside(&filling, &new, told));
    written(ctx, &filling, all, files::answering(&evaluation)).await.map(Completed::Kept)
}

/// Writes the entry and what comes with it in one act, which keeps no file that answers nothing, and forgets the draft.
async fn written(
    ctx: &Ctx,
    filling: &Filling,
    all: Vec<(EntryId, NewEntry)>,
    files: BTreeSet<AttachmentId>,
) -> Result<EntryId> {
    let (id, person, version) = (filling.id, filling.desk.person.id, filling.version);
    ctx.write(move |ctx, tx| async move {
        // Another window may have kept something since it was looked at, or made it an entry.
        if held(&ctx, &tx, id).await?.0.version != version {
            return Err(Error::conflict("conflict-assessment-elsewhere"));
        }
        let mut first = None;
        for (entry, new) in all {
            let entry = record::written(&ctx, &tx, entry, person, new).await?;
            first.get_or_insert(entry);
        }
        files::keep_only(&ctx, &tx, id, person, &files).await?;
        drafts::discard(&ctx, &tx, FORM, id.uuid()).await?;
        first.ok_or_else(|| Error::Bug("nothing to write".to_owned()))
    })
    .await
}

/// What was taken over from the record and left as it was goes nowhere where others read it.
fn no_wider(filling: &Filling, new: &NewEntry) -> Result<()> {
    if filling.left_as_taken().next().is_none() {
        return Ok(());
    }
    if !matches!(new.compartment, known::SOURCE | Compartment::Psychiatric) {
        return Err(Error::invalid("compartment", "fault-taken-wider"));
    }
    if new.shared_with_social { Err(Error::invalid("shared", "fault-taken-wider")) } else { Ok(()) }
}

/// The health problems of the person that the actor may read.
async fn problems(ctx: &Ctx, filling: &Filling) -> Result<Vec<Fact>> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, filling.desk.person.id).await?;
    let shown = Shown::of(ctx, &ties.facts);
    record::of_sorts(ctx, &db, ties.facts.id.into(), &shown, &[Sort::Problem]).await
}

/// The facts that come with it, each under an identifier that follows from its own: sent twice, they are written once. What is kept
/// for named readers goes nowhere else.
fn beside(filling: &Filling, new: &NewEntry, told: Vec<Content>) -> Vec<(EntryId, NewEntry)> {
    let writable: Vec<_> = filling.desk.places.iter().map(|it| it.compartment).collect();
    let kept = matches!(new.audience, Audience::Named(_));
    let entry = |content: Content| {
        let place = known::place(new.compartment, content.sort(), &writable);
        let compartment = place.filter(|it| !kept || *it == new.compartment)?;
        let id = record::beside_of(filling.id.uuid().into(), &content)?;
        Some((id, NewEntry { compartment, content, shared_with_social: false, ..new.clone() }))
    };
    told.into_iter().filter_map(entry).collect()
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
