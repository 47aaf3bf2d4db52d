//! My requests: those I wrote and those I have to answer.

use askama::Template;
use axum::response::IntoResponse;
use care::requests::advice;
use policy::ProgramRole;

use super::words;
use crate::failure::Answer;
use crate::shell::{Button, Empty, Icon, Page, QueueGroup, Shell};
use crate::visit::Visit;

/// The requests of the reader.
#[derive(Debug, Template)]
#[template(path = "requests/advice/list.html")]
pub(crate) struct ListPage {
    pub(crate) shell: Shell,
    pub(crate) groups: Vec<QueueGroup>,
    pub(crate) empty: Empty,
    pub(crate) may_ask: bool,
}

pub(crate) async fn requests(visit: Visit) -> Answer {
    let mine = advice::awaiting(&visit.ctx.reader(), &visit.ctx).await?;
    let t = visit.t();
    let persons = [&mine.awaiting_me, &mine.pool, &mine.elsewhere, &mine.drafts];
    let persons =
        persons.into_iter().flatten().filter_map(|line| line.person.as_ref()).map(|it| it.id.uuid());
    visit.ctx.saw(care::Seen {
        action: "advice.list",
        kind: "advice",
        object: None,
        persons: persons.collect(),
        ground: "my-own-work".to_owned(),
    });
    let group = |id: &str, title: &str, lines: &[advice::AdviceLine], whose: &str| QueueGroup {
        id: id.to_owned(),
        title: title.to_owned(),
        count: lines.len().to_string(),
        lines: lines
            .iter()
            .filter_map(|line| words::queue_line(&visit, line, None, whose.to_owned()))
            .collect(),
        more: None,
    };
    let groups = vec![
        group("mine", t.list_awaiting(), &mine.awaiting_me, t.whose_you()),
        group("pool", t.list_pool(), &mine.pool, t.whose_pool()),
        group("else", t.list_elsewhere(), &mine.elsewhere, t.whose_other()),
        group("drafts", t.list_drafts(), &mine.drafts, t.whose_you()),
    ];
    let groups: Vec<QueueGroup> = groups.into_iter().filter(|group| !group.lines.is_empty()).collect();
    let may_ask = !visit.ctx.actor().professional()?.programs_as(ProgramRole::Asker).is_empty();
    let mut empty = Empty::new(t.list_empty()).text(t.list_empty_text());
    if may_ask {
        empty = empty.act(Button::link(t.ask_do(), "/requests/new").icon(Icon::Plus));
    }
    Ok(Page::new(ListPage { shell: visit.shell(), groups, empty, may_ask }).into_response())
}
