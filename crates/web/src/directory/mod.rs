//! The directory: professionals, the structures they work in, what they do in which programme.

pub(crate) mod samples;

use crate::registry::Route;

pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
