//! Social rights: the catalogue, and the applications for them from the first question to the grant, the appeal and the
//! renewal. People record dated facts; where an application stands is computed from them and from today's date.

mod acts;
mod catalogue;
mod facts;
mod form;
mod owed;
mod rows;
mod standing;
mod status;
mod view;

pub use acts::{begin, happened};

pub use catalogue::{Catalogue, Means, OwedBy, Piece, Renewal, Right, Silence};
pub use facts::{Channel, Dated, Fact, FactKind, status};
pub use form::{FactForm, NewFact};
pub use owed::{OwedPiece, owed};
pub use standing::{Dates, Standing};
pub use status::{Status, next};
pub use view::{ApplicationView, OneRight, PieceView, RightsView, of_person, open};
