//! The person's own access: what a professional hands over, and the page that the person opens with it.

mod desk;
mod door;
mod looked;
mod page;
mod paper;
pub(crate) mod samples;
mod says;
mod words;

use crate::registry::Access::{Public, SignedIn};
use crate::registry::{Route, get, post};

const SUBJECT: &str = "own";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/persons/{person}/own", SUBJECT, SignedIn, desk::show),
        post("/persons/{person}/own", SUBJECT, SignedIn, desk::hand_over),
        get("/persons/{person}/own/print", SUBJECT, SignedIn, paper::show),
        post("/persons/{person}/own/{question}", SUBJECT, SignedIn, desk::answer),
        get("/own", SUBJECT, Public, page::show),
        get("/own/looked", SUBJECT, Public, looked::show),
        post("/own/questions", SUBJECT, Public, says::ask),
        post("/own/withdrawals", SUBJECT, Public, says::withdraw),
        post("/own/leave", SUBJECT, Public, door::leave),
        get("/own/open/{token}", SUBJECT, Public, door::look),
        post("/own/open/{token}", SUBJECT, Public, door::enter),
    ]
}
