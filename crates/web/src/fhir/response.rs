//! A questionnaire that was filled as a QuestionnaireResponse: as it was kept, with whom it is about and who filled it.

use care::record::Assessed;
use serde_json::{Value, json};

use super::tell::Telling;

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
