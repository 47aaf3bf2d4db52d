//! The synthesis of a pathway: composed from what its visits wrote into the somatic part, completed and signed by each profession
//! that the step names, then frozen: a letter to the doctor who takes over, and one to the person in plain words.
//!
//! It stands in the somatic part: who reads that part of a person reads it, who writes there completes it. The table is
//! `docs/states/synthesis.md`.

mod acts;
mod facts;
mod frozen;
mod hold;
mod letter;
mod material;
mod rows;
mod sign;
mod standing;
mod text;
mod view;

pub use acts::{begin, drop, revise};
pub use facts::{Dated, Fact, FactKind};
pub use frozen::{Frozen, Signer};
pub(crate) use letter::to_the_doctor;
pub use letter::{Document, For, LetterPreview, document, download};
pub use material::{Material, material};
pub use sign::sign;
pub use standing::{Signed, Standing, Status, standing};
pub use text::{Part, Text, TextForm};
pub use view::{OfPathway, Syntheses, SynthesisView, ToldToThePerson, open};
pub(crate) use view::{of_pathway, signed_of_pathway, told_to_the_person};
