use policy::Action;

use super::act::look;
use crate::{AdviceId, Ctx, Error, Result};

/// Whether the actor may go on from an ended request with a linked question: theirs, and within the programme's time.
/// The earlier request stays as it is.
pub(super) async fn check(ctx: &Ctx, id: AdviceId) -> Result<()> {
    let db = ctx.reader();
    let (advice, resource) = look(&db, ctx, id).await?;
    ctx.permit(Action::ReopenAdvice, &resource)?;
    let program = ctx.house().programs().get(&advice.row.program).ok_or(Error::NotFound)?;
    let Some(ended) = advice.row.ended_at else {
        return Err(Error::conflict("conflict-not-ended"));
    };
    let limit = ended + i64::from(program.clocks.reopen_days) * 86_400_000_000;
    if ctx.now().as_microsecond() > limit {
        return Err(Error::conflict("conflict-too-late-to-reopen"));
    }
    Ok(())
}
