//! Social accompaniment: interviews, and the plan that is made with the person.
//!
//! An interview stands in the social part of the record, with a private part that is its author's alone; what doctors read
//! of it is a copy that its author made for them. The plan stands in coordination: the whole team reads it, and the person
//! gets it on paper.

mod around;
pub mod interviews;
pub mod plan;

use policy::{Compartment, EntryFacts, PersonFacts};
use uuid::Uuid;

pub use around::Teammate;
pub(crate) use interviews::between;
pub use interviews::{Appointment, Misses, missed_in_a_row, today};

/// An entry of one's own, for the policy.
fn own(person: &PersonFacts, compartment: Compartment, restricted_to_me: Option<bool>) -> EntryFacts {
    EntryFacts {
        id: Uuid::nil(),
        person: person.clone(),
        compartment,
        mine: true,
        restricted_to_me,
        shared_with_social: false,
    }
}
