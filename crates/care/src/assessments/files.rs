//! Files that answer a question: joined while it is filled, and from then on of the entry that it becomes, which bears the same
//! identifier.

use std::collections::BTreeSet;

use forms::{Evaluation, Item, ItemType, Questionnaire, Slot, Standing, Value, What};
use policy::Reason;
use sea_orm::ConnectionTrait;
use store::Tx;
use uuid::Uuid;

use super::FORM;
use super::begun::Begun;
use super::filling::{asked, held, kept};
use super::names::{answer, packed};
use super::pages::pages;
use crate::attachments::{self, Attachment, NewAttachment, Place};
use crate::people::{self, Person, ties};
use crate::record::{Sort, permit_writing};
use crate::{AssessmentId, AttachmentId, Ctx, Error, PersonId, Result, drafts};

/// What an answer that is a file refers to it by.
const URN: &str = "urn:uuid:";

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Joined {
    /// It stands as the answer, on this page of the questionnaire, from 0.
    Kept(usize),
    /// It is none of those that may be given.
    Wrong(What),
}

/// A question that a file answers.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// About whom.
    pub person: Person,
    /// What is asked.
    pub item: Item,
    /// On which page, from 0.
    pub page: usize,
}

/// The question that a field answers; journalled as a reading of the person.
///
/// # Errors
/// [`Error::NotFound`] where nothing is being filled, where no file answers the field, and when the person is hidden from the
/// actor by now; [`Error::Forbidden`] when they may keep it nowhere any more.
pub async fn wanted(ctx: &Ctx, id: AssessmentId, field: &str) -> Result<Wanted> {
    let db = ctx.reader();
    let (_, begun) = kept(ctx, id).await?;
    let (person, reason) = permit(ctx, &db, begun.person).await?;
    let (item, page) = answered_by(&asked(ctx, &begun).await?.questionnaire, field)?;
    let person = people::read(ctx, &db, person).await?;
    people::saw(ctx, person.id, &reason);
    Ok(Wanted { person, item, page })
}

/// The question that a file answers in a field, and the page on which it stands.
fn answered_by(questionnaire: &Questionnaire, field: &str) -> Result<(Item, usize)> {
    let item = questionnaire.asked_in(field).filter(|it| it.kind == ItemType::Attachment && !it.read_only);
    let item = item.filter(|_| answer(field) == field).cloned().ok_or(Error::NotFound)?;
    let page = pages(questionnaire).iter().position(|page| page.holds(field)).ok_or(Error::NotFound)?;
    Ok((item, page))
}

/// Whoever may still write a questionnaire about the person.
async fn permit<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<(PersonId, Reason)> {
    let ties = ties(ctx, db, person).await?;
    let reason = permit_writing(ctx, &ties.facts, Sort::Assessment)?;
    Ok((ties.facts.id.into(), reason))
}

/// Joins a file as the answer in a field; one that stood there is taken back.
///
/// # Errors
/// As [`wanted`]; [`Error::Invalid`] when too many are there.
pub async fn join(ctx: &Ctx, id: AssessmentId, field: &str, file: NewAttachment) -> Result<Joined> {
    let Wanted { item, page, .. } = wanted(ctx, id, field).await?;
    if let Some(what) = item.refuses_file(file.media_type(), file.bytes().len()) {
        return Ok(Joined::Wrong(what));
    }
    let told = said(&file);
    let file = attachments::put_away(ctx, file).await?;
    let field = field.to_owned();
    ctx.write(move |ctx, tx| async move {
        let (mut begun, person, reason) = theirs(&ctx, &tx, id).await?;
        let questionnaire = asked(&ctx, &begun).await?.questionnaire;
        answered_by(&questionnaire, &field)?;
        // Sent twice to one question it is joined once; to two questions, twice.
        let there =
            |(part, text): &(&str, String)| begun.fields.contains(&(format!("{field}:{part}"), text.clone()));
        if told.iter().all(there) {
            return Ok(Joined::Kept(page));
        }
        let last = attachments::of(&tx, &ctx, id.uuid()).await?.iter().filter_map(|it| it.part).max();
        let part = Some(last.unwrap_or_default() + 1);
        let place = Place { kind: "assessment", object: id.uuid(), part, person: Some(person) };
        let joined = attachments::join(&ctx, &tx, place, &reason, file).await?;
        if let Some(before) = taken_out(&mut begun, &field) {
            attachments::withdraw(&ctx, &tx, id.uuid(), before, person, &reason).await?;
        }
        begun.fields.push((field.clone(), address_of(joined)));
        begun.fields.extend(told.into_iter().map(|(part, text)| (format!("{field}:{part}"), text)));
        drafts::amend(&ctx, &tx, FORM, id.uuid(), &serde_json::to_value(&begun)?).await?;
        Ok(Joined::Kept(page))
    })
    .await
}

/// Takes the file that an answer refers to back: nobody reads it again. One that answers nothing any more stays as it is.
///
/// # Errors
/// As [`wanted`].
pub async fn unjoin(ctx: &Ctx, id: AssessmentId, address: &str) -> Result<()> {
    let address = address.to_owned();
    ctx.write(move |ctx, tx| async move {
        let (mut begun, person, reason) = theirs(&ctx, &tx, id).await?;
        let questionnaire = asked(&ctx, &begun).await?.questionnaire;
        let here =
            |(name, text): &&(String, String)| *text == address && answered_by(&questionnaire, name).is_ok();
        let Some(field) = begun.fields.iter().find(here).map(|(name, _)| name.clone()) else { return Ok(()) };
        if let Some(file) = taken_out(&mut begun, &field) {
            attachments::withdraw(&ctx, &tx, id.uuid(), file, person, &reason).await?;
        }
        begun.fields = packed(begun.fields);
        drafts::amend(&ctx, &tx, FORM, id.uuid(), &serde_json::to_value(&begun)?).await
    })
    .await
}

/// The content of a file of what the actor is filling; journalled.
///
/// # Errors
/// As [`wanted`]; [`Error::NotFound`] when it was taken back.
pub async fn file(ctx: &Ctx, id: AssessmentId, file: AttachmentId) -> Result<(Attachment, Vec<u8>)> {
    let (_, begun) = kept(ctx, id).await?;
    let (person, reason) = permit(ctx, &ctx.reader(), begun.person).await?;
    attachments::read(ctx, id.uuid(), file, person, &reason).await
}

/// What is being filled, held, about whom, and why the actor may.
async fn theirs(ctx: &Ctx, tx: &Tx, id: AssessmentId) -> Result<(Begun, PersonId, Reason)> {
    let (_, begun) = held(ctx, tx, id).await?;
    let (person, reason) = permit(ctx, tx, begun.person).await?;
    Ok((begun, person, reason))
}

/// Takes an answer out of the fields; answers which file it was.
fn taken_out(begun: &mut Begun, field: &str) -> Option<AttachmentId> {
    let file = begun.fields.iter().find(|(name, _)| name == field).and_then(|(_, text)| referred(text));
    begun.fields.retain(|(name, _)| answer(name) != field);
    file
}

/// The file that an answer refers to.
pub fn referred(address: &str) -> Option<AttachmentId> {
    address.strip_prefix(URN)?.parse::<Uuid>().ok().map(Into::into)
}

/// How an answer refers to a file.
pub fn address_of(file: AttachmentId) -> String {
    format!("{URN}{}", file.uuid())
}

/// What is said of a file, as fields of the answer.
fn said(file: &NewAttachment) -> [(&'static str, String); 3] {
    [
        ("title", file.name().to_owned()),
        ("type", file.media_type().to_owned()),
        ("size", file.bytes().len().to_string()),
    ]
}

/// The files that answer what is asked.
pub(super) fn answering(evaluation: &Evaluation<'_>) -> BTreeSet<AttachmentId> {
    let mut all = BTreeSet::new();
    evaluation.slots().for_each(|slot| gather(slot, &mut all));
    all
}

fn gather(slot: Slot<'_, '_>, all: &mut BTreeSet<AttachmentId>) {
    if !slot.is_asked() {
        return;
    }
    for standing in slot.standing() {
        if let Some(Value::Attachment(file)) = standing.value() {
            all.extend(file.url.as_deref().and_then(referred));
        }
        Standing::slots(standing).for_each(|it| gather(it, all));
    }
}

/// Takes back the files that answer nothing that is asked any more, in the act that makes the rest an entry.
pub(super) async fn keep_only(
    ctx: &Ctx,
    tx: &Tx,
    id: AssessmentId,
    person: PersonId,
    answering: &BTreeSet<AttachmentId>,
) -> Result<()> {
    let all = attachments::of(tx, ctx, id.uuid()).await?;
    for file in all.iter().filter(|it| !answering.contains(&it.id)) {
        let (person, reason) = permit(ctx, tx, person).await?;
        attachments::withdraw(ctx, tx, id.uuid(), file.id, person, &reason).await?;
    }
    Ok(())
}
