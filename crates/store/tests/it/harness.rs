//! A fresh database on either engine, and the few words that the stories share.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kernel::{MockClock, SeededEntropy};
use scratch::Scratch;
use sea_orm::{ConnectionTrait, Statement, Value};
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager};
use serde_json::json;
use store::{Db, DbOptions, Engine, Entry, Keys, StoreError, Tx};
use tempfile::TempDir;
use uuid::Uuid;

/// Declares each story as a test on both engines.
macro_rules! on_both {
    ($($(#[$note:meta])* $story:ident)*) => {
        mod sqlite {
            $($(#[$note])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                super::$story($crate::harness::World::sqlite().await).await;
            })*
        }
        mod postgres {
            $($(#[$note])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                super::$story($crate::harness::World::postgres().await).await;
            })*
        }
    };
}

/// A database of its own, with a clock that stands still.
pub(crate) struct World {
    pub(crate) db: Db,
    pub(crate) options: DbOptions,
    pub(crate) territory: Uuid,
    pub(crate) clock: MockClock,
    pub(crate) entropy: Arc<SeededEntropy>,
    pub(crate) folder: TempDir,
    ids: AtomicU64,
    _database: Option<Scratch>,
}

impl World {
    pub(crate) async fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        Self::open(folder, url, None).await
    }

    pub(crate) async fn postgres() -> Self {
        let database = Scratch::empty_async().await;
        let url = database.address();
        Self::open(TempDir::new().unwrap(), url, Some(database)).await
    }

    async fn open(folder: TempDir, url: String, database: Option<Scratch>) -> Self {
        let mut options = DbOptions::new(url, Arc::new(Keys::from_bytes([7; 32])));
        options.heads = Some(folder.path().join("test.heads"));
        options.max_writers = 16;
        let db = Db::open(&options).await.unwrap();
        db.migrate::<TestMigrator>().await.unwrap();
        Self {
            db,
            options,
            territory: Uuid::from_u128(1),
            clock: MockClock::new("2026-11-22T09:00:00Z".parse().unwrap()),
            entropy: Arc::new(SeededEntropy::new(1)),
            folder,
            ids: AtomicU64::new(0),
            _database: database,
        }
    }

    /// Closes the database and opens it again, as after a restart.
    pub(crate) async fn reopen(&mut self) {
        self.db.close().await;
        self.db = Db::open(&self.options).await.unwrap();
    }

    pub(crate) fn engine(&self) -> Engine {
        self.db.engine()
    }

    pub(crate) fn heads(&self) -> &Path {
        self.options.heads.as_deref().unwrap()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Ids in order, as those of the house are.
    pub(crate) fn id(&self) -> Uuid {
        id(self.ids.fetch_add(1, Ordering::Relaxed))
    }

    pub(crate) fn now(&self) -> Timestamp {
        kernel::Clock::now(&self.clock)
    }

    pub(crate) fn entry(&self, persons: &[u128]) -> Entry {
        entry(self.territory, self.id(), persons)
    }

    /// Writes a note; its text is its own business.
    pub(crate) async fn note(&self, text: &str) -> Result<(), StoreError> {
        let (territory, id, text) = (self.territory, self.id(), text.to_owned());
        self.db.write(async move |tx: Tx| note(&tx, territory, id, &text).await).await
    }

    /// The notes that are committed.
    pub(crate) async fn notes(&self) -> Vec<String> {
        let statement = Statement::from_string(
            self.db.reader().get_database_backend(),
            "SELECT text FROM note ORDER BY text",
        );
        let rows = self.db.reader().query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get("", "text").unwrap()).collect()
    }

    /// What an intruder with the database's password would do.
    pub(crate) async fn tamper(&self, sql: &str, values: Vec<Value>) -> u64 {
        for table in ["audit_event", "audit_event_person", "audit_link", "audit_head"] {
            for verb in ["update", "delete"] {
                let on =
                    if self.engine() == Engine::Postgres { format!(" ON {table}") } else { String::new() };
                self.raw(&format!("DROP TRIGGER IF EXISTS {table}_no_{verb}{on}"), vec![]).await;
            }
        }
        self.raw(sql, values).await
    }

    pub(crate) async fn raw(&self, sql: &str, values: Vec<Value>) -> u64 {
        let sql = sql.to_owned();
        let done = self.db.write(async move |tx: Tx| {
            let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
            Ok::<_, StoreError>(tx.execute_raw(statement).await?.rows_affected())
        });
        done.await.unwrap()
    }
}

pub(crate) fn id(number: u64) -> Uuid {
    Uuid::new_v7(uuid_time(number))
}

/// Not random, but ordered and distinct.
fn uuid_time(number: u64) -> uuid::Timestamp {
    uuid::Timestamp::from_unix_time(1_795_000_000 + number, 0, 0, 0)
}

pub(crate) fn entry(territory: Uuid, id: Uuid, persons: &[u128]) -> Entry {
    Entry {
        id,
        at: "2026-11-22T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_micros(3),
        territory,
        actor: Some(Uuid::from_u128(10)),
        role: Some(Uuid::from_u128(11)),
        organization: None,
        action: "advice.read".to_owned(),
        object_kind: "advice".to_owned(),
        object: Some(Uuid::from_u128(12)),
        persons: persons.iter().map(|person| Uuid::from_u128(*person)).collect(),
        ground: "care-team".to_owned(),
        detail: json!({ "page": "été 😀" }),
    }
}

pub(crate) async fn note(tx: &Tx, territory: Uuid, id: Uuid, text: &str) -> Result<(), StoreError> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "INSERT INTO note (territory_id, id, text) VALUES ($1, $2, $3)",
        [territory.into(), id.into(), text.into()],
    );
    tx.execute_raw(statement).await?;
    Ok(())
}

/// Waits, in real time, for something to become true.
pub(crate) async fn eventually<F: Future<Output = bool>>(what: &str, check: impl Fn() -> F) {
    for _ in 0..500 {
        if check().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("waited in vain: {what}");
}

/// The store's tables and one of a subject.
pub(crate) struct TestMigrator;

impl MigratorTrait for TestMigrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = store::migrations();
        all.push(Box::new(Notes));
        all
    }
}

struct Notes;

impl MigrationName for Notes {
    fn name(&self) -> &'static str {
        "m0002_note"
    }
}

#[async_trait]
impl MigrationTrait for Notes {
    async fn up(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        use sea_orm_migration::schema::{text, uuid};
        use sea_orm_migration::sea_query::{Index, Table};
        let table = Table::create()
            .table("note")
            .col(uuid("territory_id"))
            .col(uuid("id"))
            .col(text("text"))
            .primary_key(Index::create().col("territory_id").col("id"))
            .take();
        manager.create_table(table).await
    }
}
