//! What answers say of somebody, beyond the form: scores and coded answers, from which Observations are made.

use fhir::{CodeableConcept, Coding, DateTime};

use crate::decimal::Decimal;
use crate::evaluation::Evaluation;
use crate::item::Item;
use crate::standing::Slot;
use crate::total::{Band, worth};
use crate::value::Value;

/// An observation, in plain.
#[derive(Debug, Clone)]
pub struct Fact<'a> {
    /// The item that was answered, or added up; `codes` says what was observed.
    pub item: &'a Item,
    /// The field of the answer.
    pub field: String,
    /// What was observed.
    pub codes: &'a [Coding],
    /// Which kinds of observation.
    pub categories: &'a [CodeableConcept],
    /// The answer, or the sum.
    pub value: Value,
    /// The unit of a number.
    pub unit: Option<Coding>,
    /// How much a coded answer counts.
    pub ordinal: Option<Decimal>,
    /// What a score means.
    pub band: Option<&'a Band>,
    /// When.
    pub at: DateTime,
}

impl<'a> Evaluation<'a> {
    /// The observations: answers to items with a code for which SDC's `observationExtract` stands, there or above; and
    /// totals with a code, which always are.
    pub fn facts(&self, at: &DateTime) -> Vec<Fact<'a>> {
        let mut facts = Vec::new();
        for slot in self.slots() {
            gather(slot, at, &mut facts);
        }
        facts
    }
}

fn gather<'a>(slot: Slot<'_, 'a>, at: &DateTime, facts: &mut Vec<Fact<'a>>) {
    if !slot.is_asked() {
        return;
    }
    let item = slot.item();
    let observed = !item.codes.is_empty() && (item.observed || item.total.is_some());
    for standing in slot.standing() {
        if let Some(value) = standing.value().filter(|_| observed) {
            facts.push(Fact {
                item,
                field: standing.field(),
                codes: &item.codes,
                categories: &item.categories,
                value: value.clone(),
                unit: unit(item, value),
                ordinal: item.kind.is_choice().then(|| worth(item, value)).flatten(),
                band: value.number().and_then(|it| item.band(it)),
                at: at.clone(),
            });
        }
        for within in standing.slots() {
            gather(within, at, facts);
        }
    }
}

fn unit(item: &Item, value: &Value) -> Option<Coding> {
    match value {
        Value::Quantity(quantity) => Some(Coding {
            system: quantity.system.clone(),
            code: quantity.code.clone(),
            display: quantity.unit.clone(),
            ..Coding::default()
        }),
        Value::Decimal(_) | Value::Integer(_) => item.units.first().cloned(),
        _ => None,
    }
}
