//! One line of the journal, with everything it says.

use axum::response::IntoResponse;
use care::journal::{self, Line};
use uuid::Uuid;

use super::words;
use crate::failure::Answer;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::visit::Visit;

/// One line of the journal.
#[derive(Clone, Debug, Template)]
#[template(path = "journal/entry.html")]
pub(crate) struct EntryPage {
    pub(crate) shell: Shell,
    pub(crate) named: bool,
    pub(crate) what: String,
    pub(crate) code: String,
    pub(crate) at: String,
    pub(crate) who: String,
    pub(crate) role: Option<String>,
    /// Everything this professional did.
    pub(crate) theirs: Option<String>,
    pub(crate) ground: String,
    pub(crate) source: Option<String>,
    pub(crate) ground_code: String,
    pub(crate) object: Option<(String, String)>,
    /// Name or opaque identifier, and everything that concerns this person.
    pub(crate) persons: Vec<(String, String)>,
    pub(crate) details: Vec<(String, String)>,
}

/// « lundi 23 novembre 2026, 10 h 42 min 7 s ».
fn exactly(t: T, line: &Line) -> String {
    let at = line.at.to_zoned(crate::words::zone());
    t.journal_exactly(t.locale.date(at.date()), at.second().to_string(), t.locale.time(at.time()))
}

pub(crate) async fn show(visit: Visit, Id(id): Id<Uuid>) -> Answer {
    let (t, house) = (visit.t(), visit.ctx.house());
    let (line, named) = journal::open(&visit.ctx, id).await?;
    let (who, role) = words::by(t, &line);
    let (ground, source) = words::ground(t, house, &line.ground);
    let person = |(id, name): &(care::PersonId, Option<String>)| {
        let sealed = seal(house, id.uuid());
        (name.clone().unwrap_or_else(|| sealed.clone()), format!("/journal?person={sealed}"))
    };
    let page = EntryPage {
        shell: visit.shell(),
        named,
        what: words::action(t, &line.action),
        at: exactly(t, &line),
        who,
        role,
        theirs: line.by.as_ref().map(|by| format!("/journal?who={}", seal(house, by.id.uuid()))),
        ground,
        source,
        ground_code: line.ground.clone(),
        object: line.object.map(|id| (line.kind.clone(), seal(house, id))),
        persons: line.persons.iter().map(person).collect(),
        details: words::details(t, &line.detail),
        code: line.action,
    };
    Ok(Page::new(page).into_response())
}
