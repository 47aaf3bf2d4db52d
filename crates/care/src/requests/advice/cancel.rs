use policy::Action;

use super::act::Act;
use super::facts::{Fact, Status};
use crate::{AdviceId, Ctx, Result, attachments, drafts, fields};

/// The asker withdraws a draft or a request that is not answered yet.
pub async fn cancel(ctx: &Ctx, id: AdviceId, reason: &str) -> Result<AdviceId> {
    let reason =
        fields::optional_long("reason", reason).map_err(|fault| crate::Error::Invalid(vec![fault]))?;
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::CancelAdvice).await?;
        act.ends_sharing()?;
        let unsent = act.advice.status() == Status::Draft;
        act.happened(Fact::Cancellation { reason }).await?;
        if unsent {
            attachments::remove_all(&ctx, &tx, id.uuid()).await?;
        }
        drafts::discard(&ctx, &tx, "ask", id.uuid()).await?;
        act.finish("advice.cancelled").await
    })
    .await
}
