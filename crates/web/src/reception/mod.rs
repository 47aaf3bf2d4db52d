//! Reception: the book of arrivals of a structure, what becomes of each arrival, and who it was.

mod book;
mod new;
mod one;
pub(crate) mod samples;
mod who;
mod words;

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "reception";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/reception", SUBJECT, SignedIn, book::show),
        get("/reception/arrivals/new", SUBJECT, SignedIn, new::form),
        post("/reception/arrivals", SUBJECT, SignedIn, new::save),
        get("/reception/arrivals/{arrival}", SUBJECT, SignedIn, one::show),
        post("/reception/arrivals/{arrival}/orientation", SUBJECT, SignedIn, one::orient),
        post("/reception/arrivals/{arrival}/outcome", SUBJECT, SignedIn, one::outcome),
        post("/reception/arrivals/{arrival}/mistake", SUBJECT, SignedIn, one::mistake),
        get("/reception/arrivals/{arrival}/person", SUBJECT, SignedIn, who::form),
        post("/reception/arrivals/{arrival}/search", SUBJECT, SignedIn, who::search),
        post("/reception/arrivals/{arrival}/person", SUBJECT, SignedIn, who::recognise),
    ]
}
