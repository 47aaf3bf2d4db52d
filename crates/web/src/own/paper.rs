//! The same on paper, for whoever has no telephone.

use axum::response::IntoResponse;
use care::PersonId;
use care::own;
use care::people::{Left, ReadBy};

use super::looked;
use super::words::{self, ConsentLine, Told};
use crate::failure::Answer;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::visit::Visit;

/// The paper version.
#[derive(Clone, Debug, Template)]
#[template(path = "own/paper.html")]
pub(crate) struct PaperPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) on: String,
    pub(crate) told: Told,
    pub(crate) read: Vec<(String, String)>,
    pub(crate) consents: Vec<ConsentLine>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let page = own::paper(&visit.ctx, id).await?;
    let t = visit.t();
    Ok(Page::new(PaperPage {
        id: seal(visit.ctx.house(), page.person.id.uuid()),
        on: t.locale.date_plain(care::people::today(&visit.ctx)),
        read: read(&visit, &page.left),
        consents: words::consents(&visit, &page.standing),
        told: words::told(&visit, &page),
        shell: visit.shell(),
    })
    .into_response())
}

/// Who read the record, when and how often, and why they could.
fn read(visit: &Visit, left: &Left) -> Vec<(String, String)> {
    let t = visit.t();
    let why = |it: &ReadBy| {
        let mut whys: Vec<_> = it.grounds.iter().map(|ground| looked::why(visit, ground)).collect();
        whys.dedup();
        whys.join(" ")
    };
    let lines = crate::people::left::read(visit, left).into_iter().zip(&left.read);
    lines.map(|((who, when), it)| (who, t.own_paper_read(when, why(it)))).collect()
}
