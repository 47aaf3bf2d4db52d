//! Somebody who has an account here is asked to take over: they are invited into the care team, and what they answer there is their
//! answer on the pathway. Whoever has none is given a link (`handover`).

use jiff::Timestamp;
use policy::{Action, Reason, Resource};
use sea_orm::{EntityTrait, QuerySelect};
use store::Tx;

use super::acts::{recorded, said};
use super::facts::{Fact, FactKind};
use super::form::NewFact;
use super::hold::{circumstances, hold};
use super::rows::{self, Pathway, pathway};
use super::standing::{Standing, StepStanding, standing};
use crate::access::{self, Actor, Professional};
use crate::directory::public::{self, AtHome};
use crate::error::Error;
use crate::notices::{self, NewNotice};
use crate::people::{self, invitations};
use crate::programs::StepKind;
use crate::{Ctx, PathwayId, PersonId, PractitionerId, PublicPracticeId, Result, RoleId, record};

/// Holds a pathway until the act ends.
pub(crate) async fn lock(ctx: &Ctx, tx: &Tx, id: PathwayId) -> Result<()> {
    pathway::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(tx).await?;
    Ok(())
}

/// What a fact means for whoever was asked here: somebody who is asked from now on is told, whoever was asked before no more. `after`
/// is where the pathway stands with it.
pub(super) async fn asked(
    ctx: &Ctx,
    tx: &Tx,
    pathway: &Pathway,
    (fact, after): (&Fact, &Standing),
    reason: &Reason,
) -> Result<()> {
    let of_a_handover = fact.step().and_then(|code| pathway.rules.step(code));
    let of_a_handover = of_a_handover.is_none_or(|step| step.kind == StepKind::Handover);
    let (over, begins) = match fact.kind() {
        FactKind::Proposal => (true, true),
        FactKind::Restart => (false, true),
        FactKind::Acceptance | FactKind::Decline | FactKind::Stop | FactKind::Closing => (true, false),
        FactKind::CallingOff | FactKind::Skipping => (of_a_handover, false),
        _ => (false, false),
    };
    if !over && !begins {
        return Ok(());
    }
    // The pathway first, then its person, then who is invited: as whoever answers does.
    people::hold(tx, ctx, pathway.person).await?;
    if over {
        invitations::asked_no_more(ctx, tx, pathway.id, reason).await?;
    }
    match after.asked().and_then(|it| it.practice).filter(|_| begins) {
        Some(practice) => told(ctx, tx, pathway, practice).await,
        None => Ok(()),
    }
}

/// Somebody who is asked and has an account here is invited; one who is of the care team already is told.
async fn told(ctx: &Ctx, tx: &Tx, pathway: &Pathway, practice: PublicPracticeId) -> Result<()> {
    let Some(AtHome { practitioner, role }) = public::at_home(ctx, tx, practice).await? else {
        return Ok(());
    };
    if practitioner == ctx.actor().professional()?.practitioner() {
        return Ok(());
    }
    let team = people::running_team(ctx, tx, pathway.person).await?;
    if team.iter().any(|it| it.practitioner == practitioner) {
        let dedup = format!("handover-proposed-{}-{}", pathway.id.uuid(), ctx.now().as_microsecond());
        let object = ("pathway", pathway.id.uuid());
        let told = NewNotice { kind: "notice-handover-proposed", object, dedup: &dedup };
        return notices::tell(ctx, tx, &[practitioner], told).await;
    }
    match role {
        Some(role) => invitations::to_take_over(ctx, tx, pathway.person, role, pathway.id).await,
        None => Ok(()),
    }
}

/// The person lives elsewhere by now: whoever asked a doctor to take over is told, while an answer is waited for, unless they said so
/// themselves or read the coordination of the person no more.
pub(crate) async fn of_whoever_moved(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<()> {
    let now = circumstances(ctx, tx, person).await?;
    for pathway in rows::of_person(ctx, tx, person).await? {
        let Some(whole) = standing(&pathway.rules, &pathway.facts, now) else { continue };
        let Some((seq, _)) = whole.asked().and_then(|it| it.asked) else { continue };
        let Some(proposal) = pathway.facts.iter().find(|it| it.seq == seq) else { continue };
        let asker = access::load(tx, ctx.territory(), proposal.role, ctx.now(), false).await?;
        let Some(asker) = asker.filter(|it| {
            ctx.actor().professional().map(Professional::practitioner).ok() != Some(it.practitioner())
        }) else {
            continue;
        };
        let asker = ctx.as_actor(Actor::Professional(Box::new(asker)));
        let facts = people::person_facts(&asker, tx, person).await?;
        if !asker.may(Action::ReadCoordination, &Resource::Person(facts)) {
            continue;
        }
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
    let whole = standing(&pathway.rules, &pathway.facts, now);
    Ok(whole.and_then(|whole| whole.asked().map(|it| it.code.clone())))
}

/// Whoever was invited takes over: they say so themselves, being of the care team by now. The caller holds the pathway.
///
/// # Errors
/// [`Error::Conflict`] where nobody is asked any more, and for whoever acts in a role in which they would not read the pathway.
pub(crate) async fn taken_over(ctx: &Ctx, tx: &Tx, id: PathwayId) -> Result<()> {
    let (_, pathway, _) = match hold(ctx, tx, id).await {
        Err(Error::NotFound | Error::Forbidden) => return Err(Error::conflict("conflict-handover-role")),
        held => held?,
    };
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
    match said(&ctx, tx, id, NewFact { fact, at: None, slot: None }).await {
        // They said no: whatever the pathway came to meanwhile, that stands.
        Err(Error::Conflict(_) | Error::Invalid(_)) => Ok(()),
        said => said.map(drop),
    }
}

/// Who of the care team is behind an exercise of the directory.
async fn member(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    practice: Option<PublicPracticeId>,
) -> Result<Option<PractitionerId>> {
    let Some(practice) = practice else { return Ok(None) };
    let Some(AtHome { practitioner, .. }) = public::at_home(ctx, tx, practice).await? else {
        return Ok(None);
    };
    let team = people::running_team(ctx, tx, person).await?;
    Ok(team.iter().any(|it| it.practitioner == practitioner).then_some(practitioner))
}

/// A check confirmed that whoever accepted this hand-over follows the person: they are the attending doctor, as what they are in the
/// care team where they are of it.
pub(super) async fn confirmed(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    handover: &StepStanding,
    reason: &Reason,
) -> Result<()> {
    match (member(ctx, tx, person, handover.practice).await?, handover.to.as_deref()) {
        (Some(member), _) => people::attends(ctx, tx, person, member, reason).await,
        (None, Some(who)) => record::takes_over(ctx, tx, person, who).await,
        (None, None) => Ok(()),
    }
}

/// A check found that they do not.
pub(super) async fn lost(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    handover: &StepStanding,
    reason: &Reason,
) -> Result<()> {
    if let Some(member) = member(ctx, tx, person, handover.practice).await? {
        people::attends_no_more(ctx, tx, person, member, reason).await?;
    }
    match handover.to.as_deref() {
        Some(who) => record::is_gone(ctx, tx, person, who, reason).await,
        None => Ok(()),
    }
}
