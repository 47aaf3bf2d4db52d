//! Adoption of the shared record, month by month: doctors who opened the rights of a person they follow.

use axum::extract::Path;
use axum::response::IntoResponse;
use care::indicators::{self, Month};

use super::page::readable;
use crate::failure::Answer;
use crate::shell::prelude::*;
use crate::visit::Visit;

/// The months, the latest first.
#[derive(Clone, Debug, Template)]
#[template(path = "indicators/adoption.html")]
pub(crate) struct AdoptionPage {
    pub(crate) shell: Shell,
    pub(crate) program: String,
    pub(crate) back: String,
    pub(crate) summary: String,
    pub(crate) lines: Vec<MonthLine>,
}

/// A month as a line.
#[derive(Clone, Debug)]
pub(crate) struct MonthLine {
    pub(crate) month: String,
    pub(crate) opened: String,
    pub(crate) concerned: String,
    /// What the share is, in words; nothing where nobody was concerned.
    pub(crate) share: String,
}

pub(crate) async fn show(visit: Visit, Path(slug): Path<String>) -> Answer {
    let program = readable(&visit, &slug)?.name.get(visit.locale()).to_owned();
    let months = indicators::adoption(&visit.ctx, &slug).await?;
    Ok(Page::new(AdoptionPage {
        summary: summary(visit.t(), &months),
        lines: months.iter().rev().map(|month| line(visit.t(), month)).collect(),
        back: format!("/programs/{slug}/report"),
        shell: visit.shell(),
        program,
    })
    .into_response())
}

/// « Ce mois-ci, 3 médecins sur 12 ont ouvert les droits d’une personne qu’ils suivent. »
pub(super) fn summary(t: T, months: &[Month]) -> String {
    match months.last() {
        Some(Month { opened: Some(opened), concerned: Some(concerned), .. }) if *concerned > 0 => {
            t.adoption_this_month(*concerned, *opened)
        }
        Some(Month { concerned: None, .. }) => t.adoption_few().to_owned(),
        _ => t.adoption_nobody().to_owned(),
    }
}

pub(super) fn line(t: T, month: &Month) -> MonthLine {
    let locale = t.locale;
    #[allow(clippy::cast_precision_loss)]
    let share = match (month.opened, month.concerned) {
        (Some(opened), Some(concerned)) if concerned > 0 => Some(100.0 * opened as f64 / concerned as f64),
        _ => None,
    };
    let told = |count: Option<i64>| count.map_or("<\u{a0}5".to_owned(), |count| locale.number(count));
    MonthLine {
        month: crate::words::capitalized(&locale.month_and_year(month.first)),
        // Of fewer than five, how many opened is not told at all.
        opened: month.opened.map(|count| locale.number(count)).unwrap_or_default(),
        concerned: told(month.concerned),
        share: share.map(|share| t.adoption_percent(locale.decimal(share, 0))).unwrap_or_default(),
    }
}
