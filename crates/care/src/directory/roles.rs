//! Roles: a professional in a structure, with a profession, for a time.

use std::collections::BTreeSet;

use jiff::Timestamp;
use policy::{Function, Profession};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rows::{organization, practitioner, practitioner_role};
use super::{decode, may_manage};
use crate::fields::Faults;
use crate::sql::sql;
use crate::{Ctx, Error, Fault, OrganizationId, PractitionerId, Result, RoleId};

/// A role that somebody may act in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleChoice {
    /// The role.
    pub role: RoleId,
    /// The profession exercised.
    pub profession: Profession,
    /// Name of the structure.
    pub organization: String,
    /// The structure.
    pub organization_id: OrganizationId,
}

/// A role as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// Code of [`Profession`].
    pub profession: String,
    /// Codes of [`Function`].
    pub functions: Vec<String>,
}

/// A role to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRole {
    /// To whom.
    pub practitioner: PractitionerId,
    /// Where.
    pub organization: OrganizationId,
    /// As what.
    pub profession: Profession,
    /// What they are charged with beside.
    pub functions: BTreeSet<Function>,
    /// Since when; now if absent.
    pub from: Option<Timestamp>,
    /// Until when; open-ended if absent.
    pub until: Option<Timestamp>,
}

impl NewRole {
    /// Parses a form, for a role that begins now.
    pub fn parse(
        form: &RoleForm,
        practitioner: PractitionerId,
        organization: OrganizationId,
    ) -> Result<Self> {
        let mut faults = Faults::new();
        let profession: Option<Profession> = form.profession.trim().parse().ok();
        let profession = faults.take(profession.ok_or(Fault::new("profession", "fault-choice")));
        let functions: Result<BTreeSet<Function>, _> =
            form.functions.iter().map(|it| it.trim().parse()).collect();
        let functions = faults.take(functions.map_err(|_| Fault::new("functions", "fault-choice")));
        match (profession, functions) {
            (Some(profession), Some(functions)) => {
                Ok(Self { practitioner, organization, profession, functions, from: None, until: None })
            }
            _ => Err(faults.done().expect_err("a field without a value has left its fault")),
        }
    }
}

/// Gives a professional a role. The same profession in the same structure twice at a time is a conflict.
pub async fn give_role(ctx: &Ctx, new: NewRole) -> Result<RoleId> {
    let reason = may_manage(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let (territory, now) = (ctx.territory(), ctx.now());
        let known = practitioner::Entity::find_by_id((territory, new.practitioner.uuid()));
        // Locked, so that of two who give the same role at once the second sees the first.
        known.lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
        let known = organization::Entity::find_by_id((territory, new.organization.uuid())).one(&tx).await?;
        known.ok_or(Error::invalid("organization", "fault-choice"))?;
        let from = new.from.unwrap_or(now);
        let running = current_roles(&tx, territory, new.practitioner, from).await?;
        if running.iter().any(|it| it.organization_id == new.organization && it.profession == new.profession)
        {
            return Err(Error::conflict("conflict-role-exists"));
        }
        let id: RoleId = ctx.new_id();
        practitioner_role::Model {
            territory_id: territory,
            id: id.uuid(),
            practitioner_id: new.practitioner.uuid(),
            organization_id: new.organization.uuid(),
            profession: new.profession.as_str().to_owned(),
            functions: serde_json::to_string(&new.functions)?,
            from_at: from.as_microsecond(),
            until_at: new.until.map(Timestamp::as_microsecond),
        }
        .insert(&tx)
        .await?;
        ctx.record(&tx, "role.given", ("practitioner_role", id.uuid()), None, &reason).await?;
        Ok(id)
    })
    .await
}

/// Ends a role now, and what its holder does in programmes through it. A role that has ended stays as it was.
pub async fn end_role(ctx: &Ctx, role: RoleId) -> Result<()> {
    let reason = may_manage(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let found = practitioner_role::Entity::find_by_id((ctx.territory(), role.uuid()));
        let mut row = found.lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
        let now = ctx.now().as_microsecond();
        if row.until_at.is_some_and(|until| until <= now) {
            return Ok(());
        }
        row.until_at = Some(now.max(row.from_at));
        row.save(&tx).await?;
        let values = vec![now.into(), ctx.territory().into(), role.uuid().into(), now.into()];
        let text = "UPDATE program_membership SET until_at = ? WHERE territory_id = ? AND role_id = ? \
                    AND (until_at IS NULL OR until_at > ?)";
        tx.execute_raw(sql(&tx, text, values)).await?;
        ctx.record(&tx, "role.ended", ("practitioner_role", role.uuid()), None, &reason).await
    })
    .await
}

#[derive(FromQueryResult)]
struct ChoiceRow {
    id: Uuid,
    profession: String,
    organization_id: Uuid,
    organization: String,
}

/// The roles in which somebody may act at `at`, the oldest first.
pub(crate) async fn current_roles<C: ConnectionTrait>(
    db: &C,
    territory: Uuid,
    practitioner: PractitionerId,
    at: Timestamp,
) -> Result<Vec<RoleChoice>> {
    let at = at.as_microsecond();
    let statement = sql(
        db,
        "SELECT r.id, r.profession, r.organization_id, o.name AS organization FROM practitioner_role r \
         JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
         WHERE r.territory_id = ? AND r.practitioner_id = ? AND r.from_at <= ? \
         AND (r.until_at IS NULL OR r.until_at > ?) ORDER BY r.from_at, r.id",
        vec![territory.into(), practitioner.uuid().into(), at.into(), at.into()],
    );
    ChoiceRow::find_by_statement(statement)
        .all(db)
        .await?
        .into_iter()
        .map(|row| {
            Ok(RoleChoice {
                role: row.id.into(),
                profession: decode(&row.profession)?,
                organization: row.organization,
                organization_id: row.organization_id.into(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_parsed() {
        let (who, place) =
            (PractitionerId::from(Uuid::from_u128(1)), OrganizationId::from(Uuid::from_u128(2)));
        let form =
            RoleForm { profession: "secretary".to_owned(), functions: vec!["administrator".to_owned()] };
        let role = NewRole::parse(&form, who, place).unwrap();
        assert_eq!(role.profession, Profession::Secretary);
        assert_eq!(role.functions, BTreeSet::from([Function::Administrator]));
        let bad = RoleForm { profession: "king".to_owned(), functions: vec!["jester".to_owned()] };
        let Err(Error::Invalid(faults)) = NewRole::parse(&bad, who, place) else { panic!("it parsed") };
        assert_eq!(faults.iter().map(|fault| fault.field).collect::<Vec<_>>(), ["profession", "functions"]);
    }
}
