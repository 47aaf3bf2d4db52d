//! The form of whoever invokes a vital need. Nothing typed stands in an address, and nothing is looked up before all of it
//! is there.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use care::accounts::{self, Attempt};
use care::break_glass::{self, AttemptForm, Attempted, NeedKind, NewAttempt};
use care::people::Sex;
use care::{AttemptId, PersonId};
use serde::Deserialize;

use crate::failure::Answer;
use crate::late;
use crate::people::status_of;
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// The form.
#[derive(Clone, Debug, Template)]
#[template(path = "break_glass/attempt.html")]
pub(crate) struct AttemptPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) form: FormState,
    pub(crate) attempt: String,
    /// The account has a second factor to show.
    pub(crate) proves: bool,
}

impl AttemptPage {
    fn sexes(&self) -> Vec<Choice> {
        crate::people::sexes(self.shell.t)
    }

    fn needs(&self) -> Vec<Choice> {
        let words = |it: NeedKind| need(self.shell.t, it);
        NeedKind::ALL.iter().map(|it| Choice::new(it.code(), words(*it))).collect()
    }
}

/// What makes a need vital, in words.
pub(super) fn need(t: T, need: NeedKind) -> &'static str {
    match need {
        NeedKind::LifeAtStake => t.need_life_at_stake(),
        NeedKind::SuicidalCrisis => t.need_suicidal_crisis(),
        NeedKind::CannotConsent => t.need_cannot_consent(),
    }
}

/// A sex in words.
pub(super) fn sex(t: T, code: &str) -> String {
    let known = Sex::ALL.into_iter().find(|it| it.code() == code);
    let choices = crate::people::sexes(t);
    known
        .and_then(|it| choices.into_iter().find(|choice| choice.value == it.code()))
        .map(|it| it.label)
        .unwrap_or_default()
}

const FORM: &str = "break-glass";

pub(super) async fn form(visit: Visit) -> Answer {
    break_glass::may_ask(&visit.ctx)?;
    Ok(Page::new(page(&visit, FormState::new(FORM), None)).into_response())
}

fn page(visit: &Visit, form: FormState, notice: Option<Notice>) -> AttemptPage {
    let attempt = seal(visit.ctx.house(), visit.ctx.new_id::<uuid::Uuid>());
    let proves = visit.session.as_ref().is_some_and(|session| session.second_factor);
    AttemptPage { shell: visit.shell(), notice, form, attempt, proves }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Made {
    attempt: String,
    proof: String,
}

/// Everything is there before anything is looked up, the second factor last: a code counts once, and is not spent on a form
/// that wants something else.
pub(super) async fn make(visit: Visit, body: Bytes) -> Answer {
    break_glass::may_ask(&visit.ctx)?;
    let session = visit.session.clone().ok_or(care::Error::NotFound)?;
    let made: Made = typed::parse(&body);
    let typed: AttemptForm = typed::parse(&body);
    let id: AttemptId = open(visit.ctx.house(), &made.attempt).unwrap_or_else(|_| visit.ctx.new_id());
    let t = visit.t();
    let mut form = typed::state(FORM, &typed);
    if !session.second_factor {
        form.fail_all(t.break_glass_no_factor());
    } else if made.proof.trim().is_empty() {
        form.fail(late::PROOF, t.break_glass_proof_missing());
    }
    let new = match NewAttempt::parse(&typed, care::people::today(&visit.ctx)) {
        Ok(new) if !form.is_rejected() => new,
        Ok(_) => return Ok(refused(&visit, form, StatusCode::UNPROCESSABLE_ENTITY)),
        Err(error) => return faulty(&visit, form, error),
    };
    if let Some(before) = break_glass::outcome(&visit.ctx, id).await? {
        return Ok(came_of(&visit, form, before));
    }
    let proved = match accounts::step_up(&visit.ctx, &session, &made.proof, &visit.client).await? {
        Attempt::Passed(proved) => proved,
        Attempt::Refused => {
            form.fail(late::PROOF, t.break_glass_proof_refused());
            return Ok(refused(&visit, form, StatusCode::UNPROCESSABLE_ENTITY));
        }
        Attempt::Throttled { .. } => {
            form.fail(late::PROOF, t.sign_in_throttled());
            return Ok(refused(&visit, form, StatusCode::TOO_MANY_REQUESTS));
        }
    };
    match break_glass::attempt(&proved, id, new).await {
        Ok(attempted) => Ok(came_of(&visit, form, attempted)),
        Err(error) => faulty(&visit, form, error),
    }
}

fn refused(visit: &Visit, form: FormState, status: StatusCode) -> Response {
    Page::with_status(status, page(visit, form, None)).into_response()
}

fn faulty(visit: &Visit, mut form: FormState, error: care::Error) -> Answer {
    let status = status_of(&error);
    crate::words::refuse(&mut form, visit.t(), error)?;
    Ok(refused(visit, form, status))
}

fn came_of(visit: &Visit, form: FormState, attempted: Attempted) -> Response {
    let t = visit.t();
    let (status, title, words) = match attempted {
        Attempted::Opened(person) => {
            return see_other(&format!("/persons/{}", seal(visit.ctx.house(), person.uuid())));
        }
        Attempted::Nothing => (StatusCode::NOT_FOUND, t.break_glass_nothing(), t.break_glass_nothing_text()),
        Attempted::Throttled => {
            (StatusCode::TOO_MANY_REQUESTS, t.break_glass_throttled(), t.break_glass_throttled_text())
        }
    };
    let notice = Notice::new(Tone::Warning, title, words);
    Page::with_status(status, page(visit, form, Some(notice))).into_response()
}

/// The need is met: what it opened closes now.
pub(super) async fn close(visit: Visit, Id(person): Id<PersonId>) -> Answer {
    break_glass::close(&visit.ctx, person).await?;
    Ok(see_other("/persons?done=vital-need-closed"))
}
