//! The one who acts: a practitioner in one role, in one organisation.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::words::words;

words! {
    /// What somebody is by trade, in the role they act in. The category a profession falls in decides what a place in a
    /// care team opens (CSP L1110-4, R1110-2).
    pub enum Profession {
        /// Médecin généraliste.
        GeneralPractitioner = "general_practitioner",
        /// Psychiatre.
        Psychiatrist = "psychiatrist",
        /// Médecin d'une autre spécialité.
        OtherDoctor = "other_doctor",
        /// Infirmier, en pratique avancée ou Asalée compris.
        Nurse = "nurse",
        /// Sage-femme.
        Midwife = "midwife",
        /// Chirurgien-dentiste.
        Dentist = "dentist",
        /// Pharmacien.
        Pharmacist = "pharmacist",
        /// Masseur-kinésithérapeute.
        Physiotherapist = "physiotherapist",
        /// Orthophoniste.
        SpeechTherapist = "speech_therapist",
        /// Ergothérapeute.
        OccupationalTherapist = "occupational_therapist",
        /// Psychomotricien.
        PsychomotorTherapist = "psychomotor_therapist",
        /// Pédicure-podologue.
        Podiatrist = "podiatrist",
        /// Diététicien.
        Dietitian = "dietitian",
        /// Aide-soignant.
        CareAssistant = "care_assistant",
        /// Psychologue ou psychothérapeute, not a health profession in the sense of the code (R1110-2 2° b).
        Psychologist = "psychologist",
        /// Assistant de service social (R1110-2 2° a).
        SocialWorker = "social_worker",
        /// Éducateur, conseiller en économie sociale et familiale, accompagnant éducatif et social, personnel d'un
        /// établissement social ou médico-social (R1110-2 2° b, d, g).
        Educator = "educator",
        /// Mandataire judiciaire à la protection des majeurs, délégué aux prestations familiales (R1110-2 2° f).
        JudicialAgent = "judicial_agent",
        /// Médiateur en santé: not listed by R1110-2, so only with the person's consent.
        HealthMediator = "health_mediator",
        /// Accompagnant en soin social: not listed by R1110-2, so only with the person's consent.
        SocialCompanion = "social_companion",
        /// Assistant médical.
        MedicalAssistant = "medical_assistant",
        /// Secrétaire.
        Secretary = "secretary",
        /// Coordonnateur.
        Coordinator = "coordinator",
        /// Anybody else: administration, town hall, police, landlord, families' association.
        NonHealth = "non_health",
    }
}

impl Profession {
    /// A physician, of any speciality: sees the social overview of the persons they care for.
    pub const fn is_doctor(self) -> bool {
        matches!(self, Self::GeneralPractitioner | Self::Psychiatrist | Self::OtherDoctor)
    }

    /// A health professional: the professions of the public-health code's part four (R1110-2 1°).
    pub const fn is_health(self) -> bool {
        self.is_doctor()
            || matches!(
                self,
                Self::Nurse
                    | Self::Midwife
                    | Self::Dentist
                    | Self::Pharmacist
                    | Self::Physiotherapist
                    | Self::SpeechTherapist
                    | Self::OccupationalTherapist
                    | Self::PsychomotorTherapist
                    | Self::Podiatrist
                    | Self::Dietitian
                    | Self::CareAssistant
            )
    }

    /// A profession of R1110-2 2°: may share within the care team, within its mission (R1110-1).
    pub const fn is_social(self) -> bool {
        matches!(self, Self::Psychologist | Self::SocialWorker | Self::Educator | Self::JudicialAgent)
    }
}

words! {
    /// What somebody is charged with in their organisation, beside the profession.
    ///
    /// The administrator and the data-protection officer see no record in the role that carries the function: a
    /// doctor who also administers has two roles and switches.
    pub enum Function {
        /// Accounts, directory, configuration; metadata only.
        Administrator = "administrator",
        /// The journal and the requests of persons.
        DataProtectionOfficer = "data_protection_officer",
        /// Identity alone, duplicates, merging.
        IdentityVigilance = "identity_vigilance",
        /// Aggregated figures of every programme of the territory (funder, steering committee).
        ProgramLead = "program_lead",
    }
}

words! {
    /// What somebody may do in one programme, by its protocol.
    pub enum ProgramRole {
        /// May ask.
        Asker = "asker",
        /// Is in the pool that answers.
        Answerer = "answerer",
        /// Sorts and assigns what comes in.
        Triage = "triage",
        /// Sees to it that everything is answered in time.
        Coordinator = "coordinator",
        /// Reads the aggregated figures.
        Lead = "lead",
        /// Keeps the book of arrivals of their structure.
        Welcomer = "welcomer",
    }
}

/// Who acts: computed from the directory when the session's role is resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// The practitioner: the same in all their roles, so that an author keeps their acts.
    pub id: Uuid,
    /// The role they act in now.
    pub role: Uuid,
    /// The territory of that role.
    pub territory: Uuid,
    /// The organisation of that role.
    pub organization: Uuid,
    /// The profession exercised in that role.
    pub profession: Profession,
    /// What they are charged with in that role.
    pub functions: BTreeSet<Function>,
    /// What they may do in which programme (slug).
    pub programs: Vec<(String, ProgramRole)>,
    /// The second factor was shown a moment ago (step-up).
    pub stepped_up: bool,
}

impl Principal {
    /// A practitioner of this profession, with no function, no programme and no second factor; role and organisation nil.
    pub fn new(id: Uuid, territory: Uuid, profession: Profession) -> Self {
        Self {
            id,
            role: Uuid::nil(),
            territory,
            organization: Uuid::nil(),
            profession,
            functions: BTreeSet::new(),
            programs: Vec::new(),
            stepped_up: false,
        }
    }

    /// Whether they hold this role in this programme.
    pub fn has(&self, program: &str, role: ProgramRole) -> bool {
        self.programs.iter().any(|(slug, held)| *held == role && slug == program)
    }
}
