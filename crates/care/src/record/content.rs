//! What an entry of a record says: one variant for each sort, with what belongs to it and nothing else.
//!
//! The codes are stored; each sort maps to one FHIR R4 resource, which it names.

use std::fmt;

use policy::Compartment;
use serde::{Deserialize, Serialize};

use super::measure::{Measure, Value};

/// The sorts of entries that people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A note in one's own words.
    Note,
    /// What the person has lost, or is about to: housing, income, work, rights, family, care.
    Rupture,
    /// A stay in hospital, a visit to the emergency department, an acute event.
    Stay,
    /// How the person lives: housing, income, work, family, languages, schooling, debts, isolation.
    Situation,
    /// A health problem (FHIR Condition).
    Problem,
    /// A treatment (FHIR MedicationStatement).
    Treatment,
    /// An allergy or intolerance (FHIR AllergyIntolerance).
    Allergy,
    /// A measurement (FHIR Observation).
    Measurement,
    /// A vaccination (FHIR Immunization).
    Vaccination,
    /// A procedure or examination (FHIR Procedure).
    Procedure,
    /// What the person needs to be met and understood: interpreter, hearing, reading; how to reach them (FHIR
    /// Patient.communication, Observation).
    Need,
    /// Somebody around the person: person of trust (CSP L1111-6), relative, caregiver (FHIR RelatedPerson).
    Relative,
    /// Legal protection of an adult (Code civil, art. 425 ff.; CASF L271-1 for the support measures).
    Protection,
    /// The crisis plan written with the person (FHIR CarePlan).
    CrisisPlan,
}

impl Sort {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 14] = [
        Self::Note,
        Self::Problem,
        Self::Treatment,
        Self::Allergy,
        Self::Measurement,
        Self::Vaccination,
        Self::Procedure,
        Self::Stay,
        Self::CrisisPlan,
        Self::Situation,
        Self::Rupture,
        Self::Need,
        Self::Relative,
        Self::Protection,
    ];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Rupture => "rupture",
            Self::Stay => "stay",
            Self::Situation => "situation",
            Self::Problem => "problem",
            Self::Treatment => "treatment",
            Self::Allergy => "allergy",
            Self::Measurement => "measurement",
            Self::Vaccination => "vaccination",
            Self::Procedure => "procedure",
            Self::Need => "need",
            Self::Relative => "relative",
            Self::Protection => "protection",
            Self::CrisisPlan => "crisis_plan",
        }
    }

    /// The sort of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The parts of the record in which it can stand, the usual one first.
    pub const fn compartments(self) -> &'static [Compartment] {
        use Compartment::{Coordination, Psychiatric, Social, Somatic};
        match self {
            Self::Note => &[Coordination, Somatic, Psychiatric, Social],
            Self::Rupture | Self::Situation => &[Social, Coordination],
            Self::Stay | Self::Problem | Self::Treatment | Self::Measurement | Self::Procedure => {
                &[Somatic, Psychiatric]
            }
            Self::Allergy | Self::Vaccination => &[Somatic],
            Self::Need | Self::Relative | Self::Protection => &[Coordination],
            Self::CrisisPlan => &[Psychiatric, Coordination],
        }
    }

    /// Whether it begins, lasts and may end; the others happen once.
    pub const fn lasts(self) -> bool {
        !matches!(self, Self::Note | Self::Measurement | Self::Vaccination | Self::Procedure)
    }

    /// The sorts that last, as codes.
    pub(crate) fn lasting() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().filter(|it| it.lasts()).map(Self::code)
    }
}

/// Declares a closed list of codes.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $code)] $variant),+
        }

        impl $name {
            /// All of them, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stored code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }
    };
}

pub(crate) use codes;

codes! {
    /// What breaks away.
    Domain {
        /// Housing.
        Housing = "housing",
        /// Income.
        Income = "income",
        /// Work.
        Work = "work",
        /// Rights: cover, allowance, permit.
        Rights = "rights",
        /// Family.
        Family = "family",
        /// Care.
        Care = "care",
    }
}

codes! {
    /// What happened.
    StayKind {
        /// A stay in hospital, agreed to.
        Hospital = "hospital",
        /// A stay in hospital without consent (CSP L3212-1, L3213-1).
        WithoutConsent = "without_consent",
        /// A visit to the emergency department.
        Emergency = "emergency",
        /// An acute event outside hospital: crisis, fall, intoxication.
        AcuteEvent = "acute_event",
    }
}

codes! {
    /// What of a person's life.
    Facet {
        /// Housing.
        Housing = "housing",
        /// Income.
        Income = "income",
        /// Work.
        Work = "work",
        /// Family and those around.
        Family = "family",
        /// Languages, reading and writing.
        Languages = "languages",
        /// Schooling and training.
        Schooling = "schooling",
        /// Debts.
        Debts = "debts",
        /// Isolation.
        Isolation = "isolation",
    }
}

codes! {
    /// How bad a reaction was (FHIR AllergyIntolerance.reaction.severity).
    Severity {
        /// Mild.
        Mild = "mild",
        /// Moderate.
        Moderate = "moderate",
        /// Severe.
        Severe = "severe",
    }
}

codes! {
    /// What somebody needs to be met and understood.
    NeedKind {
        /// An interpreter; the language stands in the text.
        Interpreter = "interpreter",
        /// Does not hear well; sign language.
        Hearing = "hearing",
        /// Does not see well.
        Sight = "sight",
        /// Moves with difficulty: a wheelchair, no stairs.
        Mobility = "mobility",
        /// Does not read, or with difficulty: easy-to-read documents.
        Reading = "reading",
        /// How to reach them: no telephone, no fixed address, through whom.
        Reach = "reach",
    }
}

codes! {
    /// Who somebody is to the person.
    RelativeKind {
        /// Personne de confiance (CSP L1111-6): designated in writing.
        TrustedPerson = "trusted_person",
        /// Somebody to call.
        Emergency = "emergency",
        /// Somebody who helps every day (CASF L113-1-3).
        Caregiver = "caregiver",
        /// Somebody of the family.
        Family = "family",
        /// Somebody else.
        Other = "other",
    }
}

codes! {
    /// Which protection.
    ProtectionKind {
        /// Sauvegarde de justice (Code civil, art. 433).
        CourtSafeguard = "court_safeguard",
        /// Curatelle (art. 440).
        Curatorship = "curatorship",
        /// Curatelle renforcée (art. 472).
        EnhancedCuratorship = "enhanced_curatorship",
        /// Tutelle (art. 440).
        Guardianship = "guardianship",
        /// Habilitation familiale (art. 494-1).
        FamilyAuthorization = "family_authorization",
        /// Mandat de protection future (art. 477).
        FutureMandate = "future_mandate",
        /// Mesure d’accompagnement social personnalisé (CASF L271-1).
        SocialSupport = "social_support",
        /// Mesure d’accompagnement judiciaire (Code civil, art. 495).
        CourtSupport = "court_support",
    }
}

/// A code of the International Classification of Diseases, tenth revision: a letter, two digits, and up to three signs
/// after a dot (`F32.1`, `E11`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Icd10(String);

impl Icd10 {
    /// Reads a code as people type it: `f321`, `F32.1`, `F 32.1`. `None` where it has not the shape of one.
    pub fn parse(text: &str) -> Option<Self> {
        let signs: Vec<char> = text
            .chars()
            .filter(|sign| !sign.is_whitespace() && *sign != '.')
            .map(|sign| sign.to_ascii_uppercase())
            .collect();
        let [letter, tens, units, rest @ ..] = &signs[..] else { return None };
        let shape = letter.is_ascii_uppercase()
            && tens.is_ascii_digit()
            && units.is_ascii_digit()
            && rest.len() <= 3
            && rest.iter().all(|sign| sign.is_ascii_digit() || *sign == '+' || *sign == '-');
        let (chapter, rest): (String, String) = (signs.iter().take(3).collect(), rest.iter().collect());
        shape.then(|| Self(if rest.is_empty() { chapter } else { format!("{chapter}.{rest}") }))
    }
}

impl fmt::Display for Icd10 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

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
    },
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
            Self::Need { .. } => Sort::Need,
            Self::Relative { .. } => Sort::Relative,
            Self::Protection { .. } => Sort::Protection,
            Self::CrisisPlan { .. } => Sort::CrisisPlan,
        }
    }

    /// The free words in it.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Note { text } | Self::Situation { text, .. } | Self::Need { text, .. } => Some(text),
            Self::CrisisPlan { .. } => None,
            Self::Rupture { text, .. }
            | Self::Stay { text, .. }
            | Self::Problem { text, .. }
            | Self::Treatment { text, .. }
            | Self::Allergy { text, .. }
            | Self::Measurement { text, .. }
            | Self::Vaccination { text, .. }
            | Self::Procedure { text, .. }
            | Self::Relative { text, .. }
            | Self::Protection { text, .. } => text.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_diseases_as_people_type_them() {
        for (typed, read) in [("F32.1", "F32.1"), ("f321", "F32.1"), ("e 11", "E11"), ("M54.56", "M54.56")] {
            assert_eq!(Icd10::parse(typed).map(|it| it.to_string()).as_deref(), Some(read), "{typed}");
        }
        for typed in ["", "32.1", "FF2", "dépression", "F32.1234", "F3"] {
            assert_eq!(Icd10::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn sorts_read_back_and_have_a_place() {
        for sort in Sort::ALL {
            assert_eq!(Sort::from_code(sort.code()), Some(sort));
            assert_eq!(crate::access::entries::code(&sort), sort.code());
            assert!(!sort.compartments().is_empty() && !sort.compartments().contains(&Compartment::Identity));
        }
        for domain in Domain::ALL {
            assert_eq!(crate::access::entries::code(domain), domain.code());
        }
    }

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
