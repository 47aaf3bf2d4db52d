//! HTTP stories, on both engines.

mod advice;
mod clocks;
mod directory;
mod leaks;
mod twins;
mod vigilance;
