//! What a professional hands over and answers.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::own::{self, Desk, HandedOver};
use care::{PersonId, QuestionId};
use serde::Deserialize;

use super::words::{self, QuestionLine};
use crate::account::Picture;
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, Ids, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words::dated;

/// The person's own access, as professionals see it.
#[derive(Clone, Debug, Template)]
#[template(path = "own/desk.html")]
pub(crate) struct DeskPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) handed: Option<Handed>,
    pub(crate) pending: Option<String>,
    pub(crate) opened: Option<String>,
    pub(crate) questions: Vec<QuestionLine>,
    pub(crate) form: FormState,
    pub(crate) answering: Option<String>,
}

/// What was just made, shown once.
#[derive(Clone, Debug)]
pub(crate) struct Handed {
    pub(crate) address: String,
    pub(crate) picture: Picture,
    pub(crate) code: String,
    pub(crate) until: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let desk = own::desk(&visit.ctx, id).await?;
    care::notices::read(&visit.ctx, desk.person.id.uuid()).await?;
    let mut page = page(&visit, &desk, None, FormState::new("answer"));
    page.notice = asked.done.and_then(|done| visit.t().by_key(&format!("done-own-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, desk: &Desk, handed: Option<Handed>, form: FormState) -> DeskPage {
    let t = visit.t();
    let day = |at| dated(t.locale, at, visit.ctx.now());
    DeskPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), desk.person.id.uuid()),
        name: crate::people::name(&desk.person.identity),
        notice: None,
        handed,
        pending: desk.pending.map(|at| t.own_pending(day(at))),
        opened: desk.opened.map(|at| t.own_opened(day(at))),
        questions: desk.questions.iter().map(|it| words::question(visit, it)).collect(),
        form,
        answering: None,
    }
}

pub(super) async fn hand_over(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let HandedOver { token, code, expires_at } = own::hand_over(&visit.ctx, id).await?;
    let address = format!("{}/own/open/{}", visit.origin, token.as_str());
    let handed = Handed {
        picture: Picture::of(&address),
        address,
        code: code.as_str().to_owned(),
        until: dated(visit.locale(), expires_at, visit.ctx.now()),
    };
    let desk = own::desk(&visit.ctx, id).await?;
    Ok(Page::new(page(&visit, &desk, Some(handed), FormState::new("answer"))).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    answer: String,
}

pub(super) async fn answer(
    visit: Visit,
    Ids(id, question): Ids<PersonId, QuestionId>,
    body: Bytes,
) -> Answer {
    let typed: Typed = typed::parse(&body);
    match own::answer(&visit.ctx, id, question, &typed.answer).await {
        Ok(()) => {
            let id = seal(visit.ctx.house(), id.uuid());
            Ok(see_other(&format!("/persons/{id}/own?done=answered")))
        }
        Err(error) => {
            let status = status_of(&error);
            let mut form = FormState::from_body("answer", &body);
            crate::words::refuse(&mut form, visit.t(), error)?;
            let desk = own::desk(&visit.ctx, id).await?;
            let mut page = page(&visit, &desk, None, form);
            page.answering = Some(seal(visit.ctx.house(), question.uuid()));
            Ok(Page::with_status(status, page).into_response())
        }
    }
}
