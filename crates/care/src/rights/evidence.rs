//! What proves what happened to an application: the scan of a decision, of a receipt, of a piece.
//!
//! A scan says more than its fact: income, the household, an address. Whoever reads the social part of the record reads
//! it; a doctor, who has the overview, does not.

use policy::{Action, Reason, Resource};

use super::acts::{overview, standing};
use super::catalogue::OwedBy;
use super::facts::Fact;
use super::rows::{self, Application};
use crate::attachments::{self, Attachment, NewAttachment, Place};
use crate::{ApplicationId, AttachmentId, Ctx, Error, PersonId, Result};

/// Joins a scan to a fact of an application.
///
/// # Errors
/// [`Error::NotFound`] when the application is hidden or has no such fact; [`Error::Forbidden`] when it is not the actor's
/// to manage; [`Error::Conflict`] for a piece that a doctor owes, which is no paper of the social part;
/// [`Error::Invalid`] when too many are there.
pub async fn join_evidence(
    ctx: &Ctx,
    id: ApplicationId,
    seq: i64,
    file: NewAttachment,
) -> Result<AttachmentId> {
    // Nobody fills the store with documents for an application that they may not write to.
    may_join_evidence(ctx, id, seq).await?;
    let file = attachments::put_away(ctx, file).await?;
    ctx.write(move |ctx, tx| async move {
        let (_, found) = rows::lock(&ctx, &tx, id).await?.unzip();
        let (application, resource) = standing(&ctx, &tx, found).await?;
        let reason = may_join(&ctx, &application, &resource, seq)?;
        let person = Some(application.person);
        let place = Place { kind: "right", object: id.uuid(), part: Some(seq), person };
        attachments::join(&ctx, &tx, place, &reason, file).await
    })
    .await
}

/// Whether the actor may join a scan to a fact: asked before its bytes are read.
///
/// # Errors
/// As [`join_evidence`].
pub async fn may_join_evidence(ctx: &Ctx, id: ApplicationId, seq: i64) -> Result<()> {
    let found = rows::find(ctx, &ctx.reader(), id).await?;
    let (application, resource) = standing(ctx, &ctx.reader(), found).await?;
    may_join(ctx, &application, &resource, seq).map(|_| ())
}

fn may_join(ctx: &Ctx, application: &Application, resource: &Resource, seq: i64) -> Result<Reason> {
    overview(ctx, resource)?;
    let reason = ctx.permit(Action::ManageRights, resource)?;
    let fact = application.facts.iter().find(|it| it.seq == seq).ok_or(Error::NotFound)?;
    if is_of_a_doctor(ctx, application, &fact.fact) {
        return Err(Error::conflict("conflict-piece-of-a-doctor"));
    }
    Ok(reason)
}

/// Whether a fact is a piece that a doctor owes: it goes to the body sealed, and its copy belongs among the documents of
/// the health parts.
fn is_of_a_doctor(ctx: &Ctx, application: &Application, fact: &Fact) -> bool {
    let Fact::PieceProvided { piece } = fact else { return false };
    let rights = ctx.house().rights();
    let right = rights.get(&application.right_code);
    right.and_then(|right| right.piece(piece)).is_some_and(|piece| piece.owed_by == OwedBy::Doctor)
}

/// The scans of an application, for whoever may read them; and to which of its facts the actor may join one.
pub(super) async fn of(
    ctx: &Ctx,
    application: &Application,
    resource: &Resource,
) -> Result<(Vec<Attachment>, Vec<i64>)> {
    let scans = if ctx.may(Action::ReadSocial, resource) {
        attachments::of(&ctx.reader(), ctx, application.id.uuid()).await?
    } else {
        Vec::new()
    };
    let open = |seq: &i64| may_join(ctx, application, resource, *seq).is_ok();
    Ok((scans, application.facts.iter().map(|it| it.seq).filter(open).collect()))
}

/// The content of a scan; journalled.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden, or was taken back.
pub async fn evidence(ctx: &Ctx, id: ApplicationId, file: AttachmentId) -> Result<(Attachment, Vec<u8>)> {
    let found = rows::find(ctx, &ctx.reader(), id).await?;
    let (application, resource) = standing(ctx, &ctx.reader(), found).await?;
    overview(ctx, &resource)?;
    // For whoever does not read the social part there is no scan.
    let reason = ctx.permit(Action::ReadSocial, &resource).map_err(|_| Error::NotFound)?;
    attachments::read(ctx, id.uuid(), file, application.person, &reason).await
}

/// Takes back a scan that was joined by mistake: nobody reads it again.
///
/// # Errors
/// As [`evidence`]; [`Error::Forbidden`] for anybody but whoever joined it.
pub async fn take_back_evidence(ctx: &Ctx, id: ApplicationId, file: AttachmentId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let (_, found) = rows::lock(&ctx, &tx, id).await?.unzip();
        let (application, resource) = standing(&ctx, &tx, found).await?;
        overview(&ctx, &resource)?;
        let reason = ctx.permit(Action::ReadSocial, &resource).map_err(|_| Error::NotFound)?;
        let person: PersonId = application.person;
        attachments::take_back(&ctx, &tx, id.uuid(), file, person, &reason).await
    })
    .await
}
