//! One import: its columns as long as nothing is written, then what became of it, and its undoing.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::ImportId;
use care::imports::{self, ImportState, OneImport, StayingLine};
use serde::Deserialize;

use super::{map, words};
use crate::failure::Answer;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;
use crate::words::isolated;

/// What became of an import.
#[derive(Clone, Debug, Template)]
#[template(path = "imports/one.html")]
pub(crate) struct ImportPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) state: StateView,
    pub(crate) facts: Vec<(String, String)>,
    /// It was cut: it can go on.
    pub(crate) cut: bool,
    /// It was undone.
    pub(crate) undone: bool,
    /// Lines that were left.
    pub(crate) left: i64,
    /// Lines that stay although it was undone: each with the reason.
    pub(crate) staying: Vec<(String, String)>,
    pub(crate) form: FormState,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<ImportId>, Query(asked): Query<Asked>) -> Answer {
    let one = imports::open(&visit.ctx, id).await?;
    if one.summary.state == ImportState::Read {
        return Ok(map::page(&visit, &one));
    }
    let mut page = page(&visit, &one, FormState::new("undo"));
    page.notice =
        asked.done.and_then(|done| visit.t().by_key(&format!("done-import-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, one: &OneImport, form: FormState) -> ImportPage {
    let (t, it) = (visit.t(), &one.summary);
    let fact = |term: &str, count: i64| (term.to_owned(), count.to_string());
    let left = it.lines - it.carried;
    let mut facts = vec![
        fact(t.imports_lines(), it.lines),
        fact(t.imports_good(), it.carried),
        fact(t.imports_persons(), it.persons),
        fact(t.imports_applications(), it.applications),
    ];
    if left > 0 {
        facts.push(fact(t.imports_left(), left));
    }
    let staying =
        |it: &StayingLine| (t.imports_stay_line(it.line, isolated(&it.words)), words::stays(t, it.why));
    ImportPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), it.id.uuid()),
        name: words::name(t, it),
        notice: None,
        state: words::state(t, it.state),
        facts,
        cut: it.state == ImportState::Cut,
        undone: it.state == ImportState::Undone,
        left,
        staying: one.staying.iter().map(staying).collect(),
        form,
    }
}

pub(super) async fn undo(visit: Visit, Id(id): Id<ImportId>) -> Answer {
    match imports::undo(&visit.ctx, id).await {
        Ok(()) => Ok(see_other(&format!("{}?done=undone", words::href(&visit, id)))),
        Err(error) => {
            let mut form = FormState::new("undo");
            crate::words::refuse(&mut form, visit.t(), error)?;
            let one = imports::open(&visit.ctx, id).await?;
            Ok(Page::with_status(StatusCode::CONFLICT, page(&visit, &one, form)).into_response())
        }
    }
}
