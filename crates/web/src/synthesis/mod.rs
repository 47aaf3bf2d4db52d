//! The synthesis of a pathway: composed from the record, completed, signed, its letters and its document.

mod compose;
mod document;
mod edit;
mod files;
pub(crate) mod samples;
mod show;
mod words;

pub(crate) use words::status;

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "synthesis";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        post("/pathways/{pathway}/synthesis", SUBJECT, SignedIn, compose::compose),
        get("/syntheses/{synthesis}", SUBJECT, SignedIn, show::show),
        get("/syntheses/{synthesis}/text", SUBJECT, SignedIn, edit::form),
        post("/syntheses/{synthesis}/text", SUBJECT, SignedIn, edit::save),
        post("/syntheses/{synthesis}/draft", SUBJECT, SignedIn, edit::autosave),
        post("/syntheses/{synthesis}/signature", SUBJECT, SignedIn, show::sign),
        post("/syntheses/{synthesis}/drop", SUBJECT, SignedIn, show::drop),
        get("/syntheses/{synthesis}/letter", SUBJECT, SignedIn, files::letter),
        get("/syntheses/{synthesis}/letter-for-the-person", SUBJECT, SignedIn, files::for_the_person),
        get("/syntheses/{synthesis}/fhir", SUBJECT, SignedIn, document::download),
    ]
}
