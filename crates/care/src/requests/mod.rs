//! Requests: one professional asks another for something about a person, until the loop is closed.

pub mod advice;
pub mod consultation;
pub mod referral;
