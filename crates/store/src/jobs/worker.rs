//! The worker: takes what is due, calls its handler, settles it.

use std::collections::HashMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::stream::{FuturesUnordered, StreamExt};
use jiff::{SignedDuration, Timestamp};
use kernel::{Clock, Entropy};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::claim::{Fate, any_due, settle, take};
use super::{Handling, Job, JobError};
use crate::db::Db;
use crate::error::StoreError;

/// Jobs taken, and handlers running, at once.
const AT_ONCE: usize = 4;
/// How often an idle worker looks: for jobs whose time has come, and for other nodes' jobs.
const POLL: Duration = Duration::from_secs(1);
/// The first wait after a failure; it doubles each time.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(10);
/// The longest.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(6);

type Handler = Arc<dyn Fn(Job) -> Handling + Send + Sync>;

/// Does the jobs, each kind by its handler.
#[derive(Clone)]
pub struct Worker {
    db: Db,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    lease: Duration,
    handlers: HashMap<String, Handler>,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").field("kinds", &self.handlers.keys()).finish_non_exhaustive()
    }
}

/// A running worker. Dropping it lets the worker stop after what it is doing.
#[derive(Debug)]
pub struct WorkerHandle {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl WorkerHandle {
    /// Lets the handlers that run come to their end, takes no more jobs, and stops.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

impl Worker {
    /// A worker without handlers.
    pub fn new(db: Db, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { db, clock, entropy, lease: Duration::from_mins(5), handlers: HashMap::new() }
    }

    /// How long a handler may take; then its job is another's (usually 5 minutes).
    #[must_use]
    pub fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// Names the handler of a kind. It runs outside of any transaction.
    #[must_use]
    pub fn on<F, Fut>(mut self, kind: impl Into<String>, handler: F) -> Self
    where
        F: Fn(Job) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        let handler: Handler = Arc::new(move |job| Box::pin(handler(job)) as Handling);
        self.handlers.insert(kind.into(), handler);
        self
    }

    /// Does everything that is due at `now`, including what handlers enqueue for no later than
    /// `now`, and tells how many tries that were. What fails waits for its next time.
    pub async fn run_due(&self, now: Timestamp) -> Result<usize, StoreError> {
        let mut tries = 0;
        loop {
            let taken = self.take(now, AT_ONCE).await?;
            if taken.is_empty() {
                return Ok(tries);
            }
            tries += taken.len();
            for job in taken {
                self.attempt(job, || now).await?;
            }
        }
    }

    /// Works until stopped.
    pub fn spawn(self) -> WorkerHandle {
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(self.work(stopped));
        WorkerHandle { stop, task }
    }

    async fn work(self, mut stopped: oneshot::Receiver<()>) {
        let mut running = FuturesUnordered::new();
        loop {
            let free = AT_ONCE.saturating_sub(running.len());
            let taken = self.take_if_any(free).await;
            running.extend(taken.into_iter().map(|job| self.attempt(job, || self.clock.now())));
            let may_take = running.len() < AT_ONCE;
            tokio::select! {
                biased;
                _ = &mut stopped => break,
                Some(settled) = running.next() => warn(settled),
                () = self.db.writing().wakers.jobs.notified(), if may_take => {}
                () = sleep(POLL), if may_take => {}
            }
        }
        while let Some(settled) = running.next().await {
            warn(settled);
        }
    }

    /// Takes what is due, if anything is: an idle worker only reads.
    async fn take_if_any(&self, most: usize) -> Vec<Job> {
        if most == 0 {
            return Vec::new();
        }
        let now = self.clock.now();
        let taken =
            async { if any_due(&self.db, now).await? { self.take(now, most).await } else { Ok(Vec::new()) } };
        taken.await.unwrap_or_else(|reason: StoreError| {
            warn(Err(reason));
            Vec::new()
        })
    }

    async fn take(&self, now: Timestamp, most: usize) -> Result<Vec<Job>, StoreError> {
        let lease = SignedDuration::try_from(self.lease).unwrap_or(SignedDuration::MAX);
        take(&self.db, now, lease, most as u64).await
    }

    /// One try: the handler, then what becomes of the job at the time that the handler ended.
    async fn attempt(&self, job: Job, now: impl Fn() -> Timestamp) -> Result<(), StoreError> {
        let outcome = match self.handlers.get(&job.kind) {
            Some(handler) => self.call(handler, &job).await,
            // Another version of the program may know it.
            None => Err(JobError::Retry("nobody handles this kind of job".to_owned())),
        };
        let now = now();
        let fate = match outcome {
            Ok(()) => Fate::Done,
            Err(JobError::Retry(reason)) if job.attempt < job.max_attempts => {
                let run_at = now.saturating_add(self.wait(job.attempt)).unwrap_or(Timestamp::MAX);
                Fate::Again { run_at, reason }
            }
            Err(JobError::Retry(reason) | JobError::Dead(reason)) => Fate::Dead { reason },
        };
        report(&job, &fate);
        settle(&self.db, &job, now, fate).await
    }

    /// Runs the handler for no longer than the lease, so that two never work on one job.
    async fn call(&self, handler: &Handler, job: &Job) -> Result<(), JobError> {
        let job = job.clone();
        let work = AssertUnwindSafe(async { handler(job).await }).catch_unwind();
        match timeout(self.lease, work).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(JobError::Retry("its handler panicked".to_owned())),
            Err(_) => Err(JobError::Retry("its handler took longer than its lease".to_owned())),
        }
    }

    /// How long to wait after the given try: doubling, and shifted at random by up to a quarter
    /// either way so that what failed together does not return together.
    fn wait(&self, attempt: u32) -> SignedDuration {
        let doubled = FIRST_WAIT.checked_mul(1 << attempt.saturating_sub(1).min(20)).unwrap_or(LONGEST_WAIT);
        let base = doubled.min(LONGEST_WAIT);
        let mut bytes = [0; 2];
        self.entropy.fill(&mut bytes);
        let share = f64::from(u16::from_le_bytes(bytes)) / f64::from(u16::MAX);
        base.mul_f64(0.75 + share / 2.0)
    }
}

fn warn(settled: Result<(), StoreError>) {
    if let Err(reason) = settled {
        tracing::warn!(%reason, "jobs could not be taken or settled");
    }
}

fn report(job: &Job, fate: &Fate) {
    let (kind, attempt) = (&job.kind, job.attempt);
    match fate {
        Fate::Done => tracing::debug!(kind, attempt, "job done"),
        Fate::Again { reason, .. } => tracing::warn!(kind, attempt, reason, "job to be tried again"),
        Fate::Dead { reason } => tracing::error!(kind, attempt, reason, "job given up"),
    }
}
