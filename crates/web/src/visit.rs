//! A visit: who asks, in which language, through which role; and the wait for the journal before anything is shown.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, OriginalUri, Request, State};
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use care::access::Actor;
use care::accounts::{self, Session};
use care::{Ctx, Error};
use kernel::Locale;

use crate::failure::{self, Asked, Failure};
use crate::registry::Access;
use crate::server::Web;
use crate::shell::{Shell, language, see_other};

/// One request, seen as a visit.
#[derive(Clone)]
pub struct Visit {
    /// The circumstances of the act.
    pub ctx: Ctx,
    /// The session, for whoever is signed in or about to show a second factor.
    pub session: Option<Arc<Session>>,
    /// Path and query asked for.
    pub path: String,
    /// Whose doorstep: what sign-ins from there are counted under. Never shown.
    pub client: String,
}

impl Visit {
    /// The language of the visitor.
    pub fn locale(&self) -> Locale {
        self.ctx.locale()
    }

    /// The texts in that language.
    pub fn t(&self) -> crate::i18n::T {
        crate::i18n::T::new(self.ctx.locale())
    }

    /// The frame around the page.
    pub fn shell(&self) -> Shell {
        crate::frame::shell(self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let visit = parts.extensions.get::<Self>().cloned();
        visit.ok_or(Failure(Error::Bug("a route outside of a visit".to_owned())))
    }
}

/// Goes around every request: finds the session, runs the handler, and lets the page leave only once what it shows
/// stands in the journal.
pub(crate) async fn around(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let (headers, path) = (request.headers().clone(), path_of(&request));
    let (client, asked) = (client_of(&request), Asked::of(&request));
    let visit = match arrive(&web, &headers, path, client).await {
        Ok(visit) => visit,
        Err(error) => return failure::page(&Shell::anonymous(language::of(&headers), "/"), &error),
    };
    request.extensions_mut().insert(visit.clone());
    let response = next.run(request).await;
    let response = failure::dress(&visit, &asked, response);
    let seen = visit.ctx.take_seen();
    if seen.is_empty() {
        return response;
    }
    match web.house.db().journal_reads(seen).await {
        Ok(()) => response,
        Err(error) => failure::page(&visit.shell(), &Error::from(error)),
    }
}

/// Path and query asked for.
fn path_of(request: &Request) -> String {
    let uri =
        request.extensions().get::<OriginalUri>().map_or_else(|| request.uri().clone(), |uri| uri.0.clone());
    uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
}

/// The address the request came from.
fn client_of(request: &Request) -> String {
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>();
    from.map_or_else(String::new, |info| info.0.ip().to_string())
}

async fn arrive(web: &Web, headers: &HeaderMap, path: String, client: String) -> Result<Visit, Error> {
    let session = match token(headers, web.site.https) {
        Some(token) => accounts::resume(&web.house, token).await?.map(Arc::new),
        None => None,
    };
    let actor = session.as_ref().map_or(Actor::Visitor, |session| session.actor());
    let ctx = Ctx::new(web.house.clone(), actor, language::of(headers));
    Ok(Visit { ctx, session, path, client })
}

/// Name of the cookie. Over TLS it is bound to this host and to TLS by its name.
pub(crate) const fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-session" } else { "session" }
}

fn token(headers: &HeaderMap, https: bool) -> Option<&str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == cookie_name(https)).then_some(value))
}

/// Stands before every route: sends whoever must sign in to the sign-in page, and back afterwards.
pub(crate) async fn admit(access: Access, request: Request, next: Next) -> Response {
    let Some(visit) = request.extensions().get::<Visit>() else {
        return Failure(Error::Bug("a route outside of a visit".to_owned())).into_response();
    };
    let signed_in = matches!(visit.ctx.actor(), Actor::Professional(_));
    match access {
        Access::Public => next.run(request).await,
        _ if !signed_in => {
            let awaiting = visit.session.as_ref().is_some_and(|session| session.awaiting_factor);
            if request.method() != Method::GET {
                return failure::session_over(visit);
            }
            let door = if awaiting { "/login/code" } else { "/login" };
            see_other(&format!("{door}?next={}", encode(&visit.path)))
        }
        Access::SteppedUp if visit.session.as_ref().is_some_and(|it| !it.stepped_up(visit.ctx.now())) => {
            let back =
                if request.method() == Method::GET { visit.path.clone() } else { "/account".to_owned() };
            see_other(&format!("/account/confirm?next={}", encode(&back)))
        }
        Access::SignedIn | Access::SteppedUp => next.run(request).await,
    }
}

/// A path as the value of a query parameter.
pub(crate) fn encode(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, percent_encoding::NON_ALPHANUMERIC).to_string()
}
