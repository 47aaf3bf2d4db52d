//! The tables of referrals, and the way from them to their facts.

use jiff::Timestamp;
use policy::Profession;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::facts::{Dated, Fact};
use super::standing::{Standing, standing};
use crate::dates::{NEVER, key};
use crate::history::{FACT, FactRow, fact_row};
use crate::programs::{Program, Protocol};
use crate::rows::row;
use crate::sql::sql;
use crate::{Ctx, Error, ReferralId, Result};

row! {
    referral = "referral" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        program: String,
        code: String,
        // The protocol as it was when it left.
        rules: String,
        // Which way the protocol leads, for the report.
        toward: String,
        // Who may receive it, each between bars: « |nurse|psychiatrist| ».
        professions: String,
        sent_at: i64,
        sender_id: Uuid,
        sender_role_id: Uuid,
        sender_organization_id: Uuid,
        named_id: Option<Uuid>,
        receiver_id: Option<Uuid>,
        receiver_organization_id: Option<Uuid>,
        // Where its facts lead, for lists (`project`).
        status: String,
        // By which day somebody should have acted (`dates::key`); none is `NEVER`.
        due_key: i64,
        // Until when the exchange stays open, once nothing can happen any more.
        open_until: Option<i64>,
    }
}

fact_row! { referral_fact = "referral_fact" of referral_id: ReferralId }

/// Professions as they are stored.
pub(super) fn barred(professions: &[Profession]) -> String {
    professions.iter().fold("|".to_owned(), |all, it| all + it.as_str() + "|")
}

/// What a stored list is searched for.
pub(super) fn holds(profession: Profession) -> String {
    format!("%|{}|%", profession.as_str())
}

/// A referral with its history.
#[derive(Debug, Clone)]
pub(super) struct Referral {
    pub(super) row: referral::Model,
    pub(super) rules: Protocol,
    pub(super) facts: Vec<Dated>,
}

impl Referral {
    pub(super) fn id(&self) -> ReferralId {
        self.row.id.into()
    }

    pub(super) fn program<'a>(&self, ctx: &'a Ctx) -> Result<&'a Program> {
        ctx.house().programs().get(&self.row.program).ok_or(Error::NotFound)
    }

    pub(super) fn standing(&self, ctx: &Ctx) -> Result<Standing> {
        let whole = standing(&self.rules, &self.program(ctx)?.calendar, &self.facts);
        whole.ok_or_else(|| Error::Bug("a referral that never left".to_owned()))
    }
}

#[derive(FromQueryResult)]
struct Joined {
    #[sea_orm(nested)]
    referral: referral::Model,
    #[sea_orm(nested)]
    fact: FactRow,
}

/// One referral. One statement.
pub(super) async fn find<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: ReferralId) -> Result<Option<Referral>> {
    let columns = referral::Model::COLUMNS.iter().map(|column| format!("r.{column}")).collect::<Vec<_>>();
    let text = format!(
        "SELECT {}, {FACT} FROM referral r \
         JOIN referral_fact f ON f.territory_id = r.territory_id AND f.referral_id = r.id \
         JOIN practitioner p ON p.territory_id = f.territory_id AND p.id = f.practitioner_id \
         WHERE r.territory_id = ? AND r.id = ? ORDER BY f.seq",
        columns.join(", ")
    );
    let statement = sql(db, &text, vec![ctx.territory().into(), id.uuid().into()]);
    let rows = Joined::find_by_statement(statement).all(db).await?;
    let facts = rows.iter().map(|row| row.fact.dated()).collect::<Result<Vec<_>>>()?;
    let first = rows.into_iter().next().map(|row| row.referral);
    first.map(|row| Ok(Referral { rules: serde_json::from_str(&row.rules)?, row, facts })).transpose()
}

/// Says on the row where the facts lead.
pub(super) fn project(row: &mut referral::Model, standing: &Standing) {
    standing.status.code().clone_into(&mut row.status);
    row.due_key = standing.due.map_or(NEVER, key);
    row.open_until = standing.open_until().map(Timestamp::as_microsecond);
}
