//! The interviews of a person, page by page.

use jiff::Timestamp;
use kernel::clock::from_micros;
use kernel::{Cursor, Page};
use policy::{Action, Compartment, Profession, Reason, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::content::{Shared, Status};
use super::view::saw;
use crate::directory::{decode, display_name};
use crate::people::{self, Person, ties};
use crate::sql::sql;
use crate::support::own;
use crate::{Ctx, InterviewId, PersonId, Result};

/// An interview in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewLine {
    /// Which.
    pub id: InterviewId,
    /// When it takes or took place.
    pub at: Timestamp,
    /// How it stands.
    pub status: Status,
    /// What whoever reads the social part reads.
    pub shared: Shared,
    /// Who recorded it.
    pub author: String,
    /// Their profession then.
    pub profession: Profession,
}

/// The interviews of a person.
#[derive(Debug, Clone)]
pub struct InterviewsView {
    /// About whom.
    pub person: Person,
    /// Why the actor sees them.
    pub reason: Reason,
    /// A page of them, the latest first.
    pub page: Page<InterviewLine>,
    /// Whether the actor may record one.
    pub may_write: bool,
}

/// Interviews on a page.
const PAGE: usize = 30;

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    at: i64,
    status: String,
    body: String,
    profession: String,
    title: String,
    given: String,
    family: String,
}

/// The interviews of a person, after a cursor; journalled.
///
/// # Errors
/// [`crate::Error::NotFound`] when the person is hidden; [`crate::Error::Forbidden`] when the social part is closed to
/// the actor.
pub async fn of_person(ctx: &Ctx, person: PersonId, after: Option<Cursor>) -> Result<InterviewsView> {
    let db = ctx.reader();
    let facts = ties(ctx, &db, person).await?.facts;
    let reason = ctx.permit(Action::ReadSocial, &Resource::Person(facts.clone()))?;
    let person = people::read(ctx, &db, facts.id.into()).await?;
    saw(ctx, "interview.list", ("person", person.id.uuid()), person.id, &reason);
    let lines = lines(ctx, &db, person.id, after).await?;
    let page = Page::from_rows(lines, PAGE, |it| Cursor { key: it.at.as_microsecond(), id: it.id.uuid() });
    let entry = own(&facts, Compartment::Social, None);
    let may_write = ctx.may(Action::WriteEntry, &Resource::Entry(entry));
    Ok(InterviewsView { person, reason, page, may_write })
}

async fn lines<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    after: Option<Cursor>,
) -> Result<Vec<InterviewLine>> {
    let mut values: Vec<Value> = vec![ctx.territory().into(), person.uuid().into()];
    let mut more = "";
    if let Some(cursor) = after {
        more = "AND (i.at, i.id) < (?, ?) ";
        values.extend([cursor.key.into(), cursor.id.into()]);
    }
    let text = format!(
        "SELECT i.id, i.at, i.status, e.body, r.profession, p.title, p.given, p.family FROM interview i \
         JOIN entry e ON e.territory_id = i.territory_id AND e.id = i.entry_id \
         JOIN practitioner_role r ON r.territory_id = i.territory_id AND r.id = i.role_id \
         JOIN practitioner p ON p.territory_id = i.territory_id AND p.id = i.practitioner_id \
         WHERE i.territory_id = ? AND i.person_id = ? {more}ORDER BY i.at DESC, i.id DESC LIMIT {}",
        PAGE + 1
    );
    let rows = LineRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    rows.into_iter()
        .map(|row| {
            Ok(InterviewLine {
                id: row.id.into(),
                at: from_micros(row.at),
                status: decode(&row.status)?,
                shared: serde_json::from_str(&row.body)?,
                author: display_name(&row.title, &row.given, &row.family),
                profession: decode(&row.profession)?,
            })
        })
        .collect()
}
