//! The transaction as an act sees it.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use sea_orm_migration::async_trait::async_trait;

use crate::count;
use crate::db::{Engine, Session};
use crate::error::StoreError;

/// An open transaction, lent to one act of [`Db::write`](crate::Db::write).
///
/// It reads its own writes. There is no commit to call: the act's `Ok` commits, its `Err` undoes.
/// A `Tx` kept beyond its act answers with an error.
pub struct Tx {
    session: Arc<Session>,
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("engine", &self.engine()).finish_non_exhaustive()
    }
}

impl Tx {
    pub(crate) fn new(session: Arc<Session>) -> Self {
        Self { session }
    }

    /// Which engine answers, for [`lock_clause`](crate::lock_clause).
    pub fn engine(&self) -> Engine {
        self.session.engine
    }

    pub(crate) fn audit_key(&self) -> &[u8; 32] {
        &self.session.audit_key
    }

    /// Rings the linker's bell once the act is committed.
    pub(crate) fn has_events(&self) {
        self.session.has_events.store(true, Ordering::Relaxed);
    }

    /// Rings the worker's bell once the act is committed.
    pub(crate) fn has_jobs(&self) {
        self.session.has_jobs.store(true, Ordering::Relaxed);
    }

    /// Runs one prepared statement and tells how many rows it touched.
    pub(crate) async fn run(&self, sql: &str, values: Vec<sea_orm::Value>) -> Result<u64, StoreError> {
        let statement = Statement::from_sql_and_values(self.engine().backend(), sql, values);
        Ok(self.execute_raw(statement).await?.rows_affected())
    }
}

fn over() -> DbErr {
    DbErr::Custom("the act is over".to_owned())
}

#[async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.engine().backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        count::within(&statement);
        let live = self.session.live().read().await;
        self.session.note(live.as_ref().ok_or_else(over)?.execute_raw(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        count::tick();
        let live = self.session.live().read().await;
        self.session.note(live.as_ref().ok_or_else(over)?.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        count::within(&statement);
        let live = self.session.live().read().await;
        self.session.note(live.as_ref().ok_or_else(over)?.query_one_raw(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        count::within(&statement);
        let live = self.session.live().read().await;
        self.session.note(live.as_ref().ok_or_else(over)?.query_all_raw(statement).await)
    }
}

#[async_trait]
impl ConnectionTrait for &Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.engine().backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        (**self).execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        (**self).execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        (**self).query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        (**self).query_all_raw(statement).await
    }
}
