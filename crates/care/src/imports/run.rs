//! Carrying an import out: part by part, each part one transaction that leaves everything of its lines or nothing. Lines
//! that are done are marked, so that what was cut in the middle is taken up again, and what is done is done once.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use store::Tx;

use super::around::{Around, NewRun, may};
use super::columns::ColumnKind;
use super::decide::{Desk, Outcome};
use super::known::Known;
use super::line::{Key, LineFault, LineRead, LineReader};
use super::mapping::Mapping;
use super::rows::{self, Which, import};
use super::state::{ImportAct, ImportState};
use super::write::write;
use crate::people;
use crate::rights::Channel;
use crate::{Ctx, Error, ImportId, Result};

/// Lines in one transaction.
const AT_ONCE: usize = 500;

/// An import on its way.
#[derive(Clone)]
struct Running {
    id: ImportId,
    mapping: Mapping,
    around: Arc<Around>,
    /// What it found out about addresses serves all parts.
    reader: Arc<Mutex<LineReader>>,
}

/// Carries an import out; without `new` it goes on where it was cut, as it was begun. Lines that cannot be taken over are
/// left; once it is over nothing more is done.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the author; [`Error::Forbidden`] for whoever may no longer create persons;
/// [`Error::Invalid`] for a ground that is not theirs; [`Error::Conflict`] before it was said what the columns are, and
/// after it was undone.
pub async fn run(ctx: &Ctx, id: ImportId, new: Option<NewRun>) -> Result<()> {
    let found = rows::find(ctx, &ctx.reader(), id).await?;
    may(ctx)?;
    if found.state() == ImportState::Done {
        return Ok(());
    }
    let mapping = found.mapping()?.ok_or(Error::conflict("conflict-import-unmapped"))?;
    let new = found.around()?.or(new).ok_or_else(|| Error::invalid("ground", "fault-required"))?;
    if new.channel.is_none() && mapping.has(ColumnKind::Right) {
        return Err(Error::invalid("channel", "fault-required"));
    }
    let around = Arc::new(Around::of(ctx, new)?);
    let channel = new.channel.unwrap_or(Channel::Post);
    let reader = LineReader::new(ctx, mapping.clone(), found.serials, channel)?;
    let running = Running { id, mapping, around, reader: Arc::new(Mutex::new(reader)) };
    let mut after = Some(0);
    while let Some(from) = after {
        let running = running.clone();
        after = ctx.write(move |ctx, tx| async move { part(&ctx, &tx, &running, from).await }).await?;
    }
    Ok(())
}

/// Takes over the next lines after `from`; answers the last of them, or nothing where none is left.
async fn part(ctx: &Ctx, tx: &Tx, it: &Running, from: i64) -> Result<Option<i64>> {
    let row = rows::lock(ctx, tx, it.id).await?;
    if !goes_on(&row, &it.mapping)? {
        return Ok(None);
    }
    let lines = rows::lines(ctx, tx, it.id, Which::OpenAfter(from, AT_ONCE)).await?;
    let read = {
        let mut reader = it.reader.lock().expect("nothing panics while lines are read");
        read(&mut reader, &lines)
    };
    let known = known(ctx, tx, it.id, &read).await?;
    let last = lines.last().map(|(line, _)| *line).filter(|_| lines.len() == AT_ONCE);
    let outcomes = outcomes(ctx, &known, &it.around, read);
    let good = lines.into_iter().zip(outcomes);
    let good = good.filter_map(|((line, cells), outcome)| outcome.ok().map(|good| (line, cells, good)));
    write(ctx, tx, it.id, &it.around, good.collect()).await?;
    let now = ctx.now().as_microsecond();
    let done_at = last.is_none().then_some(now);
    let begun_at = row.begun_at.or(Some(now));
    let around = Some(serde_json::to_string(&it.around.run)?);
    import::Model { around, begun_at, done_at, ..row }.save(tx).await?;
    if done_at.is_some() {
        let reason = &it.around.creates;
        ctx.record(tx, "import.done", ("import", it.id.uuid()), None, reason).await?;
    }
    Ok(last)
}

/// Whether lines are left to be carried out, as they were read.
fn goes_on(row: &import::Model, mapping: &Mapping) -> Result<bool> {
    match row.state() {
        ImportState::Undone => return Err(Error::conflict("conflict-import-undone")),
        state if state.after(ImportAct::Part).is_none() => return Ok(false),
        _ => {}
    }
    let stored: Option<Mapping> = row.mapping.as_deref().map(serde_json::from_str).transpose()?;
    if stored.as_ref() == Some(mapping) { Ok(true) } else { Err(Error::conflict("conflict-import-mapped")) }
}

/// Whom the lines are about, held until the act ends, and their applications.
async fn known(ctx: &Ctx, tx: &Tx, id: ImportId, read: &[ReadLine]) -> Result<Known> {
    let mut known = Known::find(ctx, tx, &keys(read)).await?;
    let held = people::hold_all(tx, ctx, &known.ids()).await?;
    if held.iter().any(|row| row.merged_into.is_some()) {
        // Merged meanwhile: they are found as the record that was kept.
        known = Known::find(ctx, tx, &keys(read)).await?;
    }
    known.look(ctx, tx, id).await?;
    Ok(known)
}

/// A line as it was read, or what is wrong with it.
pub(super) type ReadLine = Result<LineRead, Vec<LineFault>>;

/// Reads these lines.
pub(super) fn read(reader: &mut LineReader, lines: &[(i64, Vec<String>)]) -> Vec<ReadLine> {
    lines.iter().map(|(_, cells)| reader.read(cells)).collect()
}

/// Whom the lines are about.
pub(super) fn keys(read: &[ReadLine]) -> BTreeSet<&Key> {
    read.iter().flatten().map(|line| &line.key).collect()
}

/// What becomes of the lines.
pub(super) fn outcomes(ctx: &Ctx, known: &Known, around: &Around, read: Vec<ReadLine>) -> Vec<Outcome> {
    let mut desk = Desk::new(ctx, known, &around.manages);
    read.into_iter().map(|line| line.and_then(|line| desk.decide(line))).collect()
}
