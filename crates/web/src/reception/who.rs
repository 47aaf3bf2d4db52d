//! Saying who came: somebody among the persons whom the reader sees, found by name; or a new person.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::people::{self, PersonLine};
use care::reception::{self, ArrivalView};
use care::{ArrivalId, Error, PersonId};
use serde::Deserialize;

use super::{one, words};
use crate::failure::Answer;
use crate::people::{line_detail, line_name};
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// Whose arrival it was.
#[derive(Clone, Debug, Template)]
#[template(path = "reception/who.html")]
pub(crate) struct WhoPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) sub: String,
    pub(crate) typed: String,
    /// Nothing was looked for yet where absent.
    pub(crate) found: Option<Vec<Found>>,
    pub(crate) refused: FormState,
}

/// Somebody found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) detail: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    q: String,
    person: String,
}

pub(super) async fn form(visit: Visit, Id(id): Id<ArrivalId>) -> Answer {
    let view = reception::desk_of(&visit.ctx, id).await?;
    Ok(Page::new(page(&visit, &view)).into_response())
}

fn page(visit: &Visit, view: &ArrivalView) -> WhoPage {
    let t = visit.t();
    WhoPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), view.id.uuid()),
        title: words::title(t, &view.who, view.called.as_deref()),
        sub: t.arrival_sub(
            words::dynamic(t, "arrival-how", view.how.code()),
            crate::words::dated(t.locale, view.at, visit.ctx.now()),
        ),
        typed: String::new(),
        found: None,
        refused: FormState::new("who"),
    }
}

pub(super) async fn search(visit: Visit, Id(id): Id<ArrivalId>, body: Bytes) -> Answer {
    let view = reception::desk_of(&visit.ctx, id).await?;
    let typed: Typed = typed::parse(&body);
    let found = people::search(&visit.ctx, &typed.q).await?;
    let one = |line: &PersonLine| Found {
        id: seal(visit.ctx.house(), line.id.uuid()),
        name: line_name(visit.t(), line),
        detail: line_detail(&visit, line),
    };
    let found = Some(found.iter().map(one).collect());
    Ok(Page::new(WhoPage { typed: typed.q, found, ..page(&visit, &view) }).into_response())
}

pub(super) async fn recognise(visit: Visit, Id(id): Id<ArrivalId>, body: Bytes) -> Answer {
    let typed: Typed = typed::parse(&body);
    let told = match open::<PersonId>(visit.ctx.house(), &typed.person) {
        Ok(person) => reception::recognise(&visit.ctx, id, person).await,
        Err(_) => return nobody(&visit, id).await,
    };
    match told {
        Ok(_) => Ok(see_other(&format!("{}?done=recognised", one::href(&visit, id)))),
        // Somebody said before who it was: their word stands on the page of the arrival.
        Err(Error::Conflict(conflict)) => one::conflict(&visit, id, conflict).await,
        Err(error) => Err(error.into()),
    }
}

/// The page again, where nobody was chosen.
async fn nobody(visit: &Visit, id: ArrivalId) -> Answer {
    let view = reception::desk_of(&visit.ctx, id).await?;
    let mut page = page(visit, &view);
    page.refused.fail_all(visit.t().by_key("fault-arrival-person").unwrap_or_default());
    Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
