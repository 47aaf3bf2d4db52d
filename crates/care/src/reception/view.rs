//! One arrival, as far as the reader may know.

use jiff::Timestamp;
use policy::{Action, PersonFacts, Resource};
use sea_orm::ConnectionTrait;

use super::book::{Who, logistics};
use super::desk::{Desk, desk};
use super::facts::{Fact, FactKind, How, status};
use super::hold::ground;
use super::rows::{self, Arrival};
use super::status::Status;
use crate::people::{BRIEF, BriefRow, PersonBrief};
use crate::sql::sql;
use crate::{ArrivalId, Ctx, Error, Result, Seen};

/// What happened to an arrival, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// What.
    pub kind: FactKind,
    /// To whom they were sent by it.
    pub to: Option<String>,
    /// Why it was a mistake.
    pub why: Option<String>,
    /// When.
    pub at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom.
    pub by: String,
}

/// An arrival as it is read.
#[derive(Debug, Clone)]
pub struct ArrivalView {
    /// Which.
    pub id: ArrivalId,
    /// Whose book.
    pub desk: Desk,
    /// When they came.
    pub at: Timestamp,
    /// How.
    pub how: How,
    /// Why, as far as the reader may know: codes of the programme.
    pub reasons: Vec<String>,
    /// A few words, for whoever may read them.
    pub note: Option<String>,
    /// How it stands.
    pub status: Status,
    /// How to call them, until the day is over.
    pub called: Option<String>,
    /// Who came.
    pub who: Who,
    /// What happened, latest first.
    pub history: Vec<Happened>,
    /// Whether the actor may write into the book.
    pub may_record: bool,
    /// Whether the actor may say who it was: nobody did, and they may find or create persons.
    pub may_identify: bool,
}

/// Opens an arrival; journalled, with the person where their name is shown.
///
/// # Errors
/// [`Error::NotFound`] when there is no such arrival in the book that the actor keeps.
pub async fn open(ctx: &Ctx, id: ArrivalId) -> Result<ArrivalView> {
    let desk = desk(ctx)?;
    let db = ctx.reader();
    let arrival = rows::find(ctx, &db, &desk, id).await?.ok_or(Error::NotFound)?;
    let ground = ground(ctx, &db, &arrival).await?;
    let mine = arrival.mine(ctx);
    let resource = desk.arrival(id.uuid(), mine, ground.clone());
    let reason = ctx.permit(Action::ReadArrival, &resource)?;
    let who = who(ctx, &db, ground.as_ref()).await?;
    let (how, mut reasons, mut note) = opening(&arrival)?;
    if !ctx.may(Action::ReadArrivalReason, &resource) {
        logistics(&desk, &mut reasons);
        note = None;
    }
    let persons = match &who {
        Who::Person(person) => vec![person.id.uuid()],
        Who::Nobody | Who::Somebody => Vec::new(),
    };
    ctx.saw(Seen {
        action: "arrival.read",
        kind: "arrival",
        object: Some(id.uuid()),
        persons,
        ground: reason.policy.to_string(),
    });
    let status = status(&arrival.facts).ok_or_else(|| Error::Bug("an arrival of no fact".to_owned()))?;
    let may_record = ctx.may(Action::RecordArrival, &resource);
    let territory = Resource::Territory(ctx.territory());
    let finds = ctx.may(Action::FindPerson, &territory);
    Ok(ArrivalView {
        id,
        at: arrival.facts.first().map_or(ctx.now(), |first| first.at),
        how,
        reasons,
        note,
        status,
        may_identify: may_record && finds && who == Who::Nobody && status != Status::Mistaken,
        called: arrival.called.clone(),
        who,
        history: history(&arrival),
        may_record,
        desk,
    })
}

fn opening(arrival: &Arrival) -> Result<(How, Vec<String>, Option<String>)> {
    match arrival.facts.first().map(|first| &first.fact) {
        Some(Fact::Arrival { how, reasons, note }) => Ok((*how, reasons.clone(), note.clone())),
        _ => Err(Error::Bug("an arrival that begins otherwise".to_owned())),
    }
}

/// What happened; what somebody came for stands elsewhere on the page.
fn history(arrival: &Arrival) -> Vec<Happened> {
    let happened = arrival.facts.iter().rev().map(|dated| Happened {
        kind: dated.fact.kind(),
        to: dated.fact.destination().map(str::to_owned),
        why: match &dated.fact {
            Fact::Mistake { why } => Some(why.clone()),
            _ => None,
        },
        at: dated.at,
        recorded_at: dated.recorded_at,
        by: dated.by.clone(),
    });
    happened.collect()
}

/// Who came: a name where the reader sees the person. At most one statement.
async fn who<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: Option<&PersonFacts>) -> Result<Who> {
    use sea_orm::FromQueryResult as _;
    let Some(person) = person else { return Ok(Who::Nobody) };
    if !ctx.may(Action::ReadIdentity, &Resource::Person(person.clone())) {
        return Ok(Who::Somebody);
    }
    let text = format!("SELECT {BRIEF} FROM person p WHERE p.territory_id = ? AND p.id = ?");
    let values = vec![ctx.territory().into(), person.id.into()];
    let row = BriefRow::find_by_statement(sql(db, &text, values)).one(db).await?;
    Ok(row.map_or(Who::Somebody, |row| Who::Person(PersonBrief::from(row))))
}
