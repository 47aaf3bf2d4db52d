//! What the record knows of what a questionnaire asks, and what goes back into it: measurements, by their LOINC codes.
//!
//! What is known comes from what the author may read, and is theirs until they put the questionnaire in the record. What goes
//! back is what they measured: an answer that was taken over from the record and left as it was is no new measurement.

use forms::{Decimal, Evaluation, Fact as Observed, Item, ItemType, Questionnaire, Value};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use policy::{Compartment, PersonFacts};
use sea_orm::ConnectionTrait;

use crate::people::{Shown, today};
use crate::record::{self, Content, DIASTOLIC, Fact, Measure, SYSTOLIC, Sort, Status, Told};
use crate::{Ctx, PersonId, Result};

/// The fields as they stand before anybody wrote in them, and which of them come from the record. One statement more where the
/// questionnaire asks for something that may be known.
pub(super) async fn beginning<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    (person, facts): (PersonId, &PersonFacts),
    questionnaire: &Questionnaire,
) -> Result<(Vec<(String, String)>, Vec<(String, String)>)> {
    let zone = super::filling::zone();
    let fields = |answers: &forms::Answers| questionnaire.evaluate(answers).fields(&zone);
    let before = fields(&questionnaire.initial());
    if questionnaire.items().iter().all(|item| item.prefilled_within.is_none()) {
        return Ok((before, Vec::new()));
    }
    let shown = Shown::of(ctx, facts);
    let measured = record::of_sorts(ctx, db, person, &shown, &[Sort::Measurement]).await?;
    let all = fields(&questionnaire.prefilled(|item| known(&measured, today(ctx), item)));
    let taken = all.iter().filter(|it| !before.contains(it)).cloned().collect();
    Ok((all, taken))
}

/// The latest measurement that an item asks for, unless it is too old.
fn known(measured: &[Fact], today: Date, item: &Item) -> Option<Value> {
    let within = span(
        item.prefilled_within.as_ref()?.code.as_deref(),
        &item.prefilled_within.as_ref()?.value.as_ref()?.text(),
    )?;
    let oldest = today.checked_sub(within).ok()?;
    let codes = item.codes.iter().filter_map(|it| it.code.as_deref());
    let number = codes.into_iter().find_map(|code| {
        let of = measured.iter().filter(|it| it.status != Status::Withdrawn);
        let mut values = of.filter_map(|it| Some((day(it.at)?, number(&it.content, code)?)));
        values.find(|(on, _)| *on >= oldest && *on <= today).map(|(_, number)| number)
    })?;
    let number: Decimal = number.parse().ok()?;
    match item.kind {
        ItemType::Decimal => Some(Value::Decimal(number)),
        ItemType::Integer => number.to_string().parse().ok().map(Value::Integer),
        _ => None,
    }
}

/// The number that a measurement gives under a code.
fn number(content: &Content, code: &str) -> Option<String> {
    let Content::Measurement { measure, value, .. } = content else { return None };
    match (measure, code) {
        (Measure::BloodPressure, SYSTOLIC) => Some(value.first.to_string()),
        (Measure::BloodPressure, DIASTOLIC) => value.second.map(|it| it.to_string()),
        (Measure::BloodPressure, _) => None,
        _ => (measure.loinc() == code).then(|| value.first.to_string()),
    }
}

fn day(told: Told) -> Option<Date> {
    match told {
        Told::Unknown => None,
        Told::Year(date) | Told::Month(date) | Told::Day(date) => Some(date),
        Told::Instant(at) => Some(crate::dates::day(at)),
    }
}

/// A duration of UCUM.
fn span(code: Option<&str>, number: &str) -> Option<Span> {
    let n: i64 = number.parse().ok()?;
    match code? {
        "a" => Some(n.years()),
        "mo" => Some(n.months()),
        "wk" => Some(n.weeks()),
        "d" => Some(n.days()),
        _ => None,
    }
}

/// The measurements that the answers hold and that were not taken over from the record as they are.
pub(super) fn measured(
    evaluation: &Evaluation<'_>,
    at: &forms::DateTime,
    taken: &[(String, String)],
) -> Vec<Content> {
    let zone = super::filling::zone();
    let fields = evaluation.fields(&zone);
    let observed = evaluation.facts(at);
    let new = |it: &&Observed<'_>| {
        let typed = fields.iter().find(|(name, _)| *name == it.field);
        typed.is_some_and(|typed| !taken.contains(typed))
    };
    let under = |code: &str| {
        observed
            .iter()
            .filter(new)
            .find(|it| it.codes.iter().any(|coding| coding.code.as_deref() == Some(code)))
    };
    let text = |code: &str| Some(under(code)?.value.number()?.to_string());
    let mut all = Vec::new();
    for measure in Measure::ALL {
        let typed = match measure {
            Measure::BloodPressure => {
                text(SYSTOLIC).zip(text(DIASTOLIC)).map(|(high, low)| format!("{high}/{low}"))
            }
            other => text(other.loinc()),
        };
        let value = typed.and_then(|typed| record::Value::parse(*measure, &typed));
        all.extend(value.map(|value| Content::Measurement { measure: *measure, value, text: None }));
    }
    all
}

/// Where measurements stand that come with a questionnaire put in this part: there, where they may; else in the somatic part,
/// if its author writes there.
pub(super) fn place(of: Compartment, writable: &[Compartment]) -> Option<Compartment> {
    let may = Sort::Measurement.compartments();
    if may.contains(&of) {
        return Some(of);
    }
    writable.contains(&Compartment::Somatic).then_some(Compartment::Somatic)
}
