//! The report of a programme: how much, on time, and what became of it.

mod adoption;
mod asked;
mod chart;
mod definitions;
mod facts;
mod files;
mod page;
pub(crate) mod samples;
mod table;
mod words;

pub use self::files::workbook;

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get};

const SUBJECT: &str = "indicators";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/programs/{program}/report", SUBJECT, SignedIn, page::show),
        get("/programs/{program}/report.csv", SUBJECT, SignedIn, files::csv),
        get("/programs/{program}/report.json", SUBJECT, SignedIn, files::json),
        get("/programs/{program}/report.xlsx", SUBJECT, SignedIn, files::xlsx),
        get("/programs/{program}/report/definitions", SUBJECT, SignedIn, definitions::show),
        get("/programs/{program}/adoption", SUBJECT, SignedIn, adoption::show),
        get("/programs/{program}/report/{indicator}", SUBJECT, SignedIn, facts::show),
    ]
}
