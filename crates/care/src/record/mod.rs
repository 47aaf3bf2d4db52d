//! What people write into a person's record: notes and dated facts, each in one compartment, for whoever it is open to
//! or for those its author names.
//!
//! Nothing is overwritten: a correction keeps what stood before, an entry made by mistake stays and says so, and what
//! lasts is ended by a fact of its own.

mod change;
mod content;
mod correct;
mod form;
mod measure;
mod open;
mod readers;
mod rows;
mod status;
mod write;

pub use change::{Change, ChangeKind};
pub(crate) use content::codes;
pub use content::{
    Content, Domain, Facet, Icd10, NeedKind, ProtectionKind, RelativeKind, Severity, Sort, StayKind,
};
pub use correct::{EndForm, WithdrawalForm, correct, end, withdraw};
pub(crate) use form::noon;
pub use form::{Audience, EntryForm, NewEntry};
pub use measure::{Measure, Thousandths, Value};
pub use open::{EntryView, open, to_correct};
pub(crate) use readers::writes_somewhere;
pub use readers::{Desk, Place, Reader, desk, may_write};
pub use status::{Becoming, Status};
pub use write::{FORM, write};
