//! Reminders, for years: when the day of what was noted comes, the attending doctor and whoever noted it are told that there is
//! something to see in a plan; neither of whom nor of what. Each is told what their own plan says that day, and of a note that they
//! may read: what is closed to them by then, or was done elsewhere meanwhile, is told to nobody.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Locale;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use store::{Job, JobError, NewJob, Tx, Worker};
use uuid::Uuid;

use super::due::{ASK_AGAIN, About, plan};
use super::plan::SORTS;
use super::recall::{Recall, State};
use super::rules::Rules;
use crate::access::Actor;
use crate::dates;
use crate::house::House;
use crate::notices::{self, NewNotice};
use crate::people::{self, MemberKind, Person};
use crate::record::{self, Insider, Reader};
use crate::sql::sql;
use crate::{Ctx, EntryId, PractitionerId, Result};

/// The kind of the job.
const JOB: &str = "reminder.prevention";

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    entry: Uuid,
    rule: String,
}

/// When what was refused on a day is asked again.
pub(super) fn asked_again(refused: Date) -> Date {
    refused.saturating_add(ASK_AGAIN.months())
}

/// Promises the reminder, in the transaction that notes it: in the morning of that day.
pub(super) async fn promise(ctx: &Ctx, tx: &Tx, entry: EntryId, reminder: (String, Date)) -> Result<()> {
    let (rule, on) = reminder;
    let at = dates::morning(on)?.max(ctx.now());
    let payload = serde_json::json!({ "entry": entry.uuid(), "rule": rule });
    let job = NewJob::new(ctx.new_id(), ctx.territory(), JOB, payload, at);
    tx.enqueue(job.once(format!("{JOB}|{}|{on}", entry.uuid()))).await?;
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
    remind(&ctx, payload).await.map_err(JobError::from)
}

/// A note that stands, about whom it is now, as records are merged, and who made it.
#[derive(FromQueryResult)]
struct Noted {
    person_id: Uuid,
    practitioner_id: Uuid,
}

/// Tells those whom it concerns and in whose plan the day has come; where it comes later than it was promised, as something was
/// done or planned meanwhile, it is promised again. Safe to run twice.
async fn remind(ctx: &Ctx, of: Payload) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let Some(noted) = still(&ctx, &tx, of.entry).await? else { return Ok(()) };
        let person = people::read(&ctx, &tx, noted.person_id.into()).await?;
        let today = people::today(&ctx);
        for insider in record::insiders(&ctx, &tx, &person, of.entry.into()).await? {
            let Some(who) = concerned(&insider, noted.practitioner_id) else { continue };
            let Some((state, on)) = stands(&ctx, &tx, &person, &insider, who, &of.rule).await? else {
                continue;
            };
            if state == State::Due || on == today {
                let dedup = format!("{JOB}|{}|{}|{on}", person.id.uuid(), of.rule);
                let object = ("prevention", person.id.uuid());
                let new = NewNotice { kind: "notice-prevention", object, dedup: &dedup };
                notices::tell(&ctx, &tx, &[who], new).await?;
            } else {
                promise(&ctx, &tx, of.entry.into(), (of.rule.clone(), on)).await?;
            }
        }
        Ok(())
    })
    .await
}

async fn still<C: ConnectionTrait>(ctx: &Ctx, db: &C, entry: Uuid) -> Result<Option<Noted>> {
    let text = "SELECT e.person_id, r.practitioner_id FROM entry e \
         JOIN practitioner_role r ON r.territory_id = e.territory_id AND r.id = e.role_id \
         WHERE e.territory_id = ? AND e.id = ? AND e.withdrawn_at IS NULL";
    let values = vec![ctx.territory().into(), entry.into()];
    Ok(Noted::find_by_statement(sql(db, text, values)).one(db).await?)
}

/// The attending doctor, and whoever noted it.
fn concerned(insider: &Insider, author: Uuid) -> Option<PractitionerId> {
    match insider.reader {
        Reader::Member { practitioner, kind, .. }
            if kind == MemberKind::AttendingGp || practitioner.uuid() == author =>
        {
            Some(practitioner)
        }
        _ => None,
    }
}

/// Where the rule stands in somebody's own plan, and its day; nothing where they have no plan, or nothing is to come.
async fn stands<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: &Person,
    insider: &Insider,
    who: PractitionerId,
    rule: &str,
) -> Result<Option<(State, Date)>> {
    let facts = record::of_sorts_for(ctx, db, person.id, who, &insider.shown, &SORTS).await?;
    let about = About {
        sex: person.identity.sex,
        birth: person.identity.birth_date,
        today: people::today(ctx),
        facts: &facts,
    };
    let recall = plan(Rules::shipped(), about).into_iter().find(|it| it.rule.code == rule);
    Ok(recall.and_then(|Recall { state, on, .. }| Some((state, on?))))
}
