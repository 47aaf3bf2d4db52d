//! What an entry says, from what was typed and back: each sort reads the fields that are its own.

use serde::de::DeserializeOwned;

use super::codes::Icd10;
use super::content::Content;
use super::form::EntryForm;
use super::measure::{Measure, Value};
use super::sort::Sort;
use crate::directory::decode;
use crate::fields::{self, Faults};
use crate::{Fault, Result};

/// What was typed for an entry of this sort; its faults are told.
pub(super) fn content(sort: Sort, form: &EntryForm, faults: &mut Faults) -> Option<Content> {
    match sort {
        Sort::Note | Sort::Situation | Sort::Rupture | Sort::Stay | Sort::Theme => {
            of_life(sort, form, faults)
        }
        Sort::Problem
        | Sort::Treatment
        | Sort::Allergy
        | Sort::Measurement
        | Sort::Vaccination
        | Sort::Procedure
        | Sort::Document => of_health(sort, form, faults),
        Sort::Need
        | Sort::Relative
        | Sort::Protection
        | Sort::CrisisPlan
        | Sort::AttendingDoctor
        | Sort::NoAttendingDoctor => around(sort, form, faults),
        // They have forms of their own.
        Sort::Assessment | Sort::Prevention => {
            faults.push("sort", "fault-choice");
            None
        }
    }
}

fn more(form: &EntryForm, faults: &mut Faults) -> Option<String> {
    faults.take(fields::optional_long("text", &form.text)).flatten()
}

fn label(form: &EntryForm, faults: &mut Faults) -> Option<String> {
    faults.take(fields::short("label", &form.label))
}

fn short(field: &'static str, text: &str, faults: &mut Faults) -> Option<String> {
    faults.take(fields::optional_short(field, text)).flatten()
}

fn of_life(sort: Sort, form: &EntryForm, faults: &mut Faults) -> Option<Content> {
    Some(match sort {
        Sort::Situation => {
            let facet = faults.take(choice(&form.choice));
            let text = faults.take(fields::long("text", &form.text));
            Content::Situation { facet: facet?, text: text? }
        }
        Sort::Rupture => {
            let (domain, text) = (faults.take(choice(&form.choice)), more(form, faults));
            Content::Rupture { domain: domain?, text }
        }
        Sort::Stay => {
            let (what, place) = (faults.take(choice(&form.choice)), short("place", &form.place, faults));
            Content::Stay { text: more(form, faults), what: what?, place }
        }
        Sort::Theme => {
            let (theme, text) = (faults.take(choice(&form.choice)), more(form, faults));
            Content::Theme { theme: theme?, text }
        }
        _ => Content::Note { text: faults.take(fields::long("text", &form.text))? },
    })
}

fn of_health(sort: Sort, form: &EntryForm, faults: &mut Faults) -> Option<Content> {
    if sort == Sort::Measurement {
        let measure: Option<Measure> = faults.take(choice(&form.choice));
        let value = measure.and_then(|it| faults.take(value(it, &form.value)));
        return Some(Content::Measurement { text: more(form, faults), measure: measure?, value: value? });
    }
    let name = label(form, faults);
    Some(match sort {
        Sort::Problem => {
            let icd10 = faults.take(icd10(&form.icd10)).flatten();
            Content::Problem { text: more(form, faults), label: name?, icd10 }
        }
        Sort::Treatment => {
            let dosage = short("dosage", &form.dosage, faults);
            Content::Treatment { text: more(form, faults), label: name?, dosage }
        }
        Sort::Allergy => {
            let severity = optional_choice(&form.choice, faults);
            Content::Allergy { text: more(form, faults), label: name?, severity }
        }
        Sort::Document => {
            let document = faults.take(choice(&form.choice));
            Content::Document { text: more(form, faults), document: document?, label: name? }
        }
        Sort::Vaccination => Content::Vaccination { text: more(form, faults), label: name? },
        _ => Content::Procedure { text: more(form, faults), label: name? },
    })
}

fn around(sort: Sort, form: &EntryForm, faults: &mut Faults) -> Option<Content> {
    Some(match sort {
        Sort::Need => {
            let need = faults.take(choice(&form.choice));
            let text = faults.take(fields::long("text", &form.text));
            Content::Need { need: need?, text: text? }
        }
        Sort::Relative => {
            let (relation, label) = (faults.take(choice(&form.choice)), label(form, faults));
            Content::Relative { text: more(form, faults), relation: relation?, label: label? }
        }
        Sort::AttendingDoctor => {
            let label = label(form, faults);
            Content::AttendingDoctor { text: more(form, faults), label: label? }
        }
        Sort::NoAttendingDoctor => {
            let (why, text) = (faults.take(choice(&form.choice)), more(form, faults));
            Content::NoAttendingDoctor { why: why?, text }
        }
        Sort::Protection => {
            let (protection, label) =
                (faults.take(choice(&form.choice)), short("label", &form.label, faults));
            Content::Protection { text: more(form, faults), protection: protection?, label }
        }
        _ => {
            let mut part = |field, text: &str| faults.take(fields::long(field, text));
            let (signs, helps, call) =
                (part("signs", &form.signs), part("helps", &form.helps), part("call", &form.call));
            let wishes = faults.take(fields::optional_long("wishes", &form.wishes)).flatten();
            let with = faults.take(choice(&form.choice));
            Content::CrisisPlan { signs: signs?, helps: helps?, call: call?, wishes, with: Some(with?) }
        }
    })
}

fn optional_choice<T: DeserializeOwned>(code: &str, faults: &mut Faults) -> Option<T> {
    if code.trim().is_empty() { None } else { faults.take(choice(code)) }
}

fn value(measure: Measure, text: &str) -> Result<Value, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::new("value", "fault-required"));
    }
    let wrong = if measure == Measure::BloodPressure { "fault-blood-pressure" } else { "fault-measurement" };
    Value::parse(measure, text).ok_or(Fault::new("value", wrong))
}

fn choice<T: DeserializeOwned>(code: &str) -> Result<T, Fault> {
    if code.trim().is_empty() {
        return Err(Fault::new("choice", "fault-required"));
    }
    decode(code.trim()).map_err(|_| Fault::new("choice", "fault-choice"))
}

fn icd10(text: &str) -> Result<Option<Icd10>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Icd10::parse(text).map(Some).ok_or(Fault::new("icd10", "fault-icd10"))
}

impl EntryForm {
    /// What a form shows to correct this.
    pub fn of(content: &Content) -> Self {
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut form = Self { text: content.text().unwrap_or_default().to_owned(), ..Self::default() };
        match content {
            Content::Note { .. } | Content::Assessment(_) | Content::Prevention(_) => {}
            Content::Rupture { domain, .. } => domain.code().clone_into(&mut form.choice),
            Content::Situation { facet, .. } => facet.code().clone_into(&mut form.choice),
            Content::Stay { what, place, .. } => {
                what.code().clone_into(&mut form.choice);
                form.place = own(place);
            }
            Content::Problem { label, icd10, .. } => {
                form.label.clone_from(label);
                form.icd10 = icd10.as_ref().map(ToString::to_string).unwrap_or_default();
            }
            Content::Treatment { label, dosage, .. } => {
                form.label.clone_from(label);
                form.dosage = own(dosage);
            }
            Content::Allergy { label, severity, .. } => {
                form.label.clone_from(label);
                severity.map(super::Severity::code).unwrap_or_default().clone_into(&mut form.choice);
            }
            Content::Measurement { measure, value, .. } => {
                measure.code().clone_into(&mut form.choice);
                form.value = value.to_string();
            }
            Content::Vaccination { label, .. }
            | Content::Procedure { label, .. }
            | Content::AttendingDoctor { label, .. } => {
                form.label.clone_from(label);
            }
            Content::Document { document, label, .. } => {
                document.code().clone_into(&mut form.choice);
                form.label.clone_from(label);
            }
            Content::NoAttendingDoctor { why, .. } => why.code().clone_into(&mut form.choice),
            Content::Theme { theme, .. } => theme.code().clone_into(&mut form.choice),
            Content::Need { need, .. } => need.code().clone_into(&mut form.choice),
            Content::Relative { relation, label, .. } => {
                relation.code().clone_into(&mut form.choice);
                form.label.clone_from(label);
            }
            Content::Protection { protection, label, .. } => {
                protection.code().clone_into(&mut form.choice);
                form.label = own(label);
            }
            Content::CrisisPlan { signs, helps, call, wishes, with } => {
                with.map(super::WrittenWith::code).unwrap_or_default().clone_into(&mut form.choice);
                form.signs.clone_from(signs);
                form.helps.clone_from(helps);
                form.call.clone_from(call);
                form.wishes = own(wishes);
            }
        }
        form
    }
}
