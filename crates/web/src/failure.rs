//! What went wrong, in words. Errors are turned into pages here, and logged here, once.

use std::any::Any;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use care::Error;

use crate::shell::{ErrorKind, ErrorPage, Page, Shell};
use crate::visit::Visit;

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

/// Whether it could be done once a proof is shown again.
pub(crate) fn wants_proof(response: &Response) -> bool {
    let undressed = response.extensions().get::<Undressed>();
    undressed.is_some_and(|Undressed(error)| matches!(**error, Error::StepUp))
}

/// Puts the frame of the visitor around an error; anything else passes.
pub(crate) fn dress(visit: &Visit, response: Response) -> Response {
    match response.extensions().get::<Undressed>() {
        Some(Undressed(error)) => page(&visit.shell(), error),
        None => response,
    }
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
        Error::Forbidden | Error::StepUp => ErrorKind::Forbidden,
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
