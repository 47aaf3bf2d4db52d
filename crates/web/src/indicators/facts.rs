//! The facts behind a figure, one by one: references and dates, for those who read the exact figures.

use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use care::indicators::{self, Counted, LIST, What};
use care::{Error, programs::Program};
use kernel::CursorSealer;
use serde::Deserialize;

use super::asked::{Asked, of_period};
use super::page::{readable, refused};
use super::words;
use crate::failure::{Answer, Failure};
use crate::sealed::seal;
use crate::shell::prelude::*;
use crate::visit::Visit;

/// What a figure counts.
#[derive(Clone, Debug, Template)]
#[template(path = "indicators/facts.html")]
pub(crate) struct FactsPage {
    pub(crate) shell: Shell,
    pub(crate) title: String,
    pub(crate) period: String,
    pub(crate) definition: String,
    pub(crate) back: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) empty: Empty,
    pub(crate) pager: Pager,
}

/// One of them.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) href: Option<String>,
    pub(crate) when: String,
    pub(crate) days: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct From {
    after: Option<String>,
}

pub(crate) async fn show(
    visit: Visit,
    Path((slug, key)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    Query(from): Query<From>,
) -> Answer {
    let program = readable(&visit, &slug)?.clone();
    if !indicators::of(&program).iter().any(|it| it.key == key) {
        return Err(Failure(Error::NotFound));
    }
    if !indicators::reads_everything(&visit.ctx, &slug) {
        return Err(Failure(Error::Forbidden));
    }
    // The facts are the team's, whoever else the figures were shown to.
    let asked = Asked { audience: String::new(), ..asked };
    let wanted = match asked.wanted(&visit, &program, true).await {
        Ok(wanted) => wanted,
        Err(Error::Invalid(faults)) => return refused(&visit, &program, &asked, true, &faults).await,
        Err(error) => return Err(Failure(error)),
    };
    let query = of_period(wanted.period);
    // A page of another list, or of another period, is no page of this one.
    let list = format!("{LIST}|{slug}|{key}|{query}");
    let sealer = CursorSealer::new(visit.ctx.house().keys().cursor());
    let after = match &from.after {
        Some(text) => Some(sealer.open(&list, text).map_err(|_| Error::NotFound)?),
        None => None,
    };
    let page = indicators::facts(&visit.ctx, &slug, &key, wanted.period, None, after).await?;
    let t = visit.t();
    let base = format!("/programs/{slug}/report");
    let next = page.next.map(|cursor| format!("{base}/{key}?{query}&after={}", sealer.seal(&list, cursor)));
    let first = after.map(|_| format!("{base}/{key}?{query}"));
    Ok(Page::new(FactsPage {
        title: words::capital(&words::name(t, &key)),
        period: words::period_alone(t, wanted.period),
        definition: words::definition(t, &key, program.clocks.answer_days, program.clocks.consultation_days),
        back: format!("{base}?{query}"),
        lines: page.items.iter().map(|it| line(&visit, &program, it)).collect(),
        empty: Empty::new(t.facts_empty()).text(t.facts_empty_text()),
        pager: Pager::new(t, first, next),
        shell: visit.shell(),
    })
    .into_response())
}

fn line(visit: &Visit, program: &Program, it: &Counted) -> Line {
    let t = visit.t();
    let (what, href) = match &it.what {
        What::Advice { id, reference, within_reach } => (
            reference.clone(),
            within_reach.then(|| format!("/requests/{}", seal(visit.ctx.house(), id.uuid()))),
        ),
        What::Arrival { id, organization, within_reach } => (
            t.facts_arrival(organization.as_str()),
            within_reach.then(|| format!("/reception/arrivals/{}", seal(visit.ctx.house(), id.uuid()))),
        ),
        What::Professional { name, .. } => (name.clone(), None),
    };
    Line {
        what,
        href,
        when: visit.locale().datetime_short(&it.at.to_zoned(program.calendar.zone.clone())),
        days: it.days.map(|days| t.report_in_days(visit.locale().decimal(days, 1))),
    }
}
