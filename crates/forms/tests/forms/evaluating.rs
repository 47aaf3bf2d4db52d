//! What is asked, what it adds up to, and what is wrong with it.

use forms::{Decimal, Questionnaire, Strength, Value, What};
use serde_json::{Value as Json, json};

use crate::{OURS, hl7, option, paris, sound, with_items};

/// Fields of a form.
pub(crate) fn filled(questionnaire: &Questionnaire, fields: &[(&str, &str)]) -> forms::Answers {
    let filled = questionnaire.filled(fields.iter().copied(), &paris());
    assert_eq!(filled.wrong, []);
    filled.answers
}

fn asks(items: &Json, fields: &[(&str, &str)], link_id: &str) -> bool {
    let questionnaire = sound(&with_items(items.clone()));
    let answers = filled(&questionnaire, fields);
    questionnaire.evaluate(&answers).asks(link_id)
}

fn when(question: &str, operator: &str, answer: &str, value: Json) -> Json {
    json!({"question": question, "operator": operator, answer: value})
}

#[test]
fn every_operator_looks_at_the_answers() {
    let holds = |operator: &str, looked_for: i32, fields: &[(&str, &str)]| {
        let items = json!([
            {"linkId": "n", "type": "integer", "repeats": true},
            {"linkId": "z", "type": "string", "enableWhen": [when("n", operator, "answerInteger", looked_for.into())]}
        ]);
        asks(&items, fields, "z")
    };
    let (none, three, both) = (&[][..], &[("q.n.0", "3")][..], &[("q.n.0", "3"), ("q.n.1", "5")][..]);
    let table = [
        ("=", [false, true, true], [false, false, true]),
        ("!=", [true, false, false], [true, true, false]),
        (">", [false, false, true], [false, false, false]),
        (">=", [false, true, true], [false, false, true]),
        ("<", [false, false, false], [false, true, true]),
        ("<=", [false, true, true], [false, true, true]),
    ];
    for (operator, of_three, of_five) in table {
        assert_eq!([none, three, both].map(|it| holds(operator, 3, it)), of_three, "{operator} 3");
        assert_eq!([none, three, both].map(|it| holds(operator, 5, it)), of_five, "{operator} 5");
    }
    let exists = |expected: bool, fields: &[(&str, &str)]| {
        let items = json!([
            {"linkId": "n", "type": "integer", "repeats": true},
            {"linkId": "z", "type": "string", "enableWhen": [when("n", "exists", "answerBoolean", expected.into())]}
        ]);
        asks(&items, fields, "z")
    };
    assert_eq!(
        [exists(true, none), exists(true, three), exists(false, none), exists(false, three)],
        [false, true, true, false]
    );
}

#[test]
fn all_or_any_of_the_conditions_hold() {
    for (behaviour, expected) in [("all", [false, false, false, true]), ("any", [false, true, true, true])] {
        let items = json!([
            {"linkId": "a", "type": "boolean"}, {"linkId": "b", "type": "boolean"},
            {"linkId": "z", "type": "string", "enableBehavior": behaviour,
             "enableWhen": [when("a", "=", "answerBoolean", true.into()), when("b", "=", "answerBoolean", true.into())]}
        ]);
        let ways: [&[(&str, &str)]; 4] =
            [&[], &[("q.a.0", "oui")], &[("q.b.0", "oui")], &[("q.a.0", "oui"), ("q.b.0", "oui")]];
        assert_eq!(ways.map(|fields| asks(&items, fields, "z")), expected, "{behaviour}");
    }
}

#[test]
fn what_is_not_asked_counts_for_nothing() {
    // c hangs on b, which hangs on a; b keeps its answer when a changes.
    let items = json!([
        {"linkId": "c", "type": "string", "enableWhen": [when("b", "=", "answerBoolean", true.into())]},
        {"linkId": "group", "type": "group", "enableWhen": [when("a", "=", "answerBoolean", true.into())],
         "item": [{"linkId": "b", "type": "boolean"}]},
        {"linkId": "a", "type": "boolean"}
    ]);
    let b = ("q.group.0.b.0", "oui");
    assert!(asks(&items, &[("q.a.0", "oui"), b], "c"));
    assert!(!asks(&items, &[("q.a.0", "non"), b], "c"));
    let questionnaire = sound(&with_items(items));
    let answers = filled(&questionnaire, &[("q.a.0", "non"), b]);
    assert_eq!(questionnaire.evaluate(&answers).items().len(), 1);
}

#[test]
fn a_condition_looks_at_its_own_repetition() {
    let items = json!([
        {"linkId": "child", "type": "group", "repeats": true, "item": [
            {"linkId": "school", "type": "boolean"},
            {"linkId": "which", "type": "string", "required": true, "enableWhen": [when("school", "=", "answerBoolean", true.into())]}
        ]},
        {"linkId": "some", "type": "display", "enableWhen": [when("school", "=", "answerBoolean", true.into())]}
    ]);
    let questionnaire = sound(&with_items(items));
    let answers = filled(&questionnaire, &[("q.child.0.school.0", "non"), ("q.child.1.school.0", "oui")]);
    let evaluation = questionnaire.evaluate(&answers);
    let child = evaluation.slots().next().unwrap();
    let asked: Vec<_> = child.standing().map(|it| it.slots().nth(1).unwrap().is_asked()).collect();
    assert_eq!(asked, [false, true]);
    // From outside, one of them is enough.
    assert!(evaluation.asks("some"));
    let wrong = evaluation.check(Strength::Complete);
    assert_eq!(wrong.len(), 1);
    assert_eq!((wrong[0].field.as_str(), &wrong[0].what), ("q.child.1.which.0", &What::Required));
}

#[test]
fn a_question_within_an_answer_looks_at_that_answer() {
    let items = json!([{"linkId": "drug", "type": "choice", "repeats": true, "answerOption": [option("a", 1), option("b", 2)], "item": [
        {"linkId": "how", "type": "string", "required": true,
         "enableWhen": [when("drug", "=", "answerCoding", json!({"system": "urn:x", "code": "b"}))]}
    ]}]);
    let questionnaire = sound(&with_items(items));
    let answers = filled(&questionnaire, &[("q.drug.0", "a"), ("q.drug.1", "b")]);
    let wrong = questionnaire.evaluate(&answers).check(Strength::Complete);
    assert_eq!(wrong.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["q.drug.1.how.0"]);
}

fn scored(parts: &[Json]) -> Questionnaire {
    let mut extension = parts.to_vec();
    extension.extend([
        json!({"url": "of", "valueString": "a"}),
        json!({"url": "of", "extension": [{"url": "question", "valueString": "b"}, {"url": "weight", "valueDecimal": -0.5}]}),
        json!({"url": "of", "valueString": "c"}),
    ]);
    sound(&with_items(json!([
        {"linkId": "a", "type": "choice", "answerOption": [option("none", 0), option("some", 2)]},
        {"linkId": "b", "type": "integer"},
        {"linkId": "c", "type": "boolean", "enableWhen": [when("a", "=", "answerCoding", json!({"system": "urn:x", "code": "some"}))]},
        {"linkId": "sum", "type": "decimal", "extension": [{"url": format!("{OURS}/total"), "extension": extension}]},
        {"linkId": "high", "type": "display", "enableWhen": [when("sum", ">=", "answerDecimal", 2.into())]}
    ])))
}

#[test]
fn a_total_adds_what_is_asked_and_answered() {
    let sum = |questionnaire: &Questionnaire, fields: &[(&str, &str)]| {
        let answers = filled(questionnaire, fields);
        let evaluation = questionnaire.evaluate(&answers);
        let score = evaluation.score("sum").unwrap();
        (score.number.map(|it| it.to_string()), score.answered, evaluation.asks("high"))
    };
    let all = scored(&[json!({"url": "constant", "valueDecimal": 0.25})]);
    assert_eq!(
        sum(&all, &[("q.a.0", "some"), ("q.b.0", "3"), ("q.c.0", "oui")]),
        (Some("1.75".into()), 3, false)
    );
    // Without one of them there is no total: a sum of some of the answers would say less than is so.
    assert_eq!(sum(&all, &[("q.a.0", "some"), ("q.b.0", "3")]), (None, 2, false));
    // c is not asked: its answer counts for nothing.
    assert_eq!(sum(&all, &[("q.a.0", "none"), ("q.b.0", "3"), ("q.c.0", "oui")]), (None, 2, false));
    let some = scored(&[json!({"url": "needs", "valueInteger": 1})]);
    assert_eq!(sum(&some, &[("q.a.0", "some")]), (Some("2".into()), 1, true));
    assert_eq!(sum(&some, &[("q.b.0", "3")]), (Some("-1.5".into()), 1, false));
    assert_eq!(sum(&some, &[("q.sum.0", "99")]), (None, 0, false));
}

#[test]
fn each_repetition_has_its_own_total() {
    let total = json!([{"url": format!("{OURS}/total"), "extension": [{"url": "of", "valueString": "n"}]}]);
    let questionnaire = sound(&with_items(
        json!([{"linkId": "g", "type": "group", "repeats": true, "item": [
            {"linkId": "n", "type": "integer", "repeats": true}, {"linkId": "sum", "type": "integer", "extension": total}
        ]}]),
    ));
    let answers = filled(&questionnaire, &[("q.g.0.n.0", "1"), ("q.g.0.n.1", "2"), ("q.g.1.n.0", "10")]);
    let evaluation = questionnaire.evaluate(&answers);
    let numbers: Vec<_> = evaluation.scores().iter().map(|it| it.number).collect();
    assert_eq!(numbers, [Some(3.into()), Some(10.into())]);
}

#[test]
fn answers_keep_to_their_rules() {
    let at = |name: &str, value: &str, content: Json| hl7(name, value, content);
    let kilos = json!({"system": "http://unitsofmeasure.org", "code": "kg"});
    let items = json!([
        {"linkId": "words", "type": "string", "maxLength": 4, "extension": [at("minLength", "valueInteger", 2.into())]},
        {"linkId": "age", "type": "integer", "extension": [at("minValue", "valueInteger", 0.into()), at("maxValue", "valueInteger", 120.into())]},
        {"linkId": "since", "type": "date", "extension": [at("maxValue", "valueDate", "2026-11-23".into())]},
        {"linkId": "size", "type": "decimal", "extension": [at("maxDecimalPlaces", "valueInteger", 1.into())]},
        {"linkId": "weight", "type": "quantity", "extension": [at("questionnaire-unit", "valueCoding", kilos), at("minValue", "valueDecimal", 2.into())]},
        {"linkId": "page", "type": "url"},
        {"linkId": "file", "type": "attachment", "extension": [at("mimeType", "valueCode", "image/*".into()), at("maxSize", "valueDecimal", 1.into())]},
        {"linkId": "some", "type": "choice", "repeats": true, "extension": [at("questionnaire-maxOccurs", "valueInteger", 2.into())], "answerOption": [
            option("a", 1), option("b", 2), {"valueCoding": {"system": "urn:x", "code": "none"}, "extension": [at("questionnaire-optionExclusive", "valueBoolean", true.into())]}
        ]}
    ]);
    let questionnaire = sound(&with_items(items));
    let wrong = |fields: &[(&str, &str)]| -> Vec<(String, &'static str)> {
        let answers = filled(&questionnaire, fields);
        let wrong = questionnaire.evaluate(&answers).check(Strength::Draft);
        wrong.into_iter().map(|it| (it.field, it.what.code())).collect()
    };
    let right = [
        ("q.words.0", "œufs"),
        ("q.age.0", "0"),
        ("q.since.0", "23/11/2026"),
        ("q.size.0", "1,5"),
        ("q.weight.0", "2 kg"),
        ("q.page.0", "https://maillage.example"),
        ("q.file.0", "abc"),
        ("q.file.0:type", "image/png"),
        ("q.file.0:size", "1000000"),
        ("q.some.0", "a"),
        ("q.some.1", "b"),
    ];
    assert_eq!(wrong(&right), []);
    let table: [(&[(&str, &str)], &str, &str); 14] = [
        (&[("q.page.0", "JavaScript:alert(1)")], "q.page.0", "not-an-address"),
        (&[("q.words.0", "x")], "q.words.0", "too-short"),
        (&[("q.words.0", "xxxxx")], "q.words.0", "too-long"),
        (&[("q.age.0", "-1")], "q.age.0", "below"),
        (&[("q.age.0", "121")], "q.age.0", "above"),
        (&[("q.since.0", "2027")], "q.since.0", "above"),
        (&[("q.size.0", "1,55")], "q.size.0", "too-fine"),
        (&[("q.weight.0", "1,5")], "q.weight.0", "below"),
        (&[("q.page.0", "not an address")], "q.page.0", "not-an-address"),
        (&[("q.file.0", "abc"), ("q.file.0:type", "text/html")], "q.file.0", "other-kind-of-file"),
        (
            &[("q.file.0", "abc"), ("q.file.0:type", "image/png"), ("q.file.0:size", "1000001")],
            "q.file.0",
            "file-too-large",
        ),
        (&[("q.some.0", "a"), ("q.some.1", "none")], "q.some.0", "exclusive"),
        (&[("q.some.0", "a"), ("q.some.1", "a")], "q.some.1", "twice"),
        (&[("q.some.0", "a"), ("q.some.1", "b"), ("q.some.2", "none")], "q.some.2", "too-many"),
    ];
    for (fields, field, code) in table {
        let told = wrong(fields);
        assert!(told.contains(&(field.to_owned(), code)), "{fields:?}: {told:?}");
    }
    for address in ["maillage.example/a:b", "mailto:a@b.example", "HTTPS://maillage.example", "/page"] {
        assert_eq!(wrong(&[("q.page.0", address)]), [], "{address}");
    }
    // A year that is not over may hold the day that is the most.
    assert_eq!(wrong(&[("q.since.0", "2026")]), []);
}

#[test]
fn what_must_be_answered_is_asked_for_once_it_is_complete() {
    let often = hl7("questionnaire-minOccurs", "valueInteger", 2.into());
    let items = json!([
        {"linkId": "g", "type": "group", "item": [{"linkId": "a", "type": "string", "required": true}]},
        {"linkId": "r", "type": "group", "repeats": true, "item": [{"linkId": "b", "type": "string", "required": true}, {"linkId": "c", "type": "string"}]},
        {"linkId": "s", "type": "group", "required": true, "repeats": true, "item": [{"linkId": "d", "type": "string"}]},
        {"linkId": "q", "type": "boolean", "item": [{"linkId": "e", "type": "string", "required": true}]},
        {"linkId": "m", "type": "string", "repeats": true, "extension": [often]}
    ]);
    let questionnaire = sound(&with_items(items));
    let missing = |fields: &[(&str, &str)]| -> Vec<String> {
        let answers = filled(&questionnaire, fields);
        let evaluation = questionnaire.evaluate(&answers);
        assert_eq!(evaluation.check(Strength::Draft), []);
        evaluation
            .check(Strength::Complete)
            .into_iter()
            .map(|it| format!("{} {}", it.field, it.what.code()))
            .collect()
    };
    assert_eq!(missing(&[]), ["q.g.0.a.0 required", "q.s.0 required"]);
    let most = [("q.g.0.a.0", "x"), ("q.r.0.c.0", "x"), ("q.s.0.d.0", "x"), ("q.q.0", "oui"), ("q.m.0", "x")];
    assert_eq!(missing(&most), ["q.r.0.b.0 required", "q.q.0.e.0 required", "q.m.1 too-few"]);
}

#[test]
fn observations_are_drawn_from_what_is_asked() {
    let mut questionnaire = with_items(json!([
        {"linkId": "a", "type": "choice", "code": [{"system": "urn:o", "code": "a"}], "answerOption": [option("none", 0), option("some", 2)]},
        {"linkId": "b", "type": "string", "code": [{"system": "urn:o", "code": "b"}],
         "extension": [{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract", "valueBoolean": false}]},
        {"linkId": "sum", "type": "integer", "code": [{"system": "urn:o", "code": "sum"}], "extension": [
            {"url": format!("{OURS}/total"), "extension": [{"url": "of", "valueString": "a"}]},
            {"url": format!("{OURS}/band"), "extension": [
                {"url": "from", "valueDecimal": 1}, {"url": "to", "valueDecimal": 3}, {"url": "label", "valueString": "x"}, {"url": "severity", "valueCode": "mild"}
            ]}
        ]}
    ]));
    let at = "2026-11-23T10:00:00+01:00".parse().unwrap();
    let facts = |questionnaire: &Json| -> Vec<String> {
        let questionnaire = sound(questionnaire);
        let answers = filled(&questionnaire, &[("q.a.0", "some"), ("q.b.0", "x")]);
        let evaluation = questionnaire.evaluate(&answers);
        evaluation
            .facts(&at)
            .into_iter()
            .map(|it| {
                format!(
                    "{} {:?} {:?}",
                    it.codes[0].code.as_deref().unwrap(),
                    it.ordinal,
                    it.band.map(|it| it.severity)
                )
            })
            .collect()
    };
    assert_eq!(facts(&questionnaire), ["sum None Some(Mild)"]);
    let category = |code: &str| {
        json!({"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observation-extract-category",
               "valueCodeableConcept": {"coding": [{"code": code}]}})
    };
    let mut several = questionnaire.clone();
    several["extension"] = json!([category("survey"), category("exam")]);
    several["item"][0]["extension"] = json!([category("social-history")]);
    let several = sound(&several);
    assert_eq!(["a", "sum"].map(|it| several.item(it).unwrap().categories.len()), [1, 2]);
    questionnaire["extension"] = json!([{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract", "valueBoolean": true}]);
    assert_eq!(facts(&questionnaire), ["a Some(2) None", "sum None Some(Mild)"]);
}

#[test]
fn answers_are_put_in_by_hand_too() {
    let questionnaire = sound(&with_items(json!([
        {"linkId": "g", "type": "group", "item": [{"linkId": "a", "type": "integer", "repeats": true}]}
    ])));
    let answers = forms::Answers::default()
        .with(&questionnaire, "a", Value::Integer(1))
        .with(&questionnaire, "a", Value::Integer(2))
        .with(&questionnaire, "nobody", Value::Integer(3))
        .with(&questionnaire, "g", Value::Integer(4));
    assert_eq!(answers, filled(&questionnaire, &[("q.g.0.a.0", "1"), ("q.g.0.a.1", "2")]));
    // What is put where a sum belongs is no sum.
    let scored = scored(&[]);
    let number = || Value::Decimal(99.into());
    let forged = forms::Answers::default().with(&scored, "sum", number()).with(&scored, "sum", number());
    let evaluation = scored.evaluate(&forged);
    assert!(!evaluation.asks("high") && evaluation.items().is_empty());
    // The bytes of a file live elsewhere.
    let file = sound(&with_items(json!([{"linkId": "f", "type": "attachment"}])));
    let bytes = fhir::Attachment { data: Some("AAAA".into()), ..fhir::Attachment::default() };
    let answers = forms::Answers::default().with(&file, "f", Value::Attachment(Box::new(bytes)));
    assert_eq!(file.evaluate(&answers).check(Strength::Draft)[0].what, What::BytesWithin);
    let wrong = forms::Answers::default().with(&questionnaire, "a", Value::Decimal(Decimal::ONE));
    assert_eq!(questionnaire.evaluate(&wrong).check(Strength::Draft)[0].what, What::OtherType);
}
