//! Persons: those in one's reach, their pages, and what people record about who they are, who is around them, what they
//! were told and said. What is typed never stands in an address.

mod areas;
mod edit;
mod evidence;
mod fields;
mod identity;
mod information;
mod invitation;
pub(crate) mod left;
mod list;
pub(crate) mod nearby;
mod new;
mod page;
mod professionals;
pub(crate) mod samples;
mod team;
mod timeline;
mod words;

pub(crate) use fields::{sexes, status_of};
pub(crate) use identity::who_and_where;
pub(crate) use invitation::{lede as invitation_lede, title as invitation_title};
pub(crate) use list::{detail as line_detail, line_name};
pub(crate) use words::{how, kind as member_kind, name, reason, said, short_date};

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "people";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/persons", SUBJECT, SignedIn, list::list),
        post("/persons/search", SUBJECT, SignedIn, list::search),
        get("/persons/new", SUBJECT, SignedIn, new::form),
        post("/persons/new", SUBJECT, SignedIn, new::create),
        post("/persons/new/communes", SUBJECT, SignedIn, new::communes),
        post("/persons/communes", SUBJECT, SignedIn, fields::suggest),
        post("/persons/professionals", SUBJECT, SignedIn, professionals::roles),
        post("/persons/practitioners", SUBJECT, SignedIn, professionals::practitioners),
        get("/persons/{person}", SUBJECT, SignedIn, page::show),
        get("/persons/{person}/nearby", SUBJECT, SignedIn, nearby::show),
        post("/persons/{person}/nearby", SUBJECT, SignedIn, nearby::search),
        get("/persons/{person}/timeline", SUBJECT, SignedIn, timeline::show),
        get("/persons/{person}/edit", SUBJECT, SignedIn, edit::form),
        post("/persons/{person}/edit", SUBJECT, SignedIn, edit::save),
        post("/persons/{person}/edit/communes", SUBJECT, SignedIn, edit::communes),
        get("/persons/{person}/identity", SUBJECT, SignedIn, identity::form),
        post("/persons/{person}/identity", SUBJECT, SignedIn, identity::check),
        get("/persons/{person}/team", SUBJECT, SignedIn, team::form),
        post("/persons/{person}/team", SUBJECT, SignedIn, team::add),
        post("/persons/{person}/team/{member}/end", SUBJECT, SignedIn, team::end),
        post(
            "/persons/{person}/team/invitations/{invitation}/withdraw",
            SUBJECT,
            SignedIn,
            invitation::withdraw,
        ),
        get("/invitations/{invitation}", SUBJECT, SignedIn, invitation::show),
        post("/invitations/{invitation}/accept", SUBJECT, SignedIn, invitation::accept),
        post("/invitations/{invitation}/decline", SUBJECT, SignedIn, invitation::decline),
        get("/persons/{person}/information", SUBJECT, SignedIn, information::form),
        post("/persons/{person}/information", SUBJECT, SignedIn, information::record),
        post("/persons/{person}/information/preview", SUBJECT, SignedIn, information::preview),
        post("/information/{fact}/files", SUBJECT, SignedIn, evidence::join),
        get("/information/{fact}/files/{file}", SUBJECT, SignedIn, evidence::download),
        post("/information/{fact}/files/{file}/remove", SUBJECT, SignedIn, evidence::remove),
    ]
}
