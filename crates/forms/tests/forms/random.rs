//! Questionnaires and answers that nobody would think of.

use std::cmp::Ordering;

use forms::{
    Answers, Behaviour, Evaluation, Operator, Progress, Questionnaire, Response, Slot, Strength, Value,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::{OURS, hl7, option, paris, sound, with_items};

/// Bytes that decide, one after the other; where there are no more, nothing.
struct Dice<'a>(std::slice::Iter<'a, u8>);

impl Dice<'_> {
    fn below(&mut self, most: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or_default()) % most
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == chances - 1
    }
}

const TYPES: [&str; 16] = [
    "group",
    "boolean",
    "choice",
    "integer",
    "string",
    "decimal",
    "date",
    "dateTime",
    "time",
    "text",
    "url",
    "open-choice",
    "quantity",
    "attachment",
    "reference",
    "display",
];

/// A questionnaire being made.
#[derive(Default)]
struct Making {
    /// What can be asked about: link id and type.
    questions: Vec<(String, &'static str)>,
    count: usize,
}

impl Making {
    fn items(&mut self, dice: &mut Dice<'_>, depth: usize) -> Vec<Json> {
        (0..=dice.below(4))
            .filter(|_| self.count < 14)
            .collect::<Vec<_>>()
            .into_iter()
            .map(|_| self.item(dice, depth))
            .collect()
    }

    fn item(&mut self, dice: &mut Dice<'_>, depth: usize) -> Json {
        self.count += 1;
        // Link ids hold what names of fields cannot.
        let link_id = format!("{}.é/{}", self.count, self.count % 3);
        let kind = TYPES[dice.below(TYPES.len())];
        let kind = if kind == "group" && depth > 3 { "boolean" } else { kind };
        let mut item = json!({"linkId": link_id, "type": kind});
        let conditions: Vec<_> = (0..dice.below(3)).filter_map(|_| self.condition(dice)).collect();
        if conditions.len() > 1 {
            item["enableBehavior"] = if dice.one_in(2) { "any" } else { "all" }.into();
        }
        if !conditions.is_empty() {
            item["enableWhen"] = conditions.into();
        }
        let total = matches!(kind, "integer" | "decimal") && dice.one_in(2);
        let of: Vec<_> = self
            .questions
            .iter()
            .filter(|(_, kind)| matches!(*kind, "boolean" | "choice" | "integer"))
            .map(|(link_id, _)| json!({"url": "of", "valueString": link_id}))
            .collect();
        if total && !of.is_empty() {
            let needs = json!({"url": "needs", "valueInteger": 1 + dice.below(of.len())});
            let parts: Vec<_> = of.into_iter().chain([needs]).collect();
            item["extension"] = json!([{"url": format!("{OURS}/total"), "extension": parts}]);
        } else if kind != "display" && dice.one_in(2) {
            item["repeats"] = true.into();
        }
        if kind.ends_with("choice") {
            item["answerOption"] = json!([option("a", 0), option("b", 1), option("c", 2)]);
        }
        if kind == "quantity" && dice.one_in(2) {
            item["extension"] = json!([
                hl7("questionnaire-unitOption", "valueCoding", json!({"system": "urn:u", "code": "kg"})),
                hl7("questionnaire-unitOption", "valueCoding", json!({"system": "urn:u", "code": "g"})),
            ]);
        }
        if !matches!(kind, "group" | "display") {
            self.questions.push((link_id.clone(), kind));
        }
        let within = if item["extension"][0]["url"] == format!("{OURS}/total") {
            Vec::new()
        } else if kind == "group" || (kind != "display" && depth < 4 && dice.one_in(4)) {
            self.items(dice, depth + 1)
        } else {
            Vec::new()
        };
        if !within.is_empty() {
            item["item"] = within.into();
        } else if kind == "group" {
            item["item"] = json!([{"linkId": format!("{link_id} text"), "type": "display"}]);
        }
        item
    }

    /// On what came before; so there is no circle.
    fn condition(&self, dice: &mut Dice<'_>) -> Option<Json> {
        let (link_id, kind) = self.questions.get(dice.below(self.questions.len().max(1)))?;
        let (name, value): (&str, Json) = match *kind {
            "choice" | "open-choice" => {
                ("answerCoding", json!({"system": "urn:x", "code": (["a", "b", "c"][dice.below(3)])}))
            }
            "integer" => ("answerInteger", dice.below(4).into()),
            "decimal" => ("answerDecimal", json!(1.5)),
            "date" => ("answerDate", "2026-11".into()),
            "string" | "text" => ("answerString", "x".into()),
            _ => ("answerBoolean", dice.one_in(2).into()),
        };
        let operators: &[&str] = match *kind {
            "boolean" | "choice" | "open-choice" | "string" | "text" => &["=", "!="],
            "integer" | "decimal" | "date" => &["=", "!=", "<", ">", "<=", ">="],
            _ => &["exists"],
        };
        let operator = operators[dice.below(operators.len())];
        Some(json!({"question": link_id, "operator": operator, name: value}))
    }
}

fn questionnaire(bytes: &[u8]) -> Questionnaire {
    let mut dice = Dice(bytes.iter());
    let mut making = Making::default();
    let mut items = making.items(&mut dice, 1);
    items.push(json!({"linkId": "last", "type": "boolean"}));
    sound(&with_items(items.into()))
}

/// Fills the fields of a form, as it is made in the resource.
fn fill(items: &Json, before: &str, dice: &mut Dice<'_>, fields: &mut Vec<(String, String)>) {
    for item in items.as_array().into_iter().flatten() {
        let repeats = item["repeats"] == true;
        let name: String = item["linkId"].as_str().unwrap().bytes().fold(String::new(), |name, byte| {
            if byte.is_ascii_alphanumeric() {
                name + &char::from(byte).to_string()
            } else {
                name + &format!("~{byte:02X}")
            }
        });
        for nth in 0..if repeats { dice.below(4) } else { 1 } {
            let field = format!("{before}.{name}.{nth}");
            let mut put = |part: &str, text: &str| fields.push((format!("{field}{part}"), text.to_owned()));
            let one = |texts: &[&'static str], dice: &mut Dice<'_>| texts[dice.below(texts.len())];
            match item["type"].as_str().unwrap() {
                "group" | "display" => {}
                _ if dice.one_in(4) => {}
                "boolean" => put("", one(&["oui", "false"], dice)),
                "open-choice" if dice.one_in(2) => put(":other", "autre"),
                "choice" | "open-choice" => put("", one(&["a", "b", "c"], dice)),
                "integer" => put("", one(&["0", "1", "2", "-3"], dice)),
                "decimal" => put("", one(&["0", "1,5", "-2.25"], dice)),
                "date" => put("", one(&["23/11/2026", "2026-11", "1998"], dice)),
                "dateTime" => {
                    put("", one(&["23/11/2026 12 h 30", "2026-11-23", "2026-07-01T00:00:00-05:00"], dice));
                }
                "time" => put("", one(&["9 h", "23:59:59"], dice)),
                "string" | "text" => put("", one(&["x", " été \n « deux » "], dice)),
                "url" => put("", "https://maillage.example/?a=b"),
                "quantity" => {
                    put("", one(&["1", "72,5"], dice));
                    put(":unit", one(&["kg", "g"], dice));
                }
                "attachment" => {
                    put("", "abc");
                    put(":title", "Bilan");
                    put(":size", "12");
                }
                _ => {
                    put("", "Practitioner/1");
                    put(":display", "Dr Roux");
                }
            }
            fill(&item["item"], &field, dice, fields);
        }
    }
}

fn answers(questionnaire: &Questionnaire, bytes: &[u8]) -> Answers {
    let mut fields = Vec::new();
    fill(&questionnaire.raw()["item"], "q", &mut Dice(bytes.iter()), &mut fields);
    let filled =
        questionnaire.filled(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())), &paris());
    assert_eq!(filled.wrong, [], "{fields:?}");
    filled.answers
}

/// One answer, repetition, or empty place, by the link ids and repetitions that lead to it.
struct Place {
    way: Vec<(String, usize)>,
    value: Option<Value>,
}

fn places(slots: Vec<Slot<'_, '_>>, before: &[(String, usize)], all: &mut Vec<Place>) {
    for slot in slots {
        for standing in slot.standing() {
            let mut way = before.to_vec();
            way.push((slot.item().link_id.clone(), standing.nth()));
            all.push(Place { way: way.clone(), value: standing.value().cloned() });
            places(standing.slots().collect(), &way, all);
        }
    }
}

/// The rule in the plainest words, and slow: an item is asked where what it stands in is asked and its conditions hold; a
/// condition looks at every answer that is asked and shares with it all the repetitions in which both stand.
fn asked(questionnaire: &Questionnaire, all: &[Place], within: &[(String, usize)], link_id: &str) -> bool {
    if let Some(((parent, _), above)) = within.split_last()
        && !asked(questionnaire, all, above, parent)
    {
        return false;
    }
    let item = questionnaire.item(link_id).unwrap();
    let mut holds = item.conditions.iter().map(|condition| {
        let answers = all.iter().filter(|it| it.way.last().unwrap().0 == condition.link_id).filter(|it| {
            let both = it.way.iter().zip(within).take_while(|((one, _), (two, _))| one == two);
            both.into_iter().all(|(one, two)| one == two)
        });
        let answers: Vec<_> = answers
            .filter(|it| it.value.is_some())
            .filter(|it| asked(questionnaire, all, &it.way[..it.way.len() - 1], &condition.link_id))
            .filter_map(|it| it.value.as_ref())
            .collect();
        let looked_for = &condition.answer;
        let some = |wanted: &[Ordering]| {
            answers.iter().any(|it| it.compared(looked_for).is_some_and(|order| wanted.contains(&order)))
        };
        match condition.operator {
            Operator::Exists => answers.is_empty() != (*looked_for == Value::Boolean(true)),
            Operator::Equal => answers.iter().any(|it| it.same(looked_for)),
            Operator::NotEqual => answers.iter().all(|it| !it.same(looked_for)),
            Operator::Above => some(&[Ordering::Greater]),
            Operator::Below => some(&[Ordering::Less]),
            Operator::AtLeast => some(&[Ordering::Greater, Ordering::Equal]),
            Operator::AtMost => some(&[Ordering::Less, Ordering::Equal]),
        }
    });
    match item.behaviour {
        _ if item.conditions.is_empty() => true,
        Behaviour::All => holds.all(|it| it),
        Behaviour::Any => holds.any(|it| it),
    }
}

fn same_as_asked(evaluation: &Evaluation<'_>, questionnaire: &Questionnaire) {
    let mut all = Vec::new();
    places(evaluation.slots().collect(), &[], &mut all);
    let mut slots: Vec<(Vec<(String, usize)>, Slot<'_, '_>)> =
        evaluation.slots().map(|it| (Vec::new(), it)).collect();
    while let Some((within, slot)) = slots.pop() {
        let expected = asked(questionnaire, &all, &within, &slot.item().link_id);
        assert_eq!(slot.is_asked(), expected, "{within:?} {}", slot.item().link_id);
        for standing in slot.standing() {
            let mut way = within.clone();
            way.push((slot.item().link_id.clone(), standing.nth()));
            slots.extend(standing.slots().map(|it| (way.clone(), it)));
        }
    }
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..160)
}

proptest! {
    #[test]
    fn what_is_asked_is_what_the_plainest_rule_says((made, filled) in (bytes(), bytes())) {
        let questionnaire = questionnaire(&made);
        let answers = answers(&questionnaire, &filled);
        same_as_asked(&questionnaire.evaluate(&answers), &questionnaire);
    }

    #[test]
    fn fields_are_read_again((made, filled) in (bytes(), bytes())) {
        let questionnaire = questionnaire(&made);
        let answers = answers(&questionnaire, &filled);
        let fields = questionnaire.evaluate(&answers).fields(&paris());
        let again = questionnaire.filled(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())), &paris());
        prop_assert_eq!(again.wrong, []);
        prop_assert_eq!(again.answers, answers);
    }

    #[test]
    fn a_response_is_read_again((made, filled) in (bytes(), bytes())) {
        let questionnaire = questionnaire(&made);
        let answers = answers(&questionnaire, &filled);
        let response = Response { progress: Progress::Completed, authored: None, answers, about: serde_json::Map::new() };
        let written = response.write(&questionnaire);
        let read = Response::read(&questionnaire, written.to_string().as_bytes());
        let Ok(read) = read else { panic!("{read:?}\n{written}") };
        prop_assert_eq!(read.write(&questionnaire), written);
        // Where all that is answered was asked, nothing is lost.
        let before = questionnaire.evaluate(&response.answers);
        let after = questionnaire.evaluate(&read.answers);
        if before.fields(&paris()).len() == after.fields(&paris()).len() {
            prop_assert_eq!(&read.answers, &response.answers);
        }
        // Repetitions in which nothing was asked are gone, and others have moved up; what is wrong is the same.
        let wrong = |it: &Evaluation<'_>| -> Vec<(String, &'static str)> {
            it.check(Strength::Draft).into_iter().map(|it| (it.link_id, it.what.code())).collect()
        };
        prop_assert_eq!(wrong(&before), wrong(&after));
    }

    #[test]
    fn any_response_is_read_or_refused((made, place) in (bytes(), "[0-9]{0,2}"), value in "[a-z]{0,9}|[0-9]{0,9}") {
        let questionnaire = questionnaire(&made);
        let answers = answers(&questionnaire, &made);
        let response = Response { progress: Progress::InProgress, authored: None, answers, about: serde_json::Map::new() };
        let text = response.write(&questionnaire).to_string();
        // A piece of the text is another: often no JSON, sometimes another answer.
        let broken = text.replacen(&place, &value, 1);
        let _ = Response::read(&questionnaire, broken.as_bytes());
        let _ = questionnaire.filled([(broken.as_str(), value.as_str()), ("q.last.0", value.as_str())], &paris());
    }
}
