//! Those around a person as the house sees them, nobody asking: for what it tells them later, and for what must be no more open
//! than an entry kept for some.

use policy::{Action, PersonFacts, Principal, Resource};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::form::Audience;
use super::open::audience;
use super::readers::{Around, Reader, reads};
use crate::access::entries::entry;
use crate::directory::decode;
use crate::people::{self, Person, Shown};
use crate::sql::sql;
use crate::{Ctx, EntryId, Error, PersonId, PractitionerId, Result};

/// Somebody around a person, and what they see of their record.
#[derive(Debug, Clone)]
pub(crate) struct Insider {
    /// Who.
    pub(crate) reader: Reader,
    /// Which entries they read.
    pub(crate) shown: Shown,
}

/// Those around a person who read this entry and the somatic part today, its author too: for what the system tells them later.
pub(crate) async fn insiders<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: &Person,
    of: EntryId,
) -> Result<Vec<Insider>> {
    let found = entry::Entity::find_by_id((ctx.territory(), of.uuid())).one(db).await?;
    let row = found.ok_or(Error::NotFound)?;
    let compartment = decode(&row.compartment)?;
    let audience = with_author(ctx, db, &row).await?;
    let opposed = person.opposed_at.is_some();
    let bare =
        PersonFacts { id: person.id.uuid(), territory: ctx.territory(), opposed, ..PersonFacts::default() };
    let around = Around::load(ctx, db, &bare).await?;
    let policy = ctx.house().policy();
    let may = |principal: &Principal, action, resource: &Resource| {
        policy.decide(principal, action, resource).is_allow()
    };
    let sees = |(reader, principal, facts): &(Reader, Principal, PersonFacts)| {
        may(principal, Action::ReadSomatic, &Resource::Person(facts.clone()))
            && reads(ctx, (reader, principal, facts), compartment, &audience, row.shared_with_social)
    };
    let insider = |(reader, principal, facts): &(Reader, Principal, PersonFacts)| Insider {
        reader: reader.clone(),
        shown: Shown::asked(facts, |action, resource| may(principal, action, resource)),
    };
    Ok(around.0.iter().filter(|it| sees(it)).map(insider).collect())
}

#[derive(FromQueryResult)]
struct Author {
    practitioner_id: Uuid,
}

/// The audience of an entry, its author named among the named.
async fn with_author<C: ConnectionTrait>(ctx: &Ctx, db: &C, row: &entry::Model) -> Result<Audience> {
    let Audience::Named(mut named) = audience(ctx, db, row).await? else { return Ok(Audience::Compartment) };
    let text = "SELECT practitioner_id FROM practitioner_role WHERE territory_id = ? AND id = ?";
    let statement = sql(db, text, vec![ctx.territory().into(), row.role_id.into()]);
    let author = Author::find_by_statement(statement).one(db).await?;
    named.extend(author.map(|it| PractitionerId::from(it.practitioner_id)));
    Ok(Audience::Named(named))
}

/// For whom something is that must be no more open than an entry kept for some: its author and those whom it names, as far as
/// they read that part today, the actor left out.
pub(crate) async fn kept_alike<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    as_entry: EntryId,
) -> Result<Audience> {
    let found = entry::Entity::find_by_id((ctx.territory(), as_entry.uuid())).one(db).await?;
    let row = found.ok_or(Error::NotFound)?;
    let Audience::Named(named) = with_author(ctx, db, &row).await? else { return Ok(Audience::Compartment) };
    let compartment = decode(&row.compartment)?;
    let ties = people::ties(ctx, db, person).await?;
    let around = Around::load(ctx, db, &ties.facts).await?;
    let me = ctx.actor().professional()?.practitioner();
    let still = named.into_iter().filter(|it| *it != me && !around.shut_out(ctx, compartment, &[*it].into()));
    Ok(Audience::Named(still.collect()))
}
