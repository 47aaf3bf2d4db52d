//! Beginning a pathway, and recording what happened on it.

use policy::{Action, Compartment, ProgramRole, Reason};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait};
use store::Tx;

use super::facts::{Dated, Fact, FactKind};
use super::form::{NewFact, NewPathway};
use super::hold::{bookable, circumstances, hold, standing as visible, writes};
use super::receiver;
use super::rows::{self, Pathway, pathway};
use super::standing::{Standing, Status, StepStanding, StepStatus, add, standing};
use crate::access::entries::{self, NewEntry};
use crate::access::grants::{self, Ground, Holder, NewGrant};
use crate::agenda::{self, Sought, What, reminders};
use crate::dates::NEVER;
use crate::directory::public;
use crate::error::Conflict;
use crate::people::{self, ties};
use crate::programs::StepKind;
use crate::{Ctx, Error, PathwayId, PersonId, Result, SlotId, record};

/// Begins a pathway under the identifier that was minted with the form: sent twice, one begins. The person is told, now or
/// before; whoever coordinates the programme sees their coordination from now on.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden, and for a programme that has no such pathway; [`Error::Forbidden`] when the
/// actor does not write in coordination; [`Error::Invalid`] on `telling` when the person was not told; [`Error::Conflict`] when
/// they object, or go through it already.
pub async fn begin(ctx: &Ctx, id: PathwayId, person: PersonId, new: NewPathway) -> Result<PathwayId> {
    let program = ctx.house().programs().get(&new.program).ok_or(Error::NotFound)?;
    let rules = program.pathways.iter().find(|it| it.code == new.code).ok_or(Error::NotFound)?.clone();
    let slug = program.slug.clone();
    ctx.write(move |ctx, tx| async move {
        let facts = ties(&ctx, &tx, person).await?.facts;
        let reason = writes(&ctx, &facts)?;
        let person = PersonId::from(facts.id);
        people::hold(&tx, &ctx, person).await?;
        let before = rows::of_person(&ctx, &tx, person).await?;
        if before.iter().any(|it| it.id == id) {
            return Ok(id);
        }
        let now = circumstances(&ctx, &tx, person).await?;
        let same = before.iter().filter(|it| it.program == slug && it.rules.code == rules.code);
        for one in same {
            let open = standing(&one.rules, &one.facts, now).is_some_and(|it| it.status != Status::Closed);
            if let Some(Dated { by, at, .. }) = one.facts.first().filter(|_| open) {
                let (who, at) = (Some(by.clone()), Some(*at));
                return Err(Error::Conflict(Conflict { key: "conflict-pathway-under-way", who, at }));
            }
        }
        people::tell_about_exchange(&ctx, &tx, person, new.telling).await?;
        let at = new.at.unwrap_or(ctx.now()).min(ctx.now());
        let opening = Fact::Opening { words: new.words, without_gp: now.without_gp };
        let mut row = pathway::Model {
            territory_id: ctx.territory(),
            id: id.uuid(),
            person_id: person.uuid(),
            program: slug.clone(),
            code: rules.code.clone(),
            version: i64::from(rules.version),
            rules: serde_json::to_string(&rules)?,
            opened_at: at.as_microsecond(),
            role_id: ctx.actor().professional()?.role().uuid(),
            status: Status::Running.code().to_owned(),
            step: None,
            planned_at: None,
            due_key: NEVER,
            without_gp: now.without_gp,
            planned_with: None,
            planned_minutes: None,
        };
        let first = Dated::recorded(&ctx, 1, at, &opening)?;
        let then = standing(&rules, &[first], now)
            .ok_or_else(|| Error::Bug("a pathway without a beginning".to_owned()))?;
        rows::project(&mut row, &then);
        let added = pathway::Entity::insert(pathway::ActiveModel::from(row))
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&tx)
            .await?;
        if added == 0 {
            return Err(Error::NotFound);
        }
        rows::append(&ctx, &tx, (id, &rules), 1, at, &opening).await?;
        coordinated(&ctx, &tx, &slug, person, id).await?;
        enter(&ctx, &tx, person, id, &opening, at).await?;
        ctx.record(&tx, "pathway.opened", ("pathway", id.uuid()), Some(person.uuid()), &reason).await?;
        Ok(id)
    })
    .await
}

/// Whoever coordinates the programme sees the person’s coordination as long as the pathway is not closed.
async fn coordinated(ctx: &Ctx, tx: &Tx, slug: &str, person: PersonId, id: PathwayId) -> Result<()> {
    let grant = NewGrant {
        holder: Holder::Program(slug, ProgramRole::Coordinator),
        ground: Ground::Coordination,
        person: Some(person),
        object: Some(("pathway", id.uuid())),
        until: None,
    };
    grants::give(ctx, tx, grant).await
}

/// Records what happened on a pathway. The very same thing said again by the same professional is said once.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden; [`Error::Forbidden`] when the actor does not write in coordination;
/// [`Error::Conflict`] for what cannot happen where it stands, and for a document said to be done: signing it says so;
/// [`Error::Invalid`] as [`add`].
pub async fn happened(ctx: &Ctx, id: PathwayId, new: NewFact) -> Result<Standing> {
    ctx.write(move |ctx, tx| async move {
        if let Fact::Holding { step } = &new.fact {
            let (pathway, ..) = held(&ctx, &tx, id).await?;
            // A document is done by being signed; one that was written elsewhere is left out, with a word on it.
            if pathway.rules.step(step).is_some_and(|step| step.kind == StepKind::Document) {
                return Err(Error::conflict("conflict-pathway-document"));
            }
        }
        recorded(&ctx, &tx, id, new).await
    })
    .await
}

/// The same, in a transaction of the caller’s.
pub(super) async fn recorded(ctx: &Ctx, tx: &Tx, id: PathwayId, new: NewFact) -> Result<Standing> {
    let (then, said) = said(ctx, tx, id, new).await?;
    if let Some((person, reason)) = said {
        ctx.record(tx, "pathway.recorded", ("pathway", id.uuid()), Some(person.uuid()), &reason).await?;
    }
    Ok(then)
}

/// The same, which the caller journals: about whom it is and why the actor may, where it was not said before.
///
/// # Errors
/// As [`happened`].
pub(crate) async fn said(
    ctx: &Ctx,
    tx: &Tx,
    id: PathwayId,
    mut new: NewFact,
) -> Result<(Standing, Option<(PersonId, Reason)>)> {
    let (mut row, pathway, reason) = hold(ctx, tx, id).await?;
    let now = circumstances(ctx, tx, pathway.person).await?;
    let me = ctx.actor().professional()?.practitioner();
    if let Fact::Proposal { to, practice: Some(practice), .. }
    | Fact::Wish { to, practice: Some(practice), .. } = &mut new.fact
    {
        *to = public::addressed(ctx, tx, *practice).await?;
    }
    let last = pathway.facts.last().ok_or_else(|| Error::Bug("a pathway without a beginning".to_owned()))?;
    let before = standing(&pathway.rules, &pathway.facts, now).ok_or(Error::NotFound)?;
    if let Some(slot) = new.slot {
        if last.practitioner == me && last.fact.books(slot, &new.fact) {
            return Ok((before, None));
        }
        book(ctx, tx, &pathway, &before, slot, &mut new.fact).await?;
    }
    if last.fact == new.fact && last.practitioner == me {
        return Ok((before, None));
    }
    let at = new.at.unwrap_or(ctx.now()).min(ctx.now());
    let then = add(&pathway.rules, &pathway.facts, &new.fact, at, now)?;
    rows::append(ctx, tx, (id, &pathway.rules), last.seq + 1, at, &new.fact).await?;
    rows::project(&mut row, &then);
    let person = pathway.person;
    row.save(tx).await?;
    agenda::give_back(ctx, tx, id, &then.holds()).await?;
    remind(ctx, tx, id, &new.fact).await?;
    if new.fact.kind() == FactKind::Closing {
        grants::end_on_object(ctx, tx, id.uuid(), &[Ground::Coordination], ctx.now()).await?;
    }
    receiver::asked(ctx, tx, &pathway, (&new.fact, &then), &reason).await?;
    attend(ctx, tx, &pathway, &before, &new.fact, &reason).await?;
    enter(ctx, tx, person, id, &new.fact, at).await?;
    Ok((then, Some((person, reason))))
}

/// Takes the time for the visit about to be planned, which says when, where and with whom it is.
async fn book(
    ctx: &Ctx,
    tx: &Tx,
    pathway: &Pathway,
    before: &Standing,
    slot: SlotId,
    fact: &mut Fact,
) -> Result<()> {
    let Fact::Planning { step, on, place, booked } = fact else { return Ok(()) };
    if before.steps.iter().any(|it| it.code != *step && it.holds() == Some(slot)) {
        return Err(Error::conflict("conflict-slot-taken"));
    }
    let facts = people::person_facts(ctx, tx, pathway.person).await?;
    let readers = record::who_may(ctx, tx, &facts, Action::ReadCoordination).await?;
    let with = bookable(ctx, readers.as_deref().unwrap_or_default())?;
    let who = pathway.rules.who_does(step);
    let sought = Sought { program: &pathway.program, who, with: &with, from: ctx.now() };
    let (at, there, held) = agenda::take(ctx, tx, slot, sought, pathway.id).await?;
    (*on, *place, *booked) = (at, Some(there), Some(held));
    Ok(())
}

/// A check confirmed that whoever accepted follows the person: they are the attending doctor; or found that they do not.
async fn attend(
    ctx: &Ctx,
    tx: &Tx,
    pathway: &Pathway,
    before: &Standing,
    fact: &Fact,
    reason: &Reason,
) -> Result<()> {
    let Some(step) = fact.step().and_then(|code| pathway.rules.step(code)) else { return Ok(()) };
    let accepted =
        |it: &&StepStanding| Some(&it.code) == step.back_to.as_ref() && it.status == StepStatus::Done;
    let Some(handover) = before.steps.iter().find(accepted) else { return Ok(()) };
    match fact {
        Fact::Holding { .. } => receiver::confirmed(ctx, tx, pathway.person, handover, reason).await,
        Fact::Loss { .. } => receiver::lost(ctx, tx, pathway.person, handover, reason).await,
        _ => Ok(()),
    }
}

/// Whoever holds a visit, or else whoever planned it, is to remind the person.
async fn remind(ctx: &Ctx, tx: &Tx, id: PathwayId, fact: &Fact) -> Result<()> {
    let Fact::Planning { on, booked, .. } = fact else { return Ok(()) };
    let me = ctx.actor().professional()?.role();
    let role = booked.as_ref().map_or(me, |it| it.role);
    reminders::promise(ctx, tx, What::Visit(id), *on, role).await
}

/// A document of a pathway was signed: its step is done. Where somebody said so before, left the step out, or ended the pathway,
/// that stands: what was signed is signed.
///
/// # Errors
/// As [`happened`].
pub(crate) async fn held_step(ctx: &Ctx, tx: &Tx, id: PathwayId, step: String) -> Result<()> {
    let (_, before, _) = held(ctx, tx, id).await?;
    let over = before.steps.iter().any(|it| it.code == step && it.status.is_over());
    if over || before.status != Status::Running {
        return Ok(());
    }
    recorded(ctx, tx, id, NewFact { fact: Fact::Holding { step }, at: None, slot: None }).await.map(drop)
}

/// A pathway on which something is about to be written, held until the act ends, and where it stands.
///
/// # Errors
/// As [`happened`].
pub(crate) async fn held(ctx: &Ctx, tx: &Tx, id: PathwayId) -> Result<(Pathway, Standing, Reason)> {
    let (_, pathway, reason) = hold(ctx, tx, id).await?;
    let now = circumstances(ctx, tx, pathway.person).await?;
    let then = standing(&pathway.rules, &pathway.facts, now).ok_or(Error::NotFound)?;
    Ok((pathway, then, reason))
}

/// A pathway that the actor may move on, and where it stands.
///
/// # Errors
/// As [`happened`].
pub(crate) async fn moved_on<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: PathwayId,
) -> Result<(Pathway, Standing)> {
    let found = rows::find(ctx, db, id).await?;
    let (pathway, facts) = visible(ctx, db, found).await?;
    writes(ctx, &facts)?;
    let now = circumstances(ctx, db, pathway.person).await?;
    let then = standing(&pathway.rules, &pathway.facts, now).ok_or(Error::NotFound)?;
    Ok((pathway, then))
}

/// Every fact leaves its line in coordination.
async fn enter(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    id: PathwayId,
    fact: &Fact,
    at: jiff::Timestamp,
) -> Result<()> {
    let entry = NewEntry {
        person,
        compartment: Compartment::Coordination,
        at,
        kind: fact.kind().entry(),
        object: ("pathway", id.uuid()),
    };
    entries::add(ctx, tx, entry).await
}
