//! Opening a record for a vital need, and the review of each attempt.

mod attempt;
mod review;
pub(crate) mod samples;

use crate::registry::Access::{SignedIn, SteppedUp};
use crate::registry::{Route, get, post};

const SUBJECT: &str = "break_glass";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/break-glass", SUBJECT, SignedIn, attempt::form),
        post("/break-glass", SUBJECT, SignedIn, attempt::make),
        post("/persons/{person}/vital-need/close", SUBJECT, SignedIn, attempt::close),
        get("/break-glass/reviews", SUBJECT, SteppedUp, review::queue),
        get("/break-glass/reviews/{attempt}", SUBJECT, SteppedUp, review::show),
        post("/break-glass/reviews/{attempt}", SUBJECT, SteppedUp, review::review),
    ]
}
