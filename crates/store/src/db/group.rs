//! Group commit: on SQLite a commit costs one wait for the disk, so acts share it.
//!
//! One connection writes. An act waits for its turn, runs in the open transaction (the first as it
//! is, the others inside a savepoint, so that each is undone alone) and hands that transaction to
//! the next act in line; the last of a batch commits,
//! and only then does anyone get an answer. An act with nobody behind it commits at once, so a
//! lone act never waits for company; while the disk works, the line grows, and the next batch is
//! larger. The faster the acts come, the fewer commits each costs.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, MutexGuard, oneshot};
use tokio::time::Instant;

use super::act::{Act, Ended, Session, Verdict, perform, play};
use super::connect::SqliteFile;
use super::writing::{Answer, Wakers};
use crate::db::Engine;
use crate::error::{StoreError, classify};

/// A batch is committed at the latest after this many acts …
const MOST_ACTS: usize = 64;
/// … or, when the running act ends, once it has been open this long …
const USUAL: Duration = Duration::from_millis(2);
/// … or as long as the last commit took, where that is longer: a slow disk is asked less often, so
/// that at least half of the time goes into acts. But nobody waits for others much longer than this.
const LONGEST: Duration = Duration::from_millis(25);

/// The one writer of an SQLite database.
pub(super) struct GroupWriter {
    file: SqliteFile,
    audit_key: [u8; 32],
    act_limit: Duration,
    wakers: Arc<Wakers>,
    /// Acts that have asked for their turn and not got it.
    waiting: Arc<AtomicUsize>,
    /// First come, first served.
    turn: Mutex<State>,
}

#[derive(Default)]
struct State {
    connection: Option<DatabaseConnection>,
    batch: Option<Batch>,
    closed: bool,
    /// How long the disk took for the last commit.
    last_commit: Duration,
}

/// An open transaction and those who wait for its commit.
struct Batch {
    /// Absent while the first act has it, and for good once that act was undone: then nothing is left of the batch.
    transaction: Option<DatabaseTransaction>,
    opened: Instant,
    answers: Vec<(oneshot::Sender<Answer>, Answer)>,
    has_events: bool,
    has_jobs: bool,
}

impl Batch {
    /// The transaction itself for the first act, a savepoint in it for another.
    async fn lend(&mut self, first: bool) -> Result<DatabaseTransaction, StoreError> {
        let lost = || StoreError::bug("a batch without a transaction");
        if first {
            return self.transaction.take().ok_or_else(lost);
        }
        let savepoint = self.transaction.as_ref().ok_or_else(lost)?.begin().await;
        savepoint.map_err(|error| StoreError::unavailable(classify(&error).to_string()))
    }

    /// Tells everybody how their act ended.
    fn answer(self) {
        for (caller, answer) in self.answers {
            let _ = caller.send(answer);
        }
    }
}

/// A place in the line, given up when the turn comes, or when the task that holds it is dropped.
pub(super) struct Place(Arc<AtomicUsize>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl GroupWriter {
    pub(super) fn new(
        file: SqliteFile,
        connection: DatabaseConnection,
        audit_key: [u8; 32],
        act_limit: Duration,
        wakers: Arc<Wakers>,
    ) -> Self {
        let turn = Mutex::new(State { connection: Some(connection), ..State::default() });
        Self { file, audit_key, act_limit, wakers, waiting: Arc::default(), turn }
    }

    /// Takes a place in the line before the act's task is started, so that whoever holds the
    /// transaction now already knows that someone comes.
    pub(super) fn announce(&self) -> Place {
        self.waiting.fetch_add(1, Ordering::AcqRel);
        Place(Arc::clone(&self.waiting))
    }

    /// Waits for its turn, runs the act, and commits or hands on.
    pub(super) async fn take_turn(&self, place: Place, act: Act, caller: oneshot::Sender<Answer>) {
        let mut state = self.turn.lock().await;
        drop(place);
        let mut batch = match self.open_batch(&mut state).await {
            Ok(batch) => batch,
            Err(error) => {
                let _ = caller.send(Err(error));
                return;
            }
        };
        match self.run(&mut batch, act).await {
            Ended::Told => batch.answers.push((caller, Ok(()))),
            Ended::Cut(error) => batch.answers.push((caller, Err(error))),
            Ended::Fault(fault) => {
                batch.answers.push((caller, Ok(())));
                return self.give_up(state, batch, fault).await;
            }
        }
        if batch.transaction.is_none() {
            return batch.answer();
        }
        let patience = state.last_commit.clamp(USUAL, LONGEST);
        let full = batch.answers.len() >= MOST_ACTS || batch.opened.elapsed() >= patience;
        if full || self.waiting.load(Ordering::Acquire) == 0 {
            self.commit(state, batch).await;
        } else {
            state.batch = Some(batch);
        }
    }

    async fn open_batch(&self, state: &mut State) -> Result<Batch, StoreError> {
        if let Some(batch) = state.batch.take() {
            return Ok(batch);
        }
        let connection = self.connection(state).await?;
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        match connection.begin_with_options(options).await {
            Ok(transaction) => Ok(Batch {
                transaction: Some(transaction),
                opened: Instant::now(),
                answers: Vec::new(),
                has_events: false,
                has_jobs: false,
            }),
            Err(error) => {
                discard(state);
                Err(StoreError::unavailable(classify(&error).to_string()))
            }
        }
    }

    async fn connection(&self, state: &mut State) -> Result<DatabaseConnection, StoreError> {
        if state.closed {
            return Err(StoreError::unavailable("the store is closed"));
        }
        if let Some(connection) = &state.connection {
            return Ok(connection.clone());
        }
        let connection = self.file.writer().await?;
        Ok(state.connection.insert(connection).clone())
    }

    /// Runs an act in the batch.
    async fn run(&self, batch: &mut Batch, act: Act) -> Ended {
        let first = batch.answers.is_empty();
        let transaction = match batch.lend(first).await {
            Ok(transaction) => transaction,
            Err(fault) => return Ended::Fault(fault),
        };
        let session = Session::new(Engine::Sqlite, self.audit_key, transaction);
        let ended = if first {
            self.run_first(batch, &session, act).await
        } else {
            perform(&session, act, self.act_limit).await
        };
        batch.has_events |= session.has_events.load(Ordering::Relaxed);
        batch.has_jobs |= session.has_jobs.load(Ordering::Relaxed);
        ended
    }

    /// The first act of a batch has the transaction to itself: to undo it is to undo all.
    async fn run_first(&self, batch: &mut Batch, session: &Arc<Session>, act: Act) -> Ended {
        match play(session, act, self.act_limit).await {
            Ok((transaction, Verdict::Keep)) => {
                batch.transaction = Some(transaction);
                session.ended(Ok(()), None)
            }
            Ok((transaction, Verdict::Undo(cut))) => session.ended(transaction.rollback().await, cut),
            Err(error) => Ended::Fault(error),
        }
    }

    async fn commit(&self, mut state: MutexGuard<'_, State>, mut batch: Batch) {
        let started = Instant::now();
        let committed = match batch.transaction.take() {
            Some(transaction) => transaction.commit().await,
            None => Ok(()),
        };
        match committed {
            Ok(()) => {
                state.last_commit = started.elapsed();
                drop(state);
                let (has_events, has_jobs) = (batch.has_events, batch.has_jobs);
                batch.answer();
                self.wakers.wake(has_events, has_jobs);
            }
            Err(error) => {
                discard(&mut state);
                drop(state);
                answer_all(batch.answers, &StoreError::unavailable(classify(&error).to_string()));
            }
        }
    }

    /// After a fault of the storage SQLite may have rolled back by itself: nothing of the batch
    /// can be trusted, nor can the connection's idea of where it stands.
    async fn give_up(&self, mut state: MutexGuard<'_, State>, batch: Batch, fault: StoreError) {
        if let Some(transaction) = batch.transaction {
            let _ = transaction.rollback().await;
        }
        discard(&mut state);
        drop(state);
        answer_all(batch.answers, &fault);
    }

    /// The writer's turn, with no transaction open, for what is not an act (migrations).
    pub(super) async fn alone<T>(
        &self,
        work: impl AsyncFnOnce(DatabaseConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut state = self.turn.lock().await;
        if let Some(batch) = state.batch.take() {
            self.commit(state, batch).await;
            state = self.turn.lock().await;
        }
        let connection = self.connection(&mut state).await?;
        work(connection).await
    }

    pub(super) async fn close(&self) {
        let mut state = self.turn.lock().await;
        state.closed = true;
        if let Some(batch) = state.batch.take() {
            self.commit(state, batch).await;
            state = self.turn.lock().await;
        }
        if let Some(connection) = state.connection.take() {
            let _ = connection.close().await;
        }
    }
}

/// Forgets the connection; the next act opens another.
fn discard(state: &mut State) {
    if let Some(connection) = state.connection.take() {
        tokio::spawn(async move { connection.close().await });
    }
}

fn answer_all(answers: Vec<(oneshot::Sender<Answer>, Answer)>, fault: &StoreError) {
    tracing::error!(reason = %fault, acts = answers.len(), "a batch of acts was not written");
    for (caller, _) in answers {
        let _ = caller.send(Err(fault.clone()));
    }
}
