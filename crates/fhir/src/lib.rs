//! FHIR R4 (4.0.1) as far as a record needs it: the resources in which clinical facts travel, and the Bundle around them.
//!
//! Reading is strict, so that nothing is lost in silence: an element that R4 does not have, a value of another type, a key
//! that stands twice, are each told with their path. What an element means is said elsewhere; this crate knows no subject.

mod bundle;
mod code;
mod datatypes;
mod date;
mod documents;
mod json;
mod node;
mod primitive;
mod resources;

pub use bundle::{Bundle, BundleEntry, Request};
pub use code::system;
pub use datatypes::{
    Annotation, CodeableConcept, Coding, Dosage, Identifier, Meta, Period, Quantity, Reaction, Reference,
};
pub use date::{DateTime, NotADate};
pub use documents::{Attester, Composition, DocumentSection, Narrative, narrative};
pub use json::{Broken, parse};
pub use node::{Element, Fault, Field, Node, Part, Why, read};
pub use primitive::{Decimal, Raw};
pub use resources::{
    AllergyIntolerance, Attachment, Component, Condition, DocumentContent, DocumentContext,
    DocumentReference, Immunization, MedicationStatement, Observation, Patient, Procedure,
};

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn everything_that_is_wrong_is_told_with_its_path() {
        let wrong = json!({
            "resourceType": "Condition", "code": {"coding": [{"sytem": "x", "code": 3}], "text": " "},
            "onsetDateTime": "12/05/2026", "note": {}, "severety": "mild", "implicitRules": "x", "stage": [{"type": null}]
        });
        let told: Vec<_> = read::<Condition>("Condition", wrong).unwrap_err();
        let told: Vec<_> = told.iter().map(|it| (it.path.as_str(), it.why)).collect();
        assert_eq!(
            told,
            [
                ("Condition.code.coding[0].code", Why::WrongType),
                ("Condition.code.coding[0].sytem", Why::Unknown),
                ("Condition.code.text", Why::Empty),
                ("Condition.implicitRules", Why::Modifies),
                ("Condition.note", Why::WrongType),
                ("Condition.onsetDateTime", Why::NotADate),
                ("Condition.severety", Why::Unknown),
                ("Condition.stage[0].type", Why::Empty),
            ]
        );
    }

    #[test]
    fn what_is_read_is_written_again() {
        let told = json!({
            "id": "a", "meta": {"tag": [{"system": "s", "code": "c"}]},
            "code": {"coding": [{"system": system::ICD10, "code": "F32.1", "userSelected": true}], "text": "Épisode"},
            "onsetPeriod": {"start": "1998", "end": "1998-03"}, "bodySite": [{"text": "Bras"}],
            "subject": {"reference": "urn:uuid:1"}, "note": [{"text": "…", "time": "2026-11-23T10:42:00+01:00"}]
        });
        let read: Condition = read("Condition", told.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), told);
    }
}
