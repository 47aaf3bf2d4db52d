//! Identity vigilance: records that may be one person, side by side, identity alone.

pub(crate) mod samples;

use crate::registry::Route;

pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
