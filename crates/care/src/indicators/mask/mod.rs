//! What leaves the care teams: figures in which nobody can be recognised, directly or by working one out of others.

mod table;
mod world;

#[cfg(test)]
mod attack;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use self::table::{Cell, Kind, Mark, Table};
use super::measures::{Measures, Row};
use super::registry::{Indicator, Unit};

pub(super) use self::table::SMALL;

/// A line of a report: a structure, or none for the whole.
pub(super) type Line = Option<Uuid>;

/// How the figures of one period are shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Marks(BTreeMap<(Line, &'static str), Mark>);

impl Marks {
    /// How a figure is shown. One that is bound to no person is.
    pub(super) fn of(&self, line: Line, key: &'static str) -> Shown {
        match self.0.get(&(line, key)) {
            None | Some(Mark::Shown) => Shown::AsIs,
            Some(Mark::Small) => Shown::Small,
            Some(Mark::Hidden) => Shown::NotAtAll,
        }
    }
}

/// How a figure is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// The number.
    AsIs,
    /// « < 5 ».
    Small,
    /// Nothing.
    NotAtAll,
}

/// Protects the report of a period.
pub(super) fn protect(indicators: &[&'static Indicator], measures: &Measures) -> Marks {
    let mut sheet = Sheet::of(indicators, measures);
    sheet.add(indicators, OWN, measures, None);
    sheet.table.protect();
    sheet.marks()
}

/// Protects the report of the last of these quarters of a year that is over. The same readers may have the year's:
/// that one stands, and the quarters give way, each to those before it. What is left of the year is never published
/// by itself, but deducible: it is protected too.
pub(super) fn protect_quarter(
    indicators: &[&'static Indicator],
    year: &Measures,
    quarters: &[Measures],
) -> Marks {
    let of_year = protect(indicators, year);
    let mut published: Vec<Marks> = Vec::new();
    for (number, quarter) in quarters.iter().enumerate() {
        let mut sheet = Sheet::of(indicators, year);
        sheet.add(indicators, OWN, quarter, None);
        sheet.add(indicators, YEAR, year, Some(&of_year));
        for (before, (quarter, marks)) in quarters.iter().zip(&published).enumerate() {
            sheet.add(indicators, EARLIER + before, quarter, Some(marks));
        }
        sheet.add_remainder(indicators, EARLIER..EARLIER + number);
        sheet.table.protect();
        published.push(sheet.marks());
    }
    published.pop().unwrap_or_default()
}

/// The periods of a table: the one that is being published, the year it is in, the quarters before it, what remains.
const OWN: usize = 0;
const YEAR: usize = 1;
const EARLIER: usize = 2;
const REMAINDER: usize = 9;
/// Quarters in a year.
const QUARTERS: usize = 4;

/// The reports of a period, and of those that contain or precede it, as one table.
#[derive(Default)]
struct Sheet {
    table: Table,
    /// Where a figure is: the period, the line, the indicator.
    cells: BTreeMap<(usize, Line, &'static str), Cell>,
    lines: BTreeSet<Uuid>,
}

impl Sheet {
    /// An empty table with the lines of these measures that have something to protect.
    fn of(indicators: &[&'static Indicator], measures: &Measures) -> Self {
        let told = |row: &Row| indicators.iter().any(|it| kind(it).is_some() && row.count(it.key) != 0);
        let lines = measures.groups.iter().filter(|(_, row)| told(row)).map(|(group, _)| *group).collect();
        Self { lines, ..Self::default() }
    }

    fn lines(&self) -> Vec<Line> {
        std::iter::once(None).chain(self.lines.iter().copied().map(Some)).collect()
    }

    /// Adds the figures of a period: to be published, or as they were published before.
    fn add(
        &mut self,
        indicators: &[&'static Indicator],
        period: usize,
        measures: &Measures,
        before: Option<&Marks>,
    ) {
        let empty = Row::default();
        let lines = self.lines();
        for (number, line) in lines.iter().enumerate() {
            let row =
                line.map_or(Some(&measures.total), |group| measures.groups.get(&group)).unwrap_or(&empty);
            for indicator in indicators {
                let Some(kind) = kind(indicator) else { continue };
                let (value, place) = (row.count(indicator.key), period * lines.len() + number);
                let cell = match before {
                    None => self.table.figure(value, kind, place, price(indicator, *line, value)),
                    Some(marks) => {
                        let mark = marks.0.get(&(*line, indicator.key)).copied().unwrap_or(Mark::Shown);
                        self.table.published(value, kind, place, mark)
                    }
                };
                self.cells.insert((period, *line, indicator.key), cell);
            }
        }
        self.bind(indicators, period, &lines);
    }

    /// What remains of the year after this quarter and those before it: nothing after the fourth.
    fn add_remainder(&mut self, indicators: &[&'static Indicator], earlier: std::ops::Range<usize>) {
        let lines = self.lines();
        for line in &lines {
            for indicator in indicators.iter().filter(|it| it.counts_persons()) {
                let cell = |period| self.cells.get(&(period, *line, indicator.key)).copied();
                let parts: Option<Vec<Cell>> = earlier.clone().chain([OWN]).map(cell).collect();
                let Some((year, parts)) = cell(YEAR).zip(parts) else { continue };
                if parts.len() == QUARTERS {
                    self.table.sum(year, parts);
                } else if let Some(rest) = self.table.rest(year, &parts, Kind::Rest) {
                    self.cells.insert((REMAINDER, *line, indicator.key), rest);
                }
            }
        }
        self.bind(indicators, REMAINDER, &lines);
    }

    /// Binds each line by its parts, each column by its total.
    fn bind(&mut self, indicators: &[&'static Indicator], period: usize, lines: &[Line]) {
        for indicator in indicators.iter().filter(|it| kind(it).is_some()) {
            self.column(
                lines,
                |sheet, line| sheet.cells.get(&(period, line, indicator.key)).copied(),
                indicator.unit,
            );
        }
        self.parts(indicators, period, lines);
    }

    /// The total of a column is the sum of its lines. Professionals may be counted in several: their sum is taken to
    /// be known, their total is another figure.
    fn column(&mut self, lines: &[Line], cell: impl Fn(&Self, Line) -> Option<Cell>, unit: Unit) {
        let Some(total) = cell(self, None) else { return };
        let parts: Option<Vec<Cell>> = lines[1..].iter().map(|line| cell(self, *line)).collect();
        let Some(parts) = parts else { return };
        let whole = if unit == Unit::Persons {
            total
        } else {
            let sum = parts.iter().map(|part| self.table.slots[*part].value).sum();
            self.table.unpublished(sum, Kind::Known, 0)
        };
        self.table.sum(whole, parts);
    }

    /// What each whole has beyond its parts, line by line, and in a column of its own.
    fn parts(&mut self, indicators: &[&'static Indicator], period: usize, lines: &[Line]) {
        let mut wholes: BTreeMap<(&str, &str), Vec<&Indicator>> = BTreeMap::new();
        for indicator in indicators.iter().filter(|it| kind(it).is_some()) {
            if let Some(whole) = indicator.part_of {
                wholes.entry((whole, indicator.split.unwrap_or(indicator.key))).or_default().push(indicator);
            }
        }
        for ((whole, _), parts) in wholes {
            let beyond = if parts.iter().all(|it| it.counts_persons()) { Kind::Rest } else { Kind::Slack };
            let mut rests = BTreeMap::new();
            for line in lines {
                let cell = |key| self.cells.get(&(period, *line, key)).copied();
                let cells: Option<Vec<Cell>> = parts.iter().map(|part| cell(part.key)).collect();
                let whole = indicators.iter().find(|it| it.key == whole).and_then(|it| cell(it.key));
                if let Some(rest) =
                    whole.zip(cells).and_then(|(whole, cells)| self.table.rest(whole, &cells, beyond))
                {
                    rests.insert(*line, rest);
                }
            }
            if beyond == Kind::Rest {
                self.column(lines, |_, line| rests.get(&line).copied(), Unit::Persons);
            }
        }
    }

    fn marks(&self) -> Marks {
        let first = self.cells.iter().filter(|((period, _, _), _)| *period == OWN);
        Marks(first.map(|((_, line, key), cell)| ((*line, *key), self.table.mark(*cell))).collect())
    }
}

/// How an indicator stands in the table; `None` for one from which no count of persons can be worked out.
fn kind(indicator: &Indicator) -> Option<Kind> {
    match indicator.unit {
        Unit::Persons => Some(Kind::Persons),
        Unit::Count => indicator.part_of.map(|_| Kind::Bound),
        Unit::Days | Unit::Ratio => None,
    }
}

/// What leaving out a figure costs: the whole much more than a structure, a whole more than a part, a large count
/// more than a small one.
fn price(indicator: &Indicator, line: Line, value: i64) -> u32 {
    let figure = match (indicator.counts_persons(), indicator.part_of) {
        (false, _) => 40,
        (true, Some(_)) => 400,
        (true, None) => 600,
    };
    let size = u32::try_from(value.clamp(0, 500)).unwrap_or(0);
    if line.is_none() { (figure + size) * 50 } else { figure + size }
}
