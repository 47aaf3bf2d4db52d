//! Reading.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use sea_orm_migration::async_trait::async_trait;

use crate::count;
use crate::db::Engine;

/// A way to read: the read connections of the database, each statement seeing what is committed.
///
/// Cheap to clone. On SQLite these connections refuse to write; on PostgreSQL their transactions
/// are read-only.
#[derive(Clone, Debug)]
pub struct Reader {
    pool: DatabaseConnection,
    engine: Engine,
}

impl Reader {
    pub(crate) fn new(pool: DatabaseConnection, engine: Engine) -> Self {
        Self { pool, engine }
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) async fn close(&self) {
        let _ = self.pool.close_by_ref().await;
    }
}

#[async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        self.engine.backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        count::tick();
        self.pool.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        count::tick();
        self.pool.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        count::tick();
        self.pool.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        count::tick();
        self.pool.query_all_raw(statement).await
    }
}
