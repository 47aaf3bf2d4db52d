//! A person's record: writing an entry, reading one, correcting it, taking it back, saying that what lasted is over.
//! Who can read it is said before it is saved, and on its own page.

mod audience;
mod correct;
mod documents;
mod entry;
pub(crate) mod samples;
mod themes;
pub(crate) mod words;
mod write;

pub(crate) use audience::WhoReads;
pub(crate) use entry::ChangeLine;
pub(crate) use write::{audiences, members, places, readers, shared};

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "record";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/themes", SUBJECT, SignedIn, themes::show),
        get("/persons/{person}/entries/new", SUBJECT, SignedIn, write::form),
        post("/persons/{person}/entries", SUBJECT, SignedIn, write::save),
        post("/persons/{person}/entries/draft", SUBJECT, SignedIn, write::autosave),
        get("/entries/{entry}", SUBJECT, SignedIn, entry::show),
        get("/entries/{entry}/edit", SUBJECT, SignedIn, correct::form),
        post("/entries/{entry}/edit", SUBJECT, SignedIn, correct::save),
        post("/entries/{entry}/end", SUBJECT, SignedIn, entry::end),
        post("/entries/{entry}/withdraw", SUBJECT, SignedIn, entry::withdraw),
        post("/entries/{entry}/files", SUBJECT, SignedIn, documents::join),
        get("/entries/{entry}/files/{file}", SUBJECT, SignedIn, documents::download),
        post("/entries/{entry}/files/{file}/remove", SUBJECT, SignedIn, documents::remove),
    ]
}
