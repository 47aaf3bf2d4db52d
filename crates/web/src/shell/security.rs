//! What every answer says to the browser: nothing inline, nothing from elsewhere, nothing kept, no frame around it;
//! and what a request must not be: sent by another site.

use axum::Router;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use tower_http::csrf::CsrfLayer;

use super::{ErrorKind, ErrorPage, Page, Shell};
use crate::i18n::Locale;

/// The policy of every page. `data:` images are the small signs inside the component library’s style sheet.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), \
    fullscreen=(self), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), \
    publickey-credentials-get=(self), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

const HEADERS: [(HeaderName, &str); 9] = [
    (CONTENT_SECURITY_POLICY, CSP),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), "none"),
    (CACHE_CONTROL, "no-store"),
];

/// How the site is reached.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Whether browsers reach it over TLS: they are then told never to do otherwise.
    pub https: bool,
    /// Other origins that may send forms here (a reverse proxy that changes the host); usually none.
    pub trusted_origins: Vec<String>,
}

/// The routes behind both protections.
///
/// # Errors
/// When a trusted origin is not one.
pub fn protect<S>(router: Router<S>, site: &Site) -> Result<Router<S>, tower_http::csrf::ConfigError>
where
    S: Clone + Send + Sync + 'static,
{
    let mut csrf = CsrfLayer::new();
    for origin in &site.trusted_origins {
        csrf = csrf.add_trusted_origin(origin)?;
    }
    let csrf = csrf.with_rejection_response(|_| foreign());
    let https = site.https;
    Ok(router.layer(csrf).layer(from_fn(move |request, next| with_headers(https, request, next))))
}

/// Adds what the answer does not say itself.
async fn with_headers(https: bool, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if https {
        let value = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(STRICT_TRANSPORT_SECURITY, value);
    }
    response
}

/// A form sent from another site.
fn foreign() -> Response {
    let shell = Shell::anonymous(Locale::default(), "/");
    Page::with_status(ErrorKind::Foreign.status(), ErrorPage::new(shell, ErrorKind::Foreign)).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Method, StatusCode};
    use axum::routing::{get, post};
    use tower::ServiceExt;

    use super::*;

    async fn answer(method: Method, path: &str, headers: &[(&str, &str)]) -> Response {
        let router = Router::new()
            .route("/", get(async || "page"))
            .route("/act", post(async || "done"))
            .route("/file", get(async || ([(CACHE_CONTROL, "public, immutable")], "file")));
        let site = Site { https: true, ..Site::default() };
        let mut request = Request::builder().method(method).uri(path).header("host", "maillage.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        protect(router, &site).expect("no trusted origin").oneshot(request).await.expect("infallible")
    }

    #[tokio::test]
    async fn every_answer_carries_the_headers() {
        for (path, status) in [("/", StatusCode::OK), ("/nowhere", StatusCode::NOT_FOUND)] {
            let response = answer(Method::GET, path, &[]).await;
            assert_eq!(response.status(), status);
            assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
            assert!(response.headers().contains_key(STRICT_TRANSPORT_SECURITY));
            let csp = response.headers()[CONTENT_SECURITY_POLICY].to_str().expect("ascii");
            assert!(csp.starts_with("default-src 'none'") && !csp.contains("unsafe"), "{csp}");
        }
        assert_eq!(answer(Method::GET, "/file", &[]).await.headers()[CACHE_CONTROL], "public, immutable");
    }

    #[tokio::test]
    async fn a_form_from_another_site_is_refused() {
        let post = async |headers: &[(&str, &str)]| answer(Method::POST, "/act", headers).await.status();
        assert_eq!(post(&[("sec-fetch-site", "same-origin")]).await, StatusCode::OK);
        assert_eq!(post(&[("sec-fetch-site", "cross-site")]).await, StatusCode::FORBIDDEN);
        assert_eq!(post(&[("sec-fetch-site", "same-site")]).await, StatusCode::FORBIDDEN);
        assert_eq!(post(&[("origin", "https://evil.test")]).await, StatusCode::FORBIDDEN);
        assert_eq!(post(&[("origin", "https://maillage.test")]).await, StatusCode::OK);
        let refused = answer(Method::POST, "/act", &[("sec-fetch-site", "cross-site")]).await;
        assert!(refused.headers().contains_key(CONTENT_SECURITY_POLICY));
    }
}
