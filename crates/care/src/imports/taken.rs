//! Applications that leave a record for the line of the file from which they came, whole.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use store::Tx;
use uuid::Uuid;

use crate::sql::{marks, sql};
use crate::{Ctx, ImportId, Result};

#[derive(FromQueryResult)]
struct FactRow {
    application_id: Uuid,
    right_code: String,
    opened_at: i64,
    renews_id: Option<Uuid>,
    seq: i64,
    at: i64,
    recorded_at: i64,
    body: String,
}

/// Moves these applications, each to its line: what stood is kept there with every date, and stands nowhere else.
pub(super) async fn take(ctx: &Ctx, tx: &Tx, id: ImportId, lines: &[(i64, Uuid)]) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let facts = facts(ctx, tx, lines).await?;
    for (line, application) in lines {
        let Some(facts) = facts.get(application) else { continue };
        let text = "UPDATE import_line SET taken = ? WHERE territory_id = ? AND import_id = ? AND line = ?";
        let values = vec![whole(facts)?.into(), ctx.territory().into(), id.uuid().into(), (*line).into()];
        tx.execute_raw(sql(tx, text, values)).await?;
    }
    let marks = marks(lines.len());
    for from in [
        format!("right_fact WHERE territory_id = ? AND application_id IN ({marks})"),
        format!("entry WHERE territory_id = ? AND object_kind = 'right' AND object_id IN ({marks})"),
        format!("right_application WHERE territory_id = ? AND id IN ({marks})"),
    ] {
        tx.execute_raw(sql(tx, &format!("DELETE FROM {from}"), keys(ctx, lines))).await?;
    }
    Ok(())
}

fn keys(ctx: &Ctx, lines: &[(i64, Uuid)]) -> Vec<Value> {
    std::iter::once(ctx.territory()).chain(lines.iter().map(|(_, id)| *id)).map(Value::from).collect()
}

async fn facts(ctx: &Ctx, tx: &Tx, lines: &[(i64, Uuid)]) -> Result<BTreeMap<Uuid, Vec<FactRow>>> {
    let text = format!(
        "SELECT f.application_id, a.right_code, a.opened_at, a.renews_id, f.seq, f.at, f.recorded_at, f.body \
         FROM right_application a JOIN right_fact f ON f.territory_id = a.territory_id AND f.application_id = a.id \
         WHERE a.territory_id = ? AND a.id IN ({}) ORDER BY f.application_id, f.seq",
        marks(lines.len())
    );
    let rows = FactRow::find_by_statement(sql(tx, &text, keys(ctx, lines))).all(tx).await?;
    let mut facts: BTreeMap<Uuid, Vec<FactRow>> = BTreeMap::new();
    for row in rows {
        facts.entry(row.application_id).or_default().push(row);
    }
    Ok(facts)
}

/// An application with its facts, as one text.
fn whole(facts: &[FactRow]) -> Result<String> {
    let fact = |row: &FactRow| -> Result<serde_json::Value> {
        let fact: serde_json::Value = serde_json::from_str(&row.body)?;
        Ok(json!({ "seq": row.seq, "at": row.at, "recorded_at": row.recorded_at, "fact": fact }))
    };
    let told = facts.iter().map(fact).collect::<Result<Vec<_>>>()?;
    let first = facts.first();
    Ok(json!({
        "right": first.map(|row| row.right_code.as_str()),
        "opened_at": first.map(|row| row.opened_at),
        "renews": first.and_then(|row| row.renews_id),
        "facts": told,
    })
    .to_string())
}
