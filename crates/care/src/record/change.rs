//! What became of an entry: corrected, ended, taken back. Each change keeps what stood before it.

use jiff::Timestamp;
use policy::Compartment;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::content::Content;
use super::readers::instant;
use super::rows::entry_change;
use crate::access::entries::entry;
use crate::directory::{decode, display_name};
use crate::sql::sql;
use crate::{Ctx, EntryId, Result};

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangeKind {
    /// Its author corrected it; this is what stood before.
    Corrected {
        /// What it said.
        content: Content,
        /// Where it stood.
        compartment: Compartment,
        /// When it happened, in microseconds since 1970.
        at: i64,
        /// Until when it lasted.
        until: Option<i64>,
    },
    /// What lasts was ended.
    Ended {
        /// On which instant, in microseconds since 1970.
        until: i64,
    },
    /// It was entered by mistake.
    Withdrawn {
        /// Why.
        why: String,
    },
}

impl ChangeKind {
    const fn code(&self) -> &'static str {
        match self {
            Self::Corrected { .. } => "corrected",
            Self::Ended { .. } => "ended",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }
}

/// A change, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of the entry.
    pub kind: ChangeKind,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

/// Keeps a change of the entry, and counts it.
pub(super) async fn keep(ctx: &Ctx, tx: &Tx, row: &mut entry::Model, kind: &ChangeKind) -> Result<()> {
    row.changes += 1;
    entry_change::Model {
        territory_id: ctx.territory(),
        entry_id: row.id,
        seq: row.changes,
        kind: kind.code().to_owned(),
        at: ctx.now().as_microsecond(),
        role_id: ctx.actor().professional()?.role().uuid(),
        body: serde_json::to_string(kind)?,
    }
    .insert(tx)
    .await?;
    row.clone().save(tx).await?;
    Ok(())
}

/// What stood before a correction.
pub(super) fn before(row: &entry::Model) -> Result<ChangeKind> {
    Ok(ChangeKind::Corrected {
        content: serde_json::from_str(&row.body)?,
        compartment: decode(&row.compartment)?,
        at: row.at,
        until: row.until_at,
    })
}

#[derive(FromQueryResult)]
struct ChangeRow {
    body: String,
    at: i64,
    title: String,
    given: String,
    family: String,
}

/// Everything that became of an entry, latest first. One statement.
pub(super) async fn of<C: ConnectionTrait>(ctx: &Ctx, db: &C, entry: EntryId) -> Result<Vec<Change>> {
    let statement = sql(
        db,
        "SELECT c.body, c.at, p.title, p.given, p.family FROM entry_change c \
         JOIN practitioner_role r ON r.territory_id = c.territory_id AND r.id = c.role_id \
         JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
         WHERE c.territory_id = ? AND c.entry_id = ? ORDER BY c.seq DESC",
        vec![ctx.territory().into(), Uuid::from(entry).into()],
    );
    let rows = ChangeRow::find_by_statement(statement).all(db).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Change {
                kind: serde_json::from_str(&row.body)?,
                at: instant(row.at),
                by: display_name(&row.title, &row.given, &row.family),
            })
        })
        .collect()
}
