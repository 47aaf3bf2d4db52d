//! Accounts, as whoever administers them sees them: metadata only.

mod list;
mod new;
mod one;
pub(crate) mod samples;

use crate::registry::Access::SteppedUp;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "accounts";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/accounts", SUBJECT, SteppedUp, list::page),
        post("/accounts/search", SUBJECT, SteppedUp, list::search),
        get("/accounts/new", SUBJECT, SteppedUp, new::page),
        post("/accounts/new", SUBJECT, SteppedUp, new::invite),
        post("/accounts/new/professionals", SUBJECT, SteppedUp, new::suggest),
        get("/accounts/{account}", SUBJECT, SteppedUp, one::page),
        post("/accounts/{account}/link", SUBJECT, SteppedUp, one::link),
        post("/accounts/{account}/disable", SUBJECT, SteppedUp, one::disable),
        post("/accounts/{account}/enable", SUBJECT, SteppedUp, one::enable),
        post("/accounts/{account}/factor/remove", SUBJECT, SteppedUp, one::remove_factor),
    ]
}
