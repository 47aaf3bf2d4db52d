//! Making a link and its code.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use store::Tx;

use super::door::proposed;
use super::rows::handover_link;
use crate::accounts::{Shown, Token, links};
use crate::{Ctx, Error, HandoverId, PathwayId, Result, pathways};

/// Purpose of the links.
pub(super) const PURPOSE: &str = "handover";
/// How long a link is good: a doctor who is away comes back meanwhile.
const LINK: SignedDuration = SignedDuration::from_hours(24 * 21);

/// What is given to a doctor, shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// What stands in the link.
    pub token: Token,
    /// The code, given by another way.
    pub code: Shown,
    /// Until when the link is good.
    pub expires_at: Timestamp,
    /// For whom.
    pub to: String,
}

/// Makes a link for the doctor who was asked last, or who accepted. Links made before for this pathway are worth nothing from
/// now on.
///
/// # Errors
/// [`Error::NotFound`] when the pathway is hidden; [`Error::Forbidden`] when the actor does not move it on; [`Error::Conflict`]
/// where nobody is asked.
pub async fn make(ctx: &Ctx, id: PathwayId) -> Result<HandedOver> {
    ctx.write(move |ctx, tx| async move {
        let (pathway, standing, reason) = pathways::held(&ctx, &tx, id).await?;
        let nobody = || Error::conflict("conflict-handover-nobody");
        let proposed = proposed(&pathway, &standing).ok_or_else(nobody)?;
        revoke(&ctx, &tx, id).await?;
        let link: HandoverId = ctx.new_id();
        let (row, code) = handover_link::Model::drawn(&ctx, link.uuid(), LINK, id.uuid(), proposed.seq)?;
        row.insert(&tx).await?;
        let token = links::create(&ctx, &tx, PURPOSE, link.uuid(), LINK).await?;
        let of = ("handover", link.uuid());
        ctx.record(&tx, "handover.linked", of, Some(pathway.person.uuid()), &reason).await?;
        Ok(HandedOver { token, code, expires_at: ctx.now() + LINK, to: proposed.to })
    })
    .await
}

/// Every link of the pathway is worth nothing from now on.
async fn revoke(ctx: &Ctx, tx: &Tx, id: PathwayId) -> Result<()> {
    let before = handover_link::Entity::find()
        .filter(handover_link::Column::TerritoryId.eq(ctx.territory()))
        .filter(handover_link::Column::PathwayId.eq(id.uuid()))
        .filter(handover_link::Column::ExpiresAt.gt(ctx.now().as_microsecond()))
        .all(tx)
        .await?;
    for link in before {
        links::revoke(ctx, tx, PURPOSE, link.id).await?;
    }
    Ok(())
}
