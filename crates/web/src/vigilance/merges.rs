//! Merges that stand, each of which can be undone.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::MergeId;
use care::people::{self, Merge};
use serde::Deserialize;

use super::words;
use crate::failure::{Answer, Failure};
use crate::sealed::{Id, open_cursor, seal, seal_cursor};
use crate::shell::{Button, Empty, FormState, Notice, Page, Pager, Shell, Why, see_other};
use crate::visit::Visit;
use crate::words::{moment, refuse, zone};

/// The name under which pages of the list are sealed.
const LIST: &str = "vigilance-merges";

/// Merges, the latest first.
#[derive(Clone, Debug, Template)]
#[template(path = "vigilance/merges.html")]
pub(crate) struct MergesPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    /// What stood in the way of undoing one.
    pub(crate) refusal: FormState,
    pub(crate) lines: Vec<Line>,
    pub(crate) empty: Empty,
    pub(crate) pager: Pager,
}

/// A merge as a line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) kept: String,
    pub(crate) kept_born: String,
    pub(crate) merged: String,
    pub(crate) merged_born: String,
    pub(crate) when: String,
    /// The kept record was merged in its turn: that merge comes first.
    pub(crate) covered: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    after: Option<String>,
    done: Option<String>,
}

pub(crate) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = page(&visit, &asked, FormState::new("undo")).await?;
    Ok(Page::new(page).into_response())
}

async fn page(visit: &Visit, asked: &Asked, refusal: FormState) -> Result<MergesPage, Failure> {
    let (t, house) = (visit.t(), visit.ctx.house());
    let after = open_cursor(house, LIST, asked.after.as_deref());
    let found = people::merges(&visit.ctx, after).await?;
    let next = found.next.map(|next| format!("/vigilance/merges?after={}", seal_cursor(house, LIST, next)));
    let undone = asked.done.as_deref() == Some("undone");
    Ok(MergesPage {
        notice: undone.then(|| Notice::done(t.vigilance_done_undone())),
        refusal,
        lines: found.items.iter().map(|merge| line(visit, merge)).collect(),
        empty: Empty::new(t.vigilance_merges_empty()).text(t.vigilance_merges_empty_text()),
        pager: Pager::new(t, after.map(|_| "/vigilance/merges".to_owned()), next),
        shell: visit.shell(),
    })
}

fn line(visit: &Visit, merge: &Merge) -> Line {
    let t = visit.t();
    Line {
        id: seal(visit.ctx.house(), merge.id.uuid()),
        kept: words::name(t, &merge.kept),
        kept_born: words::born(t, &merge.kept),
        merged: words::name(t, &merge.merged),
        merged_born: words::born(t, &merge.merged),
        when: t.vigilance_merged_by(moment(t.locale, &zone(), merge.at), merge.by.as_str()),
        covered: merge.covered,
    }
}

pub(crate) async fn undo(visit: Visit, Id(id): Id<MergeId>) -> Answer {
    match people::unmerge(&visit.ctx, id).await {
        Ok(()) => Ok(see_other("/vigilance/merges?done=undone")),
        Err(error) => {
            let mut refusal = FormState::new("undo");
            refuse(&mut refusal, visit.t(), error)?;
            let page = page(&visit, &Asked::default(), refusal).await?;
            Ok(Page::with_status(StatusCode::CONFLICT, page).into_response())
        }
    }
}
