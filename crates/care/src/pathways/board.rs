//! Who is where, and what is late: the pathways that run, of all the persons whose coordination is open to the actor.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use kernel::{Cursor, Page};
use policy::{Action, ProgramRole};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::standing::Status;
use crate::dates::{day_of, key, midnight};
use crate::people::{self, BRIEF, BriefRow, OpenPersons, PersonBrief};
use crate::programs::{PathwayRules, PathwayStep};
use crate::sql::sql;
use crate::{Ctx, Error, PathwayId, Result, Seen};

/// Lines on a page.
const PAGE: usize = 50;
/// Lines in a day.
const OF_A_DAY: usize = 8;
/// Lines in a calendar.
const MOST: usize = 300;
/// What is due within so many days stands in the day already.
const AHEAD: i64 = 2;

/// Which pathways.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardFilter {
    /// Of one programme; of all if absent.
    pub program: Option<String>,
    /// At one step.
    pub step: Option<String>,
    /// Those alone whose step should have been done.
    pub late: bool,
    /// Those that stopped, instead of those that run.
    pub stopped: bool,
}

/// A pathway in one line.
#[derive(Debug, Clone)]
pub struct BoardLine {
    /// Which.
    pub id: PathwayId,
    /// About whom.
    pub person: PersonBrief,
    /// The slug of its programme.
    pub program: String,
    /// Its steps.
    pub rules: Arc<PathwayRules>,
    /// The step whose turn it is, by its code.
    pub step: Option<String>,
    /// For when it is planned.
    pub planned: Option<Timestamp>,
    /// For how many minutes, where it holds a time of somebody's.
    pub minutes: Option<i64>,
    /// By which day it is to be done.
    pub due: Option<Date>,
    /// Since when the person is on it.
    pub since: Timestamp,
}

/// A page of the board.
#[derive(Debug, Clone)]
pub struct Board {
    /// Its lines, what is due first coming first.
    pub page: Page<BoardLine>,
    /// How many are at each step, and how many of them are late: programme, step, all, late.
    pub steps: Vec<(String, String, i64, i64)>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    program: String,
    rules: String,
    step: Option<String>,
    planned_at: Option<i64>,
    planned_minutes: Option<i64>,
    due_key: i64,
    opened_at: i64,
    #[sea_orm(nested)]
    person: BriefRow,
}

#[derive(FromQueryResult)]
struct Counted {
    program: String,
    step: String,
    n: i64,
    late: i64,
}

/// The board of the actor. One statement; journalled.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever has no place in which the coordination of anybody would be open.
pub async fn board(ctx: &Ctx, filter: &BoardFilter, after: Option<Cursor>) -> Result<Board> {
    let status = if filter.stopped { Status::Stopped } else { Status::Running };
    let mut conditions = String::new();
    let mut values: Vec<Value> = Vec::new();
    let mut and = |condition: &str, with: &[Value]| {
        conditions.push_str(" AND ");
        conditions.push_str(condition);
        values.extend_from_slice(with);
    };
    if let Some(program) = &filter.program {
        and("w.program = ?", &[program.clone().into()]);
    }
    if let Some(step) = &filter.step {
        and("w.step = ?", &[step.clone().into()]);
    }
    if filter.late {
        and("w.due_key < ?", &[key(people::today(ctx)).into()]);
    }
    if let Some(cursor) = after {
        and("(w.due_key, w.id) > (?, ?)", &[cursor.key.into(), cursor.id.into()]);
    }
    let (mut rows, steps) = placed(ctx, &ctx.reader(), status, (&conditions, values)).await?;
    rows.sort_unstable_by_key(|row| (row.due_key, row.id));
    let keys: Vec<(i64, Uuid)> = rows.iter().map(|row| (row.due_key, row.id)).collect();
    let keyed: Vec<_> = lines(rows)?.into_iter().zip(keys).collect();
    let page = Page::from_rows(keyed, PAGE, |(_, (key, id))| Cursor { key: *key, id: *id });
    let page = Page { items: page.items.into_iter().map(|(line, _)| line).collect(), next: page.next };
    saw(ctx, &page.items);
    Ok(Board { page, steps })
}

/// The first of those that meet the conditions, and how many run at each step, how many of them late. What runs is gone through,
/// not the persons whom the actor holds (of these there may be fifty times as many), and gone through once: whether each is open to
/// the actor is what it costs.
async fn placed<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    status: Status,
    (conditions, its): (&str, Vec<Value>),
) -> Result<(Vec<Row>, Vec<(String, String, i64, i64)>)> {
    let (open, held) = OpenPersons::each(ctx, Action::ReadCoordination)?;
    let text = format!(
        "WITH open_way AS MATERIALIZED (SELECT w.id, w.status, w.program, w.step, w.due_key \
         FROM pathway w CROSS JOIN person p WHERE w.territory_id = ? AND w.status IN ('running', ?) \
         AND p.territory_id = w.territory_id AND p.id = w.person_id AND {open}) \
         SELECT w.id, w.program, w.rules, w.step, w.planned_at, w.planned_minutes, w.due_key, w.opened_at, \
         NULL AS n, NULL AS late, {BRIEF} \
         FROM (SELECT w.id FROM open_way w WHERE w.status = ?{conditions} ORDER BY w.due_key, w.id LIMIT {}) AS n \
         CROSS JOIN pathway w CROSS JOIN person p WHERE w.territory_id = ? AND w.id = n.id \
         AND p.territory_id = w.territory_id AND p.id = w.person_id \
         UNION ALL SELECT NULL, w.program, NULL, w.step, NULL, NULL, NULL, NULL, \
         COUNT(*), SUM(CASE WHEN w.due_key < ? THEN 1 ELSE 0 END){} \
         FROM open_way w WHERE w.status = 'running' AND w.step IS NOT NULL GROUP BY w.program, w.step",
        PAGE + 1,
        ", NULL".repeat(BRIEF.split(", ").count()),
    );
    let territory = || Value::from(ctx.territory());
    let status = || Value::from(status.code());
    let before = [territory(), status()].into_iter().chain(held).chain([status()]).chain(its);
    let values = before.chain([territory(), key(people::today(ctx)).into()]).collect();
    let mut rows = Vec::new();
    let mut steps = Vec::new();
    for row in db.query_all_raw(sql(db, &text, values)).await? {
        if row.try_get::<Option<Uuid>>("", "id")?.is_some() {
            rows.push(Row::from_query_result(&row, "")?);
        } else {
            let it = Counted::from_query_result(&row, "")?;
            steps.push((it.program, it.step, it.n, it.late));
        }
    }
    Ok((rows, steps))
}

/// Those whose coordination is open to the actor, what is due first coming first: gone through in that order, and no further
/// than they are wanted.
async fn rows<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    status: Status,
    (conditions, its): (&str, Vec<Value>),
    most: usize,
) -> Result<Vec<Row>> {
    let (open, held) = OpenPersons::each(ctx, Action::ReadCoordination)?;
    let text = format!(
        "SELECT w.id, w.program, w.rules, w.step, w.planned_at, w.planned_minutes, w.due_key, w.opened_at, {BRIEF} FROM \
         (SELECT w.id FROM pathway w CROSS JOIN person p WHERE w.territory_id = ? AND w.status = ?{conditions} \
         AND p.territory_id = w.territory_id AND p.id = w.person_id AND {open} ORDER BY w.due_key, w.id LIMIT {most}) AS n \
         CROSS JOIN pathway w CROSS JOIN person p WHERE w.territory_id = ? AND w.id = n.id \
         AND p.territory_id = w.territory_id AND p.id = w.person_id ORDER BY w.due_key, w.id"
    );
    let territory = || Value::from(ctx.territory());
    let before = [territory(), status.code().into()].into_iter().chain(its).chain(held);
    let values = before.chain([territory()]).collect();
    Ok(Row::find_by_statement(sql(db, &text, values)).all(db).await?)
}

/// The steps that are the actor’s: of their profession, or of whoever coordinates where they do. Programme and code.
fn my_steps(ctx: &Ctx) -> Result<Vec<(String, String)>> {
    let me = ctx.actor().professional()?;
    let is_mine = |slug: &str, step: &PathwayStep| match step.who.as_slice() {
        [] => me.holds(slug, ProgramRole::Coordinator),
        who => who.contains(&me.principal.profession),
    };
    let mut all = Vec::new();
    for program in ctx.house().programs().iter() {
        for step in program.pathways.iter().flat_map(|rules| &rules.steps) {
            if is_mine(&program.slug, step) {
                all.push((program.slug.clone(), step.code.clone()));
            }
        }
    }
    Ok(all)
}

/// What waits for the actor on the pathways that they see: steps of theirs that are planned for today, late, or due in a few
/// days; the first of them. One statement, none for whoever has no step.
pub(crate) async fn waiting<C: ConnectionTrait>(db: &C, ctx: &Ctx) -> Result<Vec<BoardLine>> {
    let today = people::today(ctx);
    let until = key(today.saturating_add(AHEAD.days()));
    let tomorrow = midnight(today.saturating_add(1.days()))?;
    let within = vec![until.into(), tomorrow.as_microsecond().into()];
    mine(db, ctx, "(w.due_key <= ? OR w.planned_at < ?)", within, OF_A_DAY).await
}

/// The steps of theirs that are planned from a moment on and before another. One statement, none for whoever has no step.
pub(crate) async fn planned<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<BoardLine>> {
    let within = [from, until].map(|at| at.as_microsecond().into()).to_vec();
    mine(db, ctx, "w.planned_at >= ? AND w.planned_at < ?", within, MOST).await
}

/// A visit for which a time of the actor’s is taken.
pub(crate) struct Booking {
    pub(crate) id: PathwayId,
    pub(crate) at: Timestamp,
    pub(crate) minutes: i64,
    pub(crate) person: PersonBrief,
}

#[derive(FromQueryResult)]
struct BookingRow {
    id: Uuid,
    from_at: i64,
    minutes: i64,
    #[sea_orm(nested)]
    person: BriefRow,
}

/// The visits for which a time of the actor’s is taken, from a moment on and before another: those too whose turn has not come. Of
/// the persons whose coordination is open to them. One statement.
pub(crate) async fn booked<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Booking>> {
    let Ok((open, held)) = OpenPersons::each(ctx, Action::ReadCoordination) else { return Ok(Vec::new()) };
    let text = format!(
        "SELECT w.id, s.from_at, s.minutes, {BRIEF} FROM slot s CROSS JOIN pathway w CROSS JOIN person p \
         WHERE s.territory_id = ? AND s.practitioner_id = ? AND s.from_at >= ? AND s.from_at < ? \
         AND s.object_kind = 'pathway' AND s.booked_at IS NOT NULL AND w.territory_id = s.territory_id \
         AND w.id = s.object_id AND w.status = 'running' AND p.territory_id = w.territory_id AND p.id = w.person_id \
         AND {open} ORDER BY s.from_at, s.id LIMIT {MOST}"
    );
    let me = ctx.actor().professional()?.principal.id;
    let own: [Value; 4] =
        [ctx.territory().into(), me.into(), from.as_microsecond().into(), until.as_microsecond().into()];
    let values = own.into_iter().chain(held).collect();
    let rows = BookingRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    let booking = |row: BookingRow| Booking {
        id: row.id.into(),
        at: kernel::clock::from_micros(row.from_at),
        minutes: row.minutes,
        person: row.person.into(),
    };
    Ok(rows.into_iter().map(booking).collect())
}

/// The pathways at a step of the actor’s that meet a condition, what is due first coming first. A visit that is booked with
/// somebody is theirs alone, until its day is over and nobody said what became of it.
async fn mine<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    condition: &str,
    mut values: Vec<Value>,
    most: usize,
) -> Result<Vec<BoardLine>> {
    let steps = my_steps(ctx)?;
    if steps.is_empty() {
        return Ok(Vec::new());
    }
    let pairs = vec!["(w.program = ? AND w.step = ?)"; steps.len()].join(" OR ");
    let conditions = format!(
        " AND {condition} AND (w.planned_with IS NULL OR w.planned_with = ? OR w.planned_at < ?) AND ({pairs})"
    );
    values.push(ctx.actor().professional()?.principal.id.into());
    values.push(midnight(people::today(ctx))?.as_microsecond().into());
    values.extend(steps.into_iter().flat_map(|(program, step)| [program.into(), step.into()]));
    match rows(ctx, db, Status::Running, (&conditions, values), most).await {
        // Whoever has no place in which coordination is open has no such step.
        Err(Error::Forbidden) => Ok(Vec::new()),
        rows => lines(rows?),
    }
}

/// The lines; most have the same steps, which are read once.
fn lines(rows: Vec<Row>) -> Result<Vec<BoardLine>> {
    let mut known: HashMap<String, Arc<PathwayRules>> = HashMap::new();
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let rules = match known.get(&row.rules) {
            Some(rules) => Arc::clone(rules),
            None => {
                let rules = Arc::new(serde_json::from_str(&row.rules)?);
                Arc::clone(known.entry(row.rules).or_insert(rules))
            }
        };
        lines.push(BoardLine {
            id: row.id.into(),
            person: row.person.into(),
            program: row.program,
            rules,
            step: row.step,
            planned: row.planned_at.map(kernel::clock::from_micros),
            minutes: row.planned_minutes,
            due: day_of(row.due_key),
            since: kernel::clock::from_micros(row.opened_at),
        });
    }
    Ok(lines)
}

fn saw(ctx: &Ctx, lines: &[BoardLine]) {
    let mut persons: Vec<Uuid> = lines.iter().map(|line| line.person.id.uuid()).collect();
    persons.sort_unstable();
    persons.dedup();
    ctx.saw(Seen {
        action: "pathway.board",
        kind: "pathway",
        object: None,
        persons,
        ground: "care-team".to_owned(),
    });
}
