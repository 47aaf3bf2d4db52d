//! What the database itself says of its keys, and the rule they follow.
//!
//! Every primary key, unique key and foreign key begins with the territory, so that the data of
//! territories can be told apart, moved apart and distributed.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};

use crate::error::StoreError;

/// A table and its keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The columns of its primary key, in order.
    pub primary_key: Vec<String>,
    /// The columns of each unique key or index beside it.
    pub unique: Vec<Vec<String>>,
    /// Its references.
    pub foreign: Vec<ForeignKey>,
}

/// A reference from one table to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForeignKey {
    /// The columns that refer, in order.
    pub columns: Vec<String>,
    /// The table that they refer to.
    pub table: String,
    /// Its columns, in the same order.
    pub references: Vec<String>,
}

/// All tables of the program, by name.
pub async fn tables<C: ConnectionTrait>(db: &C) -> Result<Vec<Table>, StoreError> {
    let sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let mut tables = BTreeMap::new();
    for row in rows(db, if sqlite { SQLITE_TABLES } else { POSTGRES_TABLES }).await? {
        let name: String = row.try_get("", "name")?;
        tables.insert(name.clone(), Table { name, ..Table::default() });
    }
    for row in rows(db, if sqlite { SQLITE_KEYS } else { POSTGRES_KEYS }).await? {
        let Some(table) = tables.get_mut(&row.try_get::<String>("", "name")?) else { continue };
        let column: Option<String> = row.try_get("", "col")?;
        let column = column.unwrap_or_else(|| "(expression)".to_owned());
        match (row.try_get::<i64>("", "is_primary")? == 1, row.try_get::<i64>("", "place")?) {
            (true, _) => table.primary_key.push(column),
            (false, 0) => table.unique.push(vec![column]),
            (false, _) => table.unique.last_mut().expect("its first column came first").push(column),
        }
    }
    for row in rows(db, if sqlite { SQLITE_REFERENCES } else { POSTGRES_REFERENCES }).await? {
        let Some(table) = tables.get_mut(&row.try_get::<String>("", "name")?) else { continue };
        if row.try_get::<i64>("", "place")? == 0 {
            table.foreign.push(ForeignKey { table: row.try_get("", "to_table")?, ..ForeignKey::default() });
        }
        let key = table.foreign.last_mut().expect("its first column came first");
        key.columns.push(row.try_get("", "col")?);
        key.references.push(row.try_get("", "to_col")?);
    }
    Ok(tables.into_values().collect())
}

/// What breaks the rule, in words; nothing when all is well. `shared` lists the tables that belong
/// to no territory (reference data and the list of territories itself).
pub fn lint(tables: &[Table], shared: &[&str]) -> Vec<String> {
    let is_shared = |name: &str| name == "seaql_migrations" || shared.contains(&name);
    let mut complaints = Vec::new();
    for table in tables.iter().filter(|table| !is_shared(&table.name)) {
        let name = &table.name;
        if !begins_with_territory(&table.primary_key) {
            complaints.push(format!(
                "{name}: primary key {:?} does not begin with territory_id",
                table.primary_key
            ));
        }
        for key in table.unique.iter().filter(|key| !begins_with_territory(key)) {
            complaints.push(format!("{name}: unique key {key:?} does not begin with territory_id"));
        }
        for key in table.foreign.iter().filter(|key| !is_shared(&key.table)) {
            if !begins_with_territory(&key.columns) || !begins_with_territory(&key.references) {
                complaints.push(format!(
                    "{name}: reference {:?} to {} does not begin with territory_id",
                    key.columns, key.table
                ));
            }
        }
    }
    complaints
}

fn begins_with_territory(columns: &[String]) -> bool {
    columns.first().is_some_and(|column| column == "territory_id")
}

async fn rows<C: ConnectionTrait>(db: &C, sql: &str) -> Result<Vec<QueryResult>, StoreError> {
    Ok(db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?)
}

const SQLITE_TABLES: &str =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

const SQLITE_KEYS: &str = "\
SELECT t.name AS name, c.name AS col, 1 AS is_primary, c.pk - 1 AS place, '' AS key_name
FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.pk > 0
UNION ALL
SELECT t.name, c.name, 0, c.seqno, i.name
FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
WHERE t.type = 'table' AND i.\"unique\" = 1 AND i.origin <> 'pk'
ORDER BY 1, 3 DESC, 5, 4";

const SQLITE_REFERENCES: &str = "\
SELECT t.name AS name, f.\"table\" AS to_table, f.\"from\" AS col, f.\"to\" AS to_col, f.seq AS place
FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
ORDER BY t.name, f.id, f.seq";

const POSTGRES_TABLES: &str = "\
SELECT relname::text AS name FROM pg_class
WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace";

const POSTGRES_KEYS: &str = "\
SELECT t.relname::text AS name, a.attname::text AS col, i.indisprimary::int::bigint AS is_primary,
  k.place - 1 AS place, i.indexrelid::bigint AS key_name
FROM pg_index i
JOIN pg_class t ON t.oid = i.indrelid
CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number AND k.number > 0
WHERE i.indisunique AND t.relnamespace = current_schema()::regnamespace AND k.place <= i.indnkeyatts
ORDER BY 1, 3 DESC, 5, 4";

const POSTGRES_REFERENCES: &str = "\
SELECT t.relname::text AS name, r.relname::text AS to_table, a.attname::text AS col, b.attname::text AS to_col,
  k.place - 1 AS place
FROM pg_constraint c
JOIN pg_class t ON t.oid = c.conrelid
JOIN pg_class r ON r.oid = c.confrelid
CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(number, to_number, place)
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
JOIN pg_attribute b ON b.attrelid = r.oid AND b.attnum = k.to_number
WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace
ORDER BY t.relname, c.oid, k.place";
