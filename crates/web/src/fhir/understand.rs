//! What a resource says, as somebody would have typed it; and what of it cannot be taken, with the path and why.

use care::attachments::NewAttachment;
use care::record::{EntryForm, Sort, Told};
use fhir::{Annotation, CodeableConcept, DateTime, Period};

use super::terms::says_nothing;

/// Why something cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The element: `Condition.verificationStatus`.
    pub(super) path: String,
    /// The key of the words, under `fhir-why-` where it is not a fault of a form.
    pub(super) key: &'static str,
    /// What stands there.
    pub(super) what: Option<String>,
    /// The limit that was passed, where there is one.
    pub(super) limit: Option<i64>,
}

/// What is wrong with a resource.
#[derive(Debug, Clone, Default)]
pub(super) struct Refusals {
    pub(super) root: &'static str,
    pub(super) all: Vec<Refusal>,
}

impl Refusals {
    /// None so far.
    pub(super) fn of(root: &'static str) -> Self {
        Self { root, all: Vec::new() }
    }

    /// One more.
    pub(super) fn push(&mut self, element: &str, key: &'static str) {
        self.because(element, key, None);
    }

    /// One more, with the limit that was passed.
    pub(super) fn limited(&mut self, element: &str, key: &'static str, limit: usize) {
        self.push(element, key);
        if let Some(last) = self.all.last_mut() {
            last.limit = i64::try_from(limit).ok();
        }
    }

    /// One more, with what stands there.
    pub(super) fn because(&mut self, element: &str, key: &'static str, what: Option<String>) {
        self.all.push(Refusal { path: format!("{}.{element}", self.root), key, what, limit: None });
    }
}

/// What a resource says.
#[derive(Debug, Clone)]
pub(super) struct Understood {
    /// Which sort of fact.
    pub(super) sort: Sort,
    /// As it would have been typed.
    pub(super) form: EntryForm,
    /// When it happened or began.
    pub(super) at: Told,
    /// Until when it lasted.
    pub(super) until: Option<Told>,
    /// When the source wrote it down.
    pub(super) recorded: Option<DateTime>,
    /// Its codes, by which one knows where it stands.
    pub(super) codes: Vec<CodeableConcept>,
    /// The files within it, in order.
    pub(super) files: Vec<NewAttachment>,
    /// Where a fault of a field of the form is told.
    pub(super) element: fn(&str) -> &'static str,
}

/// A date of FHIR as the record tells it.
pub(super) fn told(date: &DateTime) -> Told {
    match date {
        DateTime::Instant(at) => Told::Instant(at.timestamp()),
        DateTime::Day(day) => Told::Day(*day),
        _ => match (date, date.first_day()) {
            (DateTime::Year(_), Ok(first)) => Told::Year(first),
            (_, Ok(first)) => Told::Month(first),
            (_, Err(_)) => Told::Unknown,
        },
    }
}

/// The beginning: a date, or the beginning of a period; not known where it is told otherwise, or not at all.
pub(super) fn begin(date: Option<&DateTime>, period: Option<&Period>) -> Told {
    date.or(period.and_then(|it| it.start.as_ref())).map_or(Told::Unknown, told)
}

/// The end: a date, or the end of a period.
pub(super) fn end(date: Option<&DateTime>, period: Option<&Period>) -> Told {
    date.or(period.and_then(|it| it.end.as_ref().or(it.start.as_ref()))).map_or(Told::Unknown, told)
}

/// What something is called: its name, or what its first code is called, or that code.
pub(super) fn name(concept: Option<&CodeableConcept>, element: &str, refusals: &mut Refusals) -> String {
    let Some(concept) = concept else {
        refusals.push(element, "label");
        return String::new();
    };
    if says_nothing(concept) {
        refusals.push(element, "says-nothing");
    }
    let named = concept.coding.iter().find_map(|it| it.display.clone());
    let coded = concept.coding.iter().find_map(|it| it.code.clone());
    let name = concept.text.clone().or(named).or(coded);
    if name.is_none() {
        refusals.push(element, "label");
    }
    name.unwrap_or_default()
}

/// The words of notes, one after the other.
pub(super) fn words(notes: &[Annotation]) -> String {
    notes.iter().filter_map(|it| it.text.as_deref()).collect::<Vec<_>>().join("\n\n")
}

/// Refuses a status that the record cannot tell.
pub(super) fn status<'a>(
    refusals: &mut Refusals,
    element: &str,
    status: Option<&'a str>,
    known: &[&str],
) -> Option<&'a str> {
    match status {
        Some("entered-in-error") => refusals.push(element, "by-mistake"),
        Some(status) if known.contains(&status) => return Some(status),
        Some(status) => refusals.because(element, "status", Some(status.to_owned())),
        None => refusals.push(element, "status-missing"),
    }
    None
}

/// The same for one that is a concept of this system; absent is not wrong.
pub(super) fn coded_status<'a>(
    refusals: &mut Refusals,
    element: &str,
    concept: Option<&'a CodeableConcept>,
    system: &str,
    known: &[&str],
) -> Option<&'a str> {
    let concept = concept?;
    match super::terms::code_in(concept, system) {
        Some(code) => status(refusals, element, Some(code), known),
        None => {
            let words = concept.text.clone().or(concept.coding.iter().find_map(|it| it.code.clone()));
            refusals.because(element, "status", words);
            None
        }
    }
}
