//! The directory: professionals, the structures they work in, what they do in which programme, when they are away.

pub mod absence;
mod keys;
mod kinds;
mod memberships;
mod organization;
mod practitioner;
mod roles;
pub(crate) mod rows;
mod search;
mod view;

pub(crate) use keys::named;
pub use kinds::OrganizationKind;
pub use memberships::{MembershipId, NewMembership, join_program, leave_program};
pub use organization::{
    NewOrganization, OrganizationForm, create_organization, edit_organization, organization_form,
};
pub use practitioner::{
    NewPractitioner, PractitionerForm, TITLES, create_practitioner, edit_practitioner, practitioner_form,
};
pub(crate) use roles::current_roles;
pub use roles::{NewRole, RoleChoice, RoleForm, end_role, give_role};
pub use search::{
    Hit, HitRole, ProfessionalFilter, StructureFilter, StructureHit, professionals, structures,
};
pub use view::{MembershipView, ProfessionalView, RoleView, StructureView, professional, structure};

use policy::{Action, Reason, Resource};
use serde::de::DeserializeOwned;

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

/// What somebody started to change has been changed by somebody else since.
fn same_version(read: i64, now: i64) -> Result<()> {
    if read == now { Ok(()) } else { Err(Error::conflict("conflict-changed-meanwhile")) }
}
