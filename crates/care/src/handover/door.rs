//! What stands behind a link: who asks, and nothing of whom.

use jiff::civil::Date;
use kernel::clock::from_micros;
use sea_orm::{ConnectionTrait, EntityTrait};
use store::Tx;

use super::link::PURPOSE;
use super::rows::{handover_link, locked};
use crate::access::{self, Actor};
use crate::accounts::{Attempt, links};
use crate::dates::day;
use crate::pathways::{self, Pathway, Standing, StepStatus};
use crate::programs::{StepKind, Words};
use crate::{Ctx, Error, HandoverId, Result};

/// What a doctor is asked, without a word of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Who is asked.
    pub to: String,
    /// Who asks.
    pub from: String,
    /// Where they work.
    pub organization: String,
    /// In which programme.
    pub program: Words,
    /// By which day an answer is hoped for, while it is to come.
    pub answer_by: Option<Date>,
    /// What the doctor asked last.
    pub question: Option<String>,
}

/// What stands behind a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// An answer is waited for.
    Asked(Request),
    /// They accepted: the code is asked for.
    Accepted(Request),
}

/// Somebody who was asked to take over.
pub(super) struct Proposed {
    pub(super) step: String,
    /// The place of the proposal in the history.
    pub(super) seq: i64,
    pub(super) to: String,
    pub(super) status: StepStatus,
    pub(super) due: Option<Date>,
    pub(super) question: Option<String>,
}

/// Who was asked last and did not decline, while the pathway goes on.
pub(super) fn proposed(pathway: &Pathway, standing: &Standing) -> Option<Proposed> {
    if standing.status != pathways::Status::Running {
        return None;
    }
    let steps = pathway.rules.steps.iter().zip(&standing.steps);
    let mut handovers = steps.filter(|(step, _)| step.kind == StepKind::Handover).map(|(_, it)| it).rev();
    handovers.find_map(|it| {
        Some(Proposed {
            step: it.code.clone(),
            seq: it.asked?.0,
            to: it.to.clone()?,
            status: it.status,
            due: it.due,
            question: it.question.clone(),
        })
    })
}

/// A link, the proposal that it is for, and whoever made it, who still moves the pathway on.
pub(super) struct Live {
    pub(super) link: handover_link::Model,
    pub(super) pathway: Pathway,
    pub(super) proposed: Proposed,
    /// Acts as whoever made the link.
    pub(super) ctx: Ctx,
}

impl Live {
    /// The link, as long as its proposal stands.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it does not, or where whoever made it may not move the pathway on any more.
    pub(super) async fn find<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: HandoverId) -> Result<Self> {
        let found = handover_link::Entity::find_by_id((ctx.territory(), id.uuid())).one(db).await?;
        Self::of(ctx, db, found.ok_or(Error::NotFound)?).await
    }

    /// The same, held until the act ends.
    pub(super) async fn hold(ctx: &Ctx, tx: &Tx, id: HandoverId) -> Result<Self> {
        Self::of(ctx, tx, locked(ctx, tx, id.uuid()).await?).await
    }

    async fn of<C: ConnectionTrait>(ctx: &Ctx, db: &C, link: handover_link::Model) -> Result<Self> {
        let then = from_micros(link.at);
        let maker = access::load(db, ctx.territory(), link.role_id.into(), then, false).await?;
        let maker = Actor::Professional(Box::new(maker.ok_or(Error::NotFound)?));
        let ctx = ctx.as_actor(maker);
        let (pathway, standing) = pathways::moved_on(&ctx, db, link.pathway_id.into()).await?;
        let proposed =
            proposed(&pathway, &standing).filter(|it| it.seq == link.seq).ok_or(Error::NotFound)?;
        Ok(Self { link, pathway, proposed, ctx })
    }

    fn door(&self) -> Result<Door> {
        let maker = self.ctx.actor().professional()?;
        let program = self.ctx.house().programs().get(&self.pathway.program).ok_or(Error::NotFound)?;
        let request = Request {
            to: self.proposed.to.clone(),
            from: maker.name.clone(),
            organization: maker.organization.clone(),
            program: program.name.clone(),
            answer_by: self.proposed.due.filter(|due| *due >= day(self.ctx.now())),
            question: self.proposed.question.clone(),
        };
        Ok(match self.proposed.status {
            StepStatus::Done => Door::Accepted(request),
            _ => Door::Asked(request),
        })
    }
}

/// What stands behind a link. Looking does not use it. Never made, used, over, replaced: all alike [`Attempt::Refused`].
pub async fn look(ctx: &Ctx, token: &str, client: &str) -> Result<Attempt<Door>> {
    let link = match links::look(ctx, PURPOSE, token, client).await? {
        Attempt::Passed(link) => link,
        Attempt::Refused => return Ok(Attempt::Refused),
        Attempt::Throttled { until } => return Ok(Attempt::Throttled { until }),
    };
    match Live::find(ctx, &ctx.reader(), link.subject.into()).await {
        Ok(live) => Ok(Attempt::Passed(live.door()?)),
        Err(Error::NotFound | Error::Forbidden) => Ok(Attempt::Refused),
        Err(error) => Err(error),
    }
}
