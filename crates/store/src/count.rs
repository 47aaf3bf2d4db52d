//! Counting statements: “a page makes a small fixed number of queries” is asserted, not hoped.
//!
//! The counter follows the task: what [`Db::write`](crate::Db::write) runs in its own task counts
//! towards the caller. The journal of reads is written by a task of its own, in batches shared
//! with other readers, and therefore does not count.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

tokio::task_local! {
    static COUNTER: Arc<AtomicUsize>;
}

/// Runs `work` and tells how many statements it sent, reads and writes alike. `BEGIN`, `COMMIT`
/// and savepoints are not counted. A scope inside a scope counts for both.
pub async fn scope<F: Future>(work: F) -> (F::Output, usize) {
    let counter = Arc::new(AtomicUsize::new(0));
    let output = COUNTER.scope(Arc::clone(&counter), work).await;
    let count = counter.load(Ordering::Relaxed);
    if let Some(outer) = current() {
        outer.fetch_add(count, Ordering::Relaxed);
    }
    (output, count)
}

/// The counter of the running task, to be carried into another with [`inherit`].
pub(crate) fn current() -> Option<Arc<AtomicUsize>> {
    COUNTER.try_with(Arc::clone).ok()
}

/// Runs `work` under a counter taken from another task.
pub(crate) async fn inherit<F: Future>(counter: Option<Arc<AtomicUsize>>, work: F) -> F::Output {
    match counter {
        Some(counter) => COUNTER.scope(counter, work).await,
        None => work.await,
    }
}

/// One more statement.
pub(crate) fn tick() {
    let _ = COUNTER.try_with(|counter| counter.fetch_add(1, Ordering::Relaxed));
}
