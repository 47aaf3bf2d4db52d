//! What a synthesis is composed from: what its author reads in the somatic part and that is kept for nobody, so that the synthesis
//! is read by nobody who could not read its ground.

use policy::{Action, Compartment, Resource};

use super::hold::writes;
use crate::people::{self, Shown, TeamMember};
use crate::prevention::{self, Recall};
use crate::record::{self, Fact, Sort, Status};
use crate::{Ctx, Error, PathwayId, PersonId, Result, Seen, SynthesisId, pathways};

/// What is taken over.
const SORTS: [Sort; 8] = [
    Sort::Problem,
    Sort::Treatment,
    Sort::Allergy,
    Sort::Measurement,
    Sort::Vaccination,
    Sort::Procedure,
    Sort::Document,
    Sort::Assessment,
];

/// What a synthesis is composed from.
#[derive(Debug, Clone)]
pub struct Material {
    /// What stands in the somatic part, the latest first.
    pub facts: Vec<Fact>,
    /// What the prevention plan says by it.
    pub recalls: Vec<Recall>,
    /// Who is around the person.
    pub team: Vec<TeamMember>,
    /// When the pathway began.
    pub since: jiff::Timestamp,
    /// Under which identifier the synthesis would be kept.
    pub next: SynthesisId,
}

/// What a synthesis of this pathway is composed from; journalled.
///
/// # Errors
/// [`Error::NotFound`] when the pathway or its person is hidden; [`Error::Forbidden`] when the actor does not write in the somatic
/// part.
pub async fn material(ctx: &Ctx, pathway: PathwayId) -> Result<Material> {
    let db = ctx.reader();
    let found = pathways::find(ctx, &db, pathway).await?;
    let person = found.as_ref().map_or(uuid::Uuid::nil().into(), |it| it.person);
    let facts = people::person_facts(ctx, &db, person).await;
    let pathway = found.ok_or(Error::NotFound)?;
    let facts = facts?;
    let resource = Resource::Person(facts.clone());
    if !ctx.may(Action::ReadCoordination, &resource) {
        return Err(Error::NotFound);
    }
    let reason = writes(ctx, &facts)?;
    let person = PersonId::from(facts.id);
    ctx.saw(Seen::one("synthesis.material_read", ("person", person.uuid()), person, &reason));
    let shown = Shown::of(ctx, &facts);
    let open = |it: &Fact| {
        it.compartment == Compartment::Somatic && !it.restricted && it.status != Status::Withdrawn
    };
    let mut all = record::of_sorts(ctx, &db, person, &shown, &SORTS).await?;
    all.retain(open);
    let mut recalls = prevention::of_person(ctx, person).await?.recalls;
    recalls.retain(|it| it.place.compartment == Compartment::Somatic && it.place.kept_as.is_none());
    Ok(Material {
        facts: all,
        recalls,
        team: people::running_team(ctx, &db, person).await?,
        since: pathway.facts.first().map_or(ctx.now(), |first| first.at),
        next: ctx.new_id(),
    })
}
