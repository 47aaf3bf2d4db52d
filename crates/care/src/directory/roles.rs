//! Roles: a professional in a structure, with a profession, for a time.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use policy::{Function, Profession};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::rows::{organization, practitioner, practitioner_role};
use super::{decode, may_manage};
use crate::fields::{Faults, date};
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
    /// First day; now if empty.
    pub from: String,
    /// Last day, included; open-ended if empty.
    pub until: String,
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
    /// Parses a form; all that is wrong is told at once. Days begin and end at midnight in `zone`.
    pub fn parse(
        form: &RoleForm,
        practitioner: PractitionerId,
        organization: Option<OrganizationId>,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Self> {
        let mut faults = Faults::new();
        let organization =
            faults.take(organization.ok_or(Fault::new("organization", "fault-choose-structure")));
        let profession: Option<Profession> = form.profession.trim().parse().ok();
        let profession = faults.take(profession.ok_or(Fault::new("profession", "fault-choice")));
        let functions: Result<BTreeSet<Function>, _> =
            form.functions.iter().map(|it| it.trim().parse()).collect();
        let functions = faults.take(functions.map_err(|_| Fault::new("functions", "fault-choice")));
        let from = faults.take(midnight("from", &form.from, zone, 0));
        let until = faults.take(midnight("until", &form.until, zone, 1));
        if let (Some(from), Some(Some(until))) = (from, until) {
            if until <= from.unwrap_or(now) && from.is_some() {
                faults.push("until", "fault-until-before-from");
            } else if until <= now {
                faults.push("until", "fault-date-past");
            }
        }
        faults.done()?;
        match (organization, profession, functions, from, until) {
            (Some(organization), Some(profession), Some(functions), Some(from), Some(until)) => {
                Ok(Self { practitioner, organization, profession, functions, from, until })
            }
            _ => Err(Error::Bug("a form without faults has all its values".to_owned())),
        }
    }
}

/// Midnight of a day as typed, or of the day `later`; none where nothing was typed.
fn midnight(field: &'static str, text: &str, zone: &TimeZone, later: i8) -> Result<Option<Timestamp>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let day = date(field, text)?.checked_add(jiff::Span::new().days(later));
    let start = day.and_then(|day| day.to_zoned(zone.clone()));
    start.map(|at| Some(at.timestamp())).map_err(|_| Fault::new(field, "fault-date"))
}

/// Gives a professional a role. The same profession in the same structure twice at a time is a conflict.
pub async fn give_role(ctx: &Ctx, new: NewRole) -> Result<RoleId> {
    give_role_as(ctx, ctx.new_id(), new).await
}

/// The same, under the identifier that the form was given: sent twice, it gives one role.
pub async fn give_role_as(ctx: &Ctx, id: RoleId, new: NewRole) -> Result<RoleId> {
    may_manage(ctx)?;
    let id = match find(ctx, id).await? {
        Some(row) if says(&row, &new) => return Ok(id),
        // The form was taken up again for another: it was not sent twice.
        Some(_) => ctx.new_id(),
        None => id,
    };
    let outcome = give(ctx, id, new.clone()).await;
    if outcome.is_err() && find(ctx, id).await?.is_some_and(|row| says(&row, &new)) {
        return Ok(id);
    }
    outcome
}

async fn find(ctx: &Ctx, id: RoleId) -> Result<Option<practitioner_role::Model>> {
    Ok(practitioner_role::Entity::find_by_id((ctx.territory(), id.uuid())).one(&ctx.reader()).await?)
}

/// Whether a row is the role that is to be given.
fn says(row: &practitioner_role::Model, new: &NewRole) -> bool {
    row.practitioner_id == new.practitioner.uuid()
        && row.organization_id == new.organization.uuid()
        && row.profession == new.profession.as_str()
}

async fn give(ctx: &Ctx, id: RoleId, new: NewRole) -> Result<RoleId> {
    let reason = may_manage(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let (territory, now) = (ctx.territory(), ctx.now());
        let known = practitioner::Entity::find_by_id((territory, new.practitioner.uuid()));
        // Locked, so that of two who give the same role at once the second sees the first.
        known.lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
        let known = organization::Entity::find_by_id((territory, new.organization.uuid())).one(&tx).await?;
        known.ok_or(Error::invalid("organization", "fault-choice"))?;
        let from = new.from.unwrap_or(now);
        if overlaps(&tx, territory, &new, from).await? {
            return Err(Error::conflict("conflict-role-exists"));
        }
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

/// Whether the same profession in the same structure is exercised within the time of the new role.
async fn overlaps(tx: &Tx, territory: Uuid, new: &NewRole, from: Timestamp) -> Result<bool> {
    let text = "SELECT 1 AS one FROM practitioner_role WHERE territory_id = ? AND practitioner_id = ? \
                AND organization_id = ? AND profession = ? AND (until_at IS NULL OR until_at > ?) AND from_at < ? LIMIT 1";
    let values = vec![
        territory.into(),
        new.practitioner.uuid().into(),
        new.organization.uuid().into(),
        new.profession.as_str().into(),
        from.as_microsecond().into(),
        new.until.map_or(i64::MAX, Timestamp::as_microsecond).into(),
    ];
    Ok(tx.query_one_raw(sql(tx, text, values)).await?.is_some())
}

/// Ends a role now, and what its holder does in programmes through it. A role that has ended stays as it was.
///
/// # Errors
/// [`Error::Conflict`] where nobody would be left to administer the territory.
pub async fn end_role(ctx: &Ctx, role: RoleId) -> Result<()> {
    let reason = may_manage(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let found = practitioner_role::Entity::find_by_id((ctx.territory(), role.uuid()));
        let mut row = found.lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
        let now = ctx.now().as_microsecond();
        if row.until_at.is_some_and(|until| until <= now) {
            return Ok(());
        }
        if decode_functions(&row.functions)?.contains(&Function::Administrator) {
            another_administers(&ctx, &tx, &row).await?;
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

fn decode_functions(stored: &str) -> Result<BTreeSet<Function>> {
    Ok(serde_json::from_str(stored)?)
}

/// Somebody else administers as well, so that the door does not close behind the last one.
async fn another_administers(ctx: &Ctx, tx: &Tx, leaving: &practitioner_role::Model) -> Result<()> {
    #[derive(FromQueryResult)]
    struct Row {
        functions: String,
    }
    let now = ctx.now().as_microsecond();
    let statement = sql(
        tx,
        "SELECT r.functions FROM practitioner_role r \
         JOIN account a ON a.territory_id = r.territory_id AND a.practitioner_id = r.practitioner_id \
         WHERE r.territory_id = ? AND r.id <> ? AND r.functions <> '[]' AND r.from_at <= ? \
         AND (r.until_at IS NULL OR r.until_at > ?) AND a.disabled_at IS NULL",
        vec![ctx.territory().into(), leaving.id.into(), now.into(), now.into()],
    );
    for row in Row::find_by_statement(statement).all(tx).await? {
        if decode_functions(&row.functions)?.contains(&Function::Administrator) {
            return Ok(());
        }
    }
    Err(Error::conflict("conflict-last-administrator-role"))
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

    fn parse(
        form: &RoleForm,
        organization: Option<u128>,
    ) -> Result<NewRole, Vec<(&'static str, &'static str)>> {
        let who = PractitionerId::from(Uuid::from_u128(1));
        let place = organization.map(|id| OrganizationId::from(Uuid::from_u128(id)));
        let zone = TimeZone::get("Europe/Paris").unwrap();
        match NewRole::parse(form, who, place, &zone, "2026-11-23T08:00:00Z".parse().unwrap()) {
            Ok(new) => Ok(new),
            Err(Error::Invalid(faults)) => Err(faults.iter().map(|fault| (fault.field, fault.key)).collect()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_role_is_parsed() {
        let form = RoleForm {
            profession: "secretary".to_owned(),
            functions: vec!["administrator".to_owned()],
            from: "23/11/2026".to_owned(),
            until: "2026-12-31".to_owned(),
        };
        let role = parse(&form, Some(2)).unwrap();
        assert_eq!(role.profession, Profession::Secretary);
        assert_eq!(role.functions, BTreeSet::from([Function::Administrator]));
        assert_eq!(role.from.unwrap().to_string(), "2026-11-22T23:00:00Z", "midnight in Paris");
        assert_eq!(role.until.unwrap().to_string(), "2026-12-31T23:00:00Z", "the last day is included");
    }

    #[test]
    fn every_fault_of_a_role_is_told_at_once() {
        let bad = RoleForm {
            profession: "king".to_owned(),
            functions: vec!["jester".to_owned()],
            from: "demain".to_owned(),
            until: "2020-01-01".to_owned(),
        };
        assert_eq!(
            parse(&bad, None).unwrap_err(),
            [
                ("organization", "fault-choose-structure"),
                ("profession", "fault-choice"),
                ("functions", "fault-choice"),
                ("from", "fault-date"),
            ]
        );
        let ended = |from: &str, until: &str| {
            let form = RoleForm {
                profession: "nurse".to_owned(),
                from: from.to_owned(),
                until: until.to_owned(),
                ..RoleForm::default()
            };
            parse(&form, Some(2)).unwrap_err()
        };
        assert_eq!(ended("2026-12-02", "2026-12-01"), [("until", "fault-until-before-from")]);
        assert_eq!(ended("", "2026-11-22"), [("until", "fault-date-past")]);
    }
}
