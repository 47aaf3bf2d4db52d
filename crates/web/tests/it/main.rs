//! HTTP stories, on both engines.

mod advice;
mod clocks;
mod leaks;
mod people;
mod twins;
