//! Referrals: the list, those of a person, writing one, one with what happens to it.

mod list;
mod one;
mod person;
pub(crate) mod samples;
pub(crate) mod words;
mod write;

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "referral";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/referrals", SUBJECT, SignedIn, list::show),
        get("/persons/{person}/referrals", SUBJECT, SignedIn, person::show),
        get("/persons/{person}/referrals/new", SUBJECT, SignedIn, write::form),
        post("/persons/{person}/referrals", SUBJECT, SignedIn, write::send),
        post("/persons/{person}/referrals/draft", SUBJECT, SignedIn, write::autosave),
        get("/referrals/{referral}", SUBJECT, SignedIn, one::show),
        post("/referrals/{referral}", SUBJECT, SignedIn, one::record),
    ]
}
