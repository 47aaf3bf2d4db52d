//! One's own account: second factor, password, absences, sessions.

pub(crate) mod samples;

use crate::registry::Route;

pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
