use policy::Action;

use super::act::Act;
use super::facts::Fact;
use crate::{AdviceId, Ctx, Error, Result};

/// A psychiatrist of the pool, the one named, or a substitute takes the request.
///
/// # Errors
/// [`Error::Conflict`] where somebody else took it first, or where the actor's queue is full.
pub async fn accept(ctx: &Ctx, id: AdviceId) -> Result<AdviceId> {
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::AcceptAdvice).await?;
        take(&mut act).await?;
        act.finish("advice.accepted").await
    })
    .await
}

/// Takes the request for the actor, unless they already have it.
pub(super) async fn take(act: &mut Act<'_>) -> Result<()> {
    let me = act.ctx.actor().professional()?.practitioner();
    if act.advice.row.answerer_id == Some(me.uuid()) {
        return Ok(());
    }
    let row = &act.advice.row;
    // One that is addressed to them stands in their queue already: a full queue can be worked off.
    let counted = u64::from(row.named_id == Some(me.uuid()) && row.answerer_id.is_none());
    let others = super::queue::open_requests(act.tx, act.ctx, me).await?.saturating_sub(counted);
    if others >= u64::from(act.program()?.advice()?.queue_cap) {
        return Err(Error::conflict("conflict-queue-full"));
    }
    act.advice.row.answerer_id = Some(me.uuid());
    act.happened(Fact::Acceptance).await
}
