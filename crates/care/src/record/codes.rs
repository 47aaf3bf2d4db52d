//! The closed lists that entries choose from, and the codes of diseases. The codes are stored.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::codes::codes;

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
    /// Why somebody has no attending doctor.
    NoDoctorKind {
        /// None near them takes new patients.
        NoneFound = "none_found",
        /// The one they had stopped, or moved.
        Left = "left",
        /// They moved, or have just arrived.
        Moved = "moved",
        /// They were refused.
        Refused = "refused",
        /// They do not want one for now.
        NotWanted = "not_wanted",
        /// Another reason.
        Other = "other",
    }
}

codes! {
    /// What kind of document it is.
    DocumentKind {
        /// A report of a consultation, a stay, an examination.
        Report = "report",
        /// Results of the laboratory, images.
        Result = "result",
        /// A prescription.
        Prescription = "prescription",
        /// A letter between professionals.
        Letter = "letter",
        /// A certificate.
        Certificate = "certificate",
        /// A decision of a body, of a court.
        Decision = "decision",
        /// A proof of identity, of address, of income.
        Proof = "proof",
        /// Something else.
        Other = "other",
    }
}

codes! {
    /// With whom a crisis plan was written: it is the person’s own, and says so where it is not yet.
    WrittenWith {
        /// With the person.
        Person = "person",
        /// With the person and somebody close to them.
        PersonAndRelative = "person_and_relative",
        /// From what the person said before; they have not read it yet.
        NotYet = "not_yet",
    }
}

codes! {
    /// What comes back in interviews and consultations.
    ThemeKind {
        /// Treatment: what it does, how to live with it.
        Treatment = "treatment",
        /// Sleep.
        Sleep = "sleep",
        /// Alcohol, tobacco, other substances.
        Substances = "substances",
        /// Loneliness.
        Isolation = "isolation",
        /// Family, couple, being a parent.
        Family = "family",
        /// Work and training.
        Work = "work",
        /// Housing.
        Housing = "housing",
        /// Money and debts.
        Money = "money",
        /// Rights and papers.
        Rights = "rights",
        /// Physical health, food, moving.
        Body = "body",
        /// Violence met with.
        Violence = "violence",
        /// Grief.
        Grief = "grief",
        /// Stigma and discrimination.
        Stigma = "stigma",
        /// Something else.
        Other = "other",
    }
}

codes! {
    /// What became of something to prevent an illness.
    Outcome {
        /// It was done.
        Done = "done",
        /// It is planned for a day.
        Planned = "planned",
        /// The person does not want it.
        Refused = "refused",
        /// It makes no sense for this person.
        NotApplicable = "not_applicable",
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
    fn codes_are_what_is_stored() {
        for domain in Domain::ALL {
            assert_eq!(crate::access::entries::code(domain), domain.code());
        }
    }
}
