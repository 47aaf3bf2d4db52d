//! Persons whom an import created and whom nobody reaches any more.

use std::collections::BTreeSet;

use policy::Compartment;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use store::Tx;
use uuid::Uuid;

use crate::access::entries::{self, NewEntry};
use crate::seed::sheets::Sheets;
use crate::sql::{marks, sql};
use crate::{Ctx, PersonId, Result};

#[derive(FromQueryResult)]
struct MemberRow {
    id: Uuid,
    person_id: Uuid,
}

/// Ends what opens these persons to anybody, and takes away the keys by which they are found; the record keeps the
/// membership and its end.
pub(super) async fn withdraw(ctx: &Ctx, tx: &Tx, persons: &BTreeSet<PersonId>) -> Result<()> {
    if persons.is_empty() {
        return Ok(());
    }
    let now = ctx.now();
    let these = format!("territory_id = ? AND person_id IN ({})", marks(persons.len()));
    let running = format!("{these} AND (until_at IS NULL OR until_at > ?)");
    let keys = || {
        let ids = persons.iter().map(|person| Value::from(person.uuid()));
        std::iter::once(Value::from(ctx.territory())).chain(ids).collect::<Vec<_>>()
    };
    let at = || Value::from(now.as_microsecond());
    let text = format!("SELECT id, person_id FROM care_team_member WHERE {running} ORDER BY id");
    let members = MemberRow::find_by_statement(sql(tx, &text, [keys(), vec![at()]].concat())).all(tx).await?;
    let mut sheets = Sheets::default();
    for member in members {
        let entry = NewEntry {
            person: member.person_id.into(),
            compartment: Compartment::Coordination,
            at: now,
            kind: "care-team-left",
            object: ("member", member.id),
        };
        sheets.add(entries::authored(ctx, &entry)?);
    }
    sheets.insert(tx).await?;
    let role = Value::from(ctx.actor().professional()?.role().uuid());
    let text = format!("UPDATE care_team_member SET until_at = ?, ended_by = ? WHERE {running}");
    tx.execute_raw(sql(tx, &text, [vec![at(), role], keys(), vec![at()]].concat())).await?;
    let text = format!("UPDATE access_grant SET until_at = ? WHERE {running}");
    tx.execute_raw(sql(tx, &text, [vec![at()], keys(), vec![at()]].concat())).await?;
    let text = format!("DELETE FROM person_key WHERE {these}");
    tx.execute_raw(sql(tx, &text, keys())).await?;
    Ok(())
}
