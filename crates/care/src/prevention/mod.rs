//! Prevention: what is worth thinking of for a person, by their age, their sex, what they take and what they have; what was
//! done, planned, refused. The rules are data with their sources; the plan is computed from them and from what its reader may
//! read of the record.

mod due;
mod note;
mod plan;
mod recall;
mod remind;
mod rules;

pub use due::SOON;
pub use note::{NewNote, NoteForm, note};
pub use plan::{PreventionPlan, of_person};
pub use recall::{Because, Place, Recall, State};
pub use remind::handlers;
pub use rules::{Kind, Rule, Rules};
