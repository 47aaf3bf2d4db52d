//! The journal: who did what, when, on what ground.

mod asked;
mod entry;
mod export;
mod page;
mod person;
pub(crate) mod samples;
#[cfg(test)]
mod tests;
pub(crate) mod words;

use crate::registry::Access::SteppedUp;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "journal";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/journal", SUBJECT, SteppedUp, page::show),
        get("/journal/export", SUBJECT, SteppedUp, export::csv),
        post("/journal/verify", SUBJECT, SteppedUp, page::verify),
        get("/journal/person", SUBJECT, SteppedUp, person::form),
        post("/journal/person", SUBJECT, SteppedUp, person::seek),
        get("/journal/{event}", SUBJECT, SteppedUp, entry::show),
    ]
}
