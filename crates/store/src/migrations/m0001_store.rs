//! Journal, jobs and attachments.
//!
//! Written once for both engines. What differs: SQLite keeps the narrow tables without a row id
//! (their key is the table), and each engine has its own way to forbid a change.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::prelude::{
    Alias, ColumnDef, ConditionalStatement, ConnectionTrait, DbErr, Expr, ExprTrait, ForeignKey, Index,
    MigrationName, MigrationTrait, SchemaManager, Table, TableCreateStatement,
};
use sea_orm_migration::sea_orm::DbBackend;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_store"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        manager.create_table(audit_event()).await?;
        manager.create_table(audit_event_person(backend)).await?;
        manager.create_table(audit_pending(backend)).await?;
        manager.create_table(audit_link(backend)).await?;
        manager.create_table(audit_head(backend)).await?;
        manager.create_table(job()).await?;
        manager.create_table(blob()).await?;
        let due = Index::create()
            .name("job_due")
            .table("job")
            .col("run_at")
            .and_where(Expr::col("done_at").is_null().and(Expr::col("dead_at").is_null()))
            .take();
        manager.create_index(due).await?;
        let dead = Index::create()
            .name("job_dead")
            .table("job")
            .col("territory_id")
            .col("dead_at")
            .and_where(Expr::col("dead_at").is_not_null())
            .take();
        manager.create_index(dead).await?;
        manager.create_index(Index::create().name("blob_hash").table("blob").col("hash").take()).await?;
        append_only(manager).await
    }
}

fn id(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).uuid().not_null().take()
}

fn optional_id(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).uuid().null().take()
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).text().not_null().take()
}

fn optional_text(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).text().null().take()
}

fn integer(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).big_integer().not_null().take()
}

fn optional_integer(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).big_integer().null().take()
}

fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).blob().not_null().take()
}

fn optional_bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).blob().null().take()
}

fn table(
    name: &'static str,
    columns: impl IntoIterator<Item = ColumnDef>,
    key: &[&'static str],
) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for mut column in columns {
        table.col(&mut column);
    }
    let mut primary = Index::create();
    for column in key {
        primary.col(*column);
    }
    table.primary_key(&mut primary);
    table.take()
}

/// A table that is hardly more than its key.
fn narrow(
    backend: DbBackend,
    name: &'static str,
    columns: impl IntoIterator<Item = ColumnDef>,
    key: &[&'static str],
) -> TableCreateStatement {
    let mut table = table(name, columns, key);
    if backend == DbBackend::Sqlite {
        table.extra("WITHOUT ROWID");
    }
    table
}

/// `event_id` is an event of the same territory.
fn of_an_event(mut table: TableCreateStatement, name: &'static str) -> TableCreateStatement {
    table.foreign_key(
        ForeignKey::create()
            .name(name)
            .from_tbl(table.get_table_name().cloned().expect("the table was named when it was made"))
            .from_col("territory_id")
            .from_col("event_id")
            .to_tbl("audit_event")
            .to_col("territory_id")
            .to_col("id"),
    );
    table
}

fn audit_event() -> TableCreateStatement {
    let columns = [
        id("territory_id"),
        id("id"),
        integer("at"),
        optional_id("actor_id"),
        optional_id("role_id"),
        optional_id("organization_id"),
        text("action"),
        text("object_kind"),
        optional_id("object_id"),
        bytes("persons"),
        text("ground"),
        text("detail"),
        bytes("mac"),
    ];
    table("audit_event", columns, &["territory_id", "id"])
}

fn audit_event_person(backend: DbBackend) -> TableCreateStatement {
    let columns = [id("territory_id"), id("person_id"), id("event_id")];
    let key = ["territory_id", "person_id", "event_id"];
    of_an_event(narrow(backend, "audit_event_person", columns, &key), "audit_event_person_event")
}

/// It repeats what the linker needs, so that a long line of events costs no join.
fn audit_pending(backend: DbBackend) -> TableCreateStatement {
    let columns = [id("territory_id"), id("event_id"), integer("at"), bytes("mac")];
    of_an_event(
        narrow(backend, "audit_pending", columns, &["territory_id", "event_id"]),
        "audit_pending_event",
    )
}

fn audit_link(backend: DbBackend) -> TableCreateStatement {
    let columns = [id("territory_id"), integer("position"), id("event_id"), bytes("hash")];
    let mut table = narrow(backend, "audit_link", columns, &["territory_id", "position"]);
    table.index(Index::create().name("audit_link_event").unique().col("territory_id").col("event_id"));
    of_an_event(table, "audit_link_event_is")
}

fn audit_head(backend: DbBackend) -> TableCreateStatement {
    let columns = [id("territory_id"), integer("position")];
    narrow(backend, "audit_head", columns, &["territory_id", "position"])
}

fn job() -> TableCreateStatement {
    let columns = [
        id("territory_id"),
        id("id"),
        text("kind"),
        text("payload"),
        integer("run_at"),
        integer("attempts"),
        integer("max_attempts"),
        optional_text("dedup"),
        optional_text("last_error"),
        optional_integer("lease_until"),
        optional_integer("done_at"),
        optional_integer("dead_at"),
    ];
    let mut table = table("job", columns, &["territory_id", "id"]);
    table.index(Index::create().name("job_once").unique().col("territory_id").col("dedup"));
    table
}

fn blob() -> TableCreateStatement {
    let columns = [
        id("territory_id"),
        id("id"),
        bytes("hash"),
        optional_bytes("wrapped_key"),
        integer("size"),
        integer("created_at"),
        optional_integer("shredded_at"),
    ];
    table("blob", columns, &["territory_id", "id"])
}

/// Not a wall, but a rail: no statement of the program can change the journal by mistake. Who may
/// drop triggers is found by the MACs, the chain and the heads.
async fn append_only(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let postgres = manager.get_database_backend() == DbBackend::Postgres;
    if postgres {
        db.execute_unprepared(
            "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
        )
        .await?;
    }
    for table in ["audit_event", "audit_event_person", "audit_link", "audit_head"] {
        for verb in ["update", "delete"] {
            let body = if postgres {
                "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
            } else {
                "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            };
            let sql = format!("CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} {body}");
            db.execute_unprepared(&sql).await?;
        }
    }
    Ok(())
}
