//! The order in which items can be decided: each after its conditions' questions, after what it adds up, and after the
//! item that it stands in. A circle is told.

use crate::fault::{Told, Why};
use crate::item::Item;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Not,
    OnTheWay,
    Done,
}

struct Walk<'a> {
    items: &'a [Item],
    seen: Vec<Seen>,
    way: Vec<usize>,
    order: Vec<usize>,
}

pub(crate) fn of(items: &[Item], told: &mut Told) -> Vec<usize> {
    let mut walk = Walk {
        items,
        seen: vec![Seen::Not; items.len()],
        way: Vec::new(),
        order: Vec::with_capacity(items.len()),
    };
    for item in 0..items.len() {
        walk.from(item, told);
    }
    walk.order
}

impl Walk<'_> {
    /// No deeper than there are items, of which there are few.
    fn from(&mut self, at: usize, told: &mut Told) {
        match self.seen[at] {
            Seen::Done => return,
            Seen::OnTheWay => return self.circle(at, told),
            Seen::Not => {}
        }
        self.seen[at] = Seen::OnTheWay;
        self.way.push(at);
        let item = &self.items[at];
        let asked = item.conditions.iter().map(|it| it.question);
        let added = item.total.iter().flat_map(|it| &it.of).map(|it| it.question);
        for next in item.parent.into_iter().chain(asked).chain(added) {
            self.from(next, told);
        }
        self.way.pop();
        self.seen[at] = Seen::Done;
        self.order.push(at);
    }

    /// Tells the circle where it is written: at an item that has a condition, or is a total, along it.
    fn circle(&self, again: usize, told: &mut Told) {
        let start = self.way.iter().position(|it| *it == again).unwrap_or_default();
        let circle = &self.way[start..];
        let next = |at: usize| circle[(at + 1) % circle.len()];
        let written = (0..circle.len()).find(|at| self.items[circle[*at]].parent != Some(next(*at)));
        let written = written.unwrap_or_default();
        let item = &self.items[circle[written]];
        let conditions = item.conditions.iter().any(|it| it.question == next(written));
        let what = if conditions { "enableWhen" } else { "extension" };
        let along = circle[written..].iter().chain(&circle[..=written]);
        let along = along.map(|it| self.items[*it].link_id.clone()).collect();
        told.fault(format!("{}.{what}", item.path), Why::Cycle { along });
    }
}
