//! Identity vigilance: records that may be one person, side by side, identity alone.

mod merges;
mod pair;
mod queue;
pub(crate) mod samples;
mod words;

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "vigilance";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/vigilance", SUBJECT, SignedIn, queue::show),
        get("/vigilance/merges", SUBJECT, SignedIn, merges::list),
        post("/vigilance/merges/{merge}/undo", SUBJECT, SignedIn, merges::undo),
        get("/vigilance/{pair}", SUBJECT, SignedIn, pair::show),
        post("/vigilance/{pair}/merge", SUBJECT, SignedIn, pair::merge),
        post("/vigilance/{pair}/distinct", SUBJECT, SignedIn, pair::distinct),
    ]
}
