//! Reading the items of a QuestionnaireResponse: each by its link id, in the place that the questionnaire gives it.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::answers::{Answers, Level, Occurrence};
use crate::fault::{Fault, Told, Why};
use crate::item::ItemType;
use crate::kind::Kind;
use crate::limits;
use crate::node::Node;
use crate::questionnaire::Questionnaire;
use crate::standing::Slot;
use crate::value::Value;

/// The items of a response being read.
pub(super) struct Reading<'q> {
    pub(super) questionnaire: &'q Questionnaire,
    /// How many more are accepted.
    pub(super) left: usize,
    /// The totals that it says, with where they stand.
    pub(super) totals: Vec<(String, String, Value)>,
}

impl Reading<'_> {
    pub(super) fn level(
        &mut self,
        place: Option<usize>,
        items: Vec<(String, Json)>,
        told: &mut Told,
    ) -> Level {
        let mut level = Level::default();
        // Each with where it first stands.
        let mut standing: BTreeMap<usize, (String, Vec<Occurrence>)> = BTreeMap::new();
        for (path, json) in items {
            let Some(mut node) = Node::open(&path, json, told) else { continue };
            let link_id = node.needed("linkId");
            node.keep(&["definition", "text", "_text", "extension"]);
            let item = link_id.and_then(|it| self.questionnaire.by_link.get(&it).copied());
            let item = item.filter(|it| self.questionnaire.items[*it].parent == place);
            let Some(item) = item else {
                node.fault("linkId", Why::NotThere);
                continue;
            };
            let kind = self.questionnaire.items[item].kind;
            let read =
                if kind == ItemType::Group { self.group(item, node) } else { self.question(item, node) };
            let (_, all) = standing.entry(item).or_insert_with(|| (path.clone(), Vec::new()));
            // A group that repeats is an item each time; a question that repeats is one item with several answers.
            if !all.is_empty() && kind != ItemType::Group {
                told.fault(format!("{path}.linkId"), Why::SameItem);
            }
            all.extend(read);
        }
        for (item, (path, occurrences)) in standing {
            if occurrences.len() > limits::REPETITIONS {
                told.fault(path, Why::TooMany { limit: limits::REPETITIONS, found: occurrences.len() });
                continue;
            }
            level.put(item, occurrences);
        }
        level
    }

    fn counted(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0
    }

    fn group(&mut self, item: usize, mut node: Node<'_>) -> Vec<Occurrence> {
        let items = node.list("item");
        let told = node.finished();
        if !self.counted() {
            return Vec::new();
        }
        vec![Occurrence { value: None, below: self.level(Some(item), items, told) }]
    }

    fn question(&mut self, item: usize, mut node: Node<'_>) -> Vec<Occurrence> {
        let answers = node.list("answer");
        let (total, kinds) = {
            let item = &self.questionnaire.items[item];
            (item.total.is_some(), item.answers())
        };
        let told = node.finished();
        let mut occurrences = Vec::new();
        for (path, json) in answers {
            if !self.counted() {
                break;
            }
            let Some(mut each) = Node::open(&path, json, told) else { continue };
            each.keep(&["extension"]);
            let value = each.value("value", &Kind::ALL);
            let below = each.list("item");
            let told = each.finished();
            let value = value.filter(|(path, value)| {
                let fits = kinds.contains(&value.kind());
                if !fits {
                    told.fault(path, Why::ValueDoesNotFit);
                }
                fits
            });
            let below = self.level(Some(item), below, told);
            if total {
                let link_id = self.questionnaire.items[item].link_id.clone();
                self.totals.extend(value.map(|(path, value)| (path, link_id, value)));
            } else {
                occurrences.push(Occurrence { value: value.map(|(_, value)| value), below });
            }
        }
        occurrences
    }

    /// What stands there and cannot: answers to what is not asked, and totals that are none.
    pub(super) fn not_meant(&self, answers: &Answers) -> Vec<Fault> {
        let evaluation = self.questionnaire.evaluate(answers);
        let mut faults = Vec::new();
        for slot in evaluation.slots() {
            not_asked(slot, "QuestionnaireResponse", &mut faults);
        }
        for (path, link_id, value) in &self.totals {
            let scores = evaluation.scores().iter().filter(|it| it.item.link_id == *link_id);
            if !scores.into_iter().any(|it| it.number == value.number()) {
                faults.push(Fault::new(path, Why::NotTheTotal));
            }
        }
        faults
    }
}

/// Tells what is answered and was not asked, by its link id: `QuestionnaireResponse.item(1).item(1.2)`.
fn not_asked(slot: Slot<'_, '_>, path: &str, faults: &mut Vec<Fault>) {
    let path = format!("{path}.item({})", slot.item().link_id);
    for standing in slot.filled() {
        if !slot.is_asked() {
            faults.push(Fault::new(&path, Why::NotAsked));
            return;
        }
        for within in standing.slots() {
            not_asked(within, &path, faults);
        }
    }
}
