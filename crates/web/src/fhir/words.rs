//! In words: why a file or a resource cannot be taken, when a fact was.

use care::Fault;
use care::attachments::NewAttachment;
use care::record::Told;

use super::reading::{LARGEST, MOST, Unreadable};
use super::understand::Refusal;
use crate::i18n::T;
use crate::words::{isolated, zone};

/// Why a file cannot be read, and what to do.
pub(super) fn unreadable(t: T, why: &Unreadable) -> String {
    match why {
        Unreadable::Empty => t.fhir_file_empty().to_owned(),
        Unreadable::TooLarge => t.fhir_file_large(LARGEST / (1024 * 1024)),
        Unreadable::Json(line) => t.fhir_file_json(*line),
        Unreadable::NoBundle(Some(kind)) => t.fhir_file_resource(short(kind)),
        Unreadable::NoBundle(None) => t.fhir_file_no_bundle().to_owned(),
        Unreadable::Kind(kind) => t.fhir_file_kind(short(kind.as_deref().unwrap_or("—"))),
        Unreadable::Element(refusal) => t.fhir_file_element(short(&refusal.path), self::refusal(t, refusal)),
        Unreadable::TooMany(count) => t.fhir_file_many(*count, MOST),
        Unreadable::SeveralPersons => t.fhir_file_persons().to_owned(),
        Unreadable::SomebodyElse => t.fhir_file_else().to_owned(),
    }
}

/// Why an element cannot be taken.
pub(super) fn refusal(t: T, it: &Refusal) -> String {
    let what = it.what.as_deref().map_or_else(|| t.fhir_what_missing().to_owned(), short);
    let ours = t.by_key_with(&format!("fhir-why-{}", it.key), &[("what", what.into())]);
    let fault = || crate::words::fault(t, &Fault { field: "", key: it.key, limit: it.limit });
    ours.unwrap_or_else(fault)
}

/// « Élément 4 : Condition ».
pub(super) fn line(t: T, number: usize, resource: &str) -> String {
    let kind = if resource.is_empty() { "—" } else { resource };
    t.fhir_line(number, short(kind))
}

/// Something out of a file, as it can stand in a sentence.
fn short(text: &str) -> String {
    const LETTERS: usize = 80;
    let cut: String = text.chars().take(LETTERS).collect();
    isolated(&if cut.len() < text.len() { format!("{cut}…") } else { cut })
}

/// When it was, as exactly as that is known.
pub(crate) fn when(t: T, at: Told, until: Option<Told>) -> String {
    match until {
        None => told(t, at),
        Some(until) => t.fhir_from_until(told(t, at), told(t, until)),
    }
}

/// The files within a document, each with its size.
pub(super) fn files(t: T, files: &[NewAttachment]) -> Option<String> {
    let one = |it: &NewAttachment| {
        let size = i64::try_from(it.bytes().len()).unwrap_or(i64::MAX);
        format!("{} ({})", isolated(it.name()), crate::files::size(t, size))
    };
    let all: Vec<String> = files.iter().map(one).collect();
    (!all.is_empty()).then(|| t.fhir_files(all.join(", ")))
}

/// A moment, as exactly as it is known: « 1998 », « mars 1998 », « 4 mai 2026 ».
pub(crate) fn told(t: T, told: Told) -> String {
    match told {
        Told::Unknown => t.fhir_date_unknown().to_owned(),
        Told::Year(date) => date.year().to_string(),
        Told::Month(date) => t.locale.month_and_year(date),
        Told::Day(date) => t.locale.date_plain(date),
        Told::Instant(at) => t.locale.date_plain(at.to_zoned(zone()).date()),
    }
}

/// What a source said besides, in lines of an element and its value.
pub(crate) fn beside(kept: &str) -> Vec<(String, String)> {
    super::kept::Kept::read(kept).lines()
}
