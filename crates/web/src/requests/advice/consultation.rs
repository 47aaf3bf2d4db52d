//! Times offered, chosen, kept or not.

use axum::body::Bytes;
use care::requests::consultation::{self, Consultation, Outcome, Status as Consulted};
use care::{ConsultationId, Error, SlotId};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::{acts, words};
use crate::failure::Answer;
use crate::sealed::{Id, open, seal};
use crate::shell::{Choice, FormState, StateView, see_other};
use crate::visit::Visit;

/// The consultation offered.
#[derive(Debug, Clone)]
pub(crate) struct ConsultationView {
    pub(crate) id: String,
    pub(crate) state: StateView,
    pub(crate) words: String,
    pub(crate) slots: Vec<Choice>,
    pub(crate) open: bool,
    pub(crate) booked: bool,
    pub(crate) past: bool,
    pub(crate) again: bool,
}

/// The fields in which times are typed.
pub(super) const TIMES: [&str; 3] = ["time1", "time2", "time3"];

/// Back to the request whose answer offered the consultation, or its page again with what was typed and what is wrong
/// with it.
async fn settled(
    visit: &Visit,
    id: ConsultationId,
    form: FormState,
    done: &str,
    outcome: Result<(), Error>,
) -> Answer {
    let advice = consultation::advice_of(&visit.ctx, id).await?;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/requests/{}?done={done}", seal(visit.ctx.house(), advice.uuid())))),
        Err(error) => acts::refused(visit, advice, form, at_the_first_time(error)).await,
    }
}

/// What is wrong with the times as a whole is told at the first of them.
fn at_the_first_time(error: Error) -> Error {
    let Error::Invalid(mut faults) = error else { return error };
    for fault in faults.iter_mut().filter(|fault| fault.field == "times") {
        fault.field = TIMES[0];
    }
    Error::Invalid(faults)
}

pub(crate) async fn times(visit: Visit, Id(id): Id<ConsultationId>, body: Bytes) -> Answer {
    let form = FormState::from_body("times", &body);
    let outcome = match read(&form) {
        Ok(times) => {
            let minutes = form.value("minutes").trim().parse().unwrap_or(0);
            consultation::offer_slots(&visit.ctx, id, times, minutes, form.value("place")).await
        }
        Err(error) => Err(error),
    };
    settled(&visit, id, form, "times", outcome).await
}

/// The times typed, in the time of the territory.
fn read(form: &FormState) -> Result<Vec<Timestamp>, Error> {
    let zone = crate::words::zone();
    let typed = TIMES.into_iter().map(|field| (field, form.value(field).trim()));
    let typed = typed.filter(|(_, text)| !text.is_empty());
    typed
        .map(|(field, text)| {
            let local: Option<DateTime> = text.parse().ok();
            let at = local.and_then(|local| zone.to_timestamp(local).ok());
            at.ok_or_else(|| Error::invalid(field, "fault-date-time"))
        })
        .collect()
}

pub(crate) async fn book(visit: Visit, Id(id): Id<ConsultationId>, body: Bytes) -> Answer {
    let form = FormState::from_body("book", &body);
    let outcome = match open::<SlotId>(visit.ctx.house(), form.value("slot")) {
        Ok(slot) => consultation::book(&visit.ctx, id, slot).await,
        Err(_) => Err(Error::invalid("slot", "fault-choose")),
    };
    settled(&visit, id, form, "booked", outcome).await
}

pub(crate) async fn outcome(visit: Visit, Id(id): Id<ConsultationId>, body: Bytes) -> Answer {
    let form = FormState::from_body("outcome", &body);
    let outcome = match form.value("outcome") {
        "held" => Ok(Outcome::Held),
        "no_show" => Ok(Outcome::NoShow),
        "cancelled_by_person" => Ok(Outcome::CancelledByPerson),
        "cancelled_by_service" => Ok(Outcome::CancelledByService),
        "declined" => Ok(Outcome::Declined),
        _ => Err(Error::invalid("outcome", "fault-choose")),
    };
    let outcome = match outcome {
        Ok(outcome) => consultation::outcome(&visit.ctx, id, outcome).await,
        Err(error) => Err(error),
    };
    settled(&visit, id, form, "consultation", outcome).await
}

pub(crate) async fn again(visit: Visit, Id(id): Id<ConsultationId>) -> Answer {
    let outcome = consultation::propose_again(&visit.ctx, id).await;
    settled(&visit, id, FormState::new("outcome"), "again", outcome).await
}

/// The consultation as both sides see it.
pub(super) fn view(visit: &Visit, it: &Consultation, zone: &TimeZone) -> ConsultationView {
    let t = visit.t();
    let when = |at| words::moment(t.locale, zone, at);
    let state = match it.status {
        Consulted::Offered if it.late => StateView::blocked(t.consultation_offered()),
        Consulted::Offered => StateView::waiting(t.consultation_offered()),
        Consulted::Booked => StateView::ok(t.consultation_booked()),
        Consulted::Held => StateView::ok(t.consultation_held()),
        Consulted::NoShow => StateView::warning(t.consultation_no_show()),
        Consulted::CancelledByPerson => StateView::warning(t.consultation_cancelled_by_person()),
        Consulted::CancelledByService => StateView::warning(t.consultation_cancelled_by_service()),
        Consulted::Declined => StateView::warning(t.consultation_declined()),
    };
    let words = match (it.booked_for, &it.place) {
        (Some(at), Some(place)) => t.consultation_at(when(at), place.as_str()),
        _ => t.consultation_before(words::day(t.locale, zone, it.due)),
    };
    let house = visit.ctx.house();
    let slots = it.slots.iter().map(|slot| {
        Choice::new(seal(house, slot.id.uuid()), when(slot.from))
            .detail(t.slot_detail(slot.minutes, slot.place.as_str()))
    });
    ConsultationView {
        id: seal(house, it.id.uuid()),
        state,
        words,
        slots: slots.collect(),
        open: it.status.is_open(),
        booked: it.status == Consulted::Booked,
        past: it.booked_for.is_some_and(|at| at <= visit.ctx.now()),
        again: matches!(
            it.status,
            Consulted::NoShow | Consulted::CancelledByPerson | Consulted::CancelledByService
        ),
    }
}
