//! The rights of a person: one line an application (until when, since when at which body, blocked by what), and one
//! application with its pieces, its history and what can happen next.

mod board;
mod catalogue;
mod evidence;
mod export;
mod glance;
mod list;
mod one;
pub(crate) mod samples;
mod words;

pub(crate) use export::{CSV, file};
pub(crate) use glance::{GlanceLine, glance, owed_band};
pub(crate) use words::{days_left, line, short, state};

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "rights";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/rights", SUBJECT, SignedIn, board::show),
        get("/rights/export.csv", SUBJECT, SignedIn, export::csv),
        get("/rights/export.xlsx", SUBJECT, SignedIn, export::xlsx),
        get("/rights/catalogue", SUBJECT, SignedIn, catalogue::list),
        get("/rights/catalogue/{right}", SUBJECT, SignedIn, catalogue::show),
        post("/rights/catalogue/{right}", SUBJECT, SignedIn, catalogue::correct),
        post("/rights/catalogue/{right}/restore", SUBJECT, SignedIn, catalogue::restore),
        get("/persons/{person}/rights", SUBJECT, SignedIn, list::list),
        post("/persons/{person}/rights", SUBJECT, SignedIn, list::begin),
        get("/rights/{application}", SUBJECT, SignedIn, one::show),
        post("/rights/{application}", SUBJECT, SignedIn, one::record),
        post("/rights/{application}/mistakes", SUBJECT, SignedIn, one::take_back),
        post("/rights/{application}/files", SUBJECT, SignedIn, evidence::join),
        get("/rights/{application}/files/{file}", SUBJECT, SignedIn, evidence::download),
        post("/rights/{application}/files/{file}/remove", SUBJECT, SignedIn, evidence::remove),
    ]
}
