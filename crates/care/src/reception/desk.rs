//! Whose book it is: that of the structure in which the actor works, in the programme whose reception they keep.

use policy::{Action, ArrivalFacts, Compartment, EntryFacts, PersonFacts, ProgramRole, Reason, Resource};
use uuid::Uuid;

use crate::programs::{Program, ReceptionRules};
use crate::{Ctx, Error, OrganizationId, Result};

/// The reception that the actor keeps.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The programme.
    pub program: Program,
    /// The codes of its book.
    pub rules: ReceptionRules,
    /// The structure whose book it is.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// Why the actor sees it.
    pub reason: Reason,
    territory: Uuid,
}

/// The reception that the actor keeps in the role in which they act.
///
/// # Errors
/// [`Error::NotFound`] for whoever keeps none: to them there is no book.
pub fn desk(ctx: &Ctx) -> Result<Desk> {
    let me = ctx.actor().professional().map_err(|_| Error::NotFound)?;
    let programs = ctx.house().programs();
    let mut kept = me.programs_as(ProgramRole::Welcomer).into_iter().filter_map(|slug| programs.get(slug));
    let (program, rules) =
        kept.find_map(|it| it.reception.as_ref().map(|rules| (it, rules))).ok_or(Error::NotFound)?;
    let (territory, organization) = (ctx.territory(), me.organization_id());
    let reason = ctx.permit(Action::ReadArrival, &book(territory, organization, &program.slug))?;
    Ok(Desk {
        program: program.clone(),
        rules: rules.clone(),
        organization,
        organization_name: me.organization.clone(),
        reason,
        territory,
    })
}

/// Whether the actor keeps a reception in the role in which they act, for leaving a way to it out.
pub fn keeps(ctx: &Ctx) -> bool {
    let Ok(me) = ctx.actor().professional() else { return false };
    let programs = ctx.house().programs();
    let kept = me.programs_as(ProgramRole::Welcomer).into_iter().filter_map(|slug| programs.get(slug));
    let mut kept = kept.filter(|it| it.reception.is_some());
    let book = |slug: &str| book(ctx.territory(), me.organization_id(), slug);
    kept.any(|it| ctx.may(Action::ReadArrival, &book(&it.slug)))
}

/// The book itself, for the policy.
fn book(territory: Uuid, organization: OrganizationId, program: &str) -> Resource {
    Resource::Arrival(ArrivalFacts {
        id: Uuid::nil(),
        territory,
        organization: organization.uuid(),
        program: program.to_owned(),
        mine: false,
        ground: None,
    })
}

impl Desk {
    /// An arrival of this book, for the policy.
    pub(super) fn arrival(&self, id: Uuid, mine: bool, ground: Option<PersonFacts>) -> Resource {
        Resource::Arrival(ArrivalFacts {
            id,
            territory: self.territory,
            organization: self.organization.uuid(),
            program: self.program.slug.clone(),
            mine,
            ground,
        })
    }

    /// Whether the actor writes into it.
    pub fn may_record(&self, ctx: &Ctx) -> bool {
        ctx.may(Action::RecordArrival, &book(self.territory, self.organization, &self.program.slug))
    }
}

/// The line that an arrival leaves in a record, for the policy.
pub(super) fn line(person: &PersonFacts) -> Resource {
    Resource::Entry(EntryFacts {
        id: Uuid::nil(),
        person: person.clone(),
        compartment: Compartment::Coordination,
        mine: true,
        restricted_to_me: None,
        shared_with_social: false,
    })
}
