//! Inserting many rows in few statements that are prepared once.

use std::fmt::Write as _;
use std::sync::OnceLock;

use sea_orm::Value;

use crate::error::StoreError;
use crate::tx::Tx;

/// Rows are sent in powers of two up to this many, so that there are few texts to prepare.
const MOST: usize = 128;
const SIZES: usize = MOST.ilog2() as usize + 1;

/// `INSERT INTO table (columns) VALUES (…), (…)` for any number of rows.
pub(crate) struct Bulk {
    table: &'static str,
    columns: &'static [&'static str],
    texts: [OnceLock<String>; SIZES],
}

impl Bulk {
    pub(crate) const fn new(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self { table, columns, texts: [const { OnceLock::new() }; SIZES] }
    }

    /// Inserts rows given as one flat list of values, row after row.
    pub(crate) async fn insert(&self, tx: &Tx, values: Vec<Value>) -> Result<(), StoreError> {
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
            let mut sql = format!("INSERT INTO {} ({}) VALUES ", self.table, self.columns.join(", "));
            for row in 0..(1 << power) {
                sql.push_str(if row == 0 { "(" } else { ", (" });
                for column in 1..=width {
                    let comma = if column == 1 { "" } else { ", " };
                    let _ = write!(sql, "{comma}${}", row * width + column);
                }
                sql.push(')');
            }
            sql
        })
    }
}
