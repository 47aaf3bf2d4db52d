//! Stories: who is who, and what they did, told through the same acts as everything else. The demonstration and the
//! tests share them.

mod advice;
mod cast;
mod duplicates;
mod entries;
mod hours;
mod neighbours;
mod pathways;
mod patient;
mod reception;
mod records;
mod referrals;
mod rights;
mod support;
mod syntheses;
mod texts;
mod world;

pub use advice::{Step, Told, tell};
pub(crate) use cast::employ;
pub use cast::{Cast, PASSWORD, Persona, acting, cast};
pub use patient::followed;
pub use referrals::{CENTRE, answers, centre, refers};
pub(crate) use texts::{TEXTS, Text};
pub use world::{World, world};
