//! A visit: who asks, in which language, through which role; and the wait for the journal before anything is shown.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, OriginalUri, Request, State};
use axum::http::header::{COOKIE, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use care::access::Actor;
use care::accounts::{self, Session};
use care::handover::ReceiverSession;
use care::own::OwnSession;
use care::{AccountId, Ctx, Error};
use kernel::Locale;

use crate::by_link::{OWN, RECEIVER};
use crate::failure::{self, Failure};
use crate::late;
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
    /// The person on their own page, for whoever came in through a link and its code.
    pub own: Option<Arc<OwnSession>>,
    /// The doctor to whom a person was handed over, reading what they are given.
    pub receiver: Option<Arc<ReceiverSession>>,
    /// Path and query asked for.
    pub path: String,
    /// Whose doorstep: what sign-ins from there are counted under. Never shown.
    pub client: String,
    /// The address of this site as the browser knows it: `https://maillage.example`.
    pub origin: String,
    /// Whose session it was, where a form arrives after its end.
    pub late: Option<AccountId>,
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
    let client = client_of(&request);
    let visit = match arrive(&web, request.method(), &headers, path, client).await {
        Ok(visit) => visit,
        Err(error) => return failure::page(&Shell::anonymous(language::of(&headers), "/"), &error),
    };
    request.extensions_mut().insert(visit.clone());
    let response = next.run(request).await;
    let response = failure::dress(&visit, response);
    visit.ctx.reader().release().await;
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

async fn arrive(
    web: &Web,
    method: &Method,
    headers: &HeaderMap,
    path: String,
    client: String,
) -> Result<Visit, Error> {
    let db = web.house.db().held_reader();
    let own = own(web, &db, headers, &path).await?;
    let receiver = receiver(web, &db, headers, &path).await?;
    let token = token(headers, web.site.https).filter(|_| own.is_none() && receiver.is_none());
    let session = match token {
        Some(token) => accounts::resume(&db, &web.house, token).await?.map(Arc::new),
        None => None,
    };
    let late = match token {
        Some(token) if session.is_none() && !reads(method) => accounts::whose(&db, &web.house, token).await?,
        _ => None,
    };
    let actor = match (&own, &receiver, &session) {
        (Some(own), ..) => Actor::Person(own.person),
        (_, Some(receiver), _) => Actor::Recipient(receiver.person),
        (.., Some(session)) => session.actor(),
        _ => Actor::Visitor,
    };
    // The switch on the page comes first, then what the account remembers, then the browser.
    let remembered = session.as_ref().and_then(|session| session.locale);
    let locale = language::chosen(headers).or(remembered).unwrap_or_else(|| language::of(headers));
    let ctx = Ctx::reading(web.house.clone(), db, actor, locale);
    let origin = origin(web.site.https, headers);
    Ok(Visit { ctx, session, own, receiver, path, client, origin, late })
}

/// The person on their own page, while it is open.
async fn own(
    web: &Web,
    db: &store::Reader,
    headers: &HeaderMap,
    path: &str,
) -> Result<Option<Arc<OwnSession>>, Error> {
    match OWN.token(web, headers, path) {
        Some(token) => Ok(care::own::resume(db, &web.house, token).await?.map(Arc::new)),
        None => Ok(None),
    }
}

/// The doctor to whom a person was handed over, while what they are given is open.
async fn receiver(
    web: &Web,
    db: &store::Reader,
    headers: &HeaderMap,
    path: &str,
) -> Result<Option<Arc<ReceiverSession>>, Error> {
    match RECEIVER.token(web, headers, path) {
        Some(token) => Ok(care::handover::resume(db, &web.house, token).await?.map(Arc::new)),
        None => Ok(None),
    }
}

/// For links that are handed over. A proxy that changes the host is told to the browser by nobody else.
fn origin(https: bool, headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|value| value.to_str().ok());
    let scheme = if https { "https" } else { "http" };
    host.map_or_else(String::new, |host| format!("{scheme}://{host}"))
}

/// Name of the cookie. Over TLS it is bound to this host and to TLS by its name.
pub(crate) const fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-session" } else { "session" }
}

fn token(headers: &HeaderMap, https: bool) -> Option<&str> {
    cookie(headers, cookie_name(https))
}

pub(crate) fn cookie<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == wanted).then_some(value))
}

/// Whether nothing is done by asking.
fn reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// Stands before every route: sends whoever must sign in to the sign-in page, and back afterwards. What was typed is
/// never lost on that way.
pub(crate) async fn admit(access: Access, request: Request, next: Next) -> Response {
    let Some(visit) = request.extensions().get::<Visit>().cloned() else {
        return Failure(Error::Bug("a route outside of a visit".to_owned())).into_response();
    };
    if access == Access::Public {
        return next.run(request).await;
    }
    let reads = reads(request.method());
    let Some(session) = visit.session.as_ref().filter(|_| visit.ctx.actor().professional().is_ok()) else {
        if !reads {
            return late::session_over(&visit, request).await;
        }
        let door = if visit.session.is_some() { "/login/code" } else { "/login" };
        return see_other(&format!("{door}?next={}", encode(&visit.path)));
    };
    let stale = access == Access::SteppedUp && !session.stepped_up(visit.ctx.now());
    match (reads, stale) {
        (true, true) => late::confirm_first(&visit.path),
        (true, false) => {
            let response = next.run(request).await;
            if failure::wants_proof(&response) { late::confirm_first(&visit.path) } else { response }
        }
        (false, stale) => late::carry_out(&visit, request, (!stale).then_some(next)).await,
    }
}

/// A path as the value of a query parameter.
pub(crate) fn encode(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, percent_encoding::NON_ALPHANUMERIC).to_string()
}
