//! Which accesses a request opens, in each status. The rows in the database are made to match, in the same act.

use policy::ProgramRole;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use store::Tx;
use uuid::Uuid;

use super::facts::{FactKind, Status};
use super::rows::Advice;
use crate::access::grants::{Ground, Holder, access_grant};
use crate::{Ctx, Result};

/// Grants that the request should carry now: holder, ground, until when.
pub(super) fn wanted(advice: &Advice) -> Vec<(Uuid, Ground, Option<i64>)> {
    let row = &advice.row;
    let status = advice.status();
    let mut grants = vec![(row.asker_id, Ground::Asker, None)];
    if status == Status::Draft || advice.last(FactKind::Sending).is_none() {
        return grants;
    }
    let role = |role| Holder::Program(&row.program, role).uuid();
    grants.push((role(ProgramRole::Coordinator), Ground::Coordination, None));
    grants.push((role(ProgramRole::Triage), Ground::Triage, row.share_until));
    match (row.answerer_id, row.named_id) {
        // Who took it keeps their own act for good.
        (Some(answerer), _) => grants.push((answerer, Ground::Answerer, None)),
        (None, Some(named)) if status.is_open() => grants.push((named, Ground::Named, None)),
        (None, None) if status == Status::Sent => {
            grants.push((role(ProgramRole::Answerer), Ground::Pool, None));
        }
        _ => {}
    }
    grants
}

/// Ends the grants that should no longer run and gives those that are missing.
pub(super) async fn reconcile(ctx: &Ctx, tx: &Tx, advice: &Advice) -> Result<()> {
    let now = ctx.now().as_microsecond();
    let standing = access_grant::Entity::find()
        .filter(access_grant::Column::TerritoryId.eq(ctx.territory()))
        .filter(access_grant::Column::ObjectId.eq(advice.row.id))
        .all(tx)
        .await?;
    let wanted = wanted(advice);
    let same = |row: &access_grant::Model, (holder, ground, until): &(Uuid, Ground, Option<i64>)| {
        row.holder_id == *holder && row.ground == ground.code() && row.until_at == *until
    };
    let runs = |row: &access_grant::Model| row.until_at.is_none_or(|until| until > now);
    let over = standing.iter().filter(|row| runs(row) && !wanted.iter().any(|want| same(row, want)));
    let over: Vec<_> = over.map(|row| row.id).collect();
    let missing = wanted.iter().filter(|want| !standing.iter().any(|row| runs(row) && same(row, want)));
    let given: Vec<_> = missing
        .map(|want| access_grant::Model {
            territory_id: ctx.territory(),
            id: ctx.new_id(),
            holder_id: want.0,
            ground: want.1.code().to_owned(),
            person_id: advice.row.person_id,
            object_kind: Some("advice".to_owned()),
            object_id: Some(advice.row.id),
            from_at: now,
            until_at: want.2,
        })
        .map(access_grant::ActiveModel::from)
        .collect();
    if !over.is_empty() {
        access_grant::Entity::update_many()
            .col_expr(access_grant::Column::UntilAt, Expr::value(now))
            .filter(access_grant::Column::TerritoryId.eq(ctx.territory()))
            .filter(access_grant::Column::Id.is_in(over))
            .exec(tx)
            .await?;
    }
    if !given.is_empty() {
        access_grant::Entity::insert_many(given).exec_without_returning(tx).await?;
    }
    Ok(())
}
