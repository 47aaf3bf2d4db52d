//! The indicators of pathways: who was referred, what was held, who took over, who is still followed.
//!
//! Each fact counts on its own date and for the structure of whoever began the pathway: a psychiatric sector, where it was a
//! psychiatrist of a CMP. Every figure is a sum over days and over structures.

use jiff::Timestamp;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::measures::Measures;
use super::period::Span;
use super::registry::{Indicator, Unit};
use crate::programs::{Counts, Program};
use crate::record::HAS_ONE;
use crate::sql::sql;
use crate::{Ctx, Result};

pub(super) const REFERRED: &str = crate::pathways::REFERRED;
const WITHOUT_GP_BEFORE: &str = "without_gp_at_entry";
const WITHOUT_GP_NOW: &str = "without_gp_now";

/// What the report of a programme with pathways tells, in its order.
pub(super) const INDICATORS: &[Indicator] = &[
    Indicator::new(REFERRED, Unit::Persons),
    Indicator::new(WITHOUT_GP_BEFORE, Unit::Persons).part_of(REFERRED),
    Indicator::new(WITHOUT_GP_NOW, Unit::Persons).part_of(REFERRED),
    Indicator::new(Counts::VisitsHeld.code(), Unit::Persons),
    Indicator::new(Counts::SynthesesSent.code(), Unit::Persons),
    Indicator::new(Counts::HandoversAccepted.code(), Unit::Persons),
    Indicator::new(Counts::FirstVisitsConfirmed.code(), Unit::Persons),
    Indicator::new(Counts::FollowedAtSixMonths.code(), Unit::Persons),
];

#[derive(FromQueryResult)]
struct Counted {
    group_id: Uuid,
    counts: String,
    n: i64,
    before: i64,
    now: i64,
}

/// Measures a period, in one statement.
pub(super) async fn measure(ctx: &Ctx, program: &Program, span: Span) -> Result<Measures> {
    let db = ctx.reader();
    let at = ctx.now().as_microsecond();
    let text = format!(
        "SELECT r.organization_id AS group_id, f.counts, COUNT(*) AS n, \
         SUM(CASE WHEN w.without_gp THEN 1 ELSE 0 END) AS before, \
         SUM(CASE WHEN EXISTS (SELECT 1 FROM care_team_member t WHERE t.territory_id = w.territory_id \
         AND t.person_id = w.person_id AND t.kind = 'attending_gp' AND t.from_at <= ? \
         AND (t.until_at IS NULL OR t.until_at > ?)) OR {HAS_ONE} THEN 0 ELSE 1 END) AS now \
         FROM pathway_fact f JOIN pathway w ON w.territory_id = f.territory_id AND w.id = f.pathway_id \
         JOIN person p ON p.territory_id = w.territory_id AND p.id = w.person_id \
         JOIN practitioner_role r ON r.territory_id = w.territory_id AND r.id = w.role_id \
         WHERE f.territory_id = ? AND f.counts IS NOT NULL AND f.at >= ? AND f.at < ? AND w.program = ? \
         GROUP BY r.organization_id, f.counts"
    );
    let values: Vec<Value> = vec![
        at.into(),
        at.into(),
        at.into(),
        ctx.territory().into(),
        span.start.into(),
        span.end.into(),
        program.slug.as_str().into(),
    ];
    let mut measures = Measures::default();
    for row in Counted::find_by_statement(sql(&db, &text, values)).all(&db).await? {
        let Some(indicator) = INDICATORS.iter().find(|it| it.key == row.counts) else { continue };
        measures.add(row.group_id, indicator.key, row.n);
        if indicator.key == REFERRED {
            measures.add(row.group_id, WITHOUT_GP_BEFORE, row.before);
            measures.add(row.group_id, WITHOUT_GP_NOW, row.now);
        }
    }
    Ok(measures)
}

/// When the first pathway began.
pub(super) async fn since(ctx: &Ctx, program: &Program) -> Result<Option<Timestamp>> {
    edge(ctx, program, "MIN", None).await
}

/// When one began last before `before`.
pub(super) async fn last_before(ctx: &Ctx, program: &Program, before: i64) -> Result<Option<Timestamp>> {
    edge(ctx, program, "MAX", Some(before)).await
}

async fn edge(ctx: &Ctx, program: &Program, edge: &str, before: Option<i64>) -> Result<Option<Timestamp>> {
    let text =
        format!("SELECT {edge}(w.opened_at) FROM pathway w WHERE w.territory_id = ? AND w.program = ?");
    super::report::edge(ctx, program, (text, "w.opened_at"), before).await
}
