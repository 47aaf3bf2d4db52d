//! A fact of the record as a resource of FHIR, and what every sort has in common.

use care::record::{Content, Fact, Sort, Status, Told};
use fhir::{Annotation, Attachment, CodeableConcept, DateTime, Identifier, Reference, system};
use serde_json::{Map, Value};

use super::kept::Kept;
use super::terms::Labels;
use super::{allergy, condition, document, immunization, medication, observation, procedure, response};
use crate::words::zone;

/// What a resource is made of.
#[derive(Debug, Clone)]
pub(super) struct Telling<'a> {
    /// What the entry says.
    pub(super) content: &'a Content,
    /// When it happened or began.
    pub(super) at: Option<DateTime>,
    /// Until when it lasted.
    pub(super) until: Option<DateTime>,
    /// Where it stands.
    pub(super) status: Status,
    /// It was corrected since.
    pub(super) corrected: bool,
    /// Who wrote it, and when; absent for what comes from elsewhere, which says so itself.
    pub(super) written: Option<(&'a str, DateTime)>,
    /// About whom.
    pub(super) subject: Option<Reference>,
    /// The files joined to it.
    pub(super) files: Vec<Attachment>,
}

impl Telling<'_> {
    /// Whether it was made by mistake.
    pub(super) fn withdrawn(&self) -> bool {
        self.status == Status::Withdrawn
    }

    /// Who wrote it.
    pub(super) fn author(&self) -> Option<Reference> {
        self.written.as_ref().map(|(name, _)| named(name))
    }

    /// When they wrote it.
    pub(super) fn recorded(&self) -> Option<DateTime> {
        self.written.as_ref().map(|(_, at)| at.clone())
    }

    /// The free words.
    pub(super) fn notes(&self) -> Vec<Annotation> {
        note(self.content.text())
    }
}

/// Somebody, by name.
fn named(name: &str) -> Reference {
    Reference { display: Some(name.to_owned()), ..Reference::default() }
}

/// Words as a note.
fn note(text: Option<&str>) -> Vec<Annotation> {
    text.map(|text| Annotation { text: Some(text.to_owned()), ..Annotation::default() }).into_iter().collect()
}

/// Something by its name.
pub(super) fn label(text: &str) -> CodeableConcept {
    CodeableConcept { text: Some(text.to_owned()), ..CodeableConcept::default() }
}

/// A moment of the record as FHIR tells it; nothing for what is not known.
pub(super) fn date(told: Told) -> Option<DateTime> {
    match told {
        Told::Unknown => None,
        Told::Year(date) => Some(DateTime::Year(date.year())),
        Told::Month(date) => Some(DateTime::Month(date.year(), date.month())),
        Told::Day(date) => Some(DateTime::Day(date)),
        Told::Instant(at) => Some(DateTime::instant(at, zone())),
    }
}

/// The resource of a sort.
pub(super) const fn type_of(sort: Sort) -> Option<&'static str> {
    Some(match sort {
        Sort::Problem => "Condition",
        Sort::Treatment => "MedicationStatement",
        Sort::Allergy => "AllergyIntolerance",
        Sort::Measurement => "Observation",
        Sort::Vaccination => "Immunization",
        Sort::Procedure => "Procedure",
        Sort::Document => "DocumentReference",
        Sort::Assessment => "QuestionnaireResponse",
        _ => return None,
    })
}

/// A fact as a resource; nothing for what is no clinical fact.
pub(super) fn resource(it: &Telling<'_>) -> Option<Map<String, Value>> {
    let told = match it.content {
        Content::Problem { label, icd10, .. } => json(&condition::tell(it, label, icd10.as_ref())),
        Content::Treatment { label, dosage, .. } => json(&medication::tell(it, label, dosage.as_deref())),
        Content::Allergy { label, severity, .. } => json(&allergy::tell(it, label, *severity)),
        Content::Measurement { measure, value, .. } => json(&observation::tell(it, *measure, *value)),
        Content::Vaccination { label, .. } => json(&immunization::tell(it, label)),
        Content::Procedure { label, .. } => json(&procedure::tell(it, label)),
        Content::Document { document, label, .. } => json(&document::tell(it, *document, label)),
        Content::Assessment(assessed) => json(&response::tell(it, assessed)),
        _ => return None,
    };
    let mut told = told?;
    told.insert("resourceType".to_owned(), type_of(it.content.sort())?.into());
    Some(told)
}

fn json(resource: &impl serde::Serialize) -> Option<Map<String, Value>> {
    match serde_json::to_value(resource) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    }
}

/// An identifier that is an address: `urn:uuid:…`.
pub(crate) fn own_identifier(id: &str) -> Identifier {
    Identifier {
        system: Some(system::URI.to_owned()),
        value: Some(format!("urn:uuid:{id}")),
        ..Identifier::default()
    }
}

/// A fact as it leaves the record: under its opaque identifier, with its labels, and with what its source said besides;
/// `files` are those joined to it.
pub(super) fn leaving(
    fact: &Fact,
    id: &str,
    person: &str,
    files: Vec<Attachment>,
) -> Option<Map<String, Value>> {
    let written = (fact.author.as_str(), DateTime::instant(fact.recorded_at, zone()));
    let mut told = resource(&Telling {
        content: &fact.content,
        at: date(fact.at),
        until: fact.until.and_then(date),
        status: fact.status,
        corrected: fact.changed,
        written: fact.source.is_none().then_some(written),
        subject: Some(about(person)),
        files,
    })?;
    let labels = Labels {
        compartment: Some(fact.compartment),
        restricted: fact.restricted,
        shared_with_social: fact.shared_with_social,
    };
    told.insert("id".to_owned(), id.into());
    told.insert("meta".to_owned(), Value::Object(json(&labels.meta())?));
    let identifier = Value::Object(json(&own_identifier(id))?);
    // A response has one identifier, everything else a list of them.
    let one = fact.content.sort() == Sort::Assessment;
    told.insert("identifier".to_owned(), if one { identifier } else { Value::Array(vec![identifier]) });
    if let Some(source) = &fact.source {
        let same_state = source.same_dates && fact.status != Status::Withdrawn;
        let parts: Vec<Option<i64>> = fact.documents.iter().map(|it| it.part).collect();
        Kept::read(&source.kept).put_back(&mut told, source.same_content, same_state, &parts);
    }
    Some(told)
}

/// The person, by their opaque identifier alone.
pub(super) fn about(person: &str) -> Reference {
    Reference {
        reference: Some(format!("urn:uuid:{person}")),
        r#type: Some("Patient".to_owned()),
        ..Reference::default()
    }
}
