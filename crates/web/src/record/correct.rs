//! Correcting an entry: the same form, filled with what it says; what stood before is kept.

use axum::body::Bytes;
use axum::response::IntoResponse;
use care::record::{self, Audience, EntryForm, EntryView, NewEntry};
use care::{EntryId, people};
use serde::Deserialize;

use super::write::{self, WritePage};
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words::zone;

pub(super) async fn form(visit: Visit, Id(id): Id<EntryId>) -> Answer {
    let view = record::to_correct(&visit.ctx, id).await?;
    let form = typed::state(form_id(&visit, id), &filled(&visit, &view));
    Ok(Page::new(page(&visit, &view, form)).into_response())
}

fn form_id(visit: &Visit, id: EntryId) -> String {
    format!("correct-{}", seal(visit.ctx.house(), id.uuid()))
}

/// What the form shows at first.
fn filled(visit: &Visit, view: &EntryView) -> EntryForm {
    let day = |at: jiff::Timestamp| visit.locale().date_numeric(at.to_zoned(zone()).date());
    let (kept_for, readers) = match &view.audience {
        Audience::Compartment => (String::new(), Vec::new()),
        Audience::Named(named) => {
            ("named".to_owned(), named.iter().map(|it| seal(visit.ctx.house(), it.uuid())).collect())
        }
    };
    EntryForm {
        compartment: view.compartment.to_string(),
        on: day(view.at),
        until: view.until.map(day).unwrap_or_default(),
        kept_for,
        readers,
        shared: if view.shared_with_social { "yes".to_owned() } else { String::new() },
        ..EntryForm::of(&view.content)
    }
}

fn page(visit: &Visit, view: &EntryView, form: FormState) -> WritePage {
    let entry = seal(visit.ctx.house(), view.id.uuid());
    WritePage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), view.person.id.uuid()),
        name: crate::people::name(&view.person.identity),
        sort: view.content.sort(),
        entry: entry.clone(),
        correcting: Some(entry),
        base: view.version,
        sorts: Vec::new(),
        form,
        places: write::places(visit, &view.places),
        shared: write::shared(visit, &view.places),
        members: write::members(visit, &view.members),
        saved: None,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Base {
    base: i64,
}

pub(super) async fn save(visit: Visit, Id(id): Id<EntryId>, body: Bytes) -> Answer {
    let view = record::to_correct(&visit.ctx, id).await?;
    let (form, Base { base }): (EntryForm, Base) = (typed::parse(&body), typed::parse(&body));
    let readers = write::readers(&visit, &form);
    let today = people::today(&visit.ctx);
    let corrected = match NewEntry::parse(view.content.sort(), &form, &readers, today) {
        Ok(new) => record::correct(&visit.ctx, id, base, new).await,
        Err(error) => Err(error),
    };
    match corrected {
        Ok(()) => Ok(see_other(&format!("/entries/{}?done=corrected", seal(visit.ctx.house(), id.uuid())))),
        Err(error) => {
            let status = status_of(&error);
            let mut state = typed::state(form_id(&visit, id), &form);
            crate::words::refuse(&mut state, visit.t(), error)?;
            Ok(Page::with_status(status, page(&visit, &view, state)).into_response())
        }
    }
}
