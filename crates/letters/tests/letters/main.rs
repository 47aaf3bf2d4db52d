//! The press from outside: what it prints, what it refuses to be broken by.
#![allow(clippy::unwrap_used)]

mod hostile;
mod printed;
mod read;
