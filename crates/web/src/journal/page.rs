//! The journal as a list, with its filters and how its chain stands.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::journal::{self, Family, Filter, Kind, Line, Lines, Verification};
use kernel::Cursor;

use super::asked::Asked;
use super::words;
use crate::account::{Done, needs_factor};
use crate::failure::{Answer, Failure};
use crate::sealed::{open_cursor, seal, seal_cursor};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;

/// The name of the list in its cursors.
const LIST: &str = "journal";

/// The journal.
#[derive(Clone, Debug, Template)]
#[template(path = "journal/journal.html")]
pub(crate) struct JournalPage {
    pub(crate) shell: Shell,
    pub(crate) notices: Vec<Notice>,
    /// Whether the reader sees the names of the persons concerned.
    pub(crate) named: bool,
    pub(crate) form: FormState,
    pub(crate) families: Vec<Choice>,
    pub(crate) kinds: Vec<Choice>,
    /// Restrictions by identifier: words, the fields they carry, the address without them.
    pub(crate) restrictions: Vec<Restriction>,
    pub(crate) lines: Vec<LineView>,
    pub(crate) pager: Pager,
    pub(crate) export: String,
    pub(crate) chain: ChainView,
}

/// A restriction to one professional or one person.
#[derive(Clone, Debug)]
pub(crate) struct Restriction {
    pub(crate) words: String,
    pub(crate) name: &'static str,
    pub(crate) value: String,
    pub(crate) without: String,
}

/// A line.
#[derive(Clone, Debug)]
pub(crate) struct LineView {
    pub(crate) href: String,
    pub(crate) at: String,
    pub(crate) who: String,
    pub(crate) role: Option<String>,
    pub(crate) what: String,
    pub(crate) persons: String,
}

/// How the chain stands, in words.
#[derive(Clone, Debug)]
pub(crate) struct ChainView {
    pub(crate) linked: i64,
    pub(crate) pending: i64,
    pub(crate) heads: i64,
    pub(crate) verified: StateView,
    pub(crate) broken: Option<String>,
}

impl JournalPage {
    fn empty(&self) -> Empty {
        let t = self.shell.t;
        Empty::new(t.journal_empty())
            .text(t.journal_empty_text())
            .act(Button::link(t.journal_all(), "/journal"))
    }
}

fn line_view(visit: &Visit, line: &Line) -> LineView {
    let t = visit.t();
    let (who, role) = words::by(t, line);
    LineView {
        href: format!("/journal/{}", seal(visit.ctx.house(), line.id)),
        at: crate::words::dated(t.locale, line.at, visit.ctx.now()),
        who,
        role,
        what: words::action(t, &line.action),
        persons: words::persons(t, line),
    }
}

fn verified(visit: &Visit, last: Option<&Verification>) -> StateView {
    let t = visit.t();
    let Some(last) = last else { return StateView::waiting(t.journal_never_verified()) };
    let at = crate::words::dated(t.locale, last.at, visit.ctx.now());
    if last.ok {
        StateView::ok(t.journal_verified(at, last.entries))
    } else {
        StateView::blocked(t.journal_broken(at))
    }
}

async fn chain_view(visit: &Visit) -> Result<ChainView, Failure> {
    let chain = journal::chain(&visit.ctx).await?;
    let last = journal::last_verification(&visit.ctx).await?;
    Ok(ChainView {
        linked: chain.linked,
        pending: chain.pending,
        heads: chain.heads,
        verified: verified(visit, last.as_ref()),
        broken: last.and_then(|it| it.first_broken),
    })
}

fn choices<X: Copy>(
    all: &str,
    each: impl IntoIterator<Item = X>,
    code: impl Fn(X) -> &'static str,
    words: impl Fn(X) -> &'static str,
) -> Vec<Choice> {
    let first = Choice::new("", all);
    std::iter::once(first).chain(each.into_iter().map(|it| Choice::new(code(it), words(it)))).collect()
}

/// The restrictions by identifier that the address holds.
fn restrictions(visit: &Visit, asked: &Asked, found: &Lines) -> Vec<Restriction> {
    let (t, house) = (visit.t(), visit.ctx.house());
    let mut restrictions = Vec::new();
    if !asked.who.is_empty() {
        let name = found.lines.iter().find_map(|line| line.by.as_ref()).map(|by| by.name.clone());
        restrictions.push(Restriction {
            words: t.journal_only_who(name.unwrap_or_else(|| t.journal_one_professional().to_owned())),
            name: "who",
            value: asked.who.clone(),
            without: Asked { who: String::new(), ..asked.clone() }.address("/journal"),
        });
    }
    if !asked.person.is_empty() {
        let persons = found.lines.iter().flat_map(|line| &line.persons);
        let name = persons
            .filter(|(id, _)| seal(house, id.uuid()) == asked.person)
            .find_map(|(_, name)| name.clone());
        restrictions.push(Restriction {
            words: t.journal_only_person(name.unwrap_or_else(|| t.journal_one_person().to_owned())),
            name: "person",
            value: asked.person.clone(),
            without: Asked { person: String::new(), ..asked.clone() }.address("/journal"),
        });
    }
    restrictions
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>, Query(done): Query<Done>) -> Answer {
    let (t, house) = (visit.t(), visit.ctx.house());
    let mut form = asked.form();
    let mut filter = asked.filter(&visit, &mut form)?;
    let status = if form.is_rejected() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    if form.is_rejected() {
        // Dates that make no sense restrict nothing; the form says what is wrong with them.
        filter = Filter { from: None, until: None, ..filter };
    }
    let after = open_cursor(house, LIST, Some(asked.after.as_str()).filter(|it| !it.is_empty()));
    let found = journal::read(&visit.ctx, &filter, after.map(|cursor| cursor.id)).await?;
    let mut notices: Vec<Notice> = done.notice(t).into_iter().collect();
    notices.extend(visit.session.as_ref().filter(|it| !it.second_factor).map(|_| needs_factor(t)));
    let next = found.next.map(|id| {
        let address = asked.address("/journal");
        let mark = if address.contains('?') { '&' } else { '?' };
        format!("{address}{mark}after={}", seal_cursor(house, LIST, Cursor { key: 0, id }))
    });
    let page = JournalPage {
        shell: visit.shell(),
        notices,
        named: found.named,
        form,
        families: choices(t.journal_family_all(), Family::ALL, Family::code, |it| words::family(t, it)),
        kinds: choices(t.journal_kind_all(), Kind::ALL, Kind::code, |it| words::kind(t, it)),
        restrictions: restrictions(&visit, &asked, &found),
        lines: found.lines.iter().map(|line| line_view(&visit, line)).collect(),
        pager: Pager::new(t, after.is_some().then(|| asked.address("/journal")), next),
        export: asked.address("/journal/export"),
        chain: chain_view(&visit).await?,
    };
    Ok(Page::with_status(status, page).into_response())
}

/// Asks for a check of the whole journal, which is made aside.
pub(crate) async fn verify(visit: Visit) -> Answer {
    journal::ask_for_verification(&visit.ctx).await?;
    Ok(see_other("/journal?done=verification"))
}
