//! Who is told what about a request. One table, read from top to bottom.
//!
//! | what happened | who is told |
//! |---|---|
//! | sent | triage where the programme has one, otherwise the pool; the one named, and who stands in for them |
//! | triaged to somebody | that psychiatrist, and who stands in for them |
//! | accepted, asked back, answered, redirected, declined | the asker |
//! | information given, cancelled after acceptance, closed | the answerer |
//! | message | the other side |
//! | given back | the pool |

use policy::ProgramRole;
use store::Tx;

use super::facts::{Dated, Fact};
use super::rows::Advice;
use crate::access::pools;
use crate::directory::absence;
use crate::notices::{self, NewNotice};
use crate::{Ctx, PractitionerId, Result};

/// Tells everybody concerned, except the one who did it.
pub(super) async fn tell(ctx: &Ctx, tx: &Tx, advice: &Advice, dated: &Dated) -> Result<()> {
    let row = &advice.row;
    let asker: PractitionerId = row.asker_id.into();
    let answerer = row.answerer_id.or(row.named_id).map(PractitionerId::from);
    let pool = |role| pools::holders_of(tx, ctx, &row.program, role);
    let (kind, to): (&'static str, Vec<PractitionerId>) = match &dated.fact {
        Fact::Sending(asked) => {
            let triage = ctx
                .house()
                .programs()
                .get(&row.program)
                .and_then(|it| it.advice.as_ref())
                .is_some_and(|it| it.triage);
            match (asked.named, triage) {
                (Some(named), _) => ("notice-advice-for-you", there(ctx, tx, named).await?),
                (None, true) => ("notice-advice-to-triage", pool(ProgramRole::Triage).await?),
                (None, false) => ("notice-advice-in-pool", pool(ProgramRole::Answerer).await?),
            }
        }
        Fact::Triage { named: Some(named), .. } => ("notice-advice-for-you", there(ctx, tx, *named).await?),
        Fact::Triage { named: None, .. } | Fact::Release { .. } => {
            ("notice-advice-in-pool", pool(ProgramRole::Answerer).await?)
        }
        Fact::Acceptance => ("notice-advice-accepted", vec![asker]),
        Fact::InformationRequest { .. } => ("notice-advice-asked-back", vec![asker]),
        Fact::Answer(_) => ("notice-advice-answered", vec![asker]),
        Fact::Redirection { .. } => ("notice-advice-redirected", vec![asker]),
        Fact::Refusal { .. } => ("notice-advice-declined", vec![asker]),
        Fact::InformationGiven { .. } => ("notice-advice-completed", answerer.into_iter().collect()),
        Fact::Closing(_) => ("notice-advice-closed", answerer.into_iter().collect()),
        Fact::Cancellation { .. } => ("notice-advice-cancelled", answerer.into_iter().collect()),
        Fact::Message { .. } => {
            let other = if dated.practitioner == asker { answerer } else { Some(asker) };
            ("notice-advice-message", other.into_iter().collect())
        }
    };
    let dedup = format!("advice|{}|{}", row.id, dated.seq);
    let to: Vec<_> = to.into_iter().filter(|to| *to != dated.practitioner).collect();
    notices::tell(ctx, tx, &to, NewNotice { kind, object: ("advice", row.id), dedup: &dedup }).await
}

/// Somebody, and whoever stands in for them today.
async fn there(ctx: &Ctx, tx: &Tx, named: PractitionerId) -> Result<Vec<PractitionerId>> {
    let mut told = absence::substitutes_of(tx, ctx, named, ctx.now()).await?;
    told.insert(0, named);
    Ok(told)
}
