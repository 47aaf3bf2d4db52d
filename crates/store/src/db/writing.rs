//! The door that every write goes through, on either engine.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, TransactionTrait};
use sea_orm_migration::MigratorTrait;
use tokio::sync::{Notify, oneshot};
use tracing::Instrument;

use super::act::{Act, Ended, Session, inside_an_act, perform};
use super::group::GroupWriter;
use crate::count;
use crate::db::Engine;
use crate::error::{StoreError, classify};

/// Whether the act ran to an outcome of its own, which its caller then has.
pub(super) type Answer = Result<(), StoreError>;

/// Bells rung after a commit, so that nothing has to poll for what this process wrote itself.
#[derive(Default)]
pub(crate) struct Wakers {
    /// There are journal entries to link.
    pub(crate) events: Notify,
    /// There are jobs.
    pub(crate) jobs: Notify,
}

impl Wakers {
    pub(super) fn wake(&self, has_events: bool, has_jobs: bool) {
        if has_events {
            self.events.notify_one();
        }
        if has_jobs {
            self.jobs.notify_one();
        }
    }
}

/// The writing side of the database.
pub(crate) struct Writing {
    pub(crate) engine: Engine,
    pub(crate) wakers: Arc<Wakers>,
    audit_key: [u8; 32],
    act_limit: Duration,
    way: Way,
}

enum Way {
    Group(Arc<GroupWriter>),
    Pool(DatabaseConnection),
}

impl Writing {
    pub(super) fn group(
        writer: GroupWriter,
        wakers: Arc<Wakers>,
        audit_key: [u8; 32],
        act_limit: Duration,
    ) -> Self {
        Self { engine: Engine::Sqlite, wakers, audit_key, act_limit, way: Way::Group(Arc::new(writer)) }
    }

    pub(super) fn pool(pool: DatabaseConnection, audit_key: [u8; 32], act_limit: Duration) -> Self {
        Self { engine: Engine::Postgres, wakers: Arc::default(), audit_key, act_limit, way: Way::Pool(pool) }
    }

    /// Runs an act in a task of its own and waits for its commit.
    pub(super) async fn run(&self, act: Act) -> Answer {
        must_stand_outside_an_act()?;
        let (caller, answer) = oneshot::channel();
        count::act();
        let counter = count::current();
        match &self.way {
            Way::Group(writer) => {
                let (place, writer) = (writer.announce(), Arc::clone(writer));
                let turn = async move { writer.take_turn(place, act, caller).await };
                tokio::spawn(count::inherit(counter, turn).in_current_span());
            }
            Way::Pool(pool) => {
                let (pool, wakers) = (pool.clone(), Arc::clone(&self.wakers));
                let (audit_key, act_limit) = (self.audit_key, self.act_limit);
                let work = async move {
                    let _ = caller.send(transact(&pool, &wakers, audit_key, act, act_limit).await);
                };
                tokio::spawn(count::inherit(counter, work).in_current_span());
            }
        }
        answer.await.unwrap_or_else(|_| Err(StoreError::unavailable("the server is stopping")))
    }

    pub(super) async fn migrate<M: MigratorTrait>(&self) -> Result<(), StoreError> {
        match &self.way {
            Way::Group(writer) => writer.alone(async |connection| migrate::<M>(&connection).await).await,
            Way::Pool(pool) => migrate::<M>(pool).await,
        }
    }

    pub(super) async fn close(&self) {
        match &self.way {
            Way::Group(writer) => writer.close().await,
            Way::Pool(pool) => {
                let _ = pool.close_by_ref().await;
            }
        }
    }
}

/// Refuses what would wait for the act that it is part of.
pub(crate) fn must_stand_outside_an_act() -> Result<(), StoreError> {
    if inside_an_act() {
        return Err(StoreError::bug("an act waits for another act"));
    }
    Ok(())
}

/// One act, one transaction (PostgreSQL).
async fn transact(
    pool: &DatabaseConnection,
    wakers: &Wakers,
    audit_key: [u8; 32],
    act: Act,
    limit: Duration,
) -> Answer {
    let transaction = pool.begin().await?;
    let session = Session::new(Engine::Postgres, audit_key, transaction);
    match perform(&session, act, limit).await {
        Ended::Told => {
            wakers.wake(session.has_events.load(Ordering::Relaxed), session.has_jobs.load(Ordering::Relaxed));
            Ok(())
        }
        Ended::Cut(error) | Ended::Fault(error) => Err(error),
    }
}

/// All pending migrations in one transaction, so that a crash leaves the old tables or the new.
async fn migrate<M: MigratorTrait>(connection: &DatabaseConnection) -> Result<(), StoreError> {
    let transaction = connection.begin().await?;
    match migrate_within::<M>(&transaction).await {
        Ok(()) => Ok(transaction.commit().await?),
        Err(error) => {
            let _ = transaction.rollback().await;
            Err(error)
        }
    }
}

async fn migrate_within<M: MigratorTrait>(transaction: &DatabaseTransaction) -> Result<(), StoreError> {
    if transaction.get_database_backend() == Engine::Postgres.backend() {
        // Any number will do as long as every node takes the same one.
        transaction.execute_unprepared("SELECT pg_advisory_xact_lock(7239042716203)").await?;
    }
    M::up(transaction, None).await.map_err(|error| match classify(&error) {
        StoreError::Bug(reason) => StoreError::bug(format!("migration: {reason}")),
        other => other,
    })
}
