//! Questionnaires: FHIR R4 (4.0.1) `Questionnaire` and `QuestionnaireResponse`, without pages.
//!
//! A [`Questionnaire`] is read strictly: what is accepted can be asked, answered and evaluated, and what cannot is told
//! with its path. [`Answers`] come from a form's fields ([`Questionnaire::filled`]) or from a [`Response`]; an
//! [`Evaluation`] says what is asked, what it adds up to, what is wrong, and what becomes an observation.
//!
//! What of R4 is understood, kept or refused is in `docs/forms.md`.

mod answers;
mod check;
mod condition;
mod decimal;
mod evaluation;
mod extension;
mod facts;
mod fault;
mod field;
mod fields;
mod item;
mod kind;
pub mod limits;
mod node;
mod option;
mod order;
mod questionnaire;
mod read;
mod response;
mod rules;
mod spelled;
mod standing;
mod total;
mod value;
mod words;
mod written;
mod wrong;

pub use answers::Answers;
pub use check::Strength;
pub use condition::{Behaviour, Condition, Operator};
pub use decimal::{Decimal, NotADecimal};
pub use evaluation::{Evaluation, Score};
pub use facts::Fact;
pub use fault::{Fault, Notice, Why};
/// When a response was answered, as exactly as it is known.
pub use fhir::DateTime;
pub use fields::Filled;
pub use item::{Item, ItemType, Rules, Show};
pub use kind::Kind;
pub use option::Choice;
pub use questionnaire::{Questionnaire, Status};
pub use response::{Progress, Refused, Response};
pub use standing::{Slot, Standing};
pub use total::{Band, Severity, Source, Total};
pub use value::Value;
pub use words::Words;
pub use wrong::{What, Wrong};
