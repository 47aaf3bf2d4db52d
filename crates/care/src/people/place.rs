//! What a membership of the care team amounts to, in the policy's words.

use std::collections::BTreeSet;

use policy::{Compartment, Profession, TeamGround as Place, TeamRole};

use super::team::{MemberKind, TeamGround};

/// A place around a person, as it is stored on the grant that a membership gives.
///
/// It is settled when the membership begins: a nurse who later becomes a coordinator keeps the place of a nurse, which
/// the policy then no longer opens to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PlaceCode {
    /// Health professional of the team.
    Health,
    /// Social professional of the team (R1110-2 2°).
    Social,
    /// Social professional, by the person's consent.
    SocialConsent,
    /// Another profession: by the person's consent, always.
    Other,
    /// Health professional outside the team: by the person's consent, always.
    Outside,
}

impl PlaceCode {
    pub(crate) const ALL: [Self; 5] =
        [Self::Health, Self::Social, Self::SocialConsent, Self::Other, Self::Outside];

    /// The stored code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Health => "team_health",
            Self::Social => "team_social",
            Self::SocialConsent => "team_social_consent",
            Self::Other => "team_other",
            Self::Outside => "team_outside",
        }
    }

    pub(crate) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.code() == code)
    }

    /// The place of a professional who joins on this ground. `None` where the ground is not enough: professions that
    /// R1110-2 does not list come in by consent alone.
    pub(crate) const fn of(profession: Profession, ground: TeamGround) -> Option<Self> {
        let consent = matches!(ground, TeamGround::Consent);
        Some(match (profession.is_health(), profession.is_social(), consent) {
            (true, _, false) => Self::Health,
            (true, _, true) => Self::Outside,
            (_, true, false) => Self::Social,
            (_, true, true) => Self::SocialConsent,
            (_, _, true) => Self::Other,
            (_, _, false) => return None,
        })
    }

    /// The place as the policy wants it.
    pub(crate) fn ground(self, opens: BTreeSet<Compartment>) -> Place {
        let (role, consent) = match self {
            Self::Health => (TeamRole::Health, false),
            Self::Social => (TeamRole::Social, false),
            Self::SocialConsent => (TeamRole::Social, true),
            Self::Other => (TeamRole::Other, true),
            Self::Outside => (TeamRole::Outside, true),
        };
        Place { role, consent, opens }
    }

    /// In which order the places of one professional are tried: the policy is told of the first that counts in the
    /// profession in which they act now.
    pub(crate) const fn order(profession: Profession) -> &'static [Self] {
        if profession.is_health() {
            &[Self::Health, Self::Outside, Self::SocialConsent, Self::Other, Self::Social]
        } else if profession.is_social() {
            &[Self::Social, Self::SocialConsent, Self::Other, Self::Outside, Self::Health]
        } else {
            &[Self::SocialConsent, Self::Other, Self::Social, Self::Outside, Self::Health]
        }
    }
}

/// The compartments that a membership opens unless a consent names others: strictly what the mission needs
/// (CSP L1110-4 II). The policy never opens more than the place allows.
pub(crate) fn usual_compartments(kind: MemberKind) -> BTreeSet<Compartment> {
    use Compartment::{Psychiatric, Social, Somatic};
    match kind {
        MemberKind::AttendingGp
        | MemberKind::Psychiatrist
        | MemberKind::Doctor
        | MemberKind::Nurse
        | MemberKind::Pharmacist => [Somatic, Psychiatric].into(),
        MemberKind::OtherHealth => [Somatic].into(),
        MemberKind::Psychologist
        | MemberKind::SocialWorker
        | MemberKind::Educator
        | MemberKind::JudicialAgent
        | MemberKind::HealthMediator
        | MemberKind::SocialCompanion
        | MemberKind::Other => [Social].into(),
    }
}

/// Compartments as they are stored: codes with commas between them.
pub(crate) fn joined(opens: &BTreeSet<Compartment>) -> String {
    opens.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(",")
}

/// Compartments read back; a word that no longer exists opens nothing.
pub(crate) fn split(opens: &str) -> BTreeSet<Compartment> {
    opens.split(',').filter_map(|word| word.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn professions_outside_the_list_come_in_by_consent_alone() {
        for profession in Profession::ALL.iter().copied().filter(|it| !it.is_health() && !it.is_social()) {
            for ground in [TeamGround::SameStructure, TeamGround::ChosenByPerson, TeamGround::FormalTeam] {
                assert_eq!(PlaceCode::of(profession, ground), None, "{profession}");
            }
            assert_eq!(
                PlaceCode::of(profession, TeamGround::Consent),
                Some(PlaceCode::Other),
                "{profession}"
            );
        }
    }

    #[test]
    fn consent_never_makes_a_member_of_a_health_professional() {
        assert_eq!(PlaceCode::of(Profession::Nurse, TeamGround::Consent), Some(PlaceCode::Outside));
        assert_eq!(PlaceCode::of(Profession::Nurse, TeamGround::SameStructure), Some(PlaceCode::Health));
        assert_eq!(PlaceCode::of(Profession::SocialWorker, TeamGround::FormalTeam), Some(PlaceCode::Social));
    }

    #[test]
    fn stored_forms_read_back() {
        for place in PlaceCode::ALL {
            assert_eq!(PlaceCode::parse(place.code()), Some(place));
        }
        for kind in MemberKind::ALL {
            let opens = usual_compartments(kind);
            assert_eq!(split(&joined(&opens)), opens);
        }
    }
}
