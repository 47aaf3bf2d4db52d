//! A professional, written down or corrected by whoever keeps the directory.

use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::directory::{
    NewPractitioner, PractitionerForm, TITLES, create_practitioner_as, edit_practitioner, practitioner_form,
};
use care::{Error, PractitionerId};

use super::both::{self, Both, Field};
use crate::failure::Answer;
use crate::i18n::T;
use crate::sealed::{Id, open, seal};
use crate::shell::{Button, Choice, FormState, Page, Shell, see_other};
use crate::typed;
use crate::visit::Visit;
use crate::words::refuse;

/// The form.
#[derive(Clone, Debug, Template)]
#[template(path = "directory/professional_form.html")]
pub(crate) struct ProfessionalFormPage {
    pub(crate) shell: Shell,
    /// Of the professional who is corrected.
    pub(crate) id: Option<String>,
    pub(crate) form: FormState,
}

impl ProfessionalFormPage {
    fn titles(&self) -> Vec<Choice> {
        let none = self.shell.t.directory_no_title();
        TITLES.iter().map(|it| Choice::new(it, if it.is_empty() { none } else { it })).collect()
    }

    fn title(&self) -> &'static str {
        let t = self.shell.t;
        if self.id.is_some() { t.professional_edit_title() } else { t.professional_new_title() }
    }

    fn action(&self) -> String {
        let id = self.id.as_ref();
        id.map_or("/directory/professionals".to_owned(), |id| format!("/directory/professionals/{id}/edit"))
    }

    fn back(&self) -> String {
        let id = self.id.as_ref();
        id.map_or("/directory".to_owned(), |id| format!("/directory/professionals/{id}"))
    }
}

pub(crate) async fn blank(visit: Visit) -> Answer {
    super::may_manage(&visit)?;
    // Sent twice, the form adds one professional: it carries the identifier that they will have.
    let once: PractitionerId = visit.ctx.new_id();
    let form = FormState::new("professional").with("once", seal(visit.ctx.house(), once.uuid()));
    Ok(Page::new(ProfessionalFormPage { shell: visit.shell(), id: None, form }).into_response())
}

pub(crate) async fn create(visit: Visit, body: Bytes) -> Answer {
    super::may_manage(&visit)?;
    let mut form = FormState::from_body("professional", &body);
    let house = visit.ctx.house();
    let once = open(house, form.value("once")).unwrap_or_else(|_| visit.ctx.new_id());
    let outcome = match NewPractitioner::parse(&typed::parse::<PractitionerForm>(&body)) {
        Ok(new) => create_practitioner_as(&visit.ctx, once, new).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(id) => {
            let id = seal(house, id.uuid());
            Ok(see_other(&format!("/directory/professionals/{id}?done=professional-created")))
        }
        Err(error) => {
            refuse(&mut form, visit.t(), super::precise(error))?;
            let page = ProfessionalFormPage { shell: visit.shell(), id: None, form };
            Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

pub(crate) async fn edit(visit: Visit, Id(id): Id<PractitionerId>) -> Answer {
    let (shown, version) = practitioner_form(&visit.ctx, id).await?;
    let id = seal(visit.ctx.house(), id.uuid());
    let form = typed::state(format!("professional-{id}"), &shown).with("version", version);
    Ok(Page::new(ProfessionalFormPage { shell: visit.shell(), id: Some(id), form }).into_response())
}

pub(crate) async fn correct(visit: Visit, Id(id): Id<PractitionerId>, body: Bytes) -> Answer {
    super::may_manage(&visit)?;
    let sealed = seal(visit.ctx.house(), id.uuid());
    let mut form = FormState::from_body(format!("professional-{sealed}"), &body);
    let typed: PractitionerForm = typed::parse(&body);
    let (stands, now) = practitioner_form(&visit.ctx, id).await?;
    if form.value("keep") == "both" {
        let page = ProfessionalFormPage { shell: visit.shell(), id: Some(sealed), form };
        return Ok(Page::new(page).into_response());
    }
    let outcome = match NewPractitioner::parse(&typed) {
        Ok(new) => {
            let version = form.value("version").parse().unwrap_or_default();
            edit_practitioner(&visit.ctx, id, version, new).await
        }
        Err(error) => Err(error),
    };
    let href = format!("/directory/professionals/{sealed}");
    match outcome {
        Ok(()) => Ok(see_other(&format!("{href}?done=professional-edited"))),
        Err(Error::Conflict(conflict)) => {
            let (mine, theirs) = (fields(visit.t(), &typed), fields(visit.t(), &stands));
            let both = Both { conflict, mine, theirs, carried: Vec::new(), version: now, href };
            Ok(both::page(&visit, both))
        }
        Err(error) => {
            refuse(&mut form, visit.t(), super::precise(error))?;
            let page = ProfessionalFormPage { shell: visit.shell(), id: Some(sealed), form };
            Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

fn fields(t: T, form: &PractitionerForm) -> Vec<Field> {
    let field = |name, label: &str, value: &str| Field::new(name, label, value);
    vec![
        field("title", t.professional_title(), &form.title),
        field("given", t.professional_given(), &form.given),
        field("family", t.professional_family(), &form.family),
        field("rpps", t.professional_rpps(), &form.rpps),
        field("phone", t.professional_phone(), &form.phone),
        field("email", t.professional_email(), &form.email),
    ]
}
