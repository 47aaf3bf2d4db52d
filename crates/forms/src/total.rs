//! Scores: an item that is a sum of answers, and what its number means. Both are extensions of ours, declared, not
//! programmed: no expression is run.

use std::collections::HashMap;

use crate::condition::Route;
use crate::decimal::Decimal;
use crate::extension::{BAND, Extension, Extensions, TOTAL};
use crate::fault::{Told, Why};
use crate::item::{Item, ItemType};
use crate::value::Value;
use crate::words::Words;

/// What is added up.
#[derive(Debug, Clone, Default)]
pub struct Total {
    /// The questions.
    pub of: Vec<Source>,
    /// What is added to them.
    pub constant: Decimal,
    /// How many of the questions must be answered for there to be a total.
    pub needs: usize,
}

/// A question that counts.
#[derive(Debug, Clone)]
pub struct Source {
    /// Which.
    pub link_id: String,
    /// What its ordinal value, its number, or 1 for « yes », is multiplied by.
    pub weight: Decimal,
    /// The question.
    pub(crate) question: usize,
    /// From the total to its answers.
    pub(crate) route: Route,
}

/// What the numbers of a score mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The least number.
    pub from: Decimal,
    /// The most. What falls between two bands is in none of them.
    pub to: Decimal,
    /// What it is called.
    pub label: Words,
    /// How grave it is.
    pub severity: Severity,
}

/// How grave what a score says is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Not.
    Minimal,
    /// A little.
    Mild,
    /// More.
    Moderate,
    /// Between moderate and severe.
    ModeratelySevere,
    /// Much.
    Severe,
}

impl Severity {
    /// Every one, the least grave first.
    pub const ALL: [Self; 5] =
        [Self::Minimal, Self::Mild, Self::Moderate, Self::ModeratelySevere, Self::Severe];

    /// Its code in a questionnaire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Minimal => "minimal",
            Self::Mild => "mild",
            Self::Moderate => "moderate",
            Self::ModeratelySevere => "moderately-severe",
            Self::Severe => "severe",
        }
    }
}

/// A total as it is written.
pub(crate) struct Written {
    path: String,
    of: Vec<(String, String, Decimal)>,
    constant: Decimal,
    needs: Option<i32>,
}

impl Written {
    pub(crate) fn take(extensions: &mut Extensions, told: &mut Told) -> Option<Self> {
        let Extension { path, mut parts, .. } = extensions.one(TOTAL)?;
        let constant = parts.one("constant").and_then(|it| it.decimal(told)).unwrap_or_default();
        let needs = parts.one("needs").and_then(|it| it.integer(told));
        let of = parts.all("of").into_iter().filter_map(|it| source(it, told)).collect();
        parts.none(told);
        Some(Self { path, of, constant, needs })
    }

    /// Finds the questions, and says what is wrong with the total.
    pub(crate) fn meant(
        self,
        items: &[Item],
        by_link: &HashMap<String, usize>,
        item: usize,
        told: &mut Told,
    ) -> Total {
        let mut of: Vec<Source> = Vec::new();
        for (path, link_id, weight) in self.of {
            let Some(&question) = by_link.get(&link_id) else {
                told.fault(path, Why::NoSuchItem { link_id });
                continue;
            };
            if let Err(why) = counts(&items[question]) {
                told.fault(path, why);
                continue;
            }
            if of.iter().any(|it| it.question == question) {
                told.fault(path, Why::SameOption);
                continue;
            }
            of.push(Source { link_id, weight, question, route: Route::between(items, item, question) });
        }
        let needs = self.needs.map_or(Ok(of.len()), usize::try_from);
        let needs = needs.ok().filter(|needs| (1..=of.len()).contains(needs));
        if needs.is_none() {
            told.fault(self.path, Why::NothingToAdd);
        }
        Total { of, constant: self.constant, needs: needs.unwrap_or_default() }
    }
}

/// `of` is a link id, or a link id and its weight.
fn source(mut of: Extension, told: &mut Told) -> Option<(String, String, Decimal)> {
    let path = of.path.clone();
    let Some(question) = of.parts.one("question") else {
        return of.string(told).map(|link_id| (path, link_id, Decimal::ONE));
    };
    let link_id = question.string(told);
    let weight = of.parts.one("weight").map_or(Some(Decimal::ONE), |it| it.decimal(told));
    of.parts.none(told);
    Some((path, link_id?, weight?))
}

/// Whether the answers of an item can be added.
fn counts(item: &Item) -> Result<(), Why> {
    match item.kind {
        ItemType::Boolean | ItemType::Decimal | ItemType::Integer | ItemType::Quantity => Ok(()),
        ItemType::Choice | ItemType::OpenChoice => {
            let all = item.options.iter().all(|it| it.ordinal.is_some() || it.value.number().is_some());
            if all { Ok(()) } else { Err(Why::NoOrdinal) }
        }
        ItemType::Group | ItemType::Display => Err(Why::NotAQuestion),
        _ => Err(Why::NoOrdinal),
    }
}

/// How much an answer counts.
pub(crate) fn worth(item: &Item, answer: &Value) -> Option<Decimal> {
    match answer {
        Value::Boolean(yes) => Some(if *yes { Decimal::ONE } else { Decimal::ZERO }),
        _ if item.kind.is_choice() => {
            let option = item.option(answer)?;
            option.ordinal.or_else(|| option.value.number())
        }
        _ => answer.number(),
    }
}

/// Takes the bands, from the least; what is wrong with them is told.
pub(crate) fn bands(extensions: &mut Extensions, told: &mut Told) -> Vec<Band> {
    let read = |it: Extension, told: &mut Told| {
        let path = it.path.clone();
        band(it, told).map(|band| (path, band))
    };
    let mut bands: Vec<_> = extensions.all(BAND).into_iter().filter_map(|it| read(it, told)).collect();
    bands.sort_by_key(|(_, band)| band.from);
    for pair in bands.windows(2) {
        if pair[1].1.from <= pair[0].1.to {
            told.fault(&pair[1].0, Why::BandsOverlap);
        }
    }
    bands.into_iter().map(|(_, band)| band).collect()
}

fn band(of: Extension, told: &mut Told) -> Option<Band> {
    let Extension { path, mut parts, .. } = of;
    let mut needed = |name: &str, told: &mut Told| {
        let part = parts.one(name);
        if part.is_none() {
            told.fault(format!("{path}.{name}"), Why::Missing);
        }
        part
    };
    let from = needed("from", told).and_then(|it| it.decimal(told));
    let to = needed("to", told).and_then(|it| it.decimal(told));
    let label = needed("label", told).and_then(|it| it.words(told));
    let severity = needed("severity", told).and_then(|it| {
        let path = it.path.clone();
        let code = it.string(told)?;
        let known = Severity::ALL.into_iter().find(|it| it.code() == code);
        if known.is_none() {
            told.fault(path, Why::NotACode);
        }
        known
    });
    parts.none(told);
    let band = Band { from: from?, to: to?, label: label?, severity: severity? };
    if band.from > band.to {
        told.fault(path, Why::LeastAboveMost);
        return None;
    }
    Some(band)
}
