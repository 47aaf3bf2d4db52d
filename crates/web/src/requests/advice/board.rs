//! The coordination's board: late, at risk, unassigned.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use care::requests::advice::{self, BoardFilter};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::shell::{Button, Empty, Page, QueueLine, Shell};
use crate::visit::Visit;

/// The board of a programme.
#[derive(Debug, Template)]
#[template(path = "requests/advice/board.html")]
pub(crate) struct BoardPage {
    pub(crate) shell: Shell,
    pub(crate) program: String,
    pub(crate) slug: String,
    pub(crate) filters: Vec<Filter>,
    pub(crate) lines: Vec<QueueLine>,
    pub(crate) more: bool,
    pub(crate) empty: Empty,
}

/// A way to narrow the board, with how many it would show.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    pub(crate) code: &'static str,
    pub(crate) label: String,
    pub(crate) count: Option<usize>,
    pub(crate) current: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    show: Option<String>,
}

pub(crate) async fn show(visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let filter = match asked.show.as_deref() {
        Some("late") => BoardFilter::Late,
        Some("at-risk") => BoardFilter::AtRisk,
        Some("unassigned") => BoardFilter::Unassigned,
        Some("paused") => BoardFilter::Paused,
        _ => BoardFilter::All,
    };
    let board = advice::board(&visit.ctx, &slug, filter).await?;
    let t = visit.t();
    let program = visit.ctx.house().programs().get(&slug).ok_or(care::Error::NotFound)?;
    let entry =
        |code, label: &str, count, it| Filter { code, label: label.to_owned(), count, current: it == filter };
    let filters = vec![
        entry("all", t.board_all(), None, BoardFilter::All),
        entry("late", t.board_late(), Some(board.late), BoardFilter::Late),
        entry("at-risk", t.board_at_risk(), Some(board.at_risk), BoardFilter::AtRisk),
        entry("unassigned", t.board_unassigned(), Some(board.unassigned), BoardFilter::Unassigned),
        entry("paused", t.board_paused(), Some(board.paused), BoardFilter::Paused),
    ];
    let lines = board.lines.iter().enumerate().filter_map(|(index, line)| {
        let act = (!line.triaged && line.answerer.is_none()).then(|| {
            let button = Button::link(t.triage_do_short(), words::href(&visit, line));
            if index == 0 { button.primary() } else { button }
        });
        let whose = match &line.answerer {
            Some(name) => t.whose_named(name.as_str()),
            None => t.whose_nobody().to_owned(),
        };
        words::queue_line(&visit, line, act, whose)
    });
    Ok(Page::new(BoardPage {
        program: program.name.get(visit.locale()).to_owned(),
        lines: lines.collect(),
        filters,
        slug,
        more: board.more,
        empty: Empty::new(t.board_empty()).text(t.board_empty_text()),
        shell: visit.shell(),
    })
    .into_response())
}
