//! What a doctor answers at the door.

use axum::body::Bytes;
use axum::extract::Path;
use axum::response::Response;
use care::accounts::Attempt;
use care::handover::{self, Answer as Said};
use serde::Deserialize;

use super::door::{Behind, HandoverDoor, door};
use crate::failure::Answer;
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    why: String,
    text: String,
}

/// They take over: what follows is the code.
pub(super) async fn accept(visit: Visit, Path(token): Path<String>) -> Answer {
    match handover::answer(&visit.ctx, &token, &visit.client, Said::Accept).await? {
        Attempt::Passed(()) => Ok(see_other(&format!("/handover/open/{token}"))),
        not => Ok(refused(&visit, &not, &token)),
    }
}

/// They do not.
pub(super) async fn decline(visit: Visit, Path(token): Path<String>, body: Bytes) -> Answer {
    let Typed { why, .. } = typed::parse(&body);
    match handover::answer(&visit.ctx, &token, &visit.client, Said::Decline { why }).await {
        Ok(Attempt::Passed(())) => Ok(see_other("/handover/declined")),
        Ok(not) => Ok(refused(&visit, &not, &token)),
        Err(error) => again(&visit, &token, error, |page| &mut page.decline, &body).await,
    }
}

/// They ask something first.
pub(super) async fn ask(visit: Visit, Path(token): Path<String>, body: Bytes) -> Answer {
    let Typed { text, .. } = typed::parse(&body);
    match handover::answer(&visit.ctx, &token, &visit.client, Said::Ask { text }).await {
        Ok(Attempt::Passed(())) => {
            let mut page = door(&visit, &token).await?;
            page.notice = Some(Notice::done(visit.t().handover_asked_done()));
            Ok(page.answer())
        }
        Ok(not) => Ok(refused(&visit, &not, &token)),
        Err(error) => again(&visit, &token, error, |page| &mut page.question, &body).await,
    }
}

/// What was typed, with what is wrong with it.
async fn again(
    visit: &Visit,
    token: &str,
    error: care::Error,
    form: impl FnOnce(&mut HandoverDoor) -> &mut FormState,
    body: &Bytes,
) -> Answer {
    let mut page = door(visit, token).await?;
    let form = form(&mut page);
    *form = FormState::from_body(form.id(), body);
    crate::words::refuse(form, visit.t(), error)?;
    Ok(page.answer())
}

fn refused(visit: &Visit, tried: &Attempt<()>, token: &str) -> Response {
    let behind = match tried {
        Attempt::Throttled { .. } => Behind::Wait,
        _ => Behind::Closed,
    };
    HandoverDoor::new(visit, behind, token).answer()
}

/// Thanks: the link has served.
pub(super) async fn declined(visit: Visit) -> Answer {
    Ok(HandoverDoor::new(&visit, Behind::Declined, "").answer())
}
