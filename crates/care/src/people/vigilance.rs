//! Identity vigilance: pairs of records that may be one person, side by side, identity alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::clock::from_micros;
use kernel::{Cursor, Page};
use policy::{Action, Reason, Resource};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect, Value};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::matching::whole;
use super::person::{IdentityStatus, Person};
use super::rows::identity_match;
use crate::directory::{decode, display_name, name_of_role};
use crate::error::Conflict;
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
    /// What was decided, if somebody has.
    pub settled: Option<Settled>,
}

/// What somebody decided of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// What.
    pub as_what: Settlement,
    /// When.
    pub at: Timestamp,
    /// « Odile Carré ».
    pub by: String,
}

/// How a pair leaves the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// One record was made of the two.
    Merged,
    /// They are two persons.
    Distinct,
}

impl Settlement {
    /// The stored code.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Distinct => "distinct",
        }
    }
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
    /// Address, commune included.
    Address,
    /// Telephone.
    Phone,
}

impl Pair {
    /// The record to keep, unless whoever compares knows better: the identity that can be relied upon more (RNIV 1),
    /// else the older record.
    pub fn better(&self) -> PersonId {
        let rank =
            |person: &Person| IdentityStatus::ALL.iter().position(|status| *status == person.identity.status);
        if rank(&self.other) > rank(&self.one) { self.other.id } else { self.one.id }
    }

    /// One of the two has been merged since, with a third: the pair waits until that merge is undone, if ever.
    pub fn waits(&self) -> bool {
        self.settled.is_none() && (self.one.merged_into.is_some() || self.other.merged_into.is_some())
    }

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
            (Trait::Address, self.one.address == self.other.address),
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
    /// Who merged them: « Odile Carré ».
    pub by: String,
    /// The kept record has itself been merged since: that merge is undone first.
    pub covered: bool,
}

#[derive(FromQueryResult)]
struct PairRow {
    id: Uuid,
    person_id: Uuid,
    other_id: Uuid,
    score: i64,
    found_at: i64,
    resolved_at: Option<i64>,
    resolution: Option<String>,
    title: Option<String>,
    given: Option<String>,
    family: Option<String>,
}

const PAIR: &str = "SELECT m.id, m.person_id, m.other_id, m.score, m.found_at, m.resolved_at, m.resolution, p.title, \
                    p.given, p.family FROM identity_match m \
                    LEFT JOIN practitioner_role r ON r.territory_id = m.territory_id AND r.id = m.resolved_by \
                    LEFT JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id ";

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
        "{PAIR}JOIN person a ON a.territory_id = m.territory_id AND a.id = m.person_id AND a.merged_into IS NULL \
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
    let text = format!("{PAIR}WHERE m.territory_id = ? AND m.id = ?");
    let values = vec![ctx.territory().into(), id.uuid().into()];
    let row = PairRow::find_by_statement(sql(&db, &text, values)).one(&db).await?.ok_or(Error::NotFound)?;
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
        let settled = settled(&row)?;
        let (Some(one), Some(other)) = (person(row.person_id), person(row.other_id)) else {
            return Err(Error::Bug("a pair without its records".to_owned()));
        };
        Ok(Pair {
            id: row.id.into(),
            score: u32::try_from(row.score).unwrap_or_default(),
            found_at: from_micros(row.found_at),
            one,
            other,
            settled,
        })
    };
    rows.into_iter().map(pair).collect()
}

fn settled(row: &PairRow) -> Result<Option<Settled>> {
    let (Some(at), Some(code)) = (row.resolved_at, row.resolution.as_deref()) else { return Ok(None) };
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    let by = display_name(&part(&row.title), &part(&row.given), &part(&row.family));
    Ok(Some(Settled { as_what: decode(code)?, at: from_micros(at), by }))
}

#[derive(FromQueryResult)]
struct MergeRow {
    id: Uuid,
    kept_id: Uuid,
    merged_id: Uuid,
    at: i64,
    title: String,
    given: String,
    family: String,
}

/// Merges that stand, the latest first, for whoever has to undo one. Two statements.
pub async fn merges(ctx: &Ctx, after: Option<Cursor>) -> Result<Page<Merge>> {
    let reason = may(ctx, Action::VigilanceQueue)?;
    let db = ctx.reader();
    let mut values: Vec<Value> = vec![ctx.territory().into()];
    let later = if let Some(cursor) = after {
        values.extend([cursor.key.into(), cursor.id.into()]);
        "AND (m.at, m.id) < (?, ?) "
    } else {
        ""
    };
    let text = format!(
        "SELECT m.id, m.kept_id, m.merged_id, m.at, p.title, p.given, p.family FROM person_merge m \
         JOIN practitioner_role r ON r.territory_id = m.territory_id AND r.id = m.role_id \
         JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
         WHERE m.territory_id = ? AND m.undone_at IS NULL {later}ORDER BY m.at DESC, m.id DESC LIMIT {}",
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
            at: from_micros(row.at),
            covered: persons.get(&row.kept_id)?.merged_into.is_some(),
            kept: persons.get(&row.kept_id).cloned()?,
            merged: persons.get(&row.merged_id).cloned()?,
            by: display_name(&row.title, &row.given, &row.family),
        })
    };
    Ok(Page { items: page.items.into_iter().filter_map(merge).collect(), next: page.next })
}

/// Says that two records are two persons: the pair leaves the queue for good. Said twice by the same, it is said once.
///
/// # Errors
/// [`Error::Conflict`] when somebody settled the pair before.
pub async fn dismiss(ctx: &Ctx, id: MatchId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let reason = may(&ctx, Action::VigilanceQueue)?;
        let row = lock(&ctx, &tx, id).await?;
        if mine(&ctx, &row, Settlement::Distinct)? {
            return Ok(());
        }
        open(&ctx, &tx, &row).await?;
        settle(&ctx, &tx, row, Settlement::Distinct).await?;
        ctx.record(&tx, "vigilance.dismissed", ("match", id.uuid()), None, &reason).await
    })
    .await
}

/// A pair, held until the act ends.
pub(super) async fn lock(ctx: &Ctx, tx: &Tx, id: MatchId) -> Result<identity_match::Model> {
    let found =
        identity_match::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(tx).await?;
    found.ok_or(Error::NotFound)
}

/// The pair was settled in this way by the actor, who only says it again.
pub(super) fn mine(ctx: &Ctx, row: &identity_match::Model, as_what: Settlement) -> Result<bool> {
    let me = ctx.actor().professional()?.role().uuid();
    Ok(row.resolved_by == Some(me) && row.resolution.as_deref() == Some(as_what.code()))
}

/// Nobody has settled the pair; else who did, and when.
pub(super) async fn open(ctx: &Ctx, tx: &Tx, row: &identity_match::Model) -> Result<()> {
    match row.resolved_at {
        None => Ok(()),
        Some(at) => Err(acted(ctx, tx, "conflict-pair-settled", at, row.resolved_by).await?),
    }
}

/// A conflict that says who acted, and when.
pub(super) async fn acted(ctx: &Ctx, tx: &Tx, key: &'static str, at: i64, by: Option<Uuid>) -> Result<Error> {
    let who = match by {
        Some(role) => name_of_role(tx, ctx.territory(), role).await?,
        None => None,
    };
    Ok(Error::Conflict(Conflict { key, who, at: Some(from_micros(at)) }))
}

pub(super) async fn settle(
    ctx: &Ctx,
    tx: &Tx,
    row: identity_match::Model,
    as_what: Settlement,
) -> Result<()> {
    let settled = identity_match::Model {
        resolved_at: Some(ctx.now().as_microsecond()),
        resolution: Some(as_what.code().to_owned()),
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
