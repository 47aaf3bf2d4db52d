//! HTTP stories, on both engines.

mod account;
mod accounts;
mod advice;
mod clocks;
mod journal;
mod leaks;
mod session;
mod twins;
