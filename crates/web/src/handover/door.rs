//! The door of a link: who asks a doctor to take over, and nothing of whom.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use care::accounts::Attempt;
use care::handover::{self, Door, Request};

use crate::failure::Answer;
use crate::shell::prelude::*;
use crate::visit::Visit;

/// What stands behind a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    /// An answer is waited for.
    Asked,
    /// They accepted: the code is asked for.
    Code,
    /// They declined just now.
    Declined,
    /// Used, over, replaced, never made: all alike.
    Closed,
    /// Too many tries.
    Wait,
}

/// The door.
#[derive(Clone, Debug, Template)]
#[template(path = "handover/door.html")]
pub(crate) struct HandoverDoor {
    pub(crate) shell: Shell,
    pub(crate) behind: Behind,
    pub(crate) token: String,
    /// Who asks what.
    pub(crate) asks: Option<Asks>,
    pub(crate) notice: Option<Notice>,
    pub(crate) code: FormState,
    pub(crate) decline: FormState,
    pub(crate) question: FormState,
}

/// Who asks what, in words.
#[derive(Clone, Debug)]
pub(crate) struct Asks {
    pub(crate) to: String,
    pub(crate) words: String,
    pub(crate) from: String,
    pub(crate) by: Option<String>,
    pub(crate) asked: Option<String>,
}

impl HandoverDoor {
    /// A door; the address opens one, so the language switch does not send it around.
    pub(super) fn new(visit: &Visit, behind: Behind, token: &str) -> Self {
        Self {
            shell: Shell::anonymous(visit.locale(), "/handover"),
            behind,
            token: token.to_owned(),
            asks: None,
            notice: None,
            code: FormState::new("handover-code"),
            decline: FormState::new("handover-decline"),
            question: FormState::new("handover-question"),
        }
    }

    fn title(&self) -> &'static str {
        let t = self.shell.t;
        match self.behind {
            Behind::Asked => t.handover_asked(),
            Behind::Code => t.handover_accepted(),
            Behind::Declined => t.handover_declined(),
            Behind::Closed => t.handover_closed(),
            Behind::Wait => t.error_too_many(),
        }
    }

    pub(super) fn answer(self) -> Response {
        let rejected = [&self.code, &self.decline, &self.question].iter().any(|form| form.is_rejected());
        let status = match self.behind {
            Behind::Asked | Behind::Code if rejected => StatusCode::UNPROCESSABLE_ENTITY,
            Behind::Asked | Behind::Code | Behind::Declined => StatusCode::OK,
            Behind::Closed => StatusCode::NOT_FOUND,
            Behind::Wait => StatusCode::TOO_MANY_REQUESTS,
        };
        Page::with_status(status, self).into_response()
    }
}

/// The door as it is, before anything was typed.
pub(super) async fn door(visit: &Visit, token: &str) -> Result<HandoverDoor, care::Error> {
    let found = handover::look(&visit.ctx, token, &visit.client).await?;
    Ok(match found {
        Attempt::Passed(Door::Asked(request)) => HandoverDoor {
            asks: Some(asks(visit, request)),
            ..HandoverDoor::new(visit, Behind::Asked, token)
        },
        Attempt::Passed(Door::Accepted(request)) => {
            HandoverDoor { asks: Some(asks(visit, request)), ..HandoverDoor::new(visit, Behind::Code, token) }
        }
        Attempt::Refused => HandoverDoor::new(visit, Behind::Closed, token),
        Attempt::Throttled { .. } => HandoverDoor::new(visit, Behind::Wait, token),
    })
}

fn asks(visit: &Visit, it: Request) -> Asks {
    let t = visit.t();
    Asks {
        words: t.handover_who_asks(it.from.as_str(), it.organization, it.program.get(t.locale)),
        to: it.to,
        from: it.from,
        by: it.answer_by.map(|on| t.handover_answer_by(t.locale.date_plain(on))),
        asked: it.question,
    }
}

pub(super) async fn look(visit: Visit, Path(token): Path<String>) -> Answer {
    Ok(door(&visit, &token).await?.answer())
}
