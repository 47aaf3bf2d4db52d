//! Tables of persons. `person_key` has no entity: it is written and searched by statements of its own ([`super::keys`],
//! [`super::search`]).

use std::collections::{BTreeSet, HashMap};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::Tx;
use uuid::Uuid;

use crate::rows::row;
use crate::{Ctx, Error, PersonId, Result};

row! {
    person = "person" {
        territory_id: Uuid, id: Uuid;
        family: String,
        used_family: Option<String>,
        given: String,
        sex: String,
        birth_date: String,
        birth_place: Option<String>,
        phone: Option<String>,
        address: Option<String>,
        postal_code: Option<String>,
        commune: Option<String>,
        ins: Option<String>,
        ins_oid: Option<String>,
        identity_status: String,
        informed_at: Option<i64>,
        opposed_at: Option<i64>,
        // The parts that the person closed, and to whom: `super::closed`.
        closed: String,
        sort_key: Vec<u8>,
        version: i64,
        created_by: Uuid,
        created_at: i64,
        updated_at: i64,
        merged_into: Option<Uuid>,
    }
}

row! {
    person_change = "person_change" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        at: i64,
        role_id: Uuid,
        kind: String,
        body: String,
    }
}

row! {
    care_team_member = "care_team_member" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        practitioner_id: Uuid,
        role_id: Uuid,
        kind: String,
        ground: String,
        opens: String,
        from_at: i64,
        until_at: Option<i64>,
        added_by: Uuid,
        ended_by: Option<Uuid>,
        recorded_at: i64,
    }
}

row! {
    information = "information" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        kind: String,
        how: String,
        scope: String,
        note: Option<String>,
        at: i64,
        recorded_at: i64,
        role_id: Uuid,
        terms: String,
    }
}

row! {
    team_invitation = "team_invitation" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        role_id: Uuid,
        practitioner_id: Uuid,
        kind: Option<String>,
        ground: String,
        opens: String,
        replaces: bool,
        by_role_id: Uuid,
        at: i64,
        until_at: i64,
        answer: Option<String>,
        answered_at: Option<i64>,
        why: Option<String>,
        // The pathway on which they are asked to take over, where they are.
        pathway_id: Option<Uuid>,
    }
}

row! {
    identity_match = "identity_match" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        other_id: Uuid,
        score: i64,
        found_at: i64,
        resolved_at: Option<i64>,
        resolution: Option<String>,
        resolved_by: Option<Uuid>,
    }
}

row! {
    person_merge = "person_merge" {
        territory_id: Uuid, id: Uuid;
        kept_id: Uuid,
        merged_id: Uuid,
        at: i64,
        role_id: Uuid,
        moved: String,
        undone_at: Option<i64>,
        undone_by: Option<Uuid>,
    }
}

/// Reads persons and keeps others from changing them until the act ends. They are taken in the order of their
/// identifiers, so that two acts that need the same persons never wait for each other.
pub(crate) async fn lock_all(tx: &Tx, ctx: &Ctx, ids: &[PersonId]) -> Result<Vec<person::Model>> {
    let ids = ids.iter().map(|id| id.uuid());
    Ok(person::Entity::find()
        .filter(person::Column::TerritoryId.eq(ctx.territory()))
        .filter(person::Column::Id.is_in(ids))
        .order_by_asc(person::Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?)
}

/// Under which record each of these persons is kept: their own, or the one into which it was merged. One statement, none for
/// nobody.
pub(crate) async fn kept_as<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    ids: &BTreeSet<PersonId>,
) -> Result<HashMap<PersonId, PersonId>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(Uuid, Option<Uuid>)> = person::Entity::find()
        .select_only()
        .columns([person::Column::Id, person::Column::MergedInto])
        .filter(person::Column::TerritoryId.eq(ctx.territory()))
        .filter(person::Column::Id.is_in(ids.iter().map(|id| id.uuid())))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().map(|(id, merged)| (id.into(), merged.unwrap_or(id).into())).collect())
}

/// Reads a person and keeps others from changing them until the act ends.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person, and when the record was merged into another: nothing is written
/// any more under an identifier that has been left.
pub(crate) async fn lock(tx: &Tx, ctx: &Ctx, id: PersonId) -> Result<person::Model> {
    let found = lock_all(tx, ctx, &[id]).await?.pop().ok_or(Error::NotFound)?;
    if found.merged_into.is_some() { Err(Error::NotFound) } else { Ok(found) }
}
