//! The linker: the task that chains what the acts have written, and records the heads.

use std::collections::HashMap;
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::link::{link_territory, territories_pending};
use crate::db::Db;
use crate::error::StoreError;

/// A head is recorded this often while a territory works, and when its day changes.
const HEAD_EVERY: Duration = Duration::from_mins(15);

/// A running linker. Dropping it lets the linker stop without a last round.
#[derive(Debug)]
pub struct LinkerHandle {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl LinkerHandle {
    /// Links what is pending, records the heads and stops.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

impl Db {
    /// Starts the linker: events are chained at the latest `every` after they were written.
    pub fn start_linker(&self, every: Duration) -> LinkerHandle {
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(run(self.clone(), every, stopped));
        LinkerHandle { stop, task }
    }

    /// Chains everything that is pending, records the heads that are not, and tells how many
    /// territories had something to chain.
    pub async fn link_now(&self) -> Result<usize, StoreError> {
        let mut linked = 0;
        for territory in territories_pending(self).await? {
            if let Some(head) = link_territory(self, territory).await? {
                self.record_head(&head).await?;
                linked += 1;
            }
        }
        for head in self.unrecorded_heads().await? {
            self.record_head(&head).await?;
        }
        Ok(linked)
    }
}

async fn run(db: Db, every: Duration, mut stopped: oneshot::Receiver<()>) {
    let mut recorded = HashMap::new();
    loop {
        if let Err(reason) = round(&db, &mut recorded).await {
            tracing::warn!(%reason, "the journal could not be linked; it will be tried again");
        }
        tokio::select! {
            _ = &mut stopped => break,
            () = pause(&db, every) => {}
        }
    }
    if let Err(reason) = db.link_now().await {
        tracing::warn!(%reason, "the journal was not linked to its end; the next start does it");
    }
}

/// Waits until something was written here, then lets more come. Another node's events, and what a
/// failed round left, are found by looking now and then.
async fn pause(db: &Db, every: Duration) {
    tokio::select! {
        () = db.writing().wakers.events.notified() => sleep(every).await,
        () = sleep(every.max(Duration::from_secs(30))) => {}
    }
}

/// When the linker last recorded a territory's head, and for which day.
struct Recorded {
    when: Instant,
    day: Date,
}

async fn round(db: &Db, recorded: &mut HashMap<Uuid, Recorded>) -> Result<(), StoreError> {
    for territory in territories_pending(db).await? {
        let Some(head) = link_territory(db, territory).await? else { continue };
        let day = head.at.to_zoned(TimeZone::UTC).date();
        let is_due = |last: &Recorded| last.day != day || last.when.elapsed() >= HEAD_EVERY;
        if recorded.get(&territory).is_none_or(is_due) {
            db.record_head(&head).await?;
            recorded.insert(territory, Recorded { when: Instant::now(), day });
        }
    }
    Ok(())
}
