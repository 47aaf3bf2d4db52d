//! The interviews of a person, one line each.

use axum::extract::Query;
use axum::response::IntoResponse;
use care::PersonId;
use care::support::interviews::{self, InterviewLine, InterviewsView};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::sealed::{Id, open_cursor, seal, seal_cursor};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;

/// The interviews of a person.
#[derive(Clone, Debug, Template)]
#[template(path = "support/interviews.html")]
pub(crate) struct InterviewsPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) why: Why,
    pub(crate) lines: Vec<Line>,
    pub(crate) write: bool,
    pub(crate) pager: Pager,
}

/// An interview as a line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) href: String,
    pub(crate) when: String,
    pub(crate) state: StateView,
    pub(crate) small: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    after: Option<String>,
}

pub(super) async fn list(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let (house, name) = (visit.ctx.house().clone(), format!("interviews|{}", id.uuid()));
    let after = open_cursor(&house, &name, asked.after.as_deref());
    let view = interviews::of_person(&visit.ctx, id, after).await?;
    let base = format!("/persons/{}/interviews", seal(&house, view.person.id.uuid()));
    if view.person.id != id {
        return Ok(see_other(&base));
    }
    let next = view.page.next.map(|cursor| format!("{base}?after={}", seal_cursor(&house, &name, cursor)));
    let pager = Pager::new(visit.t(), after.map(|_| base), next);
    Ok(Page::new(page(&visit, &view, pager)).into_response())
}

fn page(visit: &Visit, view: &InterviewsView, pager: Pager) -> InterviewsPage {
    let t = visit.t();
    let line = |it: &InterviewLine| Line {
        what: words::subject(t, &it.shared).unwrap_or_else(|| t.interview_untitled().to_owned()),
        href: format!("/interviews/{}", seal(visit.ctx.house(), it.id.uuid())),
        when: crate::words::dated(t.locale, it.at, visit.ctx.now()),
        state: words::interview_state(t, it.status),
        small: format!("{} · {}", words::dynamic(t, "interview-place", it.shared.place.code()), it.author),
    };
    InterviewsPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), view.person.id.uuid()),
        name: crate::people::name(&view.person.identity),
        why: Why::new(crate::people::reason(t, &view.reason.key)),
        lines: view.page.items.iter().map(line).collect(),
        write: view.may_write,
        pager,
    }
}
