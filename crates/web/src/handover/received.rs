//! What the doctor who accepted is given behind the code: who it is, how to reach them, the synthesis.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use care::accounts::Attempt;
use care::handover;
use letters::Letter;
use serde::Deserialize;

use super::door::{Behind, HandoverDoor, door};
use crate::by_link::RECEIVER;
use crate::failure::Answer;
use crate::files;
use crate::server::Web;
use crate::shell::prelude::*;
use crate::typed;
use crate::visit::Visit;

/// What they are given.
#[derive(Clone, Debug, Template)]
#[template(path = "handover/received.html")]
pub(crate) struct ReceivedPage {
    pub(crate) shell: Shell,
    pub(crate) name: String,
    pub(crate) until: String,
    pub(crate) why: Why,
    /// What is known of who they are and where: label, value.
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) phone: Option<(String, String)>,
    pub(crate) letter: Option<Letter>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    code: String,
}

/// Proves by the code who accepted.
pub(super) async fn enter(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    body: Bytes,
) -> Answer {
    let typed: Typed = typed::parse(&body);
    match handover::enter(&visit.ctx, &token, &typed.code, &visit.client).await? {
        Attempt::Passed(Some(opened)) => Ok(RECEIVER.enters(&web, opened.as_str())),
        Attempt::Passed(None) => {
            let mut page = door(&visit, &token).await?;
            page.code.fail("code", visit.t().own_code_wrong());
            Ok(page.answer())
        }
        Attempt::Refused => Ok(HandoverDoor::new(&visit, Behind::Closed, &token).answer()),
        Attempt::Throttled { .. } => Ok(HandoverDoor::new(&visit, Behind::Wait, &token).answer()),
    }
}

fn closed(visit: &Visit) -> Response {
    HandoverDoor::new(visit, Behind::Closed, "").answer()
}

/// What they are given.
pub(super) async fn show(visit: Visit) -> Answer {
    let Some(session) = visit.receiver.clone() else { return Ok(closed(&visit)) };
    let received = match handover::received(&visit.ctx, &session).await {
        Err(care::Error::NotFound | care::Error::Forbidden) => return Ok(closed(&visit)),
        received => received?,
    };
    let (t, person) = (visit.t(), &received.person);
    let page = ReceivedPage {
        shell: Shell::anonymous(visit.locale(), "/handover"),
        name: crate::people::name(&person.identity),
        until: t.own_until(t.locale.time(received.until.to_zoned(crate::words::zone()).time())),
        why: Why::new(crate::people::reason(t, &received.reason.key)),
        facts: crate::people::who_and_where(t, person),
        phone: person
            .phone
            .as_ref()
            .map(|number| (crate::words::phone(number), number.replace([' ', '.'], ""))),
        letter: received.letter,
    };
    Ok(Page::new(page).into_response())
}

/// The synthesis as it was signed.
pub(super) async fn letter(visit: Visit) -> Answer {
    let Some(session) = visit.receiver.clone() else { return Ok(closed(&visit)) };
    match handover::letter(&visit.ctx, &session).await {
        Err(care::Error::NotFound | care::Error::Forbidden) => Ok(closed(&visit)),
        letter => {
            let letter = letter?;
            Ok(files::kept("application/pdf", &letter.name, letter.bytes))
        }
    }
}

/// Closes it before its time.
pub(super) async fn leave(State(web): State<Web>, visit: Visit) -> Answer {
    if let Some(session) = &visit.receiver {
        handover::leave(&visit.ctx, session.id).await?;
    }
    Ok(RECEIVER.leaves(&web))
}
