use policy::Action;

use super::act::Act;
use super::facts::Fact;
use crate::{AdviceId, Ctx, Result, fields};

/// The answerer gives the request back to the pool; the clock goes on.
pub async fn release(ctx: &Ctx, id: AdviceId, reason: &str) -> Result<AdviceId> {
    let reason =
        fields::optional_long("reason", reason).map_err(|fault| crate::Error::Invalid(vec![fault]))?;
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::DeclineAdvice).await?;
        act.advice.row.answerer_id = None;
        act.advice.row.named_id = None;
        act.happened(Fact::Release { reason }).await?;
        act.finish("advice.released").await
    })
    .await
}
