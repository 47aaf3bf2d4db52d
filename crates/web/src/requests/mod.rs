//! Requests: one professional asks another for something about a person.

pub mod advice;

use crate::registry::Route;

pub(crate) fn routes() -> Vec<Route> {
    advice::routes()
}
