//! Questionnaires filled about a person: begun by somebody, kept while they fill it, and, once whole, an entry of the
//! record like any other, whose author says where it stands and for whom.
//!
//! What is begun is its author's alone, as every draft; nobody learns of it.

mod begun;
mod complete;
mod diagnosed;
mod files;
mod filling;
mod known;
mod names;
mod pages;
mod questionnaires;
mod rows;
mod shelf;

pub use begun::{Assessments, UnderWay, assessments, begin, drop};
pub use complete::{Completed, became, complete};
pub use files::{Joined, Wanted, address_of, file, join, referred, unjoin, wanted};
pub use filling::{Filling, Looked, Typed, answered, keep, look, open, renamed};
pub use pages::{Page, pages};
pub use questionnaires::{Questionnaires, Shelved};
pub(crate) use shelf::shelved;
pub use shelf::{Added, Becoming, NotAdded, add, may_add, reload};

/// The form under which one stands among the drafts.
pub const FORM: &str = "assessment";
