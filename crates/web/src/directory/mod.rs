//! The directory: professionals, the structures they work in, what they do in which programme.

mod acts;
mod both;
mod list;
mod practice;
mod professional;
mod professional_form;
mod role_form;
pub(crate) mod samples;
mod structure;
mod structure_form;
mod words;

use care::{Error, Fault};
use policy::{Action, Resource};

use crate::failure::Failure;
use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};
use crate::visit::Visit;

const SUBJECT: &str = "directory";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/directory", SUBJECT, SignedIn, list::show),
        post("/directory/search", SUBJECT, SignedIn, list::search),
        get("/directory/professionals/new", SUBJECT, SignedIn, professional_form::blank),
        post("/directory/professionals", SUBJECT, SignedIn, professional_form::create),
        get("/directory/professionals/{professional}", SUBJECT, SignedIn, professional::show),
        get("/directory/professionals/{professional}/edit", SUBJECT, SignedIn, professional_form::edit),
        post("/directory/professionals/{professional}/edit", SUBJECT, SignedIn, professional_form::correct),
        get("/directory/professionals/{professional}/roles/new", SUBJECT, SignedIn, role_form::blank),
        post("/directory/professionals/{professional}/roles", SUBJECT, SignedIn, role_form::give),
        post("/directory/professionals/{professional}/roles/{role}/end", SUBJECT, SignedIn, acts::end_role),
        post(
            "/directory/professionals/{professional}/roles/{role}/memberships",
            SUBJECT,
            SignedIn,
            acts::join,
        ),
        post(
            "/directory/professionals/{professional}/memberships/{membership}/end",
            SUBJECT,
            SignedIn,
            acts::leave,
        ),
        get("/directory/practices/{practice}", SUBJECT, SignedIn, practice::show),
        post("/directory/practices/{practice}/offers", SUBJECT, SignedIn, practice::record),
        get("/directory/structures/new", SUBJECT, SignedIn, structure_form::blank),
        post("/directory/structures", SUBJECT, SignedIn, structure_form::create),
        get("/directory/structures/{structure}", SUBJECT, SignedIn, structure::show),
        get("/directory/structures/{structure}/edit", SUBJECT, SignedIn, structure_form::edit),
        post("/directory/structures/{structure}/edit", SUBJECT, SignedIn, structure_form::correct),
    ]
}

/// Whoever keeps the directory; anybody else is refused before a form is shown.
fn may_manage(visit: &Visit) -> Result<(), Failure> {
    visit.ctx.permit(Action::ManageDirectory, &Resource::Territory(visit.ctx.territory()))?;
    Ok(())
}

/// Faults that would read the same for several fields say of which field they are.
fn precise(error: Error) -> Error {
    let Error::Invalid(faults) = error else { return error };
    let key = |fault: &Fault| match (fault.field, fault.key) {
        ("given", "fault-required") => "fault-given-required",
        ("family", "fault-required") => "fault-family-required",
        ("name", "fault-required") => "fault-structure-name-required",
        ("rpps", "fault-taken") => "fault-rpps-taken",
        ("kind", "fault-choice") => "fault-kind-required",
        ("profession", "fault-choice") => "fault-profession-required",
        _ => fault.key,
    };
    Error::Invalid(faults.into_iter().map(|fault| Fault { key: key(&fault), ..fault }).collect())
}

/// What was just done, for the head of a page.
fn notice(visit: &Visit, done: Option<&str>) -> Option<crate::shell::Notice> {
    let words = visit.t().by_key(&format!("done-directory-{}", done?))?;
    Some(crate::shell::Notice::done(words))
}

/// « ?done=created ».
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Done {
    done: Option<String>,
    after: Option<String>,
}
