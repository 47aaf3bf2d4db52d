//! What else the record knows of what a questionnaire asks, and what goes back: treatments and health problems.
//!
//! An item of text under the LOINC code of a history of treatments or of illness begins with those that run, one a line. An item of
//! yes or no under codes of the ICD-10 begins with yes where a problem of one of these classes runs; answered yes by whoever fills
//! it in, where the record held none, it becomes a problem under the first of them. All of it comes from where measurements come
//! from ([`super::known`]), and is theirs until they put it in the record.

use forms::{Evaluation, Item, ItemType, Slot, Value};
use jiff::civil::Date;
use kernel::Locale;

use super::filling::holds;
use super::known::is_open;
use crate::record::{Content, Fact, Icd10, Sort, Status};

/// The system of the ICD-10 in FHIR.
const ICD10: &str = "http://hl7.org/fhir/sid/icd-10";
/// History of medication use, in words (LOINC).
const TREATMENTS: &str = "10160-0";
/// History of past illness, in words (LOINC).
const ILLNESSES: &str = "11348-0";

/// What the record knows of what an item asks, if it asks for such a thing.
pub(super) fn known(facts: &[Fact], item: &Item) -> Option<Value> {
    let running = || facts.iter().filter(|it| it.status == Status::Holds && is_open(it));
    match item.kind {
        ItemType::Text => {
            let sort = item.codes.iter().find_map(|it| match it.code.as_deref()? {
                TREATMENTS => Some(Sort::Treatment),
                ILLNESSES => Some(Sort::Problem),
                _ => None,
            })?;
            let lines: Vec<String> =
                running().filter(|it| it.content.sort() == sort).filter_map(line).collect();
            (!lines.is_empty()).then(|| Value::String(lines.join("\n")))
        }
        ItemType::Boolean => {
            let has = |class: &str| running().any(|it| is_of(it, class));
            classes(item).any(has).then_some(Value::Boolean(true))
        }
        _ => None,
    }
}

/// « Metformine, 500 mg matin et soir », « Diabète de type 2 (2019) ».
fn line(fact: &Fact) -> Option<String> {
    match &fact.content {
        Content::Treatment { label, dosage, .. } => {
            Some(dosage.as_ref().map_or_else(|| label.clone(), |dosage| format!("{label}, {dosage}")))
        }
        Content::Problem { label, .. } => {
            let since = fact.at.first().map(Date::year);
            Some(since.map_or_else(|| label.clone(), |year| format!("{label} ({year})")))
        }
        _ => None,
    }
}

/// The classes of the ICD-10 under which an item asks.
fn classes(item: &Item) -> impl Iterator<Item = &str> {
    let coded = item.codes.iter().filter(|it| it.system.as_deref() == Some(ICD10));
    coded.filter_map(|it| it.code.as_deref())
}

/// Whether a fact is a health problem of this class.
fn is_of(fact: &Fact, class: &str) -> bool {
    let Content::Problem { icd10: Some(code), .. } = &fact.content else { return false };
    code.to_string().starts_with(class)
}

/// The problems that the answers tell, that nobody took over from the record, and that are none of those which the record holds.
/// Named in a language.
pub(super) fn told(
    evaluation: &Evaluation<'_>,
    taken: &[(String, String)],
    record: &[Fact],
    locale: Locale,
) -> Vec<Content> {
    let before = Before { taken, record, locale };
    let mut all = Vec::new();
    for slot in evaluation.slots() {
        gather(slot, &before, &mut all);
    }
    all
}

/// What stood before anything was answered.
struct Before<'a> {
    taken: &'a [(String, String)],
    record: &'a [Fact],
    locale: Locale,
}

fn gather(slot: Slot<'_, '_>, before: &Before<'_>, all: &mut Vec<Content>) {
    if !slot.is_asked() {
        return;
    }
    let item = slot.item();
    for standing in slot.standing() {
        let said = standing.value() == Some(&Value::Boolean(true));
        let was_taken = || holds(before.taken, &(standing.field(), "true".to_owned()));
        let holds_one = || {
            let mut stands = before.record.iter().filter(|it| it.status == Status::Holds);
            stands.any(|it| classes(item).any(|class| is_of(it, class)))
        };
        let first = classes(item).next().and_then(Icd10::parse);
        if let Some(icd10) = first.filter(|_| said && !was_taken() && !holds_one()) {
            let label =
                item.text.as_ref().map(|it| it.said(before.locale.tag()).to_owned()).unwrap_or_default();
            all.push(Content::Problem { label, icd10: Some(icd10), text: None });
        }
        for within in standing.slots() {
            gather(within, before, all);
        }
    }
}
