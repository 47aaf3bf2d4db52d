//! Adoption of the shared record: how many doctors opened the rights of a person they follow, month by month, of those for
//! whom there were any to open.
//!
//! It is read off the journal, where every page that was shown is written down; it counts professionals and never persons.

use jiff::ToSpan;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::report::permitted;
use crate::sql::{marks, sql};
use crate::{Ctx, Error, Result, Seen};

/// So many months are shown, the running one included.
pub const MONTHS: usize = 13;

/// Counts below this are not told outside of the teams.
const FEW: i64 = 5;

/// A month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Of these, doctors who opened the rights of somebody; outside of the teams not told where few are concerned.
    pub opened: Option<i64>,
    /// Doctors of the care team of somebody who had applied for a right; outside of the teams not told where they are few.
    pub concerned: Option<i64>,
}

#[derive(FromQueryResult)]
struct Counted {
    month: i32,
    doctors: i64,
}

/// The last months, the oldest first. Two statements; journalled.
///
/// # Errors
/// [`Error::NotFound`] for a programme that there is not, that is hidden, or that accompanies nobody socially;
/// [`Error::Forbidden`] for whoever does not read its figures.
pub async fn adoption(ctx: &Ctx, program: &str) -> Result<Vec<Month>> {
    let (known, reason, full) = permitted(ctx, program)?;
    if known.strands.is_empty() {
        return Err(Error::NotFound);
    }
    let firsts = months(ctx.now().to_zoned(known.calendar.zone.clone()).date());
    let mut edges = Vec::new();
    for first in &firsts {
        let zoned = first.at(0, 0, 0, 0).to_zoned(known.calendar.zone.clone());
        edges.push(zoned.map_err(|error| Error::Bug(error.to_string()))?.timestamp().as_microsecond());
    }
    let db = ctx.reader();
    let mut all: Vec<Month> = firsts[..MONTHS]
        .iter()
        .map(|first| Month { first: *first, opened: Some(0), concerned: Some(0) })
        .collect();
    for row in opened(ctx, &db, &edges).await? {
        if let Some(month) = usize::try_from(row.month).ok().and_then(|at| all.get_mut(at)) {
            month.opened = Some(row.doctors);
        }
    }
    for row in concerned(ctx, &db, &edges).await? {
        if let Some(month) = usize::try_from(row.month).ok().and_then(|at| all.get_mut(at)) {
            month.concerned = Some(row.doctors);
        }
    }
    if !full {
        // Where few are concerned, that one more is tells of one patient.
        for month in all.iter_mut().filter(|month| month.concerned.is_some_and(|count| count < FEW)) {
            (month.opened, month.concerned) = (None, None);
        }
    }
    ctx.saw(Seen {
        action: "report.adoption_read",
        kind: "program",
        object: None,
        persons: Vec::new(),
        ground: reason.policy.to_string(),
    });
    Ok(all)
}

/// The first days of the last months and of the next one, the oldest first.
fn months(today: Date) -> Vec<Date> {
    let first = today.first_of_month();
    (0..=MONTHS)
        .rev()
        .map(|back| first.saturating_add((1 - i64::try_from(back).unwrap_or(0)).months()))
        .collect()
}

/// Doctors are those whose role said so when they looked.
fn doctors() -> (String, Vec<Value>) {
    let codes: Vec<Value> = policy::Profession::ALL
        .iter()
        .filter(|profession| profession.is_doctor())
        .map(|profession| profession.as_str().into())
        .collect();
    (marks(codes.len()), codes)
}

/// Who opened the rights of somebody, by month. The journal is read along the index of just these lines.
async fn opened<C: ConnectionTrait>(ctx: &Ctx, db: &C, edges: &[i64]) -> Result<Vec<Counted>> {
    let (marks, codes) = doctors();
    let mut values: Vec<Value> = Vec::new();
    let mut classes = String::new();
    for (at, edge) in edges.iter().enumerate().skip(1) {
        classes.push_str(&format!(" WHEN e.at < ? THEN {}", at - 1));
        values.push((*edge).into());
    }
    let text = format!(
        "SELECT v.month, COUNT(DISTINCT v.practitioner_id) AS doctors FROM (\
         SELECT CASE{classes} END AS month, r.practitioner_id FROM audit_event e \
         JOIN practitioner_role r ON r.territory_id = e.territory_id AND r.id = e.role_id \
         WHERE e.territory_id = ? AND e.action IN ('right.list', 'right.read') AND e.at >= ? AND e.at < ? \
         AND r.profession IN ({marks}) AND EXISTS (SELECT 1 FROM care_team_member m \
         JOIN right_application a ON a.territory_id = m.territory_id AND a.person_id = m.person_id \
         WHERE m.territory_id = e.territory_id AND m.practitioner_id = r.practitioner_id AND m.from_at <= e.at \
         AND (m.until_at IS NULL OR m.until_at > e.at) AND a.opened_at <= e.at)) AS v GROUP BY v.month"
    );
    values.extend([ctx.territory().into(), edges[0].into(), edges[edges.len() - 1].into()]);
    values.extend(codes);
    Ok(Counted::find_by_statement(sql(db, &text, values)).all(db).await?)
}

/// For whom there was somebody with an application whose team they were of, by month.
async fn concerned<C: ConnectionTrait>(ctx: &Ctx, db: &C, edges: &[i64]) -> Result<Vec<Counted>> {
    let (marks, codes) = doctors();
    let mut values: Vec<Value> = Vec::new();
    let mut rows = Vec::new();
    for (at, pair) in edges.windows(2).enumerate() {
        rows.push(format!(
            "SELECT {at} AS month, CAST(? AS BIGINT) AS from_at, CAST(? AS BIGINT) AS until_at"
        ));
        values.extend([pair[0].into(), pair[1].into()]);
    }
    let text = format!(
        "SELECT k.month, COUNT(DISTINCT m.practitioner_id) AS doctors FROM ({}) AS k \
         JOIN right_application a ON a.territory_id = ? AND a.opened_at < k.until_at \
         JOIN care_team_member m ON m.territory_id = a.territory_id AND m.person_id = a.person_id \
         AND m.from_at < k.until_at AND (m.until_at IS NULL OR m.until_at > k.from_at) \
         JOIN practitioner_role r ON r.territory_id = m.territory_id AND r.id = m.role_id \
         WHERE r.profession IN ({marks}) GROUP BY k.month",
        rows.join(" UNION ALL ")
    );
    values.push(ctx.territory().into());
    values.extend(codes);
    Ok(Counted::find_by_statement(sql(db, &text, values)).all(db).await?)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_months_end_with_the_next() {
        let all = months(date(2026, 11, 23));
        assert_eq!(all.len(), MONTHS + 1);
        assert_eq!(
            (all[0], all[MONTHS - 1], all[MONTHS]),
            (date(2025, 11, 1), date(2026, 11, 1), date(2026, 12, 1))
        );
    }
}
