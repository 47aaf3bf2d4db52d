//! A questionnaire while it is filled: opened where it was left, kept page by page.

use std::collections::HashSet;
use std::sync::Arc;

use forms::{Answers, ItemType, Questionnaire, Wrong};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::Tx;

use super::FORM;
use super::begun::Begun;
use super::names::{answer, packed};
use super::pages::pages;
use super::questionnaires::Shelved;
use super::shelf::shelved;
use crate::drafts::{self, Draft, Saved};
use crate::record::{self, Desk, EntryForm, Sort};
use crate::{AssessmentId, Ctx, Error, Result};

/// A questionnaire that the actor is filling.
#[derive(Debug, Clone)]
pub struct Filling {
    /// Which.
    pub id: AssessmentId,
    /// What is asked.
    pub questionnaire: Arc<Questionnaire>,
    /// Whether it is still in use: otherwise it is not put in the record any more.
    pub in_use: bool,
    /// The fields, as typed.
    pub fields: Vec<(String, String)>,
    /// Those that were taken over from the record when it was begun, as they were.
    pub taken: Vec<(String, String)>,
    /// Where it is to stand, and for whom, as typed.
    pub place: EntryForm,
    /// What it was kept as, to be sent back with what is typed next.
    pub version: i64,
    /// When it was kept.
    pub saved_at: Timestamp,
    /// About whom, where it may stand, and who reads it there.
    pub desk: Desk,
}

impl Filling {
    /// The fields that came from the record and stand as they came.
    pub fn left_as_taken(&self) -> impl Iterator<Item = &str> {
        left(&self.taken, &self.fields)
    }

    /// What was answered, and what of it cannot be read.
    pub fn answered(&self) -> (Answers, Vec<Wrong>) {
        answered(&self.questionnaire, &self.fields)
    }
}

fn left<'a>(taken: &'a [(String, String)], fields: &'a [(String, String)]) -> impl Iterator<Item = &'a str> {
    taken.iter().filter(|it| keeps_some(fields, it)).map(|(name, _)| name.as_str())
}

/// Whether a field among these still says something of what was taken over: of several lines, one of them.
fn keeps_some(fields: &[(String, String)], (name, text): &(String, String)) -> bool {
    let lines = |text: &str| text.lines().map(|it| it.trim().replace(',', ".")).collect::<Vec<_>>();
    let taken = lines(text);
    let typed = fields.iter().filter(|(other, _)| other == name).flat_map(|(_, typed)| lines(typed));
    typed.into_iter().any(|line| !line.is_empty() && taken.contains(&line))
}

/// Whether a field among these says the same, be it with a comma or with a point.
pub(super) fn holds(fields: &[(String, String)], (name, text): &(String, String)) -> bool {
    let plain = |text: &str| text.replace(',', ".");
    fields.iter().any(|(other, typed)| other == name && plain(typed) == plain(text))
}

/// What these fields answer, and what of them cannot be read. What nobody writes by hand is as the questionnaire has it.
pub fn answered(questionnaire: &Questionnaire, fields: &[(String, String)]) -> (Answers, Vec<Wrong>) {
    let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let filled = questionnaire.filled(fields, &zone());
    (filled.answers.with_read_only_of(questionnaire, &questionnaire.initial()), filled.wrong)
}

/// The time in which hours are told.
pub(super) fn zone() -> TimeZone {
    kernel::Calendar::default().zone
}

/// Opens what the actor is filling; journalled as a reading of the person.
///
/// # Errors
/// [`Error::NotFound`] where the actor is filling nothing under this identifier, and when the person is hidden from them by
/// now; [`Error::Forbidden`] when they may keep it nowhere any more; [`Error::Conflict`] when the questionnaire is gone.
pub async fn open(ctx: &Ctx, id: AssessmentId) -> Result<Filling> {
    let (draft, begun) = kept(ctx, id).await?;
    let Shelved { questionnaire, retired_at, .. } = asked(ctx, &begun).await?;
    let in_use = retired_at.is_none();
    let desk = record::desk(ctx, begun.person, Sort::Assessment).await?;
    let Begun { fields, taken, place, .. } = begun;
    let (version, saved_at) = (draft.version, draft.saved_at);
    Ok(Filling { id, questionnaire, in_use, fields, taken, place, version, saved_at, desk })
}

pub(super) async fn kept(ctx: &Ctx, id: AssessmentId) -> Result<(Draft, Begun)> {
    begun(drafts::find(&ctx.reader(), ctx, FORM, id.uuid()).await?)
}

/// The same, held until the act ends: no other act changes it or makes it an entry meanwhile.
pub(super) async fn held(ctx: &Ctx, tx: &Tx, id: AssessmentId) -> Result<(Draft, Begun)> {
    begun(drafts::hold(tx, ctx, FORM, id.uuid()).await?)
}

fn begun(draft: Option<Draft>) -> Result<(Draft, Begun)> {
    let draft = draft.ok_or(Error::NotFound)?;
    let begun = serde_json::from_value(draft.body.clone())?;
    Ok((draft, begun))
}

/// What was typed on one page.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Which page, from 0.
    pub page: usize,
    /// Its fields.
    pub fields: Vec<(String, String)>,
    /// The names of those that were shown; nothing for all of the page. What was not shown stays as it was.
    pub shown: Vec<String>,
    /// Where it is to stand, on the page that asks for it.
    pub place: Option<EntryForm>,
    /// The version that it builds on.
    pub base: i64,
}

/// Keeps what is typed on one page, beside what was typed on the others, if nobody kept anything since.
///
/// # Errors
/// As [`open`].
pub async fn keep(ctx: &Ctx, id: AssessmentId, typed: Typed) -> Result<Saved> {
    let base = typed.base;
    let (_, begun) = with(ctx, id, typed).await?;
    drafts::save_again(ctx, FORM, id.uuid(), serde_json::to_value(&begun)?, base).await
}

/// What is asked, with what is typed and not kept yet.
#[derive(Debug, Clone)]
pub struct Looked {
    /// What is asked.
    pub questionnaire: Arc<Questionnaire>,
    /// Every field as it would be kept.
    pub fields: Vec<(String, String)>,
    /// The names of those that came from the record and stand as they came.
    pub taken: Vec<String>,
}

/// What is asked with what is typed on one page; nothing is written.
///
/// # Errors
/// As [`open`].
pub async fn look(ctx: &Ctx, id: AssessmentId, typed: Typed) -> Result<Looked> {
    let (questionnaire, begun) = with(ctx, id, typed).await?;
    let taken = left(&begun.taken, &begun.fields).map(str::to_owned).collect();
    Ok(Looked { questionnaire, fields: begun.fields, taken })
}

/// The name that a field of a page has once the page is kept: where something before it was emptied, what is left moves up.
///
/// # Errors
/// As [`open`].
pub async fn renamed(ctx: &Ctx, id: AssessmentId, typed: Typed, field: &str) -> Result<String> {
    let (_, mut begun) = loose(ctx, id, typed).await?;
    begun.fields.push((field.to_owned(), String::new()));
    let last = packed(begun.fields).pop();
    Ok(last.map_or_else(|| field.to_owned(), |(name, _)| name))
}

/// What is kept, with what is typed on one page in place of what stood there.
async fn with(ctx: &Ctx, id: AssessmentId, typed: Typed) -> Result<(Arc<Questionnaire>, Begun)> {
    let (questionnaire, mut begun) = loose(ctx, id, typed).await?;
    begun.fields = packed(begun.fields);
    Ok((questionnaire, begun))
}

/// The same, each field under the name that it was typed under.
async fn loose(ctx: &Ctx, id: AssessmentId, typed: Typed) -> Result<(Arc<Questionnaire>, Begun)> {
    let (_, mut begun) = kept(ctx, id).await?;
    record::may_write(ctx, begun.person, Sort::Assessment).await?;
    let Shelved { questionnaire, .. } = asked(ctx, &begun).await?;
    if let Some(page) = pages(&questionnaire).get(typed.page) {
        let shown: HashSet<&str> = typed.shown.iter().map(String::as_str).collect();
        // Files are joined and taken back by acts of their own; what is no field of the questionnaire is nothing.
        let item = |name: &str| questionnaire.asked_in(answer(name));
        let is_typed = |name: &str| item(name).is_some_and(|it| it.kind != ItemType::Attachment);
        let typed_there = |name: &str| page.holds(name) && is_typed(name);
        let replaced = |name: &str| typed_there(name) && (shown.is_empty() || shown.contains(answer(name)));
        begun.fields.retain(|(name, _)| !replaced(name));
        let own = typed.fields.into_iter().filter(|(name, text)| !text.is_empty() && typed_there(name));
        begun.fields.extend(own);
    }
    begun.place = typed.place.unwrap_or(begun.place);
    Ok((questionnaire, begun))
}

pub(super) async fn asked(ctx: &Ctx, begun: &Begun) -> Result<Shelved> {
    shelved(ctx, &begun.questionnaire).await?.ok_or(Error::conflict("conflict-questionnaire-gone"))
}
