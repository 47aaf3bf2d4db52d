//! What is refused, with its path, and what is kept.

use forms::{ItemType, Questionnaire, Why, limits};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::{OURS, SD, faults, hl7, option, sound, with_items};

/// One item, which is refused for this alone.
fn refused(item: Json, path: &str, why: Why) {
    let path = if path.is_empty() { String::new() } else { format!(".{path}") };
    let expected = vec![(format!("Questionnaire.item[1]{path}"), why)];
    let first = json!({"linkId": "before", "type": "boolean"});
    assert_eq!(faults(&with_items(json!([first, item]))), expected, "{item}");
}

#[test]
fn what_is_no_questionnaire_is_refused() {
    let why = |text: &str| Questionnaire::read(text.as_bytes()).unwrap_err().remove(0).why.code();
    assert_eq!(why("<Questionnaire/>"), "not-json");
    assert_eq!(
        why("{\"resourceType\": \"Questionnaire\", \"status\": \"active\", \"status\": \"draft\"}"),
        "not-json"
    );
    assert_eq!(why("{\"resourceType\": \"Bundle\"}"), "other-resource");
    assert_eq!(why("[]"), "other-resource");
    assert_eq!(why(&" ".repeat(limits::BYTES + 1)), "too-many");
}

#[test]
fn what_must_stand_is_told_where_it_does_not() {
    let told = faults(&json!({"resourceType": "Questionnaire"}));
    let missing = ["item", "status", "url"].map(|it| (format!("Questionnaire.{it}"), Why::Missing));
    assert_eq!(told, missing);
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let wrong = json!({
        "resourceType": "Questionnaire", "url": "urn:x", "status": "alive", "titel": "x", "implicitRules": "urn:x",
        "modifierExtension": [{"url": "urn:x"}], "experimental": "no", "date": "23/11/2026", "jurisdiction": [{"code": "FR"}],
        "item": [
            {"linkId": "1", "type": "choise", "required": "yes"},
            {"linkId": "1", "type": "string", "text": " "},
            {"type": "group", "item": [{"linkId": "2", "type": "date", "maxLength": 3, "modifierExtension": [{"url": "urn:y"}]}]}
        ]
    });
    let told: Vec<_> = faults(&wrong).into_iter().map(|(path, why)| (path, why.code())).collect();
    let expected = [
        ("Questionnaire.date", "not-a-date"),
        ("Questionnaire.experimental", "wrong-type"),
        ("Questionnaire.implicitRules", "modifies"),
        ("Questionnaire.item[0].required", "wrong-type"),
        ("Questionnaire.item[0].type", "not-a-code"),
        ("Questionnaire.item[1].linkId", "same-link-id"),
        ("Questionnaire.item[1].text", "empty"),
        ("Questionnaire.item[2].item[0].maxLength", "not-for-this-type"),
        ("Questionnaire.item[2].item[0].modifierExtension", "modifies"),
        ("Questionnaire.item[2].linkId", "missing"),
        ("Questionnaire.jurisdiction[0].code", "unknown"),
        ("Questionnaire.modifierExtension", "modifies"),
        ("Questionnaire.status", "not-a-code"),
        ("Questionnaire.titel", "unknown"),
    ];
    assert_eq!(told, expected.map(|(path, why)| (path.to_owned(), why)));
}

#[test]
fn the_rules_of_r4_hold() {
    let misfit = || Why::NotForThisType;
    refused(json!({"linkId": "a", "type": "group"}), "item", Why::EmptyGroup);
    refused(json!({"linkId": "a", "type": "display", "required": false}), "required", misfit());
    refused(json!({"linkId": "a", "type": "display", "repeats": false}), "repeats", misfit());
    refused(json!({"linkId": "a", "type": "display", "readOnly": true}), "readOnly", misfit());
    refused(json!({"linkId": "a", "type": "display", "code": [{"code": "x"}]}), "code", misfit());
    let display = json!({"linkId": "a", "type": "display", "item": [{"linkId": "b", "type": "display"}]});
    refused(display, "item", misfit());
    let options = json!([{"valueInteger": 1}]);
    refused(json!({"linkId": "a", "type": "boolean", "answerOption": options}), "answerOption", misfit());
    refused(json!({"linkId": "a", "type": "quantity", "maxLength": 3}), "maxLength", misfit());
    refused(json!({"linkId": "a", "type": "choice"}), "answerOption", Why::NothingToChoose);
    let both = json!({"linkId": "a", "type": "open-choice", "answerValueSet": "#x", "answerOption": [option("x", 1)]});
    let told = faults(&with_items(json!([both])));
    assert!(
        told.contains(&("Questionnaire.item[0].answerValueSet".into(), Why::TwoKindsOfOptions)),
        "{told:?}"
    );
    let several =
        json!({"linkId": "a", "type": "string", "initial": [{"valueString": "x"}, {"valueString": "y"}]});
    refused(several, "initial", Why::SeveralInitial);
    let other = json!({"linkId": "a", "type": "string", "initial": [{"valueInteger": 3}]});
    refused(other, "initial[0].valueInteger", Why::ValueDoesNotFit);
    let beside = json!({"linkId": "a", "type": "choice", "answerOption": [option("x", 1)], "initial": [{"valueCoding": {"system": "urn:x", "code": "x"}}]});
    refused(beside, "initial", Why::InitialBesideOptions);
    let two = json!({"linkId": "a", "type": "integer", "initial": [{"valueInteger": 3, "valueDecimal": 3}]});
    refused(two, "initial[0].value[x]", Why::TwoValues);
    let twice = json!({"linkId": "a", "type": "choice", "answerOption": [option("x", 1), option("x", 2)]});
    refused(twice, "answerOption", Why::SameOption);
    let misfit_option = json!({"linkId": "a", "type": "integer", "answerOption": [{"valueString": "x"}]});
    refused(misfit_option, "answerOption[0].valueString", Why::ValueDoesNotFit);
    let nothing = json!({"linkId": "a", "type": "choice", "answerOption": [{"initialSelected": true}]});
    refused(nothing, "answerOption[0].value[x]", Why::Missing);
}

#[test]
fn bounds_fit_their_question() {
    let bounded =
        |kind: &str, extensions: Json| json!({"linkId": "a", "type": kind, "extension": extensions});
    let at = |name: &str, value: &str, content: Json| hl7(name, value, content);
    let crossed = json!([at("minValue", "valueInteger", 5.into()), at("maxValue", "valueInteger", 4.into())]);
    refused(bounded("integer", crossed), "extension[1].valueInteger", Why::LeastAboveMost);
    let other = json!([at("minValue", "valueDate", "2026-01-01".into())]);
    refused(bounded("integer", other), "extension[0].valueDate", Why::WrongType);
    refused(
        bounded("string", json!([at("minValue", "valueInteger", 5.into())])),
        "extension[0]",
        Why::NotForThisType,
    );
    refused(
        bounded("date", json!([at("minLength", "valueInteger", 5.into())])),
        "extension[0]",
        Why::NotForThisType,
    );
    let often = json!([at("questionnaire-maxOccurs", "valueInteger", 3.into())]);
    refused(bounded("string", often), "repeats", Why::Missing);
    let twice = json!([at("minValue", "valueInteger", 5.into()), at("minValue", "valueInteger", 6.into())]);
    refused(bounded("integer", twice), "extension[1]", Why::NotForThisType);
    let mut short = bounded("string", json!([at("minLength", "valueInteger", 5.into())]));
    short["maxLength"] = 4.into();
    refused(short, "extension", Why::LeastAboveMost);
    let dates = json!([
        at("minValue", "valueDate", "2026-01-01".into()),
        at("maxValue", "valueDate", "2026-12-31".into())
    ]);
    let questionnaire = sound(&with_items(json!([bounded("date", dates)])));
    assert!(questionnaire.item("a").unwrap().rules.min.is_some());
}

#[test]
fn a_condition_that_could_never_be_meant_is_refused() {
    let when = |question: &str, operator: &str, answer: &str, value: Json| json!({"linkId": "z", "type": "string", "enableWhen": [{"question": question, "operator": operator, answer: value}]});
    let told = |item: Json| {
        let items = json!([
            {"linkId": "yes", "type": "boolean"}, {"linkId": "many", "type": "integer"}, {"linkId": "words", "type": "string"},
            {"linkId": "one", "type": "choice", "answerOption": [option("x", 1)]}, {"linkId": "file", "type": "attachment"},
            {"linkId": "group", "type": "group", "item": [{"linkId": "deep", "type": "display"}]}, item
        ]);
        let faults = faults(&with_items(items));
        assert_eq!(faults.len(), 1, "{faults:?}");
        let (path, why) = faults.into_iter().next().unwrap();
        (path.strip_prefix("Questionnaire.item[6].enableWhen[0].").unwrap().to_owned(), why)
    };
    let at = |path: &str, why: Why| (path.to_owned(), why);
    let nobody = Why::NoSuchItem { link_id: "nobody".into() };
    assert_eq!(told(when("nobody", "=", "answerBoolean", true.into())), at("question", nobody));
    assert_eq!(
        told(when("group", "exists", "answerBoolean", true.into())),
        at("question", Why::NotAQuestion)
    );
    assert_eq!(told(when("deep", "exists", "answerBoolean", true.into())), at("question", Why::NotAQuestion));
    assert_eq!(told(when("z", "exists", "answerBoolean", true.into())), at("question", Why::WithinItself));
    assert_eq!(
        told(when("yes", "exists", "answerInteger", 1.into())),
        at("answerInteger", Why::ExistsWithoutBoolean)
    );
    assert_eq!(told(when("yes", ">", "answerBoolean", true.into())), at("operator", Why::OperatorDoesNotFit));
    assert_eq!(
        told(when("words", "<=", "answerString", "x".into())),
        at("operator", Why::OperatorDoesNotFit)
    );
    assert_eq!(told(when("file", "=", "answerString", "x".into())), at("operator", Why::OperatorDoesNotFit));
    assert_eq!(told(when("many", "~", "answerInteger", 1.into())), at("operator", Why::NotACode));
    assert_eq!(told(when("many", "=", "answerString", "1".into())), at("answerString", Why::ValueDoesNotFit));
    let other = json!({"system": "urn:x", "code": "y"});
    assert_eq!(told(when("one", "=", "answerCoding", other)), at("answerCoding", Why::NotAnOption));
    let mut several = when("before", "=", "answerBoolean", true.into());
    let second = several["enableWhen"][0].clone();
    several["enableWhen"].as_array_mut().unwrap().push(second);
    refused(several, "enableBehavior", Why::AllOrAny);
}

#[test]
fn a_circle_of_conditions_is_named() {
    let when = |question: &str| json!([{"question": question, "operator": "exists", "answerBoolean": true}]);
    let items = json!([
        {"linkId": "a", "type": "group", "enableWhen": when("c"), "item": [{"linkId": "b", "type": "string"}]},
        {"linkId": "c", "type": "string", "enableWhen": when("b")},
        {"linkId": "d", "type": "string", "enableWhen": when("c")}
    ]);
    let along = ["a", "c", "b", "a"].map(str::to_owned).to_vec();
    assert_eq!(
        faults(&with_items(items)),
        [("Questionnaire.item[0].enableWhen".to_owned(), Why::Cycle { along })]
    );
    let total =
        |of: &str| json!([{"url": format!("{OURS}/total"), "extension": [{"url": "of", "valueString": of}]}]);
    let items = json!([
        {"linkId": "a", "type": "integer", "extension": total("b")}, {"linkId": "b", "type": "integer", "extension": total("a")}
    ]);
    let along = ["a", "b", "a"].map(str::to_owned).to_vec();
    assert_eq!(
        faults(&with_items(items)),
        [("Questionnaire.item[0].extension".to_owned(), Why::Cycle { along })]
    );
    let within = json!([{"linkId": "a", "type": "group", "enableWhen": when("b"), "item": [{"linkId": "b", "type": "string"}]}]);
    assert_eq!(
        faults(&with_items(within)),
        [("Questionnaire.item[0].enableWhen[0].question".to_owned(), Why::WithinItself)]
    );
}

#[test]
fn there_is_an_end_to_everything() {
    let many = |count: usize| -> Json {
        (0..count).map(|at| json!({"linkId": at.to_string(), "type": "string"})).collect()
    };
    assert_eq!(sound(&with_items(many(limits::ITEMS))).items().len(), limits::ITEMS);
    let why = Why::TooMany { limit: limits::ITEMS, found: 2_000 };
    assert_eq!(faults(&with_items(many(2_000))), [("Questionnaire.item".to_owned(), why)]);
    let nested = |depth: usize| {
        (1..depth).fold(
            json!([{"linkId": "0", "type": "string"}]),
            |items, at| json!([{"linkId": at.to_string(), "type": "group", "item": items}]),
        )
    };
    sound(&with_items(nested(limits::DEPTH)));
    let path = format!("Questionnaire{}.item", ".item[0]".repeat(limits::DEPTH));
    let told = faults(&with_items(nested(limits::DEPTH + 1)));
    assert_eq!(told, [(path, Why::TooDeep { limit: limits::DEPTH })]);
}

#[test]
fn a_value_set_is_contained_and_lists_its_codes() {
    let asks = |set: Json, address: &str| {
        let mut questionnaire =
            with_items(json!([{"linkId": "a", "type": "choice", "answerValueSet": address}]));
        questionnaire["contained"] = json!([set]);
        questionnaire
    };
    let set = |compose: Json| json!({"resourceType": "ValueSet", "id": "s", "compose": compose});
    let listed = set(json!({"include": [{"system": "urn:x", "concept": [
        {"code": "a", "display": "Un", "designation": [{"language": "en", "value": "One"}], "extension": [hl7("ordinalValue", "valueDecimal", 2.into())]},
        {"code": "b"}
    ]}]}));
    let questionnaire = sound(&asks(listed.clone(), "#s"));
    let options = &questionnaire.item("a").unwrap().options;
    assert_eq!(
        [options[0].words.said("fr"), options[0].words.said("en"), options[1].words.said("fr")],
        ["Un", "One", "b"]
    );
    assert_eq!((options[0].ordinal, options[1].ordinal), (Some(2.into()), None));
    let expansion = json!({"resourceType": "ValueSet", "id": "s", "expansion": {"contains": [
        {"abstract": true, "code": "top", "system": "urn:x", "contains": [{"code": "a", "system": "urn:x"}, {"code": "b", "system": "urn:x", "inactive": true}]}
    ]}});
    assert_eq!(sound(&asks(expansion, "#s")).item("a").unwrap().options.len(), 1);
    let told = |set: Json, address: &str| faults(&asks(set, address)).remove(0);
    let at = |why: Why| ("Questionnaire.item[0].answerValueSet".to_owned(), why);
    assert_eq!(told(listed.clone(), "#other"), at(Why::NotContained));
    assert_eq!(told(listed, "http://loinc.org/vs/LL358-3"), at(Why::NotContained));
    let filter =
        json!({"include": [{"system": "urn:x", "filter": [{"property": "p", "op": "=", "value": "v"}]}]});
    assert_eq!(told(set(filter), "#s"), at(Why::NotEnumerated));
    assert_eq!(told(set(json!({"include": [{"system": "urn:x"}]})), "#s"), at(Why::NotEnumerated));
}

#[test]
fn totals_and_bands_are_sound_or_refused() {
    let number = |extensions: Json| json!({"linkId": "t", "type": "integer", "extension": extensions});
    let total = |parts: Json| json!([{"url": format!("{OURS}/total"), "extension": parts}]);
    let of = |link_id: &str| json!([{"url": "of", "valueString": link_id}]);
    let nobody = Why::NoSuchItem { link_id: "nobody".into() };
    let told = faults(&with_items(json!([number(total(of("nobody")))])));
    assert_eq!(told[1], ("Questionnaire.item[0].extension[0].extension[0]".to_owned(), nobody));
    refused(
        number(total(json!([{"url": "constant", "valueDecimal": 1}]))),
        "extension[0]",
        Why::NothingToAdd,
    );
    let more = json!([{"url": "of", "valueString": "before"}, {"url": "needs", "valueInteger": 2}]);
    refused(number(total(more)), "extension[0]", Why::NothingToAdd);
    let strange = json!([{"url": "of", "valueString": "before"}, {"url": "factor", "valueInteger": 2}]);
    refused(number(total(strange)), "extension[0].extension[1]", Why::Unknown);
    refused(
        json!({"linkId": "t", "type": "string", "extension": total(of("before"))}),
        "extension",
        Why::NotForThisType,
    );
    let mut helped = number(total(of("before")));
    helped["item"] = json!([{"linkId": "help", "type": "display"}]);
    sound(&with_items(json!([{"linkId": "before", "type": "boolean"}, helped])));
    helped["item"] = json!([{"linkId": "help", "type": "string"}]);
    refused(helped, "item", Why::NotForThisType);
    let words = json!([{"linkId": "w", "type": "string"}, number(total(of("w")))]);
    assert_eq!(faults(&with_items(words))[1].1, Why::NoOrdinal);
    let band = |from: i32, to: i32| {
        json!({"url": format!("{OURS}/band"), "extension": [
            {"url": "from", "valueDecimal": from}, {"url": "to", "valueDecimal": to}, {"url": "label", "valueString": "x"},
            {"url": "severity", "valueCode": "mild"}
        ]})
    };
    refused(number(json!([band(5, 9), band(0, 5)])), "extension[0]", Why::BandsOverlap);
    refused(number(json!([band(9, 5)])), "extension[0]", Why::LeastAboveMost);
    let mut unknown = band(0, 5);
    unknown["extension"][3]["valueCode"] = "terrible".into();
    refused(number(json!([unknown])), "extension[0].extension[3]", Why::NotACode);
}

#[test]
fn what_is_not_applied_is_kept_and_told() {
    let questionnaire = json!({
        "resourceType": "Questionnaire", "url": "urn:x", "status": "draft", "title": "Fiche", "language": "fr",
        "_title": {"extension": [{"url": format!("{SD}/translation"), "extension": [
            {"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": "Sheet"}
        ]}]},
        "item": [{"linkId": "a", "type": "string", "extension": [
            hl7("regex", "valueString", "[0-9]{5}".into()),
            {"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
             "valueExpression": {"language": "text/fhirpath", "expression": "1 + 1"}},
            {"url": "urn:colour", "valueCode": "blue"}
        ]}]
    });
    let read = sound(&questionnaire);
    assert_eq!(read.raw(), &questionnaire);
    let told: Vec<_> = read.notices.iter().map(|it| (it.path.as_str(), it.would_act)).collect();
    let at = |at: usize| format!("Questionnaire.item[0].extension[{at}]");
    assert_eq!(told, [(at(0).as_str(), true), (at(1).as_str(), true), (at(2).as_str(), false)]);
    assert_eq!(read.title.as_ref().map(|it| (it.said("fr"), it.said("en"))), Some(("Fiche", "Sheet")));
}

#[test]
fn how_an_item_is_shown_is_understood() {
    let control =
        json!({"coding": [{"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "slider"}]});
    let items = json!([{"linkId": "a", "type": "quantity", "extension": [
        hl7("questionnaire-itemControl", "valueCodeableConcept", control), hl7("questionnaire-hidden", "valueBoolean", true.into()),
        hl7("questionnaire-unitOption", "valueCoding", json!({"system": "http://unitsofmeasure.org", "code": "kg"})),
        hl7("entryFormat", "valueString", "00,0".into()), hl7("maxDecimalPlaces", "valueInteger", 1.into()),
    ]}, {"linkId": "b", "type": "attachment", "extension": [
        hl7("mimeType", "valueCode", "image/png".into()), hl7("mimeType", "valueCode", "application/pdf".into()),
        hl7("maxSize", "valueDecimal", 2.5.into())
    ]}]);
    let read = sound(&with_items(items));
    let a = read.item("a").unwrap();
    assert_eq!((a.show.control.as_deref(), a.show.hidden, a.units.len()), (Some("slider"), true, 1));
    assert_eq!((a.rules.max_places, a.kind), (Some(1), ItemType::Quantity));
    assert_eq!(read.item("b").unwrap().rules.mime_types, ["image/png", "application/pdf"]);
    assert!(read.notices.is_empty());
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Questionnaire::read(&bytes);
    }

    /// JSON that is almost a questionnaire: anything at all in any place of a sound one.
    #[test]
    fn any_json_is_read_or_refused(at in any::<prop::sample::Index>(), put in anything()) {
        let mut questionnaire: Json = serde_json::from_str(include_str!("../../../../questionnaires/phq-9.json")).unwrap();
        let mut places = Vec::new();
        pointers("", &questionnaire, &mut places);
        let place = at.get(&places).clone();
        *questionnaire.pointer_mut(&place).unwrap() = put;
        if let Ok(read) = Questionnaire::read(questionnaire.to_string().as_bytes()) {
            prop_assert_eq!(read.raw(), &questionnaire);
            let initial = read.initial();
            let _ = read.evaluate(&initial).check(forms::Strength::Complete);
        }
    }
}

fn pointers(at: &str, json: &Json, places: &mut Vec<String>) {
    places.push(at.to_owned());
    match json {
        Json::Object(object) => {
            for (name, json) in object {
                pointers(&format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), json, places);
            }
        }
        Json::Array(all) => {
            for (nth, json) in all.iter().enumerate() {
                pointers(&format!("{at}/{nth}"), json, places);
            }
        }
        _ => {}
    }
}

fn anything() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (any::<i32>(), 0..9)
            .prop_map(|(figures, places)| Json::from(f64::from(figures) / 10_f64.powi(places))),
        "(|group|choice|exists|phq9-1|phq9-total|#frequency|urn:x|2026-11|.{0,6})".prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let names = "(linkId|type|item|extension|url|valueString|valueCoding|system|code|question|operator|[a-z]{1,4})";
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            proptest::collection::btree_map(names, inner, 0..4).prop_map(|it| it.into_iter().collect()),
        ]
    })
}
