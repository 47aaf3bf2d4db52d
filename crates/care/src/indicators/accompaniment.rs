//! The indicators of social accompaniment: who came to the reception, what became of it, and what those who take part in
//! the programme did with the persons.
//!
//! Every figure is a sum over days and over structures, so that a year is its quarters: what is hidden outside of the care
//! teams cannot be worked out from the rest (`mask`). A person whom several accompany counts once, where and when the first
//! of them began.

use jiff::Timestamp;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::measures::Measures;
use super::period::Span;
use super::registry::{Indicator, Unit};
use crate::programs::Program;
use crate::sql::sql;
use crate::{Ctx, Result};

pub(super) const ARRIVALS: &str = "arrivals";
pub(super) const ANONYMOUS: &str = "arrivals_anonymous";
pub(super) const ORIENTED: &str = "oriented";
pub(super) const BECAME: &str = "became_persons";
pub(super) const ACCOMPANIED: &str = "persons_accompanied";
pub(super) const OPENED: &str = "applications_opened";
pub(super) const GRANTED: &str = "applications_granted";
pub(super) const INTERVIEWS: &str = "interviews_held";

/// What the report of an accompaniment tells, in its order.
pub(super) const INDICATORS: &[Indicator] = &[
    Indicator::new(ARRIVALS, Unit::Persons),
    Indicator::new(ANONYMOUS, Unit::Persons).part_of(ARRIVALS),
    Indicator::new(ORIENTED, Unit::Persons).part_of(ARRIVALS),
    Indicator::new(BECAME, Unit::Persons),
    Indicator::new(ACCOMPANIED, Unit::Persons),
    Indicator::new(OPENED, Unit::Persons),
    Indicator::new(GRANTED, Unit::Persons),
    Indicator::new(INTERVIEWS, Unit::Persons),
];

/// A day, in microseconds: an arrival that had a name within it had one that day.
const DAY: &str = "86400000000";

/// Whether the role takes part in the programme, or did: the only value is the programme's slug.
const TAKES_PART: &str = "EXISTS (SELECT 1 FROM program_membership m WHERE m.territory_id = r.territory_id \
     AND m.role_id = r.id AND m.program = ?)";

#[derive(FromQueryResult)]
struct Came {
    group_id: Uuid,
    arrivals: i64,
    anonymous: i64,
    oriented: i64,
}

#[derive(FromQueryResult)]
struct Counted {
    group_id: Uuid,
    counted: i64,
}

/// Measures a period, in six statements.
pub(super) async fn measure(ctx: &Ctx, program: &Program, span: Span) -> Result<Measures> {
    let counting = Counting { ctx, program, span };
    let mut measures = Measures::default();
    for row in counting.arrivals().await? {
        measures.add(row.group_id, ARRIVALS, row.arrivals);
        measures.add(row.group_id, ANONYMOUS, row.anonymous);
        measures.add(row.group_id, ORIENTED, row.oriented);
    }
    for (key, rows) in [
        (BECAME, counting.became().await?),
        (OPENED, counting.applications("opening").await?),
        (GRANTED, counting.applications("grant").await?),
        (INTERVIEWS, counting.interviews().await?),
        (ACCOMPANIED, counting.accompanied().await?),
    ] {
        for row in rows {
            measures.add(row.group_id, key, row.counted);
        }
    }
    Ok(measures)
}

/// When somebody first came.
pub(super) async fn since(ctx: &Ctx, program: &Program) -> Result<Option<Timestamp>> {
    edge(ctx, program, "MIN", None).await
}

/// When somebody last came before `before`.
pub(super) async fn last_before(ctx: &Ctx, program: &Program, before: i64) -> Result<Option<Timestamp>> {
    edge(ctx, program, "MAX", Some(before)).await
}

async fn edge(ctx: &Ctx, program: &Program, edge: &str, before: Option<i64>) -> Result<Option<Timestamp>> {
    use sea_orm::ConnectionTrait as _;
    let db = ctx.reader();
    let mut text = format!("SELECT {edge}(a.at) FROM arrival a WHERE a.territory_id = ? AND a.program = ?");
    let mut values: Vec<Value> = vec![ctx.territory().into(), program.slug.as_str().into()];
    if let Some(before) = before {
        text.push_str(" AND a.at < ?");
        values.push(before.into());
    }
    let row = db.query_one_raw(sql(&db, &text, values)).await?;
    let at: Option<i64> = row.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
    Ok(at.map(kernel::clock::from_micros))
}

/// Whether an arrival of nobody in particular stayed so: nobody said within a day who it was.
pub(super) fn anonymous() -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM arrival_fact f WHERE f.territory_id = a.territory_id AND f.arrival_id = a.id \
         AND f.kind IN ('recognition', 'creation') AND f.at < a.at + {DAY})"
    )
}

/// Whether an arrival was sent to somebody.
pub(super) const WAS_ORIENTED: &str = "a.destination IS NOT NULL";

struct Counting<'a> {
    ctx: &'a Ctx,
    program: &'a Program,
    span: Span,
}

impl Counting<'_> {
    fn slug(&self) -> Value {
        self.program.slug.as_str().into()
    }

    async fn counted(&self, text: &str, values: Vec<Value>) -> Result<Vec<Counted>> {
        let db = self.ctx.reader();
        Ok(Counted::find_by_statement(sql(&db, text, values)).all(&db).await?)
    }

    /// Arrivals by structure, but for those written by mistake.
    async fn arrivals(&self) -> Result<Vec<Came>> {
        let db = self.ctx.reader();
        let text = format!(
            "SELECT a.organization_id AS group_id, COUNT(*) AS arrivals, \
             SUM(CASE WHEN {} THEN 1 ELSE 0 END) AS anonymous, \
             SUM(CASE WHEN {WAS_ORIENTED} THEN 1 ELSE 0 END) AS oriented \
             FROM arrival a WHERE a.territory_id = ? AND a.program = ? AND a.at >= ? AND a.at < ? \
             AND a.status <> 'mistaken' GROUP BY a.organization_id",
            anonymous()
        );
        let values: Vec<Value> =
            vec![self.ctx.territory().into(), self.slug(), self.span.start.into(), self.span.end.into()];
        Ok(Came::find_by_statement(sql(&db, &text, values)).all(&db).await?)
    }

    /// Arrivals of nobody that became a person of the house.
    async fn became(&self) -> Result<Vec<Counted>> {
        let text = "SELECT a.organization_id AS group_id, COUNT(*) AS counted FROM arrival a \
             JOIN arrival_fact f ON f.territory_id = a.territory_id AND f.arrival_id = a.id AND f.kind = 'creation' \
             WHERE a.territory_id = ? AND a.program = ? AND a.status <> 'mistaken' AND f.at >= ? AND f.at < ? \
             GROUP BY a.organization_id";
        let values: Vec<Value> =
            vec![self.ctx.territory().into(), self.slug(), self.span.start.into(), self.span.end.into()];
        self.counted(text, values).await
    }

    /// What happened to applications, recorded by those who take part.
    async fn applications(&self, kind: &str) -> Result<Vec<Counted>> {
        let text = format!(
            "SELECT r.organization_id AS group_id, COUNT(*) AS counted FROM right_fact f \
             JOIN practitioner_role r ON r.territory_id = f.territory_id AND r.id = f.role_id \
             WHERE f.territory_id = ? AND f.kind = ? AND f.at >= ? AND f.at < ? AND {TAKES_PART} \
             GROUP BY r.organization_id"
        );
        let values = vec![
            self.ctx.territory().into(),
            kind.into(),
            self.span.start.into(),
            self.span.end.into(),
            self.slug(),
        ];
        self.counted(&text, values).await
    }

    /// Interviews that were kept, held by those who take part.
    async fn interviews(&self) -> Result<Vec<Counted>> {
        let text = format!(
            "SELECT r.organization_id AS group_id, COUNT(*) AS counted FROM interview i \
             JOIN practitioner_role r ON r.territory_id = i.territory_id AND r.id = i.role_id \
             WHERE i.territory_id = ? AND i.status = 'kept' AND i.at >= ? AND i.at < ? AND {TAKES_PART} \
             GROUP BY r.organization_id"
        );
        let values =
            vec![self.ctx.territory().into(), self.span.start.into(), self.span.end.into(), self.slug()];
        self.counted(&text, values).await
    }

    /// Persons whose accompaniment began in the period: the first interview kept, application opened or arrival that was
    /// theirs, whoever of the programme it was with.
    async fn accompanied(&self) -> Result<Vec<Counted>> {
        let text = format!(
            "SELECT b.organization_id AS group_id, COUNT(*) AS counted FROM (SELECT d.organization_id, d.at, \
             ROW_NUMBER() OVER (PARTITION BY d.person_id ORDER BY d.at, d.id) AS place FROM (\
             SELECT i.person_id, i.id, i.at, r.organization_id FROM interview i \
             JOIN practitioner_role r ON r.territory_id = i.territory_id AND r.id = i.role_id \
             WHERE i.territory_id = ? AND i.status = 'kept' AND i.at < ? AND {TAKES_PART} \
             UNION ALL SELECT k.person_id, k.id, k.opened_at AS at, r.organization_id FROM right_application k \
             JOIN practitioner_role r ON r.territory_id = k.territory_id AND r.id = k.role_id \
             WHERE k.territory_id = ? AND k.opened_at < ? AND {TAKES_PART} \
             UNION ALL SELECT a.person_id, a.id, a.at, a.organization_id FROM arrival a \
             WHERE a.territory_id = ? AND a.program = ? AND a.person_id IS NOT NULL AND a.status <> 'mistaken' \
             AND a.at < ?) AS d) AS b WHERE b.place = 1 AND b.at >= ? GROUP BY b.organization_id"
        );
        let (territory, end): (Value, Value) = (self.ctx.territory().into(), self.span.end.into());
        let values = vec![
            territory.clone(),
            end.clone(),
            self.slug(),
            territory.clone(),
            end.clone(),
            self.slug(),
            territory,
            self.slug(),
            end,
            self.span.start.into(),
        ];
        self.counted(&text, values).await
    }
}
