//! Inserting and deleting many rows in few statements that are prepared once.

use std::sync::OnceLock;

use sea_orm::Value;
use uuid::Uuid;

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
    texts: [OnceLock<String>; SIZES],
}

impl Bulk {
    /// A table and the columns to fill, in the order of the values.
    pub const fn new(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self { table, columns, texts: [const { OnceLock::new() }; SIZES] }
    }

    /// Inserts rows given as one flat list of values, row after row.
    ///
    /// # Errors
    /// [`StoreError`] where the database refuses a row.
    pub async fn insert(&self, tx: &Tx, values: Vec<Value>) -> Result<(), StoreError> {
        debug_assert!(
            values.len().is_multiple_of(self.columns.len()),
            "a row of {} is incomplete",
            self.table
        );
        let mut rest = values.into_iter();
        while rest.len() > 0 {
            let power = (rest.len() / self.columns.len()).min(MOST).ilog2();
            let values = rest.by_ref().take(self.columns.len() << power).collect();
            tx.run(self.text(power), values).await?;
        }
        Ok(())
    }

    fn text(&self, power: u32) -> &str {
        self.texts[power as usize].get_or_init(|| {
            let width = self.columns.len();
            let rows: Vec<_> = (0..1 << power).map(|row| placeholders(row * width + 1, width)).collect();
            format!("INSERT INTO {} ({}) VALUES {}", self.table, self.columns.join(", "), rows.join(", "))
        })
    }
}

/// Deletes rows of one territory by one more column of the key.
pub(crate) struct BulkDelete {
    table: &'static str,
    column: &'static str,
    texts: [OnceLock<String>; SIZES],
}

impl BulkDelete {
    pub(crate) const fn new(table: &'static str, column: &'static str) -> Self {
        Self { table, column, texts: [const { OnceLock::new() }; SIZES] }
    }

    pub(crate) async fn delete(&self, tx: &Tx, territory: Uuid, mut keys: &[Uuid]) -> Result<(), StoreError> {
        while !keys.is_empty() {
            let power = keys.len().min(MOST).ilog2();
            let (now, later) = keys.split_at(1 << power);
            let sql = self.texts[power as usize].get_or_init(|| {
                let list = placeholders(2, 1 << power);
                format!("DELETE FROM {} WHERE territory_id = $1 AND {} IN {list}", self.table, self.column)
            });
            let mut values = vec![Value::from(territory)];
            values.extend(now.iter().map(|key| Value::from(*key)));
            tx.run(sql, values).await?;
            keys = later;
        }
        Ok(())
    }
}

/// `($first, $first+1, …)`.
fn placeholders(first: usize, count: usize) -> String {
    let names: Vec<_> = (first..first + count).map(|number| format!("${number}")).collect();
    format!("({})", names.join(", "))
}
