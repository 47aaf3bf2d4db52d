//! Reminders, for years: when the day of what was noted comes, those around the person are told that there is something to see
//! in a plan; neither of whom nor of what.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Locale;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use store::{Job, JobError, NewJob, Tx, Worker};
use uuid::Uuid;

use super::due::ASK_AGAIN;
use super::rules::Rules;
use crate::access::Actor;
use crate::house::House;
use crate::notices::{self, NewNotice};
use crate::people::MemberKind;
use crate::record::{Content, Outcome, Prevented, Sort};
use crate::sql::sql;
use crate::{Ctx, EntryId, Error, PractitionerId, Result};

/// The kind of the job.
const JOB: &str = "reminder.prevention";

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    entry: Uuid,
    rule: String,
}

/// On which day somebody is reminded of what was noted for `day`; never, where nothing follows.
pub(super) fn when(noted: &Prevented, day: Date) -> Option<Date> {
    match noted.outcome {
        Outcome::Planned => noted.on,
        Outcome::Refused => Some(day.saturating_add(ASK_AGAIN.months())),
        Outcome::Done => {
            let every = Rules::shipped().get(&noted.rule)?.every?;
            Some(day.saturating_add(every.span()))
        }
        Outcome::NotApplicable => None,
    }
}

/// Promises the reminder, in the transaction that notes it: in the morning of that day.
pub(crate) async fn promise(ctx: &Ctx, tx: &Tx, entry: EntryId, reminder: (String, Date)) -> Result<()> {
    let (rule, on) = reminder;
    let morning = on.at(8, 0, 0, 0).to_zoned(kernel::Calendar::default().zone);
    let at = morning.map_err(|error| Error::Bug(error.to_string()))?.timestamp().max(ctx.now());
    let payload = serde_json::json!({ "entry": entry.uuid(), "rule": rule });
    let job = NewJob::new(ctx.new_id(), ctx.territory(), JOB, payload, at);
    tx.enqueue(job.once(format!("{JOB}|{}", entry.uuid()))).await?;
    Ok(())
}

/// Adds the handler of this subject to a worker.
pub fn handlers(worker: Worker, house: &Arc<House>) -> Worker {
    let house = Arc::clone(house);
    worker.on(JOB, move |job| handle(Arc::clone(&house), job))
}

async fn handle(house: Arc<House>, job: Job) -> Result<(), JobError> {
    let payload: Payload = serde_json::from_value(job.payload.clone())
        .map_err(|_| JobError::Dead("no entry named".to_owned()))?;
    let ctx = Ctx::new(house, Actor::System, Locale::Fr);
    remind(&ctx, payload).await.map_err(|error| match error {
        Error::Unavailable(reason) => JobError::Retry(reason),
        other => JobError::Dead(other.to_string()),
    })
}

#[derive(FromQueryResult)]
struct Noted {
    id: Uuid,
    person_id: Uuid,
    body: String,
    practitioner_id: Uuid,
}

/// Tells the attending doctor and whoever noted it, as long as they are of the team; nobody where something was noted since, or
/// it was taken back. Safe to run twice.
async fn remind(ctx: &Ctx, of: Payload) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let Some((person, author)) = still(&ctx, &tx, &of).await? else { return Ok(()) };
        let to = concerned(&ctx, &tx, person, author).await?;
        let dedup = format!("{JOB}|{}", of.entry);
        let new = NewNotice { kind: "notice-prevention", object: ("prevention", person), dedup: &dedup };
        notices::tell(&ctx, &tx, &to, new).await
    })
    .await
}

/// About whom it is now, as records are merged, and who noted it, if it is still the last word on its rule.
async fn still<C: ConnectionTrait>(ctx: &Ctx, db: &C, of: &Payload) -> Result<Option<(Uuid, Uuid)>> {
    let text = "SELECT e.id, e.person_id, e.body, r.practitioner_id FROM entry o \
         JOIN entry e ON e.territory_id = o.territory_id AND e.person_id = o.person_id \
         JOIN practitioner_role r ON r.territory_id = e.territory_id AND r.id = e.role_id \
         WHERE o.territory_id = ? AND o.id = ? AND e.kind = ? AND e.withdrawn_at IS NULL \
         ORDER BY e.recorded_at DESC, e.id DESC";
    let values = vec![ctx.territory().into(), of.entry.into(), Sort::Prevention.code().into()];
    for noted in Noted::find_by_statement(sql(db, text, values)).all(db).await? {
        let Content::Prevention(says) = serde_json::from_str(&noted.body)? else { continue };
        if says.rule == of.rule {
            return Ok((noted.id == of.entry).then_some((noted.person_id, noted.practitioner_id)));
        }
    }
    Ok(None)
}

#[derive(FromQueryResult)]
struct Member {
    practitioner_id: Uuid,
    kind: String,
}

async fn concerned<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: Uuid,
    author: Uuid,
) -> Result<Vec<PractitionerId>> {
    let now = ctx.now().as_microsecond();
    let text = "SELECT m.practitioner_id, m.kind FROM care_team_member m WHERE m.territory_id = ? AND m.person_id = ? \
         AND m.from_at <= ? AND (m.until_at IS NULL OR m.until_at > ?) ORDER BY m.from_at, m.id";
    let values = vec![ctx.territory().into(), person.into(), now.into(), now.into()];
    let attending = crate::access::entries::code(&MemberKind::AttendingGp);
    let mut to: Vec<PractitionerId> = Vec::new();
    for member in Member::find_by_statement(sql(db, text, values)).all(db).await? {
        let who = PractitionerId::from(member.practitioner_id);
        if (member.kind == attending || member.practitioner_id == author) && !to.contains(&who) {
            to.push(who);
        }
    }
    Ok(to)
}
