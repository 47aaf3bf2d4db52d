//! The form on which an arrival is written down, in a few seconds and without a name.

use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use care::ArrivalId;
use care::reception::{self, ArrivalForm, Desk, How, NewArrival};
use serde::{Deserialize, Serialize};

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// The form of an arrival.
#[derive(Clone, Debug, Template)]
#[template(path = "reception/new.html")]
pub(crate) struct NewPage {
    pub(crate) shell: Shell,
    pub(crate) arrival: String,
    pub(crate) reasons: Vec<Choice>,
    pub(crate) form: FormState,
}

impl NewPage {
    fn hows(&self) -> Vec<Choice> {
        let t = self.shell.t;
        How::ALL
            .iter()
            .map(|it| Choice::new(it.code(), words::dynamic(t, "arrival-how", it.code())))
            .collect()
    }

    fn whos(&self) -> Vec<Choice> {
        let t = self.shell.t;
        vec![
            Choice::new("nobody", t.arrival_who_nobody()).detail(t.arrival_who_nobody_detail()),
            Choice::new("known", t.arrival_who_known()),
            Choice::new("new", t.arrival_who_new()),
        ]
    }
}

const FORM: &str = "arrival-new";

/// What follows the arrival.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Then {
    who: String,
}

pub(super) async fn form(visit: Visit) -> Answer {
    let desk = reception::desk(&visit.ctx)?;
    let form = FormState::new(FORM).with("how", How::Alone.code()).with("who", "nobody");
    let id: ArrivalId = visit.ctx.new_id();
    Ok(Page::new(page(&visit, &desk, id, form)).into_response())
}

fn page(visit: &Visit, desk: &Desk, id: ArrivalId, form: FormState) -> NewPage {
    let locale = visit.locale();
    NewPage {
        shell: visit.shell(),
        arrival: seal(visit.ctx.house(), id.uuid()),
        reasons: desk.rules.reasons.iter().map(|it| Choice::new(&it.code, it.get(locale))).collect(),
        form,
    }
}

pub(super) async fn save(visit: Visit, body: Bytes) -> Answer {
    let desk = reception::desk(&visit.ctx)?;
    let (form, then): (ArrivalForm, Then) = (typed::parse(&body), typed::parse(&body));
    let id: ArrivalId = open(visit.ctx.house(), &form.arrival).unwrap_or_else(|_| visit.ctx.new_id());
    let recorded = match NewArrival::parse(&form, &desk.rules, visit.ctx.now()) {
        Ok(new) => reception::record(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    };
    match recorded {
        Ok(id) => Ok(next(&visit, id, &then.who)),
        Err(error) => {
            let status = status_of(&error);
            let mut state = typed::state(FORM, &form).with("who", then.who);
            crate::words::refuse(&mut state, visit.t(), error)?;
            Ok(Page::with_status(status, page(&visit, &desk, id, state)).into_response())
        }
    }
}

/// Where the form leads: to the arrival, or to saying who it is.
fn next(visit: &Visit, id: ArrivalId, who: &str) -> Response {
    let arrival = seal(visit.ctx.house(), id.uuid());
    see_other(&match who {
        "known" => format!("/reception/arrivals/{arrival}/person"),
        "new" => format!("/persons/new?arrival={arrival}"),
        _ => format!("/reception/arrivals/{arrival}?done=recorded"),
    })
}
