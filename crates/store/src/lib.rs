//! The store: one database, SQLite or PostgreSQL, behind one door.
//!
//! It knows no subject. It keeps what every subject needs and would otherwise do again, each a
//! little differently: durable writes in groups, counted reads, a journal that shows when it was
//! touched, work to be done later, sealed attachments. No other crate holds a dialect operator.
//!
//! * [`Db`] opens the database; [`Db::write`] runs an act, [`Db::reader`] reads.
//! * [`Entry`] is one line of the journal; [`Tx::journal`] writes it with the act that it tells of,
//!   [`Db::journal_reads`] before a read is released, [`Db::verify`] checks the whole.
//! * [`NewJob`] and [`Worker`] are the outbox.
//! * [`Blobs`] seals attachments, each under its own key.
//! * [`Keys`] holds the one secret that lives outside the database.

pub mod audit;
pub mod blobs;
mod bulk;
pub mod catalogue;
pub mod count;
mod db;
mod error;
mod hex;
pub mod jobs;
mod keys;
mod migrations;
mod reader;
mod tx;

pub use audit::{Entry, LinkerHandle, Report};
pub use blobs::{Blobs, StoredBlob};
pub use bulk::Bulk;
pub use db::{Db, DbOptions, Durability, Engine, lock_clause};
pub use error::StoreError;
pub use jobs::{Job, JobError, NewJob, Worker};
pub use keys::Keys;
pub use migrations::{Migrator, migrations};
pub use reader::Reader;
pub use tx::Tx;
