//! A treatment as a MedicationStatement.

use care::record::{EntryForm, Sort, Status, Told};
use fhir::{Dosage, MedicationStatement, Period};
use serde_json::Value;

use super::tell::{Telling, label};
use super::understand::{Refusals, Understood, begin, end, name, status, words};

const HOLDS: &str = "active";
const OVER: [&str; 2] = ["completed", "stopped"];

/// As it is told.
pub(super) fn tell(it: &Telling<'_>, name: &str, dosage: Option<&str>) -> MedicationStatement {
    let state = match it.status {
        Status::Withdrawn => "entered-in-error",
        Status::Over => OVER[0],
        Status::Holds | Status::Noted => HOLDS,
    };
    let period = Period { start: it.at.clone(), end: it.until.clone(), ..Period::default() };
    MedicationStatement {
        status: Some(state.to_owned()),
        medication_codeable_concept: Some(label(name)),
        subject: it.subject.clone(),
        effective_period: (period != Period::default()).then_some(period),
        date_asserted: it.recorded(),
        information_source: it.author(),
        note: it.notes(),
        dosage: dosage
            .map(|text| Dosage { text: Some(text.to_owned()), ..Dosage::default() })
            .into_iter()
            .collect(),
        ..MedicationStatement::default()
    }
}

/// What it says.
pub(super) fn understand(it: &MedicationStatement, refusals: &mut Refusals) -> Understood {
    let known = [HOLDS, OVER[0], OVER[1]];
    let over = status(refusals, "status", it.status.as_deref(), &known).is_some_and(|it| OVER.contains(&it));
    let period = it.effective_period.as_ref();
    // The end that is planned of what is taken now is kept as it came.
    let ended = period.filter(|it| it.end.is_some()).map_or(Told::Unknown, |it| end(None, Some(it)));
    let text = |dosages: &[Dosage]| {
        dosages.iter().filter_map(|it| it.text.as_deref()).collect::<Vec<_>>().join(" ; ")
    };
    Understood {
        sort: Sort::Treatment,
        form: EntryForm {
            label: medicine(it, refusals),
            dosage: text(&it.dosage),
            text: words(&it.note),
            ..EntryForm::default()
        },
        at: begin(it.effective_date_time.as_ref(), period),
        until: over.then_some(ended),
        recorded: it.date_asserted.clone(),
        codes: it.medication_codeable_concept.iter().cloned().chain(contained(it)).collect(),
        files: Vec::new(),
        element: |field| match field {
            "on" => "effectivePeriod.start",
            "until" => "effectivePeriod.end",
            "dosage" => "dosage.text",
            "text" => "note",
            _ => "medicationCodeableConcept",
        },
    }
}

/// What is taken: by name, or as a resource that stands within this one, or that says what it is called.
fn medicine(it: &MedicationStatement, refusals: &mut Refusals) -> String {
    let Some(reference) = &it.medication_reference else {
        return name(it.medication_codeable_concept.as_ref(), "medicationCodeableConcept", refusals);
    };
    if let Some(concept) = contained(it) {
        return name(Some(&concept), "contained", refusals);
    }
    match &reference.display {
        Some(name) => name.clone(),
        None => {
            refusals.push("medicationReference", "label");
            String::new()
        }
    }
}

/// The code of the medicine that stands within.
fn contained(it: &MedicationStatement) -> Option<fhir::CodeableConcept> {
    let id = it.medication_reference.as_ref()?.reference.as_deref()?.strip_prefix('#')?;
    let medicine = it.contained.iter().find(|it| it.0.get("id").and_then(Value::as_str) == Some(id))?;
    fhir::read("code", medicine.0.get("code")?.clone()).ok()
}
