//! What SQLite believes of tables it never counted.
//!
//! Every key begins with the territory, which tells nothing: all rows have the same. Without statistics SQLite takes one column
//! for as selective as two, and may read a whole territory along its key rather than ten rows along an index. A table is
//! therefore assumed, until it is analysed, to be large, its first column to be one value, and each further one to tell. An
//! index that holds what a list shows besides what it is searched by is no worse than one without: believed to read the whole
//! table, it would be passed over, or other tables be read whole beside it.

use sea_orm::{ConnectionTrait, Statement};

use crate::error::StoreError;
use crate::tx::Tx;

/// Rows that a table is assumed to have.
const ROWS: u32 = 1_000_000;
/// Of which so many share all columns of an index but the last.
const ALIKE: u32 = 10;
/// Of which so many share its first column and the second, however many follow.
const FOUND: u32 = 100;

/// Notes what is assumed of each index of which nothing is known yet.
pub(super) async fn assume(tx: &Tx) -> Result<(), StoreError> {
    // The table of statistics comes with the first table that is analysed.
    tx.run("ANALYZE seaql_migrations", Vec::new()).await?;
    // The key of a table without row ids is counted under the name of the table.
    let text = "SELECT i.tbl, i.idx, i.alone, i.columns FROM (SELECT m.name AS tbl, \
                CASE WHEN k.origin = 'pk' AND t.wr = 1 THEN m.name ELSE k.name END AS idx, k.\"unique\" AS alone, \
                (SELECT COUNT(*) FROM pragma_index_info(k.name)) AS columns \
                FROM sqlite_master m JOIN pragma_table_list t ON t.schema = 'main' AND t.name = m.name \
                JOIN pragma_index_list(m.name) k WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%') AS i \
                WHERE NOT EXISTS (SELECT 1 FROM sqlite_stat1 s WHERE s.tbl = i.tbl AND s.idx = i.idx)";
    let backend = tx.get_database_backend();
    for row in tx.query_all_raw(Statement::from_string(backend, text)).await? {
        let (table, index): (String, String) = (row.try_get("", "tbl")?, row.try_get("", "idx")?);
        let (alone, columns): (i64, i64) = (row.try_get("", "alone")?, row.try_get("", "columns")?);
        let values = vec![table.into(), index.into(), assumed(columns, alone == 1).into()];
        tx.run("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", values).await?;
    }
    tx.run("ANALYZE sqlite_schema", Vec::new()).await?;
    Ok(())
}

/// « 1000000 1000000 100 10 »: the rows, then how many share the first column, the first two, and so on.
fn assumed(columns: i64, alone: bool) -> String {
    let mut stat = format!("{ROWS} {ROWS}");
    for place in 2..=columns {
        let left = u32::try_from(columns - place).unwrap_or(0);
        let alike = if alone && left == 0 { 1 } else { ALIKE.saturating_pow(left + 1).min(FOUND) };
        stat.push_str(&format!(" {alike}"));
    }
    if columns == 1 && alone {
        return format!("{ROWS} 1");
    }
    stat
}

#[cfg(test)]
mod tests {
    use super::assumed;

    #[test]
    fn the_territory_tells_nothing_and_each_further_column_something() {
        assert_eq!(assumed(2, true), "1000000 1000000 1");
        assert_eq!(assumed(3, false), "1000000 1000000 100 10");
        assert_eq!(assumed(6, false), "1000000 1000000 100 100 100 100 10");
        assert_eq!(assumed(1, false), "1000000 1000000");
        assert_eq!(assumed(1, true), "1000000 1");
    }
}
