//! The list of accounts: how each stands, never what it opens.

use axum::Form;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::accounts::{self, AccountFilter, AccountLine, AccountState};
use kernel::Cursor;
use serde::Deserialize;

use crate::account::needs_factor;
use crate::failure::{Answer, Failure};
use crate::sealed::{open_cursor, seal, seal_cursor};
use crate::shell::prelude::*;
use crate::visit::Visit;
use crate::words;

/// The name of the list in its cursors.
const LIST: &str = "accounts";

/// The accounts.
#[derive(Clone, Debug, Template)]
#[template(path = "accounts/list.html")]
pub(crate) struct AccountsPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) typed: String,
    /// What one may restrict the list to: label, address, whether it is so now.
    pub(crate) filters: Vec<(String, String, bool)>,
    pub(crate) lines: Vec<Line>,
    pub(crate) empty: Empty,
    pub(crate) pager: Pager,
}

/// An account.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) login: String,
    pub(crate) last: String,
    pub(crate) state: StateView,
}

/// How an account stands, in one word: the gravest first.
pub(crate) fn state(t: T, account: &AccountLine) -> StateView {
    if account.disabled_at.is_some() {
        StateView::blocked(t.accounts_disabled())
    } else if account.last_signed_in_at.is_none() {
        StateView::waiting(t.accounts_never_used())
    } else if !account.second_factor {
        StateView::warning(t.factor_off())
    } else {
        StateView::ok(t.factor_on())
    }
}

/// When an account was last signed in to, in words.
pub(crate) fn last(visit: &Visit, account: &AccountLine) -> String {
    match account.last_signed_in_at {
        Some(at) => words::dated(visit.locale(), at, visit.ctx.now()),
        None => visit.t().accounts_never().to_owned(),
    }
}

fn state_words(t: T, state: AccountState) -> &'static str {
    match state {
        AccountState::NeverUsed => t.accounts_filter_never_used(),
        AccountState::WithoutFactor => t.accounts_filter_without_factor(),
        AccountState::Disabled => t.accounts_filter_disabled(),
    }
}

fn address(state: Option<AccountState>, after: Option<&str>) -> String {
    let parts = [state.map(|it| format!("state={}", it.code())), after.map(|it| format!("after={it}"))];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "/accounts".to_owned() } else { format!("/accounts?{}", parts.join("&")) }
}

async fn view(visit: &Visit, filter: AccountFilter, after: Option<Cursor>) -> Result<AccountsPage, Failure> {
    let (t, house) = (visit.t(), visit.ctx.house());
    let found = accounts::list(&visit.ctx, &filter, after).await?;
    let line = |it: &AccountLine| Line {
        href: format!("/accounts/{}", seal(house, it.id.uuid())),
        name: it.name.clone(),
        login: it.login.clone(),
        last: last(visit, it),
        state: state(t, it),
    };
    let searched = !filter.text.trim().is_empty();
    let next = found
        .next
        .filter(|_| !searched)
        .map(|cursor| address(filter.state, Some(&seal_cursor(house, LIST, cursor))));
    let first = after.is_some().then(|| address(filter.state, None));
    let all =
        std::iter::once((t.accounts_filter_all().to_owned(), address(None, None), filter.state.is_none()));
    let some = AccountState::ALL
        .into_iter()
        .map(|it| (state_words(t, it).to_owned(), address(Some(it), None), filter.state == Some(it)));
    let empty = if searched {
        Empty::new(t.accounts_none()).text(t.accounts_none_text())
    } else {
        Empty::new(t.accounts_empty()).text(t.accounts_empty_text())
    };
    let session = visit.session.as_ref();
    Ok(AccountsPage {
        shell: visit.shell(),
        notice: session.filter(|session| !session.second_factor).map(|_| needs_factor(t)),
        typed: filter.text,
        filters: all.chain(some).collect(),
        lines: found.items.iter().map(line).collect(),
        empty,
        pager: Pager::new(t, first, next),
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    state: Option<String>,
    after: Option<String>,
}

pub(crate) async fn page(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let state = asked.state.as_deref().and_then(AccountState::from_code);
    let after = open_cursor(visit.ctx.house(), LIST, asked.after.as_deref());
    let filter = AccountFilter { state, ..AccountFilter::default() };
    Ok(Page::new(view(&visit, filter, after).await?).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    q: String,
}

/// Those whose login or name begins as typed. A name never stands in an address.
pub(crate) async fn search(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let filter = AccountFilter { text: typed.q, ..AccountFilter::default() };
    Ok(Page::new(view(&visit, filter, None).await?).into_response())
}
