//! HTTP stories, on both engines.

mod advice;
mod leaks;
mod twins;
