//! Answers that travel.

use forms::{Fault, Progress, Questionnaire, Refused, Response, Strength, Why};
use serde_json::{Value as Json, json};

use crate::evaluating::filled;
use crate::{OURS, option, sound, with_items};

fn asked() -> Json {
    with_items(json!([
        {"linkId": "g", "type": "group", "repeats": true, "text": "Enfant", "item": [
            {"linkId": "name", "type": "string"}, {"linkId": "born", "type": "date"}
        ]},
        {"linkId": "drug", "type": "choice", "repeats": true, "answerOption": [option("a", 1), option("b", 2)], "item": [
            {"linkId": "much", "type": "decimal"}
        ]},
        {"linkId": "why", "type": "string", "enableWhen": [{"question": "drug", "operator": "exists", "answerBoolean": true}]},
        {"linkId": "sum", "type": "integer", "extension": [{"url": format!("{OURS}/total"), "extension": [{"url": "of", "valueString": "drug"}]}]}
    ]))
}

fn response(items: Json) -> Json {
    json!({
        "resourceType": "QuestionnaireResponse", "questionnaire": "https://maillage.example/q|1", "status": "completed",
        "authored": "2026-11-23T10:42:00+01:00", "subject": {"reference": "Patient/1"}, "item": items
    })
}

fn read(questionnaire: &Questionnaire, response: &Json) -> Result<Response, Refused> {
    Response::read(questionnaire, response.to_string().as_bytes())
}

fn answered() -> Json {
    response(json!([
        {"linkId": "g", "text": "Enfant", "item": [{"linkId": "name", "answer": [{"valueString": "Lou"}]}]},
        {"linkId": "g", "text": "Enfant", "item": [{"linkId": "name", "answer": [{"valueString": "Max"}]}, {"linkId": "born", "answer": [{"valueDate": "2019-03"}]}]},
        {"linkId": "drug", "answer": [
            {"valueCoding": {"system": "urn:x", "code": "a"}, "item": [{"linkId": "much", "answer": [{"valueDecimal": 2.5}]}]},
            {"valueCoding": {"system": "urn:x", "code": "b"}}
        ]},
        {"linkId": "why", "answer": [{"valueString": "…"}]},
        {"linkId": "sum", "answer": [{"valueInteger": 3}]}
    ]))
}

#[test]
fn a_response_leaves_as_it_came() {
    let questionnaire = sound(&asked());
    let read = read(&questionnaire, &answered()).unwrap();
    assert_eq!(read.write(&questionnaire), answered());
    assert_eq!(read.progress.strength(), Strength::Complete);
    let by_hand = filled(
        &questionnaire,
        &[
            ("q.g.0.name.0", "Lou"),
            ("q.g.1.name.0", "Max"),
            ("q.g.1.born.0", "03/2019"),
            ("q.drug.0", "a"),
            ("q.drug.0.much.0", "2,5"),
            ("q.drug.1", "b"),
            ("q.why.0", "…"),
        ],
    );
    assert_eq!(read.answers, by_hand);
}

#[test]
fn another_version_is_told_apart() {
    let questionnaire = sound(&asked());
    let refused = |canonical: Json| {
        let mut response = answered();
        response["questionnaire"] = canonical;
        read(&questionnaire, &response).unwrap_err()
    };
    let version = |found: Option<&str>| Refused::OtherVersion {
        found: found.map(Into::into),
        version: Some("1".into()),
    };
    assert_eq!(refused("https://maillage.example/q|2".into()), version(Some("2")));
    assert_eq!(refused("https://maillage.example/q".into()), version(None));
    let other = Refused::OtherQuestionnaire { found: Some("https://maillage.example/r|1".into()) };
    assert_eq!(refused("https://maillage.example/r|1".into()), other);
    assert_eq!(refused(Json::Null), Refused::OtherQuestionnaire { found: None });
    let mut retired = asked();
    retired["status"] = "retired".into();
    let retired = sound(&retired);
    assert_eq!(read(&retired, &answered()), Err(Refused::Retired));
    let kept = Response::reread(&retired, answered().to_string().as_bytes()).unwrap();
    assert_eq!(kept.write(&retired), answered());
}

#[test]
fn everything_that_is_wrong_in_a_response_is_told() {
    let questionnaire = sound(&asked());
    let mut wrong = response(json!([
        {"linkId": "name", "answer": [{"valueString": "Lou"}]},
        {"linkId": "g", "answer": [{"valueString": "x"}], "item": [{"linkId": "born", "answer": [{"valueDate": "2026-11-23T10:00:00Z"}]}]},
        {"linkId": "why", "answer": [{"valueInteger": 3}]},
        {"linkId": "why", "answer": [{"valueString": "x"}]},
        {"linkId": "sum", "answer": [{"valueInteger": 7}]},
        {"answer": [{"valueString": "x", "valueInteger": 3}]}
    ]));
    wrong["statuss"] = "x".into();
    wrong["status"] = "done".into();
    let Err(Refused::Faults(faults)) = read(&questionnaire, &wrong) else { panic!("it was read") };
    let told: Vec<_> = faults.iter().map(|it| (it.path.as_str(), it.why.code())).collect();
    let expected = [
        ("QuestionnaireResponse.item[0].linkId", "not-there"),
        ("QuestionnaireResponse.item[1].answer", "unknown"),
        ("QuestionnaireResponse.item[1].item[0].answer[0].valueDate", "not-a-date"),
        ("QuestionnaireResponse.item[2].answer[0].valueInteger", "value-does-not-fit"),
        ("QuestionnaireResponse.item[3].linkId", "same-item"),
        ("QuestionnaireResponse.item[4].answer[0].valueInteger", "not-the-total"),
        ("QuestionnaireResponse.item[5].linkId", "missing"),
        ("QuestionnaireResponse.item[5].linkId", "not-there"),
        ("QuestionnaireResponse.item(why)", "not-asked"),
        ("QuestionnaireResponse.status", "not-a-code"),
        ("QuestionnaireResponse.statuss", "unknown"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_response_has_an_end() {
    let too_many = |questionnaire: &Json, items: Json| -> Vec<(String, Why)> {
        let questionnaire = sound(questionnaire);
        let Err(Refused::Faults(faults)) = read(&questionnaire, &response(items)) else {
            panic!("it was read")
        };
        faults.into_iter().map(|Fault { path, why }| (path, why)).collect()
    };
    let answers =
        |count: usize| -> Json { (0..count).map(|at| json!({"valueString": at.to_string()})).collect() };
    let one = with_items(json!([{"linkId": "a", "type": "string", "repeats": true}]));
    let told = too_many(&one, json!([{"linkId": "a", "answer": answers(101)}]));
    assert_eq!(told, [("QuestionnaireResponse.item[0]".to_owned(), Why::TooMany { limit: 100, found: 101 })]);
    let grouped = with_items(json!([{"linkId": "g", "type": "group", "repeats": true, "item": one["item"]}]));
    let group = json!({"linkId": "g", "item": [{"linkId": "a", "answer": answers(100)}]});
    let all = || "QuestionnaireResponse.item".to_owned();
    let told = too_many(&grouped, std::iter::repeat_n(group, 60).collect());
    assert_eq!(told, [(all(), Why::TooMany { limit: 5_000, found: 5_001 })]);
    // Few answers that open very many places.
    let wide: Json = (0..900).map(|at| json!({"linkId": at.to_string(), "type": "string"})).collect();
    let inner = json!([{"linkId": "h", "type": "group", "repeats": true, "item": wide}]);
    let outer = with_items(json!([{"linkId": "g", "type": "group", "repeats": true, "item": inner}]));
    let inner = json!({"linkId": "h", "item": [{"linkId": "7", "answer": answers(1)}]});
    let group = json!({"linkId": "g", "item": std::iter::repeat_n(inner, 40).collect::<Json>()});
    let told = too_many(&outer, std::iter::repeat_n(group, 40).collect());
    // Of each group 902, of each in it 901, of each answer 1.
    let found = 40 * (902 + 40 * (901 + 1));
    assert_eq!(told, [(all(), Why::TooMany { limit: 100_000, found })]);
}

#[test]
fn a_sum_alone_makes_no_repetition() {
    let when = json!([{"question": "a", "operator": "=", "answerInteger": 9}]);
    let questionnaire = sound(&with_items(json!([
        {"linkId": "a", "type": "integer"},
        {"linkId": "g", "type": "group", "repeats": true, "item": [
            {"linkId": "b", "type": "string", "enableWhen": when}, {"linkId": "c", "type": "string"},
            {"linkId": "sum", "type": "integer", "extension": [{"url": format!("{OURS}/total"), "extension": [{"url": "of", "valueString": "a"}]}]}
        ]}
    ])));
    let answers = filled(&questionnaire, &[("q.a.0", "3"), ("q.g.0.b.0", "not asked"), ("q.g.1.c.0", "x")]);
    let response =
        Response { progress: Progress::InProgress, authored: None, answers, about: serde_json::Map::new() };
    let written = response.write(&questionnaire);
    assert_eq!(
        written["item"],
        json!([
            {"linkId": "a", "answer": [{"valueInteger": 3}]},
            {"linkId": "g", "item": [{"linkId": "c", "answer": [{"valueString": "x"}]}, {"linkId": "sum", "answer": [{"valueInteger": 3}]}]}
        ])
    );
    assert_eq!(read(&questionnaire, &written).unwrap().write(&questionnaire), written);

    // Nor an answer.
    let questionnaire = sound(&with_items(json!([
        {"linkId": "a", "type": "integer"},
        {"linkId": "drug", "type": "string", "repeats": true, "item": [
            {"linkId": "b", "type": "string", "enableWhen": when},
            {"linkId": "sum", "type": "integer", "extension": [{"url": format!("{OURS}/total"), "extension": [{"url": "of", "valueString": "a"}]}]}
        ]}
    ])));
    let answers = filled(&questionnaire, &[("q.a.0", "3"), ("q.drug.0.b.0", "not asked"), ("q.drug.1", "x")]);
    let response =
        Response { progress: Progress::InProgress, authored: None, answers, about: serde_json::Map::new() };
    let written = response.write(&questionnaire);
    assert_eq!(written["item"][1]["answer"].as_array().map(Vec::len), Some(1));
    assert_eq!(read(&questionnaire, &written).unwrap().write(&questionnaire), written);
}
