//! Who holds a role in a programme today.

use policy::ProgramRole;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::entries::code;
use crate::sql::sql;
use crate::{Ctx, PractitionerId, Result};

/// A professional of a pool.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PoolMember {
    /// The professional.
    pub id: Uuid,
    /// Title, may be empty.
    pub title: String,
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
}

impl PoolMember {
    /// « Dr Hélène Marchetti ».
    pub fn name(&self) -> String {
        crate::directory::display_name(&self.title, &self.given, &self.family)
    }
}

/// The professionals who hold a role in a programme today, by name.
pub async fn members<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    program: &str,
    role: ProgramRole,
) -> Result<Vec<PoolMember>> {
    let now = ctx.now().as_microsecond();
    let statement = sql(
        db,
        "SELECT DISTINCT p.id, p.title, p.family, p.given, p.sort_key FROM program_membership m \
         JOIN practitioner_role r ON r.territory_id = m.territory_id AND r.id = m.role_id \
         JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
         WHERE m.territory_id = ? AND m.program = ? AND m.program_role = ? \
         AND m.from_at <= ? AND (m.until_at IS NULL OR m.until_at > ?) \
         AND r.from_at <= ? AND (r.until_at IS NULL OR r.until_at > ?) ORDER BY p.sort_key, p.id",
        vec![
            ctx.territory().into(),
            program.into(),
            code(&role).into(),
            now.into(),
            now.into(),
            now.into(),
            now.into(),
        ],
    );
    Ok(PoolMember::find_by_statement(statement).all(db).await?)
}

/// Their identifiers.
pub(crate) async fn holders_of<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    program: &str,
    role: ProgramRole,
) -> Result<Vec<PractitionerId>> {
    Ok(members(db, ctx, program, role).await?.into_iter().map(|it| it.id.into()).collect())
}

/// Whether a professional holds a role in a programme today.
pub(crate) async fn holds<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    who: PractitionerId,
    program: &str,
    role: ProgramRole,
) -> Result<bool> {
    Ok(holders_of(db, ctx, program, role).await?.contains(&who))
}
