//! One's own account: who one is here, what proves it, when one is away, what waits to be sent.

mod absences;
mod confirm;
mod factor;
pub(crate) mod link;
mod password;
pub(crate) mod samples;
mod unsent;

use axum::Form;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use care::Error;
use care::accounts;
use care::directory::absence;
use care::drafts::unsent as kept;
pub(crate) use factor::Picture;
use serde::Deserialize;

use crate::failure::Answer;
use crate::frame::{administers, own_role, role_words};
use crate::i18n::Locale;
use crate::registry::Access::{Public, SignedIn, SteppedUp};
use crate::registry::{Route, get, post};
use crate::server::Web;
use crate::session::with_cookie;
use crate::shell::prelude::*;
use crate::shell::{language, see_other, signed_out};
use crate::visit::Visit;
use crate::words;

const SUBJECT: &str = "account";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/account", SUBJECT, SignedIn, show),
        post("/account/language", SUBJECT, SignedIn, read_in),
        post("/account/sign-out-everywhere", SUBJECT, SignedIn, leave_everywhere),
        get("/account/confirm", SUBJECT, SignedIn, confirm::page),
        post("/account/confirm", SUBJECT, SignedIn, confirm::prove),
        get("/account/factor", SUBJECT, SteppedUp, factor::page),
        post("/account/factor", SUBJECT, SteppedUp, factor::act),
        get("/account/password", SUBJECT, SignedIn, password::page),
        post("/account/password", SUBJECT, SignedIn, password::change),
        get("/account/absences", SUBJECT, SignedIn, absences::page),
        post("/account/absences", SUBJECT, SignedIn, absences::record),
        post("/account/absences/{absence}/withdraw", SUBJECT, SignedIn, absences::withdraw),
        get("/account/unsent", SUBJECT, SignedIn, unsent::page),
        post("/account/unsent/{unsent}/forget", SUBJECT, SignedIn, unsent::forget),
        get("/links/{token}", SUBJECT, Public, link::page),
        post("/links/{token}", SUBJECT, Public, link::choose),
    ]
}

/// What a page is told by the act that sent here.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Done {
    done: Option<String>,
}

impl Done {
    /// The words of what was done, if there are some.
    pub(crate) fn notice(&self, t: T) -> Option<Notice> {
        let key = format!("done-{}", self.done.as_deref()?);
        t.by_key(&key).map(Notice::done)
    }
}

/// One's own account.
#[derive(Clone, Debug, Template)]
#[template(path = "account/overview.html")]
pub(crate) struct OverviewPage {
    pub(crate) shell: Shell,
    pub(crate) notices: Vec<Notice>,
    pub(crate) name: String,
    pub(crate) login: String,
    /// Each role, and whether it is the one now played.
    pub(crate) roles: Vec<(String, bool)>,
    pub(crate) factor: StateView,
    pub(crate) has_factor: bool,
    pub(crate) sessions: i64,
    pub(crate) until: String,
    pub(crate) absence: Option<String>,
    pub(crate) unsent: usize,
    pub(crate) language: FormState,
}

impl OverviewPage {
    fn languages() -> Vec<Choice> {
        Locale::ALL.into_iter().map(|it| Choice::new(it.tag(), it.name())).collect()
    }
}

async fn show(visit: Visit, Query(done): Query<Done>) -> Answer {
    let t = visit.t();
    let session = visit.session.clone().ok_or(Error::NotFound)?;
    let me = visit.ctx.actor().professional()?;
    let mut notices: Vec<Notice> = done.notice(t).into_iter().collect();
    if administers(me) && !session.second_factor {
        notices.push(needs_factor(t));
    }
    if session.temporary_password {
        notices.push(
            Notice::new(Tone::Warning, t.account_temporary(), t.account_temporary_text())
                .link(Link::new(t.password_title(), "/account/password")),
        );
    }
    let current = own_role(t, me);
    let roles = if session.roles.is_empty() {
        vec![(current, true)]
    } else {
        let line = |it: &accounts::RoleChoice| {
            (role_words(t, it.profession, &it.organization), it.role == me.role())
        };
        session.roles.iter().map(line).collect()
    };
    let next = absence::next(&visit.ctx, me.practitioner()).await?;
    Ok(Page::new(OverviewPage {
        notices,
        name: me.name.clone(),
        login: session.login.clone(),
        roles,
        factor: factor_state(t, session.second_factor),
        has_factor: session.second_factor,
        sessions: accounts::alive_sessions(&visit.ctx, &session).await?,
        until: words::moment(t.locale, &words::zone(), session.expires_at),
        absence: next.map(|it| absences::period(t, &it)),
        unsent: kept::waiting(&visit.ctx).await?.len(),
        language: FormState::new("language").with("locale", t.locale.tag()),
        shell: visit.shell(),
    })
    .into_response())
}

/// « Second facteur actif ».
pub(crate) fn factor_state(t: T, on: bool) -> StateView {
    if on { StateView::ok(t.factor_on()) } else { StateView::warning(t.factor_off()) }
}

/// Said to whoever may open what the second factor protects, and has none.
pub(crate) fn needs_factor(t: T) -> Notice {
    Notice::new(Tone::Warning, t.factor_wanted(), t.factor_wanted_text())
        .link(Link::new(t.factor_begin(), "/account/factor"))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    locale: String,
}

/// Remembers the language with the account, and in this browser.
async fn read_in(visit: Visit, Form(chosen): Form<Chosen>) -> Answer {
    let session = visit.session.clone().ok_or(Error::NotFound)?;
    // No language of ours: the page shows those there are.
    let Ok(locale) = chosen.locale.parse() else { return Ok(see_other("/account")) };
    accounts::set_locale(&visit.ctx, &session, locale).await?;
    Ok(language::remember(see_other("/account?done=language"), locale))
}

/// Ends every session of the account, this one too.
async fn leave_everywhere(State(web): State<Web>, visit: Visit) -> Answer {
    let session = visit.session.clone().ok_or(Error::NotFound)?;
    accounts::sign_out_everywhere(&visit.ctx, &session).await?;
    let mut response = with_cookie(&web, see_other("/logged-out"), "", Some(0));
    response.headers_mut().extend(signed_out());
    Ok(response)
}
