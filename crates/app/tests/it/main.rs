//! The whole program, from outside: its commands, its exit codes, and what it does when the disk, the database or the
//! machine fails it.

mod commands;
mod faults;
mod import;
mod program;
