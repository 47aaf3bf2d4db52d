use policy::Action;

use super::act::Act;
use super::facts::Fact;
use crate::{AdviceId, Ctx, Result, fields};

/// Writes to the other side; the clock goes on.
pub async fn post(ctx: &Ctx, id: AdviceId, text: &str) -> Result<AdviceId> {
    let text = fields::long("text", text).map_err(|fault| crate::Error::Invalid(vec![fault]))?;
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::PostMessage).await?;
        act.happened(Fact::Message { text }).await?;
        act.finish("advice.message").await
    })
    .await
}
