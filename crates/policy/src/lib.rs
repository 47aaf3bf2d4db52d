//! Who may see and do what, and why.
//!
//! The rules are Cedar policies in `policies/*.cedar`, written so that a data-protection officer can read them; this
//! crate turns the facts of one request into a decision and the reason shown to the user. It knows words and Cedar,
//! nothing of databases or pages: callers hand it a [`Principal`] and the [`Resource`]'s facts, read from the same rows
//! that scope their lists, so that a list and a page never disagree.
//!
//! ```
//! use policy::{Action, PersonFacts, Policy, Principal, Profession, Refusal, Resource, TeamGround};
//! use uuid::Uuid;
//!
//! let policy = Policy::shipped()?;
//! let territory = Uuid::from_u128(1);
//! let gp = Principal::new(Uuid::from_u128(2), territory, Profession::GeneralPractitioner);
//! let mut facts = PersonFacts { territory, ..PersonFacts::default() };
//!
//! // Outside the care team a person does not exist.
//! let refused = policy.permit(&gp, Action::ReadSomatic, &Resource::Person(facts.clone()));
//! assert_eq!(refused, Err(Refusal::Hidden));
//!
//! facts.team = Some(TeamGround::health());
//! let reason = policy.permit(&gp, Action::ReadSomatic, &Resource::Person(facts)).expect("in the care team");
//! assert_eq!(&*reason.key, "care-team-health");
//! # Ok::<(), policy::PolicyError>(())
//! ```

mod action;
mod decide;
mod entities;
mod error;
mod facts;
mod load;
pub mod matrix;
mod narrow;
mod principal;
mod rules;
#[cfg(test)]
mod tests;
mod verdict;
mod words;

pub use action::{Action, ResourceKind};
pub use decide::{About, Policy};
pub use error::PolicyError;
pub use facts::{
    AdviceFacts, ArrivalFacts, Compartment, EntryFacts, InvitationFacts, PersonFacts, PractitionerFacts,
    ProgramFacts, ReferralFacts, Resource, TeamGround, TeamRole,
};
pub use principal::{Function, Principal, Profession, ProgramRole};
pub use rules::{Effect, Rule};
pub use verdict::{Permissions, Reason, Refusal, Verdict};
pub use words::UnknownWord;
