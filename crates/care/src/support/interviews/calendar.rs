//! Appointments: those of the actor's day, those that a person may be reminded of; and how often somebody did not come.

use jiff::{Timestamp, ToSpan};
use kernel::clock::from_micros;
use policy::{Action, PersonFacts, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::content::{Place, Shared, Subject};
use crate::dates::midnight;
use crate::people::{self, BRIEF, BriefRow, OpenPersons, PersonBrief};
use crate::sql::sql;
use crate::{Ctx, InterviewId, PersonId, Result};

/// At most so many lines.
const MOST: usize = 300;

/// An interview that the actor planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Which.
    pub id: InterviewId,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub place: Place,
    /// What about.
    pub subjects: Vec<Subject>,
    /// What about, in a few words.
    pub about: Option<String>,
    /// With whom.
    pub person: PersonBrief,
}

#[derive(FromQueryResult)]
struct DayRow {
    id: Uuid,
    at: i64,
    body: String,
    #[sea_orm(nested)]
    person: BriefRow,
}

/// The interviews that the actor planned for today and has not told about yet, in order, with the persons whose social
/// part is open to them. One statement; none for whoever could read the social part of nobody. The caller journals whom it
/// shows.
pub async fn today<C: ConnectionTrait>(ctx: &Ctx, db: &C) -> Result<Vec<Appointment>> {
    let today = people::today(ctx);
    between(ctx, db, midnight(today)?, midnight(today.saturating_add(1.day()))?).await
}

/// The same, of those planned from a moment on and before another; the first [`MOST`] of them.
pub(crate) async fn between<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Appointment>> {
    let me = ctx.actor().professional()?.practitioner();
    let Ok(held) = OpenPersons::to(ctx, Action::ReadSocial) else { return Ok(Vec::new()) };
    let text = format!(
        "SELECT i.id, i.at, e.body, {BRIEF} FROM {} CROSS JOIN interview i CROSS JOIN entry e WHERE {} \
         AND i.territory_id = p.territory_id AND i.person_id = p.id AND i.practitioner_id = ? AND i.status = 'planned' \
         AND i.at >= ? AND i.at < ? AND e.territory_id = i.territory_id AND e.id = i.entry_id ORDER BY i.at, i.id LIMIT {MOST}",
        held.from, held.condition
    );
    let own = vec![me.uuid().into(), from.as_microsecond().into(), until.as_microsecond().into()];
    let rows = DayRow::find_by_statement(sql(db, &text, [held.values, own].concat())).all(db).await?;
    rows.into_iter()
        .map(|row| {
            let Shared { place, subjects, about, .. } = serde_json::from_str(&row.body)?;
            let (id, at, person) = (row.id.into(), from_micros(row.at), row.person.into());
            Ok(Appointment { id, at, place, subjects, about, person })
        })
        .collect()
}

/// An interview to come, as the person is reminded of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    /// When.
    pub at: Timestamp,
    /// Where.
    pub place: Place,
    /// With whom.
    pub with: String,
}

#[derive(FromQueryResult)]
struct UpcomingRow {
    at: i64,
    body: String,
    title: String,
    given: String,
    family: String,
}

/// So many appointments stand on paper.
const FEW: usize = 5;

/// The next interviews of a person. One statement; none where the social part is closed to the actor.
pub(crate) async fn upcoming<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: &PersonFacts,
) -> Result<Vec<Upcoming>> {
    if !ctx.may(Action::ReadSocial, &Resource::Person(person.clone())) {
        return Ok(Vec::new());
    }
    planned(ctx, db, person.id.into()).await
}

/// The next interviews of a person. One statement. The caller has asked the policy.
pub(crate) async fn planned<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<Upcoming>> {
    let text = format!(
        "SELECT i.at, e.body, p.title, p.given, p.family FROM interview i \
         JOIN entry e ON e.territory_id = i.territory_id AND e.id = i.entry_id \
         JOIN practitioner p ON p.territory_id = i.territory_id AND p.id = i.practitioner_id \
         WHERE i.territory_id = ? AND i.person_id = ? AND i.status = 'planned' AND i.at > ? ORDER BY i.at, i.id LIMIT {FEW}"
    );
    let values = vec![ctx.territory().into(), person.uuid().into(), ctx.now().as_microsecond().into()];
    let rows = UpcomingRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    rows.into_iter()
        .map(|row| {
            let Shared { place, .. } = serde_json::from_str(&row.body)?;
            let with = crate::directory::display_name(&row.title, &row.given, &row.family);
            Ok(Upcoming { at: from_micros(row.at), place, with })
        })
        .collect()
}

/// Somebody who did not come, several times in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misses {
    /// Who.
    pub person: PersonBrief,
    /// How many interviews they missed since they last came to one.
    pub times: i64,
    /// When they missed the last one.
    pub last: Timestamp,
}

#[derive(FromQueryResult)]
struct MissedRow {
    missed: i64,
    last_at: i64,
    #[sea_orm(nested)]
    person: BriefRow,
}

/// The persons whose social part is open to the actor and who missed at least so many interviews since they last came to
/// one, the longest ago first: for the rupture radar. What was called off, or is still to be told about, neither counts nor
/// breaks the chain. One statement. The caller journals whom it shows.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever has no place in which the social part of anybody would be open.
pub async fn missed_in_a_row<C: ConnectionTrait>(ctx: &Ctx, db: &C, least: i64) -> Result<Vec<Misses>> {
    let held = OpenPersons::to(ctx, Action::ReadSocial)?;
    let text = format!(
        "SELECT w.* FROM (SELECT {BRIEF}, \
         (SELECT COUNT(*) FROM interview i WHERE {CHAIN}) AS missed, \
         (SELECT MAX(i.at) FROM interview i WHERE {CHAIN}) AS last_at FROM {} WHERE {}) AS w \
         WHERE w.missed >= ? AND w.last_at IS NOT NULL ORDER BY w.last_at, w.person_id LIMIT {MOST}",
        held.from, held.condition
    );
    let values = [held.values, vec![least.into()]].concat();
    let rows = MissedRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    let misses = |row: MissedRow| Misses {
        person: row.person.into(),
        times: row.missed,
        last: from_micros(row.last_at),
    };
    Ok(rows.into_iter().map(misses).collect())
}

/// Whether the interview `i` is one that the person `p` missed and has come to none since.
const CHAIN: &str = "i.territory_id = p.territory_id AND i.person_id = p.id AND i.status = 'missed' AND NOT EXISTS \
     (SELECT 1 FROM interview k WHERE k.territory_id = i.territory_id AND k.person_id = i.person_id \
     AND k.status = 'kept' AND k.at > i.at)";
