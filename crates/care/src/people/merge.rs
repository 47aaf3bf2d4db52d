//! Making one record of two, with a trace that can be undone.
//!
//! What referred to the merged record refers to the kept one; the identifiers of all that moved are kept with the
//! merge, so that undoing it moves back exactly those. What was written under the kept record afterwards stays there.
//! A record that was merged redirects to the other ([`super::ties`] resolves it), in one step: those merged into it
//! before are pointed to the new one as well.

use std::collections::BTreeMap;

use policy::Action;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QuerySelect, StatementBuilder, Value,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Tx, lock_clause};
use uuid::Uuid;

use super::identity::{change, entered};
use super::information::NewInformation;
use super::person::Person;
use super::rows::{self, identity_match, person, person_merge};
use super::said::{How, facts};
use super::standing::Standing;
use super::vigilance::{Settlement, acted, lock, may, mine, open, settle};
use super::{consequences, information, keys};
use crate::sql::{marks, sql};
use crate::{Ctx, Error, MatchId, MergeId, PersonId, Result};

/// The tables whose rows refer to a person by `person_id` and move with them. Requests first: an act under way on one holds its row, and what it
/// writes about the person is then there to be moved.
pub const REFERRING: [&str; 17] = [
    "advice",
    "consultation",
    "arrival",
    "care_team_member",
    "information",
    "access_grant",
    "entry",
    "right_application",
    "break_glass",
    "own_access",
    "own_question",
    "interview",
    "support_goal",
    "team_invitation",
    "pathway",
    "referral",
    "synthesis",
];

/// Identifiers moved back at once.
const AT_ONCE: usize = 500;

/// What a merge moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Moved {
    /// By table, the rows.
    rows: BTreeMap<String, Vec<Uuid>>,
    /// Records merged into this one before, which now redirect to the kept one.
    persons: Vec<Uuid>,
}

/// Merges the pair into the record `kept`, one of the two. Said twice by the same, it is done once.
///
/// # Errors
/// [`Error::Conflict`] when the pair was settled, or one of the records merged, before; [`Error::StepUp`] without the
/// second factor; [`Error::Invalid`] when `kept` is not of the pair.
pub async fn merge(ctx: &Ctx, id: MatchId, kept: PersonId) -> Result<MergeId> {
    ctx.write(move |ctx, tx| async move {
        let reason = may(&ctx, Action::MergePersons)?;
        let pair = lock(&ctx, &tx, id).await?;
        let merged = other_of(&pair, kept)?;
        if mine(&ctx, &pair, Settlement::Merged)?
            && let Some(done) = standing(&ctx, &tx, merged).await?.filter(|it| it.kept_id == kept.uuid())
        {
            return Ok(done.id.into());
        }
        open(&ctx, &tx, &pair).await?;
        hold_requests(&ctx, &tx, merged).await?;
        let (kept_row, merged_row) = both(&ctx, &tx, kept, merged).await?;
        for row in [&kept_row, &merged_row] {
            if row.merged_into.is_some() {
                return Err(moved_on(&ctx, &tx, "conflict-already-merged", row.id.into()).await?);
            }
        }
        let before = (standing_of(&ctx, &tx, kept).await?, standing_of(&ctx, &tx, merged).await?);
        let moved = move_to(&ctx, &tx, merged, kept).await?;
        let merge: MergeId = ctx.new_id();
        person_merge::Model {
            territory_id: ctx.territory(),
            id: merge.uuid(),
            kept_id: kept.uuid(),
            merged_id: merged.uuid(),
            at: ctx.now().as_microsecond(),
            role_id: ctx.actor().professional()?.role().uuid(),
            moved: serde_json::to_string(&moved)?,
            undone_at: None,
            undone_by: None,
        }
        .insert(&tx)
        .await?;
        redirect(&ctx, &tx, merged, Some(kept)).await?;
        keys::erase(&ctx, &tx, merged).await?;
        stricter(&ctx, &tx, kept, before).await?;
        information::project(&ctx, &tx, kept).await?;
        settle(&ctx, &tx, pair, Settlement::Merged).await?;
        trace(&ctx, &tx, kept, merged, "merged", merge).await?;
        entered(&ctx, &tx, kept, "person-merged").await?;
        ctx.record(&tx, "vigilance.merged", ("merge", merge.uuid()), Some(kept.uuid()), &reason).await?;
        Ok(merge)
    })
    .await
}

async fn standing_of(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<Standing> {
    Ok(Standing::of(facts(ctx, tx, person).await?, ctx.now()))
}

/// What one record objected to and the other did not stays closed, and so does what a consent that was taken back in one of them
/// opened: the stricter stands until the person says otherwise, after an undoing as well.
async fn stricter(ctx: &Ctx, tx: &Tx, kept: PersonId, (one, other): (Standing, Standing)) -> Result<()> {
    let together = standing_of(ctx, tx, kept).await?;
    for (kind, scope, terms) in Standing::stricter(&one, &other, &together) {
        let said = NewInformation { scope, terms, ..NewInformation::now(kind, How::Merge) };
        information::note(ctx, tx, kept, said).await?;
    }
    consequences::of_standing(ctx, tx, kept, &standing_of(ctx, tx, kept).await?).await
}

/// The merge that stands by which a record left its place.
async fn standing(ctx: &Ctx, tx: &Tx, merged: PersonId) -> Result<Option<person_merge::Model>> {
    let found = person_merge::Entity::find()
        .filter(person_merge::Column::TerritoryId.eq(ctx.territory()))
        .filter(person_merge::Column::MergedId.eq(merged.uuid()))
        .filter(person_merge::Column::UndoneAt.is_null());
    Ok(found.one(tx).await?)
}

/// A record is no longer where it was: who merged it, and when.
async fn moved_on(ctx: &Ctx, tx: &Tx, key: &'static str, record: PersonId) -> Result<Error> {
    match standing(ctx, tx, record).await? {
        Some(merge) => acted(ctx, tx, key, merge.at, Some(merge.role_id)).await,
        None => Ok(Error::conflict(key)),
    }
}

fn other_of(pair: &identity_match::Model, kept: PersonId) -> Result<PersonId> {
    match (pair.person_id == kept.uuid(), pair.other_id == kept.uuid()) {
        (true, _) => Ok(pair.other_id.into()),
        (_, true) => Ok(pair.person_id.into()),
        _ => Err(Error::invalid("kept", "fault-choice")),
    }
}

/// Requests come before persons wherever both are held, so that no act waits for one that waits for it.
async fn hold_requests(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<()> {
    for table in ["advice", "consultation", "synthesis", "pathway"] {
        let mut select = Query::select();
        select
            .column("id")
            .from(table)
            .and_where(Expr::col("territory_id").eq(ctx.territory()))
            .and_where(Expr::col("person_id").eq(person.uuid()))
            .order_by("id", Order::Asc);
        lock_clause(tx.engine(), &mut select);
        tx.query_all_raw(StatementBuilder::build(&select, &tx.get_database_backend())).await?;
    }
    Ok(())
}

/// Both records, held, whatever the order in which they are named.
async fn both(ctx: &Ctx, tx: &Tx, one: PersonId, other: PersonId) -> Result<(person::Model, person::Model)> {
    let rows = rows::lock_all(tx, ctx, &[one, other]).await?;
    let find = |id: PersonId| rows.iter().find(|row| row.id == id.uuid()).cloned().ok_or(Error::NotFound);
    Ok((find(one)?, find(other)?))
}

async fn move_to(ctx: &Ctx, tx: &Tx, from: PersonId, to: PersonId) -> Result<Moved> {
    let mut moved = Moved::default();
    for table in REFERRING {
        let text =
            format!("UPDATE {table} SET person_id = ? WHERE territory_id = ? AND person_id = ? RETURNING id");
        let rows = returned(ctx, tx, &text, from, to).await?;
        moved.rows.insert(table.to_owned(), rows);
    }
    let text = "UPDATE person SET merged_into = ? WHERE territory_id = ? AND merged_into = ? RETURNING id";
    moved.persons = returned(ctx, tx, text, from, to).await?;
    Ok(moved)
}

async fn returned(ctx: &Ctx, tx: &Tx, text: &str, from: PersonId, to: PersonId) -> Result<Vec<Uuid>> {
    let values = vec![to.uuid().into(), ctx.territory().into(), from.uuid().into()];
    let rows = tx.query_all_raw(sql(tx, text, values)).await?;
    let mut ids = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<Vec<Uuid>, _>>()?;
    ids.sort_unstable();
    Ok(ids)
}

async fn redirect(ctx: &Ctx, tx: &Tx, merged: PersonId, to: Option<PersonId>) -> Result<()> {
    let text = "UPDATE person SET merged_into = ? WHERE territory_id = ? AND id = ?";
    let values: Vec<Value> =
        vec![to.map(PersonId::uuid).into(), ctx.territory().into(), merged.uuid().into()];
    tx.execute_raw(sql(tx, text, values)).await?;
    Ok(())
}

/// The history of both identities tells of the merge.
async fn trace(
    ctx: &Ctx,
    tx: &Tx,
    kept: PersonId,
    merged: PersonId,
    kind: &'static str,
    merge: MergeId,
) -> Result<()> {
    let body = json!({ "merge": merge.uuid(), "kept": kept.uuid(), "merged": merged.uuid() });
    change(ctx, tx, kept, kind, &body).await?;
    change(ctx, tx, merged, kind, &body).await
}

/// Undoes a merge: all that it moved goes back, and nothing else. The pair does not come back into the queue. Said twice
/// by the same, it is done once.
///
/// # Errors
/// [`Error::Conflict`] when it was undone before, or when the kept record has itself been merged since: that merge is
/// undone first.
pub async fn unmerge(ctx: &Ctx, id: MergeId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let reason = may(&ctx, Action::MergePersons)?;
        let found =
            person_merge::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(&tx).await?;
        let mut row = found.ok_or(Error::NotFound)?;
        let me = ctx.actor().professional()?.role().uuid();
        match (row.undone_at, row.undone_by) {
            (Some(_), Some(by)) if by == me => return Ok(()),
            (Some(at), by) => return Err(acted(&ctx, &tx, "conflict-merge-undone", at, by).await?),
            (None, _) => {}
        }
        let (kept, merged) = (PersonId::from(row.kept_id), PersonId::from(row.merged_id));
        // What moved stands under the kept record now.
        hold_requests(&ctx, &tx, kept).await?;
        let (kept_row, merged_row) = both(&ctx, &tx, kept, merged).await?;
        if kept_row.merged_into.is_some() || merged_row.merged_into != Some(kept.uuid()) {
            return Err(moved_on(&ctx, &tx, "conflict-merged-since", kept).await?);
        }
        move_back(&ctx, &tx, &serde_json::from_str(&row.moved)?, kept, merged).await?;
        redirect(&ctx, &tx, merged, None).await?;
        let identity = Person::try_from(merged_row)?.identity;
        keys::write(&ctx, &tx, merged, &identity).await?;
        information::project(&ctx, &tx, kept).await?;
        information::project(&ctx, &tx, merged).await?;
        row.undone_at = Some(ctx.now().as_microsecond());
        row.undone_by = Some(ctx.actor().professional()?.role().uuid());
        row.save(&tx).await?;
        distinct(&ctx, &tx, kept, merged).await?;
        trace(&ctx, &tx, kept, merged, "unmerged", id).await?;
        entered(&ctx, &tx, kept, "person-unmerged").await?;
        ctx.record(&tx, "vigilance.unmerged", ("merge", id.uuid()), Some(kept.uuid()), &reason).await
    })
    .await
}

async fn move_back(ctx: &Ctx, tx: &Tx, moved: &Moved, kept: PersonId, merged: PersonId) -> Result<()> {
    let tables = REFERRING.iter().filter_map(|table| Some((*table, "person_id", moved.rows.get(*table)?)));
    for (table, column, ids) in tables.chain([("person", "merged_into", &moved.persons)]) {
        for ids in ids.chunks(AT_ONCE) {
            let text = format!(
                "UPDATE {table} SET {column} = ? WHERE territory_id = ? AND {column} = ? AND id IN ({})",
                marks(ids.len())
            );
            let mut values: Vec<Value> =
                vec![merged.uuid().into(), ctx.territory().into(), kept.uuid().into()];
            values.extend(ids.iter().map(|id| Value::from(*id)));
            tx.execute_raw(sql(tx, &text, values)).await?;
        }
    }
    Ok(())
}

/// Whoever undoes a merge says that they are two persons.
async fn distinct(ctx: &Ctx, tx: &Tx, one: PersonId, other: PersonId) -> Result<()> {
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    let text = "UPDATE identity_match SET resolution = 'distinct' WHERE territory_id = ? AND person_id = ? AND other_id = ?";
    let values = vec![ctx.territory().into(), first.uuid().into(), second.uuid().into()];
    tx.execute_raw(sql(tx, text, values)).await?;
    Ok(())
}
