//! HTTP stories, on both engines.

mod advice;
mod clocks;
mod leaks;
mod report;
mod seed;
mod twins;
