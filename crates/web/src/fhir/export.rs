//! The clinical facts of a record, for another program: a Bundle with what the reader may read, and nothing else.

use axum::body::Body;
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use care::assessments;
use care::attachments::Attachment;
use care::record::{self, ClinicalFacts, Content, Fact, Sort};
use care::{Error, PersonId};
use fhir::DateTime;
use futures_util::stream;
use serde_json::{Value, json};

use super::response;
use super::subject::patient;
use super::tell::leaving;
use crate::failure::Answer;
use crate::rights::file;
use crate::sealed::{Id, seal};
use crate::visit::Visit;
use crate::words::zone;

/// The media type of FHIR in JSON.
pub(crate) const FHIR: &str = "application/fhir+json; charset=utf-8";

pub(super) async fn download(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let of = record::facts(&visit.ctx, id).await?;
    let person = seal(visit.ctx.house(), of.person.id.uuid());
    let bundle = Leaving { visit, of, person };
    // One resource after the other: the files of a long life are never all in memory.
    let pieces = stream::try_unfold((bundle, 0), async |(bundle, at)| {
        let piece = bundle.piece(at).await.map_err(std::io::Error::other)?;
        Ok::<_, std::io::Error>(piece.map(|piece| (piece, (bundle, at + 1))))
    });
    // Nothing of the person stands in the name of a file that lies about on a desk.
    Ok(file(FHIR, "record-fhir.json", Body::from_stream(pieces)).into_response())
}

/// A Bundle on its way out.
struct Leaving {
    visit: Visit,
    of: ClinicalFacts,
    /// The opaque identifier of the person.
    person: String,
}

impl Leaving {
    /// The next piece of its text: what it is and the patient, then each fact, then its end.
    async fn piece(&self, at: usize) -> Result<Option<String>, Error> {
        if at == 0 {
            let at = json!(DateTime::instant(self.visit.ctx.now(), zone()));
            let patient = entry(&self.person, patient(&self.person));
            let head = r#"{"resourceType":"Bundle","type":"collection","timestamp":"#;
            return Ok(Some(format!(r#"{head}{at},"entry":[{patient}"#)));
        }
        match self.of.facts.get(at - 1) {
            Some(fact) => {
                let resource = self.resource(fact).await?;
                Ok(Some(resource.map(|it| format!(",{it}")).unwrap_or_default()))
            }
            None if at == self.of.facts.len() + 1 => Ok(Some("]}".to_owned())),
            None => Ok(None),
        }
    }

    async fn resource(&self, fact: &Fact) -> Result<Option<Value>, Error> {
        let id = seal(self.visit.ctx.house(), fact.id.uuid());
        let mut files = Vec::new();
        if fact.content.sort() == Sort::Document {
            for it in fact.leaving() {
                files.push(self.attachment(&id, it).await?);
            }
        }
        let mut told = leaving(fact, &id, &self.person, files).map(Value::Object);
        if let (Content::Assessment(_), Some(told)) = (&fact.content, &mut told) {
            let mut answering = Vec::new();
            for it in fact.leaving() {
                answering.push((assessments::address_of(it.id), self.attachment(&id, it).await?));
            }
            response::with_files(told, &answering);
        }
        Ok(told.map(|it| entry(&id, it)))
    }

    /// A file, and the address under which whoever reads the entry reads it.
    async fn attachment(&self, entry: &str, it: &Attachment) -> Result<fhir::Attachment, Error> {
        let file = seal(self.visit.ctx.house(), it.id.uuid());
        let data = match self.of.file(&self.visit.ctx, it.id).await {
            Ok(bytes) => Some(STANDARD.encode(bytes)),
            // It was taken back meanwhile.
            Err(Error::NotFound) => None,
            Err(other) => return Err(other),
        };
        Ok(fhir::Attachment {
            content_type: Some(it.media_type.clone()),
            data,
            url: Some(format!("{}/entries/{entry}/files/{file}", self.visit.origin)),
            size: Some(fhir::Raw(json!(it.size))),
            title: Some(it.name.clone()),
            creation: Some(DateTime::instant(it.at, zone())),
            ..fhir::Attachment::default()
        })
    }
}

fn entry(id: &str, resource: Value) -> Value {
    json!({ "fullUrl": format!("urn:uuid:{id}"), "resource": resource })
}
