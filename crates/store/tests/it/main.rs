//! Every story runs on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used)]

#[macro_use]
mod harness;

mod blobs;
mod catalogue;
mod crash;
mod faults;
mod jobs;
mod journal;
mod keys;
mod reading;
mod tamper;
mod writes;
