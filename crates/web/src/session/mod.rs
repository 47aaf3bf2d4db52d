//! Coming in and going out: login and password, the second factor, another role, signing out.

use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use care::accounts::{self, Attempt, Login, Password, SignIn, SignedIn};
use care::drafts::unsent;
use care::{Ctx, Error, RoleId};
use serde::Deserialize;

use crate::failure::Answer;
use crate::late;
use crate::registry::{Access, Route, get, post};
use crate::sealed::open;
use crate::server::Web;
use crate::shell::language::local;
use crate::shell::{CodePage, FormState, Page, Shell, SignInPage, SignedOutPage, see_other, signed_out};
use crate::visit::{Visit, cookie_name};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/login", "session", Access::Public, door),
        post("/login", "session", Access::Public, enter),
        get("/login/code", "session", Access::Public, code),
        post("/login/code", "session", Access::Public, prove),
        post("/logout", "session", Access::Public, leave),
        get("/logged-out", "session", Access::Public, left),
        post("/session/role", "session", Access::SignedIn, switch),
    ]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Next {
    next: String,
}

fn sign_in_page(visit: &Visit, form: FormState, next: &str) -> SignInPage {
    SignInPage {
        shell: visit.shell(),
        form,
        next: local(next).to_owned(),
        carried: String::new(),
        expired: false,
        notice: None,
    }
}

/// The sign-in page for a form whose session was over; `carried` is what was typed, sealed for whose session it was.
pub(crate) fn late_sign_in(visit: &Visit, back: &str, carried: String) -> Response {
    let page = sign_in_page(visit, FormState::new("sign-in"), back);
    // The address is that of an act: the language switch comes back to the form's page.
    let shell = Shell { path: page.next.clone(), ..page.shell.clone() };
    Page::with_status(late::STATUS, SignInPage { shell, carried, expired: true, ..page }).into_response()
}

async fn door(visit: Visit, Query(asked): Query<Next>) -> Answer {
    if visit.ctx.actor().professional().is_ok() {
        return Ok(see_other(local(&asked.next)));
    }
    Ok(Page::new(sign_in_page(&visit, FormState::new("sign-in"), &asked.next)).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    login: String,
    password: String,
    code: String,
    next: String,
    carried: String,
}

async fn enter(State(web): State<Web>, visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let t = visit.t();
    let login = Login::typed(&typed.login);
    let password = Password::typed(&typed.password);
    let tried =
        accounts::sign_in(&visit.ctx, SignIn { login, password, client: visit.client.clone() }).await?;
    let mut form = FormState::new("sign-in").with("login", &typed.login);
    let status = match tried {
        Attempt::Passed(passed) => return admitted(&web, &visit, &passed, &typed).await,
        Attempt::Refused => {
            form.fail_all(t.sign_in_refused());
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Attempt::Throttled { .. } => {
            form.fail_all(t.sign_in_throttled());
            StatusCode::TOO_MANY_REQUESTS
        }
    };
    let page = SignInPage { carried: typed.carried, ..sign_in_page(&visit, form, &typed.next) };
    Ok(Page::with_status(status, page).into_response())
}

/// Gives the cookie, and goes on to the page asked for, or to the second factor first. What was carried through the
/// sign-in goes to whoever typed it, and to nobody else.
async fn admitted(web: &Web, visit: &Visit, passed: &SignedIn, typed: &Typed) -> Answer {
    let next = local(&typed.next);
    let answer = if passed.awaiting_factor && !typed.carried.is_empty() {
        // An address would not hold what was typed: the page follows at once.
        let page =
            CodePage { carried: typed.carried.clone(), ..code_page(visit, FormState::new("code"), next) };
        Page::new(page).into_response()
    } else if passed.awaiting_factor {
        see_other(&format!("/login/code?next={}", crate::visit::encode(next)))
    } else if typed.carried.is_empty() {
        see_other(next)
    } else if take_back(web, visit, passed, &typed.carried).await? {
        see_other(late::UNSENT)
    } else {
        // Somebody else: not even the page it was typed on is theirs.
        see_other("/")
    };
    Ok(with_cookie(web, answer, passed.token.as_str(), None))
}

/// Puts what was carried among the drafts of whoever just came in; `false` where it is not theirs.
async fn take_back(web: &Web, visit: &Visit, passed: &SignedIn, carried: &str) -> Result<bool, Error> {
    let Some(form) = unsent::unseal(&visit.ctx, passed.account, carried) else { return Ok(false) };
    let session = accounts::resume(&web.house.db().reader(), &web.house, passed.token.as_str())
        .await?
        .ok_or(Error::NotFound)?;
    let ctx = Ctx::new(web.house.clone(), session.actor(), visit.locale());
    unsent::put_aside(&ctx, form).await?;
    Ok(true)
}

pub(crate) fn with_cookie(web: &Web, mut response: Response, token: &str, max_age: Option<u32>) -> Response {
    let name = cookie_name(web.site.https);
    let secure = if web.site.https { "; Secure" } else { "" };
    let age = max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let cookie = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

fn code_page(visit: &Visit, form: FormState, next: &str) -> CodePage {
    let action = "/login/code".to_owned();
    CodePage {
        shell: visit.shell(),
        form,
        next: local(next).to_owned(),
        carried: String::new(),
        action,
        reason: None,
        asked: None,
    }
}

async fn code(visit: Visit, Query(asked): Query<Next>) -> Answer {
    if !visit.session.as_ref().is_some_and(|session| session.awaiting_factor) {
        return Ok(see_other("/login"));
    }
    Ok(Page::new(code_page(&visit, FormState::new("code"), &asked.next)).into_response())
}

async fn prove(State(web): State<Web>, visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let Some(session) = visit.session.clone().filter(|session| session.awaiting_factor) else {
        return Ok(see_other("/login"));
    };
    let mut form = FormState::new("code");
    let status = match accounts::pass_factor(&visit.ctx, &session, &typed.code, &visit.client).await? {
        Attempt::Passed(passed) => return admitted(&web, &visit, &passed, &typed).await,
        Attempt::Refused => {
            form.fail("code", visit.t().code_refused());
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Attempt::Throttled { .. } => {
            form.fail_all(visit.t().sign_in_throttled());
            StatusCode::TOO_MANY_REQUESTS
        }
    };
    let page = CodePage { carried: typed.carried, ..code_page(&visit, form, &typed.next) };
    Ok(Page::with_status(status, page).into_response())
}

async fn leave(State(web): State<Web>, visit: Visit) -> Answer {
    if let Some(session) = &visit.session {
        accounts::sign_out(&visit.ctx, session).await?;
    }
    let mut response = with_cookie(&web, see_other("/logged-out"), "", Some(0));
    response.headers_mut().extend(signed_out());
    Ok(response)
}

async fn left(visit: Visit) -> Answer {
    Ok(Page::new(SignedOutPage { shell: visit.shell() }).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    role: String,
}

/// Goes on in another of one's roles, from My day: what was open may not be theirs in that role.
async fn switch(visit: Visit, Form(chosen): Form<Chosen>) -> Answer {
    let session = visit.session.clone().ok_or(Error::NotFound)?;
    let role: RoleId = open(visit.ctx.house(), &chosen.role)?;
    accounts::switch_role(&visit.ctx, &session, role).await?;
    Ok(see_other("/"))
}
