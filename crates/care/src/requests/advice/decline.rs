use policy::Action;

use super::act::Act;
use super::facts::Fact;
use crate::fields::{self, Faults};
use crate::{AdviceId, Ctx, Error, Result};

/// Does not take the request, for a reason of the programme's list and in words.
pub async fn decline(ctx: &Ctx, id: AdviceId, reason: &str, text: &str) -> Result<AdviceId> {
    let mut faults = Faults::new();
    let text = faults.take(fields::long("text", text));
    if reason.is_empty() {
        faults.push("reason", "fault-choose");
    }
    faults.done()?;
    let (reason, text) = (reason.to_owned(), text.unwrap_or_default());
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::DeclineAdvice).await?;
        if !act.program()?.advice()?.refusals.iter().any(|choice| choice.code == reason) {
            return Err(Error::invalid("reason", "fault-choose"));
        }
        act.ends_sharing()?;
        act.happened(Fact::Refusal { reason, text }).await?;
        act.finish("advice.declined").await
    })
    .await
}
