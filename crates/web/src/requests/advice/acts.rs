//! The acts on a request, one form each. A refused form comes back with its text, on the page of the request.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::requests::advice::{self, ClosingForm, NewClosing};
use care::{AdviceId, Error, PractitionerId};
use serde::{Deserialize, Serialize};

use super::{page, words};
use crate::failure::Answer;
use crate::sealed::{Id, open, seal};
use crate::shell::{FormState, Page, see_other};
use crate::typed;
use crate::visit::Visit;

/// Fields that the short acts share.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Short {
    text: String,
    note: String,
    named: String,
    target: String,
    reason: String,
}

/// Back to the request, or the page again with what was typed and what is wrong with it.
async fn settled(
    visit: &Visit,
    id: AdviceId,
    name: &'static str,
    body: &[u8],
    outcome: Result<AdviceId, Error>,
) -> Answer {
    match outcome {
        Ok(id) => Ok(see_other(&format!("/requests/{}?done={name}", seal(visit.ctx.house(), id.uuid())))),
        Err(error) => refused(visit, id, FormState::from_body(name, body), error).await,
    }
}

/// The page again, with what was typed and what is wrong with it.
pub(super) async fn refused(visit: &Visit, id: AdviceId, mut form: FormState, error: Error) -> Answer {
    let status = if matches!(error, Error::Conflict(_)) {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    words::refuse(&mut form, visit.t(), error)?;
    let page = page::view(visit, id, Some(form), None).await?;
    Ok(Page::with_status(status, page).into_response())
}

pub(crate) async fn triage(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    let typed: Short = typed::parse(&body);
    let named: Option<PractitionerId> = open(visit.ctx.house(), &typed.named).ok();
    let outcome = advice::triage(&visit.ctx, id, named, &typed.note).await;
    settled(&visit, id, "triage", &body, outcome).await
}

pub(crate) async fn accept(visit: Visit, Id(id): Id<AdviceId>) -> Answer {
    let outcome = advice::accept(&visit.ctx, id).await;
    settled(&visit, id, "accept", &[], outcome).await
}

pub(crate) async fn release(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    let typed: Short = typed::parse(&body);
    match advice::release(&visit.ctx, id, &typed.reason).await {
        Ok(_) => Ok(see_other("/?done=release")),
        Err(error) => settled(&visit, id, "release", &body, Err(error)).await,
    }
}

pub(crate) async fn ask_back(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    let typed: Short = typed::parse(&body);
    let outcome = advice::ask_back(&visit.ctx, id, &typed.text).await;
    settled(&visit, id, "ask-back", &body, outcome).await
}

pub(crate) async fn complete(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    let typed: Short = typed::parse(&body);
    let outcome = advice::complete(&visit.ctx, id, &typed.text).await;
    settled(&visit, id, "complete", &body, outcome).await
}

pub(crate) async fn message(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    let typed: Short = typed::parse(&body);
    let outcome = advice::post(&visit.ctx, id, &typed.text).await;
    settled(&visit, id, "message", &body, outcome).await
}

pub(crate) async fn redirect(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    let typed: Short = typed::parse(&body);
    let outcome = advice::redirect(&visit.ctx, id, &typed.target, &typed.reason).await;
    settled(&visit, id, "redirect", &body, outcome).await
}

pub(crate) async fn decline(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    let typed: Short = typed::parse(&body);
    let outcome = advice::decline(&visit.ctx, id, &typed.reason, &typed.text).await;
    settled(&visit, id, "decline", &body, outcome).await
}

pub(crate) async fn cancel(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    let typed: Short = typed::parse(&body);
    match advice::cancel(&visit.ctx, id, &typed.reason).await {
        Ok(_) => Ok(see_other("/?done=cancel")),
        Err(error) => settled(&visit, id, "cancel", &body, Err(error)).await,
    }
}

pub(crate) async fn close(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    let form: ClosingForm = typed::parse(&body);
    let outcome = match NewClosing::parse(&form) {
        Ok(closing) => advice::close(&visit.ctx, id, closing).await,
        Err(error) => Err(error),
    };
    settled(&visit, id, "close", &body, outcome).await
}
