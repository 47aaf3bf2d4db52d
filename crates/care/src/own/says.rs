//! What a person says on their own page takes effect in the act that records it.

use super::access::{handed_by, mine, own};
use crate::people::{self, How, InformationKind, NewInformation, Scope};
use crate::{Ctx, OwnAccessId, PractitionerId, Result};

/// The person takes a consent back: to one professional, or all of them.
///
/// # Errors
/// [`crate::Error::NotFound`] for anybody but the person on their own page; [`crate::Error::Conflict`] when there is nothing
/// to take back.
pub async fn withdraw(ctx: &Ctx, id: OwnAccessId, from: Option<PractitionerId>) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let (row, by) = handed_by(&ctx, &tx, id).await?;
        let person = mine(&ctx, &row)?;
        let reason = own(&ctx, &tx, person).await?;
        people::hold(&tx, &ctx, person).await?;
        let scope = from.map_or(Scope::Everyone, Scope::Practitioner);
        let said =
            NewInformation { scope, ..NewInformation::now(InformationKind::ConsentWithdrawn, How::OwnPage) };
        people::note_information(&ctx.as_actor(by), &tx, person, said).await?;
        ctx.record(&tx, "own.withdrawn", ("own_access", id.uuid()), Some(person.uuid()), &reason).await
    })
    .await
}
