//! Tables of the applications, and the way from facts to their projection.

use jiff::civil::Date;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect};
use store::Tx;
use uuid::Uuid;

use super::facts::{Dated, Fact, counting};
use super::status::Status;
use crate::history::{FACT, FactRow, fact_row};
use crate::rows::row;
use crate::sql::{marks, sql};
use crate::{ApplicationId, Ctx, PersonId, Result};

row! {
    right_application = "right_application" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        right_code: String,
        status: String,
        opened_at: i64,
        role_id: Uuid,
        renews_id: Option<Uuid>,
        // What the facts and the rules of the right lead to, for lists (`project`).
        filed_on: Option<String>,
        from_on: Option<String>,
        until_on: Option<String>,
        silence_on: Option<String>,
        silence_means: Option<String>,
        renew_on: Option<String>,
        upkeep_on: Option<String>,
        due_on: Option<String>,
        stands: Option<i32>,
        turns_on: Option<String>,
        turns_to: Option<i32>,
        ruled_by: String,
    }
}

row! {
    right_correction = "right_correction" {
        territory_id: Uuid, right_code: String, seq: i64;
        at: i64,
        role_id: Uuid,
        body: Option<String>,
    }
}

// A fact of a right is found by lists by its kind, or by `MISTAKEN` once it was taken back.
fact_row! { right_fact = "right_fact" of application_id: ApplicationId }

/// The kind of what counts no more: nothing that looks for facts of a kind finds it.
const MISTAKEN: &str = "mistaken";

/// An application with its history.
#[derive(Debug, Clone)]
pub(super) struct Application {
    pub(super) id: ApplicationId,
    pub(super) person: PersonId,
    pub(super) right_code: String,
    /// The running grant that it renews.
    pub(super) renews: Option<ApplicationId>,
    /// Whether what renews it was granted.
    pub(super) renewed: bool,
    /// The next day that counts, as it was projected.
    pub(super) due: Option<Date>,
    /// What happened, as far as it counts.
    pub(super) facts: Vec<Dated>,
    /// All that was recorded, what was taken back included.
    pub(super) history: Vec<Dated>,
}

impl Application {
    /// The place of what is recorded next.
    pub(super) fn next_seq(&self) -> i64 {
        self.history.last().map_or(1, |last| last.seq + 1)
    }
}

#[derive(FromQueryResult)]
struct Joined {
    #[sea_orm(nested)]
    fact: FactRow,
    application_id: Uuid,
    person_id: Uuid,
    right_code: String,
    renews_id: Option<Uuid>,
    due_on: Option<String>,
    renewed: bool,
}

async fn read<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    condition: &str,
    ids: &[Uuid],
) -> Result<Vec<Application>> {
    // Whether it was renewed is asked once an application, not once a fact.
    let text = format!(
        "WITH asked AS MATERIALIZED (SELECT a.territory_id, a.id, a.person_id, a.right_code, a.renews_id, a.due_on, \
         a.opened_at, EXISTS (SELECT 1 FROM right_application n WHERE n.territory_id = a.territory_id AND n.renews_id = a.id \
         AND n.person_id = a.person_id AND n.status IN ('granted', 'suspended')) AS renewed \
         FROM right_application a WHERE a.territory_id = ? AND {condition} IN ({})) \
         SELECT {FACT}, f.application_id, asked.person_id, asked.right_code, asked.renews_id, asked.due_on, asked.renewed FROM asked \
         JOIN right_fact f ON f.territory_id = asked.territory_id AND f.application_id = asked.id \
         JOIN practitioner p ON p.territory_id = f.territory_id AND p.id = f.practitioner_id \
         ORDER BY asked.opened_at DESC, asked.id DESC, f.seq",
        marks(ids.len())
    );
    let values = std::iter::once(ctx.territory()).chain(ids.iter().copied()).map(Into::into).collect();
    let statement = sql(db, &text, values);
    let mut all: Vec<Application> = Vec::new();
    for row in Joined::find_by_statement(statement).all(db).await? {
        let dated = row.fact.dated()?;
        match all.last_mut() {
            Some(last) if last.id.uuid() == row.application_id => last.history.push(dated),
            _ => all.push(Application {
                id: row.application_id.into(),
                person: row.person_id.into(),
                right_code: row.right_code,
                renews: row.renews_id.map(Into::into),
                renewed: row.renewed,
                due: row.due_on.and_then(|on| on.parse().ok()),
                facts: Vec::new(),
                history: vec![dated],
            }),
        }
    }
    for one in &mut all {
        one.facts = counting(&one.history);
    }
    Ok(all)
}

/// Every application of a person, the latest first. One statement.
pub(super) async fn of_person<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<Application>> {
    read(ctx, db, "a.person_id", &[person.uuid()]).await
}

/// One application. One statement.
pub(super) async fn find<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: ApplicationId,
) -> Result<Option<Application>> {
    Ok(read(ctx, db, "a.id", &[id.uuid()]).await?.pop())
}

/// These applications, the latest first. One statement.
pub(super) async fn these<C: ConnectionTrait>(ctx: &Ctx, db: &C, ids: &[Uuid]) -> Result<Vec<Application>> {
    read(ctx, db, "a.id", ids).await
}

/// The row of an application that is opened now.
pub(crate) fn opened(
    ctx: &Ctx,
    id: ApplicationId,
    person: PersonId,
    right_code: &str,
    renews: Option<ApplicationId>,
) -> Result<right_application::Model> {
    Ok(right_application::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        person_id: person.uuid(),
        right_code: right_code.to_owned(),
        status: Status::Exploring.code().to_owned(),
        opened_at: ctx.now().as_microsecond(),
        role_id: ctx.actor().professional()?.role().uuid(),
        renews_id: renews.map(ApplicationId::uuid),
        filed_on: None,
        from_on: None,
        until_on: None,
        silence_on: None,
        silence_means: None,
        renew_on: None,
        upkeep_on: None,
        due_on: None,
        stands: None,
        turns_on: None,
        turns_to: None,
        ruled_by: String::new(),
    })
}

/// One application, held until the act ends, with its row.
pub(super) async fn lock(
    ctx: &Ctx,
    tx: &Tx,
    id: ApplicationId,
) -> Result<Option<(right_application::Model, Application)>> {
    let key = (ctx.territory(), id.uuid());
    let Some(row) = right_application::Entity::find_by_id(key).lock_exclusive().one(tx).await? else {
        return Ok(None);
    };
    Ok(find(ctx, tx, id).await?.map(|found| (row, found)))
}

/// A fact that was recorded by mistake is found by no list any more, and its line in the record says that it was one.
pub(super) async fn strike(ctx: &Ctx, tx: &Tx, id: ApplicationId, fact: &Dated, line: &str) -> Result<()> {
    let text = "UPDATE right_fact SET kind = ? WHERE territory_id = ? AND application_id = ? AND seq = ?";
    let values = vec![MISTAKEN.into(), ctx.territory().into(), id.uuid().into(), fact.seq.into()];
    tx.execute_raw(sql(tx, text, values)).await?;
    // Two facts of one kind on one moment leave two lines that read the same: either of them is taken back.
    let text = "UPDATE entry SET withdrawn_at = ?, changes = changes + 1 WHERE territory_id = ? AND id = \
         (SELECT id FROM entry WHERE territory_id = ? AND object_kind = 'right' AND object_id = ? AND kind = ? AND at = ? \
         AND withdrawn_at IS NULL ORDER BY id LIMIT 1)";
    let values = vec![
        ctx.now().as_microsecond().into(),
        ctx.territory().into(),
        ctx.territory().into(),
        id.uuid().into(),
        line.into(),
        fact.at.as_microsecond().into(),
    ];
    tx.execute_raw(sql(tx, text, values)).await?;
    Ok(())
}
