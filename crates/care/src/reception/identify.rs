//! Saying who came: a person whom the actor sees, or one who becomes a person of the house by it.

use policy::{Action, PersonFacts, Resource};
use store::Tx;

use super::book::Who;
use super::desk::line;
use super::facts::{Fact, FactKind};
use super::hold::Held;
use super::rows;
use super::view::{ArrivalView, open};
use crate::access::entries::{self, NewEntry};
use crate::people::{self, NewPerson};
use crate::{ArrivalId, Ctx, Error, PersonId, Result};

/// Opens an arrival of nobody in particular, to say whose it was; journalled as a reading.
///
/// # Errors
/// [`Error::NotFound`] when it is of another book; [`Error::Forbidden`] for whoever finds nobody;
/// [`Error::Conflict`] when it was said before.
pub async fn desk_of(ctx: &Ctx, id: ArrivalId) -> Result<ArrivalView> {
    let view = open(ctx, id).await?;
    ctx.permit(Action::FindPerson, &Resource::Territory(ctx.territory()))?;
    let said = view.history.iter().find(|it| it.kind.identifies());
    match said {
        Some(said) => Err(Error::Conflict(crate::Conflict {
            key: "conflict-arrival-identified",
            who: Some(said.by.clone()),
            at: Some(said.recorded_at),
        })),
        None if view.who != Who::Nobody => Err(Error::Bug("somebody whom nobody named".to_owned())),
        None => Ok(view),
    }
}

/// Says that it was a person whom the actor sees, and leaves a line in their record. Said twice by the same, it is said
/// once.
///
/// # Errors
/// [`Error::NotFound`] when the arrival is of another book, or the person hidden; [`Error::Forbidden`] for whoever does not
/// write in their coordination; [`Error::Conflict`] when it was said before.
pub async fn recognise(ctx: &Ctx, id: ArrivalId, person: PersonId) -> Result<PersonId> {
    ctx.write(move |ctx, tx| async move {
        let mut held = Held::begin(&ctx, &tx, id).await?;
        let facts = people::person_facts(&ctx, &tx, person).await?;
        let person = PersonId::from(facts.id);
        if already(&ctx, &held, person, FactKind::Recognition)? {
            return Ok(person);
        }
        ctx.permit(Action::ReadIdentity, &Resource::Person(facts.clone()))?;
        people::hold(&tx, &ctx, person).await?;
        link(&ctx, &tx, &mut held, &facts, &Fact::Recognition).await?;
        held.finish(&ctx, &tx, "arrival.recognised").await?;
        Ok(person)
    })
    .await
}

/// Creates a person under the identifier that was minted with the form, and says that it was them: one act. Sent twice,
/// one person is created.
///
/// # Errors
/// As [`recognise`], and as [`people::create_once`].
pub async fn become_person(ctx: &Ctx, id: ArrivalId, person: PersonId, new: NewPerson) -> Result<PersonId> {
    ctx.write(move |ctx, tx| async move {
        let mut held = Held::begin(&ctx, &tx, id).await?;
        if already(&ctx, &held, person, FactKind::Creation)? {
            return Ok(person);
        }
        people::create_within(&ctx, &tx, person, &new).await?;
        let facts = people::person_facts(&ctx, &tx, person).await?;
        link(&ctx, &tx, &mut held, &facts, &Fact::Creation).await?;
        held.finish(&ctx, &tx, "arrival.became_person").await?;
        Ok(person)
    })
    .await
}

/// Whether the actor said the very same before.
fn already(ctx: &Ctx, held: &Held, person: PersonId, kind: FactKind) -> Result<bool> {
    let me = ctx.actor().professional()?.practitioner();
    let said = held.arrival.facts.iter().any(|it| it.fact.kind() == kind && it.practitioner == me);
    Ok(said && held.arrival.person == Some(person))
}

/// The arrival is theirs from now on: what they were called goes, a line stands in their record on the day they came.
async fn link(ctx: &Ctx, tx: &Tx, held: &mut Held, person: &PersonFacts, fact: &Fact) -> Result<()> {
    ctx.permit(Action::WriteEntry, &line(person))?;
    held.happened(ctx, tx, fact, ctx.now()).await?;
    rows::forget_call(ctx, tx, held.arrival.id).await?;
    held.row.person_id = Some(person.id);
    held.arrival.person = Some(person.id.into());
    let entry = NewEntry {
        person: person.id.into(),
        compartment: policy::Compartment::Coordination,
        at: kernel::clock::from_micros(held.row.at),
        kind: "arrival",
        object: ("arrival", held.row.id),
    };
    held.row.entry_id = Some(entries::add_as(ctx, tx, entry).await?);
    Ok(())
}
