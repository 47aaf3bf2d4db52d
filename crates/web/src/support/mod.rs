//! Social accompaniment: interviews with their private part and the copy that doctors may be given, the plan made with the
//! person, and the sheet that they take home.

mod interview;
mod interviews;
mod plan;
mod record;
pub(crate) mod samples;
mod sheet;
mod told;
mod words;

pub(crate) use sheet::{SheetGoal, SheetStep, goals, meeting};

use crate::registry::Access::SignedIn;
use crate::registry::{Route, get, post};

const SUBJECT: &str = "support";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/persons/{person}/interviews", SUBJECT, SignedIn, interviews::list),
        post("/persons/{person}/interviews", SUBJECT, SignedIn, record::save),
        get("/persons/{person}/interviews/new", SUBJECT, SignedIn, record::form),
        get("/interviews/{interview}", SUBJECT, SignedIn, interview::show),
        get("/interviews/{interview}/edit", SUBJECT, SignedIn, record::correct),
        post("/interviews/{interview}/edit", SUBJECT, SignedIn, record::corrected),
        post("/interviews/{interview}/outcome", SUBJECT, SignedIn, interview::outcome),
        post("/interviews/{interview}/share", SUBJECT, SignedIn, interview::share),
        post("/interviews/{interview}/take-back", SUBJECT, SignedIn, interview::take_back),
        get("/persons/{person}/plan", SUBJECT, SignedIn, plan::show),
        post("/persons/{person}/plan", SUBJECT, SignedIn, told::goal),
        get("/persons/{person}/plan/print", SUBJECT, SignedIn, sheet::show),
        post("/goals/{goal}", SUBJECT, SignedIn, told::goal_fact),
        post("/goals/{goal}/steps", SUBJECT, SignedIn, told::step),
        post("/steps/{step}", SUBJECT, SignedIn, told::step_fact),
    ]
}
