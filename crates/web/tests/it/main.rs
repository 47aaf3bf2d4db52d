//! HTTP stories, on both engines.

mod advice;
mod clocks;
mod faults;
mod leaks;
mod lists;
mod twins;
