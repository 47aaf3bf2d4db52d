//! A consultation offered with an answer, to be held within the programme's time.
//!
//! Its [`Status`] is computed from facts, as a request's. The table is `docs/states/consultation.md`.

mod acts;
mod rows;
pub(crate) mod seeded;

use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use acts::{Outcome, book, offer_slots, outcome, propose_again};
pub(crate) use acts::{due, offer};

use crate::programs::Program;
use crate::requests::advice::{Turn, instant};
use crate::sql::sql;
use crate::{AdviceId, ConsultationId, Ctx, Result, SlotId};
use rows::consultation;

/// Where a consultation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Offered; a time is to be agreed.
    Offered,
    /// A time is agreed.
    Booked,
    /// It took place.
    Held,
    /// The person did not come.
    NoShow,
    /// The person cannot come.
    CancelledByPerson,
    /// The service cannot hold it.
    CancelledByService,
    /// The offer was not taken up.
    Declined,
}

impl Status {
    /// All of them, in the order of the states table.
    pub const ALL: [Self; 7] = [
        Self::Offered,
        Self::Booked,
        Self::Held,
        Self::NoShow,
        Self::CancelledByPerson,
        Self::CancelledByService,
        Self::Declined,
    ];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Booked => "booked",
            Self::Held => "held",
            Self::NoShow => "no_show",
            Self::CancelledByPerson => "cancelled_by_person",
            Self::CancelledByService => "cancelled_by_service",
            Self::Declined => "declined",
        }
    }

    /// Whether it is still to be held.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Offered | Self::Booked)
    }
}

/// Whose turn it is in a status.
pub const fn turn(status: Status) -> Turn {
    match status {
        Status::Offered => Turn::Asker,
        Status::Booked | Status::NoShow | Status::CancelledByService => Turn::Answerer,
        Status::Held | Status::CancelledByPerson | Status::Declined => Turn::Nobody,
    }
}

/// Something that happened to a consultation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "body")]
pub enum Fact {
    /// Offered with an answer.
    Offer,
    /// A time was agreed.
    Booking {
        /// When it will be held.
        at: Timestamp,
        /// Where.
        place: String,
    },
    /// It took place.
    Holding,
    /// The person did not come.
    NoShow,
    /// The person cannot come.
    CancelledByPerson,
    /// The service cannot hold it.
    CancelledByService,
    /// The offer was not taken up, or is not made again.
    Declined,
    /// Offered anew, after it did not take place.
    Renewal,
}

/// The status after one more fact, or `None` where it cannot take place.
pub const fn next(status: Status, fact: &Fact) -> Option<Status> {
    match (status, fact) {
        (Status::Offered | Status::Booked, Fact::Booking { .. }) => Some(Status::Booked),
        (Status::Booked, Fact::Holding) => Some(Status::Held),
        (Status::Booked, Fact::NoShow) => Some(Status::NoShow),
        (Status::Offered | Status::Booked, Fact::CancelledByPerson) => Some(Status::CancelledByPerson),
        (Status::Offered | Status::Booked, Fact::CancelledByService) => Some(Status::CancelledByService),
        (Status::Offered | Status::NoShow | Status::CancelledByService, Fact::Declined) => {
            Some(Status::Declined)
        }
        (Status::NoShow | Status::CancelledByPerson | Status::CancelledByService, Fact::Renewal) => {
            Some(Status::Offered)
        }
        (Status::Offered, Fact::Offer) => Some(Status::Offered),
        _ => None,
    }
}

/// The request whose answer offered a consultation, for whoever may know of it.
pub async fn advice_of(ctx: &Ctx, id: ConsultationId) -> Result<AdviceId> {
    let db = ctx.reader();
    let row = consultation::Entity::find_by_id((ctx.territory(), id.uuid())).one(&db).await?;
    // Absent asks as hidden does, about a request that does not exist.
    let advice = AdviceId::from(row.map(|row| row.advice_id).unwrap_or_default());
    crate::requests::advice::permit(ctx, &db, advice, policy::Action::ReadAdvice).await?;
    Ok(advice)
}

/// Whether the consultation of a request is booked for then, and the reader may know of the request.
pub(crate) async fn is_booked<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    advice: AdviceId,
    at: Timestamp,
) -> Result<bool> {
    match crate::requests::advice::permit(ctx, db, advice, policy::Action::ReadAdvice).await {
        Ok(_) => {}
        Err(crate::Error::NotFound | crate::Error::Forbidden) => return Ok(false),
        Err(error) => return Err(error),
    }
    let found = of_advice(db, ctx, advice).await?;
    Ok(found.is_some_and(|it| it.status == Status::Booked && it.booked_for == Some(at)))
}

/// A time offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Which.
    pub id: SlotId,
    /// When it begins.
    pub from: Timestamp,
    /// How long, in minutes.
    pub minutes: i64,
    /// Where.
    pub place: String,
}

/// A consultation as both sides see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Consultation {
    /// Which.
    pub id: ConsultationId,
    /// The request whose answer offered it.
    pub advice: AdviceId,
    /// Where it stands.
    pub status: Status,
    /// When it was offered.
    pub offered_at: Timestamp,
    /// Before when it should be held.
    pub due: Timestamp,
    /// The time agreed.
    pub booked_for: Option<Timestamp>,
    /// Where it will be held.
    pub place: Option<String>,
    /// When it was held.
    pub held_at: Option<Timestamp>,
    /// Whether the due date has passed without it being held.
    pub late: bool,
    /// Times offered and still free.
    pub slots: Vec<Slot>,
}

/// The consultation offered with the answer to a request. The caller has asked the policy.
pub(crate) async fn of_advice<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    advice: AdviceId,
) -> Result<Option<Consultation>> {
    let row = consultation::Entity::find()
        .filter(consultation::Column::TerritoryId.eq(ctx.territory()))
        .filter(consultation::Column::AdviceId.eq(advice.uuid()))
        .order_by_desc(consultation::Column::OfferedAt)
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let status: Status = crate::directory::decode(&row.status)?;
    let slots = if status.is_open() { free_slots(db, ctx, row.id).await? } else { Vec::new() };
    Ok(Some(Consultation {
        id: row.id.into(),
        advice,
        status,
        offered_at: instant(row.offered_at),
        due: instant(row.due_at),
        booked_for: row.booked_for.map(instant),
        place: row.place,
        held_at: row.held_at.map(instant),
        late: status.is_open() && row.due_at < ctx.now().as_microsecond(),
        slots,
    }))
}

#[derive(FromQueryResult)]
struct SlotRow {
    id: Uuid,
    from_at: i64,
    minutes: i64,
    place: String,
}

async fn free_slots<C: ConnectionTrait>(db: &C, ctx: &Ctx, consultation: Uuid) -> Result<Vec<Slot>> {
    let statement = sql(
        db,
        "SELECT id, from_at, minutes, place FROM slot WHERE territory_id = ? AND object_id = ? \
         AND booked_at IS NULL AND withdrawn_at IS NULL AND from_at > ? ORDER BY from_at, id LIMIT 20",
        vec![ctx.territory().into(), consultation.into(), ctx.now().as_microsecond().into()],
    );
    let rows = SlotRow::find_by_statement(statement).all(db).await?;
    Ok(rows
        .into_iter()
        .map(|row| Slot {
            id: row.id.into(),
            from: instant(row.from_at),
            minutes: row.minutes,
            place: row.place,
        })
        .collect())
}

/// A consultation as a line of My day.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsultationLine {
    /// Which.
    pub id: ConsultationId,
    /// The request whose answer offered it.
    pub advice: AdviceId,
    /// Where it stands.
    pub status: Status,
    /// When it was offered.
    pub offered_at: Timestamp,
    /// Before when it should be held.
    pub due: Timestamp,
    /// Days promised, for its clock.
    pub days: u16,
    /// Share of the time that has run.
    pub fraction: f64,
    /// The time agreed.
    pub booked_for: Option<Timestamp>,
    /// The person, where the request had one.
    pub person: Option<crate::people::PersonBrief>,
    /// Whether the actor is the one who holds it.
    pub mine_to_hold: bool,
    /// The programme.
    pub program: String,
}

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    advice_id: Uuid,
    program: String,
    practitioner_id: Uuid,
    status: String,
    offered_at: i64,
    due_at: i64,
    booked_for: Option<i64>,
    person_id: Option<Uuid>,
    family: Option<String>,
    used_family: Option<String>,
    given: Option<String>,
    sex: Option<String>,
    birth_date: Option<String>,
    identity_status: Option<String>,
}

/// Consultations to be held by the actor or to be offered again as long as the asker has not closed the loop, and those
/// offered to a request of theirs. One query.
pub(crate) async fn awaiting<C: ConnectionTrait>(db: &C, ctx: &Ctx) -> Result<Vec<ConsultationLine>> {
    let me = ctx.actor().professional()?.principal.id;
    let branch = |column: &str, status: &str, more: &str| {
        format!(
            "SELECT * FROM (SELECT id FROM consultation k WHERE territory_id = ? AND {column} = ? AND status = '{status}' \
             {more}ORDER BY due_at LIMIT 50) AS c_{column}_{status}"
        )
    };
    let unclosed = "AND EXISTS (SELECT 1 FROM advice a WHERE a.territory_id = k.territory_id AND a.id = k.advice_id \
                    AND a.status = 'answered') ";
    let branches = [
        branch("practitioner_id", "offered", ""),
        branch("practitioner_id", "booked", ""),
        branch("practitioner_id", "no_show", unclosed),
        branch("practitioner_id", "cancelled_by_service", unclosed),
        branch("asker_id", "offered", ""),
        branch("asker_id", "booked", ""),
    ];
    let text = format!(
        "SELECT c.id, c.advice_id, c.program, c.practitioner_id, c.status, c.offered_at, c.due_at, c.booked_for, \
         c.person_id, p.family, p.used_family, p.given, p.sex, p.birth_date, p.identity_status \
         FROM consultation c LEFT JOIN person p ON p.territory_id = c.territory_id AND p.id = c.person_id \
         WHERE c.territory_id = ? AND c.id IN ({}) ORDER BY c.due_at, c.id",
        branches.join(" UNION ")
    );
    let territory = ctx.territory();
    let mut values: Vec<sea_orm::Value> = vec![territory.into()];
    for _ in 0..branches.len() {
        values.extend([territory.into(), me.into()]);
    }
    let rows = LineRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    rows.into_iter().map(|row| line(ctx, row, me)).collect()
}

fn line(ctx: &Ctx, row: LineRow, me: Uuid) -> Result<ConsultationLine> {
    let program = ctx.house().programs().get(&row.program).ok_or(crate::Error::NotFound)?;
    let person =
        row.person_id.zip(row.used_family.or(row.family)).map(|(id, family)| crate::people::PersonBrief {
            id: id.into(),
            family,
            given: row.given.unwrap_or_default(),
            sex: row.sex.unwrap_or_default(),
            birth_date: row.birth_date.unwrap_or_default(),
            commune: None,
            identity_status: row.identity_status.unwrap_or_default(),
        });
    Ok(ConsultationLine {
        id: row.id.into(),
        advice: row.advice_id.into(),
        status: crate::directory::decode(&row.status)?,
        offered_at: instant(row.offered_at),
        due: instant(row.due_at),
        days: program.clocks.consultation_days,
        fraction: fraction(program, row.offered_at, row.due_at, ctx.now()),
        booked_for: row.booked_for.map(instant),
        person,
        mine_to_hold: row.practitioner_id == me,
        program: row.program,
    })
}

#[allow(clippy::cast_precision_loss)]
fn fraction(program: &Program, from: i64, due: i64, now: Timestamp) -> f64 {
    let running = |at| program.calendar.running(at).0;
    let (from, due, now) = (running(instant(from)), running(instant(due)), running(now));
    (now - from) as f64 / (due - from).max(1) as f64
}
