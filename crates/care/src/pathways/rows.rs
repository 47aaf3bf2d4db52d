//! The tables of pathways, and the way from them to their facts.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use store::Tx;
use uuid::Uuid;

use super::facts::{Dated, Fact, FactKind};
use super::standing::{Standing, StepStatus};
use crate::dates::{NEVER, key};
use crate::history::{FACT, FactRow};
use crate::house::House;
use crate::programs::{Counts, PathwayRules};
use crate::rows::row;
use crate::sql::sql;
use crate::{Ctx, PathwayId, PersonId, Result};

row! {
    pathway = "pathway" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        program: String,
        code: String,
        version: i64,
        // The steps as they were when it began.
        rules: String,
        opened_at: i64,
        role_id: Uuid,
        // Where its facts lead, for lists (`project`).
        status: String,
        step: Option<String>,
        planned_at: Option<i64>,
        // By which day the step is to be done, as a number that sorts: 20261208; none is `NEVER`.
        due_key: i64,
        // The person had no attending doctor when it began, for the report.
        without_gp: bool,
        // With whom the visit is booked, and for how many minutes, where it holds a time of somebody's.
        planned_with: Option<Uuid>,
        planned_minutes: Option<i64>,
    }
}

row! {
    pathway_fact = "pathway_fact" {
        territory_id: Uuid, pathway_id: Uuid, seq: i64;
        kind: String,
        at: i64,
        recorded_at: i64,
        role_id: Uuid,
        practitioner_id: Uuid,
        body: String,
        // What it counts as in the report of the programme.
        counts: Option<String>,
    }
}

/// What the opening of a pathway counts as in the report.
pub(crate) const REFERRED: &str = "persons_referred";

/// A pathway with its history.
#[derive(Debug, Clone)]
pub(crate) struct Pathway {
    pub(crate) id: PathwayId,
    pub(crate) person: PersonId,
    pub(crate) program: String,
    pub(crate) rules: PathwayRules,
    pub(crate) facts: Vec<Dated>,
}

#[derive(FromQueryResult)]
struct Joined {
    pathway_id: Uuid,
    person_id: Uuid,
    program: String,
    rules: String,
    #[sea_orm(nested)]
    fact: FactRow,
}

async fn read<C: ConnectionTrait>(ctx: &Ctx, db: &C, column: &str, id: Uuid) -> Result<Vec<Pathway>> {
    let text = format!(
        "SELECT f.pathway_id, w.person_id, w.program, w.rules, {FACT} \
         FROM pathway w JOIN pathway_fact f ON f.territory_id = w.territory_id AND f.pathway_id = w.id \
         JOIN practitioner p ON p.territory_id = f.territory_id AND p.id = f.practitioner_id \
         WHERE w.territory_id = ? AND w.{column} = ? ORDER BY w.opened_at DESC, w.id DESC, f.seq"
    );
    let statement = sql(db, &text, vec![ctx.territory().into(), id.into()]);
    let mut all: Vec<Pathway> = Vec::new();
    for row in Joined::find_by_statement(statement).all(db).await? {
        let dated = row.fact.dated()?;
        match all.last_mut() {
            Some(last) if last.id.uuid() == row.pathway_id => last.facts.push(dated),
            _ => all.push(Pathway {
                id: row.pathway_id.into(),
                person: row.person_id.into(),
                program: row.program,
                rules: serde_json::from_str(&row.rules)?,
                facts: vec![dated],
            }),
        }
    }
    Ok(all)
}

/// Every pathway of a person, the latest first. One statement.
pub(super) async fn of_person<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<Pathway>> {
    read(ctx, db, "person_id", person.uuid()).await
}

/// One pathway. One statement.
pub(crate) async fn find<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: PathwayId) -> Result<Option<Pathway>> {
    Ok(read(ctx, db, "id", id.uuid()).await?.pop())
}

/// Whom a pathway is about.
pub(crate) async fn person_of<C: ConnectionTrait>(
    db: &C,
    house: &House,
    id: PathwayId,
) -> Result<Option<PersonId>> {
    let row = pathway::Entity::find_by_id((house.territory.uuid(), id.uuid())).one(db).await?;
    Ok(row.map(|row| row.person_id.into()))
}

/// Says on the row where the facts lead.
pub(super) fn project(row: &mut pathway::Model, standing: &Standing) {
    standing.status.code().clone_into(&mut row.status);
    let now = standing.now();
    row.step = now.map(|step| step.code.clone());
    let planned =
        now.filter(|step| step.status == StepStatus::Planned).and_then(|step| step.planned.as_ref());
    row.planned_at = planned.map(|it| it.at.as_microsecond());
    let booked = planned.and_then(|it| it.booked.as_ref());
    row.planned_with = booked.map(|it| it.practitioner.uuid());
    row.planned_minutes = booked.map(|it| it.minutes);
    row.due_key = now.and_then(|step| step.due).map_or(NEVER, key);
}

/// Adds a fact. The caller saves where the pathway then stands.
pub(super) async fn append(
    ctx: &Ctx,
    tx: &Tx,
    of: (PathwayId, &PathwayRules),
    seq: i64,
    at: Timestamp,
    fact: &Fact,
) -> Result<Dated> {
    let dated = Dated::recorded(ctx, seq, at, fact)?;
    recorded(ctx.territory(), of, &dated)?.insert(tx).await?;
    Ok(dated)
}

/// The row of a fact, with what it counts as in the report.
pub(super) fn recorded(
    territory: Uuid,
    (id, rules): (PathwayId, &PathwayRules),
    dated: &Dated,
) -> Result<pathway_fact::Model> {
    let fact = &dated.fact;
    let step = fact.step().and_then(|code| rules.step(code)).and_then(|step| step.counts);
    let counts = match fact.kind() {
        FactKind::Opening => Some(REFERRED),
        FactKind::Holding | FactKind::Acceptance => step.map(Counts::code),
        _ => None,
    };
    Ok(pathway_fact::Model {
        territory_id: territory,
        pathway_id: id.uuid(),
        seq: dated.seq,
        kind: fact.kind().code().to_owned(),
        at: dated.at.as_microsecond(),
        recorded_at: dated.recorded_at.as_microsecond(),
        role_id: dated.role.uuid(),
        practitioner_id: dated.practitioner.uuid(),
        body: serde_json::to_string(fact)?,
        counts: counts.map(str::to_owned),
    })
}
