//! Reminders of appointments: promised in the transaction that plans one, and told in the morning of the last working day that is
//! two days before or earlier, to whoever is to remind the person. Each is held against what then stands and what its addressee may
//! then see: of a visit that was called off or planned anew nobody is told. Where whoever holds it cannot see it any more, as their
//! role ended or the person closed that part to them, whoever planned it is told instead.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, ToSpan};
use kernel::{Calendar, Locale};
use serde::{Deserialize, Serialize};
use store::{Job, JobError, NewJob, Tx, Worker};
use uuid::Uuid;

use super::What;
use crate::access::{self, Actor};
use crate::dates;
use crate::house::House;
use crate::notices::{self, NewNotice};
use crate::requests::consultation;
use crate::{Ctx, PractitionerId, Result, RoleId, pathways, support};

/// The kind of the job.
const JOB: &str = "reminder.appointment";
/// So many days before.
const BEFORE: i64 = 2;

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    what: String,
    id: Uuid,
    /// For when it was planned, in microseconds.
    at: i64,
    /// Who is to remind the person.
    role: Uuid,
    /// Who planned it, where that is somebody else.
    planner: Uuid,
}

impl What {
    /// The kind of thing it is, as notices and reminders name it, and which.
    const fn object(self) -> (&'static str, Uuid) {
        match self {
            Self::Interview(id) => ("interview", id.uuid()),
            Self::Consultation(id) => ("advice", id.uuid()),
            Self::Visit(id) => ("pathway", id.uuid()),
        }
    }

    fn named(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "interview" => Some(Self::Interview(id.into())),
            "advice" => Some(Self::Consultation(id.into())),
            "pathway" => Some(Self::Visit(id.into())),
            _ => None,
        }
    }
}

/// Promises the reminder of something that the actor plans for `at`, to be told to whoever holds `role`. Of what is planned for
/// so soon that no working morning is left before it, the person was told a moment ago.
pub(crate) async fn promise(ctx: &Ctx, tx: &Tx, what: What, at: Timestamp, role: RoleId) -> Result<()> {
    let Some(on) = morning_before(at, ctx.now())? else { return Ok(()) };
    let planner = ctx.actor().professional()?.role().uuid();
    let (kind, id) = what.object();
    let payload = serde_json::to_value(Payload {
        what: kind.to_owned(),
        id,
        at: at.as_microsecond(),
        role: role.uuid(),
        planner,
    })?;
    let job = NewJob::new(ctx.new_id(), ctx.territory(), JOB, payload, on);
    tx.enqueue(job.once(format!("{JOB}|{id}|{}|{}", at.as_microsecond(), role.uuid()))).await?;
    Ok(())
}

/// The morning of the last working day that is two days before or earlier; where that is over, of the next one before the day.
fn morning_before(at: Timestamp, now: Timestamp) -> Result<Option<Timestamp>> {
    let calendar = Calendar::default();
    let the_day = dates::day(at);
    let mut on = the_day.saturating_sub(BEFORE.days());
    while !calendar.is_working(on) {
        on = on.saturating_sub(1.days());
    }
    while on < the_day {
        let morning = dates::morning(on)?;
        if morning > now && calendar.is_working(on) {
            return Ok(Some(morning));
        }
        on = on.saturating_add(1.days());
    }
    Ok(None)
}

/// Adds the handler of this subject to a worker.
pub fn handlers(worker: Worker, house: &Arc<House>) -> Worker {
    let house = Arc::clone(house);
    worker.on(JOB, move |job| handle(Arc::clone(&house), job))
}

async fn handle(house: Arc<House>, job: Job) -> Result<(), JobError> {
    let payload: Payload = serde_json::from_value(job.payload.clone())
        .map_err(|_| JobError::Dead("no appointment named".to_owned()))?;
    let ctx = Ctx::new(house, Actor::System, Locale::Fr);
    remind(&ctx, payload).await.map_err(JobError::from)
}

/// Tells whoever is to remind the person, once, of what still stands as it was planned. Safe to run twice.
async fn remind(ctx: &Ctx, of: Payload) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let Some(what) = What::named(&of.what, of.id) else { return Ok(()) };
        let at = kernel::clock::from_micros(of.at);
        let mut who = None;
        for role in [of.role, of.planner] {
            if who.is_none() {
                who = sees(&ctx, &tx, role.into(), what, at).await?;
            }
        }
        let Some(who) = who else { return Ok(()) };
        let dedup = format!("{JOB}|{}|{}", of.id, of.at);
        let new = NewNotice { kind: "notice-appointment", object: what.object(), dedup: &dedup };
        notices::tell(&ctx, &tx, &[who], new).await
    })
    .await
}

/// Whoever holds a role, where it is still planned for then as far as they may see.
async fn sees(ctx: &Ctx, tx: &Tx, role: RoleId, what: What, at: Timestamp) -> Result<Option<PractitionerId>> {
    let Some(holder) = access::load(tx, ctx.territory(), role, ctx.now(), false).await? else {
        return Ok(None);
    };
    let who = holder.practitioner();
    let theirs = Ctx::new(ctx.house().clone(), Actor::Professional(Box::new(holder)), ctx.locale());
    Ok(stands(&theirs, tx, what, at).await?.then_some(who))
}

/// Whether it is still planned for then, as far as the reader may see.
async fn stands(theirs: &Ctx, tx: &Tx, what: What, at: Timestamp) -> Result<bool> {
    Ok(match what {
        What::Interview(id) => {
            let until = at + SignedDuration::from_micros(1);
            support::between(theirs, tx, at, until).await?.iter().any(|it| it.id == id)
        }
        What::Consultation(id) => consultation::is_booked(theirs, tx, id, at).await?,
        What::Visit(id) => pathways::is_planned(theirs, tx, id, at).await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_morning_of_the_last_working_day_two_days_before() {
        // Eight in the morning in Paris is seven in winter, six in summer.
        for (planned, now, told) in [
            ("2026-12-03T09:00:00Z", "2026-11-23T08:00:00Z", Some("2026-12-01T07:00:00Z")),
            // Of a Tuesday and of a Monday, on the Friday.
            ("2026-12-01T09:00:00Z", "2026-11-23T08:00:00Z", Some("2026-11-27T07:00:00Z")),
            ("2026-11-30T09:00:00Z", "2026-11-23T08:00:00Z", Some("2026-11-27T07:00:00Z")),
            // Christmas is a Friday.
            ("2026-12-27T09:00:00Z", "2026-11-23T08:00:00Z", Some("2026-12-24T07:00:00Z")),
            ("2026-07-16T09:00:00Z", "2026-07-01T08:00:00Z", Some("2026-07-13T06:00:00Z")),
            // Planned when that morning is over: on the next one before the day.
            ("2026-12-01T09:00:00Z", "2026-11-27T09:00:00Z", Some("2026-11-30T07:00:00Z")),
            ("2026-12-01T09:00:00Z", "2026-11-30T09:00:00Z", None),
            ("2026-12-01T09:00:00Z", "2026-12-01T05:00:00Z", None),
            ("2026-11-30T09:00:00Z", "2026-11-27T09:00:00Z", None),
        ] {
            let on = morning_before(at(planned), at(now)).unwrap();
            assert_eq!(on, told.map(at), "{planned}, seen from {now}");
        }
    }
}
