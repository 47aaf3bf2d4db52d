//! What a questionnaire asks, given the answers: which items, and what they add up to.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::answers::{Answers, Level};
use crate::condition::{Behaviour, Route};
use crate::decimal::Decimal;
use crate::field;
use crate::item::{Item, ItemType};
use crate::questionnaire::Questionnaire;
use crate::total::{Band, Total, worth};
use crate::value::Value;

/// Answers laid out over the questionnaire. Wherever an item may stand there is a slot for it, and in each slot at least
/// one occurrence, be it empty: what a form shows.
pub struct Evaluation<'a> {
    pub(crate) questionnaire: &'a Questionnaire,
    slots: Vec<SlotAt>,
    occurrences: Vec<OccurrenceAt<'a>>,
    by_item: Vec<Vec<usize>>,
    scores: Vec<Score<'a>>,
}

struct SlotAt {
    item: usize,
    /// The occurrence that it stands in.
    within: usize,
    first: usize,
    count: usize,
    enabled: bool,
}

struct OccurrenceAt<'a> {
    /// The slot that it stands in; the outermost stands in none.
    slot: Option<usize>,
    nth: usize,
    value: Option<Cow<'a, Value>>,
    /// Somebody answered, or put something into the group.
    filled: bool,
    first: usize,
}

/// A total that was asked for.
#[derive(Debug, Clone)]
pub struct Score<'a> {
    /// The item that it is.
    pub item: &'a Item,
    /// The sum, once enough is answered.
    pub number: Option<Decimal>,
    /// How many of its questions are answered.
    pub answered: usize,
    /// How many questions it has.
    pub of: usize,
    /// How many must be answered.
    pub needs: usize,
    /// What the number means.
    pub band: Option<&'a Band>,
}

/// An item in one place.
#[derive(Clone, Copy)]
pub struct Slot<'e, 'a> {
    evaluation: &'e Evaluation<'a>,
    at: usize,
}

/// An answer or a repetition of a group in one place.
#[derive(Clone, Copy)]
pub struct Standing<'e, 'a> {
    evaluation: &'e Evaluation<'a>,
    at: usize,
}

impl Questionnaire {
    /// Decides what is asked, and adds up what is to be added. Answers to what is not asked count for nothing.
    pub fn evaluate<'a>(&'a self, answers: &'a Answers) -> Evaluation<'a> {
        let mut evaluation = Evaluation {
            questionnaire: self,
            slots: Vec::with_capacity(self.items.len()),
            occurrences: Vec::with_capacity(self.items.len() + 1),
            by_item: vec![Vec::new(); self.items.len()],
            scores: Vec::new(),
        };
        evaluation.occurrences.push(OccurrenceAt { slot: None, nth: 0, value: None, filled: true, first: 0 });
        evaluation.lay(0, None, Some(&answers.roots));
        for &item in &self.order {
            evaluation.decide(item);
        }
        evaluation
    }
}

impl<'a> Evaluation<'a> {
    /// Lays out what stands within an occurrence.
    fn lay(&mut self, within: usize, item: Option<usize>, level: Option<&'a Level>) {
        let questionnaire = self.questionnaire;
        let items = questionnaire.within(item);
        let first_slot = self.slots.len();
        self.occurrences[within].first = first_slot;
        for &item in items {
            self.by_item[item].push(self.slots.len());
            self.slots.push(SlotAt { item, within, first: 0, count: 0, enabled: false });
        }
        for (at, &item) in items.iter().enumerate() {
            let slot = first_slot + at;
            // What somebody wrote where a sum belongs is not looked at.
            let told = level.filter(|_| questionnaire.items[item].total.is_none());
            let standing = told.map_or(&[][..], |level| level.of(item));
            let first = self.occurrences.len();
            let count = standing.len().max(1);
            for nth in 0..count {
                let value = standing.get(nth).and_then(|it| it.value.as_ref()).map(Cow::Borrowed);
                let filled = nth < standing.len();
                self.occurrences.push(OccurrenceAt { slot: Some(slot), nth, value, filled, first: 0 });
            }
            (self.slots[slot].first, self.slots[slot].count) = (first, count);
            if !questionnaire.items[item].children.is_empty() {
                for nth in 0..count {
                    self.lay(first + nth, Some(item), standing.get(nth).map(|it| &it.below));
                }
            }
        }
    }

    /// Decides an item, wherever it stands; those on which it depends were decided before.
    fn decide(&mut self, at: usize) {
        let item = &self.questionnaire.items[at];
        // In one place of the answers looked at, the conditions hold once for all.
        let mut known: Option<(usize, bool)> = None;
        let shared = item.conditions.iter().map(|it| it.route.up).min().unwrap_or_default();
        for slot in std::mem::take(&mut self.by_item[at]) {
            let within = self.slots[slot].within;
            let place = self.up(within, shared);
            let enabled = self.occurrences[within].slot.is_none_or(|it| self.slots[it].enabled) && {
                match known {
                    Some((seen, holds)) if seen == place => holds,
                    _ => {
                        let holds = self.hold(item, within);
                        known = Some((place, holds));
                        holds
                    }
                }
            };
            self.slots[slot].enabled = enabled;
            if let Some(total) = &item.total
                && enabled
            {
                self.add_up(item, total, slot, within);
            }
            self.by_item[at].push(slot);
        }
    }

    fn hold(&self, item: &Item, within: usize) -> bool {
        let mut each = item.conditions.iter().map(|it| it.holds(self.answers(&it.route, within).into_iter()));
        match item.behaviour {
            _ if item.conditions.is_empty() => true,
            Behaviour::All => each.all(|holds| holds),
            Behaviour::Any => each.any(|holds| holds),
        }
    }

    fn add_up(&mut self, item: &'a Item, total: &'a Total, slot: usize, within: usize) {
        let mut answered = 0;
        let mut sum = Some(total.constant);
        for source in &total.of {
            let question = &self.questionnaire.items[source.question];
            let worths: Vec<_> = self
                .answers(&source.route, within)
                .into_iter()
                .filter_map(|it| worth(question, it))
                .map(|it| it.times(source.weight))
                .collect();
            answered += usize::from(!worths.is_empty());
            sum = worths.into_iter().fold(sum, |sum, it| sum?.plus(it?));
        }
        // A whole number that is none is no answer to a question for one.
        let value = sum.filter(|_| answered >= total.needs).and_then(|sum| match item.kind {
            ItemType::Integer => sum.to_string().parse().ok().map(|it| (sum, Value::Integer(it))),
            _ => Some((sum, Value::Decimal(sum))),
        });
        let number = value.as_ref().map(|(number, _)| *number);
        let first = self.slots[slot].first;
        self.occurrences[first].filled = value.is_some();
        self.occurrences[first].value = value.map(|(_, value)| Cow::Owned(value));
        let band = number.and_then(|it| item.band(it));
        self.scores.push(Score { item, number, answered, of: total.of.len(), needs: total.needs, band });
    }

    /// So many places up.
    fn up(&self, mut place: usize, by: usize) -> usize {
        for _ in 0..by {
            place = self.occurrences[place].slot.map_or(place, |slot| self.slots[slot].within);
        }
        place
    }

    /// The answers at the end of a way, where they were asked for.
    fn answers(&self, route: &Route, within: usize) -> Vec<&Value> {
        let mut places = vec![self.up(within, route.up)];
        for &at in &route.down {
            let slots = places.iter().map(|it| &self.slots[self.occurrences[*it].first + at]);
            places = slots.filter(|it| it.enabled).flat_map(|it| it.first..it.first + it.count).collect();
        }
        places.into_iter().filter_map(|it| self.occurrences[it].value.as_deref()).collect()
    }

    /// What is shown, from the first.
    pub fn slots(&self) -> impl Iterator<Item = Slot<'_, 'a>> {
        self.standing(0).slots()
    }

    /// The totals that are asked for, in the order in which they are known.
    pub fn scores(&self) -> &[Score<'a>] {
        &self.scores
    }

    /// The total that stands under this link id, where it is asked for.
    pub fn score(&self, link_id: &str) -> Option<&Score<'a>> {
        self.scores.iter().find(|it| it.item.link_id == link_id)
    }

    /// Whether the item is asked, somewhere.
    pub fn asks(&self, link_id: &str) -> bool {
        let item = self.questionnaire.by_link.get(link_id);
        item.is_some_and(|it| self.by_item[*it].iter().any(|slot| self.slots[*slot].enabled))
    }

    pub(crate) fn standing(&self, at: usize) -> Standing<'_, 'a> {
        Standing { evaluation: self, at }
    }
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
