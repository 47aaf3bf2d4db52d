//! Writing the items of a QuestionnaireResponse.

use serde_json::{Map, Value as Json, json};

use crate::evaluation::Evaluation;
use crate::item::{Item, ItemType};
use crate::standing::{Slot, Standing};

impl Evaluation<'_> {
    /// The items of a QuestionnaireResponse: what is asked and answered, and the totals.
    pub fn items(&self) -> Vec<Json> {
        self.slots().flat_map(written).collect()
    }
}

fn written(slot: Slot<'_, '_>) -> Vec<Json> {
    let item = slot.item();
    if !slot.is_asked() || item.kind == ItemType::Display {
        return Vec::new();
    }
    if item.kind == ItemType::Group {
        let groups = slot.standing().filter(|it| !item.repeats || by_hand(*it));
        return groups.filter_map(|it| titled(item, "item", within(it))).collect();
    }
    let standing = slot.standing().filter(|it| item.total.is_some() || by_hand(*it));
    let answers = standing.filter_map(|standing| {
        let mut answer = Map::new();
        if let Some(value) = standing.value() {
            answer.insert(format!("value{}", value.kind().suffix()), value.json());
        }
        let below = within(standing);
        if !below.is_empty() {
            answer.insert("item".into(), below.into());
        }
        (!answer.is_empty()).then_some(Json::Object(answer))
    });
    titled(item, "answer", answers.collect()).into_iter().collect()
}

/// Whether somebody answered something there: a sum alone does not make a repetition.
fn by_hand(standing: Standing<'_, '_>) -> bool {
    let own = standing.slot().is_none_or(|it| it.item().total.is_none());
    (own && standing.value().is_some())
        || standing.slots().filter(|it| it.is_asked()).any(|slot| slot.standing().any(by_hand))
}

fn within(standing: Standing<'_, '_>) -> Vec<Json> {
    standing.slots().flat_map(written).collect()
}

fn titled(item: &Item, name: &str, within: Vec<Json>) -> Option<Json> {
    if within.is_empty() {
        return None;
    }
    let mut written = json!({ "linkId": item.link_id, name: within });
    if let Some(text) = &item.text {
        written["text"] = text.plain.clone().into();
    }
    Some(written)
}
