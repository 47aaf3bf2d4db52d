//! A questionnaire that was filled as a QuestionnaireResponse: as it was kept, with whom it is about and who filled it.

use care::assessments;
use care::record::Assessed;
use serde_json::{Value, json};

use super::tell::Telling;

/// Puts the files that answer a question in the place of what refers to them here, each by the address under which it was kept; of
/// one that was taken back nothing stands but what was said of it.
pub(super) fn with_files(told: &mut Value, files: &[(String, fhir::Attachment)]) {
    match told {
        Value::Array(all) => all.iter_mut().for_each(|it| with_files(it, files)),
        Value::Object(all) => {
            if let Some(file) = all.get_mut("valueAttachment") {
                let kept = file["url"].as_str().unwrap_or_default().to_owned();
                match files.iter().find(|(address, _)| *address == kept) {
                    Some((_, leaving)) => *file = json!(leaving),
                    None if assessments::referred(&kept).is_some() => {
                        file.as_object_mut().map(|it| it.remove("url"));
                    }
                    None => {}
                }
            }
            all.values_mut().for_each(|it| with_files(it, files));
        }
        _ => {}
    }
}

/// As it is told.
pub(super) fn tell(it: &Telling<'_>, assessed: &Assessed) -> Value {
    let mut told = assessed.response.clone();
    told["resourceType"] = "QuestionnaireResponse".into();
    told["questionnaire"] = assessed.questionnaire.as_str().into();
    if it.withdrawn() {
        told["status"] = "entered-in-error".into();
    }
    for (name, reference) in [("subject", it.subject.as_ref()), ("author", it.author().as_ref())] {
        if let Some(reference) = reference {
            told[name] = json!(reference);
        }
    }
    told
}
