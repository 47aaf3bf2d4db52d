//! A problem as a Condition.

use care::record::{EntryForm, Icd10, Sort, Status};
use fhir::{CodeableConcept, Condition, system};

use super::tell::{Telling, label};
use super::terms::{code_in, coding, concept, is_icd10};
use super::understand::{Refusals, Understood, begin, coded_status, end, name, words};

const HOLDS: [&str; 3] = ["active", "recurrence", "relapse"];
const OVER: [&str; 3] = ["resolved", "inactive", "remission"];

/// As it is told. What was made by mistake has no clinical status (R4, con-5); what has an end is resolved (con-4).
pub(super) fn tell(it: &Telling<'_>, name: &str, icd10: Option<&Icd10>) -> Condition {
    let clinical = if it.status == Status::Over { OVER[0] } else { HOLDS[0] };
    let verification = if it.withdrawn() { "entered-in-error" } else { "confirmed" };
    Condition {
        clinical_status: (!it.withdrawn()).then(|| concept(system::CONDITION_CLINICAL, clinical)),
        verification_status: Some(concept(system::CONDITION_VERIFICATION, verification)),
        category: vec![concept(system::CONDITION_CATEGORY, "problem-list-item")],
        code: Some(CodeableConcept {
            coding: icd10.map(|it| coding(system::ICD10, &it.to_string())).into_iter().collect(),
            ..label(name)
        }),
        subject: it.subject.clone(),
        onset_date_time: it.at.clone(),
        abatement_date_time: it.until.clone(),
        recorded_date: it.recorded(),
        recorder: it.author(),
        note: it.notes(),
        ..Condition::default()
    }
}

/// What it says.
pub(super) fn understand(it: &Condition, refusals: &mut Refusals) -> Understood {
    let known: Vec<&str> = HOLDS.iter().chain(&OVER).copied().collect();
    let clinical = coded_status(
        refusals,
        "clinicalStatus",
        it.clinical_status.as_ref(),
        system::CONDITION_CLINICAL,
        &known,
    );
    verified(it.verification_status.as_ref(), system::CONDITION_VERIFICATION, &["confirmed"], refusals);
    let told_end = it.abatement_date_time.is_some()
        || it.abatement_period.is_some()
        || it.abatement_age.is_some()
        || it.abatement_range.is_some()
        || it.abatement_string.is_some();
    let over = match clinical {
        Some(code) => OVER.contains(&code),
        None => told_end,
    };
    if told_end && !over {
        refusals.push("abatement", "holds-and-ended");
    }
    let code = it.code.as_ref();
    let icd10 = code.iter().flat_map(|it| &it.coding).find_map(|it| {
        let classified = it.system.as_deref().is_some_and(is_icd10);
        it.code.as_deref().filter(|_| classified).and_then(Icd10::parse)
    });
    Understood {
        sort: Sort::Problem,
        form: EntryForm {
            label: name(code, "code", refusals),
            icd10: icd10.map(|it| it.to_string()).unwrap_or_default(),
            text: words(&it.note),
            ..EntryForm::default()
        },
        at: begin(it.onset_date_time.as_ref(), it.onset_period.as_ref()),
        until: over.then(|| end(it.abatement_date_time.as_ref(), it.abatement_period.as_ref())),
        recorded: it.recorded_date.clone(),
        codes: code.cloned().into_iter().collect(),
        files: Vec::new(),
        element: |field| match field {
            "on" => "onsetDateTime",
            "until" => "abatementDateTime",
            "text" => "note",
            _ => "code",
        },
    }
}

/// Refuses what is not certain: in a record it would read as if it were.
pub(super) fn verified(
    status: Option<&CodeableConcept>,
    system: &str,
    known: &[&str],
    refusals: &mut Refusals,
) {
    let Some(concept) = status else { return };
    match code_in(concept, system) {
        Some("entered-in-error") => refusals.push("verificationStatus", "by-mistake"),
        Some(code) if known.contains(&code) => {}
        Some(code) => refusals.because("verificationStatus", "uncertain", Some(code.to_owned())),
        None => refusals.because("verificationStatus", "status", concept.text.clone()),
    }
}
