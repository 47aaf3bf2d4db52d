//! What was measured, before anybody sees it.

use std::collections::BTreeMap;

use uuid::Uuid;

/// The figures of a period: for the whole programme, and by structure of the askers (their CPTS, where they have one).
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Measures {
    pub(super) total: Row,
    pub(super) groups: BTreeMap<Uuid, Row>,
}

/// The figures of the whole, or of one structure.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    /// Counts by key; one that is not there is 0.
    pub(super) counts: BTreeMap<&'static str, i64>,
    /// Times in days by key; one that is not there has nothing to be measured upon.
    pub(super) days: BTreeMap<&'static str, f64>,
    /// Answers by class of delay.
    pub(super) classes: Vec<i64>,
}

impl Row {
    /// A count.
    pub(super) fn count(&self, key: &str) -> i64 {
        self.counts.get(key).copied().unwrap_or(0)
    }

    fn add(&mut self, key: &'static str, count: i64) {
        *self.counts.entry(key).or_default() += count;
    }
}

impl Measures {
    /// Adds to a count of a structure, and of the whole.
    pub(super) fn add(&mut self, group: Uuid, key: &'static str, count: i64) {
        if count != 0 {
            self.groups.entry(group).or_default().add(key, count);
            self.total.add(key, count);
        }
    }

    /// These and those of another brick, whose keys are others.
    pub(super) fn with(mut self, other: Self) -> Self {
        self.total.counts.extend(other.total.counts);
        self.total.days.extend(other.total.days);
        for (group, row) in other.groups {
            let mine = self.groups.entry(group).or_default();
            mine.counts.extend(row.counts);
            mine.days.extend(row.days);
        }
        self
    }

    /// Adds to the classes of delay of a structure, and of the whole.
    pub(super) fn add_classes(&mut self, group: Uuid, classes: &[i64]) {
        for row in [&mut self.total, self.groups.entry(group).or_default()] {
            row.classes.resize(classes.len(), 0);
            row.classes.iter_mut().zip(classes).for_each(|(sum, count)| *sum += count);
        }
    }
}
