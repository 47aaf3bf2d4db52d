//! What somebody about to write needs: where they may, and who would read it there.

use policy::{Action, Compartment, EntryFacts, PersonFacts, Resource};
use uuid::Uuid;

use super::form::Audience;
use super::readers::{Around, Reader};
use super::sort::Sort;
use crate::people::{self, MemberKind, Person, ties};
use crate::{Ctx, EntryId, Error, PersonId, PractitionerId, Result};

/// A place in which an entry can be written, and who would read it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The compartment.
    pub compartment: Compartment,
    /// Who reads an entry of it, beside its author.
    pub readers: Vec<Reader>,
    /// Who would read it in addition, were it opened to the social members of the team.
    pub shared: Vec<Reader>,
}

/// What somebody about to write needs to know.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Who they write about.
    pub person: Person,
    /// Under which identifier the entry will be kept: a form sent twice writes once.
    pub id: EntryId,
    /// The sorts that they may write.
    pub sorts: Vec<Sort>,
    /// Where they may write this sort, and who reads it there.
    pub places: Vec<Place>,
    /// Members of the team who can be named as readers.
    pub members: Vec<(PractitionerId, String, MemberKind)>,
    /// The latest date that makes sense: today.
    pub today: jiff::civil::Date,
}

/// Opens the page on which an entry of this sort is written; journalled as a reading of the person.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when the actor may write this sort nowhere.
pub async fn desk(ctx: &Ctx, person: PersonId, sort: Sort) -> Result<Desk> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, person).await?;
    let places = writable(ctx, &ties.facts, sort);
    let Some((_, reason)) = places.first() else {
        return Err(refused(ctx, ties.facts, sort));
    };
    let person = people::read(ctx, &db, ties.facts.id.into()).await?;
    people::saw(ctx, person.id, reason);
    let around = Around::load(ctx, &db, &ties.facts).await?;
    let me = ctx.actor().professional()?.practitioner();
    Ok(Desk {
        person,
        id: ctx.new_id(),
        sorts: sorts(ctx, &ties.facts),
        places: around.places(ctx, &ties.facts, sort, me),
        // Who is around the person stands in coordination, which an objection closes even to who may write.
        members: if ctx.may(Action::ReadCoordination, &Resource::Person(ties.facts.clone())) {
            around.members(me)
        } else {
            Vec::new()
        },
        today: people::today(ctx),
    })
}

/// Whether the actor may write this sort somewhere, before anything of theirs is kept beside the person.
///
/// # Errors
/// As [`desk`].
pub async fn may_write(ctx: &Ctx, person: PersonId, sort: Sort) -> Result<()> {
    let ties = ties(ctx, &ctx.reader(), person).await?;
    permit_writing(ctx, &ties.facts, sort).map(|_| ())
}

/// Lets the actor write this sort somewhere, or says why they may not.
pub(crate) fn permit_writing(ctx: &Ctx, person: &PersonFacts, sort: Sort) -> Result<policy::Reason> {
    let first = writable(ctx, person, sort).into_iter().next();
    first.map(|(_, reason)| reason).ok_or_else(|| refused(ctx, person.clone(), sort))
}

/// Whether the actor may write anything about this person.
pub(crate) fn writes_somewhere(ctx: &Ctx, person: &PersonFacts) -> bool {
    !writable(ctx, person, Sort::Note).is_empty()
}

/// Whether the actor may write clinical facts about this person.
pub(crate) fn writes_clinical(ctx: &Ctx, person: &PersonFacts) -> bool {
    !writable(ctx, person, Sort::Problem).is_empty()
}

/// Why the actor may write nowhere.
fn refused(ctx: &Ctx, person: PersonFacts, sort: Sort) -> Error {
    let entry = facts(EntryId::from(Uuid::nil()), person, sort.compartments()[0], None, false);
    match ctx.permit(Action::WriteEntry, &Resource::Entry(entry)) {
        Err(error) => error,
        Ok(_) => Error::Forbidden,
    }
}

/// The compartments in which the actor may write this sort, with the rule that lets them.
pub(super) fn writable(ctx: &Ctx, person: &PersonFacts, sort: Sort) -> Vec<(Compartment, policy::Reason)> {
    let place = |compartment: &Compartment| {
        let entry = facts(EntryId::from(Uuid::nil()), person.clone(), *compartment, None, false);
        Some((*compartment, ctx.permit(Action::WriteEntry, &Resource::Entry(entry)).ok()?))
    };
    sort.compartments().iter().filter_map(place).collect()
}

/// In which parts the actor may write this sort about this person.
pub(crate) fn writable_parts(ctx: &Ctx, person: &PersonFacts, sort: Sort) -> Vec<Compartment> {
    writable(ctx, person, sort).into_iter().map(|(compartment, _)| compartment).collect()
}

/// The sorts that the actor may write about this person, in the order in which they are offered.
fn sorts(ctx: &Ctx, person: &PersonFacts) -> Vec<Sort> {
    // A note may stand wherever anything may.
    let open: Vec<_> =
        writable(ctx, person, Sort::Note).into_iter().map(|(compartment, _)| compartment).collect();
    let stands = |sort: &Sort| sort.compartments().iter().any(|it| open.contains(it));
    Sort::ALL.into_iter().filter(|sort| sort.is_typed() && stands(sort)).collect()
}

/// An entry of one's own, for the policy.
pub(super) fn facts(
    id: EntryId,
    person: PersonFacts,
    compartment: Compartment,
    restricted_to_me: Option<bool>,
    shared_with_social: bool,
) -> EntryFacts {
    EntryFacts { id: id.uuid(), person, compartment, mine: true, restricted_to_me, shared_with_social }
}

impl Around {
    /// The places in which the actor may write this sort, and who reads it there.
    pub(super) fn places(
        &self,
        ctx: &Ctx,
        person: &PersonFacts,
        sort: Sort,
        me: PractitionerId,
    ) -> Vec<Place> {
        let place = |compartment: Compartment| {
            let readers = self.readers(ctx, compartment, &Audience::Compartment, false, me);
            let mut shared = Vec::new();
            if matches!(compartment, Compartment::Somatic | Compartment::Psychiatric) {
                shared = self.readers(ctx, compartment, &Audience::Compartment, true, me);
                shared.retain(|reader| !readers.contains(reader));
            }
            Place { compartment, readers, shared }
        };
        writable(ctx, person, sort).into_iter().map(|(compartment, _)| place(compartment)).collect()
    }
}
