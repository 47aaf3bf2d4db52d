//! What a doctor answers by a link.

use store::Tx;

use super::door::Live;
use super::link::PURPOSE;
use crate::accounts::{Attempt, links};
use crate::ctx::by_handover_link;
use crate::notices::{self, NewNotice};
use crate::pathways::{self, Fact, NewFact, StepStatus};
use crate::{Ctx, Error, Result, fields};

/// So many questions may be asked by one link: it is open to whoever holds it.
const QUESTIONS: usize = 5;

/// What a doctor answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// They take over.
    Accept,
    /// They do not.
    Decline {
        /// Why, as typed.
        why: String,
    },
    /// They ask something first.
    Ask {
        /// What, and how to reach them, as typed.
        text: String,
    },
}

impl Answer {
    /// The fact it becomes.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `why` or `text` where they are empty or too long.
    fn fact(self, step: String) -> Result<Fact> {
        let long = |field, text: &str| fields::long(field, text).map_err(|fault| Error::Invalid(vec![fault]));
        Ok(match self {
            Self::Accept => Fact::Acceptance { step, by_link: true },
            Self::Decline { why } => Fact::Decline { step, why: long("why", &why)?, by_link: true },
            Self::Ask { text } => Fact::Question { step, text: long("text", &text)? },
        })
    }
}

/// Answers by a link. A doctor who accepts keeps the link for its code; one who declines has used it. Said twice, it is said
/// once.
///
/// # Errors
/// [`Error::Invalid`] on `why` or `text`; [`Error::Conflict`] after too many questions.
pub async fn answer(ctx: &Ctx, token: &str, client: &str, answer: Answer) -> Result<Attempt<()>> {
    // Read before anything else: a fault is told whatever stands behind the link.
    let fact = answer.fact(String::new())?;
    let done = match &fact {
        Fact::Decline { .. } => {
            links::redeem(ctx, PURPOSE, token, client, move |ctx, tx, link| async move {
                let live = Live::hold(&ctx, &tx, link.subject.into()).await?;
                say(&ctx, &tx, &live, fact).await
            })
            .await
        }
        _ => {
            let link = match links::look(ctx, PURPOSE, token, client).await? {
                Attempt::Passed(link) => link.subject.into(),
                Attempt::Refused => return Ok(Attempt::Refused),
                Attempt::Throttled { until } => return Ok(Attempt::Throttled { until }),
            };
            ctx.write(move |ctx, tx| async move {
                let live = Live::hold(&ctx, &tx, link).await?;
                say(&ctx, &tx, &live, fact).await
            })
            .await
            .map(Attempt::Passed)
        }
    };
    match done {
        Err(Error::NotFound | Error::Forbidden) => Ok(Attempt::Refused),
        done => done,
    }
}

/// Writes what was answered through the role of whoever made the link, and tells them.
async fn say(ctx: &Ctx, tx: &Tx, live: &Live, fact: Fact) -> Result<()> {
    let accepted = live.proposed.status == StepStatus::Done;
    let step = live.proposed.step.clone();
    let (fact, action, notice) = match fact {
        // A second press finds it accepted.
        Fact::Acceptance { .. } if accepted => return Ok(()),
        _ if accepted => return Err(Error::NotFound),
        Fact::Acceptance { by_link, .. } => {
            (Fact::Acceptance { step, by_link }, "handover.accepted", "notice-handover-accepted")
        }
        Fact::Decline { why, by_link, .. } => {
            (Fact::Decline { step, why, by_link }, "handover.declined", "notice-handover-declined")
        }
        Fact::Question { text, .. } => {
            let since = live.pathway.facts.iter().filter(|it| it.seq > live.link.seq);
            if since.filter(|it| matches!(it.fact, Fact::Question { .. })).count() >= QUESTIONS {
                return Err(Error::conflict("conflict-handover-questions"));
            }
            (Fact::Question { step, text }, "handover.asked", "notice-handover-asked")
        }
        _ => return Err(Error::Bug("nothing that a doctor answers".to_owned())),
    };
    let (_, said) =
        pathways::said(&live.ctx, tx, live.pathway.id, NewFact { fact, at: None, slot: None }).await?;
    if said.is_none() {
        return Ok(());
    }
    let maker = live.ctx.actor().professional()?.practitioner();
    let seq = live.pathway.facts.len();
    let told = NewNotice {
        kind: notice,
        object: ("pathway", live.pathway.id.uuid()),
        dedup: &format!("{notice}|{}|{seq}", live.link.id),
    };
    notices::tell(ctx, tx, &[maker], told).await?;
    let (of, person) = (("handover", live.link.id), live.pathway.person.uuid());
    ctx.record(tx, action, of, Some(person), &by_handover_link()).await
}
