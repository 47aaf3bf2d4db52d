//! What becomes of an interview by its author's hand: an appointment is told about, a slip is corrected.

use jiff::Timestamp;
use policy::{Action, Resource};
use store::Tx;

use super::change::{self, ChangeKind};
use super::content::{Shared, Status};
use super::entry::{self, Private, enter_private};
use super::form::NewInterview;
use super::record::remind;
use super::rows::{Interview, hold, interview};
use crate::{Ctx, Error, InterviewId, Result};

/// Replaces what an interview says; what stood before is kept beside it. `base` is the version that was read. A copy that
/// doctors have stays as it was made.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden; [`Error::Forbidden`] for anybody but its author; [`Error::Conflict`] when it
/// changed since it was read; [`Error::Invalid`] for an appointment made of what took place.
pub async fn correct(ctx: &Ctx, id: InterviewId, base: i64, new: NewInterview) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let (mut row, before, person) = hold(&ctx, &tx, id).await?;
        let reason = ctx.permit(Action::WriteEntry, &Resource::Entry(before.facts(&person)))?;
        if row.version != base {
            return Err(Error::conflict("conflict-interview-changed"));
        }
        if !before.status.may_become(new.status) {
            return Err(Error::invalid("status", "fault-choice"));
        }
        let at = left_alone(before.at, new.happens(ctx.now()));
        amend(&ctx, &tx, &mut row, &before, new.status, at, &new.shared).await?;
        amend_private(&ctx, &tx, &mut row, &before, new.private, at).await?;
        remind(&ctx, &tx, id, new.status, at).await?;
        let person = row.person_id;
        row.save(&tx).await?;
        ctx.record(&tx, "interview.corrected", ("interview", id.uuid()), Some(person), &reason).await
    })
    .await
}

/// Says what became of an appointment, in one word. Said twice, it is said once.
///
/// # Errors
/// As [`correct`]; [`Error::Conflict`] when it was said otherwise before, and for a person who came, or did not, before
/// the time.
pub async fn outcome(ctx: &Ctx, id: InterviewId, status: Status) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let (mut row, before, person) = hold(&ctx, &tx, id).await?;
        let reason = ctx.permit(Action::WriteEntry, &Resource::Entry(before.facts(&person)))?;
        if before.status == status {
            return Ok(());
        }
        if before.status != Status::Planned {
            return Err(Error::conflict("conflict-interview-told"));
        }
        if status != Status::Cancelled && before.at > ctx.now() {
            return Err(Error::conflict("conflict-not-yet-held"));
        }
        amend(&ctx, &tx, &mut row, &before, status, before.at, &before.shared).await?;
        let person = row.person_id;
        row.save(&tx).await?;
        ctx.record(&tx, "interview.told", ("interview", id.uuid()), Some(person), &reason).await
    })
    .await
}

/// Forms show minutes: a time that was left alone keeps its seconds.
fn left_alone(before: Timestamp, typed: Timestamp) -> Timestamp {
    let minute = |at: Timestamp| at.as_second().div_euclid(60);
    if minute(before) == minute(typed) { before } else { typed }
}

/// Changes the part that others read, and keeps what stood before. Nothing is kept of what did not change.
async fn amend(
    ctx: &Ctx,
    tx: &Tx,
    row: &mut interview::Model,
    before: &Interview,
    status: Status,
    at: Timestamp,
    shared: &Shared,
) -> Result<()> {
    if (before.status, before.at, &before.shared) == (status, at, shared) {
        return Ok(());
    }
    let stood = ChangeKind::Corrected { status: before.status, at: before.at, shared: before.shared.clone() };
    change::keep(ctx, tx, row, &stood).await?;
    status.code().clone_into(&mut row.status);
    row.at = at.as_microsecond();
    let mut line = entry::left(ctx, tx, row.entry_id).await?;
    line.at = at.as_microsecond();
    status.kind().clone_into(&mut line.kind);
    line.body = serde_json::to_string(shared)?;
    entry::amend(tx, line).await?;
    // The private part stands beside it, on the same day.
    if let Some(id) = row.private_id.filter(|_| before.at != at) {
        let mut line = entry::left(ctx, tx, id).await?;
        line.at = at.as_microsecond();
        entry::amend(tx, line).await?;
    }
    Ok(())
}

/// Changes the private part. One that is emptied stays behind as taken back: its author alone ever knew of it.
async fn amend_private(
    ctx: &Ctx,
    tx: &Tx,
    row: &mut interview::Model,
    before: &Interview,
    text: Option<String>,
    at: Timestamp,
) -> Result<()> {
    if before.private == text {
        return Ok(());
    }
    let stood = ChangeKind::PrivateCorrected { text: before.private.clone() };
    change::keep(ctx, tx, row, &stood).await?;
    match (row.private_id, text) {
        (Some(id), Some(text)) => {
            let mut line = entry::left(ctx, tx, id).await?;
            line.body = serde_json::to_string(&Private { text })?;
            entry::amend(tx, line).await
        }
        (Some(id), None) => {
            row.private_id = None;
            let mut line = entry::left(ctx, tx, id).await?;
            line.withdrawn_at = Some(ctx.now().as_microsecond());
            entry::amend(tx, line).await
        }
        (None, Some(text)) => {
            let (interview, person) = (row.id.into(), row.person_id.into());
            row.private_id = Some(enter_private(ctx, tx, interview, person, at, &text).await?);
            Ok(())
        }
        (None, None) => Ok(()),
    }
}
