//! Another password, for who knows the present one.

use axum::Form;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::Error;
use care::accounts::{self, Attempt, Login, Password, Session};
use serde::Deserialize;

use crate::failure::Answer;
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;
use crate::words;

/// Changing one's password.
#[derive(Clone, Debug, Template)]
#[template(path = "account/password.html")]
pub(crate) struct PasswordPage {
    pub(crate) shell: Shell,
    /// The login, for who keeps passwords in the browser, and the passwords.
    pub(crate) form: FormState,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    present: String,
    password: String,
    again: String,
}

fn view(visit: &Visit, session: &Session, form: FormState) -> PasswordPage {
    PasswordPage { shell: visit.shell(), form: form.with("login", &session.login) }
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let session = visit.session.clone().ok_or(Error::NotFound)?;
    Ok(Page::new(view(&visit, &session, FormState::new("password"))).into_response())
}

/// What is wrong with a password chosen, typed twice, before anything is tried.
pub(super) fn chosen(
    visit: &Visit,
    login: &Login,
    text: &str,
    again: &str,
    form: &mut FormState,
) -> Option<Password> {
    let t = visit.t();
    let parsed = Password::parse(visit.ctx.house(), "password", text, login);
    match parsed {
        Ok(_) if text != again => form.fail("again", t.password_differ()),
        Ok(password) => return Some(password),
        Err(fault) => form.fail(fault.field, words::fault(t, &fault)),
    }
    None
}

pub(crate) async fn change(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let session = visit.session.clone().ok_or(Error::NotFound)?;
    let t = visit.t();
    let mut form = FormState::new("password");
    if typed.present.is_empty() {
        form.fail("present", t.password_present_wanted());
    }
    let login = Login::typed(&session.login);
    let chosen = chosen(&visit, &login, &typed.password, &typed.again, &mut form);
    let status = match chosen.filter(|_| !form.is_rejected()) {
        None => StatusCode::UNPROCESSABLE_ENTITY,
        Some(chosen) => {
            let tried =
                accounts::change_password(&visit.ctx, &session, &typed.present, chosen, &visit.client)
                    .await?;
            match tried {
                Attempt::Passed(()) => return Ok(see_other("/account?done=password")),
                Attempt::Refused => {
                    form.fail("present", t.password_wrong());
                    StatusCode::UNPROCESSABLE_ENTITY
                }
                Attempt::Throttled { .. } => {
                    form.fail_all(t.sign_in_throttled());
                    StatusCode::TOO_MANY_REQUESTS
                }
            }
        }
    };
    Ok(Page::with_status(status, view(&visit, &session, form)).into_response())
}
