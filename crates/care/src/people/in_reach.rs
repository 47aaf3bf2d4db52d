//! The persons in reach of an actor, read at once and held against what was typed.

use std::cmp::Reverse;

use kernel::names::{BEGINS, Typed};
use sea_orm::{ConnectionTrait, DbBackend, Value};

use super::line::{LineRow, PersonLine, answers};
use super::search::{FEW, SHOWN, ranked};
use crate::sql::sql;
use crate::{Ctx, Error, Result};

/// Up to so many persons in reach, reading all their names (some 2 µs each) is cheaper than looking for the actor's among
/// the keys of a large territory.
const SMALL: u64 = 8_000;

/// Whether the actor sees few enough persons to read the names of all.
pub(super) async fn few<C: ConnectionTrait>(
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
pub(super) async fn named<C: ConnectionTrait>(
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
            id: self.id.parse().map_err(|_| Error::Bug("a person without an identifier".to_owned()))?,
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
