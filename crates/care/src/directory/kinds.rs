//! What a structure is.

use serde::{Deserialize, Serialize};

/// What a structure is. The codes are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationKind {
    /// Établissement de santé.
    Hospital,
    /// Centre médico-psychologique.
    Cmp,
    /// Another out-patient unit of psychiatry: hôpital de jour, CATTP, équipe mobile.
    PsychiatricUnit,
    /// Centre de santé.
    HealthCentre,
    /// Maison de santé pluriprofessionnelle.
    HealthHouse,
    /// Cabinet.
    Practice,
    /// Pharmacie d’officine.
    Pharmacy,
    /// Communauté professionnelle territoriale de santé.
    Cpts,
    /// Dispositif d’appui à la coordination.
    CoordinationSupport,
    /// Centre communal ou intercommunal d’action sociale.
    Ccas,
    /// Service or establishment of social or medico-social care (CASF L312-1).
    SocialService,
    /// Commune, intercommunalité.
    Town,
    /// Département, région, agence, caisse: an administration that is not a town.
    Administration,
    /// Association.
    Association,
    /// Bailleur.
    Landlord,
    /// Police nationale ou municipale.
    Police,
    /// Gendarmerie.
    Gendarmerie,
    /// Service d’incendie et de secours.
    FireService,
    /// Anything else.
    Other,
}

impl OrganizationKind {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 19] = [
        Self::Hospital,
        Self::Cmp,
        Self::PsychiatricUnit,
        Self::HealthCentre,
        Self::HealthHouse,
        Self::Practice,
        Self::Pharmacy,
        Self::Cpts,
        Self::CoordinationSupport,
        Self::Ccas,
        Self::SocialService,
        Self::Town,
        Self::Administration,
        Self::Association,
        Self::Landlord,
        Self::Police,
        Self::Gendarmerie,
        Self::FireService,
        Self::Other,
    ];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hospital => "hospital",
            Self::Cmp => "cmp",
            Self::PsychiatricUnit => "psychiatric_unit",
            Self::HealthCentre => "health_centre",
            Self::HealthHouse => "health_house",
            Self::Practice => "practice",
            Self::Pharmacy => "pharmacy",
            Self::Cpts => "cpts",
            Self::CoordinationSupport => "coordination_support",
            Self::Ccas => "ccas",
            Self::SocialService => "social_service",
            Self::Town => "town",
            Self::Administration => "administration",
            Self::Association => "association",
            Self::Landlord => "landlord",
            Self::Police => "police",
            Self::Gendarmerie => "gendarmerie",
            Self::FireService => "fire_service",
            Self::Other => "other",
        }
    }

    /// The kind of a stored or typed code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_the_code_that_serde_writes() {
        for kind in OrganizationKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
            assert_eq!(OrganizationKind::of(kind.code()), Some(kind));
        }
    }
}
