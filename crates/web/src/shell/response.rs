//! From a template to an answer.

use askama::Template;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// A whole page, rendered to memory before anything is sent: a record’s reading is journalled in between.
#[derive(Debug)]
pub struct Page<P> {
    page: P,
    status: StatusCode,
}

impl<P: Template> Page<P> {
    /// The page, answered with 200.
    pub fn new(page: P) -> Self {
        Self { page, status: StatusCode::OK }
    }

    /// The page, answered with another status: 422 for a form given back, 409 for a conflict.
    pub fn with_status(status: StatusCode, page: P) -> Self {
        Self { page, status }
    }
}

impl<P: Template> IntoResponse for Page<P> {
    fn into_response(self) -> Response {
        html(self.status, &self.page)
    }
}

/// A part of a page (the answer to an autosave, suggestions, a line of a list).
#[derive(Debug)]
pub struct Fragment<F>(
    /// The component.
    pub F,
);

impl<F: Template> IntoResponse for Fragment<F> {
    fn into_response(self) -> Response {
        html(StatusCode::OK, &self.0)
    }
}

fn html(status: StatusCode, template: &impl Template) -> Response {
    let headers = [(CONTENT_TYPE, HTML), (CACHE_CONTROL, NO_STORE)];
    match template.render() {
        Ok(body) => (status, headers, body).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// On to a page, after a form was accepted (303).
pub fn see_other(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

/// The headers of the answer that signs somebody out: the browser forgets what it holds of this site. Cookies are
/// left to their own header, so that the language is remembered.
pub fn signed_out() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CLEAR_SITE_DATA, HeaderValue::from_static(r#""cache", "storage""#));
    headers
}
