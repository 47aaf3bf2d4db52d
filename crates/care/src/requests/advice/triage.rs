use policy::{Action, ProgramRole};

use super::act::Act;
use super::facts::Fact;
use crate::access::pools;
use crate::{AdviceId, Ctx, Error, PractitionerId, Result, fields};

/// A secretary or a coordinator looks at a new request, and may propose it to one psychiatrist. They decide on who,
/// where and since when, never on the clinical text.
pub async fn triage(ctx: &Ctx, id: AdviceId, named: Option<PractitionerId>, note: &str) -> Result<AdviceId> {
    let note = fields::optional_short("note", note).map_err(|fault| Error::Invalid(vec![fault]))?;
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::TriageAdvice).await?;
        if let Some(named) = named {
            let answers =
                pools::holds(&tx, &ctx, named, &act.advice.row.program, ProgramRole::Answerer).await?;
            if !answers {
                return Err(Error::invalid("named", "fault-not-an-answerer"));
            }
            let cap = u64::from(act.program()?.advice()?.queue_cap);
            if super::queue::open_requests(&tx, &ctx, named).await? >= cap {
                return Err(Error::invalid("named", "fault-queue-full"));
            }
        }
        act.advice.row.named_id = named.map(PractitionerId::uuid);
        act.happened(Fact::Triage { named, note }).await?;
        act.finish("advice.triaged").await
    })
    .await
}
