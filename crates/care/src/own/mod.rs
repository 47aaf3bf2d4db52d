//! The person's own access: a page that opens by a single-use link and a code given face to face, without an account.
//!
//! A professional who may record what the person says hands over both ([`hand_over`]); the person opens their page
//! ([`enter`]) for half an hour, reads it ([`page`]), takes a consent back, asks the team a question. What they say is
//! written through the role that handed the access over, and says that they said it themselves. The same page is printed
//! for whoever has no telephone ([`paper`]).

mod access;
mod page;
mod questions;
mod rows;
mod says;

pub use access::{HandedOver, OwnSession, enter, hand_over, leave, look, resume};
pub use page::{Looked, Looks, Next, OwnPage, looked, page, paper};
pub use questions::{Desk, Question, answer, ask, desk};
pub use says::withdraw;
