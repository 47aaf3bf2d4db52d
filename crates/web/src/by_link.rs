//! Whoever comes in by a link and a code, without an account: a cookie of their own, bound to where their pages are and looked at
//! nowhere else.

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use crate::server::Web;
use crate::shell::see_other;
use crate::visit::cookie;

/// Somebody who comes in by a link.
pub(crate) struct ByLink {
    /// What their cookie is called.
    name: &'static str,
    /// Where their pages are.
    path: &'static str,
}

/// The person on their own page.
pub(crate) const OWN: ByLink = ByLink { name: "own", path: "/own" };
/// The doctor to whom a person was handed over.
pub(crate) const RECEIVER: ByLink = ByLink { name: "handover", path: "/handover" };

impl ByLink {
    /// What stands in their cookie, on their pages.
    pub(crate) fn token<'a>(&self, web: &Web, headers: &'a HeaderMap, path: &str) -> Option<&'a str> {
        if path.starts_with(self.path) { cookie(headers, &self.cookie(web)) } else { None }
    }

    /// They came in, and go to their page.
    pub(crate) fn enters(&self, web: &Web, token: &str) -> Response {
        self.with_cookie(web, token, "")
    }

    /// They go, and their cookie with them.
    pub(crate) fn leaves(&self, web: &Web) -> Response {
        self.with_cookie(web, "", "; Max-Age=0")
    }

    /// Over TLS the cookie is bound to TLS by its name.
    fn cookie(&self, web: &Web) -> String {
        if web.site.https { format!("__Secure-{}", self.name) } else { self.name.to_owned() }
    }

    fn with_cookie(&self, web: &Web, token: &str, more: &str) -> Response {
        let (name, path) = (self.cookie(web), self.path);
        let secure = if web.site.https { "; Secure" } else { "" };
        let mut response = see_other(path);
        let cookie = format!("{name}={token}; Path={path}; HttpOnly; SameSite=Strict{secure}{more}");
        if let Ok(cookie) = HeaderValue::try_from(cookie) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    }
}
