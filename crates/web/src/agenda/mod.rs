//! What one has coming, by day; and the link by which one's calendar reads it.

mod feed;
pub(crate) mod samples;
pub(crate) mod slots;

use std::sync::Arc;

use axum::extract::Query;
use axum::response::IntoResponse;
use care::Error;
use care::accounts::{Session, calendar};
use care::agenda::{self, Coming, Moment, What};

use crate::account::{Done, Picture};
use crate::failure::Answer;
use crate::registry::Access::{Public, SignedIn};
use crate::registry::{Route, get, post};
use crate::requests::advice::words::person;
use crate::sealed::seal;
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;
use crate::words;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/agenda", "agenda", SignedIn, show),
        post("/agenda/link", "agenda", SignedIn, link),
        post("/agenda/link/withdraw", "agenda", SignedIn, withdraw),
        get("/agenda/slots", "agenda", SignedIn, slots::show),
        post("/agenda/slots", "agenda", SignedIn, slots::open),
        post("/agenda/slots/{slot}/withdraw", "agenda", SignedIn, slots::withdraw),
        get("/agenda/feeds/{token}", "agenda", Public, feed::feed),
    ]
}

/// What is coming.
#[derive(Clone, Debug, Template)]
#[template(path = "agenda/agenda.html")]
pub(crate) struct AgendaPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) days: Vec<Day>,
    /// Until when the calendar's link is good, where there is one.
    pub(crate) linked: Option<String>,
}

/// A day on which something is planned.
#[derive(Clone, Debug)]
pub(crate) struct Day {
    pub(crate) name: String,
    pub(crate) lines: Vec<Line>,
}

/// Something at a time of the day.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) time: String,
    pub(crate) who: String,
    pub(crate) what: String,
    pub(crate) href: String,
}

/// The link, shown once.
#[derive(Clone, Debug, Template)]
#[template(path = "agenda/linked.html")]
pub(crate) struct LinkedPage {
    pub(crate) shell: Shell,
    pub(crate) address: String,
    pub(crate) picture: Picture,
}

impl AgendaPage {
    fn empty(&self) -> Empty {
        Empty::new(self.shell.t.agenda_empty()).text(self.shell.t.agenda_empty_text())
    }
}

async fn show(visit: Visit, Query(done): Query<Done>) -> Answer {
    let t = visit.t();
    let coming = agenda::coming(&visit.ctx).await?;
    let linked = calendar::linked(&visit.ctx).await?;
    let page = AgendaPage {
        notice: done.notice(t),
        days: days(&visit, &coming),
        linked: linked.map(|until| words::day(t.locale, &words::zone(), until)),
        shell: visit.shell(),
    };
    Ok(Page::new(page).into_response())
}

fn days(visit: &Visit, coming: &[Coming]) -> Vec<Day> {
    let (zone, locale) = (words::zone(), visit.locale());
    let date = |it: &Coming| it.moment.at.to_zoned(zone.clone()).date();
    let day = |all: &[Coming]| Day {
        name: all
            .first()
            .map_or_else(String::new, |it| words::capitalized(&words::day(locale, &zone, it.moment.at))),
        lines: all.iter().map(|it| line(visit, it)).collect(),
    };
    coming.chunk_by(|one, next| date(one) == date(next)).map(day).collect()
}

fn line(visit: &Visit, it: &Coming) -> Line {
    let t = visit.t();
    let Moment { at, minutes, what } = it.moment;
    let who = it
        .person
        .as_ref()
        .map_or_else(|| t.advice_without_identity().to_owned(), |them| person(t, them, visit.ctx.now()));
    let step = it.step.as_ref().map(|name| name.get(t.locale));
    Line {
        time: visit.locale().time(at.to_zoned(words::zone()).time()),
        who,
        what: long(t, step.unwrap_or(kind(t, what)), minutes),
        href: address(visit, what),
    }
}

/// « Première visite · 30 minutes ».
fn long(t: T, what: &str, minutes: Option<i64>) -> String {
    minutes.map_or_else(|| what.to_owned(), |minutes| format!("{what} · {}", t.slots_minutes(minutes)))
}

/// What it is, in words that name nobody.
fn kind(t: T, what: What) -> &'static str {
    match what {
        What::Interview(_) => t.agenda_interview(),
        What::Consultation(_) => t.agenda_consultation(),
        What::Visit(_) => t.agenda_visit(),
    }
}

/// Where it is told about.
fn address(visit: &Visit, what: What) -> String {
    let house = visit.ctx.house();
    match what {
        What::Interview(id) => format!("/interviews/{}", seal(house, id.uuid())),
        What::Consultation(id) => format!("/requests/{}", seal(house, id.uuid())),
        What::Visit(id) => format!("/pathways/{}", seal(house, id.uuid())),
    }
}

fn session(visit: &Visit) -> Result<Arc<Session>, Error> {
    visit.session.clone().ok_or(Error::NotFound)
}

async fn link(visit: Visit) -> Answer {
    let token = calendar::make(&visit.ctx, &*session(&visit)?).await?;
    let address = format!("{}/agenda/feeds/{}", visit.origin, token.as_str());
    let page = LinkedPage { picture: Picture::of(&address), address, shell: visit.shell() };
    Ok(Page::new(page).into_response())
}

async fn withdraw(visit: Visit) -> Answer {
    calendar::withdraw(&visit.ctx, &*session(&visit)?).await?;
    Ok(see_other("/agenda?done=agenda-unlinked"))
}
