//! Access: who acts, what they were granted, what they looked at.

mod actor;
pub mod entries;
pub mod grants;
pub mod pools;

pub use actor::{Actor, Professional};
pub(crate) use actor::{OF_ROLE, ROLE, RoleRow, load, professional};
