//! The person's own page.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::own::{self, OwnSession};
use serde::Deserialize;

use super::door::{Door, answer};
use super::looked::{self, LookedLine};
use super::words::{self, ConsentLine, Told};
use crate::failure::Answer;
use crate::sealed::seal;
use crate::shell::prelude::*;
use crate::visit::Visit;

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "own/page.html")]
pub(crate) struct OwnPageView {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) until: String,
    pub(crate) told: Told,
    pub(crate) looked: Vec<LookedLine>,
    /// There is more of it than stands here.
    pub(crate) more: bool,
    pub(crate) consents: Vec<ConsentLine>,
    pub(crate) form: FormState,
    pub(crate) question: String,
}

/// Lines of who looked that stand on the page; the rest on a page of its own.
const LATEST: usize = 12;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let Some(session) = visit.own.clone() else {
        return Ok(answer(&visit, Door::Closed, "", FormState::new("own")));
    };
    let notice = asked.done.and_then(|done| visit.t().by_key(&format!("done-own-{done}"))).map(Notice::done);
    page(&visit, &session, StatusCode::OK, notice, FormState::new("question")).await
}

pub(super) async fn page(
    visit: &Visit,
    session: &OwnSession,
    status: StatusCode,
    notice: Option<Notice>,
    form: FormState,
) -> Answer {
    let page = own::page(&visit.ctx, session).await?;
    let t = visit.t();
    let looked = looked::lines(visit, &page.looked.lines);
    let view = OwnPageView {
        shell: Shell::anonymous(visit.locale(), "/own"),
        notice,
        until: t.own_until(t.locale.time(session.until.to_zoned(crate::words::zone()).time())),
        told: words::told(visit, &page),
        more: looked.len() > LATEST || page.looked.next.is_some(),
        looked: looked.into_iter().take(LATEST).collect(),
        consents: words::consents(visit, &page.standing),
        form,
        question: seal(visit.ctx.house(), visit.ctx.new_id::<uuid::Uuid>()),
    };
    Ok(Page::with_status(status, view).into_response())
}
