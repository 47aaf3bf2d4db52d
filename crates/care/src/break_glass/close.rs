//! Closing what a vital need opened, before the hour is over.

use policy::{Action, Resource};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::rows::break_glass;
use crate::access::grants::{self, Ground};
use crate::people::ties;
use crate::{Ctx, Error, PersonId, Result};

/// Closes the record that the actor opened: the need is met. The attempt is reviewed all the same.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden, and when the actor has opened nothing of theirs, or the hour is over.
pub async fn close(ctx: &Ctx, person: PersonId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let reason = ctx.permit(Action::ReadIdentity, &Resource::Person(ties.facts))?;
        let (me, now) = (ctx.actor().professional()?.practitioner(), ctx.now());
        let all = break_glass::Entity::find()
            .filter(break_glass::Column::TerritoryId.eq(ctx.territory()))
            .filter(break_glass::Column::PractitionerId.eq(me.uuid()))
            .filter(break_glass::Column::PersonId.eq(person.uuid()))
            .order_by_asc(break_glass::Column::Id)
            .lock_exclusive()
            .all(&tx)
            .await?;
        let running: Vec<_> = all.into_iter().filter(|row| row.opening(now).closed().is_some()).collect();
        if running.is_empty() {
            return Err(Error::NotFound);
        }
        for row in running {
            let id = row.id;
            break_glass::Model { until_at: Some(now.as_microsecond()), ..row }.save(&tx).await?;
            grants::end_on_object(&ctx, &tx, id, &[Ground::VitalNeed], now).await?;
            let object = ("break_glass", id);
            ctx.record(&tx, "break_glass.closed", object, Some(person.uuid()), &reason).await?;
        }
        Ok(())
    })
    .await
}
