//! Reminders of appointments: promised in the transaction that plans one, and told two working mornings before, to whoever is to
//! remind the person. Each is held against what then stands and what its addressee may then see: a visit that was called off or
//! planned anew, a part that was closed meanwhile, a role that ended: nobody is told anything.

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
use crate::{Ctx, Error, Result, RoleId, pathways, support};

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

/// Promises the reminder of something planned for `at`, to be told to whoever holds `role`. Of what is planned for so soon, the
/// person was told a moment ago.
pub(crate) async fn promise(ctx: &Ctx, tx: &Tx, what: What, at: Timestamp, role: RoleId) -> Result<()> {
    let on = morning_before(at)?;
    if on <= ctx.now() {
        return Ok(());
    }
    let (kind, id) = what.object();
    let payload = serde_json::to_value(Payload {
        what: kind.to_owned(),
        id,
        at: at.as_microsecond(),
        role: role.uuid(),
    })?;
    let job = NewJob::new(ctx.new_id(), ctx.territory(), JOB, payload, on);
    tx.enqueue(job.once(format!("{JOB}|{id}|{}|{}", at.as_microsecond(), role.uuid()))).await?;
    Ok(())
}

/// The morning of the last day, two days before or earlier, on which people work.
fn morning_before(at: Timestamp) -> Result<Timestamp> {
    let calendar = Calendar::default();
    let mut on = dates::day(at).saturating_sub(BEFORE.days());
    while !calendar.is_working(on) {
        on = on.yesterday().map_err(|error| Error::Bug(error.to_string()))?;
    }
    dates::morning(on)
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
    remind(&ctx, payload).await.map_err(|error| match error {
        Error::Unavailable(reason) => JobError::Retry(reason),
        other => JobError::Dead(other.to_string()),
    })
}

/// Tells whoever is to remind the person, once, of what still stands as it was planned. Safe to run twice.
async fn remind(ctx: &Ctx, of: Payload) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let Some(what) = What::named(&of.what, of.id) else { return Ok(()) };
        let holder = access::load(&tx, ctx.territory(), of.role.into(), ctx.now(), false).await?;
        let Some(holder) = holder else { return Ok(()) };
        let who = holder.practitioner();
        let theirs = Ctx::new(ctx.house().clone(), Actor::Professional(Box::new(holder)), ctx.locale());
        if !stands(&theirs, &tx, what, kernel::clock::from_micros(of.at)).await? {
            return Ok(());
        }
        let dedup = format!("{JOB}|{}|{}", of.id, of.at);
        let new = NewNotice { kind: "notice-appointment", object: what.object(), dedup: &dedup };
        notices::tell(&ctx, &tx, &[who], new).await
    })
    .await
}

/// Whether it is still planned for then, as far as the reader may see.
async fn stands(theirs: &Ctx, tx: &Tx, what: What, at: Timestamp) -> Result<bool> {
    Ok(match what {
        What::Interview(id) => {
            let until = at + SignedDuration::from_micros(1);
            support::between(theirs, tx, at, until).await?.iter().any(|it| it.id == id)
        }
        What::Consultation(id) => {
            let all = consultation::awaiting(tx, theirs).await?;
            all.iter().any(|it| it.advice == id && it.booked_for == Some(at))
        }
        What::Visit(id) => pathways::is_planned(theirs, tx, id, at).await?,
    })
}
