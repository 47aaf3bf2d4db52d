//! Social rights: the catalogue, and the applications for them from the first question to the grant, the appeal and the
//! renewal. People record dated facts; where an application stands is computed from them and from today's date.

mod acts;
mod catalogue;
mod facts;
mod form;
mod owed;
mod rows;
mod view;

pub use acts::{begin, happened};

pub use catalogue::{Catalogue, Means, OwedBy, Piece, Renewal, Right, Silence};
pub use facts::{Channel, Dated, Dates, Fact, KINDS, Standing, Status, next, status};
pub use form::{FactForm, NewFact};
pub use owed::{OwedPiece, owed};
pub use view::{ApplicationView, OneRight, PieceView, RightsView, of_person, open};
