//! To whom a referral can be addressed: those who answer for the programme today, in a profession that the protocol names.

use policy::{Profession, ProgramRole};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::access::entries::code;
use crate::directory::display_name;
use crate::sql::{marks, sql};
use crate::{Ctx, PractitionerId, Result};

/// Somebody who receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// Who.
    pub id: PractitionerId,
    /// Their name.
    pub name: String,
    /// Where they receive.
    pub organization: String,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    title: String,
    family: String,
    given: String,
    organization: String,
}

/// They, by name. One statement.
pub(super) async fn receivers<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    program: &str,
    professions: &[Profession],
) -> Result<Vec<Receiver>> {
    let now = ctx.now().as_microsecond();
    let text = format!(
        "SELECT DISTINCT p.id, p.title, p.family, p.given, p.sort_key, o.name AS organization FROM program_membership m \
         JOIN practitioner_role r ON r.territory_id = m.territory_id AND r.id = m.role_id \
         JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
         JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
         WHERE m.territory_id = ? AND m.program = ? AND m.program_role = ? \
         AND m.from_at <= ? AND (m.until_at IS NULL OR m.until_at > ?) \
         AND r.from_at <= ? AND (r.until_at IS NULL OR r.until_at > ?) AND r.profession IN ({}) \
         ORDER BY p.sort_key, p.id",
        marks(professions.len())
    );
    let mut values = vec![ctx.territory().into(), program.into(), code(&ProgramRole::Answerer).into()];
    values.extend([now.into(), now.into(), now.into(), now.into()]);
    values.extend(professions.iter().map(|it| it.as_str().into()));
    let rows = Row::find_by_statement(sql(db, &text, values)).all(db).await?;
    let receiver = |row: Row| Receiver {
        id: row.id.into(),
        name: display_name(&row.title, &row.given, &row.family),
        organization: row.organization,
    };
    Ok(rows.into_iter().map(receiver).collect())
}
