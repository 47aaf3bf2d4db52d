//! Forms: names of fields, and what is written in them.

use forms::{Decimal, Strength, Value, What};
use serde_json::json;

use crate::evaluating::filled;
use crate::{option, paris, sound, with_items};

#[test]
fn a_field_is_named_by_its_place() {
    let questionnaire = sound(&with_items(json!([
        {"linkId": "/1.2", "type": "group", "repeats": true, "item": [{"linkId": "é", "type": "string", "repeats": true}]}
    ])));
    let answers = filled(
        &questionnaire,
        &[("q.~2F1~2E2.3.~C3~A9.1", "x"), ("q.~2F1~2E2.3.~C3~A9.7", "y"), ("csrf", "z")],
    );
    // What stands in between was left out: repetitions follow one another.
    let fields = questionnaire.evaluate(&answers).fields(&paris());
    let told: Vec<_> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(told, [("q.~2F1~2E2.0.~C3~A9.0", "x"), ("q.~2F1~2E2.0.~C3~A9.1", "y")]);
    let evaluation = questionnaire.evaluate(&answers);
    assert_eq!(evaluation.slots().next().unwrap().field(1), "q.~2F1~2E2.1");
}

#[test]
fn what_cannot_be_read_is_told_at_its_field() {
    let questionnaire = sound(&with_items(json!([
        {"linkId": "yes", "type": "boolean"}, {"linkId": "n", "type": "integer"}, {"linkId": "d", "type": "decimal"},
        {"linkId": "day", "type": "date"}, {"linkId": "at", "type": "dateTime"}, {"linkId": "time", "type": "time"},
        {"linkId": "one", "type": "choice", "answerOption": [option("a", 1)]}, {"linkId": "w", "type": "quantity"},
        {"linkId": "g", "type": "group", "item": [{"linkId": "in", "type": "string"}]}
    ])));
    let table = [
        ("q.yes.0", "peut-être", "not-a-boolean"),
        ("q.n.0", "2,5", "not-an-integer"),
        ("q.n.0", "99999999999", "not-an-integer"),
        ("q.d.0", "douze", "not-a-number"),
        ("q.day.0", "31/02/2026", "not-a-date"),
        ("q.at.0", "demain", "not-a-date"),
        ("q.at.0:time", "12 h 30", "not-a-date"),
        ("q.time.0", "25 h", "not-a-time"),
        ("q.one.0", "b", "not-an-option"),
        ("q.w.0", "kg", "not-a-number"),
        ("q.nobody.0", "x", "no-such-field"),
        ("q.in.0", "x", "no-such-field"),
        ("q.g.0", "x", "no-such-field"),
        ("q.n", "1", "no-such-field"),
        ("q.n.00", "1", "no-such-field"),
        ("q.n.100", "1", "no-such-field"),
    ];
    for (name, text, code) in table {
        let filled = questionnaire.filled([(name, text)], &paris());
        let told: Vec<_> = filled.wrong.iter().map(|it| it.what.code()).collect();
        assert_eq!(told, [code], "{name} {text}");
        assert_eq!(filled.wrong[0].field.split(':').next(), name.split(':').next());
        assert!(filled.answers.is_empty());
    }
    let empty = questionnaire.filled([("q.n.0", ""), ("q.day.0", "  "), ("q.one.0", "")], &paris());
    assert!(empty.wrong.is_empty() && empty.answers.is_empty());
}

#[test]
fn boxes_share_a_name_or_have_their_own() {
    let questionnaire = sound(&with_items(json!([
        {"linkId": "some", "type": "open-choice", "repeats": true, "answerOption": [option("a", 1), option("b", 2), option("c", 3)]},
        {"linkId": "one", "type": "open-choice", "answerOption": [option("a", 1)]}
    ])));
    let shared =
        filled(&questionnaire, &[("q.some.0", "a"), ("q.some.0", "c"), ("q.some.0:other", "autre chose")]);
    let own =
        filled(&questionnaire, &[("q.some.0", "a"), ("q.some.2", "c"), ("q.some.9:other", "autre chose")]);
    assert_eq!(shared, own);
    assert_eq!(shared.count(), 3);
    let both = questionnaire.filled([("q.one.0", "a"), ("q.one.0:other", "autre")], &paris());
    assert_eq!(both.wrong[0].what, What::TooMany { most: 1 });
    assert_eq!(questionnaire.evaluate(&shared).check(Strength::Complete), []);
}

#[test]
fn the_ends_of_lines_are_one() {
    let questionnaire = sound(&with_items(json!([{"linkId": "a", "type": "text"}])));
    let answers = filled(&questionnaire, &[("q.a.0", "un\r\ndeux")]);
    assert_eq!(answers, filled(&questionnaire, &[("q.a.0", "un\ndeux")]));
}

#[test]
fn a_quantity_is_a_number_and_its_unit() {
    let unit = |code: &str, display: &str| {
        json!({"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption",
               "valueCoding": {"system": "http://unitsofmeasure.org", "code": code, "display": display}})
    };
    let questionnaire = sound(&with_items(json!([
        {"linkId": "one", "type": "quantity", "extension": [unit("kg", "kg")]},
        {"linkId": "two", "type": "quantity", "extension": [unit("kg", "kg"), unit("g", "grammes")]},
        {"linkId": "any", "type": "quantity"}
    ])));
    let same = |one: &[(&str, &str)], two: &[(&str, &str)]| {
        assert_eq!(filled(&questionnaire, one), filled(&questionnaire, two));
    };
    same(&[("q.one.0", "72,5")], &[("q.one.0", "72.5 kg")]);
    same(&[("q.two.0", "900"), ("q.two.0:unit", "g")], &[("q.two.0", "900 grammes")]);
    same(&[("q.any.0", "3 semaines")], &[("q.any.0", "3"), ("q.any.0:unit", "semaines")]);
    for fields in [
        vec![("q.two.0", "900")],
        vec![("q.one.0", "72,5 lb")],
        vec![("q.one.0", "72 kg"), ("q.one.0:unit", "g")],
    ] {
        let filled = questionnaire.filled(fields.iter().copied(), &paris());
        assert_eq!(filled.wrong[0].what, What::NotAUnit, "{fields:?}");
    }
}

#[test]
fn what_is_not_filled_by_hand_stays_as_it_was() {
    let questionnaire = sound(&with_items(json!([
        {"linkId": "kept", "type": "string", "readOnly": true},
        {"linkId": "g", "type": "group", "repeats": true, "item": [
            {"linkId": "in", "type": "string", "readOnly": true}, {"linkId": "free", "type": "string"}
        ]}
    ])));
    let kept = filled(
        &questionnaire,
        &[("q.kept.0", "a"), ("q.g.0.in.0", "b"), ("q.g.1.in.0", "c"), ("q.g.1.free.0", "d")],
    );
    let sent = filled(&questionnaire, &[("q.kept.0", "forged"), ("q.g.0.free.0", "e")]);
    let merged = sent.with_read_only_of(&questionnaire, &kept);
    let expected = filled(
        &questionnaire,
        &[("q.kept.0", "a"), ("q.g.0.in.0", "b"), ("q.g.0.free.0", "e"), ("q.g.1.in.0", "c")],
    );
    assert_eq!(merged, expected);
}

#[test]
fn a_form_begins_with_its_initial_answers() {
    let questionnaire = sound(&with_items(json!([
        {"linkId": "a", "type": "string", "repeats": true, "initial": [{"valueString": "x"}, {"valueString": "y"}]},
        {"linkId": "g", "type": "group", "item": [{"linkId": "b", "type": "choice", "answerOption": [
            option("a", 1), {"valueCoding": {"system": "urn:x", "code": "b"}, "initialSelected": true}
        ]}]}
    ])));
    let initial = filled(&questionnaire, &[("q.a.0", "x"), ("q.a.1", "y"), ("q.g.0.b.0", "b")]);
    assert_eq!(questionnaire.initial(), initial);
    // Within several answers, the first alone begins with what stands in it.
    let nested = sound(&with_items(json!([
        {"linkId": "a", "type": "string", "repeats": true, "initial": [{"valueString": "x"}, {"valueString": "y"}],
         "item": [{"linkId": "b", "type": "integer", "initial": [{"valueInteger": 3}]}]},
        {"linkId": "c", "type": "string", "item": [{"linkId": "d", "type": "integer", "initial": [{"valueInteger": 4}]}]}
    ])));
    let initial = [("q.a.0", "x"), ("q.a.0.b.0", "3"), ("q.a.1", "y"), ("q.c.0.d.0", "4")];
    assert_eq!(nested.initial(), filled(&nested, &initial));
}

#[test]
fn what_is_known_from_elsewhere_is_filled_in() {
    let recent = json!({"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationLinkPeriod",
                        "valueDuration": {"value": 1, "unit": "an", "system": "http://unitsofmeasure.org", "code": "a"}});
    let questionnaire = sound(&with_items(json!([
        {"linkId": "g", "type": "group", "item": [
            {"linkId": "size", "type": "decimal", "code": [{"system": "http://loinc.org", "code": "8302-2"}], "extension": [recent],
             "initial": [{"valueDecimal": 170}]},
            {"linkId": "smokes", "type": "boolean", "code": [{"system": "http://loinc.org", "code": "72166-2"}], "extension": [recent]},
            {"linkId": "other", "type": "decimal"}
        ]}
    ])));
    // Whatever is known, what fits no question is no answer to it.
    let known = questionnaire.prefilled(|_| Some(Value::Decimal(Decimal::from(181))));
    assert_eq!(known, filled(&questionnaire, &[("q.g.0.size.0", "181")]));
    assert_eq!(questionnaire.prefilled(|_| None), filled(&questionnaire, &[("q.g.0.size.0", "170")]));
    let period = questionnaire.item("size").unwrap().prefilled_within.as_ref().unwrap();
    assert_eq!(period.code.as_deref(), Some("a"));
}

#[test]
fn a_form_has_an_end() {
    let questionnaire = sound(&with_items(json!([{"linkId": "a", "type": "string", "repeats": true}])));
    let many = questionnaire.filled(std::iter::repeat_n(("q.a.0", "x"), 6_000), &paris());
    assert_eq!(many.wrong[0].what, What::TooMany { most: 5_000 });
    let more = questionnaire.filled(std::iter::repeat_n(("q.a.0", "x"), 101), &paris());
    assert_eq!(more.wrong[0].what, What::TooMany { most: 100 });
    assert!(many.answers.is_empty() && more.answers.is_empty());
}
