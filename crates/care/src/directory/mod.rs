//! The directory: professionals, the structures they work in, what they do in which programme, when they are away.

pub mod absence;
pub(crate) mod authors;
mod holders;
mod keys;
mod kinds;
mod memberships;
mod organization;
mod practitioner;
pub mod public;
mod roles;
pub(crate) mod rows;
mod search;
mod view;

pub(crate) use holders::{hold, holders_of};
pub(crate) use keys::named;
pub use kinds::OrganizationKind;
pub use memberships::{MembershipId, NewMembership, join_program, leave_program};
pub use organization::{
    NewOrganization, OrganizationForm, create_organization, create_organization_as, edit_organization,
    organization_form,
};
pub use practitioner::{
    NewPractitioner, PractitionerForm, TITLES, create_practitioner, create_practitioner_as,
    edit_practitioner, practitioner_form,
};
pub(crate) use roles::current_roles;
pub use roles::{NewRole, RoleChoice, RoleForm, end_role, give_role, give_role_as};
pub use search::{
    Hit, HitRole, ProfessionalFilter, StructureFilter, StructureHit, communes, professionals, structures,
};
pub use view::{MembershipView, ProfessionalView, RoleView, StructureView, professional, structure};

use kernel::clock::from_micros;
use policy::{Action, Reason, Resource};
use sea_orm::ConnectionTrait;
use serde::de::DeserializeOwned;
use store::Tx;
use uuid::Uuid;

use crate::error::Conflict;
use crate::sql::sql;
use crate::{Ctx, Error, Result};

/// Reads a stored code back into its enum.
pub(crate) fn decode<T: DeserializeOwned>(code: &str) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(code.to_owned()))
        .map_err(|_| Error::Bug(format!("unknown stored code {code:?}")))
}

/// « Dr Hélène Marchetti »; the title may be empty.
pub(crate) fn display_name(title: &str, given: &str, family: &str) -> String {
    [title, given, family].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether the actor may consult the directory.
fn may_search(ctx: &Ctx) -> Result<Reason> {
    ctx.permit(Action::SearchDirectory, &Resource::Territory(ctx.territory()))
}

/// Whether the actor may change the directory.
fn may_manage(ctx: &Ctx) -> Result<Reason> {
    ctx.permit(Action::ManageDirectory, &Resource::Territory(ctx.territory()))
}

/// The role in whose name something is written; none for the house itself.
pub(crate) fn written_by(ctx: &Ctx) -> Option<Uuid> {
    ctx.actor().professional().ok().map(|professional| professional.role().uuid())
}

/// What somebody started to change is still what they read; else who changed it since, and when.
async fn same_version(
    ctx: &Ctx,
    tx: &Tx,
    (read, now): (i64, i64),
    (at, by): (i64, Option<Uuid>),
) -> Result<()> {
    if read == now {
        return Ok(());
    }
    let who = match by {
        Some(role) => name_of_role(tx, ctx.territory(), role).await?,
        None => None,
    };
    Err(Error::Conflict(Conflict { key: "conflict-changed-meanwhile", who, at: Some(from_micros(at)) }))
}

/// The name of whoever holds, or held, a role.
pub(crate) async fn name_of_role<C: ConnectionTrait>(
    db: &C,
    territory: Uuid,
    role: Uuid,
) -> Result<Option<String>> {
    let text = "SELECT p.title, p.given, p.family FROM practitioner_role r \
                JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
                WHERE r.territory_id = ? AND r.id = ?";
    let row = db.query_one_raw(sql(db, text, vec![territory.into(), role.into()])).await?;
    let Some(row) = row else { return Ok(None) };
    let part = |column| row.try_get::<String>("", column);
    Ok(Some(display_name(&part("title")?, &part("given")?, &part("family")?)))
}
