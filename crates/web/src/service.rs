//! What is not a page: health of the service, static files, language.

use axum::extract::State;
use axum::http::StatusCode;

use crate::assets;
use crate::registry::{Access, Route, get, post};
use crate::server::Web;
use crate::shell::{KeysPage, Page, language};
use crate::visit::Visit;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/health/live", "service", Access::Public, live),
        get("/health/ready", "service", Access::Public, ready),
        get("/assets/{*path}", "service", Access::Public, assets::serve),
        post("/language", "service", Access::Public, language::switch),
        get("/help/keys", "service", Access::SignedIn, keys),
    ]
}

async fn live() -> &'static str {
    "live\n"
}

/// The keyboard shortcuts.
async fn keys(visit: Visit) -> Page<KeysPage> {
    Page::new(KeysPage { shell: visit.shell() })
}

/// Ready once the database answers.
async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    match web.house.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
