//! The figures by structure of the askers.

use care::indicators::{Cell, Figures, Report, figure};

use super::words;
use crate::i18n::T;

/// Columns of an advice line, in order; other programmes show all of their figures.
const COLUMNS: [&str; 6] = [
    "advices_asked",
    "advices_given",
    "delay_days_median",
    "consultations_offered",
    "asking_gps",
    "gps_in_territory",
];

/// The table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) heads: Vec<String>,
    pub(crate) lines: Vec<Line>,
    pub(crate) whole: Vec<Value>,
    /// Whether a figure is missing from it.
    pub(crate) incomplete: bool,
}

/// A structure.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) values: Vec<Value>,
}

/// A figure in its place.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    pub(crate) words: String,
    /// Not told: the sign is spelled out.
    pub(crate) not_told: bool,
}

/// The table of a report.
pub(crate) fn of(t: T, report: &Report) -> Table {
    let columns = columns(report);
    let lines: Vec<Line> = report
        .by_organization
        .iter()
        .map(|it| Line { name: it.name.clone(), values: values(t, &columns, &it.indicators) })
        .collect();
    let whole = values(t, &columns, &report.indicators);
    let incomplete = lines.iter().flat_map(|line| &line.values).chain(&whole).any(|value| value.not_told);
    Table {
        heads: columns.iter().map(|key| words::capital(&words::name(t, key))).collect(),
        lines,
        whole,
        incomplete,
    }
}

fn columns(report: &Report) -> Vec<&'static str> {
    let keys: Vec<&'static str> = report.indicators.iter().map(|(key, _)| *key).collect();
    if keys.contains(&COLUMNS[0]) { COLUMNS.to_vec() } else { keys }
}

fn values(t: T, columns: &[&'static str], figures: &Figures) -> Vec<Value> {
    columns
        .iter()
        .map(|key| {
            let (cell, empty) = (figure(figures, key), words::empty(figures, key));
            let days = matches!(cell, Cell::Days(_));
            let words = words::cell(t, cell, empty);
            Value {
                words: if days { t.report_in_days(words) } else { words },
                not_told: cell == Cell::Null && empty == words::Empty::NotTold,
            }
        })
        .collect()
}
