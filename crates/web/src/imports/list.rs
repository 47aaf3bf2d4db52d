//! The files that somebody took over; and the way out, to a spreadsheet again.

use axum::response::IntoResponse;
use care::imports::{self, ImportSummary};

use super::words;
use crate::failure::Answer;
use crate::shell::prelude::*;
use crate::visit::Visit;

/// The imports of the reader.
#[derive(Clone, Debug, Template)]
#[template(path = "imports/list.html")]
pub(crate) struct ImportsPage {
    pub(crate) shell: Shell,
    pub(crate) lines: Vec<ImportLine>,
    pub(crate) empty: Empty,
}

/// An import as a line.
#[derive(Clone, Debug)]
pub(crate) struct ImportLine {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) small: String,
    pub(crate) state: StateView,
}

pub(super) async fn list(visit: Visit) -> Answer {
    let mine = imports::mine(&visit.ctx).await?;
    let t = visit.t();
    Ok(Page::new(ImportsPage {
        lines: mine.iter().map(|it| line(&visit, it)).collect(),
        empty: Empty::new(t.imports_none()).text(t.imports_none_text()),
        shell: visit.shell(),
    })
    .into_response())
}

fn line(visit: &Visit, it: &ImportSummary) -> ImportLine {
    let t = visit.t();
    let date = crate::words::dated(t.locale, it.at, visit.ctx.now());
    ImportLine {
        name: words::name(t, it),
        href: words::href(visit, it.id),
        small: t.imports_line(it.carried, date, it.lines),
        state: words::state(t, it.state),
    }
}
