//! The registry of indicators: what a report counts, and how one figure is bound to another. Each brick adds its own.

use super::{accompaniment, advice, pathways, referrals};
use crate::programs::Program;

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A count of persons, or of what each happens to one person: hidden from 1 to 4 outside of the care teams.
    Persons,
    /// A count of something else: professionals, meetings, evenings.
    Count,
    /// A time in days of the programme's calendar.
    Days,
    /// A share, from 0 to 1.
    Ratio,
}

/// A figure of a report. Its name and its definition are texts of the pages (`indicator-…`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indicator {
    /// Stable code in exports: `advices_given`.
    pub key: &'static str,
    /// What it is.
    pub unit: Unit,
    /// The figure that it is a part of, or is bounded by, or is measured upon. A reader who knows both can subtract.
    pub part_of: Option<&'static str>,
    /// Parts of the same whole with the same name here never have anybody in common; without a name they may.
    pub split: Option<&'static str>,
}

impl Indicator {
    /// A figure that is part of nothing.
    pub(super) const fn new(key: &'static str, unit: Unit) -> Self {
        Self { key, unit, part_of: None, split: None }
    }

    /// The same, as a part of another.
    pub(super) const fn part_of(self, whole: &'static str) -> Self {
        Self { part_of: Some(whole), ..self }
    }

    /// The same, apart from the other parts of this name.
    pub(super) const fn split(self, name: &'static str) -> Self {
        Self { split: Some(name), ..self }
    }

    /// Whether persons could be recognised by a small figure.
    pub const fn counts_persons(&self) -> bool {
        matches!(self.unit, Unit::Persons)
    }
}

/// The indicators of a programme, in the order of its report: those of each brick that it uses.
pub fn of(program: &Program) -> Vec<&'static Indicator> {
    let mut indicators = Vec::new();
    if program.advice.is_some() {
        indicators.extend(advice::INDICATORS.iter());
    }
    if program.reception.is_some() {
        indicators.extend(accompaniment::INDICATORS.iter());
    }
    if !program.pathways.is_empty() {
        indicators.extend(pathways::INDICATORS.iter());
    }
    if !program.referrals.is_empty() {
        indicators.extend(referrals::INDICATORS.iter());
    }
    indicators
}

/// Every indicator that there is.
pub fn all() -> impl Iterator<Item = &'static Indicator> {
    advice::INDICATORS
        .iter()
        .chain(accompaniment::INDICATORS)
        .chain(pathways::INDICATORS)
        .chain(referrals::INDICATORS)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn keys_are_stable_codes_that_stand_once() {
        let mut seen = BTreeSet::new();
        for indicator in all() {
            assert!(seen.insert(indicator.key), "{} twice", indicator.key);
            assert!(indicator.key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
        }
    }

    #[test]
    fn a_part_has_a_whole() {
        for indicator in all() {
            if let Some(whole) = indicator.part_of {
                let whole = all().find(|it| it.key == whole).expect("the whole is an indicator too");
                assert!(
                    whole.counts_persons() && whole.part_of.is_none(),
                    "{}: one level of parts",
                    indicator.key
                );
            }
        }
    }
}
