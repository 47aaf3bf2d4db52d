//! The journal: who did what, when, on what ground.

pub(crate) mod samples;

use crate::registry::Route;

pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
