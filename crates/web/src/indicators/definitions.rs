//! What each figure means.

use axum::extract::Path;
use axum::response::IntoResponse;
use care::indicators;

use super::page::readable;
use super::words;
use crate::failure::Answer;
use crate::shell::prelude::*;
use crate::visit::Visit;

/// The definitions of the figures of a programme.
#[derive(Clone, Debug, Template)]
#[template(path = "indicators/definitions.html")]
pub(crate) struct DefinitionsPage {
    pub(crate) shell: Shell,
    pub(crate) program: String,
    pub(crate) back: String,
    pub(crate) definitions: Vec<Definition>,
}

/// A figure and what it counts.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    pub(crate) key: &'static str,
    pub(crate) name: String,
    pub(crate) text: String,
}

pub(crate) async fn show(visit: Visit, Path(slug): Path<String>) -> Answer {
    let program = readable(&visit, &slug)?;
    let (t, clocks) = (visit.t(), &program.clocks);
    let definition = |it: &&'static indicators::Indicator| Definition {
        key: it.key,
        name: words::capital(&words::name(t, it.key)),
        text: words::definition(t, it.key, clocks.answer_days, clocks.consultation_days),
    };
    Ok(Page::new(DefinitionsPage {
        program: program.name.get(visit.locale()).to_owned(),
        back: format!("/programs/{slug}/report"),
        definitions: indicators::of(program).iter().map(definition).collect(),
        shell: visit.shell(),
    })
    .into_response())
}
