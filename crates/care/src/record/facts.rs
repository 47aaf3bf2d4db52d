//! The clinical facts of a record that the actor may read, all of them, for another program.

use std::collections::HashMap;

use kernel::clock::from_micros;
use policy::{Action, Compartment, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::content::Content;
use super::sort::Sort;
use super::source::{SOURCE, Source, SourceRow};
use super::status::Status;
use super::told::Told;
use crate::assessments;
use crate::attachments::{self, Attachment};
use crate::directory::{decode, display_name};
use crate::people::{self, Person, Shown, ties};
use crate::sql::{marks, sql};
use crate::{AttachmentId, Ctx, EntryId, Error, PersonId, PractitionerId, Result, Seen};

/// A clinical fact.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Identifier of its entry.
    pub id: EntryId,
    /// Where it stands.
    pub compartment: Compartment,
    /// When it happened or began.
    pub at: Told,
    /// Until when it lasted.
    pub until: Option<Told>,
    /// What it says.
    pub content: Content,
    /// Who wrote it.
    pub author: String,
    /// When they wrote it.
    pub recorded_at: jiff::Timestamp,
    /// Kept for its author and the readers it names.
    pub restricted: bool,
    /// Opened to the social members of the team.
    pub shared_with_social: bool,
    /// Where it stands.
    pub status: Status,
    /// It was changed since it was written.
    pub changed: bool,
    /// What its source said, for what was taken from a file.
    pub source: Option<Source>,
    /// The documents joined to it.
    pub documents: Vec<Attachment>,
}

impl Fact {
    /// The files that leave with it: those of a document, and those that answer a question.
    pub fn leaving(&self) -> impl Iterator<Item = &Attachment> {
        let sort = self.content.sort();
        let answers = match &self.content {
            Content::Assessment(assessed) => assessed.response.to_string(),
            _ => String::new(),
        };
        let leaves = move |it: &&Attachment| {
            sort == Sort::Document || answers.contains(&assessments::address_of(it.id))
        };
        self.documents.iter().filter(leaves)
    }
}

/// The clinical facts of a person.
#[derive(Debug, Clone)]
pub struct ClinicalFacts {
    /// About whom.
    pub person: Person,
    /// The facts, latest first.
    pub facts: Vec<Fact>,
}

impl ClinicalFacts {
    /// The bytes of a file that leaves with one of these facts, whose reading stands in the journal with theirs.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is none of theirs, or was taken back since.
    pub async fn file(&self, ctx: &Ctx, id: AttachmentId) -> Result<Vec<u8>> {
        if self.facts.iter().flat_map(Fact::leaving).all(|it| it.id != id) {
            return Err(Error::NotFound);
        }
        attachments::stored(ctx, id.uuid()).await
    }
}

/// The clinical facts that the actor may read, and the files that leave with them; journalled with its ground.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when no part of the record in which clinical facts
/// stand is open to the actor.
pub async fn facts(ctx: &Ctx, person: PersonId) -> Result<ClinicalFacts> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, person).await?;
    let reason = ctx.permit(Action::ReadIdentity, &Resource::Person(ties.facts.clone()))?;
    let shown = Shown::of(ctx, &ties.facts);
    if !opens_clinical(&shown) {
        return Err(Error::Forbidden);
    }
    let person = people::read(ctx, &db, ties.facts.id.into()).await?;
    ctx.saw(Seen {
        action: "entry.exported",
        kind: "person",
        object: Some(person.id.uuid()),
        persons: vec![person.id.uuid()],
        ground: reason.policy.to_string(),
    });
    let mut facts = of_sorts(ctx, &db, person.id, &shown, &Sort::LEAVING).await?;
    let ids: Vec<Uuid> = facts.iter().map(|fact| fact.id.uuid()).collect();
    let mut documents: HashMap<Uuid, Vec<Attachment>> = HashMap::new();
    for (entry, document) in attachments::of_all(&db, ctx, &ids).await? {
        documents.entry(entry).or_default().push(document);
    }
    for fact in &mut facts {
        fact.documents = documents.remove(&fact.id.uuid()).unwrap_or_default();
    }
    for document in facts.iter().flat_map(Fact::leaving) {
        attachments::saw(ctx, document.id, person.id, &reason);
    }
    Ok(ClinicalFacts { person, facts })
}

/// Whether clinical facts of a person are open to somebody of whom this is `shown`, were there any. It depends on nothing
/// that stands in the record.
pub(crate) fn opens_clinical(shown: &Shown) -> bool {
    [Compartment::Somatic, Compartment::Psychiatric].into_iter().any(|it| shown.shows_some_of(it))
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    compartment: String,
    at: i64,
    until_at: Option<i64>,
    recorded_at: i64,
    body: String,
    restricted: bool,
    shared_with_social: bool,
    withdrawn_at: Option<i64>,
    changes: i64,
    title: String,
    given: String,
    family: String,
    #[sea_orm(nested)]
    source: SourceRow,
}

/// Every fact of these sorts that the actor may read about the person, latest first, without what is joined to it. One
/// statement.
pub(crate) async fn of_sorts<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    shown: &Shown,
    sorts: &[Sort],
) -> Result<Vec<Fact>> {
    of_sorts_for(ctx, db, person, ctx.actor().professional()?.practitioner(), shown, sorts).await
}

/// The same of what somebody else may read.
pub(crate) async fn of_sorts_for<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    reader: PractitionerId,
    shown: &Shown,
    sorts: &[Sort],
) -> Result<Vec<Fact>> {
    selected(ctx, db, person, sorts, shown.sql(Some(reader.uuid()))).await
}

/// What lasts of one sort, to the person themselves: all but what somebody kept for named readers. The latest first. One statement.
pub(crate) async fn running_to_the_person<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    sort: Sort,
) -> Result<Vec<Fact>> {
    let open = ("e.restricted = FALSE".to_owned(), Vec::new());
    let mut facts = selected(ctx, db, person, &[sort], open).await?;
    facts.retain(|fact| fact.status == Status::Holds);
    Ok(facts)
}

async fn selected<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    sorts: &[Sort],
    (condition, conditions): (String, Vec<Value>),
) -> Result<Vec<Fact>> {
    let text = format!(
        "SELECT e.id, e.compartment, e.at, e.until_at, e.recorded_at, e.body, e.restricted, e.shared_with_social, \
         e.withdrawn_at, e.changes, p.title, p.given, p.family, {SOURCE} FROM entry e \
         JOIN practitioner_role r ON r.territory_id = e.territory_id AND r.id = e.role_id \
         JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
         LEFT JOIN entry_source s ON s.territory_id = e.territory_id AND s.entry_id = e.id \
         WHERE e.territory_id = ? AND e.person_id = ? AND e.object_kind = 'entry' AND e.kind IN ({}) AND {condition} \
         ORDER BY e.at DESC, e.id DESC",
        marks(sorts.len())
    );
    let mut values = vec![ctx.territory().into(), person.uuid().into()];
    values.extend(sorts.iter().map(|sort| sort.code().into()));
    values.extend(conditions);
    let rows = Row::find_by_statement(sql(db, &text, values)).all(db).await?;
    rows.into_iter().map(|row| fact(ctx, row)).collect()
}

fn fact(ctx: &Ctx, row: Row) -> Result<Fact> {
    let content: Content = serde_json::from_str(&row.body)?;
    let (at, until) = (from_micros(row.at), row.until_at.map(from_micros));
    let (begin, end) = row.source.told(at, until)?;
    Ok(Fact {
        id: row.id.into(),
        compartment: decode(&row.compartment)?,
        at: begin,
        until: end,
        author: display_name(&row.title, &row.given, &row.family),
        recorded_at: from_micros(row.recorded_at),
        restricted: row.restricted,
        shared_with_social: row.shared_with_social,
        status: Status::of(content.sort(), until, row.withdrawn_at.is_some(), ctx.now()),
        changed: row.changes > 0,
        source: row.source.source(&row.body, row.at, row.until_at),
        content,
        documents: Vec::new(),
    })
}
