//! The support plan: goals in the words of the person, each with steps (what, who, by when), agreed with them. People
//! record dated facts, of which nothing is overwritten; where a goal and its steps stand is computed from them and from
//! today's date. It stands in coordination: whoever reads coordination reads it, whoever writes there writes it.

mod acts;
mod facts;
mod form;
mod hold;
mod rows;
mod status;
mod steps;
mod view;

pub use acts::{add_step, happened, open_goal, step_happened};
pub use facts::{Dated, Fact, FactKind, How, Who, status};
pub use form::{
    Doer, GoalFactForm, GoalForm, NewFact, NewGoal, NewStep, NewStepFact, StepFactForm, StepForm,
};
pub use status::{Status, next};
pub use steps::{Step, StepEnd, StepStatus, steps};
pub(crate) use view::told_to_the_person;
pub use view::{GoalView, PlanView, StepView, of_goal, of_person, of_step, to_print};
