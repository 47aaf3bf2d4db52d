//! Counting statements: “a page makes a small fixed number of queries” is asserted, not hoped.
//!
//! The counter follows the task: what [`Db::write`](crate::Db::write) runs in its own task counts
//! towards the caller. The journal of reads is written by a task of its own, in batches shared
//! with other readers, and therefore does not count.

use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::Statement;

/// Something said to the database.
#[derive(Debug, Clone)]
pub enum Said {
    /// An act begins: what it says goes into one transaction.
    Act,
    /// A statement of the act that began last.
    Within(Statement),
    /// A statement outside an act.
    Reading(Statement),
}

#[derive(Default)]
pub(crate) struct Counter {
    statements: AtomicUsize,
    said: Option<Mutex<Vec<Said>>>,
}

tokio::task_local! {
    static COUNTER: Arc<Counter>;
}

/// Runs `work` and tells how many statements it sent, reads and writes alike. `BEGIN`, `COMMIT`
/// and savepoints are not counted. A scope inside a scope counts for both.
pub async fn scope<F: Future>(work: F) -> (F::Output, usize) {
    let counter = Arc::new(Counter::default());
    let output = COUNTER.scope(Arc::clone(&counter), work).await;
    let count = counter.statements.load(Ordering::Relaxed);
    if let Some(outer) = current() {
        outer.statements.fetch_add(count, Ordering::Relaxed);
    }
    (output, count)
}

/// Runs `work` and keeps what it said, values included, so that a measure can say the same again.
/// What is kept is confidential like the database itself.
pub async fn record<F: Future>(work: F) -> (F::Output, Vec<Said>) {
    let counter = Arc::new(Counter { said: Some(Mutex::default()), ..Counter::default() });
    let output = COUNTER.scope(Arc::clone(&counter), work).await;
    let said = counter.said.as_ref().map(|said| std::mem::take(&mut *lock(said)));
    (output, said.unwrap_or_default())
}

fn lock(said: &Mutex<Vec<Said>>) -> std::sync::MutexGuard<'_, Vec<Said>> {
    said.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The counter of the running task, to be carried into another with [`inherit`].
pub(crate) fn current() -> Option<Arc<Counter>> {
    COUNTER.try_with(Arc::clone).ok()
}

/// Runs `work` under a counter taken from another task.
pub(crate) async fn inherit<F: Future>(counter: Option<Arc<Counter>>, work: F) -> F::Output {
    match counter {
        Some(counter) => COUNTER.scope(counter, work).await,
        None => work.await,
    }
}

/// An act begins.
pub(crate) fn act() {
    keep(|| Said::Act);
}

/// One more statement of an act.
pub(crate) fn within(statement: &Statement) {
    tick();
    keep(|| Said::Within(statement.clone()));
}

/// One more statement outside an act.
pub(crate) fn reading(statement: &Statement) {
    tick();
    keep(|| Said::Reading(statement.clone()));
}

/// One more statement, of which only the number is of interest.
pub(crate) fn tick() {
    let _ = COUNTER.try_with(|counter| counter.statements.fetch_add(1, Ordering::Relaxed));
}

fn keep(said: impl FnOnce() -> Said) {
    let _ = COUNTER.try_with(|counter| {
        if let Some(list) = &counter.said {
            lock(list).push(said());
        }
    });
}
