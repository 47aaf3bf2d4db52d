//! The prevention plan of a person, made of the rules and of what the reader may read.

use policy::{Action, Compartment, Reason, Resource};

use super::due::{About, plan};
use super::recall::Recall;
use super::rules::Rules;
use crate::people::{self, Person, Shown, ties};
use crate::record::{self, Reader, Sort};
use crate::{Ctx, EntryId, PersonId, Result, Seen};

/// What counts: what is noted in the plan, and what else of the record a rule looks at.
pub(super) const SORTS: [Sort; 7] = [
    Sort::Prevention,
    Sort::Problem,
    Sort::Treatment,
    Sort::Measurement,
    Sort::Vaccination,
    Sort::Procedure,
    Sort::Document,
];

/// The prevention plan of a person.
#[derive(Debug, Clone)]
pub struct PreventionPlan {
    /// Whose.
    pub person: Person,
    /// Why the actor sees it.
    pub reason: Reason,
    /// What the rules say, what is due first.
    pub recalls: Vec<Recall>,
    /// In which parts the actor may note something.
    pub writable: Vec<Compartment>,
    /// Who else reads what stands in the somatic part, where that is told to the actor.
    pub readers: Option<Vec<Reader>>,
    /// Under which identifier the next note would be kept.
    pub next: EntryId,
}

impl PreventionPlan {
    /// Whether the actor may note something about this rule: a note stands where its ground does.
    pub fn may_note(&self, recall: &Recall) -> bool {
        self.writable.contains(&recall.place.compartment)
    }
}

/// The plan of a person; journalled. It goes by what the actor may read alone: a treatment that is closed to them asks for
/// nothing.
///
/// # Errors
/// [`crate::Error::NotFound`] when the person is hidden; [`crate::Error::Forbidden`] when the somatic part is closed to the
/// actor.
pub async fn of_person(ctx: &Ctx, person: PersonId) -> Result<PreventionPlan> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, person).await?;
    let reason = ctx.permit(Action::ReadSomatic, &Resource::Person(ties.facts.clone()))?;
    let person = people::read(ctx, &db, ties.facts.id.into()).await?;
    ctx.saw(Seen {
        action: "prevention.read",
        kind: "person",
        object: Some(person.id.uuid()),
        persons: vec![person.id.uuid()],
        ground: reason.policy.to_string(),
    });
    let shown = Shown::of(ctx, &ties.facts);
    let facts = record::of_sorts(ctx, &db, person.id, &shown, &SORTS).await?;
    let about = About {
        sex: person.identity.sex,
        birth: person.identity.birth_date,
        today: people::today(ctx),
        facts: &facts,
    };
    let recalls = plan(Rules::shipped(), about);
    let writable = record::writable_parts(ctx, &ties.facts, Sort::Prevention);
    let readers = record::who_reads(ctx, &db, &ties.facts, Compartment::Somatic).await?;
    Ok(PreventionPlan { recalls, writable, readers, next: ctx.new_id(), person, reason })
}
