//! The rights of all the persons somebody accompanies: what is to be prepared, what waits for a body, what runs, what was
//! refused; the nearest day first.

use axum::extract::Query;
use axum::response::IntoResponse;
use care::rights::{self, BoardColumn, BoardFilter, Card, Column, Shown, Status, Window};
use serde::Deserialize;

use super::words;
use crate::failure::{Answer, Failure};
use crate::requests::advice::words::person_name;
use crate::sealed::{open_cursor, seal, seal_cursor};
use crate::shell::prelude::*;
use crate::visit::Visit;

/// The board.
#[derive(Clone, Debug, Template)]
#[template(path = "rights/board.html")]
pub(crate) struct BoardPage {
    pub(crate) shell: Shell,
    pub(crate) lede: String,
    pub(crate) rights: Vec<Choice>,
    pub(crate) statuses: Vec<Choice>,
    pub(crate) dues: Vec<Choice>,
    /// The other ways to show the same, and which one is shown.
    pub(crate) views: Vec<(Link, bool)>,
    pub(crate) list: bool,
    pub(crate) ours: bool,
    pub(crate) alone: Option<String>,
    /// Whether the reader may take a spreadsheet over.
    pub(crate) imports: bool,
    pub(crate) columns: Vec<ColumnView>,
    pub(crate) over: Option<Link>,
    pub(crate) pager: Pager,
}

/// A column.
#[derive(Clone, Debug)]
pub(crate) struct ColumnView {
    pub(crate) code: &'static str,
    pub(crate) title: String,
    pub(crate) total: i64,
    pub(crate) cards: Vec<CardView>,
    pub(crate) more: Option<Link>,
}

/// An application as a card.
#[derive(Clone, Debug)]
pub(crate) struct CardView {
    pub(crate) href: String,
    pub(crate) right: String,
    pub(crate) person: String,
    pub(crate) state: StateView,
    pub(crate) small: String,
    /// The next day that counts.
    pub(crate) due: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    right: String,
    status: String,
    due: String,
    ours: String,
    column: String,
    view: String,
    after: Option<String>,
}

impl Asked {
    /// Only what is known: nothing else goes into the links of the page.
    fn known(self, visit: &Visit) -> Self {
        let right = visit.ctx.house().rights().get(&self.right).map(|right| right.code.clone());
        Self {
            right: right.unwrap_or_default(),
            status: self.status().map_or_else(String::new, |it| it.code().to_owned()),
            due: self.due().map_or_else(String::new, |it| it.code().to_owned()),
            ours: if self.ours == "yes" { self.ours } else { String::new() },
            ..self
        }
    }

    fn status(&self) -> Option<Status> {
        Status::ALL.into_iter().find(|it| it.code() == self.status)
    }

    fn due(&self) -> Option<Window> {
        Window::ALL.iter().copied().find(|it| it.code() == self.due)
    }

    fn shown(&self) -> Shown {
        match Column::ALL.iter().find(|it| it.code() == self.column) {
            Some(column) => Shown::Column(*column),
            None if self.view == "list" => Shown::List,
            None => Shown::Columns,
        }
    }

    /// The address of the board narrowed likewise, shown in another way.
    fn href(&self, shown: Shown, after: Option<&str>) -> String {
        let (column, view) = match shown {
            Shown::Columns => ("", ""),
            Shown::Column(column) => (column.code(), ""),
            Shown::List => ("", "list"),
        };
        let all = [
            ("right", self.right.as_str()),
            ("status", &self.status),
            ("due", &self.due),
            ("ours", &self.ours),
            ("column", column),
            ("view", view),
            ("after", after.unwrap_or_default()),
        ];
        let parts: Vec<String> = all
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if parts.is_empty() { "/rights".to_owned() } else { format!("/rights?{}", parts.join("&")) }
    }
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let house = visit.ctx.house().clone();
    let asked = asked.known(&visit);
    let shown = asked.shown();
    let filter = BoardFilter {
        right: Some(asked.right.clone()).filter(|it| !it.is_empty()),
        ours: asked.ours == "yes",
        status: asked.status(),
        due: asked.due(),
        shown,
    };
    let list = list_name(&visit, &asked)?;
    let after = open_cursor(&house, &list, asked.after.as_deref()).filter(|_| shown != Shown::Columns);
    let board = rights::board(&visit.ctx, &filter, after).await?;
    let (t, alone) = (visit.t(), matches!(shown, Shown::Column(_)));
    let over = |it: &&BoardColumn| shown == Shown::Columns && it.column == Some(Column::Over);
    let columns: Vec<&BoardColumn> = board.columns.iter().filter(|it| !over(it)).collect();
    let total: i64 = columns.iter().map(|it| it.total).sum();
    let over = board.columns.iter().find(over).filter(|it| it.total > 0);
    let next = board.next.map(|cursor| asked.href(shown, Some(&seal_cursor(&house, &list, cursor))));
    let page = BoardPage {
        lede: t.board_rights_lede(total),
        rights: choices(&visit, &asked.right),
        statuses: chosen(
            &asked.status,
            Choice::new("", t.board_rights_all()),
            Status::ALL
                .iter()
                .map(|it| Choice::new(it.code(), words::dynamic(t, "right-standing", it.code()))),
        ),
        dues: chosen(
            &asked.due,
            Choice::new("", t.board_rights_due_any()),
            Window::ALL.iter().map(|it| Choice::new(it.code(), words::dynamic(t, "due-window", it.code()))),
        ),
        views: vec![
            (Link::new(t.board_rights_as_board(), asked.href(Shown::Columns, None)), shown == Shown::Columns),
            (Link::new(t.board_rights_as_list(), asked.href(Shown::List, None)), shown == Shown::List),
        ],
        list: shown == Shown::List,
        ours: filter.ours,
        alone: alone.then(|| asked.href(Shown::Columns, None)),
        imports: care::imports::may(&visit.ctx).is_ok(),
        columns: columns.into_iter().map(|it| column_view(&visit, &asked, shown, it)).collect(),
        over: over.map(|it| {
            Link::new(t.board_rights_over(it.total), asked.href(Shown::Column(Column::Over), None))
        }),
        pager: Pager::new(t, after.map(|_| asked.href(shown, None)), next),
        shell: visit.shell(),
    };
    Ok(Page::new(page).into_response())
}

/// The name under which the pages of the list are sealed: it is the reader's own, and for this filter.
fn list_name(visit: &Visit, asked: &Asked) -> Result<String, Failure> {
    let role = visit.ctx.actor().professional()?.role().uuid();
    let Asked { right, status, due, ours, column, view, .. } = asked;
    Ok(format!("rights|{role}|{right}|{status}|{due}|{ours}|{column}|{view}"))
}

/// The choices of a filter, the first for all of them.
fn chosen(value: &str, all: Choice, each: impl Iterator<Item = Choice>) -> Vec<Choice> {
    let mut choices: Vec<_> = std::iter::once(all).chain(each).collect();
    for choice in &mut choices {
        choice.chosen = choice.value == value;
    }
    choices
}

fn choices(visit: &Visit, value: &str) -> Vec<Choice> {
    let t = visit.t();
    let rights = visit.ctx.house().rights();
    let each = rights.iter().map(|right| Choice::new(&right.code, right.name.get(t.locale)));
    chosen(value, Choice::new("", t.board_rights_all()), each)
}

fn column_view(visit: &Visit, asked: &Asked, shown: Shown, it: &BoardColumn) -> ColumnView {
    let t = visit.t();
    let rest = it.total - i64::try_from(it.cards.len()).unwrap_or_default();
    let more = it.column.filter(|_| shown == Shown::Columns && rest > 0);
    ColumnView {
        code: it.column.map_or("all", Column::code),
        title: match it.column {
            Some(column) => words::dynamic(t, "right-column", column.code()),
            None => t.board_rights_nearest().to_owned(),
        },
        total: it.total,
        cards: it.cards.iter().map(|card| card_view(visit, card)).collect(),
        more: more
            .map(|column| Link::new(t.board_rights_more(rest), asked.href(Shown::Column(column), None))),
    }
}

fn card_view(visit: &Visit, card: &Card) -> CardView {
    let (t, it) = (visit.t(), &card.application);
    CardView {
        href: format!("/rights/{}", seal(visit.ctx.house(), it.id.uuid())),
        right: words::short(it.right.name.get(t.locale)).to_owned(),
        person: person_name(t, &card.person),
        state: words::urgency(t, it, care::people::today(&visit.ctx)).unwrap_or_else(|| words::state(t, it)),
        small: words::card_line(t, it),
        due: it.due.map(|on| t.locale.date_short(on)),
    }
}
