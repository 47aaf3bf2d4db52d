//! Break-glass: a health professional who invokes a vital need opens the health record of one person for one hour.
//!
//! Nothing is looked up before the full identity, the reason and the second factor are given. A miss and a refusal read
//! alike; every attempt is kept, throttled and told to the data-protection officer, who reviews it ([`review`]). The
//! attending doctor is told of an opening.

mod attempt;
mod close;
mod form;
mod review;
mod rows;
mod status;

pub use attempt::{Attempted, attempt, may_ask, outcome};
pub use close::close;
pub use form::{AttemptForm, NeedKind, NewAttempt};
pub use review::{
    AttemptLine, NewReview, OneAttempt, ReviewForm, Sought, Verdict, open, queue, review, waiting,
};
pub use status::{Opening, Review};
