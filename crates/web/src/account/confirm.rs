//! Proving who one is again, before something sensitive; then on to it.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::Error;
use care::accounts::{self, Attempt};
use serde::Deserialize;

use crate::failure::Answer;
use crate::shell::language::local;
use crate::shell::{CodePage, FormState, Page, see_other};
use crate::visit::{Visit, encode};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    code: String,
    next: String,
}

fn code_page(visit: &Visit, form: FormState, next: &str, has_factor: bool) -> CodePage {
    let t = visit.t();
    let reason = if has_factor { t.confirm_reason() } else { t.confirm_without_factor() };
    CodePage {
        shell: visit.shell(),
        form,
        next: local(next).to_owned(),
        carried: String::new(),
        action: "/account/confirm".to_owned(),
        reason: Some(reason.to_owned()),
        asked: (!has_factor).then(|| t.confirm_password().to_owned()),
    }
}

pub(crate) async fn page(visit: Visit, Query(asked): Query<Typed>) -> Answer {
    let session = visit.session.clone().ok_or(Error::NotFound)?;
    let page = code_page(&visit, FormState::new("confirm"), &asked.next, session.second_factor);
    Ok(Page::new(page).into_response())
}

/// Takes the proof. Whoever has no second factor proves it by password, and sets one up on the way.
pub(crate) async fn prove(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let session = visit.session.clone().ok_or(Error::NotFound)?;
    let t = visit.t();
    let next = local(&typed.next);
    let mut form = FormState::new("confirm");
    let status = match accounts::step_up(&visit.ctx, &session, &typed.code, &visit.client).await? {
        Attempt::Passed(_) if session.second_factor || next.starts_with("/account/") => {
            return Ok(see_other(next));
        }
        Attempt::Passed(_) => return Ok(see_other(&format!("/account/factor?next={}", encode(next)))),
        Attempt::Refused => {
            form.fail("code", if session.second_factor { t.code_refused() } else { t.password_wrong() });
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Attempt::Throttled { .. } => {
            form.fail_all(t.sign_in_throttled());
            StatusCode::TOO_MANY_REQUESTS
        }
    };
    let page = code_page(&visit, form, next, session.second_factor);
    Ok(Page::with_status(status, page).into_response())
}
