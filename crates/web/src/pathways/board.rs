//! Who is where, and what is late.

use axum::extract::Query;
use axum::response::IntoResponse;
use care::pathways::{self, BoardFilter, BoardLine};
use serde::Deserialize;

use crate::failure::Answer;
use crate::requests::advice::words::person;
use crate::sealed::{open_cursor, seal, seal_cursor};
use crate::shell::prelude::*;
use crate::visit::Visit;
use crate::words::dated;

/// The name of the list in its cursors.
const LIST: &str = "pathways";

/// The board.
#[derive(Clone, Debug, Template)]
#[template(path = "pathways/board.html")]
pub(crate) struct BoardPage {
    pub(crate) shell: Shell,
    /// Each step of each programme: how many are at it, how many of them late.
    pub(crate) groups: Vec<Group>,
    /// The other ways to narrow the list, and which one is chosen.
    pub(crate) views: Vec<(Link, bool)>,
    pub(crate) lines: Vec<QueueLine>,
    pub(crate) pager: Pager,
}

/// A pathway of a programme.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) title: String,
    pub(crate) steps: Vec<StepCount>,
}

/// How many are at a step.
#[derive(Clone, Debug)]
pub(crate) struct StepCount {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) current: bool,
    pub(crate) count: String,
    pub(crate) late: Option<StateView>,
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    program: String,
    step: String,
    show: String,
    after: Option<String>,
}

impl Asked {
    /// Only what is known: nothing else goes into the links of the page.
    fn known(self, visit: &Visit) -> Self {
        let programs = visit.ctx.house().programs();
        let program = programs.get(&self.program).filter(|it| !it.pathways.is_empty());
        let has = |step: &str| {
            programs.iter().flat_map(|it| &it.pathways).any(|pathway| pathway.step(step).is_some())
        };
        Self {
            program: program.map(|it| it.slug.clone()).unwrap_or_default(),
            step: Some(self.step).filter(|step| has(step)).unwrap_or_default(),
            show: Some(self.show).filter(|it| matches!(it.as_str(), "late" | "stopped")).unwrap_or_default(),
            after: self.after,
        }
    }

    fn filter(&self) -> BoardFilter {
        let some = |text: &String| Some(text.clone()).filter(|it| !it.is_empty());
        BoardFilter {
            program: some(&self.program),
            step: some(&self.step),
            late: self.show == "late",
            stopped: self.show == "stopped",
        }
    }

    fn address(&self) -> String {
        let fields = [("program", &self.program), ("step", &self.step), ("show", &self.show)];
        let fields: Vec<String> = fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if fields.is_empty() { "/pathways".to_owned() } else { format!("/pathways?{}", fields.join("&")) }
    }
}

impl BoardPage {
    fn empty(&self) -> Empty {
        Empty::new(self.shell.t.pathways_none()).text(self.shell.t.pathways_none_text())
    }
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (t, house) = (visit.t(), visit.ctx.house().clone());
    let asked = asked.known(&visit);
    let after = open_cursor(&house, LIST, asked.after.as_deref());
    let board = pathways::board(&visit.ctx, &asked.filter(), after).await?;
    let next = board.page.next.map(|cursor| {
        let address = asked.address();
        let mark = if address.contains('?') { '&' } else { '?' };
        format!("{address}{mark}after={}", seal_cursor(&house, LIST, cursor))
    });
    let view = |show: &str, label: &str| {
        let other = Asked { show: show.to_owned(), after: None, ..asked.clone() };
        (Link::new(label, other.address()), asked.show == show)
    };
    let page = BoardPage {
        groups: groups(&visit, &asked, &board.steps),
        views: vec![
            view("", t.pathways_running()),
            view("late", t.pathways_late()),
            view("stopped", t.pathways_stopped()),
        ],
        lines: board.page.items.iter().map(|it| line(&visit, it)).collect(),
        pager: Pager::new(t, after.is_some().then(|| asked.address()), next),
        shell: visit.shell(),
    };
    Ok(Page::new(page).into_response())
}

fn groups(visit: &Visit, asked: &Asked, counts: &[(String, String, i64, i64)]) -> Vec<Group> {
    let t = visit.t();
    let mut groups = Vec::new();
    for program in visit.ctx.house().programs().iter() {
        for rules in &program.pathways {
            let step = |step: &care::programs::PathwayStep| {
                let counted =
                    counts.iter().find(|(slug, code, ..)| *slug == program.slug && *code == step.code);
                let (all, late) = counted.map_or((0, 0), |(_, _, all, late)| (*all, *late));
                let current = asked.program == program.slug && asked.step == step.code;
                let (slug, code) = if current { ("", "") } else { (&*program.slug, &*step.code) };
                let narrowed =
                    Asked { program: slug.to_owned(), step: code.to_owned(), after: None, ..asked.clone() };
                StepCount {
                    name: step.name.get(t.locale).to_owned(),
                    href: narrowed.address(),
                    current,
                    count: t.pathways_at(all),
                    late: (late > 0).then(|| StateView::blocked(t.pathways_late_count(late))),
                }
            };
            groups.push(Group {
                title: format!("{} · {}", program.name.get(t.locale), rules.name.get(t.locale)),
                steps: rules.steps.iter().map(step).collect(),
            });
        }
    }
    groups
}

/// A pathway as a line of a queue.
pub(crate) fn line(visit: &Visit, it: &BoardLine) -> QueueLine {
    let (t, today) = (visit.t(), care::people::today(&visit.ctx));
    let href = format!("/pathways/{}", seal(visit.ctx.house(), it.id.uuid()));
    let step = it.step.as_deref().and_then(|code| it.rules.step(code));
    let title =
        step.map_or_else(|| t.pathway_stopped().to_owned(), |step| step.name.get(t.locale).to_owned());
    let clock = match it.due {
        None => ClockView::new(Tone::Neutral, t.pathway_stopped(), ""),
        Some(due) => {
            let (label, words) =
                (t.step_before(t.locale.date_short(due)), crate::rights::days_left(t, today, due));
            if due < today {
                ClockView::late(label, words)
            } else {
                ClockView::new(Tone::Neutral, label, words)
            }
        }
    };
    let mut line = QueueLine::new(clock, Link::new(title, href.clone()), it.rules.name.get(t.locale))
        .fact(person(t, &it.person, visit.ctx.now()));
    if let Some(planned) = it.planned {
        line = line.small(t.step_planned(dated(t.locale, planned, visit.ctx.now())));
    }
    line.act(Button::link(t.act_open(), href))
}
