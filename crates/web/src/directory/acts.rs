//! Short acts on a professional: a role ends, a programme is joined or left.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::directory::{self, MembershipId, NewMembership};
use care::{Error, PractitionerId, RoleId};
use policy::ProgramRole;

use super::professional;
use crate::failure::Answer;
use crate::sealed::{Ids, seal};
use crate::shell::{FormState, Page, see_other};
use crate::visit::Visit;
use crate::words::refuse;

/// Back to the professional, or their page with what stood in the way.
async fn settled(
    visit: &Visit,
    id: PractitionerId,
    done: &str,
    mut form: FormState,
    outcome: Result<(), Error>,
) -> Answer {
    match outcome {
        Ok(()) => {
            let id = seal(visit.ctx.house(), id.uuid());
            Ok(see_other(&format!("/directory/professionals/{id}?done={done}")))
        }
        Err(error) => {
            let status = match error {
                Error::Conflict(_) => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            refuse(&mut form, visit.t(), error)?;
            let page = professional::view(visit, id, Some(form)).await?;
            Ok(Page::with_status(status, page).into_response())
        }
    }
}

/// Ends a role, at once.
pub(crate) async fn end_role(visit: Visit, Ids(id, role): Ids<PractitionerId, RoleId>) -> Answer {
    let outcome = directory::end_role(&visit.ctx, role).await;
    settled(&visit, id, "role-ended", FormState::new("refusal"), outcome).await
}

/// Lets a role take part in a programme.
pub(crate) async fn join(visit: Visit, Ids(id, role): Ids<PractitionerId, RoleId>, body: Bytes) -> Answer {
    let form = FormState::from_body(format!("join-{}", seal(visit.ctx.house(), role.uuid())), &body);
    let as_what: Option<ProgramRole> = form.value("as_what").parse().ok();
    let outcome = match as_what {
        Some(as_what) => {
            let program = form.value("program").to_owned();
            directory::join_program(&visit.ctx, NewMembership { role, program, as_what, from: None }).await
        }
        None => Err(Error::invalid("as_what", "fault-choice")),
    };
    settled(&visit, id, "joined", form, outcome.map(|_| ())).await
}

/// Ends a part in a programme, at once.
pub(crate) async fn leave(visit: Visit, Ids(id, part): Ids<PractitionerId, MembershipId>) -> Answer {
    let outcome = directory::leave_program(&visit.ctx, part).await;
    settled(&visit, id, "left", FormState::new("refusal"), outcome).await
}
