//! The clinical facts of a record, for another program: a Bundle with what the reader may read, and nothing else.

use axum::response::IntoResponse;
use care::PersonId;
use care::record::{self, ClinicalFacts};
use fhir::DateTime;
use serde_json::{Value, json};

use super::subject::patient;
use super::tell::leaving;
use crate::failure::Answer;
use crate::rights::file;
use crate::sealed::{Id, seal};
use crate::visit::Visit;
use crate::words::zone;

/// The media type of FHIR in JSON.
const FHIR: &str = "application/fhir+json; charset=utf-8";

pub(super) async fn download(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let facts = record::facts(&visit.ctx, id).await?;
    let bundle = bundle(&visit, &facts);
    // Nothing of the person stands in the name of a file that lies about on a desk.
    Ok(file(FHIR, "record-fhir.json", bundle.to_string().into_bytes()).into_response())
}

/// A file, by the address under which whoever reads the entry reads it.
fn attachment(visit: &Visit, entry: &str, it: &care::attachments::Attachment) -> fhir::Attachment {
    let file = seal(visit.ctx.house(), it.id.uuid());
    fhir::Attachment {
        content_type: Some(it.media_type.clone()),
        url: Some(format!("{}/entries/{entry}/files/{file}", visit.origin)),
        size: Some(fhir::Raw(json!(it.size))),
        title: Some(it.name.clone()),
        creation: Some(DateTime::instant(it.at, zone())),
        ..fhir::Attachment::default()
    }
}

fn bundle(visit: &Visit, of: &ClinicalFacts) -> Value {
    let (person, patient) = patient(visit, &of.person);
    let entry =
        |id: &str, resource: Value| json!({ "fullUrl": format!("urn:uuid:{id}"), "resource": resource });
    let facts = of.facts.iter().filter_map(|fact| {
        let id = seal(visit.ctx.house(), fact.id.uuid());
        let files = fact.documents.iter().map(|it| attachment(visit, &id, it)).collect();
        leaving(fact, &id, &person, files).map(|it| entry(&id, Value::Object(it)))
    });
    let entries: Vec<Value> = std::iter::once(entry(&person, patient)).chain(facts).collect();
    json!({
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": DateTime::instant(visit.ctx.now(), zone()),
        "entry": entries,
    })
}
