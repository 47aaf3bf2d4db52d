//! Serves every page with made-up contents: `cargo run --example shell`, then <http://127.0.0.1:8090/>.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use std::fmt::Write;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use web::i18n::T;
use web::shell::{Compare, FormState, Fragment, Options, Saved, Suggestion, language, security, see_other};
use web::{assets, samples};

#[tokio::main]
async fn main() {
    let router = Router::new()
        .route("/", get(index))
        .route("/assets/{name}", get(assets::serve))
        .route("/language", post(language::switch))
        .route("/persons/search", post(search))
        .route("/components/draft", post(draft))
        .route("/components", post(accepted))
        .route("/logout", post(accepted))
        .route("/help/keys", get(async |headers: HeaderMap| sample("KeysPage", "first", &headers)))
        .route("/{page}/{state}", get(page).post(page));
    let router = security::protect(router, &security::Site::default()).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8090").await.unwrap();
    println!("http://{}/", listener.local_addr().unwrap());
    axum::serve(listener, router).await.unwrap();
}

async fn index(headers: HeaderMap) -> Html<String> {
    let mut list = String::from("<!doctype html><title>Samples</title><h1>Samples</h1><ul>");
    for it in samples::all().into_iter().filter(|it| it.locale == language::of(&headers)) {
        let _ = write!(list, "<li><a href=\"/{0}/{1}\">{0} {1}</a>", it.page, it.state);
    }
    Html(list)
}

async fn page(Path((page, state)): Path<(String, String)>, headers: HeaderMap) -> Response {
    sample(&page, &state, &headers)
}

fn sample(page: &str, state: &str, headers: &HeaderMap) -> Response {
    let locale = language::of(headers);
    let found =
        samples::all().into_iter().find(|it| it.page == page && it.state == state && it.locale == locale);
    found.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |it| Html(it.html).into_response())
}

/// Accepts anything, but for a question that asks for a refusal.
async fn accepted(headers: HeaderMap, body: Bytes) -> Response {
    let form = FormState::from_body("form", &body);
    let refused = |page, state, status: StatusCode| (status, sample(page, state, &headers)).into_response();
    match form.value("question") {
        "expired" => refused("ErrorPage", "expired", StatusCode::UNAUTHORIZED),
        "bug" => refused("ErrorPage", "bug", StatusCode::INTERNAL_SERVER_ERROR),
        "rejected" => refused("ComponentsPage", "all", StatusCode::UNPROCESSABLE_ENTITY),
        _ => see_other("/KeysPage/first"),
    }
}

async fn draft(headers: HeaderMap, body: Bytes) -> Response {
    match FormState::from_body("form", &body).value("question") {
        "expired" => return StatusCode::UNAUTHORIZED.into_response(),
        "conflict" => {
            let versions = Compare::new("A", "un deux", "B", "un trois");
            return (StatusCode::CONFLICT, Fragment(versions)).into_response();
        }
        _ => {}
    }
    Fragment(Saved::at(T::new(language::of(&headers)), "10 h 42").version(4)).into_response()
}

async fn search() -> Response {
    let suggestion = |id: &str, label: &str, detail: &str| Suggestion {
        id: id.to_owned(),
        label: label.to_owned(),
        detail: detail.to_owned(),
        href: Some("/KeysPage/first".to_owned()),
    };
    Fragment(Options {
        found: vec![
            suggestion("a", "Nadia Ferhat", "14 mars 1979 · Saint-Pierre-des-Corps · INS qualifiée"),
            suggestion("b", "Nabil Férat", "2 mai 1988 · Tours · identité provisoire"),
        ],
        other: Some(suggestion("", "Créer une personne", "si elle n’est pas dans la liste")),
    })
    .into_response()
}
