//! Offering, booking, holding a consultation.

use jiff::Timestamp;
use kernel::Running;
use policy::{Action, Compartment};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use store::Tx;
use uuid::Uuid;

use super::rows::{consultation, consultation_fact};
use super::{Fact, Status, next};
use crate::access::entries::{self, NewEntry};
use crate::agenda::{What, reminders, slot};
use crate::fields;
use crate::notices::{self, NewNotice};
use crate::programs::Program;
use crate::requests::advice::{self, instant};
use crate::sql::sql;
use crate::{AdviceId, Conflict, ConsultationId, Ctx, Error, PersonId, PractitionerId, Result, SlotId};

/// Before when a consultation offered now should be held.
pub(crate) fn due(program: &Program, now: Timestamp) -> Timestamp {
    program.calendar.instant(program.calendar.running(now) + Running::days(program.clocks.consultation_days))
}

/// Offers a consultation, in the act that answers.
pub(crate) async fn offer(
    ctx: &Ctx,
    tx: &Tx,
    advice: &advice::advice::Model,
    program: &Program,
) -> Result<ConsultationId> {
    let me = ctx.actor().professional()?.practitioner();
    let id: ConsultationId = ctx.new_id();
    consultation::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        advice_id: advice.id,
        program: advice.program.clone(),
        person_id: advice.person_id,
        practitioner_id: me.uuid(),
        asker_id: advice.asker_id,
        asker_organization_id: advice.asker_organization_id,
        status: Status::Offered.code().to_owned(),
        version: 1,
        offered_at: ctx.now().as_microsecond(),
        due_at: due(program, ctx.now()).as_microsecond(),
        booked_for: None,
        place: None,
        held_at: None,
        ended_at: None,
    }
    .insert(tx)
    .await?;
    append(ctx, tx, id.uuid(), 1, &Fact::Offer).await?;
    Ok(id)
}

/// Offers times for a consultation: each at least a few minutes ahead.
pub async fn offer_slots(
    ctx: &Ctx,
    id: ConsultationId,
    times: Vec<Timestamp>,
    minutes: i64,
    place: &str,
) -> Result<()> {
    let place = fields::short("place", place).map_err(|fault| Error::Invalid(vec![fault]))?;
    if times.is_empty() || times.len() > 20 {
        return Err(Error::invalid("times", "fault-required"));
    }
    if !(5..=240).contains(&minutes) {
        return Err(Error::invalid("minutes", "fault-minutes"));
    }
    ctx.write(move |ctx, tx| async move {
        let held = begin(&ctx, &tx, id, Action::ManageConsultation).await?;
        if !held.status.is_open() {
            return Err(moved_on(&held));
        }
        if times.iter().any(|at| *at <= ctx.now()) {
            return Err(Error::invalid("times", "fault-in-the-past"));
        }
        for at in times {
            slot::Model {
                territory_id: ctx.territory(),
                id: ctx.new_id::<SlotId>().uuid(),
                practitioner_id: held.row.practitioner_id,
                from_at: at.as_microsecond(),
                minutes,
                place: place.clone(),
                object_kind: Some("consultation".to_owned()),
                object_id: Some(id.uuid()),
                booked_at: None,
                withdrawn_at: None,
                program: None,
                role_id: None,
            }
            .insert(&tx)
            .await?;
        }
        tell(&ctx, &tx, &held.row, held.row.asker_id, "notice-consultation-times", "times").await?;
        let object = ("consultation", id.uuid());
        ctx.record(&tx, "consultation.times_offered", object, held.row.person_id, &held.reason).await
    })
    .await
}

/// Chooses one of the times offered. Of two who choose the same time one wins.
pub async fn book(ctx: &Ctx, id: ConsultationId, chosen: SlotId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let held = begin(&ctx, &tx, id, Action::BookConsultation).await?;
        let slot = slot::Entity::find_by_id((ctx.territory(), chosen.uuid()))
            .filter(slot::Column::ObjectId.eq(id.uuid()))
            .lock_exclusive()
            .one(&tx)
            .await?
            .ok_or(Error::NotFound)?;
        if slot.booked_at.is_some()
            || slot.withdrawn_at.is_some()
            || slot.from_at <= ctx.now().as_microsecond()
        {
            return Err(Error::conflict("conflict-slot-taken"));
        }
        let at = instant(slot.from_at);
        // Whoever chose the time with the person reminds them of it.
        let (what, me) = (What::Consultation(held.row.advice_id.into()), ctx.actor().professional()?.role());
        reminders::promise(&ctx, &tx, what, at, me).await?;
        let fact = Fact::Booking { at, place: slot.place.clone() };
        give_back(&ctx, &tx, id.uuid()).await?;
        slot::Model { booked_at: Some(ctx.now().as_microsecond()), ..slot }.save(&tx).await?;
        let holder = held.row.practitioner_id;
        let row = held.row.clone();
        happened(&ctx, &tx, held, fact, "consultation.booked").await?;
        tell(&ctx, &tx, &row, holder, "notice-consultation-booked", &chosen.uuid().to_string()).await
    })
    .await
}

/// What became of a consultation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It took place.
    Held,
    /// The person did not come.
    NoShow,
    /// The person cannot come.
    CancelledByPerson,
    /// The service cannot hold it.
    CancelledByService,
    /// The offer was not taken up.
    Declined,
}

impl Outcome {
    /// Either side may say that the person cannot come or does not wish to; the rest is the service's word.
    const fn action(self) -> Action {
        match self {
            Self::CancelledByPerson | Self::Declined => Action::BookConsultation,
            Self::Held | Self::NoShow | Self::CancelledByService => Action::ManageConsultation,
        }
    }
}

/// Says what became of a consultation.
pub async fn outcome(ctx: &Ctx, id: ConsultationId, outcome: Outcome) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let held = begin(&ctx, &tx, id, outcome.action()).await?;
        if matches!(outcome, Outcome::Held | Outcome::NoShow)
            && held.row.booked_for.is_some_and(|at| at > ctx.now().as_microsecond())
        {
            return Err(Error::conflict("conflict-not-yet-held"));
        }
        let (fact, kind, action) = match outcome {
            Outcome::Held => (Fact::Holding, "notice-consultation-held", "consultation.held"),
            Outcome::NoShow => (Fact::NoShow, "notice-consultation-no-show", "consultation.no_show"),
            Outcome::CancelledByPerson => {
                (Fact::CancelledByPerson, "notice-consultation-cancelled", "consultation.cancelled_by_person")
            }
            Outcome::CancelledByService => (
                Fact::CancelledByService,
                "notice-consultation-cancelled",
                "consultation.cancelled_by_service",
            ),
            Outcome::Declined => (Fact::Declined, "notice-consultation-declined", "consultation.declined"),
        };
        let row = held.row.clone();
        happened(&ctx, &tx, held, fact, action).await?;
        if matches!(outcome, Outcome::CancelledByPerson | Outcome::CancelledByService | Outcome::Declined) {
            give_back(&ctx, &tx, id.uuid()).await?;
        }
        let once = row.version.to_string();
        tell(&ctx, &tx, &row, row.asker_id, kind, &once).await?;
        tell(&ctx, &tx, &row, row.practitioner_id, kind, &once).await
    })
    .await
}

/// The times of a consultation that were taken are free again, for it alone.
async fn give_back(ctx: &Ctx, tx: &Tx, id: Uuid) -> Result<()> {
    let text =
        "UPDATE slot SET booked_at = NULL WHERE territory_id = ? AND object_id = ? AND booked_at IS NOT NULL";
    tx.execute_raw(sql(tx, text, vec![ctx.territory().into(), id.into()])).await?;
    Ok(())
}

/// Offers it anew after it did not take place. Its clock still runs from the answer: that is the promise made.
pub async fn propose_again(ctx: &Ctx, id: ConsultationId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let held = begin(&ctx, &tx, id, Action::ManageConsultation).await?;
        happened(&ctx, &tx, held, Fact::Renewal, "consultation.proposed_again").await
    })
    .await
}

/// A consultation being acted upon.
struct Held {
    row: consultation::Model,
    status: Status,
    reason: policy::Reason,
}

async fn begin(ctx: &Ctx, tx: &Tx, id: ConsultationId, action: Action) -> Result<Held> {
    let row = consultation::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(tx).await?;
    // Absent asks as hidden does, about a request that does not exist.
    let about = AdviceId::from(row.as_ref().map(|row| row.advice_id).unwrap_or_default());
    let reason = advice::permit(ctx, tx, about, action).await?;
    let row = row.ok_or(Error::NotFound)?;
    let status = crate::directory::decode(&row.status)?;
    Ok(Held { row, status, reason })
}

fn moved_on(held: &Held) -> Error {
    let at = held.row.ended_at.or(held.row.held_at).map(instant);
    Error::Conflict(Conflict { key: "conflict-consultation-moved-on", who: None, at })
}

/// Adds a fact and projects the consultation anew.
async fn happened(ctx: &Ctx, tx: &Tx, held: Held, fact: Fact, action: &'static str) -> Result<()> {
    let Some(status) = next(held.status, &fact) else { return Err(moved_on(&held)) };
    let now = ctx.now().as_microsecond();
    let mut row = held.row;
    row.version += 1;
    status.code().clone_into(&mut row.status);
    match &fact {
        Fact::Booking { at, place } => {
            row.booked_for = Some(at.as_microsecond());
            row.place = Some(place.clone());
        }
        Fact::Holding => row.held_at = row.booked_for.or(Some(now)),
        Fact::Renewal => (row.booked_for, row.place, row.ended_at) = (None, None, None),
        _ => {}
    }
    if !status.is_open() {
        row.ended_at = Some(now);
    }
    append(ctx, tx, row.id, row.version, &fact).await?;
    enter(ctx, tx, &row, &fact).await?;
    ctx.record(tx, action, ("consultation", row.id), row.person_id, &held.reason).await?;
    row.save(tx).await?;
    Ok(())
}

async fn append(ctx: &Ctx, tx: &Tx, id: Uuid, seq: i64, fact: &Fact) -> Result<()> {
    let kind = serde_json::to_value(fact)?["kind"].as_str().unwrap_or_default().to_owned();
    consultation_fact::Model {
        territory_id: ctx.territory(),
        consultation_id: id,
        seq,
        kind,
        at: ctx.now().as_microsecond(),
        role_id: ctx.actor().professional()?.role().uuid(),
        body: serde_json::to_string(fact)?,
    }
    .insert(tx)
    .await?;
    Ok(())
}

async fn enter(ctx: &Ctx, tx: &Tx, row: &consultation::Model, fact: &Fact) -> Result<()> {
    let Some(person) = row.person_id.map(PersonId::from) else { return Ok(()) };
    let kind = match fact {
        Fact::Booking { .. } => "consultation-booked",
        Fact::Holding => "consultation-held",
        Fact::NoShow => "consultation-no-show",
        _ => return Ok(()),
    };
    let object = ("consultation", row.id);
    let compartment = Compartment::Coordination;
    entries::add(ctx, tx, NewEntry { person, compartment, at: ctx.now(), kind, object }).await
}

async fn tell(
    ctx: &Ctx,
    tx: &Tx,
    row: &consultation::Model,
    to: Uuid,
    kind: &'static str,
    once: &str,
) -> Result<()> {
    if ctx.actor().professional()?.principal.id == to {
        return Ok(());
    }
    let dedup = format!("consultation|{}|{kind}|{once}", row.id);
    let to = PractitionerId::from(to);
    notices::tell(ctx, tx, &[to], NewNotice { kind, object: ("advice", row.advice_id), dedup: &dedup }).await
}
