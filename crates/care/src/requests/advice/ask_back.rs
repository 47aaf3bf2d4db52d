use policy::Action;

use super::accept::take;
use super::act::Act;
use super::facts::{Fact, Status};
use crate::{AdviceId, Ctx, Result, fields};

/// The answerer needs something from the asker: the clock is paused until it is given. Asking takes the request.
pub async fn ask_back(ctx: &Ctx, id: AdviceId, text: &str) -> Result<AdviceId> {
    let text = fields::long("text", text).map_err(|fault| crate::Error::Invalid(vec![fault]))?;
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::AskInformation).await?;
        if act.advice.status() == Status::Sent {
            take(&mut act).await?;
        }
        act.happened(Fact::InformationRequest { text }).await?;
        act.finish("advice.information_requested").await
    })
    .await
}
