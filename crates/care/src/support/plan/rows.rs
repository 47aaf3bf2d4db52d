//! The tables of goals, and the way from them to their facts.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::facts::{Dated, Fact};
use crate::history::{FACT, FactRow, fact_row};
use crate::rows::row;
use crate::sql::sql;
use crate::{Ctx, GoalId, PersonId, Result, StepId};

row! {
    support_goal = "support_goal" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        // Where its facts lead.
        status: String,
        opened_at: i64,
        role_id: Uuid,
    }
}

fact_row! { support_fact = "support_fact" of goal_id: GoalId }

row! {
    support_step = "support_step" {
        territory_id: Uuid, id: Uuid;
        goal_id: Uuid,
    }
}

/// A goal with its history.
#[derive(Debug, Clone)]
pub(super) struct Goal {
    pub(super) id: GoalId,
    pub(super) person: PersonId,
    pub(super) facts: Vec<Dated>,
}

#[derive(FromQueryResult)]
struct Joined {
    goal_id: Uuid,
    person_id: Uuid,
    #[sea_orm(nested)]
    fact: FactRow,
}

async fn read<C: ConnectionTrait>(ctx: &Ctx, db: &C, column: &str, id: Uuid) -> Result<Vec<Goal>> {
    let text = format!(
        "SELECT f.goal_id, g.person_id, {FACT} \
         FROM support_goal g JOIN support_fact f ON f.territory_id = g.territory_id AND f.goal_id = g.id \
         JOIN practitioner p ON p.territory_id = f.territory_id AND p.id = f.practitioner_id \
         WHERE g.territory_id = ? AND g.{column} = ? ORDER BY g.opened_at, g.id, f.seq"
    );
    let statement = sql(db, &text, vec![ctx.territory().into(), id.into()]);
    let mut all: Vec<Goal> = Vec::new();
    for row in Joined::find_by_statement(statement).all(db).await? {
        let dated = row.fact.dated()?;
        match all.last_mut() {
            Some(last) if last.id.uuid() == row.goal_id => last.facts.push(dated),
            _ => {
                let (id, person) = (row.goal_id.into(), row.person_id.into());
                all.push(Goal { id, person, facts: vec![dated] });
            }
        }
    }
    Ok(all)
}

/// Every goal of a person, in the order in which they were written down. One statement.
pub(super) async fn of_person<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Vec<Goal>> {
    read(ctx, db, "person_id", person.uuid()).await
}

/// One goal. One statement.
pub(super) async fn find<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: GoalId) -> Result<Option<Goal>> {
    Ok(read(ctx, db, "id", id.uuid()).await?.pop())
}

/// Of which goal a step is; of none that there is, where there is no such step. One statement.
pub(super) async fn goal_of<C: ConnectionTrait>(ctx: &Ctx, db: &C, step: StepId) -> Result<GoalId> {
    let row = support_step::Entity::find_by_id((ctx.territory(), step.uuid())).one(db).await?;
    Ok(row.map_or(Uuid::nil(), |it| it.goal_id).into())
}
