//! Questions that a person asks their team, and what the team answers.

use jiff::Timestamp;
use kernel::clock::from_micros;
use policy::{Action, Compartment, Resource};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::access::{handed_by, mine, own};
use super::rows::{own_access, own_question};
use crate::access::entries::{self, NewEntry};
use crate::error::Conflict;
use crate::notices::{self, NewNotice};
use crate::people::{self, Person, ties};
use crate::{Ctx, Error, OwnAccessId, PersonId, QuestionId, Result, Seen, fields};

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which.
    pub id: QuestionId,
    /// When it was asked.
    pub at: Timestamp,
    /// What the person asks.
    pub text: String,
    /// What the team answered, and when.
    pub answer: Option<(String, Timestamp)>,
}

/// What professionals see of a person's own access.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Whose.
    pub person: Person,
    /// Questions, the latest first.
    pub questions: Vec<Question>,
    /// Until when a link that was handed over is good.
    pub pending: Option<Timestamp>,
    /// When the person opened their page last.
    pub opened: Option<Timestamp>,
}

/// Asks the team a question, under the identifier minted with the form. Those around the person are told.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the person on their own page; [`Error::Invalid`] for an empty text.
pub async fn ask(ctx: &Ctx, id: OwnAccessId, question: QuestionId, text: &str) -> Result<()> {
    let text = fields::long("text", text).map_err(|fault| Error::Invalid(vec![fault]))?;
    ctx.write(move |ctx, tx| async move {
        let (row, by) = handed_by(&ctx, &tx, id).await?;
        let person = mine(&ctx, &row)?;
        let reason = own(&ctx, &tx, person).await?;
        let asked = own_question::Model {
            territory_id: ctx.territory(),
            id: question.uuid(),
            person_id: person.uuid(),
            access_id: id.uuid(),
            at: ctx.now().as_microsecond(),
            text,
            answered_at: None,
            answered_by: None,
            answer: None,
        };
        let added = own_question::Entity::insert(own_question::ActiveModel::from(asked))
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&tx)
            .await?;
        if added == 0 {
            return Ok(());
        }
        let line = NewEntry {
            person,
            compartment: Compartment::Coordination,
            at: ctx.now(),
            kind: "person-question",
            object: ("question", question.uuid()),
        };
        entries::add(&ctx.as_actor(by), &tx, line).await?;
        let team = people::running_members(&ctx, &tx, person).await?;
        let told = NewNotice {
            kind: "notice-own-question",
            object: ("own", person.uuid()),
            dedup: &format!("own-question|{}", question.uuid()),
        };
        notices::tell(&ctx, &tx, &team, told).await?;
        ctx.record(&tx, "own.asked", ("question", question.uuid()), Some(person.uuid()), &reason).await
    })
    .await
}

/// What a person asked, the latest first. The caller has asked the policy.
pub(super) async fn of_person<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<Question>> {
    let rows = own_question::Entity::find()
        .filter(own_question::Column::TerritoryId.eq(ctx.territory()))
        .filter(own_question::Column::PersonId.eq(person.uuid()))
        .order_by_desc(own_question::Column::At)
        .order_by_desc(own_question::Column::Id)
        .limit(100)
        .all(db)
        .await?;
    let question = |row: own_question::Model| Question {
        id: row.id.into(),
        at: from_micros(row.at),
        text: row.text,
        answer: row.answer.zip(row.answered_at.map(from_micros)),
    };
    Ok(rows.into_iter().map(question).collect())
}

/// What professionals see of a person's own access: the questions, whether a link waits. Journalled.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when the actor may not record what they say, or not
/// read the coordination.
pub async fn desk(ctx: &Ctx, person: PersonId) -> Result<Desk> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, person).await?;
    let resource = Resource::Person(ties.facts.clone());
    let reason = ctx.permit(Action::RecordInformation, &resource)?;
    ctx.permit(Action::ReadCoordination, &resource)?;
    let person = PersonId::from(ties.facts.id);
    let latest = own_access::Entity::find()
        .filter(own_access::Column::TerritoryId.eq(ctx.territory()))
        .filter(own_access::Column::PersonId.eq(person.uuid()))
        .order_by_desc(own_access::Column::At)
        .all(&db)
        .await?;
    let now = ctx.now().as_microsecond();
    let pending = latest.first().filter(|row| row.opened_at.is_none() && row.expires_at > now);
    ctx.saw(Seen {
        action: "own.desk_read",
        kind: "person",
        object: Some(person.uuid()),
        persons: vec![person.uuid()],
        ground: reason.policy.to_string(),
    });
    Ok(Desk {
        person: people::read(ctx, &db, person).await?,
        questions: of_person(ctx, &db, person).await?,
        pending: pending.map(|row| from_micros(row.expires_at)),
        opened: latest.iter().filter_map(|row| row.opened_at).max().map(from_micros),
    })
}

/// Answers a question, once: the person reads it on their page.
///
/// # Errors
/// As [`desk`]; [`Error::Conflict`] when somebody answered before; [`Error::Invalid`] for an empty text.
pub async fn answer(ctx: &Ctx, person: PersonId, id: QuestionId, text: &str) -> Result<()> {
    let text = fields::long("answer", text).map_err(|fault| Error::Invalid(vec![fault]))?;
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = ties.facts.id;
        let resource = Resource::Person(ties.facts);
        let reason = ctx.permit(Action::RecordInformation, &resource)?;
        ctx.permit(Action::ReadCoordination, &resource)?;
        let found = own_question::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive();
        let row = found.one(&tx).await?.filter(|row| row.person_id == person).ok_or(Error::NotFound)?;
        if let Some(at) = row.answered_at {
            let at = Some(from_micros(at));
            return Err(Error::Conflict(Conflict { key: "conflict-question-answered", who: None, at }));
        }
        own_question::Model {
            answered_at: Some(ctx.now().as_microsecond()),
            answered_by: Some(ctx.actor().professional()?.role().uuid()),
            answer: Some(text),
            ..row
        }
        .save(&tx)
        .await?;
        ctx.record(&tx, "own.answered", ("question", id.uuid()), Some(person), &reason).await
    })
    .await
}
