//! A day of the book: who waits and since when, then those who were received or are gone.

use axum::extract::Query;
use axum::response::IntoResponse;
use care::reception::{self, ArrivalLine, Book, Status};
use jiff::civil::Date;
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::sealed::{open_cursor, seal, seal_cursor};
use crate::shell::prelude::*;
use crate::visit::Visit;

/// A day of the book.
#[derive(Clone, Debug, Template)]
#[template(path = "reception/book.html")]
pub(crate) struct BookPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) place: String,
    pub(crate) program: Link,
    pub(crate) lede: String,
    pub(crate) why: Why,
    pub(crate) write: bool,
    pub(crate) before: Option<Link>,
    pub(crate) after: Option<Link>,
    pub(crate) today: bool,
    pub(crate) groups: Vec<QueueGroup>,
    pub(crate) empty: Option<Empty>,
    pub(crate) pager: Pager,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    on: Option<String>,
    after: Option<String>,
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (t, house) = (visit.t(), visit.ctx.house().clone());
    let on: Option<Date> = asked.on.as_deref().and_then(|on| on.parse().ok());
    let desk = reception::desk(&visit.ctx)?;
    let name =
        format!("reception|{}|{}", desk.organization.uuid(), on.map(|it| it.to_string()).unwrap_or_default());
    let after = open_cursor(&house, &name, asked.after.as_deref());
    let book = reception::book(&visit.ctx, on, after).await?;
    let base = href(&book, book.on);
    let next = book.over.next.map(|cursor| {
        let sign = if base.contains('?') { '&' } else { '?' };
        format!("{base}{sign}after={}", seal_cursor(&house, &name, cursor))
    });
    let pager = Pager::new(t, after.map(|_| base), next);
    let mut page = page(&visit, &book, pager);
    page.notice = asked.done.and_then(|done| t.by_key(&format!("done-arrival-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

/// The address of a day: today's has none of its own.
fn href(book: &Book, on: Date) -> String {
    if on == book.today { "/reception".to_owned() } else { format!("/reception?on={on}") }
}

fn page(visit: &Visit, book: &Book, pager: Pager) -> BookPage {
    let t = visit.t();
    let is_today = book.on == book.today;
    let write = book.desk.may_record(&visit.ctx);
    let day = |on: Date| Link::new(t.locale.date_short(on), href(book, on));
    let groups = groups(visit, book);
    let none = if is_today {
        let empty = Empty::new(t.reception_empty()).text(t.reception_empty_text());
        if write {
            empty.act(Button::link(t.arrival_new(), "/reception/arrivals/new").icon(Icon::Plus))
        } else {
            empty
        }
    } else {
        Empty::new(t.reception_empty_day())
    };
    BookPage {
        shell: visit.shell(),
        notice: None,
        place: book.desk.organization_name.clone(),
        program: Link::new(
            book.desk.program.name.get(t.locale),
            format!("/programs/{}", book.desk.program.slug),
        ),
        lede: t.reception_lede(book.waiting.len(), crate::words::capitalized(&t.locale.date(book.on))),
        why: Why::new(crate::people::reason(t, &book.desk.reason.key)),
        write: write && is_today && !groups.is_empty(),
        before: book.before.map(day),
        after: book.after.filter(|after| *after != book.today).map(day),
        today: is_today,
        empty: groups.is_empty().then_some(none),
        groups,
        pager,
    }
}

/// Those who wait to be told where to go, those who wait to be received, the others; no group of nobody.
fn groups(visit: &Visit, book: &Book) -> Vec<QueueGroup> {
    let t = visit.t();
    let of = |status: Status| book.waiting.iter().filter(move |line| line.status == status);
    let all = [
        ("waiting", t.reception_waiting(), of(Status::Waiting).collect::<Vec<_>>()),
        ("oriented", t.reception_oriented(), of(Status::Oriented).collect()),
        ("over", t.reception_over(), book.over.items.iter().collect()),
    ];
    let group = |(id, title, lines): (&str, &str, Vec<&ArrivalLine>)| QueueGroup {
        id: format!("g-{id}"),
        title: title.to_owned(),
        count: if id == "over" { String::new() } else { lines.len().to_string() },
        lines: lines.into_iter().map(|it| line(visit, book, it)).collect(),
        more: None,
    };
    all.into_iter().filter(|(_, _, lines)| !lines.is_empty()).map(group).collect()
}

fn line(visit: &Visit, book: &Book, it: &ArrivalLine) -> QueueLine {
    let (t, now, rules) = (visit.t(), visit.ctx.now(), &book.desk.rules);
    let href = format!("/reception/arrivals/{}", seal(visit.ctx.house(), it.id.uuid()));
    let came = t.arrival_came_at(words::time(t, it.at));
    let clock = match it.status {
        status if status.waits() && book.on == book.today => {
            ClockView::new(words::tone(it, now), came, words::waited(t, it.at, now)).icon(Icon::Wait)
        }
        status if status.waits() => ClockView::new(Tone::Neutral, came, t.arrival_untold()),
        _ => ClockView::new(Tone::Neutral, came, t.arrival_until(words::time(t, it.since))),
    };
    let title = words::title(t, &it.who, it.called.as_deref());
    let (act, whose) = match it.status {
        Status::Waiting => (t.arrival_orient(), t.whose_reception()),
        Status::Oriented => (t.arrival_tell(), t.whose_received()),
        _ => (t.act_open(), ""),
    };
    let mut line = QueueLine::new(clock, Link::new(title.as_str(), href.as_str()), whose);
    if let Some(reasons) = words::reasons(t, rules, &it.reasons) {
        line = line.fact(reasons);
    }
    line = line.small(words::dynamic(t, "arrival-how", it.how.code()));
    if it.status != Status::Waiting {
        line = line.state(words::state(t, rules, it.status, it.to.as_deref()));
    }
    line.act(Button::link(act, href).hint(title))
}
