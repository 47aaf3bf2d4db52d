//! One entry: what it says, who wrote it and when, who can read it, what became of it.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::record::{self, Audience, Change, ChangeKind, EndForm, EntryView, Status, WithdrawalForm};
use care::{EntryId, Error};
use jiff::Timestamp;
use serde::Deserialize;

use super::audience::WhoReads;
use super::words;
use crate::assessments::Answered;
use crate::failure::Answer;
use crate::files::Evidence;
use crate::people::status_of;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words::{dated, zone};

/// An entry on its own page.
#[derive(Clone, Debug, Template)]
#[template(path = "record/entry.html")]
pub(crate) struct EntryPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) title: String,
    pub(crate) tags: Vec<Tag>,
    pub(crate) by: String,
    pub(crate) why: Why,
    pub(crate) withdrawn: Option<String>,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) text: Option<String>,
    /// The answers of a questionnaire; none where it is no longer here to say what was asked.
    pub(crate) answers: Option<Vec<Answered>>,
    pub(crate) documents: Option<Evidence>,
    /// It was taken from a file.
    pub(crate) taken: bool,
    /// What its source said besides: an element and its value a line.
    pub(crate) beside: Vec<(String, String)>,
    pub(crate) edit: Option<String>,
    pub(crate) may_withdraw: bool,
    pub(crate) may_end: bool,
    pub(crate) end: FormState,
    pub(crate) take_back: FormState,
    pub(crate) changes: Vec<ChangeLine>,
    pub(crate) readers: WhoReads,
}

/// What became of something that was written, as a line.
#[derive(Clone, Debug)]
pub(crate) struct ChangeLine {
    pub(crate) what: String,
    pub(crate) by: String,
    pub(crate) before: Option<String>,
}

impl ChangeLine {
    /// What became of it, with what stood before, when and by whom.
    pub(crate) fn new(
        visit: &Visit,
        what: impl Into<String>,
        before: Option<String>,
        at: Timestamp,
        by: &str,
    ) -> Self {
        let t = visit.t();
        let by = t.entry_change_by(dated(t.locale, at, visit.ctx.now()), by);
        Self { what: what.into(), by, before }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<EntryId>, Query(asked): Query<Asked>) -> Answer {
    let view = record::open(&visit.ctx, id).await?;
    let mut page = page(&visit, &view);
    page.notice =
        asked.done.and_then(|done| crate::files::done(visit.t(), "done-entry", &done)).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, view: &EntryView) -> EntryPage {
    let t = visit.t();
    let id = seal(visit.ctx.house(), view.id.uuid());
    let mut facts = words::parts(t, &view.content);
    let lasts = view.content.sort().lasts();
    let (at, until) = view.told;
    let told = |it| crate::fhir::words::told(t, it);
    facts.push((if lasts { t.write_since() } else { t.write_on() }.to_owned(), told(at)));
    facts.extend(until.map(|until| (t.write_until().to_owned(), told(until))));
    // What its source said of what was corrected since stands no more.
    let beside =
        view.source.as_ref().filter(|it| it.same_content).map(|it| crate::fhir::words::beside(&it.kept));
    let written = dated(t.locale, view.recorded_at, visit.ctx.now());
    EntryPage {
        shell: visit.shell(),
        person: seal(visit.ctx.house(), view.person.id.uuid()),
        name: crate::people::name(&view.person.identity),
        notice: None,
        title: words::title(t, &view.content),
        tags: tags(visit, view),
        by: t.entry_by(view.author.as_str(), crate::frame::profession_words(t, view.profession), written),
        why: Why::new(crate::people::reason(t, &view.reason.key)),
        withdrawn: withdrawn(t, view),
        facts,
        text: view.content.text().map(str::to_owned),
        answers: crate::assessments::answered(visit, &view.content),
        documents: documents(visit, view),
        taken: view.source.is_some(),
        beside: beside.unwrap_or_default(),
        edit: (view.mine && view.status != Status::Withdrawn && view.content.sort().is_typed())
            .then(|| format!("/entries/{id}/edit")),
        may_withdraw: view.mine && view.status != Status::Withdrawn,
        may_end: view.may_end,
        end: FormState::new("end"),
        take_back: FormState::new("withdraw"),
        changes: view.changes.iter().map(|it| change(visit, it)).collect(),
        readers: WhoReads::new(
            t,
            audience(t, view),
            view.readers.iter().flatten().map(|it| words::reader(visit, it)).collect(),
        ),
        id,
    }
}

/// The documents joined to it, where there are any or one may be joined.
fn documents(visit: &Visit, view: &EntryView) -> Option<Evidence> {
    if view.documents.is_empty() && !view.may_join {
        return None;
    }
    let page = super::documents::address(visit, view.id);
    let join = view.may_join.then(|| format!("{page}/files"));
    let to = words::title(visit.t(), &view.content);
    Some(Evidence::new(visit, &page, to, view.documents.iter()).joined_at(join))
}

fn tags(visit: &Visit, view: &EntryView) -> Vec<Tag> {
    let t = visit.t();
    let mut tags =
        vec![Tag::new(Tone::Neutral, Icon::List, words::compartment(t, view.compartment).to_owned())];
    if view.audience != Audience::Compartment {
        tags.push(Tag::new(Tone::Warning, Icon::Lock, t.entry_restricted().to_owned()));
    }
    if view.shared_with_social {
        tags.push(Tag::new(Tone::Neutral, Icon::People, t.entry_shared().to_owned()));
    }
    match view.status {
        Status::Holds => tags.push(Tag::new(Tone::Accent, Icon::Clock, t.entry_holds())),
        Status::Over => tags.push(Tag::new(Tone::Neutral, Icon::Clock, t.entry_over())),
        Status::Noted | Status::Withdrawn => {}
    }
    tags
}

/// For whom it is, in a sentence before the names.
fn audience(t: T, view: &EntryView) -> &'static str {
    let nobody = view.readers.as_ref().is_some_and(Vec::is_empty);
    match (&view.audience, view.mine) {
        _ if view.readers.is_none() => t.readers_unknown(),
        (_, true) if nobody => t.readers_you_alone(),
        (Audience::Named(_), _) => t.readers_named(),
        (Audience::Compartment, _) => t.readers_compartment(),
    }
}

fn withdrawn(t: T, view: &EntryView) -> Option<String> {
    let why = |change: &Change| match &change.kind {
        ChangeKind::Withdrawn { why } => Some(t.entry_withdrawn_because(why.as_str())),
        _ => None,
    };
    view.changes.iter().find_map(why).filter(|_| view.status == Status::Withdrawn)
}

fn change(visit: &Visit, change: &Change) -> ChangeLine {
    let t = visit.t();
    let (what, before) = match &change.kind {
        ChangeKind::Corrected { content, compartment, .. } => {
            let title = format!("{} · {}", words::title(t, content), words::compartment(t, *compartment));
            let text = content.text().map(str::to_owned);
            let parts = words::parts(t, content).into_iter().skip(1).map(|(_, words)| words);
            let before: Vec<String> = std::iter::once(title).chain(parts).chain(text).collect();
            (t.entry_corrected().to_owned(), Some(before.join("\n")))
        }
        ChangeKind::Ended { until } => {
            let day = kernel::clock::from_micros(*until).to_zoned(zone()).date();
            (t.entry_ended(t.locale.date_plain(day)), None)
        }
        ChangeKind::Withdrawn { why } => (t.entry_withdrawn_because(why.as_str()), None),
    };
    ChangeLine::new(visit, what, before, change.at, &change.by)
}

pub(super) async fn end(visit: Visit, Id(id): Id<EntryId>, body: Bytes) -> Answer {
    let form: EndForm = typed::parse(&body);
    match record::end(&visit.ctx, id, &form).await {
        Ok(()) => Ok(done(&visit, id, "ended")),
        Err(error) => again(&visit, id, error, |page| &mut page.end, &typed::state("end", &form)).await,
    }
}

pub(super) async fn withdraw(visit: Visit, Id(id): Id<EntryId>, body: Bytes) -> Answer {
    let form: WithdrawalForm = typed::parse(&body);
    match record::withdraw(&visit.ctx, id, &form).await {
        Ok(()) => Ok(done(&visit, id, "withdrawn")),
        Err(error) => {
            again(&visit, id, error, |page| &mut page.take_back, &typed::state("withdraw", &form)).await
        }
    }
}

fn done(visit: &Visit, id: EntryId, what: &str) -> axum::response::Response {
    see_other(&format!("/entries/{}?done={what}", seal(visit.ctx.house(), id.uuid())))
}

/// The entry again, with what was typed and why it was refused.
async fn again(
    visit: &Visit,
    id: EntryId,
    error: Error,
    place: impl Fn(&mut EntryPage) -> &mut FormState,
    typed: &FormState,
) -> Answer {
    let status = status_of(&error);
    let mut state = typed.clone();
    crate::words::refuse(&mut state, visit.t(), error)?;
    let view = record::open(&visit.ctx, id).await?;
    let mut page = page(visit, &view);
    *place(&mut page) = state;
    // Shown even where it can no longer be sent: the words say why.
    page.may_end = page.may_end || page.end.is_rejected();
    Ok(Page::with_status(status, page).into_response())
}
