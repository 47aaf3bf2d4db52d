//! What would be taken over, read before anything is written; carrying it out; the lines that cannot be taken over, as a
//! file.

use axum::body::Bytes;
use axum::response::IntoResponse;
use care::imports::{self, Cell, Checked, ColumnKind, ImportState, NewRun, RefusedLine, RunForm, Sheet};
use care::{Error, ImportId};

use super::words;
use crate::failure::{Answer, Failure};
use crate::people::status_of;
use crate::rights::{CSV, file};
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// What would be taken over.
#[derive(Clone, Debug, Template)]
#[template(path = "imports/preview.html")]
pub(crate) struct ImportPreviewPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) good: usize,
    pub(crate) form: FormState,
    pub(crate) grounds: Vec<Choice>,
    /// How what was filed was filed; empty where the file tells of no applications.
    pub(crate) channels: Vec<Choice>,
    pub(crate) refused: Vec<RefusedView>,
    pub(crate) more: Option<String>,
}

/// A line that cannot be taken over as it stands.
#[derive(Clone, Debug)]
pub(crate) struct RefusedView {
    pub(crate) line: i64,
    pub(crate) what: Vec<String>,
}

impl ImportPreviewPage {
    fn tellings(&self) -> Vec<Choice> {
        words::tellings(self.shell.t)
    }
}

const FORM: &str = "run";
/// Lines shown; the file has all of them.
const SHOWN: usize = 200;

pub(super) async fn show(visit: Visit, Id(id): Id<ImportId>) -> Answer {
    let one = imports::open(&visit.ctx, id).await?;
    if !one.mapped || one.summary.state != ImportState::Read {
        return Ok(see_other(&words::href(&visit, id)));
    }
    let checked = imports::check(&visit.ctx, id).await?;
    // Where there is one ground, it needs no choosing.
    let form = match checked.grounds.as_slice() {
        [one] => FormState::new(FORM).with("ground", one.code()),
        _ => FormState::new(FORM),
    };
    Ok(Page::new(page(&visit, &checked, form)).into_response())
}

fn page(visit: &Visit, checked: &Checked, form: FormState) -> ImportPreviewPage {
    let t = visit.t();
    let fact = |term: &str, words: String| (term.to_owned(), words);
    let mut facts = vec![
        fact(t.imports_lines(), checked.summary.lines.to_string()),
        fact(t.imports_good(), checked.good.to_string()),
        fact(t.imports_persons(), checked.persons.to_string()),
    ];
    if checked.recognised > 0 {
        facts.push(fact(t.imports_recognised(), t.imports_recognised_text(checked.recognised)));
    }
    if checked.files {
        facts.push(fact(t.imports_applications(), checked.applications.to_string()));
    }
    let view = |it: &RefusedLine| RefusedView { line: it.line, what: words::faults(t, it) };
    let more = checked.refused.len().saturating_sub(SHOWN);
    ImportPreviewPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), checked.summary.id.uuid()),
        name: words::name(t, &checked.summary),
        facts,
        good: checked.good,
        form,
        grounds: words::grounds(t, &checked.grounds),
        channels: if checked.files { words::channels(t) } else { Vec::new() },
        refused: checked.refused.iter().take(SHOWN).map(view).collect(),
        more: (more > 0).then(|| t.imports_refused_more(more)),
    }
}

pub(super) async fn run(visit: Visit, Id(id): Id<ImportId>, body: Bytes) -> Answer {
    let one = imports::open(&visit.ctx, id).await?;
    let typed: RunForm = typed::parse(&body);
    // What was begun goes on as it was begun.
    let begun = one.summary.state != ImportState::Read;
    let files = one.columns.iter().any(|column| column.kind == ColumnKind::Right);
    let new = if begun { Ok(None) } else { NewRun::parse(&typed, files).map(Some) };
    let ran = match new {
        Ok(new) => imports::run(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    };
    let back = words::href(&visit, id);
    match ran {
        Ok(()) => Ok(see_other(&format!("{back}?done=run"))),
        Err(error) if begun || !one.mapped => Err(Failure(error)),
        Err(error) => {
            let status = status_of(&error);
            let mut form = typed::state(FORM, &typed);
            crate::words::refuse(&mut form, visit.t(), error)?;
            let checked = imports::check(&visit.ctx, id).await?;
            Ok(Page::with_status(status, page(&visit, &checked, form)).into_response())
        }
    }
}

/// The lines that cannot be taken over: the columns of the file, and one more that says what is wrong.
pub(super) async fn refused(visit: Visit, Id(id): Id<ImportId>) -> Answer {
    let checked = match imports::refused(&visit.ctx, id).await {
        Err(Error::Conflict(_)) => return Ok(see_other(&words::href(&visit, id))),
        other => other?,
    };
    let t = visit.t();
    let line = |it: &RefusedLine| {
        let cells = it.cells.iter().cloned().chain([words::faults(t, it).join(" ")]);
        cells.map(Cell::from).collect::<Vec<_>>()
    };
    let sheet = Sheet {
        title: t.imports_refused_title().to_owned(),
        lines: checked.refused.iter().map(line).collect(),
        headings: checked.headings.into_iter().chain([t.imports_refused_error().to_owned()]).collect(),
        made: visit.ctx.now(),
    };
    Ok(file(CSV, "refused-lines.csv", sheet.to_csv(t.locale).into_bytes()))
}
