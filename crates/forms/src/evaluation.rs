//! What a questionnaire asks, given the answers: which items, and what they add up to.

use std::borrow::Cow;

use crate::answers::{Answers, Level};
use crate::condition::{Behaviour, Route};
use crate::decimal::Decimal;
use crate::item::{Item, ItemType};
use crate::questionnaire::Questionnaire;
use crate::standing::{Slot, Standing};
use crate::total::{Band, Total, worth};
use crate::value::Value;

/// Answers laid out over the questionnaire. Wherever an item may stand there is a slot for it, and in each slot at least
/// one occurrence, be it empty: what a form shows.
pub struct Evaluation<'a> {
    pub(crate) questionnaire: &'a Questionnaire,
    pub(crate) slots: Vec<SlotAt>,
    pub(crate) occurrences: Vec<OccurrenceAt<'a>>,
    by_item: Vec<Vec<usize>>,
    scores: Vec<Score<'a>>,
}

pub(crate) struct SlotAt {
    pub(crate) item: usize,
    /// The occurrence that it stands in.
    pub(crate) within: usize,
    pub(crate) first: usize,
    pub(crate) count: usize,
    pub(crate) enabled: bool,
}

pub(crate) struct OccurrenceAt<'a> {
    /// The slot that it stands in; the outermost stands in none.
    pub(crate) slot: Option<usize>,
    pub(crate) nth: usize,
    pub(crate) value: Option<Cow<'a, Value>>,
    /// Somebody answered, or put something into the group.
    pub(crate) filled: bool,
    /// The first slot in it.
    pub(crate) first: usize,
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
        let mut known = vec![None; item.conditions.len()];
        let mut summed = None;
        for slot in std::mem::take(&mut self.by_item[at]) {
            let within = self.slots[slot].within;
            let open = self.occurrences[within].slot.is_none_or(|it| self.slots[it].enabled);
            let enabled = open && self.hold(item, within, &mut known);
            self.slots[slot].enabled = enabled;
            if let Some(total) = &item.total
                && enabled
            {
                let place = self.up(within, total.of.iter().map(|it| it.route.up).min().unwrap_or_default());
                let sum = match summed {
                    Some((seen, sum)) if seen == place => sum,
                    _ => self.sum(total, within),
                };
                summed = Some((place, sum));
                self.put(item, total, slot, sum);
            }
            self.by_item[at].push(slot);
        }
    }

    /// Whether the conditions of an item hold. `known` is what each said last, of the place at which it looked: there are
    /// many repetitions, and few such places.
    fn hold(&self, item: &Item, within: usize, known: &mut [Option<(usize, bool)>]) -> bool {
        let mut each = item.conditions.iter().zip(known).map(|(condition, known)| {
            let place = self.up(within, condition.route.up);
            match *known {
                Some((seen, holds)) if seen == place => holds,
                _ => {
                    let holds = condition.holds(self.answers(&condition.route, within).into_iter());
                    *known = Some((place, holds));
                    holds
                }
            }
        });
        match item.behaviour {
            _ if item.conditions.is_empty() => true,
            Behaviour::All => each.all(|holds| holds),
            Behaviour::Any => each.any(|holds| holds),
        }
    }

    /// The sum, where it is no larger than can be held, and how many questions are answered.
    fn sum(&self, total: &Total, within: usize) -> (Option<Decimal>, usize) {
        let mut answered = 0;
        let mut sum = Some(total.constant);
        for source in &total.of {
            let question = &self.questionnaire.items[source.question];
            let answers = self.answers(&source.route, within);
            let worths: Vec<_> = answers.into_iter().filter_map(|it| worth(question, it)).collect();
            answered += usize::from(!worths.is_empty());
            sum = worths.into_iter().fold(sum, |sum, it| sum?.plus(it.times(source.weight)?));
        }
        (sum, answered)
    }

    fn put(
        &mut self,
        item: &'a Item,
        total: &'a Total,
        slot: usize,
        (sum, answered): (Option<Decimal>, usize),
    ) {
        // A sum that is no whole number is no answer to a question for one.
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

    /// What is asked.
    pub fn questionnaire(&self) -> &'a Questionnaire {
        self.questionnaire
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
