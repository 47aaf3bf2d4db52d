//! What is shown of a questionnaire: the places for answers, and what stands in them.

use std::fmt::Write as _;

use crate::evaluation::{Evaluation, OccurrenceAt, SlotAt};
use crate::field;
use crate::item::Item;
use crate::value::Value;

/// An item in one place.
#[derive(Clone, Copy)]
pub struct Slot<'e, 'a> {
    pub(crate) evaluation: &'e Evaluation<'a>,
    pub(crate) at: usize,
}

/// An answer or a repetition of a group in one place.
#[derive(Clone, Copy)]
pub struct Standing<'e, 'a> {
    pub(crate) evaluation: &'e Evaluation<'a>,
    pub(crate) at: usize,
}

impl<'e, 'a> Slot<'e, 'a> {
    /// The item.
    pub fn item(self) -> &'a Item {
        &self.evaluation.questionnaire.items[self.here().item]
    }

    /// Whether it is asked, here.
    pub fn is_asked(self) -> bool {
        self.here().enabled
    }

    /// Its answers or repetitions; an empty one where there is none.
    pub fn standing(self) -> impl Iterator<Item = Standing<'e, 'a>> {
        let (first, count) = (self.here().first, self.here().count);
        (first..first + count).map(move |at| self.evaluation.standing(at))
    }

    /// Those in which something is.
    pub fn filled(self) -> impl Iterator<Item = Standing<'e, 'a>> {
        self.standing().filter(|it| it.is_filled())
    }

    /// What it stands in.
    pub(crate) fn within(self) -> Standing<'e, 'a> {
        self.evaluation.standing(self.here().within)
    }

    /// The field of a repetition, from 0: of one more than there are, the field for adding it.
    pub fn field(self, nth: usize) -> String {
        let mut name = self.within().field();
        let _ = write!(name, ".{}.{nth}", field::escaped(&self.item().link_id));
        name
    }

    fn here(self) -> &'e SlotAt {
        &self.evaluation.slots[self.at]
    }
}

impl<'e, 'a> Standing<'e, 'a> {
    /// What was answered, or added up.
    pub fn value(self) -> Option<&'e Value> {
        self.here().value.as_deref()
    }

    /// Whether somebody answered, or put something into the group.
    pub fn is_filled(self) -> bool {
        self.here().filled
    }

    /// Which repetition, from 0.
    pub fn nth(self) -> usize {
        self.here().nth
    }

    /// What is shown within.
    pub fn slots(self) -> impl Iterator<Item = Slot<'e, 'a>> {
        let within = self.here().slot.map(|slot| self.evaluation.slots[slot].item);
        let first = self.here().first;
        let count = self.evaluation.questionnaire.within(within).len();
        (first..first + count).map(move |at| Slot { evaluation: self.evaluation, at })
    }

    /// The slot that it stands in.
    pub(crate) fn slot(self) -> Option<Slot<'e, 'a>> {
        self.here().slot.map(|at| Slot { evaluation: self.evaluation, at })
    }

    /// Its field: `q.LINKID.0.LINKID.2`.
    pub fn field(self) -> String {
        self.slot().map_or_else(|| field::START.to_owned(), |slot| slot.field(self.nth()))
    }

    fn here(self) -> &'e OccurrenceAt<'a> {
        &self.evaluation.occurrences[self.at]
    }
}
