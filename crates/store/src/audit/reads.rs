//! Journalled reads: what is shown is written down first.
//!
//! A page is rendered to memory, its lines are handed in here, and its bytes leave when this says
//! that the lines are durable. One task writes them, as many as have come while the batch before
//! was being committed, so that a thousand readers cost a few commits.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::{Entry, append};
use crate::db::{Db, Writing, must_stand_outside_an_act, write};
use crate::error::StoreError;
use crate::tx::Tx;

/// Most reads that may wait. Beyond that the journal does not keep up, and reading stops.
const MOST_WAITING: usize = 1024;
/// Most lines written in one act, so that an act stays short.
const MOST_LINES: usize = 512;

struct Request {
    entries: Vec<Entry>,
    done: oneshot::Sender<Result<(), StoreError>>,
}

/// The way into the journal for reads.
pub(crate) struct ReadJournal {
    queue: mpsc::Sender<Request>,
}

impl ReadJournal {
    /// Starts the task that writes; it ends with the database.
    pub(crate) fn start(writing: Arc<Writing>) -> Self {
        let (queue, requests) = mpsc::channel(MOST_WAITING);
        tokio::spawn(write_all(writing, requests));
        Self { queue }
    }
}

impl Db {
    /// Writes down a read. Once it returns `Ok` the lines are durable, and what they tell of may
    /// be shown.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when too many reads wait already, or the lines could not be
    /// written: nothing may be shown.
    pub async fn journal_reads(&self, entries: Vec<Entry>) -> Result<(), StoreError> {
        must_stand_outside_an_act()?;
        if entries.is_empty() {
            return Ok(());
        }
        let (done, written) = oneshot::channel();
        self.reads().queue.try_send(Request { entries, done }).map_err(|error| {
            StoreError::unavailable(match error {
                mpsc::error::TrySendError::Full(_) => "the journal does not keep up",
                mpsc::error::TrySendError::Closed(_) => "the journal is closed",
            })
        })?;
        written.await.unwrap_or_else(|_| Err(StoreError::unavailable("the journal is closed")))
    }
}

async fn write_all(writing: Arc<Writing>, mut requests: mpsc::Receiver<Request>) {
    while let Some(first) = requests.recv().await {
        let mut lines = first.entries.len();
        let mut batch = vec![first];
        while lines < MOST_LINES {
            let Ok(next) = requests.try_recv() else { break };
            lines += next.entries.len();
            batch.push(next);
        }
        write_batch(&writing, batch).await;
    }
}

async fn write_batch(writing: &Writing, batch: Vec<Request>) {
    let together = batch.iter().flat_map(|request| request.entries.clone()).collect();
    let result = write_lines(writing, together).await;
    let alone = batch.len() == 1;
    for Request { entries, done } in batch {
        let result = match &result {
            // One line that cannot be written must not hide what the others may show.
            Err(StoreError::Bug(_) | StoreError::Unique { .. }) if !alone => {
                write_lines(writing, entries).await
            }
            same => same.clone(),
        };
        let _ = done.send(result);
    }
}

async fn write_lines(writing: &Writing, entries: Vec<Entry>) -> Result<(), StoreError> {
    write(writing, async move |tx: Tx| append(&tx, entries).await).await
}
