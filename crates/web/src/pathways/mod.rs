//! Pathways: the board of who is where and what is late, the pathways of a person, and one with its steps.

mod board;
mod list;
mod one;
pub(crate) mod samples;
mod words;

pub(crate) use board::line as board_line;
pub(crate) use words::told;

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "pathways";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/pathways", SUBJECT, SignedIn, board::show),
        get("/persons/{person}/pathways", SUBJECT, SignedIn, list::show),
        post("/persons/{person}/pathways", SUBJECT, SignedIn, list::begin),
        get("/pathways/{pathway}", SUBJECT, SignedIn, one::show),
        post("/pathways/{pathway}", SUBJECT, SignedIn, one::record),
    ]
}
