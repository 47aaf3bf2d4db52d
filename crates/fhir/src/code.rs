//! The code systems that are official, by their addresses.

/// Addresses of code systems.
pub mod system {
    /// International Classification of Diseases, tenth revision.
    pub const ICD10: &str = "http://hl7.org/fhir/sid/icd-10";
    /// Its editions for a country say the same codes under addresses of their own; the French one is the ATIH's.
    pub const ICD10_EDITIONS: [&str; 3] = [
        "http://hl7.org/fhir/sid/icd-10-fr",
        "https://smt.esante.gouv.fr/terminologie-cim-10",
        "urn:oid:2.16.840.1.113883.6.3",
    ];
    /// Logical Observation Identifiers Names and Codes.
    pub const LOINC: &str = "http://loinc.org";
    /// Unified Code for Units of Measure.
    pub const UCUM: &str = "http://unitsofmeasure.org";
    /// Anatomical Therapeutic Chemical classification.
    pub const ATC: &str = "http://www.whocc.no/atc";
    /// Whether a problem is there.
    pub const CONDITION_CLINICAL: &str = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    /// Whether a problem is certain.
    pub const CONDITION_VERIFICATION: &str = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    /// Why a problem is told.
    pub const CONDITION_CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/condition-category";
    /// Whether an allergy is there.
    pub const ALLERGY_CLINICAL: &str = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
    /// Whether an allergy is certain.
    pub const ALLERGY_VERIFICATION: &str =
        "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";
    /// What kind of observation.
    pub const OBSERVATION_CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
    /// Why something that must be said is not.
    pub const DATA_ABSENT: &str = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    /// How confidential.
    pub const CONFIDENTIALITY: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    /// What an identifier that is an address is in.
    pub const URI: &str = "urn:ietf:rfc:3986";
}
