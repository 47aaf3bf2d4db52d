//! The sorts of entries: each with its places in the record, and whether it lasts.

use policy::Compartment;
use serde::{Deserialize, Serialize};

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
    /// A document about the person's health or situation: a report, a result, a letter (FHIR DocumentReference). Its file is
    /// joined to it.
    Document,
    /// What the person needs to be met and understood: interpreter, hearing, reading; how to reach them (FHIR
    /// Patient.communication, Observation).
    Need,
    /// Somebody around the person: person of trust (CSP L1111-6), relative, caregiver (FHIR RelatedPerson).
    Relative,
    /// Legal protection of an adult (Code civil, art. 425 ff.; CASF L271-1 for the support measures).
    Protection,
    /// The crisis plan written with the person (FHIR CarePlan).
    CrisisPlan,
    /// The attending doctor who has no account here and reads nothing (FHIR Patient.generalPractitioner); whoever has one is of the
    /// care team.
    AttendingDoctor,
    /// That the person has no attending doctor (médecin traitant, CSS L162-5-3), since when and why.
    NoAttendingDoctor,
    /// A theme that comes back in interviews and consultations: they feed workshops (FHIR Observation).
    Theme,
    /// A questionnaire that was filled (FHIR QuestionnaireResponse).
    Assessment,
    /// What became of something to prevent an illness: a screening, a check under a treatment, a vaccination (FHIR
    /// CarePlan.activity).
    Prevention,
}

impl Sort {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 20] = [
        Self::Note,
        Self::Problem,
        Self::Treatment,
        Self::Allergy,
        Self::Measurement,
        Self::Vaccination,
        Self::Procedure,
        Self::Document,
        Self::Stay,
        Self::CrisisPlan,
        Self::Situation,
        Self::Rupture,
        Self::Need,
        Self::Relative,
        Self::Protection,
        Self::AttendingDoctor,
        Self::NoAttendingDoctor,
        Self::Theme,
        Self::Assessment,
        Self::Prevention,
    ];

    /// Whether it is written in the form of an entry; a questionnaire and a plan of prevention have their own.
    pub const fn is_typed(self) -> bool {
        !matches!(self, Self::Assessment | Self::Prevention)
    }

    /// The clinical facts: what other programs keep as well, and what goes to them and comes from them.
    pub const CLINICAL: [Self; 7] = [
        Self::Problem,
        Self::Treatment,
        Self::Allergy,
        Self::Measurement,
        Self::Vaccination,
        Self::Procedure,
        Self::Document,
    ];

    /// What goes to other programs: the clinical facts, and the questionnaires that were filled, which come from none.
    pub const LEAVING: [Self; 8] = {
        let [a, b, c, d, e, f, g] = Self::CLINICAL;
        [a, b, c, d, e, f, g, Self::Assessment]
    };

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
            Self::Document => "document",
            Self::Need => "need",
            Self::Relative => "relative",
            Self::Protection => "protection",
            Self::CrisisPlan => "crisis_plan",
            Self::AttendingDoctor => "attending_doctor",
            Self::NoAttendingDoctor => "no_attending_doctor",
            Self::Theme => "theme",
            Self::Assessment => "assessment",
            Self::Prevention => "prevention",
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
            Self::Note | Self::Theme => &[Coordination, Somatic, Psychiatric, Social],
            Self::Rupture | Self::Situation => &[Social, Coordination],
            Self::Stay
            | Self::Problem
            | Self::Treatment
            | Self::Measurement
            | Self::Procedure
            | Self::Prevention => &[Somatic, Psychiatric],
            Self::Document | Self::Assessment => &[Somatic, Psychiatric, Social, Coordination],
            Self::Allergy | Self::Vaccination => &[Somatic],
            Self::Need
            | Self::Relative
            | Self::Protection
            | Self::AttendingDoctor
            | Self::NoAttendingDoctor => &[Coordination],
            Self::CrisisPlan => &[Psychiatric, Coordination],
        }
    }

    /// Whether its end is set beforehand: a judgment says until when a measure of protection runs (Code civil 425, 441, 442).
    pub const fn has_a_term(self) -> bool {
        matches!(self, Self::Protection)
    }

    /// Whether it begins, lasts and may end; the others happen once.
    pub const fn lasts(self) -> bool {
        !matches!(
            self,
            Self::Note
                | Self::Measurement
                | Self::Vaccination
                | Self::Procedure
                | Self::Document
                | Self::Theme
                | Self::Assessment
                | Self::Prevention
        )
    }

    /// The sorts that last, as codes.
    pub(crate) fn lasting() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().filter(|it| it.lasts()).map(Self::code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_read_back_and_have_a_place() {
        for sort in Sort::ALL {
            assert_eq!(Sort::from_code(sort.code()), Some(sort));
            assert_eq!(crate::access::entries::code(&sort), sort.code());
            assert!(!sort.compartments().is_empty() && !sort.compartments().contains(&Compartment::Identity));
        }
    }
}
