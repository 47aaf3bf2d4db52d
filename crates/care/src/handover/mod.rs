//! Handing a person over to a doctor who may have no account here. Whoever moves the pathway on makes a single-use link and a
//! code, which are given by two different ways. Behind the link stands who asks, and nothing of whom: the doctor accepts, says
//! why they cannot, or asks something. Once they accepted, the code opens who it is and the synthesis that is addressed to them.

mod answer;
mod door;
mod link;
mod received;
mod rows;

pub use answer::{Answer, answer};
pub use door::{Door, Request, look};
pub use link::{HandedOver, make};
pub use received::{Received, ReceiverSession, enter, leave, letter, received, resume};
