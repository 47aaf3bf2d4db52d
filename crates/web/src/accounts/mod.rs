//! Accounts, as whoever administers them sees them: metadata only.

pub(crate) mod samples;

use crate::registry::Route;

pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
