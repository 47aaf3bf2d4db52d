//! What the person says on their own page.

use axum::body::Bytes;
use care::own;
use care::{PractitionerId, QuestionId};
use serde::Deserialize;

use super::door::{Door, answer};
use super::page::page;
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::open;
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    question: String,
    text: String,
}

pub(super) async fn ask(visit: Visit, body: Bytes) -> Answer {
    let Some(session) = visit.own.clone() else {
        return Ok(answer(&visit, Door::Closed, "", FormState::new("own")));
    };
    let asked: Asked = typed::parse(&body);
    let id: QuestionId = open(visit.ctx.house(), &asked.question).unwrap_or_else(|_| visit.ctx.new_id());
    match own::ask(&visit.ctx, session.id, id, &asked.text).await {
        Ok(()) => Ok(see_other("/own?done=asked")),
        Err(error) => {
            let status = status_of(&error);
            let mut form = FormState::from_body("question", &body);
            crate::words::refuse(&mut form, visit.t(), error)?;
            page(&visit, &session, status, None, form).await
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Withdrawn {
    from: String,
}

pub(super) async fn withdraw(visit: Visit, body: Bytes) -> Answer {
    let Some(session) = visit.own.clone() else {
        return Ok(answer(&visit, Door::Closed, "", FormState::new("own")));
    };
    let said: Withdrawn = typed::parse(&body);
    let from: Option<PractitionerId> = match said.from.as_str() {
        "everyone" => None,
        one => Some(open(visit.ctx.house(), one).map_err(|_| care::Error::NotFound)?),
    };
    match own::withdraw(&visit.ctx, session.id, from).await {
        // Pressed twice: it is taken back, which is what was wanted.
        Ok(()) | Err(care::Error::Conflict(_)) => Ok(see_other("/own?done=withdrawn")),
        Err(error) => Err(error.into()),
    }
}
