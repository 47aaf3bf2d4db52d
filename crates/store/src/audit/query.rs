//! Reading the journal back.

use jiff::Timestamp;
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

/// Which lines are wanted. Everything left empty wants all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Not before this instant.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
    /// Only these actions; `%` stands for any ending: `advice.%`.
    pub actions: Vec<String>,
    /// Of those, only these.
    pub among: Vec<String>,
    /// None of these.
    pub without: Vec<String>,
    /// Only what this account's holder did.
    pub actor: Option<Uuid>,
    /// Only lines that name this person.
    pub person: Option<Uuid>,
}

/// The lines of a territory that answer a filter, newest first. `before` is the id of the last line of the page before.
pub async fn filtered<C: ConnectionTrait>(
    db: &C,
    territory: Uuid,
    filter: &Filter,
    before: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Entry>, StoreError> {
    let mut text = String::from("SELECT ");
    text.push_str(COLUMNS);
    text.push_str(" FROM audit_event e WHERE e.territory_id = $1");
    let mut values: Vec<Value> = vec![territory.into()];
    let mut bind = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    // Ids are ordered by time: the bounds of a period are bounds of the key.
    let end = filter.until.map(beginning_at).into_iter().chain(before).min();
    text.push_str(&format!(" AND e.id < {}", bind(end.unwrap_or(Uuid::max()).into())));
    if let Some(from) = filter.from {
        text.push_str(&format!(" AND e.id >= {}", bind(beginning_at(from).into())));
    }
    for (patterns, negated) in [(&filter.actions, ""), (&filter.among, ""), (&filter.without, "NOT ")] {
        if !patterns.is_empty() {
            let any: Vec<String> =
                patterns.iter().map(|it| format!("e.action LIKE {}", bind(it.as_str().into()))).collect();
            text.push_str(&format!(" AND {negated}({})", any.join(" OR ")));
        }
    }
    if let Some(actor) = filter.actor {
        text.push_str(&format!(" AND e.actor_id = {}", bind(actor.into())));
    }
    if let Some(person) = filter.person {
        text.push_str(&format!(
            " AND e.id IN (SELECT p.event_id FROM audit_event_person p WHERE p.territory_id = $1 AND p.person_id = {})",
            bind(person.into())
        ));
    }
    text.push_str(&format!(" ORDER BY e.id DESC LIMIT {}", bind(i64::from(limit).into())));
    entries(db, &text, values).await
}

/// The least id that an instant may have been given (UUIDv7: milliseconds since 1970 in the first 48 bits).
fn beginning_at(at: Timestamp) -> Uuid {
    let milliseconds = u128::try_from(at.as_millisecond()).unwrap_or_default();
    Uuid::from_u128(milliseconds << 80)
}

/// One line of a territory.
pub async fn one<C: ConnectionTrait>(db: &C, territory: Uuid, id: Uuid) -> Result<Option<Entry>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM audit_event e WHERE e.territory_id = $1 AND e.id = $2");
    Ok(entries(db, &sql, vec![territory.into(), id.into()]).await?.pop())
}

/// The line that tells what the last check of the whole journal found.
pub async fn last_verification<C: ConnectionTrait>(
    db: &C,
    territory: Uuid,
) -> Result<Option<Entry>, StoreError> {
    // The condition is that of an index of its own.
    let sql = format!(
        "SELECT {COLUMNS} FROM audit_event e WHERE e.territory_id = $1 AND e.action = 'journal.verified' \
         ORDER BY e.id DESC LIMIT 1"
    );
    Ok(entries(db, &sql, vec![territory.into()]).await?.pop())
}

/// How the chain of a territory stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Chain {
    /// Lines that have their place in it.
    pub linked: i64,
    /// Lines that wait for theirs.
    pub pending: i64,
    /// Heads recorded outside the database.
    pub heads: i64,
}

/// How the chain of a territory stands, in one statement.
pub async fn chain<C: ConnectionTrait>(db: &C, territory: Uuid) -> Result<Chain, StoreError> {
    let sql = "SELECT (SELECT COALESCE(MAX(position), 0) FROM audit_link WHERE territory_id = $1) AS linked, \
         (SELECT COUNT(*) FROM audit_pending WHERE territory_id = $1) AS pending, \
         (SELECT COUNT(*) FROM audit_head WHERE territory_id = $1) AS heads";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, vec![territory.into()]);
    let Some(row) = db.query_one_raw(statement).await? else { return Ok(Chain::default()) };
    Ok(Chain {
        linked: row.try_get("", "linked")?,
        pending: row.try_get("", "pending")?,
        heads: row.try_get("", "heads")?,
    })
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
