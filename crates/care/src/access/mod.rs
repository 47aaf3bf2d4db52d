//! Access: who acts, what they were granted, what they looked at.

mod actor;
pub mod entries;
pub mod grants;
pub mod pools;

pub(crate) use actor::load;
pub use actor::{Actor, Professional};
