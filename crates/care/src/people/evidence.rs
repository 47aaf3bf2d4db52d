//! What proves what a person was told or said: the scan of a form that they signed.
//!
//! A signed form may say more than the line it proves. Whoever may record what the person says, and is of their care team,
//! reads it: as with the word on a fact, coordination and secretariats know that it was said, not how.

use policy::{Action, Reason, Resource};
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::rows::information;
use super::{rows, ties};
use crate::attachments::{self, Attachment, NewAttachment, Place};
use crate::{AttachmentId, Ctx, Error, PersonId, Result};

/// The person who said it, and on what ground the actor has to do with what proves it. For whoever has not, there is no such
/// fact: that a form was signed tells of the person. A fact that is absent takes the same statements as a hidden one.
async fn standing<C: ConnectionTrait>(ctx: &Ctx, db: &C, fact: Uuid) -> Result<(PersonId, Reason)> {
    let said = information::Entity::find_by_id((ctx.territory(), fact)).one(db).await?;
    let ties = ties(ctx, db, said.map_or(Uuid::nil(), |it| it.person_id).into()).await?;
    let person = PersonId::from(ties.facts.id);
    let of_the_team = ties.facts.team.is_some();
    match ctx.permit(Action::RecordInformation, &Resource::Person(ties.facts)) {
        Ok(reason) if of_the_team => Ok((person, reason)),
        Ok(_) | Err(Error::Forbidden) => Err(Error::NotFound),
        Err(error) => Err(error),
    }
}

/// Joins a scan to something that the person was told or said.
///
/// # Errors
/// [`Error::NotFound`] when there is no such fact, and for whoever is not of the team of its person or does not record what
/// they say.
pub async fn join_evidence(ctx: &Ctx, fact: Uuid, file: NewAttachment) -> Result<AttachmentId> {
    standing(ctx, &ctx.reader(), fact).await?;
    let file = attachments::put_away(ctx, file).await?;
    ctx.write(move |ctx, tx| async move {
        let (person, reason) = standing(&ctx, &tx, fact).await?;
        rows::lock(&tx, &ctx, person).await?;
        let place = Place { kind: "information", object: fact, part: None, person: Some(person) };
        attachments::join(&ctx, &tx, place, &reason, file).await
    })
    .await
}

/// Whose word it is, for whoever may join a scan to it.
///
/// # Errors
/// As [`join_evidence`].
pub async fn evidenced(ctx: &Ctx, fact: Uuid) -> Result<PersonId> {
    Ok(standing(ctx, &ctx.reader(), fact).await?.0)
}

/// The content of a scan; journalled.
///
/// # Errors
/// As [`join_evidence`].
pub async fn evidence(ctx: &Ctx, fact: Uuid, file: AttachmentId) -> Result<(Attachment, Vec<u8>)> {
    let (person, reason) = standing(ctx, &ctx.reader(), fact).await?;
    attachments::read(ctx, fact, file, person, &reason).await
}

/// Takes back a scan that was joined by mistake: nobody reads it again.
///
/// # Errors
/// As [`join_evidence`]; [`Error::Forbidden`] for anybody but whoever joined it.
pub async fn take_back_evidence(ctx: &Ctx, fact: Uuid, file: AttachmentId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let (person, reason) = standing(&ctx, &tx, fact).await?;
        rows::lock(&tx, &ctx, person).await?;
        attachments::take_back(&ctx, &tx, fact, file, person, &reason).await
    })
    .await
}
