//! Referrals: a professional refers a person to the professionals of a programme, under its protocol, in either direction. People
//! record dated facts; where a referral stands is computed from them, from the protocol as it was when it left, and from the
//! programme's calendar. The table is `docs/states/referral.md`.
//!
//! Who sees what is `policies/referrals.cedar`. That there is one stands in the coordination of the person; what it says is read by
//! those who refer and receive.

mod acts;
mod facts;
mod form;
mod line;
mod list;
mod look;
mod notices;
mod receivers;
mod rows;
mod send;
mod standing;
mod view;

pub use acts::happened;
pub use facts::{AttemptOutcome, Dated, Fact, FactKind, Means, Obstacle, Sent};
pub use form::{FactForm, NewFact, NewReferral, SendForm};
pub use line::ReferralLine;
pub use list::{Filter, Waits, list};
pub(crate) use list::{sent_about, waiting};
pub use receivers::Receiver;
pub use send::{DRAFT, draft_of, send};
pub use standing::{Standing, Status, Turn, standing};
pub use view::{Content, OneReferral, ProtocolView, ReferralsView, Writing, of_person, open, writing};
