//! Exactly what leaves with a request: the only form in which a confidential item reaches the other side.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};

use crate::sql::sql;
use crate::{Ctx, Error, PersonId, Result};

/// What the answerer sees of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extract {
    /// With identity: the person is informed and not opposed (CSP L1110-4 II).
    Identified(IdentityExtract),
    /// Without identity: age and sex only.
    Anonymous {
        /// In years, if known.
        age: Option<u8>,
        /// `female`, `male` or `unknown`.
        sex: String,
    },
}

/// Identity traits as they were when the request was sent.
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
    identity_status: String,
}

/// The identity traits that leave with a request about a person.
pub(super) async fn of_person<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    person: PersonId,
) -> Result<IdentityExtract> {
    let statement = sql(
        db,
        "SELECT family, used_family, given, sex, birth_date, commune, ins, identity_status FROM person \
         WHERE territory_id = ? AND id = ?",
        vec![ctx.territory().into(), person.uuid().into()],
    );
    let row = PersonRow::find_by_statement(statement).one(db).await?.ok_or(Error::NotFound)?;
    let commune = crate::people::commune_name(row.commune.as_deref());
    Ok(IdentityExtract {
        family: row.used_family.unwrap_or(row.family),
        given: row.given,
        sex: row.sex,
        birth_date: row.birth_date,
        commune,
        ins: row.ins.filter(|_| row.identity_status == "qualified"),
    })
}
