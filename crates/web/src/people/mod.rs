//! Persons: those in one's reach, found as one types. What is typed never stands in an address.

use axum::Form;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use care::people::{self, PersonLine};
use policy::ProgramRole;
use serde::Deserialize;

use crate::failure::Answer;
use crate::registry::{Access, Route, get, post};
use crate::requests::advice::words;
use crate::sealed::seal;
use crate::shell::prelude::*;
use crate::visit::Visit;

pub(crate) mod samples;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/persons", "people", Access::SignedIn, list),
        post("/persons/search", "people", Access::SignedIn, search),
    ]
}

/// Persons, found or all those in reach.
#[derive(Clone, Debug, Template)]
#[template(path = "people/list.html")]
pub(crate) struct PersonsPage {
    pub(crate) shell: Shell,
    pub(crate) typed: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) empty: Empty,
}

/// A person as a line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) detail: String,
    pub(crate) ask: Option<String>,
}

fn line(visit: &Visit, person: &PersonLine) -> Line {
    let t = visit.t();
    let asks =
        visit.ctx.actor().professional().is_ok_and(|me| !me.programs_as(ProgramRole::Asker).is_empty());
    let id = seal(visit.ctx.house(), person.id.uuid());
    Line {
        name: words::named(
            t,
            person.sex.code(),
            &person.given,
            person.used_family.as_deref().unwrap_or(&person.family),
        ),
        detail: detail(visit, person),
        ask: asks.then(|| format!("/requests/new?person={id}")),
    }
}

/// « née le 14 mars 1979 · Amboise ».
fn detail(visit: &Visit, person: &PersonLine) -> String {
    let t = visit.t();
    let born = t.person_born(t.locale.date_plain(person.birth_date), person.sex.code());
    [Some(born), person.commune.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn page(visit: &Visit, typed: &str, found: &[PersonLine]) -> PersonsPage {
    let t = visit.t();
    let empty = if typed.is_empty() {
        Empty::new(t.persons_empty()).text(t.persons_empty_text())
    } else {
        Empty::new(t.persons_none()).text(t.persons_none_text())
    };
    PersonsPage {
        shell: visit.shell(),
        typed: typed.to_owned(),
        lines: found.iter().map(|person| line(visit, person)).collect(),
        empty,
    }
}

async fn list(visit: Visit) -> Answer {
    let mine = people::mine(&visit.ctx, None).await?;
    Ok(Page::new(page(&visit, "", &mine.items)).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    q: String,
}

/// Suggestions for a field that asks for them, a page otherwise.
async fn search(visit: Visit, headers: HeaderMap, Form(typed): Form<Typed>) -> Answer {
    let found = people::search(&visit.ctx, &typed.q).await?;
    if !headers.contains_key("x-picker") {
        return Ok(Page::new(page(&visit, &typed.q, &found)).into_response());
    }
    let suggestion = |person: &PersonLine| Suggestion {
        id: seal(visit.ctx.house(), person.id.uuid()),
        label: person.name.clone(),
        detail: detail(&visit, person),
        href: line(&visit, person).ask,
    };
    Ok(Fragment(Options { found: found.iter().map(suggestion).collect(), other: None }).into_response())
}
