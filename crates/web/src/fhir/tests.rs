//! What goes out comes in again as it was, and what comes in goes out again as it came.

#![allow(clippy::unwrap_used)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use care::attachments::{Attachment, NewAttachment};
use care::record::{DocumentKind, EntryForm, Fact, Measure, NewTaken, Sort, Source, Status, Told};
use care::{AttachmentId, EntryId, RoleId};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use policy::Compartment;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::reading::{beside, fact};
use super::tell::leaving;
use super::terms::{Labels, usual};

const NOW: &str = "2026-11-23T09:00:00Z";
const PERSON: &str = "0d9a1f8e-6c55-4c0b-9d4e-3b1f7a2c8e10";
const ENTRY: &str = "6f1c2f3e-7a53-4f0e-9d2e-0a4c6c2b9f11";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// A fact as the record would keep it, taken from `said` where something is given.
fn kept(new: &NewTaken, labels: Labels, said: Option<&Map<String, Value>>) -> Fact {
    let (at, until) = new.stored().unwrap();
    let source = said.map(|said| Source {
        key: "key".to_owned(),
        kept: beside(new, said).unwrap().written(),
        same_content: true,
        same_dates: true,
    });
    Fact {
        id: EntryId::from(uuid::Uuid::nil()),
        compartment: labels.compartment.unwrap_or(Compartment::Somatic),
        at,
        until,
        content: new.entry.content.clone(),
        author: "Dr Hélène Marchetti".to_owned(),
        recorded_at: now(),
        restricted: labels.restricted,
        shared_with_social: labels.shared_with_social,
        status: Status::of(new.entry.content.sort(), new.entry.until, false, now()),
        changed: false,
        source,
        documents: new.documents.iter().zip(0..).map(|(file, part)| joined(file, part)).collect(),
    }
}

/// A file that came with a document, as it was joined.
fn joined(file: &NewAttachment, part: i64) -> Attachment {
    Attachment {
        id: AttachmentId::from(uuid::Uuid::nil()),
        name: file.name().to_owned(),
        media_type: file.media_type().to_owned(),
        size: i64::try_from(file.bytes().len()).unwrap(),
        at: now(),
        part: Some(part),
        role: RoleId::from(uuid::Uuid::nil()),
    }
}

/// As it leaves, with the files that came with it.
fn leaves(fact: &Fact, new: &NewTaken) -> Map<String, Value> {
    let file = |it: &NewAttachment| fhir::Attachment {
        content_type: Some(it.media_type().to_owned()),
        data: Some(STANDARD.encode(it.bytes())),
        url: Some("https://maillage.example/entries/x/files/y".to_owned()),
        title: Some(it.name().to_owned()),
        ..fhir::Attachment::default()
    };
    leaving(fact, ENTRY, PERSON, new.documents.iter().map(file).collect()).unwrap()
}

fn told(said: &Map<String, Value>) -> Result<super::reading::Told, Vec<(String, &'static str)>> {
    let read = fact(said, now()).unwrap();
    read.map_err(|all| all.into_iter().map(|it| (it.path, it.key)).collect())
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        other => panic!("no object: {other}"),
    }
}

/// Taken and told again.
fn again(said: &Map<String, Value>) -> Map<String, Value> {
    let told = told(said).unwrap_or_else(|why| panic!("{said:?}: {why:?}"));
    leaves(&kept(&told.new, told.labels, Some(said)), &told.new)
}

/// Without what is about a resource in its old place.
fn bare(mut of: Map<String, Value>) -> Map<String, Value> {
    for outside in ["id", "meta", "subject", "patient", "text", "language"] {
        of.remove(outside);
    }
    let ours = |it: &Value| it["value"] == format!("urn:uuid:{ENTRY}");
    if let Some(Value::Array(numbers)) = of.get_mut("identifier") {
        numbers.retain(|it| !ours(it));
        if numbers.is_empty() {
            of.remove("identifier");
        }
    }
    of
}

fn some_date() -> impl Strategy<Value = Date> {
    (0_i32..38_000).prop_map(|days| date(1922, 1, 1).saturating_add(days.days()))
}

fn some_moment(sort: Sort) -> impl Strategy<Value = Told> {
    let always = matches!(sort, Sort::Measurement | Sort::Vaccination | Sort::Document);
    let last = now().as_microsecond();
    let day = some_date().prop_filter("not to come", |it| *it <= date(2026, 11, 22));
    (0..5, day, -1_000_000_000_000_000..last).prop_map(move |(kind, day, micros)| match kind {
        0 if !always => Told::Unknown,
        0 | 1 => Told::Year(day.first_of_year()),
        2 => Told::Month(day.first_of_month()),
        3 => Told::Day(day),
        _ => Told::Instant(Timestamp::from_microsecond(micros).unwrap()),
    })
}

prop_compose! {
    fn some_form()(
        sort in prop::sample::select(Sort::CLINICAL.to_vec()),
        label in "\\PC{1,60}", dosage in "(\\PC{0,40})?", text in "(\\PC|\n){0,80}",
        icd10 in "|[A-Z][0-9]{2}(\\.[0-9]{1,3})?", severity in "|mild|moderate|severe",
        measure in prop::sample::select(Measure::ALL.to_vec()),
        document in prop::sample::select(DocumentKind::ALL.to_vec()),
        (whole, decimals, low) in (1_i64..500, 0_i64..1000, 20_i64..80),
    ) -> (Sort, EntryForm) {
        let value = match measure {
            Measure::BloodPressure => format!("{}/{low}", low + 40),
            _ => format!("{whole},{decimals:03}"),
        };
        let choice = match sort {
            Sort::Measurement => measure.code().to_owned(),
            Sort::Document => document.code().to_owned(),
            _ => severity,
        };
        (sort, EntryForm { label, dosage, text, icd10, choice, value, ..EntryForm::default() })
    }
}

fn some_fact() -> impl Strategy<Value = (Option<NewTaken>, Labels, bool)> {
    some_form().prop_flat_map(|(sort, form)| {
        let until = prop::option::of(some_moment(Sort::Procedure));
        let place = prop::sample::select(sort.compartments().to_vec());
        (some_moment(sort), until, place, any::<[bool; 3]>()).prop_map(
            move |(at, until, place, [kept, open, changed])| {
                let until = until.filter(|_| sort.lasts());
                let new = NewTaken::parse(sort, &form, (at, until), None, now()).ok();
                let labels = Labels { compartment: Some(place), restricted: kept, shared_with_social: open };
                (new, labels, changed && !sort.lasts())
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// A fact, as a resource, as text, as a resource, is the same fact; and told once more it is the same resource.
    #[test]
    fn what_goes_out_comes_in_again((new, labels, changed) in some_fact()) {
        let Some(new) = new else { return Ok(()) };
        let first = Fact { changed, ..kept(&new, labels, None) };
        let out = Value::Object(leaving(&first, ENTRY, PERSON, Vec::new()).unwrap()).to_string();
        let said = object(fhir::parse(out.as_bytes()).unwrap());
        let read = told(&said).map_err(|why| TestCaseError::fail(format!("{why:?} in {out}")))?;
        prop_assert_eq!(&read.new.entry.content, &new.entry.content);
        prop_assert_eq!(read.labels, labels);
        let back = kept(&read.new, read.labels, Some(&said));
        prop_assert_eq!(back.at, first.at);
        // The day on which something was over, of which no day was told, is not told again either.
        prop_assert_eq!(back.until, first.until);
        prop_assert_eq!(back.status, first.status);
        prop_assert_eq!(leaving(&back, ENTRY, PERSON, Vec::new()).unwrap(), said);
    }

    /// Whatever R4 lets a source say besides comes out again as it came.
    #[test]
    fn what_the_record_has_no_place_for_is_kept(
        at in 0_usize..FOREIGN, element in prop::sample::select(MORE.to_vec()), words in "\\PC{1,20}", deep in any::<bool>(),
    ) {
        prop_assume!(!words.trim().is_empty());
        let mut said = object(foreign().swap_remove(at));
        let kind = said["resourceType"].as_str().unwrap().to_owned();
        let Some((_, element, many)) = Some(element).filter(|(of, ..)| *of == kind) else { return Ok(()) };
        let one = if deep { json!({ "extension": [{ "url": words, "valueBoolean": true }] }) } else { json!({ "text": words }) };
        said.insert(element.to_owned(), if many { json!([one]) } else { one });
        prop_assert_eq!(bare(again(&said)), bare(said));
    }

    /// Nothing that somebody may write stops the reading.
    #[test]
    fn anything_is_read_or_refused(
        at in 0_usize..FOREIGN, element in "status|code|note|onsetDateTime|meta|dosage|reaction|component|category|\\PC{1,8}",
        value in prop::sample::select(vec![json!(null), json!([]), json!({}), json!(""), json!("1998-99"), json!(-3), json!([null]),
            json!({"coding": [{}]}), json!([{"text": 3}]), json!("9999-12-31T23:59:59+14:00"), json!("0000"), json!("9999")]),
    ) {
        let mut said = object(foreign().swap_remove(at));
        said.insert(element, value);
        if let Ok(read) = told(&said) {
            let out = leaves(&kept(&read.new, read.labels, Some(&said)), &read.new);
            prop_assert_eq!(bare(out), bare(said));
        }
    }
}

/// Elements that the record has no place for, of which resource, and whether there may be many.
const MORE: [(&str, &str, bool); 14] = [
    ("DocumentReference", "category", true),
    ("DocumentReference", "custodian", false),
    ("Condition", "bodySite", true),
    ("Condition", "severity", false),
    ("Condition", "encounter", false),
    ("MedicationStatement", "reasonCode", true),
    ("MedicationStatement", "context", false),
    ("AllergyIntolerance", "encounter", false),
    ("Observation", "interpretation", true),
    ("Observation", "method", false),
    ("Immunization", "site", false),
    ("Immunization", "protocolApplied", true),
    ("Procedure", "outcome", false),
    ("Procedure", "bodySite", true),
];

/// A PDF, in base64.
const PDF: &str = "JVBERi0xLjQKMSAwIG9iagolJUVPRgo=";

const FOREIGN: usize = 17;

/// Resources as others write them: dates that are known in part, without what may be left out, with more than the record
/// has a place for.
fn foreign() -> Vec<Value> {
    let subject = json!({ "reference": "Patient/42", "display": "N. F." });
    let snomed = |code: &str, display: &str| json!({ "coding": [{ "system": "http://snomed.info/sct", "code": code, "display": display }] });
    let clinical = |code: &str| json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "version": "4.0.1", "code": code, "display": "Status" }] });
    let allergy = |kind: &str, code: &str| json!({ "coding": [{ "system": format!("http://terminology.hl7.org/CodeSystem/allergyintolerance-{kind}"), "code": code }], "text": code });
    let quantity = |value: f64, unit: &str, code: &str| json!({ "value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": code });
    let loinc = |code: &str| json!({ "coding": [{ "system": "http://loinc.org", "code": code, "display": "Measured" }, { "system": "urn:oid:1.2.3", "code": "X" }], "text": "Mesure" });
    let all = vec![
        json!({
            "resourceType": "Condition", "id": "c1", "meta": { "versionId": "3", "lastUpdated": "2025-01-01T00:00:00Z", "profile": ["http://x"] },
            "text": { "status": "generated", "div": "<div>…</div>" }, "identifier": [{ "system": "urn:oid:1.2.3.4", "value": "c1" }],
            "clinicalStatus": clinical("recurrence"), "category": [snomed("1", "Diagnostic")], "severity": snomed("24484000", "Severe"),
            "code": { "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10", "code": "F33.2", "display": "Trouble dépressif récurrent" }, { "system": "http://snomed.info/sct", "code": "66344007" }] },
            "bodySite": [{ "text": "—" }], "subject": subject, "onsetDateTime": "1998", "recordedDate": "2019-03", "recorder": { "display": "Dr A" },
            "note": [{ "authorString": "Dr A", "time": "2019-03-02", "text": "Depuis l’adolescence." }, { "text": "Deux rechutes." }]
        }),
        json!({ "resourceType": "Condition", "subject": subject, "code": { "text": "Asthme" } }),
        json!({
            "resourceType": "Condition", "subject": subject, "code": snomed("195967001", "Asthma"), "clinicalStatus": clinical("remission"),
            "onsetAge": { "value": 12, "unit": "a" }, "abatementString": "vers 30 ans", "extension": [{ "url": "http://x", "valueBoolean": true }]
        }),
        json!({ "resourceType": "Condition", "subject": subject, "code": { "text": "Pneumonie" }, "onsetPeriod": { "start": "2020-11", "end": "2020-12-03" }, "abatementDateTime": "2021-01" }),
        json!({
            "resourceType": "MedicationStatement", "status": "active", "subject": subject,
            "medicationCodeableConcept": { "coding": [{ "system": "http://www.whocc.no/atc", "code": "N06AB06", "display": "sertraline" }] },
            "effectivePeriod": { "start": "2026-05-04", "end": "2027-05-04" }, "dosage": [{ "text": "50 mg le matin", "timing": { "code": { "text": "QD" } }, "doseAndRate": [{ "doseQuantity": { "value": 50, "unit": "mg" } }] }, { "text": "si besoin le soir" }]
        }),
        json!({ "resourceType": "MedicationStatement", "status": "stopped", "subject": subject, "medicationReference": { "reference": "#m", "display": "Lithium" }, "effectiveDateTime": "2015", "contained": [{ "resourceType": "Medication", "id": "m", "code": { "text": "Carbonate de lithium" } }] }),
        json!({ "resourceType": "MedicationStatement", "status": "completed", "subject": subject, "medicationReference": { "reference": "Medication/7", "display": "Amoxicilline" }, "effectivePeriod": { "end": "2024-02-29" } }),
        json!({
            "resourceType": "AllergyIntolerance", "patient": subject, "clinicalStatus": allergy("clinical", "active"), "verificationStatus": allergy("verification", "unconfirmed"),
            "type": "allergy", "category": ["medication"], "criticality": "high", "code": snomed("764146007", "Penicillin"), "lastOccurrence": "2012",
            "reaction": [{ "manifestation": [snomed("271807003", "Eruption")], "severity": "mild" }, { "manifestation": [{ "text": "Œdème" }], "severity": "severe", "onset": "2012-06", "description": "Urgences" }]
        }),
        json!({ "resourceType": "AllergyIntolerance", "patient": subject, "code": { "text": "Arachide" } }),
        json!({ "resourceType": "AllergyIntolerance", "patient": subject, "code": { "text": "Lait" }, "clinicalStatus": allergy("clinical", "inactive"), "onsetString": "enfance" }),
        json!({
            "resourceType": "Observation", "status": "amended", "subject": subject, "code": loinc("29463-7"), "effectiveDateTime": "2026-11-20T08:12:00+01:00",
            "issued": "2026-11-20T07:30:00.123Z", "performer": [{ "reference": "Practitioner/1" }], "valueQuantity": quantity(72.5, "kilogramme", "kg"), "interpretation": [{ "text": "N" }], "device": { "display": "Balance" }
        }),
        json!({
            "resourceType": "Observation", "status": "final", "subject": subject, "code": loinc("85354-9"), "effectivePeriod": { "start": "2026-11-01", "end": "2026-11-02" },
            "component": [{ "code": loinc("8480-6"), "valueQuantity": quantity(128.0, "mmHg", "mm[Hg]") }, { "code": loinc("8462-4"), "valueQuantity": quantity(76.0, "mmHg", "mm[Hg]") }, { "code": loinc("8478-0"), "valueQuantity": quantity(93.0, "mmHg", "mm[Hg]") }]
        }),
        json!({ "resourceType": "Observation", "status": "final", "subject": subject, "code": loinc("8867-4"), "effectiveInstant": "2026-11-20T08:12:00Z", "valueQuantity": { "value": 64, "unit": "/min", "code": "{beats}/min", "system": "http://unitsofmeasure.org" } }),
        json!({
            "resourceType": "Immunization", "status": "completed", "patient": subject, "vaccineCode": { "coding": [{ "system": "http://hl7.org/fhir/sid/cvx", "code": "207" }], "text": "COVID-19" },
            "occurrenceDateTime": "2021-05", "lotNumber": "AB123", "expirationDate": "2022-01-31", "primarySource": true, "isSubpotent": false, "doseQuantity": { "value": 0.3, "unit": "mL" }
        }),
        json!({ "resourceType": "Procedure", "status": "completed", "subject": subject, "code": { "text": "ECG" }, "performedPeriod": { "start": "2026-03-01T10:00:00+01:00", "end": "2026-03-01T10:20:00+01:00" }, "performer": [{ "actor": { "display": "Dr B" } }], "followUp": [{ "text": "Dans un an" }] }),
        json!({
            "resourceType": "DocumentReference", "status": "current", "docStatus": "final", "subject": subject, "date": "2026-03-02T08:00:00Z", "masterIdentifier": { "system": "urn:ietf:rfc:3986", "value": "urn:oid:1.2.3.9" },
            "type": { "coding": [{ "system": "http://loinc.org", "code": "18842-5", "display": "Discharge summary" }] }, "description": "Compte rendu d’hospitalisation",
            "securityLabel": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "N" }] }], "context": { "period": { "start": "2026-02", "end": "2026-03-01" }, "event": [{ "text": "Hospitalisation" }] },
            "content": [{ "attachment": { "contentType": "application/pdf", "url": "https://hopital.example/cr/9", "hash": "2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "title": "CR.pdf" }, "format": { "system": "urn:x", "code": "pdf" } }]
        }),
        json!({
            "resourceType": "DocumentReference", "status": "current", "subject": subject, "date": "2026-03-02T08:00:00Z", "description": "Bilan",
            "content": [
                { "attachment": { "contentType": "image/png", "data": "iVBORw0KGgouLi4uSUVORK5CYII=" } },
                { "attachment": { "contentType": "application/pdf", "url": "https://hopital.example/cr/10", "title": "Seulement l’adresse" } },
                { "attachment": { "contentType": "application/pdf", "language": "fr", "data": "JVBERi0xLjQKMSAwIG9iagolJUVPRgo=", "size": 23, "hash": "Lt3rHgRCVY64d2N9qd+K2sHvaBk=", "title": "Biologie 12/03" }, "format": { "system": "urn:x", "code": "pdf" } }
            ]
        }),
    ];
    assert_eq!(all.len(), FOREIGN);
    all
}

#[test]
fn what_others_write_comes_out_as_it_came() {
    for said in foreign().into_iter().map(object) {
        assert_eq!(bare(again(&said)), bare(said));
    }
}

#[test]
fn what_the_record_understands_of_what_others_write() {
    let read: Vec<_> =
        foreign().into_iter().map(|it| told(&object(it)).unwrap_or_else(|why| panic!("{why:?}"))).collect();
    let body = |at: usize| serde_json::to_value(&read[at].new.entry.content).unwrap();
    assert_eq!(
        body(0),
        json!({ "sort": "problem", "label": "Trouble dépressif récurrent", "icd10": "F33.2", "text": "Depuis l’adolescence.\n\nDeux rechutes." })
    );
    assert_eq!(read[0].new.at, Told::Year(date(1998, 1, 1)));
    assert_eq!((read[1].new.at, read[1].new.until), (Told::Unknown, None));
    assert_eq!((read[2].new.at, read[2].new.until), (Told::Unknown, Some(Told::Unknown)));
    assert_eq!(read[3].new.until, Some(Told::Month(date(2021, 1, 1))));
    assert_eq!(body(4)["dosage"], "50 mg le matin ; si besoin le soir");
    assert_eq!(read[4].new.until, None, "an end that is planned is no end");
    assert_eq!(body(5)["label"], "Carbonate de lithium");
    assert_eq!(
        body(7),
        json!({ "sort": "allergy", "label": "Penicillin", "severity": "severe", "text": "Eruption\n\nUrgences, Œdème" })
    );
    assert_eq!(body(10)["value"]["first"], 72_500);
    assert_eq!(body(11)["value"], json!({ "first": 128_000, "second": 76_000 }));
    assert_eq!(
        body(15),
        json!({ "sort": "document", "document": "report", "label": "Compte rendu d’hospitalisation", "text": null })
    );
    assert_eq!(read[15].new.at, Told::Month(date(2026, 2, 1)));
    let files: Vec<_> = read[16].new.documents.iter().map(|it| (it.name(), it.media_type())).collect();
    assert_eq!(files, [("Bilan.png", "image/png"), ("Biologie 12-03.pdf", "application/pdf")]);
    let place = |at: usize| usual(read[at].understood.sort, &read[at].understood.codes);
    assert_eq!([place(0), place(4)], [Compartment::Psychiatric; 2], "told in psychiatry’s codes");
    assert_eq!([place(1), place(7)], [Compartment::Somatic; 2]);
}

/// What cannot be kept as it is meant is refused by the path of its element.
#[test]
fn what_would_say_something_else_is_refused() {
    let cases: &[(usize, Value, &str, &str)] = &[
        (0, json!({ "severety": { "text": "x" } }), "Condition.severety", "unknown"),
        (0, json!({ "modifierExtension": [{ "url": "x" }] }), "Condition.modifierExtension", "modifies"),
        (0, json!({ "implicitRules": "http://x" }), "Condition.implicitRules", "modifies"),
        (0, json!({ "code": null }), "Condition.code", "empty"),
        (0, json!({ "onsetDateTime": "12/05/1998" }), "Condition.onsetDateTime", "not-a-date"),
        (0, json!({ "onsetDateTime": "2027" }), "Condition.onsetDateTime", "fault-date-future"),
        (0, json!({ "onsetDateTime": "1789" }), "Condition.onsetDateTime", "fault-date-before"),
        (3, json!({ "abatementDateTime": "2019" }), "Condition.abatementDateTime", "fault-ends-before"),
        (0, json!({ "abatementDateTime": "2019" }), "Condition.abatement", "holds-and-ended"),
        (
            0,
            json!({ "verificationStatus": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "refuted" }] } }),
            "Condition.verificationStatus",
            "uncertain",
        ),
        (0, json!({ "clinicalStatus": { "text": "ongoing" } }), "Condition.clinicalStatus", "status"),
        (
            0,
            json!({ "code": { "coding": [{ "system": "http://snomed.info/sct", "code": "160245001" }] } }),
            "Condition.code",
            "says-nothing",
        ),
        (0, json!({ "code": { "text": "x".repeat(201) } }), "Condition.code", "fault-too-long"),
        (0, json!({ "subject": null }), "Condition.subject", "empty"),
        (
            0,
            json!({ "meta": { "security": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "HIV" }] } }),
            "Condition.meta.security",
            "label-unknown",
        ),
        (4, json!({ "status": "intended" }), "MedicationStatement.status", "status"),
        (4, json!({ "status": "entered-in-error" }), "MedicationStatement.status", "by-mistake"),
        (
            6,
            json!({ "medicationReference": { "reference": "Medication/7" } }),
            "MedicationStatement.medicationReference",
            "label",
        ),
        (
            7,
            json!({ "code": { "coding": [{ "system": "http://snomed.info/sct", "code": "716186003", "display": "No known allergy" }] } }),
            "AllergyIntolerance.code",
            "says-nothing",
        ),
        (
            7,
            json!({ "reaction": [{ "severity": "terrible" }] }),
            "AllergyIntolerance.reaction[0].severity",
            "status",
        ),
        (10, json!({ "status": "preliminary" }), "Observation.status", "status"),
        (
            10,
            json!({ "code": { "coding": [{ "system": "http://loinc.org", "code": "718-7" }] } }),
            "Observation.code",
            "measure",
        ),
        (
            10,
            json!({ "valueQuantity": { "value": 159.8, "unit": "lb", "code": "[lb_av]" } }),
            "Observation.valueQuantity.code",
            "unit",
        ),
        (
            10,
            json!({ "valueQuantity": { "value": 72, "comparator": ">", "code": "kg" } }),
            "Observation.valueQuantity.comparator",
            "bound",
        ),
        (
            10,
            json!({ "valueQuantity": { "value": 7250, "code": "kg" } }),
            "Observation.valueQuantity",
            "fault-measurement",
        ),
        (
            10,
            json!({ "valueQuantity": { "value": 72.000_5, "code": "kg" } }),
            "Observation.valueQuantity",
            "fault-measurement",
        ),
        (
            12,
            json!({ "effectiveInstant": "2026-11-23T09:00:01Z" }),
            "Observation.effectiveDateTime",
            "fault-date-future",
        ),
        (13, json!({ "status": "not-done" }), "Immunization.status", "status"),
        (13, json!({ "isSubpotent": true }), "Immunization.isSubpotent", "subpotent"),
        (14, json!({ "status": "in-progress" }), "Procedure.status", "status"),
        (14, json!({ "resourceType": "Encounter" }), "resourceType", "type"),
        (15, json!({ "status": "superseded" }), "DocumentReference.status", "status"),
        (15, json!({ "docStatus": "preliminary" }), "DocumentReference.docStatus", "status"),
        (
            15,
            json!({ "content": [{ "attachment": { "data": "JVBERi0=" } }] }),
            "DocumentReference.content[0].attachment.data",
            "fault-file-broken",
        ),
        (
            15,
            json!({ "content": [{ "attachment": { "title": "x" } }, { "attachment": { "data": "TWFpbGxhZ2U=" } }] }),
            "DocumentReference.content[1].attachment.data",
            "fault-file-type",
        ),
        (
            15,
            json!({ "content": [{ "attachment": { "data": "JVBERi0.." } }] }),
            "DocumentReference.content[0].attachment.data",
            "data-broken",
        ),
        (
            15,
            json!({ "content": [{ "attachment": { "data": PDF, "size": 7 } }] }),
            "DocumentReference.content[0].attachment.size",
            "data-broken",
        ),
        (
            15,
            json!({ "content": [{ "attachment": { "data": PDF, "hash": "2jmj7l5rSw0yVb/vlWAYkK/YBwk=" } }] }),
            "DocumentReference.content[0].attachment.hash",
            "data-broken",
        ),
        (
            15,
            json!({ "content": [{ "attachment": { "data": PDF, "contentType": "image/png" } }] }),
            "DocumentReference.content[0].attachment.contentType",
            "data-type",
        ),
        (
            15,
            json!({ "content": vec![json!({ "attachment": { "data": PDF } }); 21] }),
            "DocumentReference.content",
            "fault-too-many-files",
        ),
        (
            15,
            json!({ "securityLabel": [{ "coding": [{ "system": "x", "code": "PSY" }] }] }),
            "DocumentReference.meta.security",
            "label-unknown",
        ),
    ];
    for (at, patch, path, key) in cases {
        let mut said = object(foreign().swap_remove(*at));
        said.extend(object(patch.clone()));
        let why = told(&said).err().unwrap_or_default();
        assert_eq!(why, [((*path).to_owned(), *key)], "{patch}");
    }
    let without = |at: usize, element: &str| {
        let mut said = object(foreign().swap_remove(at));
        said.remove(element);
        told(&said).err().unwrap_or_default()
    };
    assert_eq!(without(0, "subject"), [("Condition.subject".to_owned(), "subject-missing")]);
    assert_eq!(without(0, "code"), [("Condition.code".to_owned(), "label")]);
    assert_eq!(
        without(13, "occurrenceDateTime"),
        [("Immunization.occurrenceDateTime".to_owned(), "date-missing")]
    );
    assert_eq!(
        without(10, "effectiveDateTime"),
        [("Observation.effectiveDateTime".to_owned(), "date-missing")]
    );
    assert_eq!(without(10, "valueQuantity"), [("Observation.valueQuantity".to_owned(), "value-missing")]);
}

/// As long as an entry says what its source said; after a correction only the number at the source is told.
#[test]
fn what_was_kept_goes_with_what_it_was_said_of() {
    let said = object(foreign().swap_remove(0));
    let read = told(&said).unwrap_or_else(|why| panic!("{why:?}"));
    let fact = kept(&read.new, read.labels, Some(&said));
    let source = fact.source.clone().unwrap();
    let out = |same_content, same_dates, status| {
        let source = Source { same_content, same_dates, ..source.clone() };
        leaving(&Fact { source: Some(source), status, ..fact.clone() }, ENTRY, PERSON, Vec::new()).unwrap()
    };
    let corrected = out(false, true, Status::Holds);
    assert!(
        !corrected.contains_key("severity") && corrected["clinicalStatus"]["coding"][0]["code"] == "active"
    );
    assert_eq!(corrected["identifier"][1]["value"], "c1");
    let ended = out(true, false, Status::Over);
    assert_eq!(
        (&ended["clinicalStatus"]["coding"][0]["code"], &ended["severity"]["coding"][0]["code"]),
        (&json!("resolved"), &json!("24484000"))
    );
    let withdrawn = out(true, true, Status::Withdrawn);
    assert!(!withdrawn.contains_key("clinicalStatus"));
    assert_eq!(withdrawn["verificationStatus"]["coding"][0]["code"], "entered-in-error");
}

/// A file that was taken back is told without its bytes, one that was joined here after those of the source.
#[test]
fn the_files_of_a_document_leave_with_it() {
    let said = object(foreign().swap_remove(16));
    let read = told(&said).unwrap_or_else(|why| panic!("{why:?}"));
    let mut fact = kept(&read.new, read.labels, Some(&said));
    fact.documents[0] = Attachment { part: None, ..fact.documents[0].clone() };
    let out = leaves(&fact, &read.new);
    let data = |at: usize| out["content"][at]["attachment"]["data"].as_str();
    let own = &said["content"];
    assert_eq!([data(0), data(1)], [None, None]);
    assert_eq!(out["content"][2], own[2]);
    assert_eq!(data(3), own[0]["attachment"]["data"].as_str());
    assert_eq!(out["content"][3]["attachment"]["title"], "Bilan.png");
    fact.source = fact.source.map(|source| Source { same_content: false, ..source });
    let corrected = leaves(&fact, &read.new);
    assert_eq!(corrected["content"].as_array().map(Vec::len), Some(2), "what is joined leaves in any case");
    let beside = beside(&read.new, &said).unwrap();
    assert!(!beside.written().contains(PDF), "no bytes are kept twice");
}

/// Of the person, an opaque identifier and nothing else; the labels say where it stands and for whom.
#[test]
fn what_a_resource_says_of_the_person_and_of_its_readers() {
    let said = object(foreign().swap_remove(1));
    let read = told(&said).unwrap_or_else(|why| panic!("{why:?}"));
    let labels =
        Labels { compartment: Some(Compartment::Psychiatric), restricted: true, shared_with_social: false };
    let out =
        Value::Object(leaving(&kept(&read.new, labels, Some(&said)), ENTRY, PERSON, Vec::new()).unwrap());
    assert_eq!(out["subject"], json!({ "reference": format!("urn:uuid:{PERSON}"), "type": "Patient" }));
    assert_eq!(out["meta"]["security"][0]["code"], "R");
    assert_eq!(out["meta"]["tag"][0]["code"], "psychiatric");
    let very = json!({ "security": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "V" }] });
    let read: fhir::Meta = fhir::read("meta", very).unwrap();
    assert!(Labels::of(&read).unwrap().restricted, "never wider than its source has it");
}
