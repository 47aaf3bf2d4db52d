//! The search for another world: other figures that agree with all that is published.
//!
//! A world next to the true one moves a few figures by one person: the count to be protected, then what has to follow
//! for every sum to hold again. Figures that are not shown move freely within what their mark says; one that is shown
//! can only move if it is left out, which has a price. The cheapest way found tells what to leave out; a world found
//! is a proof, so that giving up early costs figures, never secrecy.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Cell, Equation, Kind, Mark, SMALL, Sum, Table};

/// Figures moved at most: few at first, since a world is mostly found near.
const DEPTHS: [usize; 6] = [4, 6, 9, 13, 18, 26];
/// Depths searched for a cheaper world once there is one.
const FURTHER: usize = 2;
/// Moves tried at each depth before the search goes on.
const STEPS: usize = 3_000;
/// Ways looked at to put one sum right.
const BREADTH: usize = 12;

/// Figures to leave out so that another world exists in which this count is another.
pub(super) fn where_another(table: &Table, cell: Cell) -> Option<Vec<Cell>> {
    Search::new(table, BTreeSet::new()).from([cell])
}

/// Figures to leave out so that what is not known of this sum is no longer told by what is.
pub(super) fn where_another_sum(table: &Table, sum: Sum) -> Option<Vec<Cell>> {
    let Equation { whole, parts, .. } = &table.equations[sum];
    let unknown: BTreeSet<Cell> =
        parts.iter().chain([whole]).copied().filter(|cell| !table.is_known(*cell)).collect();
    Search::new(table, unknown.clone()).from(unknown)
}

struct Search<'a> {
    table: &'a Table,
    /// What is not known of the sum that is to be told no longer: one of them moves, and only what is known may make
    /// up for it.
    still: BTreeSet<Cell>,
    moved: BTreeMap<Cell, i64>,
    /// By how much the parts of a sum exceed its whole.
    off: BTreeMap<Sum, i64>,
    depth: usize,
    steps: usize,
    order: Order,
    best: Option<(u32, Vec<Cell>)>,
}

/// Which way to put a sum right is tried first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// By what costs least.
    Cheapest,
    /// By what is not published, else by the whole: the shortest way, if not the cheapest.
    Shortest,
}

/// A figure moved by one, and what it costs.
type Way = (u32, Cell, i64);

impl<'a> Search<'a> {
    fn new(table: &'a Table, still: BTreeSet<Cell>) -> Self {
        let (moved, off) = (BTreeMap::new(), BTreeMap::new());
        Self { table, still, moved, off, depth: 0, steps: 0, order: Order::Cheapest, best: None }
    }

    /// Searches from any of these figures, first the worlds near the true one. Once one is found, a cheaper one is
    /// looked for a little further.
    fn from(mut self, cells: impl IntoIterator<Item = Cell> + Clone) -> Option<Vec<Cell>> {
        let mut further = FURTHER;
        for depth in DEPTHS {
            for order in [Order::Cheapest, Order::Shortest] {
                (self.depth, self.steps, self.order) = (depth, STEPS, order);
                cells.clone().into_iter().for_each(|cell| self.both_ways(cell));
            }
            match &self.best {
                Some((0, _)) => break,
                Some(_) if further == 0 => break,
                Some(_) => further -= 1,
                None => {}
            }
        }
        self.best.map(|(_, cells)| cells)
    }

    fn both_ways(&mut self, cell: Cell) {
        for by in [1, -1] {
            if let Some(price) = self.price(cell, by) {
                self.shift(cell, by);
                self.settle(price);
                self.shift(cell, -by);
            }
        }
    }

    /// Puts one sum right after the other.
    fn settle(&mut self, price: u32) {
        if self.steps == 0 || self.best.as_ref().is_some_and(|(best, _)| price >= *best) {
            return;
        }
        self.steps -= 1;
        let Some(sum) = self.off.keys().copied().min_by_key(|sum| self.table.equations[*sum].parts.len())
        else {
            self.best = Some((price, self.moved.keys().copied().collect()));
            return;
        };
        if self.moved.len() == self.depth {
            return;
        }
        for (more, cell, by) in self.ways(sum) {
            self.shift(cell, by);
            self.settle(price + more);
            self.shift(cell, -by);
        }
    }

    /// The ways to bring a sum one nearer to right.
    fn ways(&self, sum: Sum) -> Vec<Way> {
        let Equation { whole, parts, .. } = &self.table.equations[sum];
        let excess = self.off.get(&sum).copied().unwrap_or(0).signum();
        let cells = parts.iter().map(|part| (*part, -excess)).chain([(*whole, excess)]);
        let mut ways: Vec<Way> = cells
            .filter(|(cell, _)| !self.moved.contains_key(cell) && !self.still.contains(cell))
            .filter_map(|(cell, by)| self.price(cell, by).map(|price| (price, cell, by)))
            .collect();
        let published = |cell: Cell| !matches!(self.table.slots[cell].kind, Kind::Rest | Kind::Slack);
        match self.order {
            Order::Cheapest => ways.sort_unstable(),
            Order::Shortest => {
                ways.sort_by_key(|(price, cell, _)| (published(*cell), cell != whole, *price, *cell));
            }
        }
        ways.truncate(BREADTH);
        ways
    }

    /// What moving a figure costs; `None` where the world would no longer agree with what is published.
    ///
    /// A reader may hold that what is left out is never small, since a small count would read « < 5 »: so a figure
    /// that is large stays large, and one that is 0 and shown is never left out.
    fn price(&self, cell: Cell, by: i64) -> Option<u32> {
        let slot = &self.table.slots[cell];
        let (value, moved) = (slot.value, slot.value + by);
        let stays_large = value > SMALL && moved > SMALL;
        match (slot.kind, slot.mark) {
            (Kind::Known, _) => None,
            (Kind::Rest | Kind::Slack, _) => (moved >= 0).then_some(0),
            (_, Mark::Small) => (1..=SMALL).contains(&moved).then_some(0),
            (Kind::Persons, Mark::Hidden) if value > SMALL => stays_large.then_some(0),
            (_, Mark::Hidden) => (moved >= 0).then_some(0),
            (Kind::Persons, Mark::Shown) => {
                slot.price.filter(|_| stays_large).map(|price| self.rebate(cell, price))
            }
            (Kind::Bound, Mark::Shown) => {
                slot.price.filter(|_| moved >= 0).map(|price| self.rebate(cell, price))
            }
        }
    }

    /// A line that has lost a figure already may as well lose another.
    fn rebate(&self, cell: Cell, price: u32) -> u32 {
        if self.table.veiled.contains(&self.table.slots[cell].line) { price / 2 } else { price }
    }

    /// Moves a figure by one, or back.
    fn shift(&mut self, cell: Cell, by: i64) {
        if self.moved.remove(&cell).is_none() {
            self.moved.insert(cell, by);
        }
        for sum in &self.table.sums_of[cell] {
            let by = if self.table.equations[*sum].whole == cell { -by } else { by };
            let off = self.off.entry(*sum).or_default();
            *off += by;
            if *off == 0 {
                self.off.remove(sum);
            }
        }
    }
}
