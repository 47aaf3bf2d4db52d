//! What a calendar is told: when somebody is taken, and by which kind of thing; with whom, where and why stays here, behind the
//! address of each.

use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use care::accounts::Attempt;
use care::agenda::{self, Feed, Moment};
use icalendar::{Calendar, Component, Event};
use jiff::Timestamp;

use super::{address, kind};
use crate::account::link::closed;
use crate::failure::Answer;
use crate::i18n::T;
use crate::visit::Visit;

pub(super) async fn feed(visit: Visit, Path(token): Path<String>) -> Answer {
    Ok(match agenda::feed(&visit.ctx, &token, &visit.client).await? {
        Attempt::Passed(feed) => calendar(&visit, &feed),
        tried => closed(&visit, &tried),
    })
}

fn calendar(visit: &Visit, feed: &Feed) -> Response {
    let t = T::new(feed.locale);
    let mut calendar = Calendar::new();
    calendar.name("Maillage");
    for (name, value) in [("REFRESH-INTERVAL;VALUE=DURATION", "PT1H"), ("X-PUBLISHED-TTL", "PT1H")] {
        calendar.append_property((name, value));
    }
    for it in &feed.moments {
        calendar.push(event(visit, t, it));
    }
    ([(CONTENT_TYPE, "text/calendar; charset=utf-8")], calendar.to_string()).into_response()
}

/// One event, named by when it is too, as a pathway may have several visits: how long it takes where that is known, else a moment.
fn event(visit: &Visit, t: T, it: &Moment) -> Event {
    let path = address(visit, it.what);
    let mut event = Event::new();
    if let Some(minutes) = it.minutes {
        event.add_property("DURATION", format!("PT{minutes}M"));
    }
    event
        .uid(&format!("{}-{}@maillage", path.trim_start_matches('/').replace('/', "-"), it.at.as_second()))
        .add_property("DTSTAMP", utc(visit.ctx.now()))
        .add_property("DTSTART", utc(it.at))
        .add_property("CLASS", "PRIVATE")
        .summary(kind(t, it.what))
        .url(&format!("{}{path}", visit.origin))
        .done()
}

/// `20261127T083000Z`.
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
