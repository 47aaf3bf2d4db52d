use policy::Action;

use super::act::Act;
use super::facts::Fact;
use crate::{AdviceId, Ctx, Result, attachments, drafts, fields};

/// The asker gives what was asked: the clock runs again.
pub async fn complete(ctx: &Ctx, id: AdviceId, text: &str) -> Result<AdviceId> {
    let text = fields::long("text", text).map_err(|fault| crate::Error::Invalid(vec![fault]))?;
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::GiveInformation).await?;
        let known = act.advice.attachments();
        let joined = attachments::of(&tx, &ctx, id.uuid()).await?;
        let attachments = joined.into_iter().map(|it| it.id).filter(|it| !known.contains(it)).collect();
        act.happened(Fact::InformationGiven { text, attachments }).await?;
        drafts::discard(&ctx, &tx, "complete", id.uuid()).await?;
        act.finish("advice.information_given").await
    })
    .await
}
