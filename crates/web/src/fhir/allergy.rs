//! An allergy or intolerance as an AllergyIntolerance.

use care::record::{EntryForm, Severity, Sort, Status, Told};
use fhir::{AllergyIntolerance, Raw, Reaction, system};
use serde_json::{Value, json};

use super::condition::verified;
use super::tell::{Telling, label};
use super::terms::{ENDED, concept};
use super::understand::{Refusals, Understood, begin, coded_status, name, told, words};

const HOLDS: &str = "active";
const OVER: [&str; 2] = ["resolved", "inactive"];

/// As it is told. What was made by mistake has no clinical status (R4, ait-1 and ait-2). FHIR gives an allergy no end: it
/// stands in an extension. A reaction must say how it showed (R4: 1..*), which the record does not know apart.
pub(super) fn tell(it: &Telling<'_>, name: &str, severity: Option<Severity>) -> AllergyIntolerance {
    let clinical = if it.status == Status::Over { OVER[0] } else { HOLDS };
    let verification = if it.withdrawn() { "entered-in-error" } else { "confirmed" };
    let reaction = severity.map(|severity| Reaction {
        manifestation: vec![concept(system::DATA_ABSENT, "unknown")],
        severity: Some(severity.code().to_owned()),
        ..Reaction::default()
    });
    let ended = it.until.as_ref().map(|day| Raw(json!({ "url": ENDED, "valueDateTime": day.to_string() })));
    AllergyIntolerance {
        extension: ended.into_iter().collect(),
        clinical_status: (!it.withdrawn()).then(|| concept(system::ALLERGY_CLINICAL, clinical)),
        verification_status: Some(concept(system::ALLERGY_VERIFICATION, verification)),
        code: Some(label(name)),
        patient: it.subject.clone(),
        onset_date_time: it.at.clone(),
        recorded_date: it.recorded(),
        recorder: it.author(),
        note: it.notes(),
        reaction: reaction.into_iter().collect(),
        ..AllergyIntolerance::default()
    }
}

/// What it says. One that is not confirmed is taken all the same: to know of it is safer, and its source’s word is kept.
pub(super) fn understand(it: &AllergyIntolerance, refusals: &mut Refusals) -> Understood {
    let known = [HOLDS, OVER[0], OVER[1]];
    let clinical = coded_status(
        refusals,
        "clinicalStatus",
        it.clinical_status.as_ref(),
        system::ALLERGY_CLINICAL,
        &known,
    );
    let certain = ["confirmed", "unconfirmed"];
    verified(it.verification_status.as_ref(), system::ALLERGY_VERIFICATION, &certain, refusals);
    let over = clinical.is_some_and(|it| OVER.contains(&it));
    let ended = it.extension.iter().find(|it| it.0.get("url").and_then(Value::as_str) == Some(ENDED));
    let ended = ended.and_then(|it| it.0.get("valueDateTime")?.as_str()?.parse().ok()).map(|it| told(&it));
    if ended.is_some() && !over {
        refusals.push("extension", "holds-and-ended");
    }
    Understood {
        sort: Sort::Allergy,
        form: EntryForm {
            label: name(it.code.as_ref(), "code", refusals),
            choice: worst(&it.reaction, refusals),
            text: story(it),
            ..EntryForm::default()
        },
        at: begin(it.onset_date_time.as_ref(), it.onset_period.as_ref()),
        until: over.then(|| ended.unwrap_or(Told::Unknown)),
        recorded: it.recorded_date.clone(),
        codes: Vec::new(),
        files: Vec::new(),
        element: |field| match field {
            "on" => "onsetDateTime",
            "until" => "extension",
            "text" => "note",
            "choice" => "reaction.severity",
            _ => "code",
        },
    }
}

/// The worst reaction there was.
fn worst(reactions: &[Reaction], refusals: &mut Refusals) -> String {
    let mut worst = None;
    for (at, reaction) in reactions.iter().enumerate() {
        let Some(code) = reaction.severity.as_deref() else { continue };
        match Severity::ALL.iter().position(|it| it.code() == code) {
            Some(place) => worst = worst.max(Some(place)),
            None => refusals.because(&format!("reaction[{at}].severity"), "status", Some(code.to_owned())),
        }
    }
    worst.map(|place| Severity::ALL[place].code()).unwrap_or_default().to_owned()
}

/// What happened: the notes, and each reaction in its words.
fn story(it: &AllergyIntolerance) -> String {
    let shown = |it: &Reaction| {
        let names = it
            .manifestation
            .iter()
            .filter_map(|it| it.text.clone().or_else(|| it.coding.iter().find_map(|it| it.display.clone())));
        let said: Vec<String> = it.description.clone().into_iter().chain(names).collect();
        (!said.is_empty()).then(|| said.join(", "))
    };
    let notes = Some(words(&it.note)).filter(|it| !it.is_empty());
    notes.into_iter().chain(it.reaction.iter().filter_map(shown)).collect::<Vec<_>>().join("\n\n")
}
