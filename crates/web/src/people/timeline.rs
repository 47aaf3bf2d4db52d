//! Everything that happened to a person and that the reader may see, alone on its page: narrowed by area and by sort, and
//! made to be printed.

use axum::extract::Query;
use axum::response::IntoResponse;
use care::people::{self, Opened, PersonView, TimelinePart};
use care::record::Sort;
use care::requests::advice;
use care::{Error, PersonId};
use policy::Compartment;
use serde::Deserialize;

use super::{areas, words};
use crate::failure::Answer;
use crate::sealed::{Id, open_cursor, seal, seal_cursor};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;

/// The timeline alone.
#[derive(Clone, Debug, Template)]
#[template(path = "people/timeline.html")]
pub(crate) struct TimelinePage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) why: Why,
    pub(crate) areas: Vec<Choice>,
    pub(crate) sorts: Vec<Choice>,
    pub(crate) trame: Trame,
    pub(crate) pager: Pager,
    pub(crate) printed: String,
    pub(crate) files: Vec<Button>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    area: String,
    sort: String,
    before: Option<String>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let only = match asked.area.as_str() {
        "" => None,
        word => Some(word.parse::<Compartment>().map_err(|_| Error::NotFound)?),
    };
    let sort = match asked.sort.as_str() {
        "" => None,
        word => Some(Sort::from_code(word).ok_or(Error::NotFound)?),
    };
    let house = visit.ctx.house().clone();
    let list = format!("timeline|{}|{}|{}", id.uuid(), asked.area, asked.sort);
    let after = open_cursor(&house, &list, asked.before.as_deref());
    let part = TimelinePart { only, sort, whole: true, after, fresh: false };
    let view = match people::open(&visit.ctx, id, part).await? {
        Opened::Here(view) => view,
        Opened::Moved(kept) => return Ok(see_other(&format!("{}/timeline", words::href(&visit, kept)))),
    };
    let requests = advice::about(&visit.ctx.reader(), &visit.ctx, &view.facts).await?;
    let t = visit.t();
    let base = format!("{}/timeline?area={}&sort={}", words::href(&visit, id), asked.area, asked.sort);
    let next =
        view.timeline.next.map(|cursor| format!("{base}&before={}", seal_cursor(&house, &list, cursor)));
    Ok(Page::new(TimelinePage {
        id: seal(&house, id.uuid()),
        name: words::name(&view.person.identity),
        why: Why::new(words::why(t, &view.why)),
        areas: area_choices(t, &asked.area),
        sorts: sort_choices(t, &asked.sort),
        trame: Trame { t, entries: areas::trame(&visit, &view, &requests) },
        pager: Pager::new(t, after.map(|_| base.clone()), next),
        printed: t.timeline_printed(t.locale.date_plain(people::today(&visit.ctx))),
        files: files(t, &view, &seal(&house, id.uuid())),
        shell: visit.shell(),
    })
    .into_response())
}

/// The clinical facts as a file, out and in, for whoever may.
fn files(t: T, view: &PersonView, id: &str) -> Vec<Button> {
    let export = Button::link(t.fhir_export(), format!("/persons/{id}/record/fhir"));
    let take = Button::link(t.fhir_take(), format!("/persons/{id}/record/bundle"));
    let all = [
        (view.permitted.export, export.icon(Icon::Down).download().plain()),
        (view.permitted.take, take.icon(Icon::Doc)),
    ];
    all.into_iter().filter(|(may, _)| *may).map(|(_, button)| button.quiet()).collect()
}

fn chosen(mut choices: Vec<Choice>, value: &str) -> Vec<Choice> {
    for choice in &mut choices {
        choice.chosen = choice.value == value;
    }
    choices
}

fn area_choices(t: T, value: &str) -> Vec<Choice> {
    let all = Compartment::ALL.iter().map(|it| Choice::new(it.as_str(), areas::label(t, *it)));
    chosen(std::iter::once(Choice::new("", t.trame_all())).chain(all).collect(), value)
}

fn sort_choices(t: T, value: &str) -> Vec<Choice> {
    let all = Sort::ALL.iter().map(|it| Choice::new(it.code(), crate::record::words::sort(t, *it)));
    chosen(std::iter::once(Choice::new("", t.trame_all())).chain(all).collect(), value)
}
