//! Somebody who has an account here is asked to take over: they are invited into the care team, and what they answer there is their
//! answer on the pathway. Whoever has none is given a link (`handover`).

use jiff::Timestamp;
use policy::Reason;
use sea_orm::{EntityTrait, QuerySelect};
use store::Tx;

use super::acts::{recorded, said};
use super::facts::{Dated, Fact, FactKind};
use super::form::NewFact;
use super::hold::{circumstances, hold};
use super::rows::{self, Pathway, pathway};
use super::standing::{Status, StepStatus, standing};
use crate::access::{self, Actor};
use crate::directory::public;
use crate::error::Error;
use crate::notices::{self, NewNotice};
use crate::people::{self, invitations};
use crate::programs::StepKind;
use crate::{Ctx, PathwayId, PersonId, PractitionerId, Result, RoleId, record};

/// Holds a pathway until the act ends.
pub(crate) async fn lock(ctx: &Ctx, tx: &Tx, id: PathwayId) -> Result<()> {
    pathway::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(tx).await?;
    Ok(())
}

/// What a fact means for whoever was asked here: somebody who is asked from now on is invited, whoever was asked before no more.
pub(super) async fn asked(ctx: &Ctx, tx: &Tx, pathway: &Pathway, fact: &Fact) -> Result<()> {
    let of_a_handover = fact.step().and_then(|code| pathway.rules.step(code));
    let of_a_handover = of_a_handover.is_none_or(|step| step.kind == StepKind::Handover);
    let over = match fact.kind() {
        FactKind::Proposal | FactKind::Decline | FactKind::Stop | FactKind::Closing => true,
        FactKind::CallingOff | FactKind::Skipping => of_a_handover,
        _ => false,
    };
    if over {
        invitations::asked_no_more(ctx, tx, pathway.id).await?;
    }
    let Fact::Proposal { practice: Some(practice), .. } = fact else { return Ok(()) };
    let Some((role, who)) = public::at_home(ctx, tx, *practice).await? else { return Ok(()) };
    if who == ctx.actor().professional()?.practitioner() {
        return Ok(());
    }
    invitations::to_take_over(ctx, tx, pathway.person, role, pathway.id).await
}

/// The person lives elsewhere by now: whoever asked a doctor to take over is told, while an answer is waited for.
pub(crate) async fn of_whoever_moved(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<()> {
    let now = circumstances(ctx, tx, person).await?;
    for pathway in rows::of_person(ctx, tx, person).await? {
        let Some(whole) = standing(&pathway.rules, &pathway.facts, now) else { continue };
        let waits = whole.steps.iter().filter(|it| it.status == StepStatus::Planned);
        let asked = waits.filter_map(|it| it.asked).map(|(seq, _)| seq).max();
        let Some(seq) = asked.filter(|_| whole.status == Status::Running) else { continue };
        let Some(proposal) = pathway.facts.iter().find(|it| it.seq == seq) else { continue };
        let told = NewNotice {
            kind: "notice-person-moved",
            object: ("pathway", pathway.id.uuid()),
            dedup: &format!("moved-{}-{}", pathway.id.uuid(), ctx.now().as_microsecond()),
        };
        notices::tell(ctx, tx, &[proposal.practitioner], told).await?;
    }
    Ok(())
}

/// The hand-over that waits for an answer.
async fn waiting(ctx: &Ctx, tx: &Tx, pathway: &Pathway) -> Result<Option<String>> {
    let now = circumstances(ctx, tx, pathway.person).await?;
    let Some(whole) = standing(&pathway.rules, &pathway.facts, now) else { return Ok(None) };
    let waits = whole.steps.into_iter().rev();
    let mut waits = waits.filter(|it| it.asked.is_some() && it.status == StepStatus::Planned);
    Ok(waits.next().map(|it| it.code))
}

/// Whoever was invited takes over: they say so themselves, being of the care team by now. The caller holds the pathway.
///
/// # Errors
/// [`Error::Conflict`] where nobody is asked any more.
pub(crate) async fn taken_over(ctx: &Ctx, tx: &Tx, id: PathwayId) -> Result<()> {
    let (_, pathway, _) = hold(ctx, tx, id).await?;
    let nobody = || Error::conflict("conflict-handover-nobody");
    let step = waiting(ctx, tx, &pathway).await?.ok_or_else(nobody)?;
    let fact = Fact::Acceptance { step, by_link: false };
    recorded(ctx, tx, id, NewFact { fact, at: None, slot: None }).await.map(drop)
}

/// Whoever was invited does not: it is written through the role of whoever asked them, who reads why. Where these may not move the
/// pathway on any more, or it went on meanwhile, nothing is. The caller holds the pathway, and journals the answer.
pub(crate) async fn not_taken_over(
    ctx: &Ctx,
    tx: &Tx,
    id: PathwayId,
    (by, then): (RoleId, Timestamp),
    why: String,
) -> Result<()> {
    let Some(asker) = access::load(tx, ctx.territory(), by, then, false).await? else { return Ok(()) };
    let ctx = ctx.as_actor(Actor::Professional(Box::new(asker)));
    let (_, pathway, _) = match hold(&ctx, tx, id).await {
        Err(Error::NotFound | Error::Forbidden) => return Ok(()),
        held => held?,
    };
    let Some(step) = waiting(&ctx, tx, &pathway).await? else { return Ok(()) };
    let fact = Fact::Decline { step, why, by_link: true };
    said(&ctx, tx, id, NewFact { fact, at: None, slot: None }).await.map(drop)
}

/// Who accepted this hand-over as somebody who has an account here.
async fn here(ctx: &Ctx, tx: &Tx, pathway: &Pathway, step: &str) -> Result<Option<PractitionerId>> {
    let accepted = |it: &&Dated| matches!(&it.fact, Fact::Acceptance { step: at, .. } if at == step);
    let Some(last) = pathway.facts.iter().rev().find(accepted) else { return Ok(None) };
    let took = invitations::took_over(ctx, tx, pathway.id, last.practitioner).await?;
    Ok(took.then_some(last.practitioner))
}

/// A check confirmed that whoever accepted follows the person: they are the attending doctor.
pub(super) async fn confirmed(
    ctx: &Ctx,
    tx: &Tx,
    pathway: &Pathway,
    (step, who): (&str, &str),
    reason: &Reason,
) -> Result<()> {
    match here(ctx, tx, pathway, step).await? {
        Some(member) => people::attends(ctx, tx, pathway.person, member, reason).await,
        None => record::takes_over(ctx, tx, pathway.person, who).await,
    }
}

/// A check found that they do not.
pub(super) async fn lost(
    ctx: &Ctx,
    tx: &Tx,
    pathway: &Pathway,
    (step, who): (&str, &str),
    reason: &Reason,
) -> Result<()> {
    match here(ctx, tx, pathway, step).await? {
        Some(member) => people::attends_no_more(ctx, tx, pathway.person, member, reason).await,
        None => record::is_gone(ctx, tx, pathway.person, who, reason).await,
    }
}
