//! The form of whoever invokes a vital need. Nothing typed stands in an address, and nothing is looked up before all of it
//! is there.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::break_glass::{self, AttemptForm, Attempted, NeedKind, NewAttempt};
use care::people::Sex;
use care::{AttemptId, PersonId};
use serde::Deserialize;

use crate::failure::Answer;
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
    break_glass::may_attempt(&visit.ctx)?;
    Ok(Page::new(page(&visit, FormState::new(FORM), None)).into_response())
}

fn page(visit: &Visit, form: FormState, notice: Option<Notice>) -> AttemptPage {
    let attempt = seal(visit.ctx.house(), visit.ctx.new_id::<uuid::Uuid>());
    AttemptPage { shell: visit.shell(), notice, form, attempt }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Made {
    attempt: String,
}

pub(super) async fn make(visit: Visit, body: Bytes) -> Answer {
    break_glass::may_attempt(&visit.ctx)?;
    let made: Made = typed::parse(&body);
    let typed: AttemptForm = typed::parse(&body);
    let id: AttemptId = open(visit.ctx.house(), &made.attempt).unwrap_or_else(|_| visit.ctx.new_id());
    let attempted = match NewAttempt::parse(&typed, care::people::today(&visit.ctx)) {
        Ok(new) => break_glass::attempt(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    };
    let t = visit.t();
    let state = || typed::state(FORM, &typed);
    let closed = |title: &str, words: &str| Notice::new(Tone::Warning, title, words);
    match attempted {
        Ok(Attempted::Opened(person)) => {
            Ok(see_other(&format!("/persons/{}", seal(visit.ctx.house(), person.uuid()))))
        }
        Ok(Attempted::Nothing) => {
            let notice = closed(t.break_glass_nothing(), t.break_glass_nothing_text());
            Ok(Page::with_status(StatusCode::NOT_FOUND, page(&visit, state(), Some(notice))).into_response())
        }
        Ok(Attempted::Throttled) => {
            let notice = closed(t.break_glass_throttled(), t.break_glass_throttled_text());
            let page = page(&visit, state(), Some(notice));
            Ok(Page::with_status(StatusCode::TOO_MANY_REQUESTS, page).into_response())
        }
        Err(error) => {
            let status = status_of(&error);
            let mut form = state();
            crate::words::refuse(&mut form, t, error)?;
            Ok(Page::with_status(status, page(&visit, form, None)).into_response())
        }
    }
}

/// The need is met: what it opened closes now.
pub(super) async fn close(visit: Visit, Id(person): Id<PersonId>) -> Answer {
    break_glass::close(&visit.ctx, person).await?;
    Ok(see_other("/persons?done=vital-need-closed"))
}
