//! The facts behind a figure: references and dates, page by page, for the programme's team.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kernel::{Cursor, Page};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::period::{Period, Span};
use super::registry;
use super::report::permitted;
use super::{accompaniment, advice, delays, pathways, referrals};
use crate::access::Professional;
use crate::requests::advice::instant;
use crate::sql::{marks, sql};
use crate::{AdviceId, ArrivalId, Ctx, Error, OrganizationId, PractitionerId, Result, Seen};

/// What a figure counts, one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// What it is.
    pub what: What,
    /// When it happened.
    pub at: Timestamp,
    /// How long it took in days, where that is what is measured.
    pub days: Option<f64>,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Something that happened to a request.
    Advice {
        /// The request.
        id: AdviceId,
        /// Its reference.
        reference: String,
        /// Whether the reader may open it: whoever reads the figures is not told by that whom they are about.
        within_reach: bool,
    },
    /// Somebody who came to a reception.
    Arrival {
        /// The arrival.
        id: ArrivalId,
        /// The structure whose book it stands in.
        organization: String,
        /// Whether that is the book which the reader keeps.
        within_reach: bool,
    },
    /// A professional in office.
    Professional {
        /// Who.
        id: PractitionerId,
        /// Their name.
        name: String,
    },
}

/// Lines on a page.
const PAGE: usize = 50;

/// The name under which the pages' cursors are sealed.
pub const LIST: &str = "report-facts";

/// Whether what a figure counts can be listed one by one: acts in records are read there, not here.
pub fn lists(key: &str) -> bool {
    use accompaniment::{ACCOMPANIED, BECAME, GRANTED, INTERVIEWS, OPENED};
    ![ACCOMPANIED, BECAME, GRANTED, INTERVIEWS, OPENED].contains(&key)
        && pathways::INDICATORS.iter().chain(referrals::INDICATORS).all(|it| it.key != key)
}

/// A page of what a figure counts, the earliest first.
///
/// # Errors
/// [`Error::Forbidden`] for readers of the figures alone; [`Error::NotFound`] for no such figure.
pub async fn facts(
    ctx: &Ctx,
    program: &str,
    indicator: &str,
    period: Period,
    organization: Option<OrganizationId>,
    after: Option<Cursor>,
) -> Result<Page<Counted>> {
    let (program, reason, full) = permitted(ctx, program)?;
    if !full {
        return Err(Error::Forbidden);
    }
    let indicator =
        registry::of(program).into_iter().find(|it| it.key == indicator).ok_or(Error::NotFound)?;
    let listing = Listing {
        ctx,
        program: &program.slug,
        span: period.span(&program.calendar.zone)?,
        organization: organization.map(OrganizationId::uuid),
        after,
    };
    let (text, values) = listing.statement(indicator.key).ok_or(Error::NotFound)?;
    let db = ctx.reader();
    let rows = FactRow::find_by_statement(sql(&db, &text, values)).all(&db).await?;
    let page = Page::from_rows(rows, PAGE, |row| Cursor { key: row.at, id: row.id });
    ctx.saw(Seen {
        action: "report.facts",
        kind: "program",
        object: None,
        persons: page.items.iter().filter_map(|row| row.person_id).collect(),
        ground: reason.policy.to_string(),
    });
    let within_reach = within_reach(ctx, &page.items).await?;
    let book = crate::reception::desk(ctx).ok().filter(|it| it.program.slug == program.slug);
    let kept = book.map(|it| it.organization.uuid());
    Ok(page.map(|row| {
        let reached = within_reach.contains(&row.id) || (kept.is_some() && row.organization_id == kept);
        row.counted(reached)
    }))
}

#[derive(FromQueryResult)]
struct Reached {
    object_id: Uuid,
}

/// Which of these requests the actor holds a running grant on.
async fn within_reach(ctx: &Ctx, rows: &[FactRow]) -> Result<BTreeSet<Uuid>> {
    let holders = ctx.actor().professional().map(Professional::holders).unwrap_or_default();
    if rows.is_empty() || holders.is_empty() {
        return Ok(BTreeSet::new());
    }
    let now = ctx.now().as_microsecond();
    let mut values: Vec<Value> = vec![ctx.territory().into(), now.into(), now.into()];
    values.extend(rows.iter().map(|row| Value::from(row.id)));
    values.extend(holders.iter().map(|id| Value::from(*id)));
    let text = format!(
        "SELECT DISTINCT g.object_id AS object_id FROM access_grant g WHERE g.territory_id = ? AND g.from_at <= ? \
         AND (g.until_at IS NULL OR g.until_at > ?) AND g.object_id IN ({}) AND g.holder_id IN ({})",
        marks(rows.len()),
        marks(holders.len())
    );
    let db = ctx.reader();
    let found = Reached::find_by_statement(sql(&db, &text, values)).all(&db).await?;
    Ok(found.into_iter().map(|it| it.object_id).collect())
}

/// A line: a request, an arrival, or a professional.
#[derive(FromQueryResult)]
struct FactRow {
    id: Uuid,
    organization_id: Option<Uuid>,
    at: i64,
    reference: Option<String>,
    person_id: Option<Uuid>,
    delay: Option<i64>,
    title: Option<String>,
    given: Option<String>,
    family: Option<String>,
}

impl FactRow {
    fn counted(self, within_reach: bool) -> Counted {
        let what = match (self.reference, self.organization_id) {
            (Some(reference), _) => What::Advice { id: self.id.into(), reference, within_reach },
            (None, Some(_)) => What::Arrival {
                id: self.id.into(),
                organization: self.family.unwrap_or_default(),
                within_reach,
            },
            (None, None) => What::Professional {
                id: self.id.into(),
                name: crate::directory::display_name(
                    &self.title.unwrap_or_default(),
                    &self.given.unwrap_or_default(),
                    &self.family.unwrap_or_default(),
                ),
            },
        };
        Counted { what, at: instant(self.at), days: self.delay.map(delays::days) }
    }
}

struct Listing<'a> {
    ctx: &'a Ctx,
    program: &'a str,
    span: Span,
    organization: Option<Uuid>,
    after: Option<Cursor>,
}

impl Listing<'_> {
    fn statement(&self, key: &str) -> Option<(String, Vec<Value>)> {
        let general = format!(
            "EXISTS (SELECT 1 FROM practitioner_role r WHERE r.territory_id = a.territory_id AND r.id = a.asker_role_id \
             AND r.profession = '{}')",
            advice::GENERAL_PRACTITIONER
        );
        Some(match key {
            advice::ASKED => self.of_requests("sending", "TRUE"),
            advice::ASKING_GPS => self.of_requests("sending", &general),
            advice::GIVEN | advice::MEDIAN | advice::P90 => self.of_requests("answer", "TRUE"),
            advice::ON_TIME => self.of_requests("answer", advice::IN_TIME),
            advice::CLOSED => self.of_requests("closing", "TRUE"),
            advice::AVOIDED => self.of_requests("closing", "a.closing_referral = 'avoided'"),
            advice::PROMPTED => self.of_requests("closing", "a.closing_referral = 'prompted'"),
            advice::EMERGENCY => self.of_requests("closing", "a.closing_emergency_avoided = TRUE"),
            advice::OFFERED => self.of_consultations("offered_at", "TRUE"),
            advice::HELD_IN_TIME => self.of_consultations("held_at", "f.held_at <= f.due_at"),
            advice::GPS => self.of_professionals(),
            accompaniment::ARRIVALS => self.of_arrivals("TRUE"),
            accompaniment::ANONYMOUS => self.of_arrivals(&accompaniment::anonymous()),
            accompaniment::ORIENTED => self.of_arrivals(accompaniment::WAS_ORIENTED),
            _ => return None,
        })
    }

    /// Facts of a kind that happened to requests of the programme.
    fn of_requests(&self, kind: &str, wanted: &str) -> (String, Vec<Value>) {
        let delay = if kind == "answer" { "a.delay" } else { "CAST(NULL AS BIGINT)" };
        let select = format!(
            "SELECT f.advice_id AS id, f.at AS at, a.reference, a.person_id, {delay} AS delay, {NOBODY} \
             FROM advice_fact f JOIN advice a ON a.territory_id = f.territory_id AND a.id = f.advice_id \
             WHERE f.territory_id = ? AND f.kind = '{kind}' AND a.program = ? AND {wanted}"
        );
        self.between(select, "f.at", "f.advice_id", "a.asker_organization_id")
    }

    fn of_consultations(&self, dated: &str, wanted: &str) -> (String, Vec<Value>) {
        let select = format!(
            "SELECT f.advice_id AS id, f.{dated} AS at, a.reference, a.person_id, CAST(NULL AS BIGINT) AS delay, {NOBODY} \
             FROM consultation f JOIN advice a ON a.territory_id = f.territory_id AND a.id = f.advice_id \
             WHERE f.territory_id = ? AND f.program = ? AND {wanted}"
        );
        self.between(select, &format!("f.{dated}"), "f.advice_id", "f.asker_organization_id")
    }

    /// Arrivals, with the structure to whose book they belong.
    fn of_arrivals(&self, wanted: &str) -> (String, Vec<Value>) {
        let select = format!(
            "SELECT a.id AS id, a.at AS at, CAST(NULL AS TEXT) AS reference, CAST(NULL AS uuid) AS person_id, \
             CAST(NULL AS BIGINT) AS delay, CAST(NULL AS TEXT) AS title, CAST(NULL AS TEXT) AS given, \
             b.name AS family, a.organization_id AS organization_id FROM arrival a \
             JOIN organization b ON b.territory_id = a.territory_id AND b.id = a.organization_id \
             WHERE a.territory_id = ? AND a.program = ? AND a.status <> 'mistaken' AND {wanted}"
        );
        let mut text = select;
        let mut values: Vec<Value> = vec![
            self.ctx.territory().into(),
            self.program.into(),
            self.span.start.into(),
            self.span.end.into(),
        ];
        text.push_str(" AND a.at >= ? AND a.at < ?");
        if let Some(organization) = self.organization {
            text.push_str(" AND a.organization_id = ?");
            values.push(organization.into());
        }
        if let Some(after) = self.after {
            text.push_str(" AND (a.at, a.id) > (?, ?)");
            values.extend([Value::from(after.key), after.id.into()]);
        }
        text.push_str(&format!(" ORDER BY a.at, a.id LIMIT {}", PAGE + 1));
        (text, values)
    }

    /// The condition on dates, structure and page, and the order.
    fn between(&self, select: String, dated: &str, id: &str, organization: &str) -> (String, Vec<Value>) {
        let mut text = select;
        let mut values: Vec<Value> = vec![self.ctx.territory().into(), self.program.into()];
        text.push_str(&format!(" AND {dated} >= ? AND {dated} < ?"));
        values.extend([self.span.start.into(), self.span.end.into()]);
        if let Some(group) = self.organization {
            text.push_str(&format!(
                " AND {organization} IN (SELECT o.id FROM organization o WHERE o.territory_id = ? AND {} = ?)",
                advice::GROUP
            ));
            values.extend([self.ctx.territory().into(), group.into()]);
        }
        if let Some(after) = self.after {
            text.push_str(&format!(" AND ({dated}, {id}) > (?, ?)"));
            values.extend([after.key.into(), after.id.into()]);
        }
        text.push_str(&format!(" ORDER BY {dated}, {id} LIMIT {}", PAGE + 1));
        (text, values)
    }

    /// General practitioners in office at the end of the period, by when they began.
    fn of_professionals(&self) -> (String, Vec<Value>) {
        let mut text = "SELECT g.id, g.at, CAST(NULL AS TEXT) AS reference, CAST(NULL AS uuid) AS person_id, \
             CAST(NULL AS BIGINT) AS delay, p.title, p.given, p.family, CAST(NULL AS uuid) AS organization_id FROM \
             (SELECT r.practitioner_id AS id, MIN(r.from_at) AS at FROM practitioner_role r \
             JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
             WHERE r.territory_id = ? AND r.profession = ? AND r.from_at < ? AND (r.until_at IS NULL OR r.until_at >= ?)"
            .to_owned();
        let end = self.span.end;
        let mut values: Vec<Value> =
            vec![self.ctx.territory().into(), advice::GENERAL_PRACTITIONER.into(), end.into(), end.into()];
        if let Some(group) = self.organization {
            text.push_str(&format!(" AND {} = ?", advice::GROUP));
            values.push(group.into());
        }
        text.push_str(
            " GROUP BY r.practitioner_id) AS g JOIN practitioner p ON p.territory_id = ? AND p.id = g.id WHERE TRUE",
        );
        values.push(self.ctx.territory().into());
        if let Some(after) = self.after {
            text.push_str(" AND (g.at, g.id) > (?, ?)");
            values.extend([after.key.into(), after.id.into()]);
        }
        text.push_str(&format!(" ORDER BY g.at, g.id LIMIT {}", PAGE + 1));
        (text, values)
    }
}

/// The columns of a professional, for lines that are requests.
const NOBODY: &str = "CAST(NULL AS TEXT) AS title, CAST(NULL AS TEXT) AS given, CAST(NULL AS TEXT) AS family, \
     CAST(NULL AS uuid) AS organization_id";
