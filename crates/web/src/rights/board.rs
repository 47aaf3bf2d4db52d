//! The rights of all the persons somebody accompanies: what is to be prepared, what waits for a body, what runs, what was
//! refused; the nearest day first.

use axum::extract::Query;
use axum::response::IntoResponse;
use care::rights::{self, BoardColumn, BoardFilter, Card, Column};
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
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    right: String,
    ours: String,
    column: String,
    after: Option<String>,
}

impl Asked {
    /// The address of the board narrowed likewise, with this column alone or with all of them.
    fn href(&self, column: Option<Column>, after: Option<&str>) -> String {
        let mut parts = Vec::new();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                parts.push(format!("{name}={value}"));
            }
        };
        add("right", &self.right);
        add("ours", &self.ours);
        add("column", column.map_or("", Column::code));
        add("after", after.unwrap_or_default());
        if parts.is_empty() { "/rights".to_owned() } else { format!("/rights?{}", parts.join("&")) }
    }
}

pub(super) async fn show(visit: Visit, Query(mut asked): Query<Asked>) -> Answer {
    let house = visit.ctx.house().clone();
    // Only what is known goes into the links of the page.
    asked.right = house.rights().get(&asked.right).map(|right| right.code.clone()).unwrap_or_default();
    asked.ours = if asked.ours == "yes" { "yes".to_owned() } else { String::new() };
    let column = Column::ALL.iter().copied().find(|it| it.code() == asked.column);
    let filter = BoardFilter {
        right: Some(asked.right.clone()).filter(|it| !it.is_empty()),
        ours: asked.ours == "yes",
        column,
    };
    let list = list_name(&visit, &asked)?;
    let after = open_cursor(&house, &list, asked.after.as_deref()).filter(|_| column.is_some());
    let board = rights::board(&visit.ctx, &filter, after).await?;
    let t = visit.t();
    let shown: Vec<&BoardColumn> =
        board.columns.iter().filter(|it| column.is_some() || it.column != Column::Over).collect();
    let total: i64 = shown.iter().map(|it| it.total).sum();
    let over = board.columns.iter().find(|it| column.is_none() && it.column == Column::Over && it.total > 0);
    let next = board.next.map(|cursor| asked.href(column, Some(&seal_cursor(&house, &list, cursor))));
    let page = BoardPage {
        lede: t.board_rights_lede(total),
        rights: choices(&visit, &asked.right),
        ours: filter.ours,
        alone: column.map(|_| asked.href(None, None)),
        imports: care::imports::may(&visit.ctx).is_ok(),
        columns: shown.into_iter().map(|it| column_view(&visit, &asked, column.is_some(), it)).collect(),
        over: over.map(|it| Link::new(t.board_rights_over(it.total), asked.href(Some(Column::Over), None))),
        pager: Pager::new(t, after.map(|_| asked.href(column, None)), next),
        shell: visit.shell(),
    };
    Ok(Page::new(page).into_response())
}

/// The name under which the pages of the list are sealed: it is the reader's own, and for this filter.
fn list_name(visit: &Visit, asked: &Asked) -> Result<String, Failure> {
    let role = visit.ctx.actor().professional()?.role().uuid();
    Ok(format!("rights|{role}|{}|{}|{}", asked.right, asked.ours, asked.column))
}

fn choices(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let t = visit.t();
    let catalogue = visit.ctx.house().rights();
    let rights = catalogue.iter().map(|right| Choice::new(&right.code, right.name.get(t.locale)));
    let mut choices: Vec<_> = std::iter::once(Choice::new("", t.board_rights_all())).chain(rights).collect();
    for choice in &mut choices {
        choice.chosen = choice.value == chosen;
    }
    choices
}

fn column_view(visit: &Visit, asked: &Asked, alone: bool, it: &BoardColumn) -> ColumnView {
    let t = visit.t();
    let rest = it.total - i64::try_from(it.cards.len()).unwrap_or_default();
    ColumnView {
        code: it.column.code(),
        title: words::dynamic(t, "right-column", it.column.code()),
        total: it.total,
        cards: it.cards.iter().map(|card| card_view(visit, card)).collect(),
        more: (!alone && rest > 0)
            .then(|| Link::new(t.board_rights_more(rest), asked.href(Some(it.column), None))),
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
    }
}
