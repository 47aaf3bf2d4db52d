//! The faces of the house: pages for people. What they have in common is the [`shell`]; the texts are in [`i18n`].

mod account;
mod accounts;
pub mod assets;
pub mod break_glass;
mod day;
mod directory;
pub mod failure;
mod fhir;
mod files;
mod frame;
pub mod i18n;
mod imports;
pub mod indicators;
mod journal;
mod late;
pub mod own;
mod people;
mod programs;
mod radar;
mod reception;
mod record;
pub mod registry;
pub mod requests;
mod rights;
pub mod samples;
pub mod sealed;
#[cfg(test)]
mod sentences;
pub mod server;
mod service;
pub mod session;
pub mod shell;
mod support;
mod typed;
mod vigilance;
pub mod visit;
mod words;
