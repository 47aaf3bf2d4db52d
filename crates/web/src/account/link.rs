//! A link handed over: with it somebody chooses a password that nobody else ever knows.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use care::Error;
use care::accounts::{self, Attempt, Login};
use serde::Deserialize;

use super::password::chosen;
use crate::failure::Answer;
use crate::shell::prelude::*;
use crate::visit::Visit;
use crate::words;

/// What a link opens, or that it opens nothing any more.
#[derive(Clone, Debug)]
pub(crate) enum Opened {
    /// Choose a password for this login.
    Choose { token: String, login: String },
    /// A password was chosen.
    Chosen,
    /// Used, over, replaced or never made: all alike.
    Nothing,
    /// Too many tries.
    Wait,
}

/// What stands behind a link.
#[derive(Clone, Debug, Template)]
#[template(path = "account/link.html")]
pub(crate) struct LinkPage {
    pub(crate) shell: Shell,
    pub(crate) opened: Opened,
    pub(crate) form: FormState,
}

impl LinkPage {
    fn title(&self) -> &'static str {
        let t = self.shell.t;
        match self.opened {
            Opened::Choose { .. } => t.link_title(),
            Opened::Chosen => t.link_chosen(),
            Opened::Nothing => t.link_nothing(),
            Opened::Wait => t.error_too_many(),
        }
    }
}

fn answer(visit: &Visit, status: StatusCode, opened: Opened, form: FormState) -> Response {
    // The address opens a door: it is not written into the page, where the language switch would send it around.
    let shell = Shell::anonymous(visit.locale(), "/login");
    Page::with_status(status, LinkPage { shell, opened, form }).into_response()
}

/// A link that opens nothing, or was tried too often.
pub(crate) fn closed<X>(visit: &Visit, tried: &Attempt<X>) -> Response {
    let form = FormState::new("link");
    match tried {
        Attempt::Throttled { .. } => answer(visit, StatusCode::TOO_MANY_REQUESTS, Opened::Wait, form),
        _ => answer(visit, StatusCode::NOT_FOUND, Opened::Nothing, form),
    }
}

/// Looks at a link; looking does not use it.
pub(crate) async fn page(visit: Visit, Path(token): Path<String>) -> Answer {
    Ok(match accounts::choose_password(&visit.ctx, &token, None, &visit.client).await? {
        Attempt::Passed(login) => {
            let opened = Opened::Choose { token, login: login.as_str().to_owned() };
            answer(&visit, StatusCode::OK, opened, FormState::new("link"))
        }
        other => closed(&visit, &other),
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    password: String,
    again: String,
}

/// Uses the link.
pub(crate) async fn choose(visit: Visit, Path(token): Path<String>, Form(typed): Form<Typed>) -> Answer {
    let login: Login = match accounts::choose_password(&visit.ctx, &token, None, &visit.client).await? {
        Attempt::Passed(login) => login,
        other => return Ok(closed(&visit, &other)),
    };
    let mut form = FormState::new("link");
    if chosen(&visit, &login, &typed.password, &typed.again, &mut form).is_some() {
        match accounts::choose_password(&visit.ctx, &token, Some(&typed.password), &visit.client).await {
            Ok(Attempt::Passed(_)) => {
                return Ok(answer(&visit, StatusCode::OK, Opened::Chosen, FormState::new("link")));
            }
            Ok(other) => return Ok(closed(&visit, &other)),
            Err(Error::Invalid(faults)) => {
                for fault in &faults {
                    form.fail(fault.field, words::fault(visit.t(), fault));
                }
            }
            Err(other) => return Err(other.into()),
        }
    }
    let opened = Opened::Choose { token, login: login.as_str().to_owned() };
    Ok(answer(&visit, StatusCode::UNPROCESSABLE_ENTITY, opened, form))
}
