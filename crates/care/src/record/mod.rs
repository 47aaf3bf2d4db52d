//! What people write into a person's record: notes and dated facts, each in one compartment, for whoever it is open to
//! or for those its author names.
//!
//! Nothing is overwritten: a correction keeps what stood before, an entry made by mistake stays and says so, and what
//! lasts is ended by a fact of its own.

mod beside;
mod change;
mod codes;
mod content;
mod correct;
mod desk;
mod doctor;
mod evidence;
mod facts;
mod form;
mod insiders;
mod measure;
mod open;
mod readers;
mod rows;
mod sort;
mod source;
mod status;
mod take;
mod themes;
mod told;
mod typed;
mod write;

pub(crate) use beside::beside_of;
pub use change::{Change, ChangeKind};
pub use codes::{
    DocumentKind, Domain, Facet, Icd10, NeedKind, NoDoctorKind, Outcome, ProtectionKind, RelativeKind,
    Severity, StayKind, ThemeKind, WrittenWith,
};
pub use content::{Assessed, Content, Prevented, Scored};
pub use correct::{EndForm, WithdrawalForm, correct, end, withdraw};
pub use desk::{Desk, Place, desk, may_write};
pub(crate) use desk::{permit_writing, writable_parts, writes_clinical, writes_somewhere};
pub(crate) use doctor::{HAS_ONE, has_outside_doctor, is_gone, is_of_the_team, takes_over};
pub use evidence::{document, join_document, may_join_document, take_back_document};
pub use facts::{ClinicalFacts, Fact, facts};
pub(crate) use facts::{of_sorts, of_sorts_for, opens_clinical, running_to_the_person};
pub use form::{Audience, EntryForm, NewEntry};
pub(crate) use insiders::{Insider, insiders, kept_alike};
pub use measure::{DIASTOLIC, Measure, SYSTOLIC, Thousandths, Value};
pub(crate) use open::exists;
pub use open::{EntryView, open, to_correct};
pub use readers::Reader;
pub(crate) use readers::{who_may, who_reads};
pub use sort::Sort;
pub(crate) use source::told;
pub use source::{Known, Source};
pub use status::{Becoming, Status};
pub use take::{NewTaken, Taking, take, taking};
pub use themes::{Themes, themes};
pub use told::Told;
pub(crate) use write::written;
pub use write::{FORM, write};
