//! One act inside its transaction: what it may touch, and how it ends.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sea_orm::{DatabaseTransaction, DbErr};
use tokio::sync::RwLock;
use tokio::time::timeout;

use crate::db::Engine;
use crate::error::{StoreError, classify};
use crate::tx::Tx;

/// An act whose outcome goes elsewhere; it tells whether to keep what it wrote. Erased, so that
/// the machinery is compiled once and not for every act of the house.
pub(super) type Act = Box<dyn FnOnce(Tx) -> BoxFuture<'static, bool> + Send>;

tokio::task_local! {
    /// Set while an act runs: an act that waited for another act would wait for itself.
    static INSIDE: ();
}

/// Whether the running task is inside an act.
pub(super) fn inside_an_act() -> bool {
    INSIDE.try_with(|()| ()).is_ok()
}

/// The transaction (on SQLite: the savepoint) of one act, shared between the act's [`Tx`] and the
/// one who ends it. Once ended it is empty, so a `Tx` kept beyond its act can do nothing.
pub(crate) struct Session {
    pub(crate) engine: Engine,
    pub(crate) audit_key: [u8; 32],
    live: RwLock<Option<DatabaseTransaction>>,
    failed: AtomicBool,
    fault: OnceLock<StoreError>,
    pub(crate) has_events: AtomicBool,
    pub(crate) has_jobs: AtomicBool,
}

impl Session {
    pub(super) fn new(engine: Engine, audit_key: [u8; 32], transaction: DatabaseTransaction) -> Arc<Self> {
        Arc::new(Self {
            engine,
            audit_key,
            live: RwLock::new(Some(transaction)),
            failed: AtomicBool::new(false),
            fault: OnceLock::new(),
            has_events: AtomicBool::new(false),
            has_jobs: AtomicBool::new(false),
        })
    }

    /// The transaction, as long as the act lasts.
    pub(crate) fn live(&self) -> &RwLock<Option<DatabaseTransaction>> {
        &self.live
    }

    /// Remembers that a statement failed, and whether the storage itself did.
    pub(crate) fn note<T>(&self, result: Result<T, DbErr>) -> Result<T, DbErr> {
        if let Err(error) = &result {
            self.failed.store(true, Ordering::Relaxed);
            let error = classify(error);
            if error.is_unavailable() {
                let _ = self.fault.set(error);
            }
        }
        result
    }

    /// How an act ended whose writings were kept or undone with this result.
    pub(super) fn ended(&self, settled: Result<(), DbErr>, cut: Option<StoreError>) -> Ended {
        match (self.fault.get(), settled, cut) {
            (Some(fault), ..) => Ended::Fault(fault.clone()),
            (None, Err(error), _) => Ended::Fault(StoreError::unavailable(classify(&error).to_string())),
            (None, Ok(()), Some(cut)) => Ended::Cut(cut),
            (None, Ok(()), None) => Ended::Told,
        }
    }
}

/// How an act ended, what it wrote being kept or undone already.
pub(super) enum Ended {
    /// By itself: its outcome, good or bad, is with its caller.
    Told,
    /// Without an outcome: it panicked, took too long or went on after a failed statement.
    Cut(StoreError),
    /// The storage failed under it; on SQLite nothing of the whole batch can be trusted.
    Fault(StoreError),
}

/// What is to become of what an act wrote.
pub(super) enum Verdict {
    /// It is kept.
    Keep,
    /// It is undone; `Some` where the act had no outcome of its own.
    Undo(Option<StoreError>),
}

/// Runs the act to its end, whatever that is, and gives back the transaction with all that it wrote.
pub(super) async fn play(
    session: &Arc<Session>,
    act: Act,
    limit: Duration,
) -> Result<(DatabaseTransaction, Verdict), StoreError> {
    let work = INSIDE.scope((), act(Tx::new(Arc::clone(session))));
    let verdict = match timeout(limit, AssertUnwindSafe(work).catch_unwind()).await {
        Err(_) => {
            let late = format!("an act took longer than {} s", limit.as_secs());
            Verdict::Undo(Some(StoreError::unavailable(late)))
        }
        Ok(Err(_)) => Verdict::Undo(Some(StoreError::bug("an act panicked"))),
        // PostgreSQL would turn this commit into a rollback without a word; SQLite would keep half.
        Ok(Ok(true)) if session.failed.load(Ordering::Relaxed) => {
            Verdict::Undo(Some(StoreError::bug("an act went on after a failed statement")))
        }
        Ok(Ok(true)) => Verdict::Keep,
        Ok(Ok(false)) => Verdict::Undo(None),
    };
    let transaction = session.live.write().await.take();
    Ok((transaction.ok_or_else(|| StoreError::bug("a transaction was ended twice"))?, verdict))
}

/// Runs the act to its end, and keeps or undoes what it wrote.
pub(super) async fn perform(session: &Arc<Session>, act: Act, limit: Duration) -> Ended {
    match play(session, act, limit).await {
        Ok((transaction, Verdict::Keep)) => session.ended(transaction.commit().await, None),
        Ok((transaction, Verdict::Undo(cut))) => session.ended(transaction.rollback().await, cut),
        Err(error) => Ended::Cut(error),
    }
}
