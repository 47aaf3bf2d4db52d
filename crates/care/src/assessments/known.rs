//! What the record knows of what a questionnaire asks, and what goes back into it: measurements, by their LOINC codes; beside them
//! treatments and health problems ([`super::diagnosed`]).
//!
//! What is known comes from the somatic part, as far as the author may read it, and nothing that is kept for some: whatever is
//! filled in may be read by whoever reads the questionnaire. It is theirs until they put it in the record. What goes back is what
//! they measured: an answer that was taken over from the record and left as it was is no new measurement.

use forms::{Decimal, Evaluation, Fact as Observed, Item, ItemType, Questionnaire, Value, What, Wrong};
use jiff::Span;
use jiff::civil::Date;
use kernel::Locale;
use policy::{Compartment, PersonFacts};
use sea_orm::ConnectionTrait;

use super::diagnosed;
use super::filling::holds;
use crate::people::{Shown, today};
use crate::record::{self, Content, DIASTOLIC, Fact, Measure, SYSTOLIC, Sort, Status};
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
    let sorts = [Sort::Measurement, Sort::Treatment, Sort::Problem];
    let facts = record::of_sorts(ctx, db, person, &shown, &sorts).await?;
    let all_known = |item: &Item| known(&facts, today(ctx), item).or_else(|| diagnosed::known(&facts, item));
    let mut all = fields(&questionnaire.prefilled(all_known));
    let mut taken = Vec::new();
    for field in all.iter_mut().filter(|it| !before.contains(it)) {
        // A number that nobody typed is written as its reader writes it; it is read either way.
        if ctx.locale() == Locale::Fr && field.1.parse::<Decimal>().is_ok() {
            field.1 = field.1.replace('.', ",");
        }
        taken.push(field.clone());
    }
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
        let of = measured.iter().filter(|it| it.status != Status::Withdrawn && is_open(it));
        let unit = item.units.first().and_then(|it| it.code.as_deref());
        let mut values = of.filter_map(|it| Some((it.at.first()?, number(&it.content, code, unit)?)));
        values.find(|(on, _)| *on >= oldest && *on <= today).map(|(_, number)| number)
    })?;
    let number: Decimal = number.parse().ok()?;
    match item.kind {
        ItemType::Decimal => Some(Value::Decimal(number)),
        ItemType::Integer => number.to_string().parse().ok().map(Value::Integer),
        _ => None,
    }
}

/// Whether a fact may be filled in: it is kept for nobody alone, and comes from where something is filled in.
pub(super) fn is_open(fact: &Fact) -> bool {
    !fact.restricted && fact.compartment == SOURCE
}

/// From where something is filled in, and where alone it may stand again unless its author says it anew.
pub(super) const SOURCE: Compartment = Compartment::Somatic;

/// Whether a number in this unit means what the measure means.
fn speaks_of(measure: Measure, unit: Option<&str>) -> bool {
    unit == Some(measure.ucum())
}

/// The number that a measurement gives under a code, in a unit.
fn number(content: &Content, code: &str, unit: Option<&str>) -> Option<String> {
    let Content::Measurement { measure, value, .. } = content else { return None };
    if !speaks_of(*measure, unit) {
        return None;
    }
    match (measure, code) {
        (Measure::BloodPressure, SYSTOLIC) => Some(value.first.to_string()),
        (Measure::BloodPressure, DIASTOLIC) => value.second.map(|it| it.to_string()),
        (Measure::BloodPressure, _) => None,
        _ => (measure.loinc() == code).then(|| value.first.to_string()),
    }
}

/// A duration of UCUM.
fn span(code: Option<&str>, number: &str) -> Option<Span> {
    let n: i64 = number.parse().ok()?;
    let span = Span::new();
    match code? {
        "a" => span.try_years(n),
        "mo" => span.try_months(n),
        "wk" => span.try_weeks(n),
        "d" => span.try_days(n),
        _ => return None,
    }
    .ok()
}

/// The measurements that the answers hold and that were not taken over from the record as they are; of a pressure, both numbers
/// where one of them is new.
///
/// # Errors
/// What is no measurement that anybody has, each at its field.
pub(super) fn measured(
    evaluation: &Evaluation<'_>,
    at: &forms::DateTime,
    taken: &[(String, String)],
) -> Result<Vec<Content>, Vec<Wrong>> {
    let zone = super::filling::zone();
    let fields = evaluation.fields(&zone);
    let observed = evaluation.facts(at);
    let is_new = |it: &Observed<'_>| {
        let typed = fields.iter().find(|(name, _)| *name == it.field);
        typed.is_some_and(|typed| !holds(taken, typed))
    };
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for measure in Measure::ALL {
        let under = |code: &str| {
            let says = |it: &&Observed<'_>| {
                let coded = it.codes.iter().any(|coding| coding.code.as_deref() == Some(code));
                coded
                    && speaks_of(*measure, it.unit.as_ref().and_then(|it| it.code.as_deref()))
                    && it.value.number().is_some()
            };
            observed.iter().find(says)
        };
        let codes: &[&str] = match measure {
            Measure::BloodPressure => &[SYSTOLIC, DIASTOLIC],
            other => &[other.loinc()],
        };
        let said: Vec<&Observed<'_>> = codes.iter().filter_map(|code| under(code)).collect();
        if said.len() < codes.len() || !said.iter().any(|it| is_new(it)) {
            continue;
        }
        let numbers = said.iter().filter_map(|it| Some(it.value.number()?.to_string()));
        match record::Value::parse(*measure, &numbers.collect::<Vec<_>>().join("/")) {
            Some(value) => all.push(Content::Measurement { measure: *measure, value, text: None }),
            None => wrong.extend(said.iter().map(|it| Wrong {
                link_id: it.item.link_id.clone(),
                field: it.field.clone(),
                what: What::NotMeasured,
            })),
        }
    }
    if wrong.is_empty() { Ok(all) } else { Err(wrong) }
}

/// Where a fact stands that comes with a questionnaire put in this part: there, where it may; else in the somatic part, if its
/// author writes there.
pub(super) fn place(of: Compartment, sort: Sort, writable: &[Compartment]) -> Option<Compartment> {
    let may = sort.compartments();
    if may.contains(&of) {
        return Some(of);
    }
    writable.contains(&Compartment::Somatic).then_some(Compartment::Somatic)
}
