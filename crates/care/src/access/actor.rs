//! Who acts: a professional through one of their roles, or the house itself.

use policy::{Principal, Profession, ProgramRole};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::grants::Holder;
use crate::sql::sql;
use crate::{OrganizationId, PersonId, PractitionerId, Result, RoleId};

/// Who acts.
#[derive(Debug, Clone)]
pub enum Actor {
    /// Nobody has signed in yet.
    Visitor,
    /// The house itself: clocks, imports, demonstrations' set-up.
    System,
    /// A professional through one role.
    Professional(Box<Professional>),
    /// A person, through a link and a code that they were given.
    Person(PersonId),
    /// The doctor to whom this person was handed over, through a link and a code that they were given.
    Recipient(PersonId),
}

/// A professional acting in one structure with one profession.
#[derive(Debug, Clone)]
pub struct Professional {
    /// What the policies know of them.
    pub principal: Principal,
    /// « Dr Hélène Marchetti ».
    pub name: String,
    /// Name of the structure.
    pub organization: String,
}

impl Professional {
    /// The professional.
    pub fn practitioner(&self) -> PractitionerId {
        self.principal.id.into()
    }
    /// The role through which they act.
    pub fn role(&self) -> RoleId {
        self.principal.role.into()
    }
    /// The structure in which they act.
    pub fn organization_id(&self) -> OrganizationId {
        self.principal.organization.into()
    }
    /// Whether they hold this role in this programme.
    pub fn holds(&self, program: &str, role: ProgramRole) -> bool {
        self.principal.programs.iter().any(|(slug, held)| slug == program && *held == role)
    }
    /// Slugs of the programmes in which they hold this role.
    pub fn programs_as(&self, role: ProgramRole) -> Vec<&str> {
        self.principal
            .programs
            .iter()
            .filter(|(_, held)| *held == role)
            .map(|(slug, _)| slug.as_str())
            .collect()
    }
    /// Everything in whose name this professional may hold a grant.
    pub fn holders(&self) -> Vec<Uuid> {
        let mut holders = vec![Holder::Practitioner(self.practitioner()).uuid()];
        if matches!(self.principal.profession, Profession::Secretary | Profession::MedicalAssistant) {
            holders.push(Holder::Organization(self.organization_id()).uuid());
        }
        holders
            .extend(self.principal.programs.iter().map(|(slug, role)| Holder::Program(slug, *role).uuid()));
        holders.sort_unstable();
        holders.dedup();
        holders
    }
}

impl Actor {
    /// The professional, or [`crate::Error::Forbidden`] for anybody else.
    pub fn professional(&self) -> Result<&Professional> {
        match self {
            Self::Professional(professional) => Ok(professional),
            _ => Err(crate::Error::Forbidden),
        }
    }

    /// Practitioner, role and structure as the journal writes them.
    pub(crate) fn journalled(&self) -> (Option<Uuid>, Option<Uuid>, Option<Uuid>) {
        match self {
            Self::Professional(it) => {
                (Some(it.principal.id), Some(it.principal.role), Some(it.principal.organization))
            }
            _ => (None, None, None),
        }
    }
}

/// A role, once for each of its memberships of a programme; once without any.
#[derive(Debug, FromQueryResult)]
pub(crate) struct RoleRow {
    role_id: Uuid,
    practitioner_id: Uuid,
    organization_id: Uuid,
    profession: String,
    functions: String,
    title: String,
    family: String,
    given: String,
    organization: String,
    program: Option<String>,
    program_role: Option<String>,
}

/// What [`RoleRow`] is read from, the role being `r`.
pub(crate) const ROLE: &str = "r.id AS role_id, r.practitioner_id, r.organization_id, r.profession, r.functions, p.title, p.family, \
     p.given, o.name AS organization, m.program, m.program_role";

/// What [`ROLE`] joins to the role `r`; its only values are the time, twice.
pub(crate) const OF_ROLE: &str = "LEFT JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
     LEFT JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
     LEFT JOIN program_membership m ON m.territory_id = r.territory_id AND m.role_id = r.id \
     AND m.from_at <= ? AND (m.until_at IS NULL OR m.until_at > ?)";

/// Loads a professional through one of their current roles, in one query; `None` where the role has ended.
pub(crate) async fn load<C: ConnectionTrait>(
    db: &C,
    territory: Uuid,
    role: RoleId,
    now: jiff::Timestamp,
    stepped_up: bool,
) -> Result<Option<Professional>> {
    let now = now.as_microsecond();
    let text = format!(
        "SELECT {ROLE} FROM practitioner_role r {OF_ROLE} \
         WHERE r.territory_id = ? AND r.id = ? AND r.from_at <= ? AND (r.until_at IS NULL OR r.until_at > ?) \
         ORDER BY m.program, m.program_role"
    );
    let values = vec![now.into(), now.into(), territory.into(), role.uuid().into(), now.into(), now.into()];
    let rows = RoleRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    professional(territory, rows, stepped_up)
}

/// The professional of a role, with the memberships it is told with; `None` where there is none.
pub(crate) fn professional(
    territory: Uuid,
    rows: Vec<RoleRow>,
    stepped_up: bool,
) -> Result<Option<Professional>> {
    let programs = rows
        .iter()
        .filter_map(|row| Some((row.program.clone()?, row.program_role.as_deref()?)))
        .map(|(program, role)| Ok((program, crate::directory::decode::<ProgramRole>(role)?)))
        .collect::<Result<_>>()?;
    let Some(row) = rows.into_iter().next() else { return Ok(None) };
    Ok(Some(Professional {
        principal: Principal {
            id: row.practitioner_id,
            role: row.role_id,
            territory,
            organization: row.organization_id,
            profession: crate::directory::decode(&row.profession)?,
            functions: serde_json::from_str(&row.functions)?,
            programs,
            stepped_up,
        },
        name: crate::directory::display_name(&row.title, &row.given, &row.family),
        organization: row.organization,
    }))
}
