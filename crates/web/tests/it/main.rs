//! HTTP stories, on both engines.

mod advice;
mod clocks;
mod directory;
mod leaks;
mod report;
mod seed;
mod twins;
mod vigilance;
