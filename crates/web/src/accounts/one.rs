//! One account: how it stands, and what may be done about it.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::accounts::{self, AccountLine, PasswordLink};
use care::{AccountId, Error, directory};
use serde::Deserialize;

use super::list;
use crate::account::factor_state;
use crate::failure::{Answer, Failure};
use crate::frame::role_words;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;
use crate::words;

/// An account.
#[derive(Clone, Debug, Template)]
#[template(path = "accounts/one.html")]
pub(crate) struct AccountPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) login: String,
    pub(crate) roles: Vec<String>,
    pub(crate) opened: String,
    pub(crate) last: String,
    pub(crate) state: StateView,
    pub(crate) factor: StateView,
    pub(crate) has_factor: bool,
    pub(crate) password: String,
    /// Until when a link that was handed out is good.
    pub(crate) pending: Option<String>,
    /// A link just made, shown this once: its path, and until when it is good.
    pub(crate) link: Option<(String, String)>,
    pub(crate) disabled: bool,
    /// The reader's own.
    pub(crate) own: bool,
    pub(crate) form: FormState,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Done {
    done: Option<String>,
}

fn password(t: T, account: &AccountLine) -> String {
    if !account.has_password {
        t.accounts_password_none()
    } else if account.temporary_password {
        t.accounts_password_temporary()
    } else {
        t.accounts_password_own()
    }
    .to_owned()
}

async fn view(visit: &Visit, id: AccountId, form: FormState) -> Result<AccountPage, Failure> {
    let (t, zone) = (visit.t(), words::zone());
    let account = accounts::open(&visit.ctx, id).await?;
    let holder = directory::professional(&visit.ctx, account.practitioner).await?;
    let now = visit.ctx.now();
    let running = holder.roles.iter().filter(|role| !role.ended(now));
    let pending = accounts::pending_link(&visit.ctx, id).await?;
    Ok(AccountPage {
        notice: None,
        id: seal(visit.ctx.house(), id.uuid()),
        roles: running.map(|it| role_words(t, it.profession, &it.organization_name)).collect(),
        opened: words::dated(t.locale, account.created_at, now),
        last: list::last(visit, &account),
        state: list::state(t, &account),
        factor: factor_state(t, account.second_factor),
        has_factor: account.second_factor,
        password: password(t, &account),
        pending: pending.map(|at| words::moment(t.locale, &zone, at)),
        link: None,
        disabled: account.disabled_at.is_some(),
        own: visit.session.as_ref().is_some_and(|session| session.account == id),
        name: account.name,
        login: account.login,
        form,
        shell: visit.shell(),
    })
}

pub(crate) async fn page(visit: Visit, Id(id): Id<AccountId>, Query(done): Query<Done>) -> Answer {
    let mut page = view(&visit, id, FormState::new("account")).await?;
    let key = done.done.map(|done| format!("done-{done}"));
    page.notice = key.and_then(|key| visit.t().by_key(&key)).map(Notice::done);
    Ok(Page::new(page).into_response())
}

/// The page of an account with a link just made: the only time it is shown.
pub(crate) async fn with_link(visit: &Visit, id: AccountId, link: &PasswordLink) -> Answer {
    let mut page = view(visit, id, FormState::new("account")).await?;
    let until = words::moment(visit.locale(), &words::zone(), link.expires_at);
    page.link = Some((format!("{}/links/{}", visit.origin, link.token.as_str()), until));
    // The act has no page of its own at its address: the language switch goes to the account.
    page.shell.path = format!("/accounts/{}", page.id);
    Ok(Page::new(page).into_response())
}

/// Makes a link with which the holder chooses a password. Those made before are worth nothing.
pub(crate) async fn link(visit: Visit, Id(id): Id<AccountId>) -> Answer {
    let link = accounts::password_link(&visit.ctx, id).await?;
    with_link(&visit, id, &link).await
}

/// Back to the account, or its page with what stands against it.
async fn settled(visit: &Visit, id: AccountId, done: &str, outcome: Result<(), Error>) -> Answer {
    match outcome {
        Ok(()) => Ok(see_other(&format!("/accounts/{}?done={done}", seal(visit.ctx.house(), id.uuid())))),
        Err(error) => {
            let mut form = FormState::new("account");
            words::refuse(&mut form, visit.t(), error)?;
            Ok(Page::with_status(StatusCode::CONFLICT, view(visit, id, form).await?).into_response())
        }
    }
}

pub(crate) async fn disable(visit: Visit, Id(id): Id<AccountId>) -> Answer {
    let outcome = accounts::disable(&visit.ctx, id).await;
    settled(&visit, id, "account-disabled", outcome).await
}

pub(crate) async fn enable(visit: Visit, Id(id): Id<AccountId>) -> Answer {
    let outcome = accounts::enable(&visit.ctx, id).await;
    settled(&visit, id, "account-enabled", outcome).await
}

pub(crate) async fn remove_factor(visit: Visit, Id(id): Id<AccountId>) -> Answer {
    let outcome = accounts::remove_factor(&visit.ctx, id).await;
    settled(&visit, id, "account-factor", outcome).await
}
