//! The text of a synthesis while it is completed: part by part, kept as one types, both versions where somebody else was quicker.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::synthesis::{self, Part, SynthesisView, Text, TextForm};
use care::{Error, SynthesisId, drafts};

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::{Saved, see_other};
use crate::typed;
use crate::visit::Visit;

const FORM: &str = "synthesis";

/// The form in the page: what is typed is kept in the browser under it.
fn form_id(visit: &Visit, id: SynthesisId) -> String {
    format!("synthesis-{}", seal(visit.ctx.house(), id.uuid()))
}

/// The text of a synthesis.
#[derive(Clone, Debug, Template)]
#[template(path = "synthesis/edit.html")]
pub(crate) struct EditPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) why: Why,
    pub(crate) form: FormState,
    pub(crate) base: i64,
    pub(crate) saved: Option<Saved>,
    pub(crate) parts: Vec<PartView>,
    /// Somebody signed already: who changes the text asks them again.
    pub(crate) signed: bool,
    /// Where somebody else changed it since: what they wrote, part by part.
    pub(crate) theirs: Vec<(String, String)>,
    pub(crate) theirs_by: String,
}

/// A part, as a field.
#[derive(Clone, Debug)]
pub(crate) struct PartView {
    pub(crate) code: &'static str,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    pub(crate) rows: u16,
    pub(crate) wanted: bool,
}

impl EditPage {
    /// The field of a part.
    fn field(&self, part: &PartView) -> FieldView {
        let mut field = self.form.textarea(part.code, part.label.as_str()).rows(part.rows);
        if let Some(hint) = &part.hint {
            field = field.description(hint);
        }
        if part.wanted { field.required() } else { field }
    }
}

impl PartView {
    pub(super) fn all(t: crate::i18n::T) -> Vec<Self> {
        let view = |part: &Part| Self {
            code: part.code(),
            label: words::part(t, *part),
            hint: words::hint(t, *part),
            rows: if matches!(part, Part::Reason | Part::Allergies | Part::Situation) { 3 } else { 7 },
            wanted: Part::WANTED.contains(part),
        };
        Part::ALL.iter().map(view).collect()
    }
}

pub(super) async fn form(visit: Visit, Id(id): Id<SynthesisId>) -> Answer {
    let view = writable(&visit, id).await?;
    let draft = drafts::find(&visit.ctx.reader(), &visit.ctx, FORM, id.uuid()).await?;
    let (typed, saved) = match draft {
        Some(draft) => {
            let at = typed::time(&visit, draft.saved_at);
            (typed::read(&draft.body), Saved::at(visit.t(), at).version(draft.version))
        }
        None => {
            let typed = TextForm::of(&view.standing.text, view.standing.version);
            (typed, Saved::none(visit.t()).version(0))
        }
    };
    let state = typed::state(form_id(&visit, id), &typed);
    Ok(Page::new(page(&visit, &view, &typed, state, Some(saved))).into_response())
}

/// What may still be changed, by whoever may.
async fn writable(visit: &Visit, id: SynthesisId) -> Result<SynthesisView, Error> {
    let view = synthesis::open(&visit.ctx, id).await?;
    if view.may_write {
        return Ok(view);
    }
    Err(if view.standing.status.is_open() {
        Error::Forbidden
    } else {
        Error::conflict("conflict-synthesis-over")
    })
}

fn page(
    visit: &Visit,
    it: &SynthesisView,
    typed: &TextForm,
    form: FormState,
    saved: Option<Saved>,
) -> EditPage {
    let (t, house) = (visit.t(), visit.ctx.house());
    let changed = typed.base != it.standing.version;
    let differs = |part: &&Part| it.standing.text.get(**part).unwrap_or_default() != typed.get(**part).trim();
    let theirs = Part::ALL
        .iter()
        .filter(|_| changed)
        .filter(differs)
        .map(|part| (words::part(t, *part), it.standing.text.get(*part).unwrap_or_default().to_owned()));
    let (by, at) = &it.standing.written;
    EditPage {
        shell: visit.shell(),
        id: seal(house, it.id.uuid()),
        person: seal(house, it.person.id.uuid()),
        name: crate::people::name(&it.person.identity),
        title: it.step_name.get(t.locale).to_owned(),
        why: Why::new(crate::people::reason(t, &it.reason.key)),
        form,
        // Once both are seen, what is saved next is meant to stand.
        base: it.standing.version,
        saved,
        parts: PartView::all(t),
        signed: !it.standing.signed.is_empty(),
        theirs: theirs.collect(),
        theirs_by: t.right_by(by.as_str(), crate::words::dated(t.locale, *at, visit.ctx.now())),
    }
}

pub(super) async fn autosave(visit: Visit, Id(id): Id<SynthesisId>, body: Bytes) -> Answer {
    writable(&visit, id).await?;
    typed::autosave::<TextForm>(&visit, FORM, id.uuid(), &body).await
}

pub(super) async fn save(visit: Visit, Id(id): Id<SynthesisId>, body: Bytes) -> Answer {
    let form: TextForm = typed::parse(&body);
    let saved = match Text::parse(&form) {
        Ok(text) => synthesis::revise(&visit.ctx, id, text, form.base).await,
        Err(error) => Err(error),
    };
    let Err(error) = saved else {
        let address = format!("/syntheses/{}?done=saved", seal(visit.ctx.house(), id.uuid()));
        return Ok(see_other(&address));
    };
    if !matches!(error, Error::Conflict(_) | Error::Invalid(_)) {
        return Err(error.into());
    }
    typed::keep(&visit, FORM, id.uuid(), &form, &body).await?;
    let status = status_of(&error);
    refused(&visit, id, &form, (status, error)).await
}

/// The form of the text, with what is missing before it can be signed.
pub(super) async fn incomplete(visit: &Visit, id: SynthesisId, error: Error) -> Answer {
    let view = synthesis::open(&visit.ctx, id).await?;
    let form = TextForm::of(&view.standing.text, view.standing.version);
    refused(visit, id, &form, (StatusCode::UNPROCESSABLE_ENTITY, error)).await
}

async fn refused(
    visit: &Visit,
    id: SynthesisId,
    form: &TextForm,
    (status, error): (StatusCode, Error),
) -> Answer {
    let view = synthesis::open(&visit.ctx, id).await?;
    let mut state = typed::state(form_id(visit, id), form);
    crate::words::refuse(&mut state, visit.t(), error)?;
    Ok(Page::with_status(status, page(visit, &view, form, state, None)).into_response())
}
