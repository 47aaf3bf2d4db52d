//! What leaves of an identity: frozen when it is sent.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};

use super::commune_name;
use crate::sql::sql;
use crate::{Ctx, Error, PersonId, Result};

/// Identity traits as they were when something left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityExtract {
    /// Family name in use.
    pub family: String,
    /// First given name.
    pub given: String,
    /// `female`, `male` or `unknown`.
    pub sex: String,
    /// ISO date.
    pub birth_date: String,
    /// Name of the commune where they live.
    pub commune: Option<String>,
    /// The INS, only when the identity is qualified (référentiel INS).
    pub ins: Option<String>,
    /// The OID that says of which kind that INS is; absent in what left before it was taken along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ins_oid: Option<String>,
}

#[derive(FromQueryResult)]
struct PersonRow {
    family: String,
    used_family: Option<String>,
    given: String,
    sex: String,
    birth_date: String,
    commune: Option<String>,
    ins: Option<String>,
    ins_oid: Option<String>,
    identity_status: String,
}

/// The identity traits of a person that leave now.
pub(crate) async fn extract<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    person: PersonId,
) -> Result<IdentityExtract> {
    let statement = sql(
        db,
        "SELECT family, used_family, given, sex, birth_date, commune, ins, ins_oid, identity_status FROM person \
         WHERE territory_id = ? AND id = ?",
        vec![ctx.territory().into(), person.uuid().into()],
    );
    let row = PersonRow::find_by_statement(statement).one(db).await?.ok_or(Error::NotFound)?;
    let commune = commune_name(row.commune.as_deref());
    let qualified = row.identity_status == "qualified";
    Ok(IdentityExtract {
        family: row.used_family.unwrap_or(row.family),
        given: row.given,
        sex: row.sex,
        birth_date: row.birth_date,
        commune,
        ins: row.ins.filter(|_| qualified),
        ins_oid: row.ins_oid.filter(|_| qualified),
    })
}
