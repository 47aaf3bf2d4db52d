//! What an entry of a record says: one variant for each sort, with what belongs to it and nothing else.
//!
//! The codes are stored; each sort maps to one FHIR R4 resource, which it names.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::codes::{
    DocumentKind, Domain, Facet, Icd10, NeedKind, NoDoctorKind, Outcome, ProtectionKind, RelativeKind,
    Severity, StayKind, ThemeKind, WrittenWith,
};
use super::measure::{Measure, Value};
use super::sort::Sort;
use crate::programs::Words;

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "sort", rename_all = "snake_case")]
pub enum Content {
    /// A note.
    Note {
        /// The words.
        text: String,
    },
    /// A rupture.
    Rupture {
        /// What breaks away.
        domain: Domain,
        /// What happened.
        text: Option<String>,
    },
    /// A stay or an acute event.
    Stay {
        /// Which of them.
        what: StayKind,
        /// Where.
        place: Option<String>,
        /// What for, what came of it.
        text: Option<String>,
    },
    /// Part of the person's situation.
    Situation {
        /// Which part.
        facet: Facet,
        /// How it is.
        text: String,
    },
    /// A health problem.
    Problem {
        /// Its name.
        label: String,
        /// Its code, where known.
        icd10: Option<Icd10>,
        /// More on it.
        text: Option<String>,
    },
    /// A treatment.
    Treatment {
        /// The medicine or the measure.
        label: String,
        /// How much, when.
        dosage: Option<String>,
        /// More on it.
        text: Option<String>,
    },
    /// An allergy or intolerance.
    Allergy {
        /// To what.
        label: String,
        /// How bad the reaction was.
        severity: Option<Severity>,
        /// What happened.
        text: Option<String>,
    },
    /// A measurement.
    Measurement {
        /// What was measured.
        measure: Measure,
        /// What was found.
        value: Value,
        /// More on it.
        text: Option<String>,
    },
    /// A vaccination.
    Vaccination {
        /// Against what, with what.
        label: String,
        /// More on it.
        text: Option<String>,
    },
    /// A procedure.
    Procedure {
        /// Which.
        label: String,
        /// What was found.
        text: Option<String>,
    },
    /// A document.
    Document {
        /// What kind.
        document: DocumentKind,
        /// What it says it is.
        label: String,
        /// More on it.
        text: Option<String>,
    },
    /// A need.
    Need {
        /// Which.
        need: NeedKind,
        /// In words: the language, through whom.
        text: String,
    },
    /// Somebody around the person.
    Relative {
        /// Who they are to them.
        relation: RelativeKind,
        /// Their name.
        label: String,
        /// How to reach them.
        text: Option<String>,
    },
    /// A legal protection.
    Protection {
        /// Which.
        protection: ProtectionKind,
        /// By whom it is exercised.
        label: Option<String>,
        /// For what, until when the judgment runs.
        text: Option<String>,
    },
    /// A crisis plan.
    CrisisPlan {
        /// The signs that it is coming.
        signs: String,
        /// What helps, what to avoid.
        helps: String,
        /// Whom to call.
        call: String,
        /// What the person wishes, should they no longer be able to say it.
        wishes: Option<String>,
        /// With whom it was written; those written before this was asked do not say it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        with: Option<WrittenWith>,
    },
    /// The attending doctor who has no account here.
    AttendingDoctor {
        /// Their name, and where they are.
        label: String,
        /// How to reach them.
        text: Option<String>,
    },
    /// No attending doctor.
    NoAttendingDoctor {
        /// Why.
        why: NoDoctorKind,
        /// More on it: who was asked.
        text: Option<String>,
    },
    /// A theme that comes back.
    Theme {
        /// Which.
        theme: ThemeKind,
        /// In the person’s words.
        text: Option<String>,
    },
    /// A questionnaire that was filled.
    Assessment(Box<Assessed>),
    /// What is noted about a rule of prevention.
    Prevention(Box<Prevented>),
}

/// What is noted about a rule of prevention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prevented {
    /// Which rule, by its code.
    pub rule: String,
    /// What it was called then.
    pub name: Words,
    /// What became of it.
    pub outcome: Outcome,
    /// For which day it is planned.
    pub on: Option<Date>,
    /// The result, where, why.
    pub text: Option<String>,
}

/// A questionnaire that was filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// Which: its address with its version (`url|version`).
    pub questionnaire: String,
    /// What it was called then.
    pub title: Words,
    /// The answers: a QuestionnaireResponse of FHIR R4.
    pub response: serde_json::Value,
    /// What they add up to.
    pub scores: Vec<Scored>,
}

/// What answers add up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// What is counted.
    pub label: Words,
    /// The sum, with a point where it is no whole number.
    pub number: String,
    /// What it means.
    pub band: Option<Words>,
}

impl Content {
    /// Which sort it is.
    pub const fn sort(&self) -> Sort {
        match self {
            Self::Note { .. } => Sort::Note,
            Self::Rupture { .. } => Sort::Rupture,
            Self::Stay { .. } => Sort::Stay,
            Self::Situation { .. } => Sort::Situation,
            Self::Problem { .. } => Sort::Problem,
            Self::Treatment { .. } => Sort::Treatment,
            Self::Allergy { .. } => Sort::Allergy,
            Self::Measurement { .. } => Sort::Measurement,
            Self::Vaccination { .. } => Sort::Vaccination,
            Self::Procedure { .. } => Sort::Procedure,
            Self::Document { .. } => Sort::Document,
            Self::Need { .. } => Sort::Need,
            Self::Relative { .. } => Sort::Relative,
            Self::Protection { .. } => Sort::Protection,
            Self::CrisisPlan { .. } => Sort::CrisisPlan,
            Self::AttendingDoctor { .. } => Sort::AttendingDoctor,
            Self::NoAttendingDoctor { .. } => Sort::NoAttendingDoctor,
            Self::Theme { .. } => Sort::Theme,
            Self::Assessment(_) => Sort::Assessment,
            Self::Prevention(_) => Sort::Prevention,
        }
    }

    /// The free words in it.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Note { text } | Self::Situation { text, .. } | Self::Need { text, .. } => Some(text),
            Self::CrisisPlan { .. } | Self::Assessment(_) => None,
            Self::Prevention(noted) => noted.text.as_deref(),
            Self::Rupture { text, .. }
            | Self::Stay { text, .. }
            | Self::Problem { text, .. }
            | Self::Treatment { text, .. }
            | Self::Allergy { text, .. }
            | Self::Measurement { text, .. }
            | Self::Vaccination { text, .. }
            | Self::Procedure { text, .. }
            | Self::Document { text, .. }
            | Self::Relative { text, .. }
            | Self::Protection { text, .. }
            | Self::AttendingDoctor { text, .. }
            | Self::NoAttendingDoctor { text, .. }
            | Self::Theme { text, .. } => text.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_stored_under_its_sort() {
        let problem = Content::Problem {
            label: "Épisode dépressif".to_owned(),
            icd10: Icd10::parse("F32.1"),
            text: None,
        };
        let stored = serde_json::to_value(&problem).unwrap();
        assert_eq!(stored["sort"], problem.sort().code());
        assert_eq!(serde_json::from_value::<Content>(stored).unwrap(), problem);
    }
}
