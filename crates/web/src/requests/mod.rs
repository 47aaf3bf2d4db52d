//! Requests: one professional asks another for something about a person.

pub mod advice;
pub(crate) mod referral;

use crate::registry::Route;

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = advice::routes();
    routes.extend(referral::routes());
    routes
}
