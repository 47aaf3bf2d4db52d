//! Inserting and deleting many rows in few statements that are prepared once.

use std::sync::OnceLock;

use sea_orm::Value;
use uuid::Uuid;

use crate::db::Engine;
use crate::error::StoreError;
use crate::tx::Tx;

/// Rows are sent in powers of two up to this many, so that there are few texts to prepare.
const MOST: usize = 128;
const SIZES: usize = MOST.ilog2() as usize + 1;

/// `INSERT INTO table (columns) VALUES (…), (…)` for any number of rows.
#[derive(Debug)]
pub struct Bulk {
    table: &'static str,
    columns: &'static [&'static str],
    /// What becomes of a row that is there already; where nothing is said it is refused.
    on_conflict: &'static str,
    texts: Texts,
}

/// The text for each power of two, on each engine: SQLite finds a numbered mark by going through all of them, so there
/// a mark is a bare `?`.
type Texts = [[OnceLock<String>; SIZES]; 2];

const fn no_texts() -> Texts {
    [const { [const { OnceLock::new() }; SIZES] }; 2]
}

/// The text of an engine and a power of two.
fn text(texts: &Texts, engine: Engine, power: u32, write: impl FnOnce() -> String) -> &str {
    let of_engine = &texts[usize::from(engine == Engine::Postgres)];
    of_engine[power as usize].get_or_init(write)
}

impl Bulk {
    /// A table and the columns to fill, in the order of the values.
    pub const fn new(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self { table, columns, on_conflict: "", texts: no_texts() }
    }

    /// The same, with what is to follow `ON CONFLICT`: the columns that make two rows one, and what becomes of the row that
    /// is there already.
    pub const fn unless(
        table: &'static str,
        columns: &'static [&'static str],
        on_conflict: &'static str,
    ) -> Self {
        Self { table, columns, on_conflict, texts: no_texts() }
    }

    /// Inserts rows given as one flat list of values, row after row. Tells how many rows it touched.
    ///
    /// # Errors
    /// [`StoreError`] where the database refuses a row.
    pub async fn insert(&self, tx: &Tx, values: Vec<Value>) -> Result<u64, StoreError> {
        debug_assert!(
            values.len().is_multiple_of(self.columns.len()),
            "a row of {} is incomplete",
            self.table
        );
        let (mut rest, mut touched) = (values.into_iter(), 0);
        while rest.len() > 0 {
            let power = (rest.len() / self.columns.len()).min(MOST).ilog2();
            let values = rest.by_ref().take(self.columns.len() << power).collect();
            touched += tx.run(self.text(tx.engine(), power), values).await?;
        }
        Ok(touched)
    }

    fn text(&self, engine: Engine, power: u32) -> &str {
        text(&self.texts, engine, power, || self.rows(engine, 1, 1 << power))
    }

    /// The text for so many rows, its marks numbered from `first`.
    fn rows(&self, engine: Engine, first: usize, count: usize) -> String {
        let width = self.columns.len();
        let rows: Vec<_> = (0..count).map(|row| placeholders(engine, first + row * width, width)).collect();
        let text =
            format!("INSERT INTO {} ({}) VALUES {}", self.table, self.columns.join(", "), rows.join(", "));
        if self.on_conflict.is_empty() { text } else { format!("{text} ON CONFLICT {}", self.on_conflict) }
    }
}

/// Inserts into several tables at once: one way to the database and back instead of one for each.
///
/// `parts` are tables with the values of their rows, none of them empty.
pub(crate) async fn insert_together(tx: &Tx, parts: Vec<(&Bulk, Vec<Value>)>) -> Result<(), StoreError> {
    let (mut texts, mut all) = (Vec::with_capacity(parts.len()), Vec::new());
    for (bulk, values) in parts {
        texts.push(bulk.rows(tx.engine(), all.len() + 1, values.len() / bulk.columns.len()));
        all.extend(values);
    }
    let text = match tx.engine() {
        Engine::Sqlite => texts.join("; "),
        // Several statements cannot be prepared as one; what a statement writes on its way can be part of it.
        Engine::Postgres => {
            let last = texts.pop().unwrap_or_default();
            let before = texts.iter().enumerate().map(|(part, text)| format!("part_{part} AS ({text})"));
            let before = before.collect::<Vec<_>>().join(", ");
            if before.is_empty() { last } else { format!("WITH {before} {last}") }
        }
    };
    tx.run(&text, all).await.map(|_| ())
}

/// Deletes rows of one territory by one more column of the key.
pub(crate) struct BulkDelete {
    table: &'static str,
    column: &'static str,
    texts: Texts,
}

impl BulkDelete {
    pub(crate) const fn new(table: &'static str, column: &'static str) -> Self {
        Self { table, column, texts: no_texts() }
    }

    pub(crate) async fn delete(&self, tx: &Tx, territory: Uuid, mut keys: &[Uuid]) -> Result<(), StoreError> {
        while !keys.is_empty() {
            let power = keys.len().min(MOST).ilog2();
            let (now, later) = keys.split_at(1 << power);
            let sql = text(&self.texts, tx.engine(), power, || {
                let territory = placeholders(tx.engine(), 1, 1);
                let list = placeholders(tx.engine(), 2, 1 << power);
                format!(
                    "DELETE FROM {} WHERE territory_id = {territory} AND {} IN {list}",
                    self.table, self.column
                )
            });
            let mut values = vec![Value::from(territory)];
            values.extend(now.iter().map(|key| Value::from(*key)));
            tx.run(sql, values).await?;
            keys = later;
        }
        Ok(())
    }
}

/// `(?, ?, …)`, or `($first, $first+1, …)` where the engine wants numbers.
fn placeholders(engine: Engine, first: usize, count: usize) -> String {
    let names: Vec<_> = match engine {
        Engine::Sqlite => vec!["?".to_owned(); count],
        Engine::Postgres => (first..first + count).map(|number| format!("${number}")).collect(),
    };
    format!("({})", names.join(", "))
}
