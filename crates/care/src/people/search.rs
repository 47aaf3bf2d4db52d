//! Finding a person while typing, among those the actor may see.
//!
//! Whoever sees a few hundred persons is served from their grants, whoever sees a good part of the territory from the
//! keys: either way the work grows with what can be shown, not with the territory. At most three statements: one to
//! know how many persons are in reach (when a single word was typed), one for exact beginnings, one that allows for
//! errors if those found too few.

use std::cmp::Reverse;

use jiff::civil::Date;
use kernel::identifiers::Nir;
use kernel::names::{self, KeyRange};
use policy::{Action, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::facts::Reach;
use super::person::{IdentityStatus, Sex, stored_date};
use super::{keys, today};
use crate::directory::decode;
use crate::sql::sql;
use crate::{Ctx, PersonId, Result, Seen};

/// Lines shown.
const SHOWN: usize = 12;
/// Candidates read for each range of keys, and in all when read from the grants.
const READ: u64 = 60;
/// With fewer exact answers than this, errors are allowed for.
const FEW: usize = 5;
/// Up to so many persons in reach, reading them all is cheaper than reading the keys.
const SMALL: u64 = 2_000;

/// A person in one line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// Identifier.
    pub id: PersonId,
    /// « Nadia Ferhat ».
    pub name: String,
    /// Name at birth.
    pub family: String,
    /// Name in use, if another.
    pub used_family: Option<String>,
    /// Given names.
    pub given: String,
    /// Administrative sex.
    pub sex: Sex,
    /// Date of birth.
    pub birth_date: Date,
    /// Name of the commune where they live.
    pub commune: Option<String>,
    /// How far the identity can be relied upon.
    pub status: IdentityStatus,
}

#[derive(FromQueryResult)]
pub(super) struct LineRow {
    id: Uuid,
    family: String,
    used_family: Option<String>,
    given: String,
    sex: String,
    birth_date: String,
    commune: Option<String>,
    identity_status: String,
}

/// What a line is made of, of the person `p`.
pub(super) const LINE: &str =
    "p.id, p.family, p.used_family, p.given, p.sex, p.birth_date, p.commune, p.identity_status";

impl TryFrom<LineRow> for PersonLine {
    type Error = crate::Error;

    fn try_from(row: LineRow) -> Result<Self> {
        let in_use = row.used_family.as_deref().unwrap_or(&row.family);
        Ok(Self {
            id: row.id.into(),
            name: format!("{} {in_use}", row.given),
            sex: decode(&row.sex)?,
            birth_date: stored_date(&row.birth_date)?,
            commune: commune_name(row.commune.as_deref()),
            status: decode(&row.identity_status)?,
            family: row.family,
            used_family: row.used_family,
            given: row.given,
        })
    }
}

impl PersonLine {
    /// How well the name answers what was typed; 0 not at all.
    fn answers(&self, typed: &str) -> u32 {
        let used = self.used_family.as_deref().map_or(0, |used| names::score(typed, used, &self.given));
        names::score(typed, &self.family, &self.given).max(used)
    }
}

/// The name of the commune of an INSEE code.
pub(super) fn commune_name(insee: Option<&str>) -> Option<String> {
    insee.and_then(kernel::places::by_insee).map(|commune| commune.name.to_owned())
}

/// What was typed, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Query {
    Nothing,
    Ins(Nir),
    Name { text: String, born: Option<Date> },
}

impl Query {
    /// An INS, a date of birth with or without a name, a name. One letter says nothing.
    fn of(typed: &str, today: Date) -> Self {
        let typed: String = typed.chars().take(100).collect();
        if let Ok(number) = typed.parse() {
            return Self::Ins(number);
        }
        let (born, rest) = match names::take_birth_date(&typed, today) {
            Some((date, rest)) => (Some(date), rest),
            None => (None, typed),
        };
        let text = names::fold(&rest);
        match (born, text.chars().count()) {
            (None, 0 | 1) => Self::Nothing,
            _ => Self::Name { text, born },
        }
    }
}

/// Persons that answer what was typed, the best first. Journalled as one event that names the persons shown.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever looks after nobody.
pub async fn search(ctx: &Ctx, typed: &str) -> Result<Vec<PersonLine>> {
    let reason = ctx.permit(Action::FindPerson, &Resource::Territory(ctx.territory()))?;
    let found = find(ctx, &Query::of(typed, today(ctx))).await?;
    ctx.saw(Seen {
        action: "person.search",
        kind: "person",
        object: None,
        persons: found.iter().map(|line| line.id.uuid()).collect(),
        ground: reason.policy.to_string(),
    });
    Ok(found)
}

async fn find(ctx: &Ctx, query: &Query) -> Result<Vec<PersonLine>> {
    let db = ctx.reader();
    let reach = Reach::of(ctx);
    let by_keys = |ranges: Vec<KeyRange>| candidates(ctx, &db, &reach, ranges, ReadFrom::Keys);
    let (text, born) = match query {
        Query::Nothing => return Ok(Vec::new()),
        Query::Ins(number) => return by_keys(vec![keys::ins_range(*number)]).await,
        Query::Name { text, born } => (text.as_str(), *born),
    };
    if let Some(date) = born {
        return Ok(ranked(by_keys(vec![keys::birth_range(date)]).await?, text));
    }
    let ranges = names::query_keys(text);
    let from = if text.contains(' ') { ReadFrom::Keys } else { cheapest(ctx, &db, &reach).await? };
    let exact = ranked(candidates(ctx, &db, &reach, ranges.exact, from).await?, text);
    if exact.len() >= FEW || text.chars().count() < 3 {
        return Ok(exact);
    }
    let fuzzy = candidates(ctx, &db, &reach, ranges.fuzzy, from).await?;
    let news = fuzzy.into_iter().filter(|line| exact.iter().all(|it| it.id != line.id)).collect();
    let mut all = exact;
    all.extend(ranked(news, text));
    all.truncate(SHOWN);
    Ok(all)
}

/// The best first; those that do not answer at all are left out, and of equals the order is that of their names.
fn ranked(lines: Vec<PersonLine>, typed: &str) -> Vec<PersonLine> {
    let mut scored: Vec<_> = lines
        .into_iter()
        .map(|line| (if typed.is_empty() { 1 } else { line.answers(typed) }, line))
        .filter(|(score, _)| *score > 0)
        .collect();
    scored.sort_by_cached_key(|(score, line)| {
        (Reverse(*score), names::name_sort_key(&line.family, &line.given), line.birth_date, line.id)
    });
    scored.into_iter().take(SHOWN).map(|(_, line)| line).collect()
}

/// From which end persons are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadFrom {
    /// The grants of the actor, then their keys.
    Grants,
    /// The keys of the territory, then the grants.
    Keys,
}

/// The cheaper end for a single word, of which there may be thousands in the territory.
async fn cheapest<C: ConnectionTrait>(ctx: &Ctx, db: &C, reach: &Reach) -> Result<ReadFrom> {
    let Some((grant, values)) = reach.grant_sql(ctx.now()) else { return Ok(ReadFrom::Keys) };
    let text = format!(
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM access_grant g WHERE g.territory_id = ? AND {grant} LIMIT {}) AS held",
        SMALL + 1
    );
    let values = [vec![ctx.territory().into()], values].concat();
    let row = db.query_one_raw(sql(db, &text, values)).await?;
    let held: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    Ok(if u64::try_from(held).is_ok_and(|held| held <= SMALL) { ReadFrom::Grants } else { ReadFrom::Keys })
}

/// Persons in reach who have a key in one of the ranges. One statement.
pub(super) async fn candidates<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    reach: &Reach,
    ranges: Vec<KeyRange>,
    from: ReadFrom,
) -> Result<Vec<PersonLine>> {
    if ranges.is_empty() {
        return Ok(Vec::new());
    }
    let grant = reach.grant_sql(ctx.now());
    let (inner, values) = match (from, grant) {
        (ReadFrom::Grants, Some(grant)) => from_grants(ctx, ranges, grant),
        (_, grant) => from_keys(ctx, ranges, grant.as_ref()),
    };
    let text = format!(
        "SELECT {LINE} FROM person p WHERE p.territory_id = ? AND p.merged_into IS NULL AND p.id IN ({inner}) ORDER BY p.id"
    );
    let values = [vec![ctx.territory().into()], values].concat();
    LineRow::find_by_statement(sql(db, &text, values))
        .all(db)
        .await?
        .into_iter()
        .map(PersonLine::try_from)
        .collect()
}

fn from_grants(
    ctx: &Ctx,
    ranges: Vec<KeyRange>,
    (grant, values): (String, Vec<Value>),
) -> (String, Vec<Value>) {
    let keys = vec!["(k.key >= ? AND k.key < ?)"; ranges.len()].join(" OR ");
    let text = format!(
        "SELECT g.person_id FROM access_grant g WHERE g.territory_id = ? AND {grant} AND EXISTS (SELECT 1 \
         FROM person_key k WHERE k.territory_id = g.territory_id AND k.person_id = g.person_id AND ({keys}))"
    );
    let ranges = ranges.into_iter().flat_map(|range| [range.from.into(), range.until.into()]);
    (text, [vec![ctx.territory().into()], values, ranges.collect()].concat())
}

fn from_keys(ctx: &Ctx, ranges: Vec<KeyRange>, grant: Option<&(String, Vec<Value>)>) -> (String, Vec<Value>) {
    let held = grant.map_or_else(String::new, |(grant, _)| {
        format!(
            " AND EXISTS (SELECT 1 FROM access_grant g WHERE g.territory_id = k.territory_id \
             AND g.person_id = k.person_id AND {grant})"
        )
    });
    let one = format!(
        "SELECT person_id FROM (SELECT k.person_id FROM person_key k WHERE k.territory_id = ? AND k.key >= ? \
         AND k.key < ?{held} ORDER BY k.key, k.person_id LIMIT {READ}) AS k"
    );
    let text = vec![one.as_str(); ranges.len()].join(" UNION ");
    let mut values: Vec<Value> = Vec::new();
    for range in ranges {
        values.extend([ctx.territory().into(), range.from.into(), range.until.into()]);
        values.extend(grant.iter().flat_map(|(_, values)| values.iter().cloned()));
    }
    (text, values)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn line(family: &str, given: &str, n: u128) -> PersonLine {
        PersonLine {
            id: Uuid::from_u128(n).into(),
            name: format!("{given} {family}"),
            family: family.to_owned(),
            used_family: None,
            given: given.to_owned(),
            sex: Sex::Unknown,
            birth_date: date(1979, 3, 14),
            commune: None,
            status: IdentityStatus::Provisional,
        }
    }

    #[test]
    fn what_was_typed_is_understood() {
        let name = |text: &str, born| Query::Name { text: text.to_owned(), born };
        assert_eq!(Query::of("", TODAY), Query::Nothing);
        assert_eq!(Query::of(" F ", TODAY), Query::Nothing);
        assert_eq!(Query::of("Férh", TODAY), name("ferh", None));
        assert_eq!(Query::of("ferhat 14/03/1979", TODAY), name("ferhat", Some(date(1979, 3, 14))));
        assert_eq!(Query::of("14/03/1979", TODAY), name("", Some(date(1979, 3, 14))));
        assert!(matches!(Query::of("2 55 08 14 168 025 38", TODAY), Query::Ins(_)));
    }

    #[test]
    fn the_best_comes_first_and_strangers_are_left_out() {
        let lines =
            vec![line("Ferhatine", "Nadia", 1), line("Durand", "Paul", 2), line("Ferhat", "Nadia", 3)];
        let ranked = ranked(lines, "ferhat");
        assert_eq!(
            ranked.iter().map(|line| line.family.as_str()).collect::<Vec<_>>(),
            ["Ferhat", "Ferhatine"]
        );
    }

    #[test]
    fn a_million_letters_are_not_looked_at() {
        assert!(
            matches!(Query::of(&"é".repeat(1_000_000), TODAY), Query::Name { text, .. } if text.len() <= 100)
        );
    }
}
