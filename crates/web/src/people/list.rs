//! Persons in one's reach, page by page, or found as one types. What is typed never stands in an address.

use axum::body::Bytes;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use care::people::{self, PersonLine};
use policy::{Action, ProgramRole, Resource};
use serde::Deserialize;

use super::words::href;
use crate::failure::{Answer, Failure};
use crate::requests::advice::words;
use crate::sealed::{open_cursor, seal, seal_cursor};
use crate::shell::prelude::*;
use crate::typed;
use crate::visit::Visit;
use crate::words::isolated;

/// Persons, found or all those in reach.
#[derive(Clone, Debug, Template)]
#[template(path = "people/list.html")]
pub(crate) struct PersonsPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) typed: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) pager: Pager,
    pub(crate) create: bool,
    pub(crate) vital_need: bool,
    pub(crate) empty: Empty,
}

/// A person as a line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) detail: String,
    pub(crate) href: String,
    pub(crate) ask: Option<String>,
}

/// A person as a line of a list.
pub(super) fn line(visit: &Visit, person: &PersonLine) -> Line {
    let t = visit.t();
    let asks =
        visit.ctx.actor().professional().is_ok_and(|me| !me.programs_as(ProgramRole::Asker).is_empty());
    let id = seal(visit.ctx.house(), person.id.uuid());
    Line {
        name: line_name(t, person),
        detail: detail(visit, person),
        href: href(visit, person.id),
        ask: asks.then(|| format!("/requests/new?person={id}")),
    }
}

/// « Mme Nadia Ferhat ».
pub(crate) fn line_name(t: T, person: &PersonLine) -> String {
    let family = person.used_family.as_deref().unwrap_or(&person.family);
    words::named(t, person.sex.code(), &person.given, family)
}

/// « née le 14 mars 1979 · Amboise ».
pub(crate) fn detail(visit: &Visit, person: &PersonLine) -> String {
    let t = visit.t();
    let born = t.person_born(t.locale.date_plain(person.birth_date), person.sex.code());
    let maiden = person.used_family.as_ref().map(|_| t.person_birth_name(isolated(&person.family)));
    [Some(born), maiden, person.commune.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn page(visit: &Visit, typed: &str, found: &[PersonLine]) -> PersonsPage {
    let t = visit.t();
    let create = visit.ctx.may(Action::CreatePerson, &Resource::Territory(visit.ctx.territory()));
    let mut empty = if typed.is_empty() {
        Empty::new(t.persons_empty()).text(t.persons_empty_text())
    } else {
        Empty::new(t.persons_none()).text(t.persons_none_text())
    };
    if create {
        empty = empty.act(Button::link(t.person_new(), "/persons/new").icon(Icon::Plus));
    }
    PersonsPage {
        shell: visit.shell(),
        notice: None,
        typed: typed.to_owned(),
        lines: found.iter().map(|person| line(visit, person)).collect(),
        pager: Pager::new(t, None, None),
        create,
        vital_need: visit.ctx.actor().professional().is_ok_and(|me| me.principal.profession.is_health()),
        empty,
    }
}

/// The name under which the pages of the list are sealed: it is the reader's own.
fn list_name(visit: &Visit) -> Result<String, Failure> {
    Ok(format!("persons|{}", visit.ctx.actor().professional()?.role().uuid()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    after: Option<String>,
    done: Option<String>,
}

pub(crate) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (t, house, name) = (visit.t(), visit.ctx.house().clone(), list_name(&visit)?);
    let after = open_cursor(&house, &name, asked.after.as_deref());
    let mine = people::mine(&visit.ctx, after).await?;
    let next = mine.next.map(|cursor| format!("/persons?after={}", seal_cursor(&house, &name, cursor)));
    let first = after.map(|_| "/persons".to_owned());
    let notice = asked.done.and_then(|done| t.by_key(&format!("done-{done}"))).map(Notice::done);
    let page = PersonsPage { notice, pager: Pager::new(t, first, next), ..page(&visit, "", &mine.items) };
    Ok(Page::new(page).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) q: String,
}

/// Suggestions for a field that asks for them, a page otherwise.
pub(crate) async fn search(visit: Visit, headers: HeaderMap, body: Bytes) -> Answer {
    let typed: Typed = typed::parse(&body);
    let found = people::search(&visit.ctx, &typed.q).await?;
    if !headers.contains_key("x-picker") {
        return Ok(Page::new(page(&visit, &typed.q, &found)).into_response());
    }
    let suggestion = |person: &PersonLine| Suggestion {
        id: seal(visit.ctx.house(), person.id.uuid()),
        label: isolated(&person.name),
        detail: detail(&visit, person),
        href: Some(href(&visit, person.id)),
    };
    Ok(Fragment(Options { found: found.iter().map(suggestion).collect(), other: None }).into_response())
}
