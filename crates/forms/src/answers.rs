//! Answers, as they stand in one another.

use std::collections::BTreeMap;

use crate::item::ItemType;
use crate::questionnaire::Questionnaire;
use crate::value::Value;

/// The answers to a questionnaire. They are laid by its items, and mean nothing with another one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    pub(crate) roots: Level,
}

/// What stands in one place, by the items.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Level(BTreeMap<usize, Vec<Occurrence>>);

/// An answer, or a repetition of a group, and what stands in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Occurrence {
    pub(crate) value: Option<Value>,
    pub(crate) below: Level,
}

impl Occurrence {
    pub(crate) fn answer(value: Value) -> Self {
        Self { value: Some(value), below: Level::default() }
    }

    fn is_empty(&self) -> bool {
        self.value.is_none() && self.below.is_empty()
    }

    fn count(&self) -> usize {
        1 + self.below.count()
    }
}

impl Level {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn of(&self, item: usize) -> &[Occurrence] {
        self.0.get(&item).map_or(&[], Vec::as_slice)
    }

    /// Puts what stands for an item; what is empty is left out.
    pub(crate) fn put(&mut self, item: usize, mut occurrences: Vec<Occurrence>) {
        occurrences.retain(|it| !it.is_empty());
        if occurrences.is_empty() {
            self.0.remove(&item);
        } else {
            self.0.insert(item, occurrences);
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.0.values().flatten().map(Occurrence::count).sum()
    }

    /// How many places for answers there are at most.
    pub(crate) fn places(&self, questionnaire: &Questionnaire) -> usize {
        let each = |(item, all): (&usize, &Vec<Occurrence>)| -> usize {
            let size = questionnaire.items[*item].size;
            all.iter().map(|it| size + it.below.places(questionnaire)).sum()
        };
        self.0.iter().map(each).sum()
    }

    fn take(&mut self, item: usize) -> Vec<Occurrence> {
        self.0.remove(&item).unwrap_or_default()
    }
}

impl Answers {
    /// Nobody answered anything.
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// How many answers and repetitions of groups there are.
    pub fn count(&self) -> usize {
        self.roots.count()
    }

    /// With this answer to a question that stands in groups, in the first repetition of each, in addition to those that it
    /// has. No such question, or one within an answer: nothing happens.
    #[must_use]
    pub fn with(mut self, questionnaire: &Questionnaire, link_id: &str, value: Value) -> Self {
        if let Some(way) = grouped(questionnaire, link_id) {
            add(&mut self.roots, &way, value, false);
        }
        self
    }

    /// The same, in place of those that it has.
    pub(crate) fn with_only(mut self, questionnaire: &Questionnaire, link_id: &str, value: Value) -> Self {
        if let Some(way) = grouped(questionnaire, link_id) {
            add(&mut self.roots, &way, value, true);
        }
        self
    }

    /// With one more, empty, of each group that stands there and may stand there again: the room that a form leaves. It is
    /// there to be shown, and left out of what is kept.
    #[must_use]
    pub fn with_room(mut self, questionnaire: &Questionnaire) -> Self {
        room(questionnaire, None, &mut self.roots);
        self
    }

    /// With the answers that nobody gives by hand (`readOnly`) taken from what was kept, whatever a form says of them.
    #[must_use]
    pub fn with_read_only_of(mut self, questionnaire: &Questionnaire, kept: &Self) -> Self {
        keep(questionnaire, None, &mut self.roots, &kept.roots);
        self
    }
}

fn room(questionnaire: &Questionnaire, within: Option<usize>, level: &mut Level) {
    for &at in questionnaire.within(within) {
        let Some(occurrences) = level.0.get_mut(&at) else { continue };
        for it in occurrences.iter_mut() {
            room(questionnaire, Some(at), &mut it.below);
        }
        let item = &questionnaire.items[at];
        if item.kind == ItemType::Group && occurrences.len() < item.most() {
            occurrences.push(Occurrence::default());
        }
    }
}

/// The items on the way to a question, where all of them are groups.
fn grouped(questionnaire: &Questionnaire, link_id: &str) -> Option<Vec<usize>> {
    let items = &questionnaire.items;
    let mut way = vec![*questionnaire.by_link.get(link_id)?];
    while let Some(parent) = items[way[way.len() - 1]].parent {
        way.push(parent);
    }
    let groups = way[1..].iter().all(|it| items[*it].kind == ItemType::Group);
    way.reverse();
    (groups && items[way[way.len() - 1]].kind.is_question()).then_some(way)
}

fn add(level: &mut Level, way: &[usize], value: Value, alone: bool) {
    let Some((&item, rest)) = way.split_first() else { return };
    let mut occurrences = level.take(item);
    if rest.is_empty() {
        if alone {
            occurrences.clear();
        }
        occurrences.push(Occurrence::answer(value));
    } else {
        let mut first = if occurrences.is_empty() { Occurrence::default() } else { occurrences.remove(0) };
        add(&mut first.below, rest, value, alone);
        occurrences.insert(0, first);
    }
    level.put(item, occurrences);
}

fn keep(questionnaire: &Questionnaire, place: Option<usize>, level: &mut Level, kept: &Level) {
    for &item in questionnaire.within(place) {
        if questionnaire.items[item].read_only {
            level.put(item, kept.of(item).to_vec());
            continue;
        }
        let mut occurrences = level.take(item);
        let before = kept.of(item);
        // A group in which only such answers stand is there because they are.
        let group = questionnaire.items[item].kind == ItemType::Group;
        if group && occurrences.len() < before.len() {
            occurrences.resize(before.len(), Occurrence::default());
        }
        for (at, occurrence) in occurrences.iter_mut().enumerate() {
            let nothing = Level::default();
            let below = before.get(at).map_or(&nothing, |it| &it.below);
            keep(questionnaire, Some(item), &mut occurrence.below, below);
        }
        level.put(item, occurrences);
    }
}
