//! Finding a person while typing, among those the actor may see.
//!
//! Whoever sees a few thousand persons is served from their names, which are read and compared at once; whoever sees a
//! good part of the territory from the keys: either way the work grows with what can be shown, not with the territory.
//! One statement where the actor's own care teams are their reach; otherwise one before it, that tells how many persons
//! are in reach; from the keys one for exact beginnings and, if those found too few, one for what allows for errors.

use std::cmp::Reverse;

use jiff::civil::Date;
use kernel::identifiers::Nir;
use kernel::names::{self, KeyRange, Typed};
use policy::{Action, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::facts::Reach;
use super::line::{LINE, LineRow, PersonLine};
use super::{in_reach, keys, today};
use crate::sql::sql;
use crate::{Ctx, Result, Seen};

/// Lines shown.
pub(super) const SHOWN: usize = 12;
/// Candidates read for each range of keys.
const READ: u64 = 60;
/// With fewer exact answers than this, errors are allowed for.
pub(super) const FEW: usize = 5;
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
        && (reach.is_own_teams() || in_reach::few(ctx, &db, &grant).await?)
        && let Some(found) = in_reach::named(ctx, &db, grant, text).await?
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
pub(super) fn ranked(lines: Vec<PersonLine>, typed: &str) -> Vec<PersonLine> {
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
    use uuid::Uuid;

    use super::super::person::{IdentityStatus, Sex};
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
