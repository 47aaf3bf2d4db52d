//! Clinical facts as FHIR R4, out and in: what maps to what, and how nothing is lost, is written in `docs/fhir.md`.

mod allergy;
mod condition;
mod document;
mod export;
mod immunization;
mod kept;
mod medication;
mod medicines;
mod observation;
mod procedure;
mod reading;
mod response;
pub(crate) mod samples;
mod subject;
mod take;
mod tell;
mod terms;
#[cfg(test)]
mod tests;
mod understand;
pub(crate) mod words;

pub(crate) use export::FHIR;
pub(crate) use tell::own_identifier;

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "fhir";

/// Largest body, in bytes: the largest file as a form writes it, in which a quote or a bracket takes three bytes, a letter of
/// base64 one.
const LARGEST_BODY: usize = 2 * reading::LARGEST;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/persons/{person}/record/fhir", SUBJECT, SignedIn, export::download),
        get("/persons/{person}/record/bundle", SUBJECT, SignedIn, take::form),
        post("/persons/{person}/record/bundle", SUBJECT, SignedIn, take::preview).largest(LARGEST_BODY),
        post("/persons/{person}/record/bundle/entries", SUBJECT, SignedIn, take::take).largest(LARGEST_BODY),
    ]
}
