//! The faces of the house: pages for people. What they have in common is the [`shell`]; the texts are in [`i18n`].

pub mod assets;
pub mod day;
pub mod failure;
mod frame;
pub mod i18n;
pub mod people;
pub mod registry;
pub mod requests;
pub mod samples;
pub mod sealed;
pub mod server;
mod service;
pub mod session;
pub mod shell;
mod typed;
pub mod visit;
