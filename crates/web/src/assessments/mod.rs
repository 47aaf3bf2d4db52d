//! Questionnaires filled about a person: which can be, page by page while one is filled, and the answers once it is an entry
//! of the record.

mod answers;
mod asked;
mod files;
mod fill;
mod list;
pub(crate) mod samples;
mod shelf;
mod words;

pub(crate) use answers::{Answered, answered};
pub(crate) use words::title;

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "assessments";

/// Bytes of a file that is sent: the largest questionnaire, and what a form adds.
const LARGEST: usize = forms::limits::BYTES + 64 * 1024;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/questionnaires", SUBJECT, SignedIn, shelf::show),
        post("/questionnaires", SUBJECT, SignedIn, shelf::add).largest(LARGEST),
        get("/persons/{person}/assessments", SUBJECT, SignedIn, list::show),
        post("/persons/{person}/assessments", SUBJECT, SignedIn, list::begin),
        get("/assessments/{assessment}", SUBJECT, SignedIn, fill::show),
        post("/assessments/{assessment}", SUBJECT, SignedIn, fill::save),
        post("/assessments/{assessment}/draft", SUBJECT, SignedIn, fill::autosave),
        post("/assessments/{assessment}/asked", SUBJECT, SignedIn, fill::asked),
        get("/assessments/{assessment}/join/{field}", SUBJECT, SignedIn, files::form),
        post("/assessments/{assessment}/join/{field}", SUBJECT, SignedIn, files::join),
        get("/assessments/{assessment}/files/{file}", SUBJECT, SignedIn, files::download),
        post("/assessments/{assessment}/drop", SUBJECT, SignedIn, fill::drop),
    ]
}
