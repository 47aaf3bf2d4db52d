//! A day of the book: who waits, those who wait longest first; then those who were received or are gone.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::clock::from_micros;
use kernel::{Cursor, Page};
use policy::Action;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::desk::{Desk, desk};
use super::facts::{Fact, How};
use super::rows::bounds;
use super::status::Status;
use crate::dates::day;
use crate::directory::decode;
use crate::people::{BRIEF, BriefRow, PersonBrief, Reach};
use crate::sql::sql;
use crate::{ArrivalId, Ctx, Error, Result, Seen};

/// Who came, as far as the reader may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// The book says of nobody who it was.
    Nobody,
    /// A person, whose name is not for this reader.
    Somebody,
    /// A person whom the reader sees.
    Person(PersonBrief),
}

/// An arrival in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrivalLine {
    /// Which.
    pub id: ArrivalId,
    /// When they came.
    pub at: Timestamp,
    /// How.
    pub how: How,
    /// Why, as far as the reader may know: codes of the programme.
    pub reasons: Vec<String>,
    /// How it stands.
    pub status: Status,
    /// Since when.
    pub since: Timestamp,
    /// To whom they were sent: a code of the programme.
    pub to: Option<String>,
    /// How to call them, until the day is over.
    pub called: Option<String>,
    /// Who came.
    pub who: Who,
}

/// A day of the book.
#[derive(Debug, Clone)]
pub struct Book {
    /// Whose book.
    pub desk: Desk,
    /// The day.
    pub on: Date,
    /// Today, after which the book has no day.
    pub today: Date,
    /// The last day before on which somebody came.
    pub before: Option<Date>,
    /// The first day after on which somebody came.
    pub after: Option<Date>,
    /// Who waits: to be told where to go, those who came first first; then to be received.
    pub waiting: Vec<ArrivalLine>,
    /// The others, the latest first.
    pub over: Page<ArrivalLine>,
}

/// Nobody's waiting room holds more.
const MOST: usize = 200;
/// Lines on a page of those who do not wait any more.
const PAGE: usize = 30;

/// A day of the book, today's if absent, after a cursor; journalled as one event that names the persons shown.
/// Three statements.
///
/// # Errors
/// [`Error::NotFound`] for whoever keeps no book, and for a day to come.
pub async fn book(ctx: &Ctx, on: Option<Date>, after: Option<Cursor>) -> Result<Book> {
    let desk = desk(ctx)?;
    let today = crate::people::today(ctx);
    let on = on.unwrap_or(today);
    if on > today {
        return Err(Error::NotFound);
    }
    let db = ctx.reader();
    let (from, until) = bounds(on)?;
    let of_day = Day { ctx, desk: &desk, from, until };
    let waits = "a.status IN ('waiting', 'oriented')";
    let order = format!("ORDER BY CASE a.status WHEN 'waiting' THEN 0 ELSE 1 END, a.at, a.id LIMIT {MOST}");
    let waiting = of_day.lines(&db, waits, Vec::new(), &order).await?;
    let (mut condition, mut values) = (format!("NOT ({waits})"), Vec::new());
    if let Some(after) = after {
        condition.push_str(" AND (a.at, a.id) < (?, ?)");
        values.extend([Value::from(after.key), after.id.into()]);
    }
    let order = format!("ORDER BY a.at DESC, a.id DESC LIMIT {}", PAGE + 1);
    let over = of_day.lines(&db, &condition, values, &order).await?;
    let cursor = |line: &ArrivalLine| Cursor { key: line.at.as_microsecond(), id: line.id.uuid() };
    let over = Page::from_rows(over, PAGE, cursor);
    let persons = waiting.iter().chain(&over.items).filter_map(|line| match &line.who {
        Who::Person(person) => Some(person.id.uuid()),
        Who::Nobody | Who::Somebody => None,
    });
    ctx.saw(Seen {
        action: "reception.list",
        kind: "organization",
        object: Some(desk.organization.uuid()),
        persons: persons.collect(),
        ground: desk.reason.policy.to_string(),
    });
    let (before, after) = of_day.around(&db).await?;
    Ok(Book { desk: desk.clone(), on, today, before, after, waiting, over })
}

struct Day<'a> {
    ctx: &'a Ctx,
    desk: &'a Desk,
    from: Timestamp,
    until: Timestamp,
}

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    at: i64,
    status: String,
    status_at: i64,
    destination: Option<String>,
    known: Option<Uuid>,
    body: String,
    author: Uuid,
    called: Option<String>,
    #[sea_orm(nested)]
    person: Option<BriefRow>,
}

impl Day<'_> {
    /// The days before and after on which somebody came. One statement.
    async fn around<C: ConnectionTrait>(&self, db: &C) -> Result<(Option<Date>, Option<Date>)> {
        let of_book = "FROM arrival a WHERE a.territory_id = ? AND a.organization_id = ? AND a.program = ?";
        let text = format!(
            "SELECT (SELECT MAX(a.at) {of_book} AND a.at < ?) AS before_at, \
             (SELECT MIN(a.at) {of_book} AND a.at >= ?) AS after_at"
        );
        let values = |edge: Timestamp| -> Vec<Value> {
            vec![
                self.ctx.territory().into(),
                self.desk.organization.uuid().into(),
                self.desk.program.slug.as_str().into(),
                edge.as_microsecond().into(),
            ]
        };
        let values = [values(self.from), values(self.until)].concat();
        let row = db.query_one_raw(sql(db, &text, values)).await?;
        let row = row.ok_or_else(|| Error::Bug("a statement that always answers".to_owned()))?;
        let on = |at: Option<i64>| at.map(|at| day(from_micros(at)));
        Ok((on(row.try_get_by_index(0)?), on(row.try_get_by_index(1)?)))
    }

    /// Lines of the day. One statement, whose names are those of persons in reach alone.
    async fn lines<C: ConnectionTrait>(
        &self,
        db: &C,
        condition: &str,
        more: Vec<Value>,
        order: &str,
    ) -> Result<Vec<ArrivalLine>> {
        let now = self.ctx.now();
        let territory: Value = self.ctx.territory().into();
        let (reach, of_reach) = match Reach::of(self.ctx).grant_sql(now) {
            None => (String::new(), Vec::new()),
            Some((grant, values)) => {
                let held = format!(
                    " AND EXISTS (SELECT 1 FROM access_grant g WHERE g.territory_id = ? AND g.person_id = p.id AND {grant})"
                );
                (held, [vec![territory.clone()], values].concat())
            }
        };
        let text = format!(
            "SELECT a.id, a.at, a.status, a.status_at, a.destination, a.person_id AS known, f.body, \
             f.practitioner_id AS author, c.called, {BRIEF} FROM arrival a \
             JOIN arrival_fact f ON f.territory_id = a.territory_id AND f.arrival_id = a.id AND f.seq = 1 \
             LEFT JOIN arrival_call c ON c.territory_id = a.territory_id AND c.arrival_id = a.id AND c.until_at > ? \
             LEFT JOIN person p ON p.territory_id = a.territory_id AND p.id = a.person_id{reach} \
             WHERE a.territory_id = ? AND a.organization_id = ? AND a.program = ? AND a.at >= ? AND a.at < ? \
             AND {condition} {order}"
        );
        let mut values: Vec<Value> = vec![now.as_microsecond().into()];
        values.extend(of_reach);
        values.extend([
            territory,
            self.desk.organization.uuid().into(),
            self.desk.program.slug.as_str().into(),
            self.from.as_microsecond().into(),
            self.until.as_microsecond().into(),
        ]);
        values.extend(more);
        let rows = LineRow::find_by_statement(sql(db, &text, values)).all(db).await?;
        let reads = Reads::of(self.ctx, self.desk);
        rows.into_iter().map(|row| self.line(row, &reads)).collect()
    }

    fn line(&self, row: LineRow, reads: &Reads) -> Result<ArrivalLine> {
        let Fact::Arrival { how, mut reasons, .. } = serde_json::from_str(&row.body)? else {
            return Err(Error::Bug("an arrival that begins otherwise".to_owned()));
        };
        let me = self.ctx.actor().professional()?.practitioner().uuid();
        if !reads.of_line(row.author == me, row.known.is_some()) {
            logistics(self.desk, &mut reasons);
        }
        let who = match (row.known, row.person) {
            (None, _) => Who::Nobody,
            (Some(_), None) => Who::Somebody,
            (Some(_), Some(person)) => Who::Person(person.into()),
        };
        Ok(ArrivalLine {
            id: row.id.into(),
            at: from_micros(row.at),
            how,
            reasons,
            status: decode(&row.status)?,
            since: from_micros(row.status_at),
            to: row.destination,
            called: row.called,
            who,
        })
    }
}

/// Leaves the reasons that tell of nobody's health.
pub(super) fn logistics(desk: &Desk, reasons: &mut Vec<String>) {
    reasons.retain(|code| desk.rules.reason(code).is_some_and(|it| !it.health));
}

/// Whether the reader reads why somebody came, asked once for all lines. Of a person, a line tells it to its author alone:
/// who else may know is asked on the page of the arrival.
struct Reads {
    mine: bool,
    of_nobody: bool,
}

impl Reads {
    fn of(ctx: &Ctx, desk: &Desk) -> Self {
        let reads = |mine| ctx.may(Action::ReadArrivalReason, &desk.arrival(Uuid::nil(), mine, None));
        Self { mine: reads(true), of_nobody: reads(false) }
    }

    const fn of_line(&self, mine: bool, known: bool) -> bool {
        (mine && self.mine) || (!known && self.of_nobody)
    }
}
