//! The forms engine, from outside.
#![expect(clippy::unwrap_used, reason = "the lint knows test functions, not the helpers beside them")]

mod documented;
mod evaluating;
mod examples;
mod filling;
mod random;
mod reading;
mod responding;
mod shipped;

use forms::{Fault, Questionnaire, Why};
use serde_json::{Value as Json, json};

/// A questionnaire with these items.
fn with_items(items: Json) -> Json {
    json!({"resourceType": "Questionnaire", "url": "https://maillage.example/q", "version": "1", "status": "active", "item": items})
}

/// It is sound.
fn sound(questionnaire: &Json) -> Questionnaire {
    Questionnaire::read(questionnaire.to_string().as_bytes()).unwrap()
}

/// It is not.
fn faults(questionnaire: &Json) -> Vec<(String, Why)> {
    let faults = Questionnaire::read(questionnaire.to_string().as_bytes()).unwrap_err();
    faults.into_iter().map(|Fault { path, why }| (path, why)).collect()
}

/// The time of Paris, whatever the machine knows of it.
fn paris() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
}

const SD: &str = "http://hl7.org/fhir/StructureDefinition";
const OURS: &str = "https://maillage.example/fhir/StructureDefinition";

/// An extension of HL7's.
fn hl7(name: &str, value: &str, content: Json) -> Json {
    json!({"url": format!("{SD}/{name}"), value: content})
}

/// A code that counts.
fn option(code: &str, ordinal: i32) -> Json {
    json!({"valueCoding": {"system": "urn:x", "code": code}, "extension": [hl7("ordinalValue", "valueDecimal", ordinal.into())]})
}
