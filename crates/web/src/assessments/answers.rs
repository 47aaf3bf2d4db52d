//! The answers of a questionnaire that was filled, to be read.

use care::record::Content;
use forms::{Item, ItemType, Response, Slot, Standing};

use super::words;
use crate::visit::Visit;

/// What was answered in one place: what the group is called, if it is, and each question with its answer.
pub(crate) type Answered = (Option<String>, Vec<(String, String)>);

/// What was answered, where the questionnaire is still here to say what was asked; nothing for any other entry.
pub(crate) fn answered(visit: &Visit, content: &Content) -> Option<Vec<Answered>> {
    let Content::Assessment(assessed) = content else { return None };
    let shelf = visit.ctx.house().questionnaires();
    let Some(questionnaire) = shelf.get(&assessed.questionnaire).map(|it| &it.questionnaire) else {
        return Some(Vec::new());
    };
    let bytes = assessed.response.to_string();
    let Ok(response) = Response::reread(questionnaire, bytes.as_bytes()) else { return Some(Vec::new()) };
    let evaluation = questionnaire.evaluate(&response.answers);
    let mut places = vec![(None, Vec::new())];
    evaluation.slots().for_each(|slot| gather(visit, slot, &mut places));
    places.retain(|(_, lines)| !lines.is_empty());
    Some(places)
}

/// Adds what was answered in a slot; what follows a group stands outside of it again.
fn gather(visit: &Visit, slot: Slot<'_, '_>, places: &mut Vec<Answered>) {
    let (t, item) = (visit.t(), slot.item());
    // Sums stand with what the entry says.
    if !slot.is_asked() || item.show.hidden || item.total.is_some() {
        return;
    }
    let said = |it: Standing<'_, '_>| it.value().map(|it| words::value(t, item, it));
    // What is asked about each of several answers stands behind its own.
    let each = item.repeats && item.holds_items();
    let all: Vec<_> = if each { Vec::new() } else { slot.filled().filter_map(said).collect() };
    line(visit, item, &all, places);
    for standing in slot.filled() {
        if each {
            line(visit, item, said(standing).as_slice(), places);
        }
        let group = item.kind == ItemType::Group && item.text.is_some();
        if group {
            places.push((Some(words::label(t, item)), Vec::new()));
        }
        standing.slots().for_each(|it| gather(visit, it, places));
        if group {
            places.push((None, Vec::new()));
        }
    }
}

fn line(visit: &Visit, item: &Item, answers: &[String], places: &mut [Answered]) {
    if let Some((_, lines)) = places.last_mut().filter(|_| !answers.is_empty()) {
        lines.push((words::label(visit.t(), item), answers.join(", ")));
    }
}
