//! The door of a person's own page: a link that was handed over, and its code.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use care::accounts::Attempt;
use care::own;
use serde::Deserialize;

use crate::by_link::OWN;
use crate::failure::Answer;
use crate::server::Web;
use crate::shell::prelude::*;
use crate::typed;
use crate::visit::Visit;

/// What stands behind a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// The code is asked for.
    Code,
    /// Used, over, replaced, never made; or the page was closed: all alike.
    Closed,
    /// Too many tries.
    Wait,
}

/// The door.
#[derive(Clone, Debug, Template)]
#[template(path = "own/door.html")]
pub(crate) struct DoorPage {
    pub(crate) shell: Shell,
    pub(crate) door: Door,
    pub(crate) form: FormState,
    pub(crate) token: String,
}

impl DoorPage {
    fn title(&self) -> &'static str {
        let t = self.shell.t;
        match self.door {
            Door::Code => t.own_title(),
            Door::Closed => t.own_closed(),
            Door::Wait => t.error_too_many(),
        }
    }
}

pub(super) fn answer(visit: &Visit, door: Door, token: &str, form: FormState) -> Response {
    let status = match (door, form.is_rejected()) {
        (Door::Code, false) => StatusCode::OK,
        (Door::Code, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (Door::Closed, _) => StatusCode::NOT_FOUND,
        (Door::Wait, _) => StatusCode::TOO_MANY_REQUESTS,
    };
    // The address opens a door: the language switch does not send it around.
    let shell = Shell::anonymous(visit.locale(), "/own");
    Page::with_status(status, DoorPage { shell, door, form, token: token.to_owned() }).into_response()
}

fn told<X>(tried: &Attempt<X>) -> Door {
    match tried {
        Attempt::Passed(_) => Door::Code,
        Attempt::Refused => Door::Closed,
        Attempt::Throttled { .. } => Door::Wait,
    }
}

pub(super) async fn look(visit: Visit, Path(token): Path<String>) -> Answer {
    let tried = own::look(&visit.ctx, &token, &visit.client).await?;
    Ok(answer(&visit, told(&tried), &token, FormState::new("own")))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    code: String,
}

pub(super) async fn enter(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    body: Bytes,
) -> Answer {
    let typed: Typed = typed::parse(&body);
    match own::enter(&visit.ctx, &token, &typed.code, &visit.client).await? {
        Attempt::Passed(Some(opened)) => Ok(OWN.enters(&web, opened.as_str())),
        Attempt::Passed(None) => {
            let mut form = FormState::new("own");
            form.fail("code", visit.t().own_code_wrong());
            Ok(answer(&visit, Door::Code, &token, form))
        }
        tried => Ok(answer(&visit, told(&tried), &token, FormState::new("own"))),
    }
}

pub(super) async fn leave(State(web): State<Web>, visit: Visit) -> Answer {
    if let Some(session) = &visit.own {
        own::leave(&visit.ctx, session.id).await?;
    }
    Ok(OWN.leaves(&web))
}
