//! Documents joined to an entry: a report, a result, a letter. Whoever reads the entry reads them.

use policy::{Action, Compartment, Reason, Resource};
use store::Tx;

use super::open::{self, Held};
use super::status::Status;
use crate::attachments::{self, Attachment, NewAttachment, Place};
use crate::{AttachmentId, Ctx, EntryId, Error, PersonId, Result};

/// Joins a document to an entry.
///
/// # Errors
/// [`Error::NotFound`] when the entry is hidden; [`Error::Forbidden`] for anybody but its author; [`Error::Conflict`] when
/// it was taken back; [`Error::Invalid`] when too many are there.
pub async fn join_document(ctx: &Ctx, id: EntryId, file: NewAttachment) -> Result<AttachmentId> {
    // Nobody fills the store with documents for an entry that they may not write to.
    may_join_document(ctx, id).await?;
    let file = attachments::put_away(ctx, file).await?;
    ctx.write(move |ctx, tx| async move {
        let held = open::hold(&ctx, &tx, id).await?;
        let reason = may_join(&ctx, &held)?;
        let person = PersonId::from(held.row.person_id);
        let place = Place { kind: "entry", object: id.uuid(), part: None, person: Some(person) };
        attachments::join(&ctx, &tx, place, &reason, file).await
    })
    .await
}

/// Whether the actor may join a document to an entry: asked before its bytes are read.
///
/// # Errors
/// As [`join_document`].
pub async fn may_join_document(ctx: &Ctx, id: EntryId) -> Result<()> {
    may_join(ctx, &open::find(ctx, &ctx.reader(), id).await?).map(|_| ())
}

fn may_join(ctx: &Ctx, held: &Held) -> Result<Reason> {
    let reason = ctx.permit(Action::WriteEntry, &Resource::Entry(held.facts.clone()))?;
    if !held.facts.mine {
        return Err(Error::Forbidden);
    }
    if held.status(ctx) == Status::Withdrawn {
        return Err(Error::conflict("conflict-entry-withdrawn"));
    }
    Ok(reason)
}

/// Whether the actor may join a document to the entry.
pub(super) fn joins(ctx: &Ctx, held: &Held) -> bool {
    may_join(ctx, held).is_ok()
}

/// Why the actor reads an entry that they read.
fn reads(ctx: &Ctx, held: &Held) -> Result<Reason> {
    let compartment: Compartment = held.facts.compartment;
    ctx.permit(Action::reading(compartment), &Resource::Entry(held.facts.clone()))
}

/// The content of a document; journalled.
///
/// # Errors
/// [`Error::NotFound`] when the entry is hidden, and when the document was taken back.
pub async fn document(ctx: &Ctx, id: EntryId, file: AttachmentId) -> Result<(Attachment, Vec<u8>)> {
    let held = open::find(ctx, &ctx.reader(), id).await?;
    let reason = reads(ctx, &held)?;
    attachments::read(ctx, id.uuid(), file, held.row.person_id.into(), &reason).await
}

/// Takes back a document that was joined by mistake: nobody reads it again.
///
/// # Errors
/// As [`document`]; [`Error::Forbidden`] for anybody but whoever joined it.
pub async fn take_back_document(ctx: &Ctx, id: EntryId, file: AttachmentId) -> Result<()> {
    ctx.write(move |ctx, tx: Tx| async move {
        let held = open::hold(&ctx, &tx, id).await?;
        let reason = reads(&ctx, &held)?;
        let person = PersonId::from(held.row.person_id);
        attachments::take_back(&ctx, &tx, id.uuid(), file, person, &reason).await
    })
    .await
}
