//! Two records side by side: one person, or two.

use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::people::{self, Pair, Person};
use care::{Error, MatchId, PersonId};

use super::words;
use crate::failure::Answer;
use crate::i18n::T;
use crate::sealed::{Id, open, seal};
use crate::shell::{
    Button, Choice, FormState, Icon, Link, Notice, Page, Shell, StateView, Tone, Why, see_other,
};
use crate::visit::Visit;
use crate::words::{day, refuse, zone};

/// Two records compared.
#[derive(Clone, Debug, Template)]
#[template(path = "vigilance/pair.html")]
pub(crate) struct PairPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) heading: String,
    pub(crate) found: String,
    pub(crate) titles: [&'static str; 2],
    /// The same on a phone, where they stand before each value.
    pub(crate) short: [&'static str; 2],
    pub(crate) rows: Vec<Row>,
    pub(crate) differences: usize,
    /// Why nothing is to be decided, if so.
    pub(crate) over: Option<Notice>,
    pub(crate) form: FormState,
    pub(crate) choices: Vec<Choice>,
}

/// A trait of both records.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) values: [String; 2],
    pub(crate) differs: bool,
}

impl PairPage {
    fn mark(&self, differs: &bool) -> StateView {
        let t = self.shell.t;
        if *differs {
            StateView::new(Tone::Warning, Icon::Alert, t.vigilance_differs())
        } else {
            StateView::new(Tone::Neutral, Icon::Check, t.vigilance_agrees())
        }
    }
}

pub(crate) async fn show(visit: Visit, Id(id): Id<MatchId>) -> Answer {
    let pair = people::pair(&visit.ctx, id).await?;
    let form = FormState::new("merge").with("kept", seal(visit.ctx.house(), pair.better().uuid()));
    Ok(Page::new(page(&visit, &pair, form)).into_response())
}

fn page(visit: &Visit, pair: &Pair, form: FormState) -> PairPage {
    let t = visit.t();
    let differences = pair.differences();
    let row = |which| Row {
        name: words::trait_name(t, which),
        values: [&pair.one, &pair.other].map(|person| words::trait_value(t, person, which)),
        differs: differences.contains(&which),
    };
    let over = match &pair.settled {
        Some(settled) => {
            let words = words::settled(t, settled);
            Some(Notice::new(Tone::Info, t.vigilance_settled_title(), words).link(back(t)))
        }
        None if pair.waits() => {
            let notice = Notice::new(Tone::Info, t.vigilance_waits_title(), t.vigilance_waits());
            Some(notice.link(back(t)))
        }
        None => None,
    };
    let better = pair.better();
    PairPage {
        id: seal(visit.ctx.house(), pair.id.uuid()),
        heading: t.vigilance_two(words::name(t, &pair.one), words::name(t, &pair.other)),
        found: t.vigilance_found_as(day(t.locale, &zone(), pair.found_at), words::likeness(t, pair.score)),
        titles: [t.vigilance_first(), t.vigilance_second()],
        short: [t.vigilance_first_short(), t.vigilance_second_short()],
        rows: words::TRAITS
            .into_iter()
            .map(row)
            .filter(|row| row.values.iter().any(|it| !it.is_empty()))
            .collect(),
        differences: differences.len(),
        over,
        form,
        choices: vec![
            choice(visit, &pair.one, t.vigilance_keep_first(), better),
            choice(visit, &pair.other, t.vigilance_keep_second(), better),
        ],
        shell: visit.shell(),
    }
}

fn back(t: T) -> Link {
    Link::new(t.vigilance_back(), "/vigilance")
}

fn choice(visit: &Visit, person: &Person, label: &str, better: PersonId) -> Choice {
    let t = visit.t();
    let who = format!("{}, {}", words::name(t, person), words::born(t, person));
    let detail = if person.id == better { t.vigilance_keep_better(who) } else { who };
    Choice::new(seal(visit.ctx.house(), person.id.uuid()), label).detail(detail)
}

/// The page again, with what stood in the way.
async fn refused(visit: &Visit, id: MatchId, mut form: FormState, error: Error) -> Answer {
    let status = match &error {
        Error::Conflict(_) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    refuse(&mut form, visit.t(), error)?;
    let pair = people::pair(&visit.ctx, id).await?;
    Ok(Page::with_status(status, page(visit, &pair, form)).into_response())
}

pub(crate) async fn merge(visit: Visit, Id(id): Id<MatchId>, body: Bytes) -> Answer {
    let form = FormState::from_body("merge", &body);
    let kept = open::<PersonId>(visit.ctx.house(), form.value("kept")).ok();
    let outcome = match kept {
        Some(kept) => people::merge(&visit.ctx, id, kept).await.map(|_| ()),
        None => Err(Error::invalid("kept", "fault-say-which-kept")),
    };
    match outcome {
        Ok(()) => Ok(see_other("/vigilance?done=merged")),
        Err(error) => refused(&visit, id, form, error).await,
    }
}

pub(crate) async fn distinct(visit: Visit, Id(id): Id<MatchId>) -> Answer {
    match people::dismiss(&visit.ctx, id).await {
        Ok(()) => Ok(see_other("/vigilance?done=distinct")),
        Err(error) => refused(&visit, id, FormState::new("merge"), error).await,
    }
}
