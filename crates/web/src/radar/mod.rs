//! The rupture radar: who is about to lose a right, or touch, in one ranked list with the reason for each line.

pub(crate) mod samples;
mod words;

use axum::response::IntoResponse;
use care::radar::{self, Risk};

use crate::failure::Answer;
use crate::registry::{Access, Route, get};
use crate::shell::prelude::*;
use crate::visit::Visit;

pub(crate) use words::right_line;

pub(crate) fn routes() -> Vec<Route> {
    vec![get("/radar", "radar", Access::SignedIn, show)]
}

/// The radar.
#[derive(Clone, Debug, Template)]
#[template(path = "radar/radar.html")]
pub(crate) struct RadarPage {
    pub(crate) shell: Shell,
    pub(crate) lines: Vec<QueueLine>,
    pub(crate) lede: String,
    pub(crate) empty: Empty,
}

async fn show(visit: Visit) -> Answer {
    let risks = radar::radar(&visit.ctx).await?;
    let t = visit.t();
    let line = |risk: &Risk| match risk {
        Risk::Right(risk) => words::right_line(&visit, risk),
        Risk::Tie(person, tie) => words::tie_line(&visit, person, *tie),
    };
    let page = RadarPage {
        lines: risks.iter().map(line).collect(),
        lede: t.radar_lede(risks.len()),
        empty: Empty::new(t.radar_empty()).text(t.radar_empty_text()),
        shell: visit.shell(),
    };
    Ok(Page::new(page).into_response())
}
