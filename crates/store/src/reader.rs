//! Reading.

use std::sync::Arc;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    Statement, TransactionTrait,
};
use sea_orm_migration::async_trait::async_trait;
use tokio::sync::Mutex;

use crate::count;
use crate::db::Engine;

/// A way to read: the read connections of the database.
///
/// Cheap to clone. On SQLite these connections refuse to write; on PostgreSQL their transactions
/// are read-only. Alone ([`Db::reader`](crate::Db::reader)), each statement sees what is committed. Held
/// ([`Db::held_reader`](crate::Db::held_reader)), all statements of one page, its clones' included, go through one
/// connection until [`Reader::release`]: the pool asks a connection whether it is well each time that it comes
/// back, which would double the ways to the database and back.
#[derive(Clone, Debug)]
pub struct Reader {
    pool: DatabaseConnection,
    engine: Engine,
    held: Option<Arc<Mutex<Option<DatabaseTransaction>>>>,
}

impl Reader {
    pub(crate) fn new(pool: DatabaseConnection, engine: Engine) -> Self {
        Self { pool, engine, held: None }
    }

    /// The same, holding a connection from the first statement on. On SQLite what is read is then of one moment.
    pub(crate) fn holding(&self) -> Self {
        Self { held: Some(Arc::default()), ..self.clone() }
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Gives the connection back. The next statement takes another, and sees what was committed since.
    pub async fn release(&self) {
        if let Some(held) = &self.held {
            // What was only read is neither kept nor undone: dropping ends it, without waiting for that.
            drop(held.lock().await.take());
        }
    }

    pub(crate) async fn close(&self) {
        let _ = self.pool.close_by_ref().await;
    }

    /// Takes the held connection, or one from the pool, for one statement. After a failure it is not used again:
    /// PostgreSQL answers nothing more in a transaction in which a statement failed.
    async fn through<T>(
        &self,
        held: &Mutex<Option<DatabaseTransaction>>,
        work: impl AsyncFnOnce(&DatabaseTransaction) -> Result<T, DbErr>,
    ) -> Result<T, DbErr> {
        let mut held = held.lock().await;
        let transaction = match held.take() {
            Some(transaction) => transaction,
            None => self.pool.begin().await?,
        };
        let result = work(&transaction).await?;
        *held = Some(transaction);
        Ok(result)
    }
}

#[async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        self.engine.backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        count::reading(&statement);
        match &self.held {
            Some(held) => self.through(held, async |it| it.execute_raw(statement).await).await,
            None => self.pool.execute_raw(statement).await,
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        count::tick();
        match &self.held {
            Some(held) => self.through(held, async |it| it.execute_unprepared(sql).await).await,
            None => self.pool.execute_unprepared(sql).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        count::reading(&statement);
        match &self.held {
            Some(held) => self.through(held, async |it| it.query_one_raw(statement).await).await,
            None => self.pool.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        count::reading(&statement);
        match &self.held {
            Some(held) => self.through(held, async |it| it.query_all_raw(statement).await).await,
            None => self.pool.query_all_raw(statement).await,
        }
    }
}
