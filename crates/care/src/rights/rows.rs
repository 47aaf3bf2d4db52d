//! Tables of the applications, and the way from facts to their projection.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect};
use store::Tx;
use uuid::Uuid;

use super::facts::{Dated, Fact};
use super::status::Status;
use crate::directory::display_name;
use crate::rows::row;
use crate::sql::sql;
use crate::{ApplicationId, Ctx, PersonId, Result};

row! {
    right_application = "right_application" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        right_code: String,
        status: String,
        opened_at: i64,
        role_id: Uuid,
    }
}

row! {
    right_fact = "right_fact" {
        territory_id: Uuid, application_id: Uuid, seq: i64;
        kind: String,
        at: i64,
        recorded_at: i64,
        role_id: Uuid,
        practitioner_id: Uuid,
        body: String,
    }
}

/// An application with its history.
#[derive(Debug, Clone)]
pub(super) struct Application {
    pub(super) row: right_application::Model,
    pub(super) facts: Vec<Dated>,
}

#[derive(FromQueryResult)]
struct FactRow {
    application_id: Uuid,
    seq: i64,
    at: i64,
    recorded_at: i64,
    role_id: Uuid,
    practitioner_id: Uuid,
    body: String,
    title: String,
    given: String,
    family: String,
}

#[derive(FromQueryResult)]
struct Joined {
    #[sea_orm(nested)]
    fact: FactRow,
    person_id: Uuid,
    right_code: String,
    status: String,
    opened_at: i64,
    opened_by: Uuid,
}

const COLUMNS: &str = "f.application_id, f.seq, f.at, f.recorded_at, f.role_id, f.practitioner_id, f.body, p.title, p.given, \
     p.family, a.person_id, a.right_code, a.status, a.opened_at, a.role_id AS opened_by";

async fn read<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    condition: &str,
    value: Uuid,
) -> Result<Vec<Application>> {
    let text = format!(
        "SELECT {COLUMNS} FROM right_application a \
         JOIN right_fact f ON f.territory_id = a.territory_id AND f.application_id = a.id \
         JOIN practitioner p ON p.territory_id = f.territory_id AND p.id = f.practitioner_id \
         WHERE a.territory_id = ? AND {condition} = ? ORDER BY a.opened_at DESC, a.id DESC, f.seq"
    );
    let statement = sql(db, &text, vec![ctx.territory().into(), value.into()]);
    let mut all: Vec<Application> = Vec::new();
    for row in Joined::find_by_statement(statement).all(db).await? {
        let dated = dated(&row.fact)?;
        match all.last_mut() {
            Some(last) if last.row.id == row.fact.application_id => last.facts.push(dated),
            _ => all.push(Application {
                row: right_application::Model {
                    territory_id: ctx.territory(),
                    id: row.fact.application_id,
                    person_id: row.person_id,
                    right_code: row.right_code,
                    status: row.status,
                    opened_at: row.opened_at,
                    role_id: row.opened_by,
                },
                facts: vec![dated],
            }),
        }
    }
    Ok(all)
}

fn dated(row: &FactRow) -> Result<Dated> {
    Ok(Dated {
        seq: row.seq,
        at: kernel::clock::from_micros(row.at),
        recorded_at: kernel::clock::from_micros(row.recorded_at),
        practitioner: row.practitioner_id.into(),
        role: row.role_id.into(),
        by: display_name(&row.title, &row.given, &row.family),
        fact: serde_json::from_str(&row.body)?,
    })
}

/// Every application of a person, the latest first. One statement.
pub(super) async fn of_person<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<Application>> {
    read(ctx, db, "a.person_id", person.uuid()).await
}

/// One application. One statement.
pub(super) async fn find<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: ApplicationId,
) -> Result<Option<Application>> {
    Ok(read(ctx, db, "a.id", id.uuid()).await?.pop())
}

/// One application, held until the act ends.
pub(super) async fn lock(ctx: &Ctx, tx: &Tx, id: ApplicationId) -> Result<Option<Application>> {
    let key = (ctx.territory(), id.uuid());
    right_application::Entity::find_by_id(key).lock_exclusive().one(tx).await?;
    find(ctx, tx, id).await
}

/// Adds a fact and saves where the application then stands.
pub(super) async fn append(
    ctx: &Ctx,
    tx: &Tx,
    row: &mut right_application::Model,
    seq: i64,
    at: jiff::Timestamp,
    fact: &Fact,
    status: Status,
) -> Result<()> {
    let me = ctx.actor().professional()?;
    right_fact::Model {
        territory_id: ctx.territory(),
        application_id: row.id,
        seq,
        kind: fact.kind().code().to_owned(),
        at: at.as_microsecond(),
        recorded_at: ctx.now().as_microsecond(),
        role_id: me.role().uuid(),
        practitioner_id: me.practitioner().uuid(),
        body: serde_json::to_string(fact)?,
    }
    .insert(tx)
    .await?;
    status.code().clone_into(&mut row.status);
    row.clone().save(tx).await?;
    Ok(())
}
