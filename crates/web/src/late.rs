//! What arrives too late: a form whose session was over, or before a proof was shown again. Nothing typed is lost, with
//! or without scripts, and nobody but its author ever sees it.
//!
//! A session that is over is still known to have been somebody's. The form goes back to the browser with the sign-in
//! page, sealed for that account; whoever signs in as somebody else gets nothing of it. Its author finds it on a page
//! of their own, `/account/unsent`, whose button sends it again to where it was going.

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HOST, REFERER};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use care::drafts::unsent::{self, Unsent};
use uuid::Uuid;

use crate::failure;
use crate::sealed;
use crate::session::late_sign_in;
use crate::shell::language::local;
use crate::shell::see_other;
use crate::visit::{Visit, encode};

/// Where what was put aside is found again.
pub(crate) const UNSENT: &str = "/account/unsent";
/// The field in which a form sent again says which it is.
pub(crate) const FIELD: &str = "unsent";
/// The page of the second factor.
const FACTOR: &str = "/account/factor";
/// Largest form carried through the sign-in page, in bytes.
const LARGEST: u64 = 256 * 1024;
/// Fields that are never kept, under any form: they open something.
const SECRETS: [&str; 5] = ["password", "present", "again", "code", "carried"];
/// A proof shown within a form: it counts once, so that the form is kept without it, and asks for another.
pub(crate) const PROOF: &str = "proof";

/// Answers a form whose session is over: the sign-in page, with what was typed.
pub(crate) async fn session_over(visit: &Visit, request: Request) -> Response {
    let back = back(request.headers());
    let (_, body) = hold(request).await;
    let carried = visit.late.zip(form(visit, body.as_ref()));
    let carried = carried.and_then(|(account, form)| unsent::seal(&visit.ctx, account, form).ok());
    late_sign_in(visit, &back, carried.unwrap_or_default())
}

/// Sends on to show a proof, and back.
pub(crate) fn confirm_first(path: &str) -> Response {
    see_other(&format!("/account/confirm?next={}", encode(path)))
}

/// Carries out an act. Where a proof is wanted first (`next` is absent, or the act says so), what was typed is put aside
/// until it was shown. A form that was put aside and now went through is forgotten.
pub(crate) async fn carry_out(visit: &Visit, request: Request, next: Option<Next>) -> Response {
    let back = back(request.headers());
    let (request, body) = hold(request).await;
    if let Some(next) = next {
        let response = next.run(request).await;
        if !failure::wants_proof(&response) {
            if response.status().is_success() || response.status().is_redirection() {
                settle(visit, body.as_ref()).await;
            }
            return response;
        }
    }
    if visit.path.starts_with(FACTOR) {
        // Its buttons say what to do and carry no text: one presses again.
        return confirm_first(FACTOR);
    }
    let Some(form) = form(visit, body.as_ref()) else { return confirm_first(&back) };
    match unsent::put_aside(&visit.ctx, form).await {
        Ok(()) => confirm_first(UNSENT),
        Err(error) => failure::Failure(error).into_response(),
    }
}

/// The request, and its body where it is a form small enough to be kept.
async fn hold(request: Request) -> (Request, Option<Bytes>) {
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(CONTENT_TYPE).map_or(b"".as_slice(), HeaderValue::as_bytes);
    let known = HttpBody::size_hint(&body).upper().is_some_and(|size| size <= LARGEST);
    if !known || !kind.starts_with(b"application/x-www-form-urlencoded") {
        return (Request::from_parts(parts, body), None);
    }
    // A body that breaks off has nothing that could be kept.
    let limit = usize::try_from(LARGEST).unwrap_or(usize::MAX);
    let bytes = to_bytes(body, limit).await.unwrap_or_default();
    (Request::from_parts(parts, Body::from(bytes.clone())), Some(bytes))
}

/// What was typed, as a form that can be sent again; nothing where there is nothing to keep, or a secret in it.
fn form(visit: &Visit, body: Option<&Bytes>) -> Option<Unsent> {
    let mut fields: Vec<(String, String)> = serde_html_form::from_bytes(body?).ok()?;
    fields.retain(|(name, _)| name != FIELD && name != PROOF);
    let secret = fields.iter().any(|(name, _)| SECRETS.contains(&name.as_str()));
    let empty = fields.iter().all(|(_, value)| value.is_empty());
    (!secret && !empty).then(|| Unsent { path: visit.path.clone(), fields })
}

/// Forgets what was put aside, once it went through.
async fn settle(visit: &Visit, body: Option<&Bytes>) {
    let named = body.filter(|body| body.windows(FIELD.len()).any(|it| it == FIELD.as_bytes()));
    let Some(body) = named else { return };
    let fields: Vec<(String, String)> = serde_html_form::from_bytes(body).unwrap_or_default();
    let ids = fields.iter().filter(|(name, _)| name == FIELD).map(|(_, value)| value);
    for id in ids.filter_map(|text| sealed::open::<Uuid>(visit.ctx.house(), text).ok()) {
        if let Err(error) = unsent::forget(&visit.ctx, id).await {
            tracing::warn!(%error, "a form that went through is still kept");
        }
    }
}

/// The page the form stood on, if it is one of ours.
fn back(headers: &HeaderMap) -> String {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let path = text(REFERER).and_then(|referer| {
        let (_, rest) = referer.split_once("://")?;
        let (host, path) = rest.split_at(rest.find('/')?);
        (Some(host) == text(HOST)).then(|| local(path).to_owned())
    });
    path.unwrap_or_else(|| "/".to_owned())
}

/// The status of a page that asks to sign in again.
pub(crate) const STATUS: StatusCode = StatusCode::UNAUTHORIZED;
