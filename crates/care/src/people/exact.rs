//! Who answers to an identity given in full, among all persons of the territory: for acts that look before anybody stands in
//! any relation to the person. Each asks its policy first, and leaves a line in the journal.

use jiff::civil::Date;
use kernel::names::fold;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::birth_date;
use crate::fields::{self, Faults};
use crate::sql::sql;
use crate::{Ctx, Result};

/// An identity given in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Name at birth or in use.
    pub family: String,
    /// First given name.
    pub given: String,
    /// Date of birth.
    pub birth_date: Date,
}

impl Sought {
    /// Reads what was typed into the fields `family`, `given` and `birth_date`.
    pub(crate) fn parse(
        family: &str,
        given: &str,
        born: &str,
        today: Date,
        faults: &mut Faults,
    ) -> Option<Self> {
        let family = faults.take(fields::name("family", family));
        let given = faults.take(fields::name("given", given));
        let birth_date = faults.take(birth_date("birth_date", born, today));
        Some(Self { family: family?, given: given?, birth_date: birth_date? })
    }
}

/// Somebody who answers to it.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct Exact {
    pub(crate) id: Uuid,
    pub(crate) family: String,
    pub(crate) used_family: Option<String>,
    pub(crate) given: String,
    pub(crate) sex: String,
    pub(crate) opposed_at: Option<i64>,
    pub(crate) merged_into: Option<Uuid>,
}

/// Everybody who answers to all of it, records that were merged into another included. One statement.
pub(crate) async fn exactly<C: ConnectionTrait>(ctx: &Ctx, db: &C, sought: &Sought) -> Result<Vec<Exact>> {
    let text = "SELECT id, family, used_family, given, sex, opposed_at, merged_into FROM person \
                WHERE territory_id = ? AND birth_date = ? ORDER BY id";
    let values = vec![ctx.territory().into(), sought.birth_date.to_string().into()];
    let mut all = Exact::find_by_statement(sql(db, text, values)).all(db).await?;
    all.retain(|it| answers(it, sought));
    Ok(all)
}

fn answers(it: &Exact, sought: &Sought) -> bool {
    let first = |name: &str| fold(name).split(' ').next().map(str::to_owned);
    let family = fold(&sought.family);
    let bears =
        fold(&it.family) == family || it.used_family.as_deref().is_some_and(|used| fold(used) == family);
    bears && first(&it.given) == first(&sought.given)
}
