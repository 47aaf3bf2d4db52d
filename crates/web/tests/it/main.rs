//! HTTP stories, on both engines.

mod account;
mod accounts;
mod advice;
mod break_glass;
mod broken;
mod clocks;
mod consent;
mod directory;
mod faults;
mod imports;
mod journal;
mod leaks;
mod lists;
mod own;
mod people;
mod plans;
mod record;
mod report;
mod request;
mod rights;
mod seed;
mod session;
mod support;
mod twins;
mod vigilance;
