//! The tables of interviews, and the way from them and from the record to what the actor may know.

use jiff::Timestamp;
use kernel::clock::from_micros;
use policy::{Action, Compartment, EntryFacts, PersonFacts, Profession, Resource};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::content::{Shared, Status};
use super::entry::Private;
use crate::directory::{decode, display_name};
use crate::people;
use crate::rows::row;
use crate::sql::sql;
use crate::support::own;
use crate::{Ctx, Error, InterviewId, PersonId, PractitionerId, Result};

row! {
    interview = "interview" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        practitioner_id: Uuid,
        role_id: Uuid,
        status: String,
        at: i64,
        // The entry that whoever reads the social part reads.
        entry_id: Uuid,
        // The entry that is its author's alone.
        private_id: Option<Uuid>,
        // The copy for doctors, while it is shared.
        copy_id: Option<Uuid>,
        // How many changes it has seen.
        version: i64,
    }
}

/// What a copy for doctors says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Snapshot {
    /// When the interview took place.
    pub(super) at: Timestamp,
    pub(super) shared: Shared,
    /// The private part, where its author chose to give it along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) private: Option<String>,
}

/// A copy for doctors that stands.
#[derive(Debug, Clone)]
pub(super) struct Copied {
    pub(super) id: Uuid,
    /// When it was made.
    pub(super) at: Timestamp,
    pub(super) says: Snapshot,
    /// The actor is one of those for whom it was made.
    pub(super) for_me: bool,
}

/// An interview, as far as the actor can have to do with it: the private part is read by its author alone.
#[derive(Debug, Clone)]
pub(super) struct Interview {
    pub(super) id: InterviewId,
    pub(super) person: PersonId,
    pub(super) status: Status,
    pub(super) at: Timestamp,
    pub(super) recorded_at: Timestamp,
    pub(super) author: String,
    pub(super) profession: Profession,
    pub(super) mine: bool,
    pub(super) shared: Shared,
    pub(super) private: Option<String>,
    pub(super) copy: Option<Copied>,
    pub(super) version: i64,
}

impl Interview {
    /// The shared part, for the policy.
    pub(super) fn facts(&self, person: &PersonFacts) -> EntryFacts {
        EntryFacts { mine: self.mine, ..own(person, Compartment::Social, None) }
    }

    /// The copy for doctors, for the policy; absent while there is none.
    pub(super) fn copy_facts(&self, person: &PersonFacts) -> Option<EntryFacts> {
        let copy = self.copy.as_ref()?;
        let named = self.mine || copy.for_me;
        Some(EntryFacts { mine: self.mine, ..own(person, Compartment::Coordination, Some(named)) })
    }
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
    person_id: Uuid,
    practitioner_id: Uuid,
    status: String,
    at: i64,
    version: i64,
    body: String,
    recorded_at: i64,
    profession: String,
    title: String,
    given: String,
    family: String,
    private_body: Option<String>,
    copy_id: Option<Uuid>,
    copy_body: Option<String>,
    copied_at: Option<i64>,
    named: Option<Uuid>,
}

/// Its values: the actor twice, the territory, the interview. Only the author's own reading joins the private entry.
const FIND: &str = "SELECT i.id, i.person_id, i.practitioner_id, i.status, i.at, i.version, s.body, s.recorded_at, \
     r.profession, p.title, p.given, p.family, m.body AS private_body, c.id AS copy_id, c.body AS copy_body, \
     c.recorded_at AS copied_at, n.practitioner_id AS named FROM interview i \
     JOIN entry s ON s.territory_id = i.territory_id AND s.id = i.entry_id \
     JOIN practitioner_role r ON r.territory_id = i.territory_id AND r.id = i.role_id \
     JOIN practitioner p ON p.territory_id = i.territory_id AND p.id = i.practitioner_id \
     LEFT JOIN entry m ON m.territory_id = i.territory_id AND m.id = i.private_id AND i.practitioner_id = ? \
     LEFT JOIN entry c ON c.territory_id = i.territory_id AND c.id = i.copy_id AND c.withdrawn_at IS NULL \
     LEFT JOIN entry_reader n ON n.territory_id = c.territory_id AND n.entry_id = c.id AND n.practitioner_id = ? \
     WHERE i.territory_id = ? AND i.id = ?";

/// One interview. One statement.
pub(super) async fn find<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: InterviewId,
) -> Result<Option<Interview>> {
    let me = ctx.actor().professional()?.practitioner();
    let values = vec![me.uuid().into(), me.uuid().into(), ctx.territory().into(), id.uuid().into()];
    let found = Found::find_by_statement(sql(db, FIND, values)).one(db).await?;
    found.map(|row| read(row, me)).transpose()
}

fn read(row: Found, me: PractitionerId) -> Result<Interview> {
    let private: Option<Private> = row.private_body.as_deref().map(serde_json::from_str).transpose()?;
    let says: Option<Snapshot> = row.copy_body.as_deref().map(serde_json::from_str).transpose()?;
    let copy = row.copy_id.zip(row.copied_at).zip(says).map(|((id, at), says)| Copied {
        id,
        at: from_micros(at),
        says,
        for_me: row.named.is_some(),
    });
    Ok(Interview {
        id: row.id.into(),
        person: row.person_id.into(),
        status: decode(&row.status)?,
        at: from_micros(row.at),
        recorded_at: from_micros(row.recorded_at),
        author: display_name(&row.title, &row.given, &row.family),
        profession: decode(&row.profession)?,
        mine: row.practitioner_id == me.uuid(),
        shared: serde_json::from_str(&row.body)?,
        private: private.map(|it| it.text),
        copy,
        version: row.version,
    })
}

/// How the actor stands to the person of an interview. One that is absent takes the same statements as one that is hidden.
pub(super) async fn standing<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    found: Option<Interview>,
) -> Result<(Interview, PersonFacts)> {
    let person = found.as_ref().map_or(Uuid::nil().into(), |it| it.person);
    let facts = people::person_facts(ctx, db, person).await;
    let interview = found.ok_or(Error::NotFound)?;
    Ok((interview, facts?))
}

/// One interview, held until the act ends, with its row. Absent and hidden take the same statements.
pub(super) async fn hold(
    ctx: &Ctx,
    tx: &Tx,
    id: InterviewId,
) -> Result<(interview::Model, Interview, PersonFacts)> {
    let key = (ctx.territory(), id.uuid());
    let row = interview::Entity::find_by_id(key).lock_exclusive().one(tx).await?;
    let found = find(ctx, tx, id).await?;
    let (interview, person) = standing(ctx, tx, found).await?;
    seen(ctx, &interview, &person)?;
    Ok((row.ok_or(Error::NotFound)?, interview, person))
}

/// Whoever reads neither the interview nor a copy of it does not learn that there is one: for them there is none.
pub(super) fn seen(ctx: &Ctx, interview: &Interview, person: &PersonFacts) -> Result<()> {
    let whole = ctx.may(Action::ReadSocial, &Resource::Entry(interview.facts(person)));
    let copy = || {
        let copy = interview.copy_facts(person);
        copy.is_some_and(|copy| ctx.may(Action::ReadCoordination, &Resource::Entry(copy)))
    };
    if whole || copy() { Ok(()) } else { Err(Error::NotFound) }
}
