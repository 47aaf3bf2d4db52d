//! The link and the code for a doctor, shown once.

use axum::response::IntoResponse;
use care::PathwayId;
use care::handover::{self, HandedOver};

use crate::account::Picture;
use crate::failure::Answer;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::visit::Visit;
use crate::words::dated;

/// The link and the code.
#[derive(Clone, Debug, Template)]
#[template(path = "handover/made.html")]
pub(crate) struct MadePage {
    pub(crate) shell: Shell,
    pub(crate) pathway: String,
    pub(crate) to: String,
    pub(crate) address: String,
    pub(crate) picture: Picture,
    pub(crate) code: String,
    pub(crate) until: String,
}

pub(super) async fn make(visit: Visit, Id(id): Id<PathwayId>) -> Answer {
    let HandedOver { token, code, expires_at, to } = handover::make(&visit.ctx, id).await?;
    let address = format!("{}/handover/open/{}", visit.origin, token.as_str());
    let page = MadePage {
        pathway: seal(visit.ctx.house(), id.uuid()),
        to,
        picture: Picture::of(&address),
        address,
        code: code.as_str().to_owned(),
        until: dated(visit.locale(), expires_at, visit.ctx.now()),
        shell: visit.shell(),
    };
    Ok(Page::new(page).into_response())
}
