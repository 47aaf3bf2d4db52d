//! One professional, one structure.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kernel::clock::from_micros;
use policy::{Action, Function, Profession, ProgramRole, Resource};
use sea_orm::{EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::absence::{self, AbsenceView};
use super::rows::{organization, practitioner};
use super::{MembershipId, OrganizationKind, decode, display_name, may_search};
use crate::sql::sql;
use crate::{Ctx, Error, OrganizationId, PractitionerId, Result, RoleId};

/// A professional, as the directory shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfessionalView {
    /// Who.
    pub id: PractitionerId,
    /// « Dr Hélène Marchetti ».
    pub name: String,
    /// RPPS number.
    pub rpps: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Electronic address.
    pub email: Option<String>,
    /// What they do and did, what runs first.
    pub roles: Vec<RoleView>,
    /// When they are away, now or later.
    pub absences: Vec<AbsenceView>,
    /// The reader may correct this.
    pub may_edit: bool,
    /// The reader may record and take back absences.
    pub may_manage_absence: bool,
}

/// A role of a professional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleView {
    /// Which.
    pub id: RoleId,
    /// The profession exercised.
    pub profession: Profession,
    /// What they are charged with beside.
    pub functions: BTreeSet<Function>,
    /// The structure.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub until: Option<Timestamp>,
    /// What they do in programmes through this role.
    pub memberships: Vec<MembershipView>,
}

impl RoleView {
    /// Whether it has ended.
    pub fn ended(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|until| until <= now)
    }
}

/// What a professional does in a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipView {
    /// Which.
    pub id: MembershipId,
    /// Slug of the programme.
    pub program: String,
    /// As what.
    pub as_what: ProgramRole,
    /// Since when.
    pub from: Timestamp,
}

/// A structure, as the directory shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StructureView {
    /// Which.
    pub id: OrganizationId,
    /// What it is.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: String,
    /// FINESS number.
    pub finess: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Number and street.
    pub address: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// INSEE code of the commune.
    pub commune: Option<String>,
    /// What it belongs to, with its name.
    pub part_of: Option<(OrganizationId, String)>,
    /// The reader may correct this.
    pub may_edit: bool,
}

fn may_edit(ctx: &Ctx) -> bool {
    ctx.may(Action::ManageDirectory, &Resource::Territory(ctx.territory()))
}

/// One professional, in at most five queries.
pub async fn professional(ctx: &Ctx, id: PractitionerId) -> Result<ProfessionalView> {
    may_search(ctx)?;
    let row = practitioner::Entity::find_by_id((ctx.territory(), id.uuid())).one(&ctx.reader()).await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok(ProfessionalView {
        id,
        name: display_name(&row.title, &row.given, &row.family),
        rpps: row.rpps,
        phone: row.phone,
        email: row.email,
        roles: roles(ctx, id).await?,
        absences: absence::coming(ctx, id).await?,
        may_edit: may_edit(ctx),
        may_manage_absence: absence::may_manage(ctx, id).await.is_ok(),
    })
}

#[derive(FromQueryResult)]
struct RoleRow {
    id: Uuid,
    profession: String,
    functions: String,
    organization_id: Uuid,
    organization: String,
    from_at: i64,
    until_at: Option<i64>,
}

#[derive(FromQueryResult)]
struct MembershipRow {
    id: Uuid,
    role_id: Uuid,
    program: String,
    program_role: String,
    from_at: i64,
}

async fn roles(ctx: &Ctx, id: PractitionerId) -> Result<Vec<RoleView>> {
    let db = ctx.reader();
    let statement = sql(
        &db,
        "SELECT r.id, r.profession, r.functions, r.organization_id, o.name AS organization, r.from_at, r.until_at \
         FROM practitioner_role r JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
         WHERE r.territory_id = ? AND r.practitioner_id = ? \
         ORDER BY CASE WHEN r.until_at IS NULL THEN 0 ELSE 1 END, r.from_at, r.id",
        vec![ctx.territory().into(), id.uuid().into()],
    );
    let rows = RoleRow::find_by_statement(statement).all(&db).await?;
    let now = ctx.now().as_microsecond();
    let statement = sql(
        &db,
        "SELECT m.id, m.role_id, m.program, m.program_role, m.from_at FROM program_membership m \
         JOIN practitioner_role r ON r.territory_id = m.territory_id AND r.id = m.role_id \
         WHERE m.territory_id = ? AND r.practitioner_id = ? AND (m.until_at IS NULL OR m.until_at > ?) \
         ORDER BY m.program, m.program_role",
        vec![ctx.territory().into(), id.uuid().into(), now.into()],
    );
    let memberships = MembershipRow::find_by_statement(statement).all(&db).await?;
    rows.into_iter().map(|row| role_view(row, &memberships)).collect()
}

fn role_view(row: RoleRow, memberships: &[MembershipRow]) -> Result<RoleView> {
    let memberships = memberships.iter().filter(|it| it.role_id == row.id).map(|it| {
        Ok(MembershipView {
            id: it.id.into(),
            program: it.program.clone(),
            as_what: decode(&it.program_role)?,
            from: from_micros(it.from_at),
        })
    });
    Ok(RoleView {
        id: row.id.into(),
        profession: decode(&row.profession)?,
        functions: serde_json::from_str(&row.functions)?,
        organization: row.organization_id.into(),
        organization_name: row.organization,
        from: from_micros(row.from_at),
        until: row.until_at.map(from_micros),
        memberships: memberships.collect::<Result<_>>()?,
    })
}

/// One structure, in at most two queries. Who works there: [`super::professionals`]; its parts: [`super::structures`].
pub async fn structure(ctx: &Ctx, id: OrganizationId) -> Result<StructureView> {
    may_search(ctx)?;
    let db = ctx.reader();
    let find = |id: Uuid| organization::Entity::find_by_id((ctx.territory(), id));
    let row = find(id.uuid()).one(&db).await?.ok_or(Error::NotFound)?;
    let part_of = match row.part_of {
        Some(above) => find(above).one(&db).await?.map(|it| (above.into(), it.name)),
        None => None,
    };
    Ok(StructureView {
        id,
        kind: decode(&row.kind)?,
        name: row.name,
        finess: row.finess,
        phone: row.phone,
        address: row.address,
        postal_code: row.postal_code,
        commune: row.commune,
        part_of,
        may_edit: may_edit(ctx),
    })
}
