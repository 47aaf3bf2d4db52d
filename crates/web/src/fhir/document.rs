//! A document as a DocumentReference: what it is, and its files with it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use care::attachments::{MOST, NewAttachment};
use care::record::{DocumentKind, EntryForm, Sort, Told};
use fhir::{
    Attachment, CodeableConcept, DocumentContent, DocumentContext, DocumentReference, Period, Raw, system,
};
use serde_json::{Value, json};
use sha1::{Digest, Sha1};

use super::tell::Telling;
use super::terms::{DOCUMENT, WORDS, code_in, concept};
use super::understand::{Refusals, Understood, name, status, told};

/// As it is told. R4 wants a form in which it is there: its name, where no file is joined.
pub(super) fn tell(it: &Telling<'_>, kind: DocumentKind, label: &str) -> DocumentReference {
    let state = if it.withdrawn() { "entered-in-error" } else { "current" };
    let named = Attachment { title: Some(label.to_owned()), ..Attachment::default() };
    let files = if it.files.is_empty() { vec![named] } else { it.files.clone() };
    let content = |file| DocumentContent { attachment: Some(file), ..DocumentContent::default() };
    let words = it.content.text().map(|text| Raw(json!({ "url": WORDS, "valueString": text })));
    let period = it.at.clone().map(|at| Period { start: Some(at), ..Period::default() });
    DocumentReference {
        extension: words.into_iter().collect(),
        status: Some(state.to_owned()),
        r#type: Some(concept(DOCUMENT, kind.code())),
        subject: it.subject.clone(),
        date: it.recorded(),
        author: it.author().into_iter().collect(),
        description: Some(label.to_owned()),
        content: files.into_iter().map(content).collect(),
        context: period.map(|period| DocumentContext { period: Some(period), ..DocumentContext::default() }),
        ..DocumentReference::default()
    }
}

/// What it says.
pub(super) fn understand(it: &DocumentReference, refusals: &mut Refusals) -> Understood {
    status(refusals, "status", it.status.as_deref(), &["current"]);
    if it.doc_status.is_some() {
        status(refusals, "docStatus", it.doc_status.as_deref(), &["final", "amended"]);
    }
    let files: Vec<&Attachment> = it.content.iter().filter_map(|it| it.attachment.as_ref()).collect();
    if files.is_empty() {
        refusals.push("content", "value-missing");
    }
    let told_on = it
        .context
        .as_ref()
        .and_then(|it| it.period.as_ref()?.start.as_ref())
        .or(files.iter().find_map(|it| it.creation.as_ref()))
        .or(it.date.as_ref());
    let at = told_on.map_or(Told::Unknown, told);
    if at == Told::Unknown {
        refusals.push("date", "date-missing");
    }
    let title = files.iter().find_map(|it| it.title.clone());
    let label = match it.description.clone().or(title) {
        Some(label) => label,
        None => name(it.r#type.as_ref(), "type", refusals),
    };
    let within = within(it, &label, refusals);
    let words = it.extension.iter().find(|it| it.0.get("url").and_then(Value::as_str) == Some(WORDS));
    let words = words.and_then(|it| it.0.get("valueString")?.as_str());
    Understood {
        sort: Sort::Document,
        form: EntryForm {
            label,
            choice: kind(it.r#type.as_ref()).code().to_owned(),
            text: words.unwrap_or_default().to_owned(),
            ..EntryForm::default()
        },
        at,
        until: None,
        recorded: it.date.clone(),
        codes: Vec::new(),
        files: within,
        element: |field| match field {
            "on" => "context.period.start",
            "text" => "extension",
            _ => "description",
        },
    }
}

/// The files within it, as they can be joined; one that cannot is refused, and the document with it.
fn within(it: &DocumentReference, label: &str, refusals: &mut Refusals) -> Vec<NewAttachment> {
    let mut files = Vec::new();
    for (at, content) in it.content.iter().enumerate() {
        let Some(file) = &content.attachment else { continue };
        let Some(data) = &file.data else { continue };
        match joined(file, data, label) {
            Ok(file) => files.push(file),
            Err((element, key)) => refusals.push(&format!("content[{at}].attachment.{element}"), key),
        }
    }
    if files.len() > MOST {
        refusals.limited("content", "fault-too-many-files", MOST);
    }
    files
}

/// A file as it can be joined, under its title; the element and the reason where it is not what is said of it.
fn joined(file: &Attachment, data: &str, label: &str) -> Result<NewAttachment, (&'static str, &'static str)> {
    let data: String = data.split_whitespace().collect();
    let bytes = STANDARD.decode(data).map_err(|_| ("data", "data-broken"))?;
    let said = file.size.as_ref().map(|it| it.0.as_u64());
    if said.is_some_and(|said| said != u64::try_from(bytes.len()).ok()) {
        return Err(("size", "data-broken"));
    }
    if file.hash.as_ref().is_some_and(|hash| *hash != STANDARD.encode(Sha1::digest(&bytes))) {
        return Err(("hash", "data-broken"));
    }
    let name = file_name(file.title.as_deref().unwrap_or(label), file.content_type.as_deref());
    let read = NewAttachment::parse(&name, bytes)
        .map_err(|fault| (if fault.key.starts_with("fault-file") { "data" } else { "title" }, fault.key))?;
    match file.content_type.as_deref().and_then(|it| it.split(';').next()) {
        Some(said) if said.trim() != read.media_type() => Err(("contentType", "data-type")),
        _ => Ok(read),
    }
}

/// A title as the name of a file: R4 asks of it neither an ending nor that it could be one.
fn file_name(title: &str, media_type: Option<&str>) -> String {
    let name = title.replace(['/', '\\'], "-");
    match media_type {
        _ if name.contains('.') => name,
        Some("application/pdf") => format!("{name}.pdf"),
        Some("image/jpeg") => format!("{name}.jpg"),
        Some("image/png") => format!("{name}.png"),
        _ => name,
    }
}

/// What kind of document, by the record’s own code or by LOINC.
fn kind(concept: Option<&CodeableConcept>) -> DocumentKind {
    let Some(concept) = concept else { return DocumentKind::Other };
    if let Some(code) = code_in(concept, DOCUMENT) {
        let known = DocumentKind::ALL.iter().copied().find(|it| it.code() == code);
        return known.unwrap_or(DocumentKind::Other);
    }
    match code_in(concept, system::LOINC) {
        // Consultation, discharge, history and physical, procedure.
        Some("11488-4" | "18842-5" | "34117-2" | "28570-0") => DocumentKind::Report,
        // Laboratory, pathology, imaging.
        Some("11502-2" | "11526-1" | "18748-4") => DocumentKind::Result,
        Some("57833-6") => DocumentKind::Prescription,
        Some("57133-1" | "83964-7") => DocumentKind::Letter,
        _ => DocumentKind::Other,
    }
}
