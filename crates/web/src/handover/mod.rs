//! Handing a person over to a doctor by a link: what is made for them, the door, and what they are given behind it.

mod answer;
mod door;
mod make;
mod received;
pub(crate) mod samples;

use crate::registry::Access::{Public, SignedIn};
use crate::registry::{Route, get, post};

const SUBJECT: &str = "handover";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        post("/pathways/{pathway}/handover", SUBJECT, SignedIn, make::make),
        get("/handover/open/{token}", SUBJECT, Public, door::look),
        post("/handover/open/{token}", SUBJECT, Public, received::enter),
        post("/handover/open/{token}/accept", SUBJECT, Public, answer::accept),
        post("/handover/open/{token}/decline", SUBJECT, Public, answer::decline),
        post("/handover/open/{token}/question", SUBJECT, Public, answer::ask),
        get("/handover/declined", SUBJECT, Public, answer::declined),
        get("/handover", SUBJECT, Public, received::show),
        get("/handover/letter", SUBJECT, Public, received::letter),
        post("/handover/leave", SUBJECT, Public, received::leave),
    ]
}
