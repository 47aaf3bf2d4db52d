//! The referrals in which the reader takes part.

use axum::extract::Query;
use axum::response::IntoResponse;
use care::requests::referral::{self, Filter};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::sealed::{open_cursor, seal_cursor};
use crate::shell::prelude::*;
use crate::visit::Visit;

/// The name of the list in its cursors.
const LIST: &str = "referrals";

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "requests/referral/list.html")]
pub(crate) struct ReferralsPage {
    pub(crate) shell: Shell,
    pub(crate) views: Vec<(Link, bool)>,
    pub(crate) lines: Vec<QueueLine>,
    pub(crate) pager: Pager,
}

impl ReferralsPage {
    fn empty(&self) -> Empty {
        Empty::new(self.shell.t.referrals_none()).text(self.shell.t.referrals_none_text())
    }
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    show: String,
    after: Option<String>,
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (t, house) = (visit.t(), visit.ctx.house().clone());
    let (filter, show) = match asked.show.as_str() {
        "late" => (Filter::Late, "late"),
        "over" => (Filter::Over, "over"),
        _ => (Filter::Running, ""),
    };
    let address = |show: &str| match show {
        "" => "/referrals".to_owned(),
        show => format!("/referrals?show={show}"),
    };
    let after = open_cursor(&house, LIST, asked.after.as_deref());
    let page = referral::list(&visit.ctx, filter, after).await?;
    let next = page.next.map(|cursor| {
        let mark = if show.is_empty() { '?' } else { '&' };
        format!("{}{mark}after={}", address(show), seal_cursor(&house, LIST, cursor))
    });
    let view = |other: &str, label: &str| (Link::new(label, address(other)), show == other);
    let page = ReferralsPage {
        views: vec![
            view("", t.referrals_running()),
            view("late", t.referrals_late()),
            view("over", t.referrals_over()),
        ],
        lines: page.items.iter().map(|it| words::line(&visit, it)).collect(),
        pager: Pager::new(t, after.is_some().then(|| address(show)), next),
        shell: visit.shell(),
    };
    Ok(Page::new(page).into_response())
}
