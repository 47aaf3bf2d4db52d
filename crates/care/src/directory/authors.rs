//! Names of those who acted, for a letter or a page, in one query.

use std::collections::HashMap;

use policy::Profession;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::people::commune_name;
use crate::sql::{marks, sql};
use crate::{Ctx, Result};

/// Who acted, as the other side may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authored {
    /// The practitioner.
    pub practitioner: Uuid,
    /// « Dr Hélène Marchetti ».
    pub name: String,
    /// « Dr Marchetti ».
    pub short_name: String,
    /// Their profession.
    pub profession: Profession,
    /// Where they work.
    pub organization: String,
    /// Postal address of that place, line by line.
    pub address: Vec<String>,
    /// Its telephone number.
    pub phone: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    role_id: Uuid,
    practitioner_id: Uuid,
    title: String,
    family: String,
    given: String,
    profession: String,
    organization: String,
    address: Option<String>,
    postal_code: Option<String>,
    commune: Option<String>,
    phone: Option<String>,
}

/// Those who hold these roles, by role.
pub(crate) async fn by_role<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    mut roles: Vec<Uuid>,
) -> Result<HashMap<Uuid, Authored>> {
    roles.sort_unstable();
    roles.dedup();
    let mut values = vec![ctx.territory().into()];
    values.extend(roles.iter().map(|id| sea_orm::Value::from(*id)));
    let text = format!(
        "SELECT r.id AS role_id, r.practitioner_id, p.title, p.family, p.given, r.profession, \
         o.name AS organization, o.address, o.postal_code, o.commune, COALESCE(p.phone, o.phone) AS phone \
         FROM practitioner_role r \
         JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
         JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
         WHERE r.territory_id = ? AND r.id IN ({})",
        marks(roles.len())
    );
    let rows = Row::find_by_statement(sql(db, &text, values)).all(db).await?;
    rows.into_iter().map(|row| Ok((row.role_id, authored(row)?))).collect()
}

fn authored(row: Row) -> Result<Authored> {
    let commune = commune_name(row.commune.as_deref());
    let town = [row.postal_code, commune].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let mut address: Vec<String> =
        row.address.into_iter().flat_map(|it| it.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    if !town.is_empty() {
        address.push(town);
    }
    Ok(Authored {
        practitioner: row.practitioner_id,
        name: crate::directory::display_name(&row.title, &row.given, &row.family),
        short_name: if row.title.is_empty() {
            crate::directory::display_name("", &row.given, &row.family)
        } else {
            crate::directory::display_name(&row.title, "", &row.family)
        },
        profession: crate::directory::decode(&row.profession)?,
        organization: row.organization,
        address,
        phone: row.phone,
    })
}
