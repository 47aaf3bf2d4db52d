//! Times offered, chosen, kept or not.

use axum::body::Bytes;
use care::requests::consultation::{self, Outcome};
use care::{ConsultationId, Error, SlotId};
use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::failure::{Answer, Failure};
use crate::sealed::{Id, open, seal};
use crate::shell::{Button, ErrorKind, ErrorPage, FormState, Page, see_other};
use crate::visit::Visit;
use axum::response::IntoResponse;

/// Back to the request whose answer offered the consultation.
async fn back(visit: &Visit, id: ConsultationId, done: &str) -> Answer {
    let advice = consultation::advice_of(&visit.ctx, id).await?;
    Ok(see_other(&format!("/requests/{}?done={done}", seal(visit.ctx.house(), advice.uuid()))))
}

/// What is wrong, and the way back.
async fn settled(visit: &Visit, id: ConsultationId, done: &str, outcome: Result<(), Error>) -> Answer {
    let t = visit.t();
    let (kind, reason) = match outcome {
        Ok(()) => return back(visit, id, done).await,
        Err(Error::Invalid(faults)) => {
            let words = faults.first().map(|it| super::words::fault(t, it)).unwrap_or_default();
            (ErrorKind::Unreadable, words)
        }
        Err(Error::Conflict(conflict)) => (ErrorKind::Conflict, super::words::conflict_words(t, &conflict)),
        Err(error) => return Err(Failure(error)),
    };
    let advice = consultation::advice_of(&visit.ctx, id).await?;
    let href = format!("/requests/{}", seal(visit.ctx.house(), advice.uuid()));
    let page =
        ErrorPage::new(visit.shell(), kind).reason(reason).act(Button::link(t.files_back(), href).primary());
    Ok(Page::with_status(kind.status(), page).into_response())
}

pub(crate) async fn times(visit: Visit, Id(id): Id<ConsultationId>, body: Bytes) -> Answer {
    let form = FormState::from_body("times", &body);
    let zone = crate::words::zone();
    let typed: Vec<&str> = form.values("times").filter(|it| !it.trim().is_empty()).collect();
    let read = |text: &str| -> Option<Timestamp> {
        let local: DateTime = text.trim().parse().ok()?;
        zone.to_timestamp(local).ok()
    };
    let times: Option<Vec<Timestamp>> = typed.iter().map(|text| read(text)).collect();
    let outcome = match times {
        Some(times) => {
            let minutes = form.value("minutes").trim().parse().unwrap_or(0);
            consultation::offer_slots(&visit.ctx, id, times, minutes, form.value("place")).await
        }
        None => Err(Error::invalid("times", "fault-date-time")),
    };
    settled(&visit, id, "times", outcome).await
}

pub(crate) async fn book(visit: Visit, Id(id): Id<ConsultationId>, body: Bytes) -> Answer {
    let form = FormState::from_body("book", &body);
    let outcome = match open::<SlotId>(visit.ctx.house(), form.value("slot")) {
        Ok(slot) => consultation::book(&visit.ctx, id, slot).await,
        Err(_) => Err(Error::invalid("slot", "fault-choose")),
    };
    settled(&visit, id, "booked", outcome).await
}

pub(crate) async fn outcome(visit: Visit, Id(id): Id<ConsultationId>, body: Bytes) -> Answer {
    let form = FormState::from_body("outcome", &body);
    let outcome = match form.value("outcome") {
        "held" => Outcome::Held,
        "no_show" => Outcome::NoShow,
        "cancelled_by_person" => Outcome::CancelledByPerson,
        "cancelled_by_service" => Outcome::CancelledByService,
        "declined" => Outcome::Declined,
        _ => return settled(&visit, id, "", Err(Error::invalid("outcome", "fault-choose"))).await,
    };
    let done = consultation::outcome(&visit.ctx, id, outcome).await;
    settled(&visit, id, "consultation", done).await
}

pub(crate) async fn again(visit: Visit, Id(id): Id<ConsultationId>) -> Answer {
    let done = consultation::propose_again(&visit.ctx, id).await;
    settled(&visit, id, "again", done).await
}
