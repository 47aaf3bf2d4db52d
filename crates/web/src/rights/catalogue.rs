//! The catalogue of rights: what each says, from which source and of which day; correcting an entry for the territory.

use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::rights::{self, CatalogueEntry, Corrected, CorrectionForm, Means, OwedBy, Right};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::record::ChangeLine;
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// Every right of the catalogue.
#[derive(Clone, Debug, Template)]
#[template(path = "rights/catalogue.html")]
pub(crate) struct CataloguePage {
    pub(crate) shell: Shell,
    pub(crate) lines: Vec<EntryLine>,
}

/// A right as a line.
#[derive(Clone, Debug)]
pub(crate) struct EntryLine {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) body: String,
    pub(crate) lasts: String,
    pub(crate) source: String,
    pub(crate) corrected: Option<Tag>,
}

/// One right of the catalogue.
#[derive(Clone, Debug, Template)]
#[template(path = "rights/entry.html")]
pub(crate) struct CatalogueEntryPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) corrected: Option<Tag>,
    pub(crate) source: String,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) pieces: Vec<(String, String)>,
    pub(crate) form: Option<FormState>,
    pub(crate) base: i64,
    pub(crate) upkeep: bool,
    pub(crate) choices: Vec<Choice>,
    pub(crate) history: Vec<ChangeLine>,
}

impl CatalogueEntryPage {
    fn means(&self) -> Vec<Choice> {
        let t = self.shell.t;
        vec![
            Choice::new("", t.choose()),
            Choice::new("refusal", t.catalogue_means_refusal()),
            Choice::new("acceptance", t.catalogue_means_acceptance()),
        ]
    }

    fn owed(&self) -> Vec<Choice> {
        let t = self.shell.t;
        OwedBy::ALL.into_iter().map(|it| Choice::new(it.code(), words::owed(t, it))).collect()
    }
}

const FORM: &str = "catalogue";

fn href(code: &str) -> String {
    format!("/rights/catalogue/{code}")
}

pub(super) async fn list(visit: Visit) -> Answer {
    let entries = rights::catalogue(&visit.ctx).await?;
    let lines = entries.iter().map(|it| line(&visit, it)).collect();
    Ok(Page::new(CataloguePage { shell: visit.shell(), lines }).into_response())
}

fn line(visit: &Visit, it: &CatalogueEntry) -> EntryLine {
    let t = visit.t();
    EntryLine {
        name: it.right.name.get(t.locale).to_owned(),
        href: href(&it.right.code),
        body: it.right.body.get(t.locale).to_owned(),
        lasts: it.right.lasts.get(t.locale).to_owned(),
        source: source(t, &it.right),
        corrected: it.is_corrected().then(|| Tag::new(Tone::Accent, Icon::Edit, t.catalogue_corrected())),
    }
}

/// « Source : CSS L861-1, inscrit le 25 novembre 2026 ».
fn source(t: T, right: &Right) -> String {
    let on = right.entered_on().map(|date| t.locale.date_plain(date)).unwrap_or_default();
    t.catalogue_source(on, right.source.as_str())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Path(code): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let entry = rights::catalogue_entry(&visit.ctx, &code).await?;
    let form = typed::state(FORM, &CorrectionForm::of(&entry.right, visit.locale()));
    let mut page = page(&visit, &entry, form);
    page.notice =
        asked.done.and_then(|done| visit.t().by_key(&format!("done-catalogue-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, entry: &CatalogueEntry, form: FormState) -> CatalogueEntryPage {
    let (t, right) = (visit.t(), &entry.right);
    let line = line(visit, entry);
    let piece =
        |it: &rights::Piece| (it.name.get(t.locale).to_owned(), words::owed(t, it.owed_by).to_owned());
    let choice =
        |it: &rights::Piece| Choice::new(&it.code, it.name.get(t.locale)).detail(words::owed(t, it.owed_by));
    CatalogueEntryPage {
        shell: visit.shell(),
        notice: None,
        code: right.code.clone(),
        title: line.name,
        corrected: line.corrected,
        source: line.source,
        facts: facts(t, right),
        pieces: right.pieces.iter().map(piece).collect(),
        form: entry.may_correct.then_some(form),
        base: entry.version(),
        upkeep: right.upkeep.is_some(),
        choices: right.pieces.iter().chain(&right.former).map(choice).collect(),
        history: entry.corrections.iter().map(|it| change(visit, it)).collect(),
    }
}

/// What an entry says, as terms and words; what it is silent on is left out.
pub(super) fn facts(t: T, right: &Right) -> Vec<(String, String)> {
    let mut facts = vec![
        (t.right_body().to_owned(), right.body.get(t.locale).to_owned()),
        (t.catalogue_lasts().to_owned(), right.lasts.get(t.locale).to_owned()),
    ];
    let mut add = |term: &str, words: String| facts.push((term.to_owned(), words));
    let since = right.valid.since().map(|date| t.catalogue_valid_from(t.locale.date_plain(date)));
    let last = right.valid.last().map(|date| t.catalogue_valid_until(t.locale.date_plain(date)));
    let valid: Vec<String> = [since, last].into_iter().flatten().collect();
    if !valid.is_empty() {
        add(t.catalogue_valid(), valid.join(" "));
    }
    if let Some(months) = right.months {
        add(t.catalogue_months(), t.catalogue_months_of(months));
    }
    if let Some(renew) = right.renew {
        add(t.right_renewal(), t.catalogue_renew_between(renew.from, renew.until));
    }
    if let Some(silence) = right.silence {
        let means = match silence.means {
            Means::Refusal => t.catalogue_means_refusal(),
            Means::Acceptance => t.catalogue_means_acceptance(),
        };
        add(t.right_silence(), t.catalogue_silence_after(means, silence.months));
    }
    if let Some(upkeep) = right.upkeep {
        let by = match upkeep.by {
            rights::KeptBy::Declaration => t.catalogue_by_declaration(),
            rights::KeptBy::Contact => t.catalogue_by_contact(),
        };
        add(t.right_upkeep(), t.catalogue_upkeep_every(by, upkeep.months));
    }
    if let Some(appeal) = &right.appeal {
        add(t.right_appeal(), t.catalogue_appeal_within(appeal.months, appeal.source.as_str()));
    }
    facts
}

fn change(visit: &Visit, it: &Corrected) -> ChangeLine {
    let t = visit.t();
    match &it.correction {
        Some(correction) => {
            let what = t.catalogue_corrected_from(correction.source.as_str());
            ChangeLine::new(visit, what, None, it.at, &it.by)
        }
        None => ChangeLine::new(visit, t.catalogue_restored(), None, it.at, &it.by),
    }
}

/// On which version a form builds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Base {
    base: String,
}

fn base(body: &[u8]) -> i64 {
    let Base { base } = typed::parse(body);
    base.parse().unwrap_or(-1)
}

pub(super) async fn correct(visit: Visit, Path(code): Path<String>, body: Bytes) -> Answer {
    let form: CorrectionForm = typed::parse(&body);
    match rights::correct(&visit.ctx, &code, base(&body), &form).await {
        Ok(()) => Ok(see_other(&format!("{}?done=corrected", href(&code)))),
        Err(error) => {
            let status: StatusCode = status_of(&error);
            let mut state = typed::state(FORM, &form);
            crate::words::refuse(&mut state, visit.t(), error)?;
            let entry = rights::catalogue_entry(&visit.ctx, &code).await?;
            Ok(Page::with_status(status, page(&visit, &entry, state)).into_response())
        }
    }
}

pub(super) async fn restore(visit: Visit, Path(code): Path<String>, body: Bytes) -> Answer {
    match rights::restore(&visit.ctx, &code, base(&body)).await {
        Ok(()) => Ok(see_other(&format!("{}?done=restored", href(&code)))),
        // Somebody corrected it meanwhile: the page says what it is now.
        Err(care::Error::Conflict(_)) => Ok(see_other(&href(&code))),
        Err(error) => Err(error.into()),
    }
}
