//! The care team in words: who somebody is in it, on what ground, and its members as a page shows them.

use jiff::Timestamp;
use policy::Profession;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::directory::{decode, display_name};
use crate::programs::Words;
use crate::sql::sql;
use crate::{Ctx, MemberId, OrganizationId, PersonId, PractitionerId, Result, RoleId};

/// Who somebody is in a person's care team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberKind {
    /// Médecin traitant (CSS L162-5-3): one at a time.
    AttendingGp,
    /// Psychiatrist.
    Psychiatrist,
    /// Another doctor.
    Doctor,
    /// Nurse.
    Nurse,
    /// Pharmacist.
    Pharmacist,
    /// Another health profession.
    OtherHealth,
    /// Psychologist.
    Psychologist,
    /// Assistant de service social.
    SocialWorker,
    /// Educator, staff of a social or medico-social service.
    Educator,
    /// Mandataire judiciaire à la protection des majeurs.
    JudicialAgent,
    /// Health mediator: by consent.
    HealthMediator,
    /// Social-care companion: by consent.
    SocialCompanion,
    /// Anybody else: by consent.
    Other,
}

impl MemberKind {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 13] = [
        Self::AttendingGp,
        Self::Psychiatrist,
        Self::Doctor,
        Self::Nurse,
        Self::Pharmacist,
        Self::OtherHealth,
        Self::Psychologist,
        Self::SocialWorker,
        Self::Educator,
        Self::JudicialAgent,
        Self::HealthMediator,
        Self::SocialCompanion,
        Self::Other,
    ];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AttendingGp => "attending_gp",
            Self::Psychiatrist => "psychiatrist",
            Self::Doctor => "doctor",
            Self::Nurse => "nurse",
            Self::Pharmacist => "pharmacist",
            Self::OtherHealth => "other_health",
            Self::Psychologist => "psychologist",
            Self::SocialWorker => "social_worker",
            Self::Educator => "educator",
            Self::JudicialAgent => "judicial_agent",
            Self::HealthMediator => "health_mediator",
            Self::SocialCompanion => "social_companion",
            Self::Other => "other",
        }
    }

    /// What somebody of this profession usually is in a team.
    pub const fn usual(profession: Profession) -> Self {
        match profession {
            Profession::GeneralPractitioner | Profession::OtherDoctor => Self::Doctor,
            Profession::Psychiatrist => Self::Psychiatrist,
            Profession::Nurse => Self::Nurse,
            Profession::Pharmacist => Self::Pharmacist,
            Profession::Psychologist => Self::Psychologist,
            Profession::SocialWorker => Self::SocialWorker,
            Profession::Educator => Self::Educator,
            Profession::JudicialAgent => Self::JudicialAgent,
            Profession::HealthMediator => Self::HealthMediator,
            Profession::SocialCompanion => Self::SocialCompanion,
            Profession::Midwife
            | Profession::Dentist
            | Profession::Physiotherapist
            | Profession::SpeechTherapist
            | Profession::OccupationalTherapist
            | Profession::PsychomotorTherapist
            | Profession::Podiatrist
            | Profession::Dietitian
            | Profession::CareAssistant => Self::OtherHealth,
            Profession::MedicalAssistant
            | Profession::Secretary
            | Profession::Coordinator
            | Profession::NonHealth => Self::Other,
        }
    }

    /// Whether somebody of this profession can be that: the attending doctor is any physician the person chose
    /// (CSS L162-5-3), everything else goes with the profession.
    pub fn suits(self, profession: Profession) -> bool {
        self == Self::usual(profession) || (self == Self::AttendingGp && profession.is_doctor())
    }
}

/// On what ground somebody is of the care team (CSP L1110-12), or reads without being of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeamGround {
    /// Works in the same establishment or service (L1110-12, 1°).
    SameStructure,
    /// Recognised as a member by the person who turns to them (L1110-12, 2°).
    ChosenByPerson,
    /// Works in a formal organisation with at least one health professional (L1110-12, 3°).
    FormalTeam,
    /// By the person's recorded consent (L1110-4 III for health professionals outside the team).
    Consent,
}

impl TeamGround {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::SameStructure, Self::ChosenByPerson, Self::FormalTeam, Self::Consent];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameStructure => "same_structure",
            Self::ChosenByPerson => "chosen_by_person",
            Self::FormalTeam => "formal_team",
            Self::Consent => "consent",
        }
    }
}

/// A member of a care team, as a page shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamMember {
    /// The membership.
    pub id: MemberId,
    /// The professional.
    pub practitioner: PractitionerId,
    /// The role through which they joined.
    pub role: RoleId,
    /// The structure of that role.
    pub organization: OrganizationId,
    /// « Dr Hélène Marchetti ».
    pub name: String,
    /// Name of the structure.
    pub organization_name: String,
    /// Profession in that role.
    pub profession: Profession,
    /// Who they are in the team.
    pub kind: MemberKind,
    /// On what ground.
    pub ground: TeamGround,
    /// Since when.
    pub since: Timestamp,
    /// Until when; absent while it lasts.
    pub until: Option<Timestamp>,
    /// What they follow since they accepted a referral, by the name of its protocol; absent where they received none that runs.
    pub follows: Option<Words>,
}

impl TeamMember {
    /// Whether the membership runs at `now`.
    pub fn runs(&self, now: Timestamp) -> bool {
        self.since <= now && self.until.is_none_or(|until| until > now)
    }
}

#[derive(FromQueryResult)]
struct MemberRow {
    id: Uuid,
    practitioner_id: Uuid,
    role_id: Uuid,
    organization_id: Uuid,
    title: String,
    given: String,
    family: String,
    organization: String,
    profession: String,
    kind: String,
    ground: String,
    from_at: i64,
    until_at: Option<i64>,
    follows: Option<String>,
}

/// What is read of a protocol.
#[derive(Deserialize)]
struct Followed {
    name: Words,
}

/// The members of a person's care team, those whose time is over included, in the order in which they joined.
pub(crate) async fn members<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<TeamMember>> {
    let statement = sql(
        db,
        "SELECT m.id, m.practitioner_id, m.role_id, r.organization_id, p.title, p.given, p.family, \
         o.name AS organization, r.profession, m.kind, m.ground, m.from_at, m.until_at, \
         (SELECT f.rules FROM referral f WHERE f.territory_id = m.territory_id AND f.person_id = m.person_id \
         AND f.receiver_id = m.practitioner_id AND f.status IN ('accepted', 'in_progress') \
         ORDER BY f.sent_at DESC LIMIT 1) AS follows FROM care_team_member m \
         JOIN practitioner p ON p.territory_id = m.territory_id AND p.id = m.practitioner_id \
         JOIN practitioner_role r ON r.territory_id = m.territory_id AND r.id = m.role_id \
         JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
         WHERE m.territory_id = ? AND m.person_id = ? ORDER BY m.from_at, m.id",
        vec![ctx.territory().into(), person.uuid().into()],
    );
    MemberRow::find_by_statement(statement).all(db).await?.into_iter().map(TeamMember::try_from).collect()
}

/// The members at present.
pub(crate) async fn running_team<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<TeamMember>> {
    let now = ctx.now();
    Ok(members(ctx, db, person).await?.into_iter().filter(|it| it.runs(now)).collect())
}

/// The professionals who are members at present, each once.
pub(crate) async fn running_members<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<PractitionerId>> {
    let team = running_team(ctx, db, person).await?;
    let mut all: Vec<PractitionerId> = team.into_iter().map(|it| it.practitioner).collect();
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// The attending doctor at present; after a merge there may be two.
pub(crate) async fn attending_doctors<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<PractitionerId>> {
    let team = running_team(ctx, db, person).await?;
    let attending = team.into_iter().filter(|it| it.kind == MemberKind::AttendingGp);
    Ok(attending.map(|it| it.practitioner).collect())
}

impl TryFrom<MemberRow> for TeamMember {
    type Error = crate::Error;

    fn try_from(row: MemberRow) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            practitioner: row.practitioner_id.into(),
            role: row.role_id.into(),
            organization: row.organization_id.into(),
            name: display_name(&row.title, &row.given, &row.family),
            organization_name: row.organization,
            follows: row
                .follows
                .map(|rules| serde_json::from_str::<Followed>(&rules))
                .transpose()?
                .map(|it| it.name),
            profession: decode(&row.profession)?,
            kind: decode(&row.kind)?,
            ground: decode(&row.ground)?,
            since: kernel::clock::from_micros(row.from_at),
            until: row.until_at.map(kernel::clock::from_micros),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_what_is_stored() {
        for kind in MemberKind::ALL {
            assert_eq!(crate::access::entries::code(&kind), kind.code());
        }
        for ground in TeamGround::ALL {
            assert_eq!(crate::access::entries::code(&ground), ground.code());
        }
    }

    #[test]
    fn only_a_doctor_is_the_attending_doctor() {
        for profession in Profession::ALL.iter().copied() {
            assert_eq!(MemberKind::AttendingGp.suits(profession), profession.is_doctor());
            assert!(MemberKind::usual(profession).suits(profession));
        }
        assert!(!MemberKind::Psychiatrist.suits(Profession::Nurse));
    }
}
