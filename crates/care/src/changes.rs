//! What became of something that was written: read back, latest first.

use jiff::Timestamp;
use kernel::clock::from_micros;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::directory::display_name;
use crate::sql::sql;
use crate::{Ctx, Result};

/// A change, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<K> {
    /// What became of it.
    pub kind: K,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

/// Where changes are kept, and of what.
pub(crate) struct Kept {
    pub(crate) table: &'static str,
    /// The column that tells of what.
    pub(crate) of: &'static str,
    /// Which of them: a condition on the change `c` and its author's role `r`, with its values.
    pub(crate) only: (&'static str, Vec<Value>),
}

#[derive(FromQueryResult)]
struct Row {
    body: String,
    at: i64,
    title: String,
    given: String,
    family: String,
}

/// What became of one thing, latest first. One statement.
pub(crate) async fn of<K: DeserializeOwned, C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: Uuid,
    Kept { table, of, only: (condition, values) }: Kept,
) -> Result<Vec<Change<K>>> {
    let text = format!(
        "SELECT c.body, c.at, p.title, p.given, p.family FROM {table} c \
         JOIN practitioner_role r ON r.territory_id = c.territory_id AND r.id = c.role_id \
         JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
         WHERE c.territory_id = ? AND c.{of} = ? AND {condition} ORDER BY c.seq DESC"
    );
    let values = [vec![ctx.territory().into(), id.into()], values].concat();
    let rows = Row::find_by_statement(sql(db, &text, values)).all(db).await?;
    let change = |row: Row| {
        Ok(Change {
            kind: serde_json::from_str(&row.body)?,
            at: from_micros(row.at),
            by: display_name(&row.title, &row.given, &row.family),
        })
    };
    rows.into_iter().map(change).collect()
}
