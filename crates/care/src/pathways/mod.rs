//! Pathways: an ordered set of steps that a person goes through in a programme, each with who and by when. People record dated
//! facts; where each step and the whole stand is computed from them, from the steps as they were when the pathway began, and
//! from today's date. The table is `docs/states/pathway.md`.
//!
//! A pathway stands in coordination: who reads the coordination of a person reads it, who writes there moves it on. What a visit
//! showed stands in the record, in its own part.

mod acts;
mod board;
mod facts;
mod form;
mod hold;
mod receiver;
mod rows;
pub(crate) mod seeded;
mod standing;
mod view;

pub use acts::{begin, happened};
pub(crate) use acts::{held, held_step, moved_on, said};
pub use board::{Board, BoardFilter, BoardLine, board};
pub(crate) use board::{booked, planned, waiting};
pub use facts::{Dated, Fact, FactKind};
pub use form::{FactForm, NewFact, NewPathway, StartForm};
pub(crate) use receiver::{lock, not_taken_over, of_whoever_moved, taken_over};
pub(crate) use rows::{Pathway, REFERRED, find, person_of};
pub use standing::{
    Circumstances, Planned, Standing, Status, StepStanding, StepStatus, add, possible, standing,
};
pub use view::{OnePathway, PathwayView, PathwaysView, free_for, of_person, open};
pub(crate) use view::{is_planned, told_to_the_person, wished};
