//! A signed synthesis as a document of FHIR R4: a Bundle that begins with its Composition. It is made of what was frozen, so that
//! it is the same whenever it is asked for.

use axum::response::IntoResponse;
use care::SynthesisId;
use care::synthesis::{self, Document, Part, Signer};
use fhir::{
    Attester, CodeableConcept, Coding, Composition, DateTime, DocumentSection, Identifier, Reference,
    narrative, system,
};
use kernel::Locale;
use serde_json::{Value, json};

use crate::failure::Answer;
use crate::i18n::T;
use crate::rights::file;
use crate::sealed::{Id, seal};
use crate::visit::Visit;
use crate::words::zone;

/// The kind of document: LOINC 60591-5, « Patient summary Document », the one of the French « volet de synthèse médicale ».
const KIND: (&str, &str) = ("60591-5", "Patient summary Document");

pub(super) async fn download(visit: Visit, Id(id): Id<SynthesisId>) -> Answer {
    let document = synthesis::document(&visit.ctx, id).await?;
    let bundle = bundle(&visit, &document);
    // Nothing of the person stands in the name of a file that lies about on a desk.
    let text = serde_json::to_string_pretty(&bundle).map_err(care::Error::from)?;
    Ok(file(crate::fhir::FHIR, "synthesis-fhir.json", text).into_response())
}

fn bundle(visit: &Visit, it: &Document) -> Value {
    let house = visit.ctx.house();
    let (id, person) = (seal(house, it.id.uuid()), seal(house, it.frozen.person));
    let signers: Vec<(String, &Signer)> =
        it.frozen.signers.iter().map(|signer| (seal(house, signer.role), signer)).collect();
    let mut entries = vec![entry(&id, composition(it, (&id, &person), &signers))];
    entries.push(entry(&person, patient(it, &person)));
    entries.extend(signers.iter().map(|(id, signer)| entry(id, practitioner(it.locale, id, signer))));
    json!({
        "resourceType": "Bundle",
        "identifier": { "system": system::URI, "value": format!("urn:uuid:{id}") },
        "type": "document",
        "timestamp": DateTime::instant(it.frozen.at, zone()),
        "entry": entries,
    })
}

fn entry(id: &str, resource: Value) -> Value {
    json!({ "fullUrl": format!("urn:uuid:{id}"), "resource": resource })
}

fn reference(id: &str, display: Option<&str>) -> Reference {
    Reference {
        reference: Some(format!("urn:uuid:{id}")),
        display: display.map(str::to_owned),
        ..Reference::default()
    }
}

fn loinc((code, display): (&str, &str)) -> CodeableConcept {
    let coding = Coding {
        system: Some(system::LOINC.to_owned()),
        code: Some(code.to_owned()),
        display: Some(display.to_owned()),
        ..Coding::default()
    };
    CodeableConcept { coding: vec![coding], ..CodeableConcept::default() }
}

fn composition(it: &Document, (id, person): (&str, &str), signers: &[(String, &Signer)]) -> Value {
    let party = |(id, signer): &(String, &Signer)| reference(id, Some(&signer.name));
    let attester = |signer: &(String, &Signer)| Attester {
        mode: Some("professional".to_owned()),
        time: Some(DateTime::instant(signer.1.at, zone())),
        party: Some(party(signer)),
        ..Attester::default()
    };
    let t = T::new(it.locale);
    let parts = it.frozen.text.for_the_doctor();
    let parts = parts.chain(it.frozen.text.get(Part::Person).map(|text| (Part::Person, text)));
    let section = |(part, text): (Part, &str)| DocumentSection {
        title: Some(super::words::part(t, part)),
        code: code(part).map(loinc),
        text: Some(narrative(text)),
        ..DocumentSection::default()
    };
    let composition = Composition {
        id: Some(id.to_owned()),
        language: Some(it.locale.to_string()),
        identifier: Some(Identifier {
            system: Some(system::URI.to_owned()),
            value: Some(format!("urn:uuid:{id}")),
            ..Identifier::default()
        }),
        status: Some("final".to_owned()),
        r#type: Some(loinc(KIND)),
        subject: Some(reference(person, None)),
        date: Some(DateTime::instant(it.frozen.at, zone())),
        author: signers.iter().map(party).collect(),
        title: Some(if it.locale == Locale::Fr { "Synthèse" } else { "Synthesis" }.to_owned()),
        confidentiality: Some("R".to_owned()),
        attester: signers.iter().map(attester).collect(),
        custodian: Some(Reference {
            display: Some(it.frozen.letterhead.organization.clone()),
            ..Reference::default()
        }),
        section: parts.map(section).collect(),
        ..Composition::default()
    };
    named("Composition", json!(composition))
}

/// A resource with its type.
fn named(kind: &str, mut resource: Value) -> Value {
    resource["resourceType"] = json!(kind);
    resource
}

/// What a part is in LOINC, where it has a code for it.
const fn code(part: Part) -> Option<(&'static str, &'static str)> {
    Some(match part {
        Part::Reason => ("42349-1", "Reason for referral (narrative)"),
        Part::History => ("11348-0", "History of Past illness Narrative"),
        Part::Treatments => ("10160-0", "History of Medication use Narrative"),
        Part::Allergies => ("48765-2", "Allergies and adverse reactions Document"),
        Part::Examination => ("29545-1", "Physical findings Narrative"),
        Part::Situation => ("29762-2", "Social history Narrative"),
        Part::Circle => ("85847-2", "Patient Care team information"),
        Part::Plan => ("18776-5", "Plan of care note"),
        Part::Person => ("69730-0", "Instructions"),
        Part::Prevention => return None,
    })
}

fn patient(it: &Document, id: &str) -> Value {
    let who = &it.frozen.identity;
    let ins = who.ins.as_ref().map(|number| Identifier {
        system: who.ins_oid.as_ref().map(|oid| format!("urn:oid:{oid}")),
        value: Some(number.clone()),
        ..Identifier::default()
    });
    let mut patient = json!({
        "id": id,
        "identifier": ins.into_iter().chain([crate::fhir::own_identifier(id)]).collect::<Vec<_>>(),
        "name": [{ "family": who.family, "given": [who.given] }],
        "birthDate": who.birth_date,
    });
    if ["female", "male"].contains(&who.sex.as_str()) {
        patient["gender"] = json!(who.sex);
    }
    named("Patient", patient)
}

fn practitioner(locale: Locale, id: &str, it: &Signer) -> Value {
    let what = crate::frame::profession_words(T::new(locale), it.profession);
    let practitioner = json!({
        "id": id,
        "name": [{ "text": it.name }],
        "qualification": [{ "code": { "text": what } }],
    });
    named("Practitioner", practitioner)
}
