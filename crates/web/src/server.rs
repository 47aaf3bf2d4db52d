//! The server: the registry's router behind what every request goes through.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::{Router, routing::any};
use care::House;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::shell::security::{self, Site};
use crate::{failure, registry, visit};

/// What every handler may reach.
#[derive(Clone)]
pub struct Web {
    /// The instance.
    pub house: Arc<House>,
    /// How the site is reached.
    pub site: Arc<Site>,
}

/// Largest body of a request, in bytes: a document of ten megabytes and the form around it.
const LARGEST_BODY: usize = 11 * 1024 * 1024;

/// The whole service.
///
/// # Errors
/// Where a trusted origin of the site is not one.
pub fn service(house: Arc<House>, site: Site) -> Result<Router, tower_http::csrf::ConfigError> {
    let web = Web { house, site: Arc::new(site.clone()) };
    let pages = registry::router()
        .fallback(any(failure::nowhere))
        .method_not_allowed_fallback(failure::nowhere)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(web.clone(), visit::around))
        .layer(CatchPanicLayer::custom(failure::panicked));
    // Compression stays inside the journal's wait: bytes leave only once their reading is durable.
    Ok(security::protect(pages, &site)?.layer(CompressionLayer::new()).with_state(web))
}
