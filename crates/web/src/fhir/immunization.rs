//! A vaccination as an Immunization.

use care::record::{EntryForm, Sort, Told};
use fhir::{Immunization, Raw};
use serde_json::json;

use super::tell::{Telling, label};
use super::understand::{Refusals, Understood, begin, name, status, words};

/// As it is told.
pub(super) fn tell(it: &Telling<'_>, name: &str) -> Immunization {
    let state = if it.withdrawn() { "entered-in-error" } else { "completed" };
    let by = it.author().map(|it| Raw(json!({ "actor": it })));
    Immunization {
        status: Some(state.to_owned()),
        vaccine_code: Some(label(name)),
        patient: it.subject.clone(),
        occurrence_date_time: it.at.clone(),
        recorded: it.recorded(),
        performer: by.into_iter().collect(),
        note: it.notes(),
        ..Immunization::default()
    }
}

/// What it says.
pub(super) fn understand(it: &Immunization, refusals: &mut Refusals) -> Understood {
    status(refusals, "status", it.status.as_deref(), &["completed"]);
    if it.is_subpotent == Some(true) {
        refusals.push("isSubpotent", "subpotent");
    }
    let at = begin(it.occurrence_date_time.as_ref(), None);
    if at == Told::Unknown {
        let words = it.occurrence_string.clone();
        let element = if words.is_some() { "occurrenceString" } else { "occurrenceDateTime" };
        refusals.because(element, "date-missing", words);
    }
    Understood {
        sort: Sort::Vaccination,
        form: EntryForm {
            label: name(it.vaccine_code.as_ref(), "vaccineCode", refusals),
            text: words(&it.note),
            ..EntryForm::default()
        },
        at,
        until: None,
        recorded: it.recorded.clone(),
        codes: Vec::new(),
        files: Vec::new(),
        element: |field| match field {
            "on" => "occurrenceDateTime",
            "text" => "note",
            _ => "vaccineCode",
        },
    }
}
