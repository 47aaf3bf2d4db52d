//! A short way to write a table: the territory first in every key, so that the data can be distributed by it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema;
use sea_orm_migration::sea_orm::DbBackend;

/// A table being written.
pub(super) struct Sheet {
    name: &'static str,
    table: TableCreateStatement,
    indexes: Vec<IndexCreateStatement>,
    wide: bool,
}

/// A table whose key is the territory, then the given columns (all of them identifiers unless declared).
pub(super) fn sheet(name: &'static str, key: &[&'static str]) -> Sheet {
    let mut table = Table::create();
    table.table(name).col(schema::uuid("territory_id"));
    let mut primary = Index::create();
    primary.col("territory_id");
    for column in key {
        primary.col(*column);
    }
    table.primary_key(&mut primary);
    Sheet { name, table, indexes: Vec::new(), wide: false }
}

/// Another index on a table that is there: the territory first, then these.
pub(super) async fn index(
    manager: &SchemaManager<'_>,
    (name, table): (&'static str, &'static str),
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(name).table(table).col("territory_id");
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}

/// The table of the facts of a history (`history::fact_row`), each of which belongs to a row of `table`.
pub(super) fn facts(name: &'static str, of: &'static str, table: &'static str) -> Sheet {
    sheet(name, &[of, "seq"])
        .id(of)
        .number("seq")
        .text("kind")
        .instant("at")
        .instant("recorded_at")
        .id("role_id")
        .id("practitioner_id")
        .text("body")
        .of(of, table)
        .of("role_id", "practitioner_role")
        .of("practitioner_id", "practitioner")
        .wide()
}

impl Sheet {
    fn col(mut self, column: ColumnDef) -> Self {
        self.table.col(column);
        self
    }
    pub(super) fn id(self, name: &'static str) -> Self {
        self.col(schema::uuid(name))
    }
    pub(super) fn id_null(self, name: &'static str) -> Self {
        self.col(schema::uuid_null(name))
    }
    /// Microseconds since 1970, UTC.
    pub(super) fn instant(self, name: &'static str) -> Self {
        self.col(schema::big_integer(name))
    }
    pub(super) fn instant_null(self, name: &'static str) -> Self {
        self.col(schema::big_integer_null(name))
    }
    pub(super) fn number(self, name: &'static str) -> Self {
        self.col(schema::big_integer(name))
    }
    pub(super) fn number_null(self, name: &'static str) -> Self {
        self.col(schema::big_integer_null(name))
    }
    pub(super) fn text(self, name: &'static str) -> Self {
        self.col(schema::text(name))
    }
    pub(super) fn text_null(self, name: &'static str) -> Self {
        self.col(schema::text_null(name))
    }
    /// Compared byte by byte on both engines, whatever the database's collation: for keys searched by range.
    pub(super) fn bytes(self, name: &'static str) -> Self {
        self.col(schema::blob(name))
    }
    pub(super) fn flag(self, name: &'static str) -> Self {
        self.col(schema::boolean(name))
    }
    pub(super) fn flag_null(self, name: &'static str) -> Self {
        self.col(schema::boolean_null(name))
    }
    /// The column points at a row of another table of the same territory.
    pub(super) fn of(mut self, column: &'static str, table: &'static str) -> Self {
        self.table.foreign_key(
            ForeignKey::create()
                .name(format!("fk_{}_{column}", self.name))
                .from(self.name, ("territory_id", column))
                .to(table, ("territory_id", "id")),
        );
        self
    }
    /// An index on the territory, then these columns.
    pub(super) fn index(self, columns: &[&'static str]) -> Self {
        self.indexed(columns, false)
    }
    /// As `index`, and no two rows alike.
    pub(super) fn unique(self, columns: &[&'static str]) -> Self {
        self.indexed(columns, true)
    }
    fn indexed(mut self, columns: &[&'static str], unique: bool) -> Self {
        let mut index = Index::create();
        index.name(format!("ix_{}_{}", self.name, columns.join("_"))).table(self.name).col("territory_id");
        for column in columns {
            index.col(*column);
        }
        if unique {
            index.unique();
        }
        self.indexes.push(index);
        self
    }
    /// Its rows hold long texts.
    pub(super) fn wide(self) -> Self {
        Self { wide: true, ..self }
    }
    /// Creates the table and its indexes. On SQLite the rows stand in the tree of their key, so that finding one is one
    /// search and not two; but not long ones, of which a page holds too few.
    pub(super) async fn create(mut self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite && !self.wide {
            self.table.extra("WITHOUT ROWID");
        }
        manager.create_table(self.table).await?;
        for index in self.indexes {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
