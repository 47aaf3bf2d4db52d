//! Taking the directory in: the file is looked through, its lines are read and written batch after batch, what left is
//! closed. Memory is the same for a thousand lines and for a million, but for a bit each, and the numbers of those whose lines are cut.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};

use csv::{ReaderBuilder, StringRecord, Terminator};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::SEPARATOR;
use super::close::{close, finish};
use super::file::DirectoryFile;
use super::line::Lines;
use super::look::{Looked, look};
use super::refusal::{Broken, Refusal, Stopped};
use super::run::{Run, begin, held};
use super::take::{Batch, take};
use crate::directory::may_manage;
use crate::{Ctx, DirectoryImportId, Error};

/// Lines written in one transaction.
const BATCH: usize = 4_096;
/// Batches read ahead of the one being written.
const AHEAD: usize = 1;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Lines gone through.
    pub lines: u64,
    /// Lines of the file.
    pub of: u64,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The import, as the journal names it.
    pub id: DirectoryImportId,
    /// Lines below the headings.
    pub lines: i64,
    /// Exercises that were not known.
    pub taken: i64,
    /// Exercises that changed, or came back.
    pub updated: i64,
    /// Exercises that stand as they stood.
    pub unchanged: i64,
    /// Exercises that the file no longer names.
    pub closed: i64,
    /// Lines that say again what a line further up said.
    pub repeated: i64,
    /// Lines that were left out. Nothing is closed of a professional whose line was cut.
    pub refused: i64,
    /// Exercises that are open now.
    pub open: i64,
    /// The first hundred lines that were left out, each with why.
    pub refusals: Vec<(u64, Refusal)>,
}

impl Report {
    fn of(run: Run) -> Self {
        let Run { row, refusals, .. } = run;
        Self {
            id: row.id.into(),
            lines: row.lines,
            taken: row.taken,
            updated: row.updated,
            unchanged: row.unchanged,
            closed: row.closed,
            repeated: row.repeated,
            refused: row.refused,
            open: row.held,
            refusals,
        }
    }
}

/// Takes the whole directory in. Cut in the middle it can be run again: what was written stays and is the same.
///
/// # Errors
/// [`Stopped::File`] where the file is not the whole directory; unless its words say otherwise nothing was written then,
/// and nothing was closed. [`Stopped::House`] for whoever may not manage the directory, and where the database does not
/// answer.
pub async fn import(
    ctx: &Ctx,
    file: DirectoryFile,
    mut told: impl FnMut(Progress),
) -> Result<Report, Stopped> {
    may_manage(ctx)?;
    let DirectoryFile { name, mut file } = file;
    let looking = tokio::task::spawn_blocking(move || look(&mut file).map(|looked| (file, looked)));
    let (file, looked) = looking.await.map_err(stumbled)??;
    let lines = looked.lines;
    let before = u64::try_from(held(ctx).await?).unwrap_or_default();
    if lines.saturating_mul(2) < before {
        return Err(Broken::TooShort { lines, held: before }.into());
    }
    let mut run = begin(ctx, name, &looked).await?;
    let (batches, mut ready) = mpsc::channel(AHEAD);
    let territory = ctx.territory();
    let reading = tokio::task::spawn_blocking(move || {
        if let Err(broken) = read(file, &looked, territory, &batches) {
            let _ = batches.blocking_send(Err(broken));
        }
    });
    let mut gone = 0;
    while let Some(batch) = ready.recv().await {
        let batch: Batch = batch?;
        gone += batch.lines as u64;
        run = take(ctx, run, batch).await?.ok_or(Broken::Overtaken)?;
        told(Progress { lines: gone, of: lines });
    }
    reading.await.map_err(stumbled)?;
    if run.kept.saturating_mul(2) < run.before {
        let number = |it: i64| u64::try_from(it).unwrap_or_default();
        return Err(Broken::AnotherDirectory { held: number(run.before), kept: number(run.kept) }.into());
    }
    run = close(ctx, run).await?.ok_or(Broken::Overtaken)?;
    run = finish(ctx, run).await?.ok_or(Broken::Overtaken)?;
    // The planner knows how much there is now.
    ctx.house().db().analyze().await.map_err(Error::from)?;
    Ok(Report::of(run))
}

fn stumbled(error: tokio::task::JoinError) -> Error {
    Error::Bug(error.to_string())
}

/// The second reading: batch after batch, until the end or until nobody waits for them any more.
fn read(
    mut file: File,
    looked: &Looked,
    territory: Uuid,
    batches: &mpsc::Sender<Result<Batch, Broken>>,
) -> Result<(), Broken> {
    file.seek(SeekFrom::Start(0))?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(false)
        .delimiter(SEPARATOR)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(BufReader::new(file));
    let mut lines = Lines::new(looked.columns.clone(), territory);
    let (mut record, mut batch) = (StringRecord::new(), Batch::default());
    // The headings are bound already.
    next(&mut reader, &mut record)?;
    while next(&mut reader, &mut record)? {
        // What is empty but for an end of line is no line.
        if record.len() == 1 && record[0].trim().is_empty() {
            continue;
        }
        // The line whose end was just read.
        let line = reader.position().line().saturating_sub(1);
        batch.lines += 1;
        match lines.read(&record, &mut batch.labels) {
            Ok(practice) => batch.practices.push((line, practice)),
            Err(why) => batch.refused.push((line, why, lines.whom(&record))),
        }
        if batch.lines == BATCH && batches.blocking_send(Ok(std::mem::take(&mut batch))).is_err() {
            return Ok(());
        }
    }
    if reader.position().line() != looked.lines + 2 {
        return Err(Broken::Changed);
    }
    let _ = batches.blocking_send(Ok(batch));
    Ok(())
}

/// The next line; false at the end of the file.
fn next(reader: &mut csv::Reader<BufReader<File>>, record: &mut StringRecord) -> Result<bool, Broken> {
    reader.read_record(record).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => Broken::Unreadable(error),
        // It was text a moment ago.
        _ => Broken::Changed,
    })
}
