//! The domain on both engines: every story runs on a temporary SQLite file and on a temporary PostgreSQL.
#![allow(missing_docs, clippy::unwrap_used, clippy::missing_panics_doc)]

mod accounts;
mod directory;
mod house;
mod people;
mod public_directory;
mod states;
