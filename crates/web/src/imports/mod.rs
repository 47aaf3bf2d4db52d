//! A follow-up spreadsheet taken over: a file is chosen, its columns are named, what would become of its lines is read over,
//! then it is carried out; and undone, as long as nobody wrote about it since.

mod list;
mod map;
mod new;
mod one;
mod preview;
pub(crate) mod samples;
mod words;

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "imports";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/imports", SUBJECT, SignedIn, list::list),
        get("/imports/new", SUBJECT, SignedIn, new::form),
        post("/imports/new", SUBJECT, SignedIn, new::upload),
        get("/imports/{import}", SUBJECT, SignedIn, one::show),
        post("/imports/{import}", SUBJECT, SignedIn, map::map),
        get("/imports/{import}/preview", SUBJECT, SignedIn, preview::show),
        post("/imports/{import}/run", SUBJECT, SignedIn, preview::run),
        get("/imports/{import}/refused.csv", SUBJECT, SignedIn, preview::refused),
        post("/imports/{import}/undo", SUBJECT, SignedIn, one::undo),
    ]
}
