//! One interview: what was said, for its author what they keep for themselves, what doctors read of it, what became of it.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use care::support::interviews::{self, Change, ChangeKind, InterviewView, Status};
use care::{Error, InterviewId};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::record::{ChangeLine, WhoReads};
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words::dated;

/// An interview on its own page.
#[derive(Clone, Debug, Template)]
#[template(path = "support/interview.html")]
pub(crate) struct InterviewPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) refused: Option<FormState>,
    pub(crate) title: String,
    pub(crate) state: StateView,
    pub(crate) by: String,
    pub(crate) why: Why,
    /// Who reads the shared part; absent for a copy.
    pub(crate) readers: Option<WhoReads>,
    pub(crate) copied: Option<String>,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) text: Option<String>,
    pub(crate) edit: bool,
    pub(crate) outcomes: Vec<(&'static str, &'static str)>,
    pub(crate) private: Option<String>,
    pub(crate) sharing: Option<Sharing>,
    pub(crate) changes: Vec<ChangeLine>,
}

/// What doctors read of it, as its author is told; and what can be done about it.
#[derive(Clone, Debug)]
pub(crate) struct Sharing {
    pub(crate) words: String,
    pub(crate) note: Option<&'static str>,
    pub(crate) act: Option<(&'static str, &'static str)>,
    /// What its author keeps for themselves may be given along: off until they say so.
    pub(crate) private: Option<FormState>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<InterviewId>, Query(asked): Query<Asked>) -> Answer {
    let view = interviews::open(&visit.ctx, id).await?;
    let mut page = page(&visit, &view);
    page.notice =
        asked.done.and_then(|done| visit.t().by_key(&format!("done-interview-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, view: &InterviewView) -> InterviewPage {
    let (t, now) = (visit.t(), visit.ctx.now());
    let written = dated(t.locale, view.recorded_at, now);
    InterviewPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), view.id.uuid()),
        person: seal(visit.ctx.house(), view.person.id.uuid()),
        name: crate::people::name(&view.person.identity),
        notice: None,
        refused: None,
        title: t.interview_title(dated(t.locale, view.at, now)),
        state: words::interview_state(t, view.status),
        copied: view.is_copy.then(|| t.interview_copy_for_you(written.as_str())),
        by: t.entry_by(view.author.as_str(), crate::frame::profession_words(t, view.profession), written),
        why: Why::new(crate::people::reason(t, &view.reason.key)),
        readers: (!view.is_copy).then(|| WhoReads::open_to(visit, view.readers.as_deref())),
        facts: words::interview_facts(t, &view.shared),
        text: view.shared.text.clone(),
        edit: view.may_correct,
        outcomes: outcomes(visit, view),
        private: view.private.clone(),
        sharing: sharing(visit, view),
        changes: view.changes.iter().map(|it| change(visit, it)).collect(),
    }
}

/// What can be said of an appointment: that somebody came, or did not, once its time has come.
fn outcomes(visit: &Visit, view: &InterviewView) -> Vec<(&'static str, &'static str)> {
    let t = visit.t();
    if view.status != Status::Planned || !view.may_correct {
        return Vec::new();
    }
    let told = [
        (Status::Kept, t.interview_came()),
        (Status::Missed, t.interview_missed()),
        (Status::Cancelled, t.interview_cancelled()),
    ];
    let possible = |status: Status| view.at <= visit.ctx.now() || status == Status::Cancelled;
    told.into_iter().filter(|(it, _)| possible(*it)).map(|(it, words)| (it.code(), words)).collect()
}

/// Sharing is its author's to see and to do.
fn sharing(visit: &Visit, view: &InterviewView) -> Option<Sharing> {
    let t = visit.t();
    if let Some(copy) = &view.copy {
        let since = dated(t.locale, copy.at, visit.ctx.now());
        return Some(Sharing {
            words: if copy.with_private {
                t.interview_share_on_private(since, copy.readers.join(", "))
            } else {
                t.interview_share_on(since, copy.readers.join(", "))
            },
            note: copy.differs.then(|| t.interview_share_differs()),
            act: view.may_correct.then(|| ("take-back", t.interview_take_back())),
            private: None,
        });
    }
    let doctors = view.doctors.as_ref()?;
    if doctors.is_empty() {
        let words = t.interview_share_nobody().to_owned();
        return Some(Sharing { words, note: None, act: None, private: None });
    }
    Some(Sharing {
        words: t.interview_share_off(doctors.join(", ")),
        note: None,
        act: Some(("share", t.interview_share_do())),
        private: view.private.is_some().then(|| FormState::new("share")),
    })
}

fn change(visit: &Visit, change: &Change) -> ChangeLine {
    let (t, now) = (visit.t(), visit.ctx.now());
    let (what, before) = match &change.kind {
        ChangeKind::Corrected { status, at, shared } => {
            let when = dated(t.locale, *at, now);
            (t.entry_corrected(), Some(words::stood(t, *status, when, shared)))
        }
        ChangeKind::PrivateCorrected { text } => (t.interview_change_private(), text.clone()),
        ChangeKind::Copied => (t.interview_change_copied(), None),
        ChangeKind::TakenBack => (t.interview_change_taken_back(), None),
    };
    ChangeLine::new(visit, what, before, change.at, &change.by)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    status: String,
}

pub(super) async fn outcome(visit: Visit, Id(id): Id<InterviewId>, body: Bytes) -> Answer {
    let told: Told = typed::parse(&body);
    let outcome = Status::ALL.iter().find(|it| it.code() == told.status && **it != Status::Planned);
    let done = match outcome {
        Some(status) => interviews::outcome(&visit.ctx, id, *status).await,
        None => Err(Error::invalid("status", "fault-choose")),
    };
    settled(&visit, id, "told", done).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Given {
    private: String,
}

pub(super) async fn share(visit: Visit, Id(id): Id<InterviewId>, body: Bytes) -> Answer {
    let given: Given = typed::parse(&body);
    let done = interviews::share(&visit.ctx, id, given.private == "yes").await;
    settled(&visit, id, "shared", done).await
}

pub(super) async fn take_back(visit: Visit, Id(id): Id<InterviewId>) -> Answer {
    let done = interviews::take_back(&visit.ctx, id).await;
    settled(&visit, id, "taken-back", done).await
}

/// Back to the interview, or its page again with why it was refused.
async fn settled(visit: &Visit, id: InterviewId, what: &str, done: Result<(), Error>) -> Answer {
    let error = match done {
        Ok(()) => return Ok(back(visit, id, what)),
        Err(error) => error,
    };
    let status = status_of(&error);
    let mut form = FormState::new("outcome");
    crate::words::refuse(&mut form, visit.t(), error)?;
    let view = interviews::open(&visit.ctx, id).await?;
    let page = InterviewPage { refused: Some(form), ..page(visit, &view) };
    Ok(Page::with_status(status, page).into_response())
}

fn back(visit: &Visit, id: InterviewId, what: &str) -> Response {
    see_other(&format!("/interviews/{}?done={what}", seal(visit.ctx.house(), id.uuid())))
}
