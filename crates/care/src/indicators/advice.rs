//! The indicators of the advice line. Each fact counts on its own date, as the acts saved it in columns beside the
//! facts; the database counts from its indexes alone, so that a year of a million requests is told in a second.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::delays;
use super::measures::Measures;
use super::period::Span;
use super::registry::{Indicator, Unit};
use crate::programs::Program;
use crate::requests::advice::instant;
use crate::sql::sql;
use crate::{Ctx, Result};

pub(super) const ASKED: &str = "advices_asked";
pub(super) const GIVEN: &str = "advices_given";
pub(super) const ON_TIME: &str = "answered_on_time";
pub(super) const MEDIAN: &str = "delay_days_median";
pub(super) const P90: &str = "delay_days_p90";
pub(super) const OFFERED: &str = "consultations_offered";
pub(super) const HELD_IN_TIME: &str = "consultations_within_15_days";
pub(super) const AVOIDED: &str = "referral_avoided";
pub(super) const PROMPTED: &str = "referral_prompted";
pub(super) const EMERGENCY: &str = "emergency_avoided";
pub(super) const CLOSED: &str = "closed";
pub(super) const ASKING_GPS: &str = "asking_gps";
pub(super) const GPS: &str = "gps_in_territory";

/// What the report of an advice line tells, in its order.
pub(super) const INDICATORS: &[Indicator] = &[
    Indicator::new(ASKED, Unit::Persons),
    Indicator::new(GIVEN, Unit::Persons),
    Indicator::new(ON_TIME, Unit::Persons).part_of(GIVEN),
    Indicator::new(MEDIAN, Unit::Days).part_of(GIVEN),
    Indicator::new(P90, Unit::Days).part_of(GIVEN),
    // An offer is made in the act that answers: at most one for each answer, on the same date.
    Indicator::new(OFFERED, Unit::Persons).part_of(GIVEN),
    Indicator::new(HELD_IN_TIME, Unit::Persons),
    Indicator::new(AVOIDED, Unit::Persons).part_of(CLOSED).split("referral"),
    Indicator::new(PROMPTED, Unit::Persons).part_of(CLOSED).split("referral"),
    Indicator::new(EMERGENCY, Unit::Persons).part_of(CLOSED),
    Indicator::new(CLOSED, Unit::Persons),
    // No more GPs asked than there were requests.
    Indicator::new(ASKING_GPS, Unit::Count).part_of(ASKED),
    Indicator::new(GPS, Unit::Count),
];

/// Measures a period, in five statements.
pub(super) async fn measure(ctx: &Ctx, program: &Program, span: Span) -> Result<Measures> {
    let counting = Counting { ctx, program, span, ends: delays::ends(program.clocks.answer_days) };
    let (answers, asked, closed, gps) =
        tokio::try_join!(counting.answers(), counting.asked(), counting.closed(), counting.gps())?;
    let mut measures = Measures::default();
    asked.count(&mut measures);
    counting.count_answers(&answers, &mut measures);
    let group_of: BTreeMap<Uuid, Uuid> = answers.iter().map(|it| (it.organization, it.group)).collect();
    for row in closed {
        let group = group_of.get(&row.organization_id).copied().unwrap_or(row.organization_id);
        measures.add(group, CLOSED, row.closed);
        measures.add(group, AVOIDED, row.avoided);
        measures.add(group, PROMPTED, row.prompted);
        measures.add(group, EMERGENCY, row.emergency);
    }
    for row in gps {
        match row.group_id {
            Some(group) => {
                measures.groups.entry(group).or_default().counts.insert(GPS, row.gps);
            }
            None => {
                measures.total.counts.insert(GPS, row.gps);
            }
        }
    }
    counting.delays(&mut measures).await?;
    Ok(measures)
}

/// A structure that asks counts for its CPTS, where it belongs to one.
pub(super) const GROUP: &str = "COALESCE(o.part_of, o.id)";

struct Counting<'a> {
    ctx: &'a Ctx,
    program: &'a Program,
    span: Span,
    ends: Vec<u16>,
}

/// The answers of a structure.
struct Answers {
    organization: Uuid,
    group: Uuid,
    classes: Vec<i64>,
    on_time: i64,
    offered: i64,
    held_in_time: i64,
}

#[derive(FromQueryResult)]
struct Closings {
    organization_id: Uuid,
    closed: i64,
    avoided: i64,
    prompted: i64,
    emergency: i64,
}

#[derive(FromQueryResult)]
struct Asking {
    practitioner_id: Uuid,
    profession: String,
    group_id: Uuid,
    asked: i64,
}

#[derive(FromQueryResult)]
struct Gps {
    group_id: Option<Uuid>,
    gps: i64,
}

/// Those who asked.
struct Asked(Vec<Asking>);

impl Asked {
    fn count(self, measures: &mut Measures) {
        let mut gps: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
        for row in self.0.iter().filter(|row| row.asked > 0) {
            measures.add(row.group_id, ASKED, row.asked);
            if row.profession == GENERAL_PRACTITIONER {
                gps.entry(row.group_id).or_default().insert(row.practitioner_id);
            }
        }
        let all: BTreeSet<Uuid> = gps.values().flatten().copied().collect();
        measures.total.counts.insert(ASKING_GPS, count(all.len()));
        for (group, gps) in gps {
            measures.groups.entry(group).or_default().counts.insert(ASKING_GPS, count(gps.len()));
        }
    }
}

pub(super) const GENERAL_PRACTITIONER: &str = policy::Profession::GeneralPractitioner.as_str();

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl Counting<'_> {
    fn territory(&self) -> Value {
        self.ctx.territory().into()
    }

    fn slug(&self) -> Value {
        self.program.slug.as_str().into()
    }

    fn span(&self) -> [Value; 2] {
        [self.span.start.into(), self.span.end.into()]
    }

    /// Requests by the role through which they were asked.
    async fn asked(&self) -> Result<Asked> {
        let db = self.ctx.reader();
        let text = format!(
            "SELECT r.practitioner_id, r.profession, {GROUP} AS group_id, \
             (SELECT COUNT(*) FROM advice a WHERE a.territory_id = r.territory_id AND a.program = ? \
             AND a.asker_role_id = r.id AND a.sent_at >= ? AND a.sent_at < ?) AS asked \
             FROM practitioner_role r JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
             WHERE r.territory_id = ? AND EXISTS (SELECT 1 FROM advice e WHERE e.territory_id = r.territory_id \
             AND e.program = ? AND e.asker_role_id = r.id AND e.sent_at < ?)"
        );
        let [start, end] = self.span();
        let values = vec![self.slug(), start, end.clone(), self.territory(), self.slug(), end];
        Ok(Asked(Asking::find_by_statement(sql(&db, &text, values)).all(&db).await?))
    }

    /// Answers, and the consultations that some of them offer, by structure of the asker.
    async fn answers(&self) -> Result<Vec<Answers>> {
        let db = self.ctx.reader();
        let mut values: Vec<Value> = Vec::new();
        let mut columns = Vec::new();
        let mut column = |name: String, table: &str, condition: &str, dated: &str| {
            columns.push(format!(
                "(SELECT COUNT(*) FROM {table} a WHERE a.territory_id = o.territory_id AND a.program = ? \
                 AND a.asker_organization_id = o.id AND {condition} AND a.{dated} >= ? AND a.{dated} < ?) AS {name}"
            ));
            values.push(self.slug());
            values.extend(self.span());
        };
        for (class, (after, up_to)) in delays::bounds(&self.ends).into_iter().enumerate() {
            let condition = format!("a.delay > {after} AND a.delay <= {up_to}");
            column(format!("class_{class}"), "advice", &condition, "answered_at");
        }
        column("on_time".to_owned(), "advice", IN_TIME, "answered_at");
        column("offered".to_owned(), "consultation", "TRUE", "offered_at");
        column("held_in_time".to_owned(), "consultation", "a.held_at <= a.due_at", "held_at");
        values.extend([self.territory(), self.slug()]);
        let text = format!(
            "SELECT o.id, {GROUP} AS group_id, {} FROM organization o WHERE o.territory_id = ? AND EXISTS \
             (SELECT 1 FROM advice e WHERE e.territory_id = o.territory_id AND e.program = ? AND e.asker_organization_id = o.id)",
            columns.join(", ")
        );
        let rows = db.query_all_raw(sql(&db, &text, values)).await?;
        rows.into_iter()
            .map(|row| {
                let classes = (0..=self.ends.len()).map(|class| row.try_get("", &format!("class_{class}")));
                Ok(Answers {
                    organization: row.try_get("", "id")?,
                    group: row.try_get("", "group_id")?,
                    classes: classes.collect::<Result<_, sea_orm::DbErr>>()?,
                    on_time: row.try_get("", "on_time")?,
                    offered: row.try_get("", "offered")?,
                    held_in_time: row.try_get("", "held_in_time")?,
                })
            })
            .collect()
    }

    fn count_answers(&self, answers: &[Answers], measures: &mut Measures) {
        measures.total.classes = vec![0; self.ends.len() + 1];
        for row in answers {
            let given: i64 = row.classes.iter().sum();
            measures.add(row.group, GIVEN, given);
            measures.add(row.group, ON_TIME, row.on_time);
            measures.add(row.group, OFFERED, row.offered);
            measures.add(row.group, HELD_IN_TIME, row.held_in_time);
            if given > 0 {
                measures.add_classes(row.group, &row.classes);
            }
        }
    }

    /// Closings by structure of the asker.
    async fn closed(&self) -> Result<Vec<Closings>> {
        let db = self.ctx.reader();
        // CROSS JOIN keeps SQLite to this order: structures first, then each one's stretch of the index.
        let text = "SELECT o.id AS organization_id, COUNT(*) AS closed, \
             SUM(CASE WHEN a.closing_referral = 'avoided' THEN 1 ELSE 0 END) AS avoided, \
             SUM(CASE WHEN a.closing_referral = 'prompted' THEN 1 ELSE 0 END) AS prompted, \
             SUM(CASE WHEN a.closing_emergency_avoided = TRUE THEN 1 ELSE 0 END) AS emergency \
             FROM organization o CROSS JOIN advice a WHERE o.territory_id = ? AND a.territory_id = o.territory_id \
             AND a.program = ? AND a.asker_organization_id = o.id AND a.status = 'closed' \
             AND a.ended_at >= ? AND a.ended_at < ? GROUP BY o.id";
        let [start, end] = self.span();
        let values = vec![self.territory(), self.slug(), start, end];
        Ok(Closings::find_by_statement(sql(&db, text, values)).all(&db).await?)
    }

    /// General practitioners in office at the end of the period, by structure and, without one, in all.
    async fn gps(&self) -> Result<Vec<Gps>> {
        let db = self.ctx.reader();
        let in_office = "FROM practitioner_role r JOIN organization o ON o.territory_id = r.territory_id \
             AND o.id = r.organization_id WHERE r.territory_id = ? AND r.profession = ? \
             AND r.from_at < ? AND (r.until_at IS NULL OR r.until_at >= ?)";
        let text = format!(
            "SELECT {GROUP} AS group_id, COUNT(DISTINCT r.practitioner_id) AS gps {in_office} GROUP BY {GROUP} \
             UNION ALL SELECT CAST(NULL AS uuid) AS group_id, COUNT(DISTINCT r.practitioner_id) AS gps {in_office}"
        );
        let [_, end] = self.span();
        let once = [self.territory(), GENERAL_PRACTITIONER.into(), end.clone(), end];
        let values = [once.clone(), once].concat();
        Ok(Gps::find_by_statement(sql(&db, &text, values)).all(&db).await?)
    }

    /// The median and the ninth decile of each line that has answers: each looked for within the class where it falls.
    async fn delays(&self, measures: &mut Measures) -> Result<()> {
        let mut wanted = Vec::new();
        let groups = measures.groups.iter().map(|(group, row)| (Some(*group), row));
        for (group, row) in std::iter::once((None, &measures.total)).chain(groups) {
            let given: i64 = row.classes.iter().sum();
            if given > 0 {
                let (low, high) = delays::median_ranks(given);
                let p90 = delays::p90_rank(given);
                wanted.push((group, MEDIAN, low, high, row.classes.clone()));
                wanted.push((group, P90, p90, p90, row.classes.clone()));
            }
        }
        for wanted in wanted.chunks(RANKS_AT_ONCE) {
            for (at, low, high) in self.ranks(wanted).await? {
                let Some((group, key, ..)) = usize::try_from(at).ok().and_then(|at| wanted.get(at)) else {
                    continue;
                };
                let row = group.map_or(Some(&mut measures.total), |group| measures.groups.get_mut(&group));
                if let (Some(row), Some(low), Some(high)) = (row, low, high) {
                    row.days.insert(key, delays::middle(low, high));
                }
            }
        }
        Ok(())
    }

    async fn ranks(&self, wanted: &[Rank]) -> Result<Vec<(i64, Option<i64>, Option<i64>)>> {
        let db = self.ctx.reader();
        let bounds = delays::bounds(&self.ends);
        let (mut branches, mut values) = (Vec::new(), Vec::<Value>::new());
        for (at, (group, _, low, high, classes)) in wanted.iter().enumerate() {
            let Some((first, last, before)) = delays::classes_of(classes, *low, *high) else { continue };
            let (after, up_to) = (bounds[first].0, bounds[last].1);
            let (many, skipped) = (high - low + 1, low - before);
            let members = if group.is_some() { format!(" AND {GROUP} = ?") } else { String::new() };
            branches.push(format!(
                "SELECT {at} AS place, MIN(d.delay) AS low, MAX(d.delay) AS high FROM (SELECT a.delay FROM advice a \
                 WHERE a.territory_id = ? AND a.program = ? AND a.asker_organization_id IN \
                 (SELECT o.id FROM organization o WHERE o.territory_id = ?{members}) \
                 AND a.delay > {after} AND a.delay <= {up_to} AND a.answered_at >= ? AND a.answered_at < ? \
                 ORDER BY a.delay LIMIT {many} OFFSET {skipped}) AS d"
            ));
            values.extend([self.territory(), self.slug(), self.territory()]);
            values.extend(group.map(Value::from));
            values.extend(self.span());
        }
        if branches.is_empty() {
            return Ok(Vec::new());
        }
        let rows = db.query_all_raw(sql(&db, &branches.join(" UNION ALL "), values)).await?;
        rows.into_iter()
            .map(|row| {
                let at: i32 = row.try_get("", "place")?;
                Ok((i64::from(at), row.try_get("", "low")?, row.try_get("", "high")?))
            })
            .collect()
    }
}

/// Ranks looked for in one statement: SQLite joins at most 500.
const RANKS_AT_ONCE: usize = 200;

/// A rank looked for: on which line, for which indicator, from which place to which, among which classes.
type Rank = (Option<Uuid>, &'static str, i64, i64, Vec<i64>);

/// Within the promise made to that request when it was sent, pauses deducted.
pub(super) const IN_TIME: &str = "a.delay <= a.promised_days * 86400000000";

#[derive(FromQueryResult)]
struct Moment {
    at: i64,
}

/// When the programme's first request was sent.
pub(super) async fn since(ctx: &Ctx, program: &Program) -> Result<Option<jiff::Timestamp>> {
    sending(ctx, program, "", "f.at", None).await
}

/// When the programme's last request before a moment was sent.
pub(super) async fn last_before(ctx: &Ctx, program: &Program, end: i64) -> Result<Option<jiff::Timestamp>> {
    sending(ctx, program, "AND f.at < ?", "f.at DESC", Some(end)).await
}

/// The first sending in this order: along the index of facts, so that one row is read.
async fn sending(
    ctx: &Ctx,
    program: &Program,
    bound: &str,
    order: &str,
    end: Option<i64>,
) -> Result<Option<jiff::Timestamp>> {
    let db = ctx.reader();
    let text = format!(
        "SELECT f.at AS at FROM advice_fact f JOIN advice a ON a.territory_id = f.territory_id AND a.id = f.advice_id \
         WHERE f.territory_id = ? AND f.kind = 'sending' {bound} AND a.program = ? ORDER BY {order} LIMIT 1"
    );
    let values = std::iter::once(ctx.territory().into())
        .chain(end.map(Value::from))
        .chain([program.slug.as_str().into()])
        .collect();
    let found = Moment::find_by_statement(sql(&db, &text, values)).one(&db).await?;
    Ok(found.map(|it| instant(it.at)))
}
