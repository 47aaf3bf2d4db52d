//! After a person was created or changed: records that may be theirs, wherever they are, for identity vigilance.
//!
//! A job, so that the act before it costs and answers the same whatever it finds (non-interference).

use std::collections::BTreeSet;
use std::sync::Arc;

use kernel::{Locale, names};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Value};
use serde::{Deserialize, Serialize};
use store::{Job, JobError, NewJob, Tx, Worker};
use uuid::Uuid;

use super::facts::Reach;
use super::keys;
use super::likeness::{PROBABLE, Traits, likeness};
use super::person::Person;
use super::rows::person;
use super::search::candidates;
use crate::access::Actor;
use crate::house::House;
use crate::sql::{marks, sql};
use crate::{Ctx, MatchId, PersonId, Result};

/// The kind of the job.
pub(super) const JOB: &str = "people.match";

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    person: Uuid,
}

/// The work to be promised by the act that creates or changes a person.
pub(crate) fn job(ctx: &Ctx, person: PersonId) -> NewJob {
    let payload = serde_json::json!({ "person": person.uuid() });
    NewJob::new(ctx.new_id(), ctx.territory(), JOB, payload, ctx.now())
}

/// Adds the handlers of this subject to a worker.
pub fn handlers(worker: Worker, house: &Arc<House>) -> Worker {
    let house = Arc::clone(house);
    worker.on(JOB, move |job| handle(Arc::clone(&house), job))
}

async fn handle(house: Arc<House>, job: Job) -> Result<(), JobError> {
    let payload: Payload = serde_json::from_value(job.payload.clone())
        .map_err(|_| JobError::Dead("no person named".to_owned()))?;
    let ctx = Ctx::new(house, Actor::System, Locale::Fr);
    find(&ctx, payload.person.into()).await.map_err(JobError::from)
}

/// Finds the records that resemble one and puts the pairs into the queue. Safe to run twice: a pair stands there once,
/// and one that was looked at before does not come back.
pub(crate) async fn find(ctx: &Ctx, id: PersonId) -> Result<()> {
    let db = ctx.reader();
    let Some(row) = person::Entity::find_by_id((ctx.territory(), id.uuid())).one(&db).await? else {
        return Ok(());
    };
    let person = Person::try_from(row)?;
    if person.merged_into.is_some() {
        return Ok(());
    }
    let others = alike(ctx, &db, &person).await?;
    if others.is_empty() {
        return Ok(());
    }
    ctx.write(move |ctx, tx| async move {
        for (other, score) in others {
            queue(&ctx, &tx, id, other, score).await?;
        }
        ctx.record(&tx, "person.matched", ("person", id.uuid()), Some(id.uuid()), &crate::ctx::system()).await
    })
    .await
}

async fn alike<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: &Person) -> Result<Vec<(PersonId, u32)>> {
    let identity = &person.identity;
    let mut ranges = vec![keys::birth_range(identity.birth_date)];
    for family in std::iter::once(&identity.family).chain(&identity.used_family) {
        ranges.extend(names::query_keys(&format!("{family} {}", identity.given)).exact);
    }
    let near = candidates(ctx, db, &Reach::Everyone, ranges).await?;
    let mut ids: BTreeSet<Uuid> = near.iter().map(|line| line.id.uuid()).collect();
    ids.extend(same_ins(ctx, db, person).await?);
    ids.remove(&person.id.uuid());
    let mut alike = Vec::new();
    for other in whole(ctx, db, &ids).await? {
        let score = likeness(Traits::of(identity), Traits::of(&other.identity));
        if score >= PROBABLE {
            alike.push((other.id, score));
        }
    }
    Ok(alike)
}

/// Records with the same INS, whatever the status: the keys only know qualified ones.
async fn same_ins<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: &Person) -> Result<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let Some(ins) = person.identity.kept_ins() else { return Ok(Vec::new()) };
    let text = "SELECT id FROM person WHERE territory_id = ? AND ins = ? AND merged_into IS NULL";
    let values = vec![ctx.territory().into(), ins.number.as_str().into()];
    let rows = Row::find_by_statement(sql(db, text, values)).all(db).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Persons by identifier, in that order.
pub(super) async fn whole<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    ids: &BTreeSet<Uuid>,
) -> Result<Vec<Person>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let text =
        format!("SELECT * FROM person WHERE territory_id = ? AND id IN ({}) ORDER BY id", marks(ids.len()));
    let values: Vec<Value> =
        std::iter::once(ctx.territory().into()).chain(ids.iter().map(|id| (*id).into())).collect();
    let rows = person::Model::find_by_statement(sql(db, &text, values)).all(db).await?;
    rows.into_iter().map(Person::try_from).collect()
}

async fn queue(ctx: &Ctx, tx: &Tx, one: PersonId, other: PersonId, score: u32) -> Result<()> {
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    let id: MatchId = ctx.new_id();
    let text = "INSERT INTO identity_match (territory_id, id, person_id, other_id, score, found_at) \
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (territory_id, person_id, other_id) DO NOTHING";
    let values = vec![
        ctx.territory().into(),
        id.uuid().into(),
        first.uuid().into(),
        second.uuid().into(),
        i64::from(score).into(),
        ctx.now().as_microsecond().into(),
    ];
    tx.execute_raw(sql(tx, text, values)).await?;
    Ok(())
}
