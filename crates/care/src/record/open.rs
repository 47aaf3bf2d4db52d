//! Opening one entry: what it says, who wrote it, who can read it, what became of it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kernel::clock::from_micros;
use policy::{Action, Compartment, EntryFacts, PersonFacts, Profession, Reason, Resource};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use super::change::{self, Change};
use super::content::Content;
use super::desk::writable;
use super::evidence;
use super::form::Audience;
use super::readers::{Around, Reader};
use super::rows::entry_reader;
use super::sort::Sort;
use super::source::{SOURCE, Source, SourceRow};
use super::status::{Becoming, Status};
use super::told::Told;
use crate::access::entries::entry;
use crate::assessments;
use crate::attachments::{self, Attachment};
use crate::directory::{decode, display_name};
use crate::people::{self, MemberKind, Person};
use crate::sql::sql;
use crate::{Ctx, EntryId, Error, PersonId, PractitionerId, Result, Seen};

/// An entry as it is read.
#[derive(Debug, Clone)]
pub struct EntryView {
    /// Identifier.
    pub id: EntryId,
    /// About whom.
    pub person: Person,
    /// Where it stands.
    pub compartment: Compartment,
    /// When it happened or began.
    pub at: Timestamp,
    /// Until when it lasted; absent while it lasts.
    pub until: Option<Timestamp>,
    /// Both, as exactly as they are known.
    pub told: (Told, Option<Told>),
    /// What its source said, for what was taken from a file.
    pub source: Option<Source>,
    /// When it was written.
    pub recorded_at: Timestamp,
    /// What it says.
    pub content: Content,
    /// Who wrote it.
    pub author: String,
    /// Their profession then.
    pub profession: Profession,
    /// The actor wrote it.
    pub mine: bool,
    /// Opened to the social members of the team.
    pub shared_with_social: bool,
    /// For whom.
    pub audience: Audience,
    /// Where it stands.
    pub status: Status,
    /// What became of it, latest first.
    pub changes: Vec<Change>,
    /// How many changes it has seen: what a correction builds on.
    pub version: i64,
    /// Who can read it, beside its author; absent where the actor may not know who is around the person.
    pub readers: Option<Vec<Reader>>,
    /// Why the actor reads it.
    pub reason: Reason,
    /// Whether the actor may end what lasts.
    pub may_end: bool,
    /// The documents joined to it.
    pub documents: Vec<Attachment>,
    /// Whether the actor may join one.
    pub may_join: bool,
    /// Where its author may put it, while they correct it.
    pub places: Vec<super::Place>,
    /// Whom its author may name.
    pub members: Vec<(PractitionerId, String, MemberKind)>,
}

/// An entry and how the actor stands to it.
pub(super) struct Held {
    pub(super) row: entry::Model,
    pub(super) facts: EntryFacts,
    pub(super) content: Content,
}

impl Held {
    /// Where it stands now.
    pub(super) fn status(&self, ctx: &Ctx) -> Status {
        let until = self.row.until_at.map(from_micros);
        Status::of(self.content.sort(), until, self.row.withdrawn_at.is_some(), ctx.now())
    }
}

#[derive(FromQueryResult)]
struct AuthorRow {
    practitioner_id: Uuid,
    title: String,
    given: String,
    family: String,
    profession: String,
    named: Option<Uuid>,
    #[sea_orm(nested)]
    source: SourceRow,
}

struct Author {
    practitioner: PractitionerId,
    name: String,
    profession: Profession,
    named: bool,
    source: SourceRow,
}

/// Who wrote an entry, what its source said, and whether the actor is among its named readers. One statement.
async fn author<C: ConnectionTrait>(ctx: &Ctx, db: &C, row: &entry::Model) -> Result<Author> {
    let me = ctx.actor().professional()?.practitioner().uuid();
    let text = format!(
        "SELECT r.practitioner_id, p.title, p.given, p.family, r.profession, n.practitioner_id AS named, {SOURCE} \
         FROM practitioner_role r JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
         LEFT JOIN entry_reader n ON n.territory_id = r.territory_id AND n.entry_id = ? AND n.practitioner_id = ? \
         LEFT JOIN entry_source s ON s.territory_id = r.territory_id AND s.entry_id = ? \
         WHERE r.territory_id = ? AND r.id = ?"
    );
    let values = vec![row.id.into(), me.into(), row.id.into(), ctx.territory().into(), row.role_id.into()];
    let statement = sql(db, &text, values);
    let found = AuthorRow::find_by_statement(statement).one(db).await?.ok_or(Error::NotFound)?;
    Ok(Author {
        practitioner: found.practitioner_id.into(),
        name: display_name(&found.title, &found.given, &found.family),
        profession: decode(&found.profession)?,
        named: found.named.is_some(),
        source: found.source,
    })
}

/// A row that nobody has: looked for so that absent and hidden take the same statements.
fn nothing() -> entry::Model {
    entry::Model {
        territory_id: Uuid::nil(),
        id: Uuid::nil(),
        person_id: Uuid::nil(),
        compartment: String::new(),
        shared_with_social: false,
        restricted: false,
        at: 0,
        recorded_at: 0,
        role_id: Uuid::nil(),
        kind: String::new(),
        object_kind: String::new(),
        object_id: Uuid::nil(),
        body: String::new(),
        until_at: None,
        withdrawn_at: None,
        changes: 0,
    }
}

/// How the actor stands to an entry. One that is absent, or that nobody wrote by hand, takes the same statements as
/// one that is hidden.
async fn standing<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    found: Option<entry::Model>,
) -> Result<(Held, Author)> {
    let written = found.filter(|row| row.object_kind == "entry");
    let row = written.clone().unwrap_or_else(nothing);
    let person = people::person_facts(ctx, db, row.person_id.into()).await;
    let author = author(ctx, db, &row).await;
    let (Some(row), person, author) = (written, person?, author?) else { return Err(Error::NotFound) };
    let mine = ctx.actor().professional()?.practitioner() == author.practitioner;
    let facts = EntryFacts {
        id: row.id,
        person,
        compartment: decode(&row.compartment)?,
        mine,
        restricted_to_me: row.restricted.then_some(mine || author.named),
        shared_with_social: row.shared_with_social,
    };
    let content = serde_json::from_str(&row.body)?;
    Ok((Held { row, facts, content }, author))
}

/// An entry that the actor may read, without the words of a page.
pub(super) async fn find<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: EntryId) -> Result<Held> {
    let found = entry::Entity::find_by_id((ctx.territory(), id.uuid())).one(db).await?;
    let (held, _) = standing(ctx, db, found).await?;
    let compartment = held.facts.compartment;
    ctx.permit(Action::reading(compartment), &Resource::Entry(held.facts.clone()))?;
    Ok(held)
}

/// Whether there is such an entry, and the actor may read it.
pub(crate) async fn exists(ctx: &Ctx, id: EntryId) -> Result<()> {
    find(ctx, &ctx.reader(), id).await.map(|_| ())
}

/// As [`open`], locked for an act, which asks the policy for more than reading.
pub(super) async fn hold(ctx: &Ctx, tx: &store::Tx, id: EntryId) -> Result<Held> {
    use sea_orm::QuerySelect as _;
    let key = (ctx.territory(), id.uuid());
    let found = entry::Entity::find_by_id(key).lock_exclusive().one(tx).await?;
    let (held, _) = standing(ctx, tx, found).await?;
    let compartment = held.facts.compartment;
    ctx.permit(Action::reading(compartment), &Resource::Entry(held.facts.clone()))?;
    Ok(held)
}

/// Opens an entry; journalled with its ground.
///
/// # Errors
/// [`Error::NotFound`] when there is no such entry and when it is hidden from the actor.
pub async fn open(ctx: &Ctx, id: EntryId) -> Result<EntryView> {
    view(ctx, id, false).await
}

/// Opens an entry for its author to correct, with the places in which it could stand.
///
/// # Errors
/// As [`open`]; [`Error::Forbidden`] for anybody but its author.
pub async fn to_correct(ctx: &Ctx, id: EntryId) -> Result<EntryView> {
    view(ctx, id, true).await
}

async fn view(ctx: &Ctx, id: EntryId, correcting: bool) -> Result<EntryView> {
    let db = ctx.reader();
    let found = entry::Entity::find_by_id((ctx.territory(), id.uuid())).one(&db).await?;
    let (held, author) = standing(ctx, &db, found).await?;
    let resource = Resource::Entry(held.facts.clone());
    let reason = ctx.permit(Action::reading(held.facts.compartment), &resource)?;
    if correcting {
        ctx.permit(Action::WriteEntry, &resource)?;
        if !held.content.sort().is_typed() {
            return Err(Error::conflict("conflict-entry-not-typed"));
        }
    }
    if let Content::Assessment(filled) = &held.content {
        // What was asked is told beside what was answered.
        assessments::shelved(ctx, &filled.questionnaire).await?;
    }
    let person_facts = held.facts.person.clone();
    ctx.saw(Seen {
        action: "entry.read",
        kind: "entry",
        object: Some(id.uuid()),
        persons: vec![person_facts.id],
        ground: reason.policy.to_string(),
    });
    let person = people::read(ctx, &db, PersonId::from(person_facts.id)).await?;
    let audience = audience(ctx, &db, &held.row).await?;
    let around = Around::load(ctx, &db, &person_facts).await?;
    let compartment = held.facts.compartment;
    // Who is around the person stands in coordination, which may be closed to an author who keeps their own entry.
    let knows = ctx.may(Action::ReadCoordination, &Resource::Person(person_facts.clone()));
    let mut changes = change::of(ctx, &db, id).await?;
    changes.retain(|it| change::shown(ctx, &held.facts, it));
    let readers = knows.then(|| {
        around.readers(ctx, compartment, &audience, held.row.shared_with_social, author.practitioner)
    });
    let me = ctx.actor().professional()?.practitioner();
    let (at, until) = (from_micros(held.row.at), held.row.until_at.map(from_micros));
    Ok(EntryView {
        id,
        person,
        compartment,
        at,
        until,
        told: author.source.told(at, until)?,
        source: author.source.source(&held.row.body, held.row.at, held.row.until_at),
        recorded_at: from_micros(held.row.recorded_at),
        author: author.name,
        profession: author.profession,
        mine: held.facts.mine,
        shared_with_social: held.row.shared_with_social,
        audience,
        status: held.status(ctx),
        changes,
        version: held.row.changes,
        readers,
        reason,
        may_end: may_end(ctx, &held),
        documents: attachments::of(&db, ctx, id.uuid()).await?,
        may_join: evidence::joins(ctx, &held),
        places: if correcting {
            around.places(ctx, &person_facts, held.content.sort(), me)
        } else {
            Vec::new()
        },
        members: if correcting && knows { around.members(me) } else { Vec::new() },
        content: held.content,
    })
}

/// Whoever may write a fact of this sort in its compartment may say that it is over.
pub(super) fn may_end(ctx: &Ctx, held: &Held) -> bool {
    let open = held.status(ctx).after(Becoming::Ending).is_some();
    open && writes_there(ctx, &held.facts.person, held.content.sort(), held.facts.compartment)
}

fn writes_there(ctx: &Ctx, person: &PersonFacts, sort: Sort, compartment: Compartment) -> bool {
    writable(ctx, person, sort).iter().any(|(place, _)| *place == compartment)
}

/// For whom an entry is kept.
pub(super) async fn audience<C: ConnectionTrait>(ctx: &Ctx, db: &C, row: &entry::Model) -> Result<Audience> {
    if !row.restricted {
        return Ok(Audience::Compartment);
    }
    let named = entry_reader::Entity::find()
        .filter(entry_reader::Column::TerritoryId.eq(ctx.territory()))
        .filter(entry_reader::Column::EntryId.eq(row.id))
        .all(db)
        .await?;
    let named: BTreeSet<PractitionerId> = named.into_iter().map(|it| it.practitioner_id.into()).collect();
    Ok(Audience::Named(named))
}
