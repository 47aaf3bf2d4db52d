//! The examples of HL7's R4 (4.0.1), which nobody here wrote. They do not come along: `scripts/need.sh examples` fetches those
//! that are read here out of HL7's package.

use std::collections::BTreeMap;
use std::path::PathBuf;

use forms::{Questionnaire, Refused, Response};

/// Each with the reasons why it is refused, and the first path of each; none where it is read.
fn expected() -> BTreeMap<&'static str, Vec<(&'static str, &'static str)>> {
    BTreeMap::from([
        // Its answers are in HL7's value set of yes, no and unknown, which it does not contain; and one choice offers nothing.
        (
            "3141",
            vec![
                ("not-contained", "Questionnaire.item[0].item[0].answerValueSet"),
                ("nothing-to-choose", "Questionnaire.item[1].item[0].item[0].answerOption"),
            ],
        ),
        ("bb", vec![]),
        ("f201", vec![]),
        ("gcs", vec![]),
        // Its answers are a list of LOINC's, which it does not contain; and it has no address.
        (
            "phq-9-questionnaire",
            vec![("not-contained", "Questionnaire.item[0].answerValueSet"), ("missing", "Questionnaire.url")],
        ),
        // Generated from a resource's definition: texts without a link id, groups with nothing to answer, choices that offer
        // nothing.
        (
            "qs1",
            vec![
                ("missing", "Questionnaire.item[0].item[0].linkId"),
                ("nothing-to-choose", "Questionnaire.item[0].item[4].item[1].answerOption"),
            ],
        ),
        ("zika-virus-exposure-assessment", vec![]),
    ])
}

/// Where the examples are.
fn folder() -> PathBuf {
    let folder = std::env::var_os("MAILLAGE_FHIR_EXAMPLES").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/fhir-examples")),
        PathBuf::from,
    );
    assert!(folder.is_dir(), "no examples in {}: run scripts/need.sh examples", folder.display());
    folder
}

#[test]
fn the_examples_of_hl7_are_read_or_rightly_refused() {
    let mut told = BTreeMap::new();
    for entry in folder().read_dir().unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(id) = name.strip_prefix("Questionnaire-").and_then(|it| it.strip_suffix(".json")) else {
            continue;
        };
        let text = std::fs::read(folder().join(&name)).unwrap();
        let mut reasons: Vec<(String, String)> = Vec::new();
        match Questionnaire::read(&text) {
            Ok(read) => {
                let written = serde_json::from_slice::<serde_json::Value>(&text).unwrap();
                assert_eq!(read.raw(), &written, "{id}");
            }
            Err(faults) => {
                for fault in faults {
                    if reasons.iter().all(|(code, _)| code != fault.why.code()) {
                        reasons.push((fault.why.code().to_owned(), fault.path));
                    }
                }
            }
        }
        told.insert(id.to_owned(), reasons);
    }
    let expected: BTreeMap<_, _> = expected()
        .into_iter()
        .map(|(id, reasons)| {
            let reasons = reasons.into_iter().map(|(code, path)| (code.to_owned(), path.to_owned()));
            (id.to_owned(), reasons.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn a_response_of_hl7_is_read_once_it_says_what_it_answers() {
    let text = |name: &str| std::fs::read_to_string(folder().join(name)).unwrap();
    let questionnaire = Questionnaire::read(text("Questionnaire-gcs.json").as_bytes()).unwrap();
    let response = text("QuestionnaireResponse-gcs.json");
    // Its address is relative to a server that nobody names.
    let refused = Response::read(&questionnaire, response.as_bytes());
    assert_eq!(refused, Err(Refused::OtherQuestionnaire { found: Some("Questionnaire/gcs".into()) }));
    let named = response.replace("\"Questionnaire/gcs\"", "\"http://hl7.org/fhir/Questionnaire/gcs\"");
    let read = Response::read(&questionnaire, named.as_bytes()).unwrap();
    let mut written: serde_json::Value = serde_json::from_str(&named).unwrap();
    written.as_object_mut().unwrap().remove("text");
    // The same offset, which FHIR writes either way.
    written["authored"] = "2014-12-11T04:44:16+00:00".into();
    assert_eq!(read.write(&questionnaire), written);
}
