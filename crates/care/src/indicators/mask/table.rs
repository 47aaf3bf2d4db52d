//! A table of counts about to leave the care teams: its figures, the sums by which one can be had from others, and
//! what has to be left out so that nobody can be recognised.
//!
//! A count of persons from 1 to 4 is shown as « < 5 ». That is not enough: it must not be had by subtraction either.
//! So for each such count, published or only deducible (those who were *not* answered in time), the table is proved
//! safe by exhibiting *another world*: another set of figures that agrees with everything published and in which that
//! count is another. Where there is none, the figures that stand in the way, as few and as small as can be found, are
//! left out too. See `world.rs` for the search.

use std::collections::BTreeSet;

use super::world;

/// The largest count in which persons can be recognised (CNIL, open data; the funders' convention: « under 5 »).
pub(in crate::indicators) const SMALL: i64 = 4;

/// Whether persons could be recognised by this count.
pub(super) const fn is_small(count: i64) -> bool {
    count >= 1 && count <= SMALL
}

/// A figure of the table.
pub(super) type Cell = usize;
/// A sum of the table.
pub(super) type Sum = usize;

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A count of persons that is published.
    Persons,
    /// A count of something else that is published, and bounds one of persons (askers: no more than requests).
    Bound,
    /// The persons of a whole that are in none of its parts: never published, deducible where all the others are.
    Rest,
    /// A difference that counts nobody.
    Slack,
    /// What a reader is taken to know.
    Known,
}

/// How a published figure is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// As it is.
    Shown,
    /// As « < 5 ».
    Small,
    /// Not at all: any number may stand there.
    Hidden,
}

/// A figure in its place.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) value: i64,
    pub(super) kind: Kind,
    pub(super) mark: Mark,
    /// Line of the table: figures of a line that is already incomplete are left out first.
    pub(super) line: usize,
    /// What leaving it out costs; nothing moves a figure without a price: it has been published already.
    pub(super) price: Option<u32>,
    /// The sum that makes a rest known, where all the other terms are.
    made_by: Option<Sum>,
}

/// One figure is the sum of others.
#[derive(Debug, Clone)]
pub(super) struct Equation {
    pub(super) whole: Cell,
    pub(super) parts: Vec<Cell>,
    /// Whether it is made of persons alone.
    persons: bool,
}

/// The table.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) slots: Vec<Slot>,
    pub(super) equations: Vec<Equation>,
    /// The sums in which a figure stands.
    pub(super) sums_of: Vec<Vec<Sum>>,
    /// Lines with a figure that is not shown.
    pub(super) veiled: BTreeSet<usize>,
    /// Figures bound to others of which nothing is published.
    blanked: BTreeSet<Cell>,
}

impl Table {
    /// A published figure that may be left out.
    pub(super) fn figure(&mut self, value: i64, kind: Kind, line: usize, price: u32) -> Cell {
        self.slot(Slot { value, kind, mark: Mark::Shown, line, price: Some(price), made_by: None })
    }

    /// A figure that has been published before, as it was shown then: it stands as it is.
    pub(super) fn published(&mut self, value: i64, kind: Kind, line: usize, mark: Mark) -> Cell {
        self.slot(Slot { value, kind, mark, line, price: None, made_by: None })
    }

    /// A figure that is not published by itself.
    pub(super) fn unpublished(&mut self, value: i64, kind: Kind, line: usize) -> Cell {
        let mark = if kind == Kind::Known { Mark::Shown } else { Mark::Hidden };
        self.slot(Slot { value, kind, mark, line, price: None, made_by: None })
    }

    fn slot(&mut self, slot: Slot) -> Cell {
        self.slots.push(slot);
        self.sums_of.push(Vec::new());
        self.slots.len() - 1
    }

    /// A figure is the sum of others. What does not add up is no sum, and binds nothing.
    pub(super) fn sum(&mut self, whole: Cell, parts: Vec<Cell>) {
        let total: i64 = parts.iter().map(|part| self.slots[*part].value).sum();
        if total != self.slots[whole].value {
            return;
        }
        let counts_persons = |cell: &Cell| matches!(self.slots[*cell].kind, Kind::Persons | Kind::Rest);
        let persons = counts_persons(&whole) && parts.iter().all(counts_persons);
        let sum = self.equations.len();
        for cell in parts.iter().chain([&whole]) {
            self.sums_of[*cell].push(sum);
        }
        self.equations.push(Equation { whole, parts, persons });
    }

    /// What a whole has beyond its parts; `None` where the parts are more than the whole, so that they are no parts.
    pub(super) fn rest(&mut self, whole: Cell, parts: &[Cell], kind: Kind) -> Option<Cell> {
        let beyond = self.slots[whole].value - parts.iter().map(|part| self.slots[*part].value).sum::<i64>();
        if beyond < 0 {
            return None;
        }
        let rest = self.unpublished(beyond, kind, self.slots[whole].line);
        self.slots[rest].made_by = Some(self.equations.len());
        self.sum(whole, parts.iter().copied().chain([rest]).collect());
        Some(rest)
    }

    /// How a figure is shown.
    pub(super) fn mark(&self, cell: Cell) -> Mark {
        self.slots[cell].mark
    }

    /// Marks what must not be shown.
    pub(super) fn protect(&mut self) {
        for cell in 0..self.slots.len() {
            let slot = &self.slots[cell];
            if slot.kind == Kind::Persons && slot.price.is_some() && is_small(slot.value) {
                self.veil(cell, Mark::Small);
            }
            if slot_is_veiled(&self.slots[cell]) {
                self.veiled.insert(self.slots[cell].line);
            }
        }
        for cell in 0..self.slots.len() {
            if self.is_at_risk(cell) && !self.blanked.contains(&cell) {
                match world::where_another(self, cell) {
                    Some(in_the_way) => self.leave_out(&in_the_way),
                    None => self.blank(cell),
                }
            }
        }
        while let Some(sum) = (0..self.equations.len()).find(|sum| self.tells_a_small_sum(*sum)) {
            match world::where_another_sum(self, sum) {
                Some(in_the_way) => self.leave_out(&in_the_way),
                None => self.blank(self.equations[sum].whole),
            }
        }
    }

    /// A count in which persons could be recognised, whether it is published as « < 5 » or only deducible.
    pub(super) fn is_at_risk(&self, cell: Cell) -> bool {
        let slot = &self.slots[cell];
        matches!(slot.kind, Kind::Persons | Kind::Rest) && is_small(slot.value)
    }

    /// Whether the readers know this figure from the table, or have it by one subtraction.
    pub(super) fn is_known(&self, cell: Cell) -> bool {
        let slot = &self.slots[cell];
        match slot.made_by {
            Some(sum) => {
                let Equation { whole, parts, .. } = &self.equations[sum];
                self.is_known(*whole) && parts.iter().all(|part| *part == cell || self.is_known(*part))
            }
            None => slot.mark == Mark::Shown && slot.kind != Kind::Slack,
        }
    }

    /// Whether several figures are not known, but their sum is, and is small.
    fn tells_a_small_sum(&self, sum: Sum) -> bool {
        let Equation { whole, parts, persons } = &self.equations[sum];
        if !persons || !self.is_known(*whole) || self.blanked.contains(whole) || self.lies_in_the_past(sum) {
            return false;
        }
        let known: i64 =
            parts.iter().filter(|part| self.is_known(**part)).map(|part| self.slots[*part].value).sum();
        is_small(self.slots[*whole].value - known)
    }

    /// A sum of figures that have all been published before: it was protected then.
    fn lies_in_the_past(&self, sum: Sum) -> bool {
        let Equation { whole, parts, .. } = &self.equations[sum];
        !parts.iter().chain([whole]).any(|cell| self.can_give_way(*cell))
    }

    /// Whether leaving something out could make this figure uncertain.
    fn can_give_way(&self, cell: Cell) -> bool {
        let slot = &self.slots[cell];
        slot.price.is_some()
            || slot.made_by.is_some_and(|sum| {
                let Equation { whole, parts, .. } = &self.equations[sum];
                parts.iter().chain([whole]).any(|it| *it != cell && self.can_give_way(*it))
            })
    }

    fn leave_out(&mut self, cells: &[Cell]) {
        for cell in cells {
            if self.slots[*cell].mark == Mark::Shown && self.slots[*cell].price.is_some() {
                self.veil(*cell, Mark::Hidden);
            }
        }
    }

    fn veil(&mut self, cell: Cell, mark: Mark) {
        self.slots[cell].mark = mark;
        self.veiled.insert(self.slots[cell].line);
    }

    /// The last resort: nothing is published of all that is bound to this figure. What has been published before was
    /// protected without it.
    fn blank(&mut self, cell: Cell) {
        let mut reached = BTreeSet::from([cell]);
        let mut next = vec![cell];
        while let Some(cell) = next.pop() {
            if self.slots[cell].price.is_some() {
                self.veil(cell, Mark::Hidden);
            }
            for sum in &self.sums_of[cell] {
                let Equation { whole, parts, .. } = &self.equations[*sum];
                next.extend(parts.iter().chain([whole]).copied().filter(|it| reached.insert(*it)));
            }
        }
        self.blanked.append(&mut reached);
    }
}

fn slot_is_veiled(slot: &Slot) -> bool {
    matches!(slot.kind, Kind::Persons | Kind::Bound) && slot.mark != Mark::Shown
}
