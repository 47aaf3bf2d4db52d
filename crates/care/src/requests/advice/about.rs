//! The requests about a person, as the person’s page shows them.

use jiff::Timestamp;
use policy::{Action, AdviceFacts, PersonFacts, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::facts::Status;
use super::inbox::{AdviceLine, LINE_COLUMNS, LINE_JOINS, LineRow, Shown};
use super::instant;
use crate::sql::{marks, sql};
use crate::{AdviceId, ConsultationId, Ctx, Result};

/// A request about a person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonRequest {
    /// The request.
    pub line: AdviceLine,
    /// The actor asked.
    pub asked: bool,
    /// The actor has the next act.
    pub awaiting_me: bool,
    /// The consultation offered with its answer, still to be held.
    pub consultation: Option<ConsultationToCome>,
}

/// A consultation that is offered or booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationToCome {
    /// Which.
    pub id: ConsultationId,
    /// Before when it should be held.
    pub due: Timestamp,
    /// The time agreed.
    pub booked_for: Option<Timestamp>,
    /// Where it will be held.
    pub place: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    line: LineRow,
    consultation_id: Option<Uuid>,
    consultation_due: Option<i64>,
    consultation_booked_for: Option<i64>,
    consultation_place: Option<String>,
}

/// Most requests read.
const MOST: usize = 50;

/// Requests about a person, latest first, that the actor may know to be about them. The caller has asked the policy
/// whether the person is visible, and gives the facts on which it decided. One statement.
///
/// Which ones is decided by the policy: a place in the care team shows all (`advice-care-team`, `advice-consent`);
/// otherwise only what a grant on the request itself shows; after an objection, one’s own acts alone
/// (`advice-objection`).
pub async fn about<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    person: &PersonFacts,
) -> Result<Vec<PersonRequest>> {
    let me = ctx.actor().professional()?;
    let (scope, bound) = scope(ctx, person)?;
    let mut values: Vec<Value> = vec![ctx.territory().into(), person.id.into(), me.principal.id.into()];
    values.extend(bound);
    let text = format!(
        "SELECT {LINE_COLUMNS}, c.id AS consultation_id, c.due_at AS consultation_due, \
         c.booked_for AS consultation_booked_for, c.place AS consultation_place FROM advice a {LINE_JOINS} \
         LEFT JOIN consultation c ON c.territory_id = a.territory_id AND c.advice_id = a.id AND c.status IN ('offered', 'booked') \
         WHERE a.territory_id = ? AND a.person_id = ? AND (a.status <> 'draft' OR a.asker_id = ?){scope} \
         ORDER BY a.created_at DESC, a.id DESC LIMIT {MOST}"
    );
    let rows = Row::find_by_statement(sql(db, &text, values)).all(db).await?;
    rows.into_iter().map(|row| request(ctx, me.principal.id, row)).collect()
}

/// The condition that leaves out what the actor may not know of.
fn scope(ctx: &Ctx, person: &PersonFacts) -> Result<(String, Vec<Value>)> {
    let me = ctx.actor().professional()?;
    let mine = "(a.asker_id = ? OR (a.answerer_id = ? AND a.answered_at IS NOT NULL))";
    let own: Vec<Value> = vec![me.principal.id.into(), me.principal.id.into()];
    if person.opposed {
        return Ok((format!(" AND {mine}"), own));
    }
    if all_visible(ctx, person) {
        return Ok((String::new(), Vec::new()));
    }
    let holders = me.holders();
    // Once a request is taken, the rest of the pool no longer knows about whom it is (`advice-pool-colleague`).
    let text = format!(
        " AND ({mine} OR EXISTS (SELECT 1 FROM access_grant g WHERE g.territory_id = a.territory_id \
         AND g.object_id = a.id AND g.from_at <= ? AND (g.until_at IS NULL OR g.until_at > ?) \
         AND (g.ground <> 'pool' OR a.answerer_id IS NULL) AND g.holder_id IN ({})))",
        marks(holders.len())
    );
    let now = ctx.now().as_microsecond();
    let held = holders.into_iter().map(Value::from);
    Ok((text, own.into_iter().chain([now.into(), now.into()]).chain(held).collect()))
}

/// Whether the actor’s place around the person shows whatever is asked about them.
fn all_visible(ctx: &Ctx, person: &PersonFacts) -> bool {
    let any = AdviceFacts {
        territory: person.territory,
        status: Status::Sent.code(),
        with_identity: true,
        opposed: person.opposed,
        team: person.team.clone(),
        ..AdviceFacts::default()
    };
    ctx.may(Action::ReadAdviceIdentity, &Resource::Advice(any))
}

fn request(ctx: &Ctx, me: Uuid, row: Row) -> Result<PersonRequest> {
    let Row { line, consultation_id, consultation_due, consultation_booked_for, consultation_place } = row;
    let (asked, takes) = (line.advice.asker_id == me, line.advice.answerer_id == Some(me));
    let named = line.advice.named_id == Some(me) && line.advice.answerer_id.is_none();
    let line = line.line(ctx, if asked || takes { Shown::Content } else { Shown::Identity })?;
    let awaiting_me = match line.status {
        Status::Draft | Status::AwaitingAsker | Status::Answered => asked,
        Status::Accepted => takes,
        Status::Sent => named,
        _ => false,
    };
    let consultation = consultation_id.zip(consultation_due).map(|(id, due)| ConsultationToCome {
        id: id.into(),
        due: instant(due),
        booked_for: consultation_booked_for.map(instant),
        place: consultation_place,
    });
    Ok(PersonRequest { line, asked, awaiting_me, consultation })
}

impl PersonRequest {
    /// Which request.
    pub fn id(&self) -> AdviceId {
        self.line.id
    }
}
