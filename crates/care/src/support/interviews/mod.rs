//! Interviews of social accompaniment: planned, kept, missed or called off.
//!
//! Each leaves an entry in the social part of the record, and a second one, restricted to its author, where something was
//! written for the author alone. Doctors do not read the social part: the author may make a copy for those of the team,
//! in coordination, and take it back. Nothing is overwritten: what stood before is kept beside the interview.

mod calendar;
mod change;
mod content;
mod correct;
mod entry;
mod form;
mod list;
mod record;
mod rows;
mod share;
mod view;

pub use calendar::{Appointment, Misses, Upcoming, missed_in_a_row, today};
pub(crate) use calendar::{between, planned, upcoming};
pub use change::{Change, ChangeKind};
pub use content::{NextStep, Place, Shared, Status, Subject};
pub use correct::{correct, outcome};
pub use form::{InterviewForm, NewInterview};
pub use list::{InterviewLine, InterviewsView, of_person};
pub use record::record;
pub use share::{share, take_back};
pub use view::{CopyView, InterviewDesk, InterviewView, desk, open, to_correct};
