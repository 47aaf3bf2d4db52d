//! A role given: a profession in a structure, for a time.

use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::directory::{self, NewRole, RoleForm, give_role_as};
use care::{Error, PractitionerId, RoleId};

use super::structure_form::{Chosen, choose};
use super::words;
use crate::failure::{Answer, Failure};
use crate::sealed::{Id, open, seal};
use crate::shell::{Button, Choice, FormState, Page, Shell, see_other};
use crate::typed;
use crate::visit::Visit;
use crate::words::{refuse, zone};

/// The form.
#[derive(Clone, Debug, Template)]
#[template(path = "directory/role_form.html")]
pub(crate) struct RoleFormPage {
    pub(crate) shell: Shell,
    pub(crate) professional: String,
    pub(crate) name: String,
    pub(crate) form: FormState,
    /// Structures among which to choose, where what was typed says several.
    pub(crate) structures: Vec<Choice>,
    pub(crate) professions: Vec<Choice>,
    pub(crate) functions: Vec<Choice>,
}

async fn page(
    visit: &Visit,
    id: PractitionerId,
    form: FormState,
    structures: Vec<Choice>,
) -> Result<RoleFormPage, Failure> {
    super::may_manage(visit)?;
    let t = visit.t();
    Ok(RoleFormPage {
        professional: seal(visit.ctx.house(), id.uuid()),
        name: directory::professional(&visit.ctx, id).await?.name,
        form,
        structures,
        professions: words::professions(t, t.choose_one()),
        functions: words::functions(t),
        shell: visit.shell(),
    })
}

pub(crate) async fn blank(visit: Visit, Id(id): Id<PractitionerId>) -> Answer {
    // Sent twice, the form gives one role: it carries the identifier that it will have.
    let once: RoleId = visit.ctx.new_id();
    let form = FormState::new("role").with("once", seal(visit.ctx.house(), once.uuid()));
    Ok(Page::new(page(&visit, id, form, Vec::new()).await?).into_response())
}

pub(crate) async fn give(visit: Visit, Id(id): Id<PractitionerId>, body: Bytes) -> Answer {
    super::may_manage(&visit)?;
    let mut form = FormState::from_body("role", &body);
    let house = visit.ctx.house();
    let once = open(house, form.value("once")).unwrap_or_else(|_| visit.ctx.new_id());
    let chosen = choose(&visit, &form, "organization").await?;
    let typed: RoleForm = typed::parse(&body);
    let outcome = match NewRole::parse(&typed, id, chosen.found(), &zone(), visit.ctx.now()) {
        Ok(new) => give_role_as(&visit.ctx, once, new).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(_) => {
            let id = seal(house, id.uuid());
            Ok(see_other(&format!("/directory/professionals/{id}?done=role-given")))
        }
        Err(error) => {
            let status = match error {
                Error::Conflict(_) => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            refuse(&mut form, visit.t(), super::precise(error))?;
            let several = if let Chosen::Several(several) = chosen { several } else { Vec::new() };
            let page = page(&visit, id, form, several).await?;
            Ok(Page::with_status(status, page).into_response())
        }
    }
}
