//! Identity vigilance: pairs of records that may be one person, side by side, identity alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::{Cursor, Page};
use policy::{Action, Reason, Resource};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect, Value};
use store::Tx;
use uuid::Uuid;

use super::matching::whole;
use super::person::Person;
use super::rows::identity_match;
use crate::sql::sql;
use crate::{Ctx, Error, MatchId, MergeId, PersonId, Result, Seen};

/// Pairs on a page.
const PAGE: usize = 20;

/// Two records that may be one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The pair.
    pub id: MatchId,
    /// How much they look alike, from 0 to 1000.
    pub score: u32,
    /// When they were found.
    pub found_at: Timestamp,
    /// The older record.
    pub one: Person,
    /// The other.
    pub other: Person,
}

/// A trait of identity that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trait {
    /// Name at birth.
    Family,
    /// Name in use.
    UsedFamily,
    /// Given names.
    Given,
    /// Sex.
    Sex,
    /// Date of birth.
    BirthDate,
    /// Place of birth.
    BirthPlace,
    /// Status and INS.
    Status,
    /// Commune.
    Commune,
    /// Telephone.
    Phone,
}

impl Pair {
    /// The traits in which the two differ.
    pub fn differences(&self) -> Vec<Trait> {
        let (a, b) = (&self.one.identity, &self.other.identity);
        let compared = [
            (Trait::Family, a.family == b.family),
            (Trait::UsedFamily, a.used_family == b.used_family),
            (Trait::Given, a.given == b.given),
            (Trait::Sex, a.sex == b.sex),
            (Trait::BirthDate, a.birth_date == b.birth_date),
            (Trait::BirthPlace, a.birth_place == b.birth_place),
            (Trait::Status, a.status == b.status && a.kept_ins() == b.kept_ins()),
            (Trait::Commune, self.one.address.commune == self.other.address.commune),
            (Trait::Phone, self.one.phone == self.other.phone),
        ];
        compared.into_iter().filter(|(_, same)| !same).map(|(which, _)| which).collect()
    }
}

/// A merge that can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The merge.
    pub id: MergeId,
    /// When it took place.
    pub at: Timestamp,
    /// The record that was kept.
    pub kept: Person,
    /// The record that was merged into it.
    pub merged: Person,
}

#[derive(FromQueryResult)]
struct PairRow {
    id: Uuid,
    person_id: Uuid,
    other_id: Uuid,
    score: i64,
    found_at: i64,
}

/// Pairs to look at, the latest found first. Two statements.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is not charged with identity vigilance.
pub async fn queue(ctx: &Ctx, after: Option<Cursor>) -> Result<Page<Pair>> {
    let reason = may(ctx, Action::VigilanceQueue)?;
    let db = ctx.reader();
    let mut values: Vec<Value> = vec![ctx.territory().into()];
    let later = if let Some(cursor) = after {
        values.extend([cursor.key.into(), cursor.id.into()]);
        "AND (m.found_at, m.id) < (?, ?) "
    } else {
        ""
    };
    // A pair with a record that was merged meanwhile waits until that merge is undone, if ever.
    let text = format!(
        "SELECT m.id, m.person_id, m.other_id, m.score, m.found_at FROM identity_match m \
         JOIN person a ON a.territory_id = m.territory_id AND a.id = m.person_id AND a.merged_into IS NULL \
         JOIN person b ON b.territory_id = m.territory_id AND b.id = m.other_id AND b.merged_into IS NULL \
         WHERE m.territory_id = ? AND m.resolved_at IS NULL {later}ORDER BY m.found_at DESC, m.id DESC LIMIT {}",
        PAGE + 1
    );
    let rows = PairRow::find_by_statement(sql(&db, &text, values)).all(&db).await?;
    let page = Page::from_rows(rows, PAGE, |row| Cursor { key: row.found_at, id: row.id });
    let next = page.next;
    let items = pairs(ctx, &db, page.items).await?;
    saw(ctx, "vigilance.queue", None, items.iter().flat_map(|pair| [pair.one.id, pair.other.id]), &reason);
    Ok(Page { items, next })
}

/// One pair, to be compared.
///
/// # Errors
/// [`Error::NotFound`] when there is no such pair, [`Error::Forbidden`] as for [`queue`].
pub async fn pair(ctx: &Ctx, id: MatchId) -> Result<Pair> {
    let reason = may(ctx, Action::VigilanceQueue)?;
    let db = ctx.reader();
    let text = "SELECT id, person_id, other_id, score, found_at FROM identity_match WHERE territory_id = ? AND id = ?";
    let values = vec![ctx.territory().into(), id.uuid().into()];
    let row = PairRow::find_by_statement(sql(&db, text, values)).one(&db).await?.ok_or(Error::NotFound)?;
    let pair = pairs(ctx, &db, vec![row]).await?.pop().ok_or(Error::NotFound)?;
    saw(ctx, "vigilance.compare", Some(id.uuid()), [pair.one.id, pair.other.id], &reason);
    Ok(pair)
}

async fn pairs<C: ConnectionTrait>(ctx: &Ctx, db: &C, rows: Vec<PairRow>) -> Result<Vec<Pair>> {
    let ids: BTreeSet<Uuid> = rows.iter().flat_map(|row| [row.person_id, row.other_id]).collect();
    let persons: BTreeMap<PersonId, Person> =
        whole(ctx, db, &ids).await?.into_iter().map(|person| (person.id, person)).collect();
    let person = |id: Uuid| persons.get(&PersonId::from(id)).cloned();
    let pair = |row: PairRow| {
        Some(Pair {
            id: row.id.into(),
            score: u32::try_from(row.score).unwrap_or_default(),
            found_at: kernel::clock::from_micros(row.found_at),
            one: person(row.person_id)?,
            other: person(row.other_id)?,
        })
    };
    Ok(rows.into_iter().filter_map(pair).collect())
}

#[derive(FromQueryResult)]
struct MergeRow {
    id: Uuid,
    kept_id: Uuid,
    merged_id: Uuid,
    at: i64,
}

/// Merges that stand, the latest first, for whoever has to undo one. Two statements.
pub async fn merges(ctx: &Ctx, after: Option<Cursor>) -> Result<Page<Merge>> {
    let reason = may(ctx, Action::VigilanceQueue)?;
    let db = ctx.reader();
    let mut values: Vec<Value> = vec![ctx.territory().into()];
    let later = if let Some(cursor) = after {
        values.extend([cursor.key.into(), cursor.id.into()]);
        "AND (at, id) < (?, ?) "
    } else {
        ""
    };
    let text = format!(
        "SELECT id, kept_id, merged_id, at FROM person_merge WHERE territory_id = ? AND undone_at IS NULL \
         {later}ORDER BY at DESC, id DESC LIMIT {}",
        PAGE + 1
    );
    let rows = MergeRow::find_by_statement(sql(&db, &text, values)).all(&db).await?;
    let page = Page::from_rows(rows, PAGE, |row| Cursor { key: row.at, id: row.id });
    let ids: BTreeSet<Uuid> = page.items.iter().flat_map(|row| [row.kept_id, row.merged_id]).collect();
    let persons: BTreeMap<Uuid, Person> =
        whole(ctx, &db, &ids).await?.into_iter().map(|person| (person.id.uuid(), person)).collect();
    saw(ctx, "vigilance.merges", None, persons.values().map(|person| person.id), &reason);
    let merge = |row: MergeRow| {
        Some(Merge {
            id: row.id.into(),
            at: kernel::clock::from_micros(row.at),
            kept: persons.get(&row.kept_id).cloned()?,
            merged: persons.get(&row.merged_id).cloned()?,
        })
    };
    Ok(Page { items: page.items.into_iter().filter_map(merge).collect(), next: page.next })
}

/// Says that two records are two persons: the pair leaves the queue for good.
///
/// # Errors
/// [`Error::Conflict`] when somebody settled the pair before.
pub async fn dismiss(ctx: &Ctx, id: MatchId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let reason = may(&ctx, Action::VigilanceQueue)?;
        let row = lock(&ctx, &tx, id).await?;
        settle(&ctx, &tx, row, "distinct").await?;
        ctx.record(&tx, "vigilance.dismissed", ("match", id.uuid()), None, &reason).await
    })
    .await
}

/// An open pair, held until the act ends.
pub(super) async fn lock(ctx: &Ctx, tx: &Tx, id: MatchId) -> Result<identity_match::Model> {
    let found =
        identity_match::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(tx).await?;
    let row = found.ok_or(Error::NotFound)?;
    if row.resolved_at.is_some() { Err(Error::conflict("conflict-pair-settled")) } else { Ok(row) }
}

pub(super) async fn settle(
    ctx: &Ctx,
    tx: &Tx,
    row: identity_match::Model,
    resolution: &'static str,
) -> Result<()> {
    let settled = identity_match::Model {
        resolved_at: Some(ctx.now().as_microsecond()),
        resolution: Some(resolution.to_owned()),
        resolved_by: Some(ctx.actor().professional()?.role().uuid()),
        ..row
    };
    settled.save(tx).await?;
    Ok(())
}

pub(super) fn may(ctx: &Ctx, action: Action) -> Result<Reason> {
    ctx.permit(action, &Resource::Territory(ctx.territory()))
}

fn saw(
    ctx: &Ctx,
    action: &'static str,
    object: Option<Uuid>,
    persons: impl IntoIterator<Item = PersonId>,
    reason: &Reason,
) {
    ctx.saw(Seen {
        action,
        kind: "match",
        object,
        persons: persons.into_iter().map(PersonId::uuid).collect(),
        ground: reason.policy.to_string(),
    });
}
