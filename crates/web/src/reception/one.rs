//! One arrival: where they are sent, what became of it, who it was.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::reception::{self, ArrivalView, Happened, NewFact, Status, Who};
use care::{ArrivalId, Error};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// An arrival on its own page.
#[derive(Clone, Debug, Template)]
#[template(path = "reception/one.html")]
pub(crate) struct ArrivalPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) title: String,
    pub(crate) person: Option<Link>,
    pub(crate) state: StateView,
    pub(crate) sub: String,
    pub(crate) why: Why,
    pub(crate) reasons: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) to: Vec<Choice>,
    pub(crate) outcomes: Vec<(&'static str, &'static str)>,
    /// They are sent to somebody: the next thing is that they are received.
    pub(crate) oriented: bool,
    pub(crate) identify: bool,
    pub(crate) record: bool,
    pub(crate) form: FormState,
    pub(crate) mistake: FormState,
    pub(crate) history: Vec<HistoryLine>,
}

/// A fact of the history.
#[derive(Clone, Debug)]
pub(crate) struct HistoryLine {
    pub(crate) what: String,
    pub(crate) by: String,
    pub(crate) words: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<ArrivalId>, Query(asked): Query<Asked>) -> Answer {
    let view = reception::open(&visit.ctx, id).await?;
    let mut page = page(&visit, &view);
    page.notice =
        asked.done.and_then(|done| visit.t().by_key(&format!("done-arrival-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

/// The addresses of an arrival and of the person, as they stand in links.
pub(super) fn href(visit: &Visit, id: ArrivalId) -> String {
    format!("/reception/arrivals/{}", seal(visit.ctx.house(), id.uuid()))
}

fn page(visit: &Visit, view: &ArrivalView) -> ArrivalPage {
    let (t, rules) = (visit.t(), &view.desk.rules);
    let open = view.may_record && view.status.waits();
    let person = match &view.who {
        Who::Person(person) => {
            let href = format!("/persons/{}", seal(visit.ctx.house(), person.id.uuid()));
            Some(Link::new(t.arrival_record(), href))
        }
        Who::Nobody | Who::Somebody => None,
    };
    let sent = view.history.iter().find_map(|it| it.to.as_deref());
    let destinations = rules.orientations.iter().map(|it| Choice::new(&it.code, it.get(t.locale)));
    ArrivalPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), view.id.uuid()),
        notice: None,
        title: words::title(t, &view.who, view.called.as_deref()),
        person,
        state: words::state(t, rules, view.status, sent),
        sub: t.arrival_sub(
            words::dynamic(t, "arrival-how", view.how.code()),
            crate::words::dated(t.locale, view.at, visit.ctx.now()),
        ),
        why: Why::new(crate::people::reason(t, &view.desk.reason.key)),
        reasons: words::reasons(t, rules, &view.reasons),
        note: view.note.clone(),
        to: if open { destinations.collect() } else { Vec::new() },
        outcomes: outcomes(t, view.status, open),
        oriented: view.status == Status::Oriented,
        identify: view.may_identify,
        record: view.may_record && view.status != Status::Mistaken,
        form: FormState::new("orient"),
        mistake: FormState::new("mistake"),
        history: view.history.iter().map(|it| history(visit, view, it)).collect(),
    }
}

/// What can be said of it, the likeliest first.
pub(super) fn outcomes(t: T, status: Status, open: bool) -> Vec<(&'static str, &'static str)> {
    match status {
        _ if !open => Vec::new(),
        Status::Oriented => vec![("seen", t.arrival_was_seen()), ("left", t.arrival_has_left())],
        _ => vec![("left", t.arrival_has_left())],
    }
}

fn history(visit: &Visit, view: &ArrivalView, it: &Happened) -> HistoryLine {
    let t = visit.t();
    let what = words::dynamic(t, "arrival-fact", it.kind.code());
    let what = match &it.to {
        Some(code) => t.arrival_status_to(what, words::destination(t, &view.desk.rules, code)),
        None => what,
    };
    let when = crate::words::dated(t.locale, it.at, visit.ctx.now());
    HistoryLine { what, by: t.arrival_by(it.by.as_str(), when), words: it.why.clone() }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    to: String,
    outcome: String,
    why: String,
}

pub(super) async fn orient(visit: Visit, Id(id): Id<ArrivalId>, body: Bytes) -> Answer {
    let told: Told = typed::parse(&body);
    let desk = reception::desk(&visit.ctx)?;
    let done = act(&visit, id, NewFact::orientation(&told.to, &desk.rules)).await;
    settled(
        &visit,
        id,
        "oriented",
        done,
        |page, form| page.form = form,
        FormState::new("orient").with("to", told.to),
    )
    .await
}

pub(super) async fn outcome(visit: Visit, Id(id): Id<ArrivalId>, body: Bytes) -> Answer {
    let told: Told = typed::parse(&body);
    let new = match told.outcome.as_str() {
        "seen" => Ok(NewFact::seen()),
        "left" => Ok(NewFact::leaving()),
        _ => Err(Error::invalid("outcome", "fault-choose")),
    };
    let what = if told.outcome == "seen" { "seen" } else { "left" };
    let done = act(&visit, id, new).await;
    settled(&visit, id, what, done, |page, form| page.form = form, FormState::new("orient")).await
}

pub(super) async fn mistake(visit: Visit, Id(id): Id<ArrivalId>, body: Bytes) -> Answer {
    let told: Told = typed::parse(&body);
    let done = act(&visit, id, NewFact::mistake(&told.why)).await;
    settled(
        &visit,
        id,
        "mistaken",
        done,
        |page, form| page.mistake = form,
        FormState::new("mistake").with("why", told.why),
    )
    .await
}

async fn act(visit: &Visit, id: ArrivalId, new: Result<NewFact, Error>) -> Result<(), Error> {
    match new {
        Ok(new) => reception::happened(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    }
}

/// The page of the arrival with what somebody else said of it before.
pub(super) async fn conflict(visit: &Visit, id: ArrivalId, conflict: care::Conflict) -> Answer {
    let done = Err(Error::Conflict(conflict));
    settled(visit, id, "", done, |page, form| page.form = form, FormState::new("orient")).await
}

/// Back to the arrival, or its page again with why it was refused and what was typed.
async fn settled(
    visit: &Visit,
    id: ArrivalId,
    what: &str,
    done: Result<(), Error>,
    put: impl FnOnce(&mut ArrivalPage, FormState),
    mut form: FormState,
) -> Answer {
    let error = match done {
        Ok(()) => return Ok(see_other(&format!("{}?done={what}", href(visit, id)))),
        Err(error) => error,
    };
    let status = status_of(&error);
    crate::words::refuse(&mut form, visit.t(), error)?;
    let view = reception::open(&visit.ctx, id).await?;
    let mut page = page(visit, &view);
    put(&mut page, form);
    Ok(Page::with_status(status, page).into_response())
}
