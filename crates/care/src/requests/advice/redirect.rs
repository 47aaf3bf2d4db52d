use policy::Action;

use super::act::Act;
use super::facts::Fact;
use crate::fields::{self, Faults};
use crate::{AdviceId, Ctx, Error, Result};

/// Sends the request on to another structure, with a reason. The asker is told, and stays in charge meanwhile.
pub async fn redirect(ctx: &Ctx, id: AdviceId, target: &str, reason: &str) -> Result<AdviceId> {
    let mut faults = Faults::new();
    let reason = faults.take(fields::long("reason", reason));
    if target.is_empty() {
        faults.push("target", "fault-choose");
    }
    faults.done()?;
    let (target, reason) = (target.to_owned(), reason.unwrap_or_default());
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::RedirectAdvice).await?;
        if !act.program()?.advice()?.redirects.iter().any(|choice| choice.code == target) {
            return Err(Error::invalid("target", "fault-choose"));
        }
        act.ends_sharing()?;
        act.happened(Fact::Redirection { target, reason }).await?;
        act.finish("advice.redirected").await
    })
    .await
}
