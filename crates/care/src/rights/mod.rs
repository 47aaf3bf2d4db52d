//! Social rights: the catalogue, and the applications for them from the first question to the grant, the appeal and the
//! renewal. People record dated facts; where an application stands is computed from them and from today's date.

mod acts;
mod board;
mod catalogue;
mod correction;
mod corrections;
mod evidence;
mod facts;
mod form;
mod mistake;
mod owed;
mod project;
mod risks;
mod rows;
mod standing;
mod status;
mod view;

pub(crate) use acts::entered as entry_kind;
pub use acts::{begin, happened};
pub use board::{Board, BoardColumn, BoardFilter, Card, Shown, Window, board};
pub use catalogue::{
    AppealRule, Catalogue, KeptBy, Means, OwedBy, Piece, Renewal, Right, Silence, Upkeep, Validity,
};
pub use correction::{Correction, CorrectionForm};
pub use corrections::{
    CatalogueEntry, Corrected, catalogue, catalogue_entry, correct, handlers, keep_up, restore,
};
pub use evidence::{evidence, join_evidence, may_join_evidence, take_back_evidence};
pub(crate) use facts::add as add_fact;
pub use facts::{Channel, Dated, Fact, FactKind, status};
pub use form::{ApplicationForm, FactForm, NewApplication, NewFact};
pub use mistake::{MistakeForm, NewMistake, take_back};
pub use owed::{OwedPiece, owed};
pub(crate) use project::onto;
pub use project::refresh;
pub(crate) use risks::nearest as nearest_risks;
pub use risks::{RightRisk, Why, risks};
pub(crate) use rows::{opened, right_application, right_fact};
pub use standing::{Column, Dates, Standing};
pub use status::{Status, next};
pub use view::{ApplicationView, OneRight, PieceView, RightsView, of_person, open};
pub(crate) use view::{at_a_glance, of_long_term_illness, told_to_the_person};
