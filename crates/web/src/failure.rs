//! What went wrong, in words. Errors are turned into pages here, and logged here, once.

use std::any::Any;

use axum::extract::Request;
use axum::http::header::REFERER;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use care::Error;

use crate::shell::language::local;
use crate::shell::{Button, ErrorKind, ErrorPage, Icon, Page, Shell, see_other};
use crate::visit::{Visit, encode};

/// An error on its way to the visitor.
#[derive(Debug)]
pub struct Failure(
    /// What went wrong.
    pub Error,
);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

/// An answer, or what went wrong.
pub type Answer = Result<Response, Failure>;

/// Carried by a response until the visit's frame can be put around it.
#[derive(Clone)]
struct Undressed(std::sync::Arc<Error>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Undressed(std::sync::Arc::new(self.0)));
        response
    }
}

/// How something was asked for: what it takes to lead back there.
pub(crate) struct Asked {
    /// A page, and no act.
    page: bool,
    /// The page on which the form of an act stood.
    from: String,
}

impl Asked {
    /// Of a request.
    pub(crate) fn of(request: &Request) -> Self {
        let from = request.headers().get(REFERER).and_then(|it| it.to_str().ok());
        let from = from.and_then(|it| it.parse::<Uri>().ok());
        let from = from.as_ref().and_then(Uri::path_and_query).map_or("/account", |it| it.as_str());
        Self { page: request.method() == Method::GET, from: local(from).to_owned() }
    }
}

/// Puts the frame of the visitor around an error; anything else passes.
pub(crate) fn dress(visit: &Visit, asked: &Asked, response: Response) -> Response {
    match response.extensions().get::<Undressed>().map(|it| &*it.0) {
        Some(Error::StepUp) => confirm_first(visit, asked),
        Some(error) => page(&visit.shell(), error),
        None => response,
    }
}

/// Where a proof is shown again before a sensitive act; `next` is where one goes on afterwards.
pub(crate) fn confirm(next: &str) -> String {
    format!("/account/confirm?next={}", encode(next))
}

/// A page leads to the proof by itself; an act says so first, as what was typed has to be sent again.
fn confirm_first(visit: &Visit, asked: &Asked) -> Response {
    if asked.page {
        return see_other(&confirm(&visit.path));
    }
    let kind = ErrorKind::Confirm;
    let act = Button::link(visit.t().error_confirm_do(), confirm(&asked.from)).primary().icon(Icon::Key);
    Page::with_status(kind.status(), ErrorPage::new(visit.shell(), kind).act(act)).into_response()
}

/// The page of an error.
pub(crate) fn page(shell: &Shell, error: &Error) -> Response {
    match error {
        Error::Unavailable(reason) => tracing::error!(%reason, "unavailable"),
        Error::Bug(reason) => tracing::error!(%reason, "bug"),
        Error::Invalid(faults) => tracing::debug!(?faults, "a fault reached the boundary"),
        _ => {}
    }
    let kind = kind(error);
    Page::with_status(kind.status(), ErrorPage::new(shell.clone(), kind)).into_response()
}

fn kind(error: &Error) -> ErrorKind {
    match error {
        Error::NotFound => ErrorKind::NotFound,
        Error::Forbidden => ErrorKind::Forbidden,
        Error::StepUp => ErrorKind::Confirm,
        Error::Conflict(_) => ErrorKind::Conflict,
        Error::Invalid(_) => ErrorKind::Unreadable,
        Error::Unavailable(_) => ErrorKind::Unavailable,
        Error::Bug(_) => ErrorKind::Bug,
    }
}

fn status(error: &Error) -> StatusCode {
    kind(error).status()
}

/// No such page.
pub(crate) async fn nowhere() -> Failure {
    Failure(Error::NotFound)
}

/// A handler panicked: a defect, told as one.
pub(crate) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let words =
        panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Failure(Error::Bug(words.unwrap_or("panic").to_owned())).into_response()
}

/// The session ended while a form was filled in: the page says that nothing is lost and how to go on.
pub(crate) fn session_over(visit: &Visit) -> Response {
    let shell = visit.shell();
    let kind = ErrorKind::Expired;
    Page::with_status(kind.status(), ErrorPage::new(shell, kind)).into_response()
}
