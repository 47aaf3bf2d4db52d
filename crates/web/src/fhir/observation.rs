//! A measurement as an Observation.

use care::record::{DIASTOLIC, EntryForm, Measure, SYSTOLIC, Sort, Status, Told, Value};
use fhir::{CodeableConcept, Component, Decimal, Observation, Quantity, system};

use super::tell::Telling;
use super::terms::{coding, concept};
use super::understand::{Refusals, Understood, begin, status, words};

/// LOINC codes of the two numbers of a blood pressure.
const PRESSURES: [&str; 2] = [SYSTOLIC, DIASTOLIC];

/// Vital signs are told by the profile of that name (R4, `observation-vitalsigns.html`).
const fn category(measure: Measure) -> &'static str {
    match measure {
        Measure::Waist => "exam",
        Measure::Hba1c | Measure::Glucose | Measure::Lithium => "laboratory",
        _ => "vital-signs",
    }
}

/// As it is told.
pub(super) fn tell(it: &Telling<'_>, measure: Measure, value: Value) -> Observation {
    let state = match (it.status, it.corrected) {
        (Status::Withdrawn, _) => "entered-in-error",
        (_, true) => "corrected",
        (_, false) => "final",
    };
    let numbers = [Some(value.first), value.second];
    let quantity = |text: String| Quantity {
        value: Decimal::written(&text),
        unit: Some(measure.unit().to_owned()),
        system: Some(system::UCUM.to_owned()),
        code: Some(measure.ucum().to_owned()),
        ..Quantity::default()
    };
    let part = |(number, loinc): (Option<_>, &str)| Component {
        code: Some(concept(system::LOINC, loinc)),
        value_quantity: number.map(|it: care::record::Thousandths| quantity(it.to_string())),
        ..Component::default()
    };
    let pressure = measure == Measure::BloodPressure;
    Observation {
        status: Some(state.to_owned()),
        category: vec![concept(system::OBSERVATION_CATEGORY, category(measure))],
        code: Some(CodeableConcept {
            coding: vec![coding(system::LOINC, measure.loinc())],
            ..CodeableConcept::default()
        }),
        subject: it.subject.clone(),
        effective_date_time: it.at.clone(),
        issued: it.recorded(),
        performer: it.author().into_iter().collect(),
        value_quantity: (!pressure).then(|| quantity(value.first.to_string())),
        note: it.notes(),
        component: if pressure { numbers.into_iter().zip(PRESSURES).map(part).collect() } else { Vec::new() },
        ..Observation::default()
    }
}

/// What it says.
pub(super) fn understand(it: &Observation, refusals: &mut Refusals) -> Understood {
    status(refusals, "status", it.status.as_deref(), &["final", "corrected", "amended"]);
    let at = it.effective_date_time.as_ref().or(it.effective_instant.as_ref());
    let at = begin(at, it.effective_period.as_ref());
    if at == Told::Unknown {
        refusals.push("effectiveDateTime", "date-missing");
    }
    let measure = measured(it, refusals);
    Understood {
        sort: Sort::Measurement,
        form: EntryForm {
            choice: measure.map(Measure::code).unwrap_or_default().to_owned(),
            value: measure.map(|measure| number(it, measure, refusals)).unwrap_or_default(),
            text: words(&it.note),
            ..EntryForm::default()
        },
        at,
        until: None,
        recorded: it.issued.clone(),
        codes: Vec::new(),
        files: Vec::new(),
        element: |field| match field {
            "on" => "effectiveDateTime",
            "text" => "note",
            "choice" => "code",
            _ => "valueQuantity",
        },
    }
}

/// What was measured, by its LOINC code.
fn measured(it: &Observation, refusals: &mut Refusals) -> Option<Measure> {
    let codes = it.code.iter().flat_map(|it| &it.coding);
    let loinc: Vec<&str> = codes
        .filter(|it| it.system.as_deref() == Some(system::LOINC))
        .filter_map(|it| it.code.as_deref())
        .collect();
    let measure = Measure::ALL.iter().copied().find(|measure| loinc.contains(&measure.loinc()));
    if measure.is_none() {
        let said = it.code.as_ref().and_then(|it| it.text.clone());
        refusals.because("code", "measure", loinc.first().map(|it| (*it).to_owned()).or(said));
    }
    measure
}

/// What was found, as one types it.
fn number(it: &Observation, measure: Measure, refusals: &mut Refusals) -> String {
    if measure != Measure::BloodPressure {
        return quantity(it.value_quantity.as_ref(), measure, "valueQuantity", refusals);
    }
    let numbers = PRESSURES.map(|loinc| {
        let is = |it: &&Component| {
            let coding = it.code.iter().flat_map(|it| &it.coding);
            coding
                .clone()
                .any(|it| it.system.as_deref() == Some(system::LOINC) && it.code.as_deref() == Some(loinc))
        };
        let found = it.component.iter().find(is);
        quantity(
            found.and_then(|it| it.value_quantity.as_ref()),
            measure,
            "component.valueQuantity",
            refusals,
        )
    });
    numbers.join("/")
}

/// A number in the unit in which the record keeps it.
fn quantity(it: Option<&Quantity>, measure: Measure, element: &str, refusals: &mut Refusals) -> String {
    let Some((quantity, value)) = it.and_then(|it| Some((it, it.value.as_ref()?))) else {
        refusals.push(element, "value-missing");
        return String::new();
    };
    if let Some(bound) = &quantity.comparator {
        refusals.because(&format!("{element}.comparator"), "bound", Some(bound.clone()));
    }
    let unit = quantity.code.as_deref().or(quantity.unit.as_deref());
    // UCUM lets words in braces be added to a unit: they change nothing (`{beats}/min`).
    let bare = unit.map(|it| it.split_once('}').map_or(it, |(_, rest)| rest));
    if bare != Some(measure.ucum()) && bare != Some(measure.unit()) {
        refusals.because(&format!("{element}.code"), "unit", unit.map(str::to_owned));
    }
    value.text()
}
