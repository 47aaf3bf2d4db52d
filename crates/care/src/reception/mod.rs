//! Reception: the book of arrivals of a structure that keeps one for a programme.
//!
//! Somebody comes in, without a name if they wish; why they come and to whom they are sent first are codes of the
//! programme. Whoever keeps the book of that structure sees who waits and since when; who it was is shown to those whom
//! the rules about persons show it. An arrival of nobody in particular can be said to be somebody's later, in one act,
//! and only then leaves a line in a record.

mod acts;
mod anonymity;
mod book;
mod desk;
mod facts;
mod form;
mod hold;
mod identify;
mod rows;
mod status;
mod view;

pub use acts::{happened, record};
pub use anonymity::tells_who;
pub use book::{ArrivalLine, Book, Who, book};
pub use desk::{Desk, desk, keeps};
pub use facts::{Dated, Fact, FactKind, How};
pub use form::{ArrivalForm, NewArrival, NewFact};
pub use identify::{become_person, desk_of, recognise};
pub use rows::forget_calls;
pub use status::{Status, next};
pub use view::{ArrivalView, Happened, open};
