//! The prevention plan of a person: what to think of, why, since when; what is noted about it.

mod plan;
pub(crate) mod samples;
mod words;

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "prevention";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/persons/{person}/prevention", SUBJECT, SignedIn, plan::show),
        post("/persons/{person}/prevention", SUBJECT, SignedIn, plan::note),
    ]
}
