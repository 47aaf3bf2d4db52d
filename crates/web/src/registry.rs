//! The one registry that declares routes. Nothing else may add to the router: the leak crawl, the twin worlds and
//! `maillage routes` read it.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::middleware::from_fn;
use axum::routing::{MethodFilter, MethodRouter, on};
use serde::Serialize;

use crate::server::Web;
use crate::visit;

/// Who may knock at a route. What they then see is the policy's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Anybody: signing in, health of the service, static files.
    Public,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever is signed in and has just shown a second proof.
    SteppedUp,
}

/// A declared route.
pub struct Route {
    method: Method,
    path: &'static str,
    subject: &'static str,
    access: Access,
    handler: MethodRouter<Web>,
}

impl Route {
    /// With another largest body than the house's, in bytes.
    #[must_use]
    pub fn largest(self, bytes: usize) -> Self {
        Self { handler: self.handler.layer(DefaultBodyLimit::max(bytes)), ..self }
    }
}

/// A route as `maillage routes --format json` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RouteLine {
    /// HTTP method.
    pub method: String,
    /// Path with its parameters: `/requests/{advice}`.
    pub path: &'static str,
    /// The part of the house that answers: `requests/advice`.
    pub subject: &'static str,
    /// Who may knock.
    pub access: Access,
}

/// A page or a file to read.
pub fn get<H, T>(path: &'static str, subject: &'static str, access: Access, handler: H) -> Route
where
    H: axum::handler::Handler<T, Web>,
    T: 'static,
{
    Route { method: Method::GET, path, subject, access, handler: on(MethodFilter::GET, handler) }
}

/// An act.
pub fn post<H, T>(path: &'static str, subject: &'static str, access: Access, handler: H) -> Route
where
    H: axum::handler::Handler<T, Web>,
    T: 'static,
{
    Route { method: Method::POST, path, subject, access, handler: on(MethodFilter::POST, handler) }
}

/// Every route of the house, in order.
pub fn all() -> Vec<Route> {
    let mut routes = Vec::new();
    routes.extend(crate::service::routes());
    routes.extend(crate::session::routes());
    routes.extend(crate::day::routes());
    routes.extend(crate::agenda::routes());
    routes.extend(crate::people::routes());
    routes.extend(crate::vigilance::routes());
    routes.extend(crate::requests::routes());
    routes.extend(crate::indicators::routes());
    routes.extend(crate::directory::routes());
    routes.extend(crate::accounts::routes());
    routes.extend(crate::account::routes());
    routes.extend(crate::record::routes());
    routes.extend(crate::assessments::routes());
    routes.extend(crate::pathways::routes());
    routes.extend(crate::synthesis::routes());
    routes.extend(crate::prevention::routes());
    routes.extend(crate::fhir::routes());
    routes.extend(crate::rights::routes());
    routes.extend(crate::radar::routes());
    routes.extend(crate::imports::routes());
    routes.extend(crate::break_glass::routes());
    routes.extend(crate::handover::routes());
    routes.extend(crate::own::routes());
    routes.extend(crate::support::routes());
    routes.extend(crate::reception::routes());
    routes.extend(crate::programs::routes());
    routes.extend(crate::journal::routes());
    routes
}

/// What the registry declares.
pub fn lines() -> Vec<RouteLine> {
    all()
        .into_iter()
        .map(|route| RouteLine {
            method: route.method.to_string(),
            path: route.path,
            subject: route.subject,
            access: route.access,
        })
        .collect()
}

/// The router made of the registry, and of nothing else.
pub(crate) fn router() -> Router<Web> {
    let mut router = Router::new();
    for route in all() {
        let access = route.access;
        let handler = route.handler.layer(from_fn(move |request, next| visit::admit(access, request, next)));
        router = router.route(route.path, handler);
    }
    router
}
