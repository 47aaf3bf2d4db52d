//! The pages of the advice line.

mod acts;
mod answer;
mod ask;
mod board;
mod consultation;
mod emergency;
mod files;
mod list;
mod page;
pub(crate) mod samples;
mod snippets;
pub(crate) mod words;

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "requests/advice";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/requests", SUBJECT, SignedIn, list::requests),
        get("/requests/new", SUBJECT, SignedIn, emergency::screen),
        post("/requests/new", SUBJECT, SignedIn, emergency::decide),
        get("/requests/{advice}", SUBJECT, SignedIn, page::show),
        get("/requests/{advice}/ask", SUBJECT, SignedIn, ask::form),
        post("/requests/{advice}/ask", SUBJECT, SignedIn, ask::check),
        post("/requests/{advice}/ask/draft", SUBJECT, SignedIn, ask::save),
        get("/requests/{advice}/review", SUBJECT, SignedIn, ask::review),
        post("/requests/{advice}/send", SUBJECT, SignedIn, ask::send),
        post("/requests/{advice}/files", SUBJECT, SignedIn, files::attach),
        get("/requests/{advice}/files/{file}", SUBJECT, SignedIn, files::download),
        post("/requests/{advice}/files/{file}/remove", SUBJECT, SignedIn, files::remove),
        post("/requests/{advice}/triage", SUBJECT, SignedIn, acts::triage),
        post("/requests/{advice}/accept", SUBJECT, SignedIn, acts::accept),
        post("/requests/{advice}/release", SUBJECT, SignedIn, acts::release),
        post("/requests/{advice}/ask-back", SUBJECT, SignedIn, acts::ask_back),
        post("/requests/{advice}/complete", SUBJECT, SignedIn, acts::complete),
        post("/requests/{advice}/message", SUBJECT, SignedIn, acts::message),
        post("/requests/{advice}/redirect", SUBJECT, SignedIn, acts::redirect),
        post("/requests/{advice}/decline", SUBJECT, SignedIn, acts::decline),
        post("/requests/{advice}/cancel", SUBJECT, SignedIn, acts::cancel),
        post("/requests/{advice}/close", SUBJECT, SignedIn, acts::close),
        post("/requests/{advice}/answer", SUBJECT, SignedIn, answer::check),
        post("/requests/{advice}/answer/draft", SUBJECT, SignedIn, answer::save),
        get("/requests/{advice}/answer/preview", SUBJECT, SignedIn, answer::preview),
        post("/requests/{advice}/answer/send", SUBJECT, SignedIn, answer::send),
        get("/requests/{advice}/letter", SUBJECT, SignedIn, files::letter),
        post("/consultations/{consultation}/times", SUBJECT, SignedIn, consultation::times),
        post("/consultations/{consultation}/book", SUBJECT, SignedIn, consultation::book),
        post("/consultations/{consultation}/outcome", SUBJECT, SignedIn, consultation::outcome),
        post("/consultations/{consultation}/again", SUBJECT, SignedIn, consultation::again),
        get("/programs/{program}/board", SUBJECT, SignedIn, board::show),
        get("/account/snippets", SUBJECT, SignedIn, snippets::list),
        post("/account/snippets", SUBJECT, SignedIn, snippets::add),
        post("/account/snippets/{snippet}/remove", SUBJECT, SignedIn, snippets::remove),
    ]
}
