//! The indicators of referrals: who was referred which way, what was tried, who is followed together, what became of it.
//!
//! Each fact counts on its own date and for the structure of whoever referred. Every figure is a sum over days and over structures.

use jiff::Timestamp;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::measures::Measures;
use super::period::Span;
use super::registry::{Indicator, Unit};
use crate::programs::{Program, Toward};
use crate::requests::referral::FactKind;
use crate::sql::sql;
use crate::{Ctx, Result};

const SENT: &str = "referrals_sent";
const ATTEMPTS: &str = "attempts_before_first_appointment";

/// What the report of a programme that receives referrals tells, in its order.
pub(super) const INDICATORS: &[Indicator] = &[
    Indicator::new(SENT, Unit::Persons),
    Indicator::new(Toward::Somatic.counts(), Unit::Persons).part_of(SENT).split("toward"),
    Indicator::new(Toward::Psychiatric.counts(), Unit::Persons).part_of(SENT).split("toward"),
    Indicator::new(Toward::Social.counts(), Unit::Persons).part_of(SENT).split("toward"),
    Indicator::new(Toward::Group.counts(), Unit::Persons).part_of(SENT).split("toward"),
    Indicator::new("referrals_accepted", Unit::Persons),
    Indicator::new("referrals_declined", Unit::Persons),
    Indicator::new(ATTEMPTS, Unit::Persons),
    Indicator::new("persons_in_shared_care", Unit::Persons),
    Indicator::new("referrals_done", Unit::Persons),
    Indicator::new("referrals_not_done", Unit::Persons),
];

/// What a fact counts as, beside the way of a sending.
fn counted(kind: &str) -> Option<&'static str> {
    let kind = FactKind::ALL.iter().find(|it| it.code() == kind)?;
    Some(match kind {
        FactKind::Sending => SENT,
        FactKind::Acceptance => "referrals_accepted",
        FactKind::Decline | FactKind::Redirection => "referrals_declined",
        FactKind::Attempt => ATTEMPTS,
        FactKind::Beginning => "persons_in_shared_care",
        FactKind::Done => "referrals_done",
        FactKind::CouldNot => "referrals_not_done",
        FactKind::Closing | FactKind::Cancellation => return None,
    })
}

#[derive(FromQueryResult)]
struct Counted {
    group_id: Uuid,
    kind: String,
    toward: String,
    n: i64,
}

/// Measures a period, in one statement.
pub(super) async fn measure(ctx: &Ctx, program: &Program, span: Span) -> Result<Measures> {
    let db = ctx.reader();
    let text = "SELECT r.sender_organization_id AS group_id, f.kind, r.toward, COUNT(*) AS n \
         FROM referral r JOIN referral_fact f ON f.territory_id = r.territory_id AND f.referral_id = r.id \
         WHERE r.territory_id = ? AND r.program = ? AND f.at >= ? AND f.at < ? \
         GROUP BY r.sender_organization_id, f.kind, r.toward";
    let values: Vec<Value> =
        vec![ctx.territory().into(), program.slug.as_str().into(), span.start.into(), span.end.into()];
    let mut measures = Measures::default();
    for row in Counted::find_by_statement(sql(&db, text, values)).all(&db).await? {
        let Some(key) = counted(&row.kind) else { continue };
        measures.add(row.group_id, key, row.n);
        let way = Toward::ALL.iter().find(|it| it.code() == row.toward).filter(|_| key == SENT);
        if let Some(way) = way {
            measures.add(row.group_id, way.counts(), row.n);
        }
    }
    Ok(measures)
}

/// When the first referral was sent.
pub(super) async fn since(ctx: &Ctx, program: &Program) -> Result<Option<Timestamp>> {
    edge(ctx, program, "MIN", None).await
}

/// When one was sent last before `before`.
pub(super) async fn last_before(ctx: &Ctx, program: &Program, before: i64) -> Result<Option<Timestamp>> {
    edge(ctx, program, "MAX", Some(before)).await
}

async fn edge(ctx: &Ctx, program: &Program, edge: &str, before: Option<i64>) -> Result<Option<Timestamp>> {
    let text = format!("SELECT {edge}(r.sent_at) FROM referral r WHERE r.territory_id = ? AND r.program = ?");
    super::report::edge(ctx, program, (text, "r.sent_at"), before).await
}
