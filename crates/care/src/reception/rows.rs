//! The tables of the book, and the way from them to the facts.

use jiff::{Timestamp, ToSpan};
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::Tx;
use uuid::Uuid;

use super::desk::Desk;
use super::facts::{Dated, Fact};
use crate::dates::day;
use crate::history::{FACT, FactRow, fact_row};
use crate::rows::row;
use crate::sql::sql;
use crate::{ArrivalId, Ctx, Error, PersonId, Result};

row! {
    arrival = "arrival" {
        territory_id: Uuid, id: Uuid;
        organization_id: Uuid,
        program: String,
        // Who came, once that is said.
        person_id: Option<Uuid>,
        at: i64,
        // Where its facts lead, and since when.
        status: String,
        status_at: i64,
        destination: Option<String>,
        // The line it left in a record.
        entry_id: Option<Uuid>,
    }
}

fact_row! { arrival_fact = "arrival_fact" of arrival_id: ArrivalId }

row! {
    arrival_call = "arrival_call" {
        territory_id: Uuid, arrival_id: Uuid;
        called: String,
        until_at: i64,
    }
}

/// An arrival with its history.
#[derive(Debug, Clone)]
pub(super) struct Arrival {
    pub(super) id: ArrivalId,
    pub(super) person: Option<PersonId>,
    /// How to call them, until the day is over.
    pub(super) called: Option<String>,
    pub(super) facts: Vec<Dated>,
}

impl Arrival {
    /// Whether the actor wrote it down.
    pub(super) fn mine(&self, ctx: &Ctx) -> bool {
        let me = ctx.actor().professional().map(crate::access::Professional::practitioner);
        me.is_ok_and(|me| self.facts.first().is_some_and(|first| first.practitioner == me))
    }
}

#[derive(FromQueryResult)]
struct Joined {
    person_id: Option<Uuid>,
    called: Option<String>,
    #[sea_orm(nested)]
    fact: FactRow,
}

/// An arrival of this book. One statement, whether it is another's or nobody's.
pub(super) async fn find<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    desk: &Desk,
    id: ArrivalId,
) -> Result<Option<Arrival>> {
    let text = format!(
        "SELECT a.person_id, c.called, {FACT} \
         FROM arrival a JOIN arrival_fact f ON f.territory_id = a.territory_id AND f.arrival_id = a.id \
         JOIN practitioner p ON p.territory_id = f.territory_id AND p.id = f.practitioner_id \
         LEFT JOIN arrival_call c ON c.territory_id = a.territory_id AND c.arrival_id = a.id AND c.until_at > ? \
         WHERE a.territory_id = ? AND a.id = ? AND a.organization_id = ? AND a.program = ? ORDER BY f.seq"
    );
    let values = vec![
        ctx.now().as_microsecond().into(),
        ctx.territory().into(),
        id.uuid().into(),
        desk.organization.uuid().into(),
        desk.program.slug.as_str().into(),
    ];
    let statement = sql(db, &text, values);
    let mut found: Option<Arrival> = None;
    for row in Joined::find_by_statement(statement).all(db).await? {
        let arrival = found.get_or_insert_with(|| Arrival {
            id,
            person: row.person_id.map(PersonId::from),
            called: row.called.clone(),
            facts: Vec::new(),
        });
        arrival.facts.push(row.fact.dated()?);
    }
    Ok(found)
}

/// Keeps how to call somebody until the day of their arrival is over.
pub(super) async fn call(ctx: &Ctx, tx: &Tx, id: ArrivalId, at: Timestamp, called: &str) -> Result<()> {
    let (_, until) = bounds(day(at))?;
    let row = arrival_call::Model {
        territory_id: ctx.territory(),
        arrival_id: id.uuid(),
        called: called.to_owned(),
        until_at: until.as_microsecond(),
    };
    Ok(row.insert(tx).await?)
}

/// Forgets how somebody was called: they have a name now, or are gone by mistake.
pub(super) async fn forget_call(ctx: &Ctx, tx: &Tx, id: ArrivalId) -> Result<()> {
    let text = "DELETE FROM arrival_call WHERE territory_id = ? AND arrival_id = ?";
    tx.execute_raw(sql(tx, text, vec![ctx.territory().into(), id.uuid().into()])).await?;
    Ok(())
}

/// Forgets how those were called whose day is over. Safe to run at any time, as often as one likes.
pub async fn forget_calls(ctx: &Ctx) -> Result<()> {
    ctx.write(|ctx, tx| async move {
        let text = "DELETE FROM arrival_call WHERE territory_id = ? AND until_at <= ?";
        let values = vec![ctx.territory().into(), ctx.now().as_microsecond().into()];
        tx.execute_raw(sql(&tx, text, values)).await?;
        Ok(())
    })
    .await
}

/// When a day begins, and the next.
pub(super) fn bounds(day: jiff::civil::Date) -> Result<(Timestamp, Timestamp)> {
    let begins = |day: jiff::civil::Date| {
        let zoned = day.at(0, 0, 0, 0).to_zoned(kernel::Calendar::default().zone);
        Ok::<_, Error>(zoned.map_err(|error| Error::Bug(error.to_string()))?.timestamp())
    };
    Ok((begins(day)?, begins(day.saturating_add(1.day()))?))
}
