//! The domain of Maillage: persons, requests, clocks, grants and what people record about them.
//!
//! Acts are verbs of the clinic, one file each. They take parsed values and a [`Ctx`], decide by policy next to the
//! data, and leave facts, journal, notices and jobs in one transaction. Nothing here knows HTTP or HTML.

pub mod access;
pub mod accounts;
pub mod agenda;
pub mod assessments;
pub mod attachments;
pub mod break_glass;
mod changes;
mod codes;
mod ctx;
mod dates;
pub mod day;
pub mod directory;
pub mod drafts;
mod error;
pub mod fields;
pub mod handover;
pub mod history;
mod house;
mod ids;
pub mod imports;
pub mod indicators;
pub mod journal;
mod letter;
mod migrations;
pub mod money;
pub mod notices;
pub mod own;
pub mod pathways;
pub mod people;
pub mod prevention;
pub mod programs;
pub mod radar;
pub mod reception;
pub mod record;
pub mod requests;
pub mod rights;
mod rows;
pub mod seed;
mod sql;
pub mod stories;
pub mod support;
pub mod synthesis;
pub mod territory;

pub use ctx::{About, Ctx, Seen};
pub use error::{Conflict, Error, Fault, Result};
pub use house::{Foundations, House, PasswordCost};
pub use ids::*;
pub use migrations::Migrator;
