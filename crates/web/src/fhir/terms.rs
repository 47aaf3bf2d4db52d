//! What FHIR has no code for and the record has: where an entry stands, to whom it is opened, when an allergy was over.

use care::record::Sort;
use fhir::{CodeableConcept, Coding, Meta, system};
use policy::Compartment;

/// Code system of the parts of a record.
pub(super) const COMPARTMENT: &str = "https://maillage.example/fhir/CodeSystem/compartment";
/// Code system of those to whom an entry is opened beyond its part of the record.
pub(super) const OPENED: &str = "https://maillage.example/fhir/CodeSystem/opened-to";
/// The social members of the team.
const SOCIAL: &str = "social";
/// Code system of the kinds of documents.
pub(super) const DOCUMENT: &str = "https://maillage.example/fhir/CodeSystem/document-kind";
/// The words on a document, which FHIR gives no note.
pub(super) const WORDS: &str = "https://maillage.example/fhir/StructureDefinition/words";
/// The last day of what FHIR gives no end: an allergy.
pub(super) const ENDED: &str = "https://maillage.example/fhir/StructureDefinition/ended-on";

/// A code, alone.
pub(super) fn coding(system: &str, code: &str) -> Coding {
    Coding { system: Some(system.to_owned()), code: Some(code.to_owned()), ..Coding::default() }
}

/// A concept that is a code of FHIR's own.
pub(super) fn concept(system: &str, code: &str) -> CodeableConcept {
    CodeableConcept { coding: vec![coding(system, code)], ..CodeableConcept::default() }
}

/// The code that a concept has of this system.
pub(super) fn code_in<'a>(concept: &'a CodeableConcept, system: &str) -> Option<&'a str> {
    concept.coding.iter().find(|it| it.system.as_deref() == Some(system))?.code.as_deref()
}

/// The labels of an entry: where it stands, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Labels {
    /// The part of the record, where the source says it.
    pub(super) compartment: Option<Compartment>,
    /// Kept for its author and those named.
    pub(super) restricted: bool,
    /// Opened to the social members of the team.
    pub(super) shared_with_social: bool,
}

impl Labels {
    /// As they stand in a resource.
    pub(super) fn meta(self) -> Meta {
        let part = self.compartment.map(|it| coding(COMPARTMENT, it.as_str()));
        let opened = self.shared_with_social.then(|| coding(OPENED, SOCIAL));
        Meta {
            security: vec![coding(system::CONFIDENTIALITY, if self.restricted { "R" } else { "N" })],
            tag: part.into_iter().chain(opened).collect(),
            ..Meta::default()
        }
    }

    /// As a resource has them.
    ///
    /// # Errors
    /// The code of a label that asks for more care than the record knows how to take.
    pub(super) fn of(meta: &Meta) -> Result<Self, String> {
        let mut labels = Self::default();
        for label in &meta.security {
            let code = label.code.clone().unwrap_or_default();
            match (label.system.as_deref(), code.as_str()) {
                (Some(system::CONFIDENTIALITY), "U" | "L" | "M" | "N") => {}
                // Nobody but whoever takes it: never wider than its source has it.
                (Some(system::CONFIDENTIALITY), "R" | "V") => labels.restricted = true,
                _ => return Err(code),
            }
        }
        for tag in &meta.tag {
            match (tag.system.as_deref(), tag.code.as_deref()) {
                (Some(COMPARTMENT), Some(code)) => labels.compartment = code.parse().ok(),
                (Some(OPENED), Some(SOCIAL)) => labels.shared_with_social = true,
                _ => {}
            }
        }
        Ok(labels)
    }
}

/// Where a fact usually stands that comes without a label: what is told in psychiatry's codes stands with psychiatry.
pub(super) fn usual(sort: Sort, codes: &[CodeableConcept]) -> Compartment {
    const NERVOUS: [&str; 3] = ["N05", "N06", "N07B"];
    let mut all = codes.iter().flat_map(|it| &it.coding);
    let psychiatric = all.any(|it| {
        let code = it.code.as_deref().unwrap_or_default();
        match it.system.as_deref() {
            Some(system::ATC) => NERVOUS.iter().any(|it| code.starts_with(it)),
            Some(system) => is_icd10(system) && code.starts_with('F'),
            None => false,
        }
    });
    let places = sort.compartments();
    let there = if psychiatric { Compartment::Psychiatric } else { places[0] };
    if places.contains(&there) { there } else { places[0] }
}

/// Whether a system is the International Classification of Diseases, or its edition for a country.
pub(super) fn is_icd10(system: &str) -> bool {
    system == system::ICD10 || system::ICD10_EDITIONS.contains(&system)
}

/// Codes by which others say that there is nothing: read as a fact they would say the contrary.
pub(super) fn says_nothing(concept: &CodeableConcept) -> bool {
    const ABSENT: &str = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";
    const SNOMED: &str = "http://snomed.info/sct";
    // No known allergy, of drugs, of food, to the environment; no current problems; not on any medication.
    const NONE: [&str; 7] =
        ["716186003", "409137002", "429625007", "428607008", "160245001", "787481004", "716184000"];
    concept.coding.iter().any(|it| match it.system.as_deref() {
        Some(ABSENT) => true,
        Some(SNOMED) => it.code.as_deref().is_some_and(|code| NONE.contains(&code)),
        _ => false,
    })
}
