//! The front end inside the binary: `/assets/…`, each file named by its content and kept for ever by the browser.

use std::borrow::Cow;

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

#[derive(RustEmbed)]
#[folder = "dist/"]
struct Dist;

/// `GET /assets/{name}`.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some((encoding, bytes)) = find(&name, accepted) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(&name)));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// The smallest form of a file that the browser takes.
fn find(name: &str, accepted: &str) -> Option<(Option<&'static str>, Bytes)> {
    if name.ends_with(".br") || name.ends_with(".gz") {
        return None;
    }
    let takes = |coding: &str| {
        accepted.split(',').any(|it| it.split(';').next().is_some_and(|it| it.trim() == coding))
    };
    let smaller = [("br", "br"), ("gzip", "gz")].into_iter().filter(|(coding, _)| takes(coding));
    let packed =
        smaller.into_iter().find_map(|(coding, end)| Some((Some(coding), bytes(&format!("{name}.{end}"))?)));
    packed.or_else(|| Some((None, bytes(name)?)))
}

fn bytes(name: &str) -> Option<Bytes> {
    Dist::get(name).map(|file| match file.data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn get(path: &str, encoding: &'static str) -> Response {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(encoding));
        serve(Path(path.trim_start_matches("/assets/").to_owned()), headers).await
    }

    #[tokio::test]
    async fn every_path_leads_to_a_file() {
        for path in [MAIN_CSS, MORE_CSS, MAIN_JS, FONT, FAVICON, ICONS, NOTICES] {
            let response = get(path, "").await;
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert!(response.headers()[CACHE_CONTROL].to_str().expect("ascii").contains("immutable"));
        }
        assert_eq!(get("/assets/nothing.css", "").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(get(&format!("{MAIN_CSS}.br"), "br").await.status(), StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn the_browser_gets_the_smallest_form_it_takes() {
        for (accepted, coding) in [("gzip, br", Some("br")), ("gzip;q=0.5", Some("gzip")), ("identity", None)]
        {
            let response = get(MAIN_CSS, accepted).await;
            let got = response.headers().get(CONTENT_ENCODING).map(|it| it.to_str().expect("ascii"));
            assert_eq!(got, coding);
        }
    }

    /// The first page of somebody who has nothing in their browser’s store stays under 60 kB, the page itself (4 kB)
    /// included, even for a proxy that knows gzip alone.
    #[test]
    fn the_first_page_is_light() {
        let weight: usize = [MAIN_CSS, MAIN_JS, FONT, FAVICON, ICONS]
            .iter()
            .map(|path| find(path.trim_start_matches("/assets/"), "gzip").expect("embedded").1.len())
            .sum();
        assert!(weight < 56_000, "{weight} bytes");
    }
}
