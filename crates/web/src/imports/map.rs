//! What each column of a file is: guessed from its heading, said by its owner.

use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use care::ImportId;
use care::imports::{self, FileColumn, Mapping, MappingForm, OneImport};

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words::isolated;

/// The columns of a file.
#[derive(Clone, Debug, Template)]
#[template(path = "imports/map.html")]
pub(crate) struct ImportMapPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) lede: String,
    pub(crate) form: FormState,
    pub(crate) columns: Vec<ColumnField>,
    pub(crate) kinds: Vec<Choice>,
}

/// A column, to be named.
#[derive(Clone, Debug)]
pub(crate) struct ColumnField {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) examples: String,
}

const FORM: &str = "columns";

/// The page on which the columns are named, as far as they are.
pub(super) fn page(visit: &Visit, one: &OneImport) -> Response {
    let named = |(at, column): (usize, &FileColumn)| (field(at), column.kind.code().to_owned());
    let form = FormState::from_pairs(FORM, one.columns.iter().enumerate().map(named).collect());
    Page::new(with(visit, one, form)).into_response()
}

/// The name of the field of a column.
fn field(at: usize) -> String {
    format!("column-{at}")
}

fn with(visit: &Visit, one: &OneImport, form: FormState) -> ImportMapPage {
    let t = visit.t();
    let column = |(at, column): (usize, &FileColumn)| ColumnField {
        name: field(at),
        label: match column.heading.as_str() {
            "" => t.imports_column(at + 1),
            heading => isolated(heading),
        },
        examples: if column.examples.is_empty() {
            t.imports_no_example().to_owned()
        } else {
            let examples: Vec<String> = column.examples.iter().map(|it| isolated(&shortened(it))).collect();
            t.imports_examples(examples.join(" · "))
        },
    };
    ImportMapPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), one.summary.id.uuid()),
        lede: t.imports_map_lede(one.summary.lines, words::name(t, &one.summary)),
        form,
        columns: one.columns.iter().enumerate().map(column).collect(),
        kinds: words::columns(t),
    }
}

/// The beginning of a cell: enough to know it again.
fn shortened(text: &str) -> String {
    const LETTERS: usize = 40;
    let short: String = text.chars().take(LETTERS).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

pub(super) async fn map(visit: Visit, Id(id): Id<ImportId>, body: Bytes) -> Answer {
    let one = imports::open(&visit.ctx, id).await?;
    let pairs: Vec<(String, String)> = typed::parse(&body);
    let said = |at: usize| {
        let name = field(at);
        pairs.iter().find(|(field, _)| *field == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let form = MappingForm { columns: (0..one.columns.len()).map(said).collect() };
    let mapped = match Mapping::parse(&form) {
        Ok(mapping) => imports::map(&visit.ctx, id, mapping).await,
        Err(error) => Err(error),
    };
    match mapped {
        Ok(()) => Ok(see_other(&format!("{}/preview", words::href(&visit, id)))),
        Err(error) => {
            let status = status_of(&error);
            let mut form = FormState::from_pairs(FORM, pairs);
            crate::words::refuse(&mut form, visit.t(), error)?;
            Ok(Page::with_status(status, with(&visit, &one, form)).into_response())
        }
    }
}
