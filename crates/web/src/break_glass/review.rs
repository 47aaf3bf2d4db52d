//! The queue of the data-protection officer, and one attempt: who, why, what was read; never its content.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::AttemptId;
use care::break_glass::{self, AttemptLine, NewReview, OneAttempt, Opening, Review, ReviewForm, Verdict};
use serde::Deserialize;

use super::attempt::{need, sex};
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words::dated;

/// The attempts.
#[derive(Clone, Debug, Template)]
#[template(path = "break_glass/queue.html")]
pub(crate) struct ReviewsPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) lines: Vec<QueueLine>,
    pub(crate) empty: Empty,
}

/// One attempt.
#[derive(Clone, Debug, Template)]
#[template(path = "break_glass/review.html")]
pub(crate) struct ReviewPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) state: StateView,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) reason: String,
    pub(crate) journal: Vec<(String, String)>,
    pub(crate) form: Option<FormState>,
    pub(crate) comment: Option<String>,
}

impl ReviewPage {
    fn verdicts(&self) -> Vec<Choice> {
        let t = self.shell.t;
        let words = |it| match it {
            Verdict::Justified => t.verdict_justified(),
            Verdict::Unjustified => t.verdict_unjustified(),
        };
        Verdict::ALL.iter().map(|it| Choice::new(it.code(), words(*it))).collect()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn queue(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let lines = break_glass::queue(&visit.ctx).await?;
    let t = visit.t();
    Ok(Page::new(ReviewsPage {
        notice: asked.done.map(|_| Notice::done(t.break_glass_reviewed())),
        lines: lines.iter().map(|it| line(&visit, it)).collect(),
        empty: Empty::new(t.break_glass_none()).text(t.break_glass_none_text()),
        shell: visit.shell(),
    })
    .into_response())
}

fn state(t: T, it: &AttemptLine) -> StateView {
    match it.review {
        Review::Waiting => StateView::warning(t.break_glass_to_review()),
        Review::Justified => StateView::new(Tone::Success, Icon::Ok, t.verdict_justified()),
        Review::Unjustified => StateView::blocked(t.verdict_unjustified()),
    }
}

fn line(visit: &Visit, it: &AttemptLine) -> QueueLine {
    let t = visit.t();
    let href = format!("/break-glass/reviews/{}", seal(visit.ctx.house(), it.id.uuid()));
    let waits = it.review == Review::Waiting;
    let tone = if waits { Tone::Warning } else { Tone::Neutral };
    let clock = ClockView::new(tone, dated(t.locale, it.at, visit.ctx.now()), outcome(t, it));
    let whose = if waits { t.whose_you() } else { "" };
    QueueLine::new(clock, Link::new(&it.by, href.clone()), whose)
        .fact(&it.organization)
        .small(need(t, it.need))
        .state(state(t, it))
        .act(Button::link(t.act_open(), href))
}

fn outcome(t: T, it: &AttemptLine) -> &'static str {
    match it.opening {
        Opening::Nothing => t.break_glass_missed(),
        Opening::Running => t.break_glass_running(),
        Opening::Over => t.break_glass_opened(),
    }
}

pub(super) async fn show(visit: Visit, Id(id): Id<AttemptId>) -> Answer {
    let one = break_glass::open(&visit.ctx, id).await?;
    care::notices::read(&visit.ctx, id.uuid()).await?;
    Ok(Page::new(page(&visit, one, FormState::new("review"))).into_response())
}

fn page(visit: &Visit, one: OneAttempt, form: FormState) -> ReviewPage {
    let (t, now) = (visit.t(), visit.ctx.now());
    let sought = [
        format!("{} {}", one.sought.given, one.sought.family),
        one.sought.birth_date.parse().map(|date| t.locale.date_plain(date)).unwrap_or_default(),
        sex(t, &one.sought.sex),
    ];
    let mut facts = vec![
        (t.break_glass_who().to_owned(), format!("{} · {}", one.line.by, one.line.organization)),
        (t.break_glass_when().to_owned(), dated(t.locale, one.line.at, now)),
        (t.break_glass_sought().to_owned(), sought.join(" · ")),
        (t.break_glass_outcome().to_owned(), outcome(t, &one.line).to_owned()),
    ];
    facts.extend(one.until.map(|until| (t.break_glass_until().to_owned(), dated(t.locale, until, now))));
    facts.push((t.break_glass_need().to_owned(), need(t, one.line.need).to_owned()));
    if let Some((who, at)) = &one.reviewed {
        facts.push((t.break_glass_reviewed_by().to_owned(), format!("{who}, {}", dated(t.locale, *at, now))));
    }
    let journal = one
        .journal
        .iter()
        .map(|line| (crate::journal::words::action(t, &line.action), dated(t.locale, line.at, now)));
    ReviewPage {
        id: seal(visit.ctx.house(), one.line.id.uuid()),
        title: t.break_glass_one(one.line.by.as_str()),
        state: state(t, &one.line),
        facts,
        journal: journal.collect(),
        form: (one.line.review == Review::Waiting).then_some(form),
        comment: one.comment,
        reason: one.reason,
        shell: visit.shell(),
    }
}

pub(super) async fn review(visit: Visit, Id(id): Id<AttemptId>, body: Bytes) -> Answer {
    let typed: ReviewForm = typed::parse(&body);
    let reviewed = match NewReview::parse(&typed) {
        Ok(new) => break_glass::review(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    };
    match reviewed {
        Ok(()) => Ok(see_other("/break-glass/reviews?done=reviewed")),
        Err(error) => {
            let one = break_glass::open(&visit.ctx, id).await?;
            let status = status_of(&error);
            let mut form = typed::state("review", &typed);
            crate::words::refuse(&mut form, visit.t(), error)?;
            let mut page = page(&visit, one, form.clone());
            page.form = Some(form);
            Ok(Page::with_status(status, page).into_response())
        }
    }
}
