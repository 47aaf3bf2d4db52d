//! Reading the journal back.

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, Value};
use uuid::Uuid;

use super::{Entry, Row};
use crate::error::StoreError;

/// The columns that [`Row::read`] wants, of an event called `e`.
pub(super) const COLUMNS: &str = "e.territory_id, e.id, e.at, e.actor_id, e.role_id, e.organization_id, e.action, \
     e.object_kind, e.object_id, e.persons, e.ground, e.detail";

/// The lines that name a person, newest first: who looked, when and why. `before` is the id of the
/// last line of the page before.
pub async fn about<C: ConnectionTrait>(
    db: &C,
    territory: Uuid,
    person: Uuid,
    before: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Entry>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM audit_event_person p \
         JOIN audit_event e ON e.territory_id = p.territory_id AND e.id = p.event_id \
         WHERE p.territory_id = $1 AND p.event_id < $2 AND p.person_id = $3 ORDER BY p.event_id DESC LIMIT $4"
    );
    let before = before.unwrap_or(Uuid::max());
    entries(db, &sql, vec![territory.into(), before.into(), person.into(), i64::from(limit).into()]).await
}

/// The lines of a territory, newest first. `before` is the id of the last line of the page before.
pub async fn latest<C: ConnectionTrait>(
    db: &C,
    territory: Uuid,
    before: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Entry>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM audit_event e \
         WHERE e.territory_id = $1 AND e.id < $2 ORDER BY e.id DESC LIMIT $3"
    );
    let before = before.unwrap_or(Uuid::max());
    entries(db, &sql, vec![territory.into(), before.into(), i64::from(limit).into()]).await
}

async fn entries<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<Entry>, StoreError> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.query_all_raw(statement).await?.iter().map(|row| Row::read(row)?.into_entry()).collect()
}

impl Row {
    pub(super) fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            territory: row.try_get("", "territory_id")?,
            id: row.try_get("", "id")?,
            at: row.try_get("", "at")?,
            actor: row.try_get("", "actor_id")?,
            role: row.try_get("", "role_id")?,
            organization: row.try_get("", "organization_id")?,
            action: row.try_get("", "action")?,
            object_kind: row.try_get("", "object_kind")?,
            object: row.try_get("", "object_id")?,
            persons: row.try_get("", "persons")?,
            ground: row.try_get("", "ground")?,
            detail: row.try_get("", "detail")?,
        })
    }
}
