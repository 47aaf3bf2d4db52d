//! Finding a person while typing, among those the actor may see.
//!
//! Whoever sees a few thousand persons is served from their names, which are read and compared at once; whoever sees a
//! good part of the territory from the keys: either way the work grows with what can be shown, not with the territory.
//! One statement where the actor's own care teams are their reach; otherwise one before it, that tells how many persons
//! are in reach; from the keys one for exact beginnings and, if those found too few, one for what allows for errors.

use std::cmp::Reverse;

use jiff::civil::Date;
use kernel::identifiers::Nir;
use kernel::names::{self, BEGINS, KeyRange, Typed};
use policy::{Action, Resource};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Value};
use uuid::Uuid;

use super::facts::Reach;
use super::person::{IdentityStatus, Sex, stored_date};
use super::{keys, today};
use crate::directory::decode;
use crate::sql::sql;
use crate::{Ctx, PersonId, Result, Seen};

/// Lines shown.
const SHOWN: usize = 12;
/// Candidates read for each range of keys.
const READ: u64 = 60;
/// With fewer exact answers than this, errors are allowed for.
const FEW: usize = 5;
/// Up to so many persons in reach, reading all their names (some 2 µs each) is cheaper than looking for the actor's among
/// the keys of a large territory.
const SMALL: u64 = 8_000;

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
    fn answers(&self, typed: &Typed) -> u32 {
        answers(typed, &self.family, self.used_family.as_deref(), &self.given)
    }
}

/// How well the name answers what was typed; 0 not at all.
fn answers(typed: &Typed, family: &str, used: Option<&str>, given: &str) -> u32 {
    let used = used.map_or(0, |used| typed.score(used, given));
    typed.score(family, given).max(used)
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
    let by_keys = |ranges: Vec<KeyRange>| candidates(ctx, &db, &reach, ranges);
    let (text, born) = match query {
        Query::Nothing => return Ok(Vec::new()),
        Query::Ins(number) => return by_keys(vec![keys::ins_range(*number)]).await,
        Query::Name { text, born } => (text.as_str(), *born),
    };
    if let Some(date) = born {
        return Ok(ranked(by_keys(vec![keys::birth_range(date)]).await?, text));
    }
    if let Some(grant) = reach.grant_sql(ctx.now())
        && (reach.is_own_teams() || few_in_reach(ctx, &db, &grant).await?)
        && let Some(found) = by_names(ctx, &db, grant, text).await?
    {
        return Ok(found);
    }
    let ranges = names::query_keys(text);
    let exact = ranked(by_keys(ranges.exact).await?, text);
    if exact.len() >= FEW || text.chars().count() < 3 {
        return Ok(exact);
    }
    let fuzzy = by_keys(ranges.fuzzy).await?;
    let news = fuzzy.into_iter().filter(|line| exact.iter().all(|it| it.id != line.id)).collect();
    let mut all = exact;
    all.extend(ranked(news, text));
    all.truncate(SHOWN);
    Ok(all)
}

/// The best first; those that do not answer at all are left out, and of equals the order is that of their names.
fn ranked(lines: Vec<PersonLine>, typed: &str) -> Vec<PersonLine> {
    let words = Typed::new(typed);
    let mut scored: Vec<_> = lines
        .into_iter()
        .map(|line| (if typed.is_empty() { 1 } else { line.answers(&words) }, line))
        .filter(|(score, _)| *score > 0)
        .collect();
    scored.sort_by_cached_key(|(score, line)| {
        (Reverse(*score), names::name_sort_key(&line.family, &line.given), line.birth_date, line.id)
    });
    scored.into_iter().take(SHOWN).map(|(_, line)| line).collect()
}

/// Whether the actor sees few enough persons to read the names of all.
async fn few_in_reach<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    (grant, values): &(String, Vec<Value>),
) -> Result<bool> {
    let text = format!(
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM access_grant g WHERE g.territory_id = ? AND {grant} LIMIT {}) AS held",
        SMALL + 1
    );
    let values = [vec![ctx.territory().into()], values.clone()].concat();
    let row = db.query_one_raw(sql(db, &text, values)).await?;
    let held: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    Ok(u64::try_from(held).is_ok_and(|held| held <= SMALL))
}

/// Stand between what is told of a person, and between persons: no name has them.
const BETWEEN_PARTS: char = '\u{1f}';
const BETWEEN_PERSONS: char = '\u{1e}';

/// The persons in reach whose names answer best; `None` where too many are in reach. They come as one text: a row for
/// each would take longer to hand over than to find.
async fn by_names<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    (grant, values): (String, Vec<Value>),
    typed: &str,
) -> Result<Option<Vec<PersonLine>>> {
    let id = if db.get_database_backend() == DbBackend::Sqlite { "HEX(p.id)" } else { "CAST(p.id AS TEXT)" };
    let parts = [
        id,
        "p.family",
        "COALESCE(p.used_family, '')",
        "p.given",
        "p.sex",
        "p.birth_date",
        "COALESCE(p.commune, '')",
        "p.identity_status",
    ];
    let text = format!(
        "SELECT STRING_AGG({}, '{BETWEEN_PERSONS}') FROM person p WHERE p.territory_id = ? AND p.merged_into IS NULL \
         AND p.id IN (SELECT g.person_id FROM access_grant g WHERE g.territory_id = ? AND {grant} LIMIT {})",
        parts.join(&format!(" || '{BETWEEN_PARTS}' || ")),
        SMALL + 1
    );
    let values = [vec![ctx.territory().into(), ctx.territory().into()], values].concat();
    let row = db.query_one_raw(sql(db, &text, values)).await?;
    let all: Option<String> = row.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
    let all = all.unwrap_or_default();
    if u64::try_from(all.matches(BETWEEN_PERSONS).count()).is_ok_and(|between| between >= SMALL) {
        return Ok(None);
    }
    best(&all, typed).map(Some)
}

/// A person in reach, as told in the text of all of them.
struct InReach<'a> {
    score: u32,
    id: &'a str,
    family: &'a str,
    used_family: Option<&'a str>,
    given: &'a str,
    /// Sex, date of birth, commune, status of the identity.
    rest: [&'a str; 4],
}

impl<'a> InReach<'a> {
    fn read(person: &'a str, typed: &Typed) -> Option<Self> {
        let mut parts = person.split(BETWEEN_PARTS);
        let mut next = || parts.next();
        let (id, family, used, given) = (next()?, next()?, next()?, next()?);
        let used_family = Some(used).filter(|it| !it.is_empty());
        let score = answers(typed, family, used_family, given);
        Some(Self { score, id, family, used_family, given, rest: [next()?, next()?, next()?, next()?] })
    }

    fn line(&self) -> Result<PersonLine> {
        let [sex, birth_date, commune, identity_status] = self.rest.map(str::to_owned);
        let row = LineRow {
            id: self
                .id
                .parse()
                .map_err(|_| crate::Error::Bug("a person without an identifier".to_owned()))?,
            family: self.family.to_owned(),
            used_family: self.used_family.map(str::to_owned),
            given: self.given.to_owned(),
            sex,
            birth_date,
            commune: Some(commune).filter(|it| !it.is_empty()),
            identity_status,
        };
        row.try_into()
    }
}

/// Those whose names answer best; what only allows for an error, where too few begin as typed.
fn best(all: &str, typed: &str) -> Result<Vec<PersonLine>> {
    let words = Typed::new(typed);
    let persons = all.split(BETWEEN_PERSONS).filter_map(|person| InReach::read(person, &words));
    let mut found: Vec<InReach<'_>> = persons.filter(|person| person.score > 0).collect();
    let begin = found.iter().filter(|person| person.score >= BEGINS).count();
    if begin >= FEW || typed.chars().count() < 3 {
        found.retain(|person| person.score >= BEGINS);
    }
    // The order of names costs more to know than the score: only those that may be shown are put into it.
    found.sort_unstable_by_key(|person| Reverse(person.score));
    if let Some(last) = found.get(SHOWN - 1).map(|person| person.score) {
        found.retain(|person| person.score >= last);
    }
    Ok(ranked(found.iter().map(InReach::line).collect::<Result<_>>()?, typed))
}

/// Persons in reach who have a key in one of the ranges. One statement.
pub(super) async fn candidates<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    reach: &Reach,
    ranges: Vec<KeyRange>,
) -> Result<Vec<PersonLine>> {
    if ranges.is_empty() {
        return Ok(Vec::new());
    }
    let (inner, values) = from_keys(ctx, ranges, reach.grant_sql(ctx.now()).as_ref());
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
    fn the_best_of_many_names_are_told_apart_before_their_lines_are_read() {
        let name = |n: u128, family: &str, used: &str, given: &str| {
            let parts =
                [&format!("{n:032X}"), family, used, given, "female", "1979-03-14", "", "provisional"];
            parts.join(&BETWEEN_PARTS.to_string())
        };
        let all = |more: usize| {
            let mut all = vec![
                name(1, "Ferhat", "", "Nadia"),
                name(2, "Durand", "Ferhat", "Paul"),
                name(3, "Ferhatt", "", "Zoé"),
                name(4, "Vasseur", "", "Claire"),
                name(5, "Fergat", "", "Ali"),
            ];
            all.extend((0..more).map(|n| name(100 + n as u128, &format!("Ferhat{n:02}"), "", "Luc")));
            all.join(&BETWEEN_PERSONS.to_string())
        };
        let ids = |more, typed| {
            let best = best(&all(more), typed).unwrap();
            best.iter().map(|line| line.id.uuid().as_u128()).collect::<Vec<_>>()
        };
        assert_eq!(ids(0, "ferhat"), [2, 1, 3, 5], "the very name first, then its beginning, then an error");
        assert_eq!(ids(0, "vas"), [4]);
        assert_eq!(ids(0, "zz"), [0_u128; 0]);
        assert!(!ids(20, "ferhat").contains(&5), "with enough that begin as typed, no error is allowed for");
        assert_eq!(ids(20, "ferhat").len(), SHOWN);
        assert!(best("", "ferhat").unwrap().is_empty());
    }

    #[test]
    fn a_million_letters_are_not_looked_at() {
        assert!(
            matches!(Query::of(&"é".repeat(1_000_000), TODAY), Query::Name { text, .. } if text.len() <= 100)
        );
    }
}
