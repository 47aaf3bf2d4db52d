//! The rupture radar: who is about to lose a right, or touch, in one ranked list with the reason for each line.

pub(crate) mod samples;
mod words;

use axum::extract::Query;
use axum::response::IntoResponse;
use care::radar::{self, Risk};
use serde::Deserialize;

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
    pub(crate) pager: Pager,
    pub(crate) empty: Empty,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    from: usize,
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let found = radar::radar(&visit.ctx, asked.from).await?;
    let t = visit.t();
    let line = |risk: &Risk| match risk {
        Risk::Right(risk) => words::right_line(&visit, risk),
        Risk::Tie(person, tie) => words::tie_line(&visit, person, *tie),
    };
    let page = RadarPage {
        lines: found.lines.iter().map(line).collect(),
        lede: t.radar_lede(found.all),
        pager: Pager::new(
            t,
            (asked.from > 0).then(|| "/radar".to_owned()),
            found.next.map(|next| format!("/radar?from={next}")),
        ),
        empty: Empty::new(t.radar_empty()).text(t.radar_empty_text()),
        shell: visit.shell(),
    };
    Ok(Page::new(page).into_response())
}
