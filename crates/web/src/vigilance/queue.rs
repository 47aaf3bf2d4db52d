//! The queue of presumed duplicates.

use askama::Template;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::people::{self, Pair};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::sealed::{open_cursor, seal, seal_cursor};
use crate::shell::{Button, ClockView, Empty, Link, Notice, Page, Pager, QueueLine, Shell, Tone, Why};
use crate::visit::Visit;
use crate::words::{day_short, zone};

/// The name under which pages of the queue are sealed.
const LIST: &str = "vigilance";

/// Pairs of records to be looked at.
#[derive(Clone, Debug, Template)]
#[template(path = "vigilance/queue.html")]
pub(crate) struct QueuePage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) lines: Vec<QueueLine>,
    pub(crate) empty: Empty,
    pub(crate) pager: Pager,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    after: Option<String>,
    done: Option<String>,
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (t, house) = (visit.t(), visit.ctx.house());
    let after = open_cursor(house, LIST, asked.after.as_deref());
    let page = people::vigilance_queue(&visit.ctx, after).await?;
    let lines = page.items.iter().enumerate();
    let next = page.next.map(|next| format!("/vigilance?after={}", seal_cursor(house, LIST, next)));
    let notice = match asked.done.as_deref() {
        Some("merged") => Some(
            Notice::done(t.vigilance_done_merged())
                .link(Link::new(t.vigilance_merges_link(), "/vigilance/merges")),
        ),
        Some("distinct") => Some(Notice::done(t.vigilance_done_distinct())),
        _ => None,
    };
    Ok(Page::new(QueuePage {
        notice,
        lines: lines.map(|(index, pair)| line(&visit, pair, index == 0)).collect(),
        empty: Empty::new(t.vigilance_empty()).text(t.vigilance_empty_text()),
        pager: Pager::new(t, after.map(|_| "/vigilance".to_owned()), next),
        shell: visit.shell(),
    })
    .into_response())
}

fn line(visit: &Visit, pair: &Pair, first: bool) -> QueueLine {
    let t = visit.t();
    let found = t.vigilance_found(day_short(t.locale, &zone(), pair.found_at));
    let tone = if pair.score >= 950 { Tone::Warning } else { Tone::Accent };
    let clock = ClockView::new(tone, found, words::likeness(t, pair.score)).thread(pair.score, 1000);
    let href = format!("/vigilance/{}", seal(visit.ctx.house(), pair.id.uuid()));
    let names = t.vigilance_two(words::name(t, &pair.one), words::name(t, &pair.other));
    let compare = Button::link(t.vigilance_compare(), &href).hint(&names);
    let differences: Vec<&str> =
        pair.differences().into_iter().map(|which| words::trait_name(t, which)).collect();
    let differences = if differences.is_empty() {
        t.vigilance_differ_nowhere().to_owned()
    } else {
        t.vigilance_differ(differences.join(", "))
    };
    let (one, other) = (words::born(t, &pair.one), words::born(t, &pair.other));
    let born = if one == other { one } else { t.vigilance_two(one, other) };
    QueueLine::new(clock, Link::new(&names, &href), t.whose_you())
        .fact(born)
        .small(differences)
        .act(if first { compare.primary() } else { compare })
}
