//! What somebody does in a programme, through one of their roles, for a time.

use jiff::Timestamp;
use policy::ProgramRole;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::may_manage;
use super::rows::{practitioner_role, program_membership};
use crate::programs::Program;
use crate::{Ctx, Error, Result, RoleId};

kernel::id! {
    /// What somebody does in a programme.
    pub struct MembershipId;
}

/// A part in a programme to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMembership {
    /// To which role.
    pub role: RoleId,
    /// Slug of the programme.
    pub program: String,
    /// As what.
    pub as_what: ProgramRole,
    /// Since when; now if absent.
    pub from: Option<Timestamp>,
}

/// Lets a role take part in a programme as asker, answerer, triage, coordinator, lead or welcomer. Where it already does
/// so, nothing changes.
///
/// # Errors
/// [`Error::Invalid`] for no such programme, and for a part that this one does not have: asking
/// is of an advice line, answering and sorting of one or of a programme that receives referrals, welcoming of a reception.
pub async fn join_program(ctx: &Ctx, new: NewMembership) -> Result<MembershipId> {
    let reason = may_manage(ctx)?;
    let program = ctx.house().programs().get(&new.program);
    let program = program.ok_or_else(|| Error::invalid("program", "fault-choice"))?;
    if !has_part(program, new.as_what) {
        return Err(Error::invalid("as_what", "fault-part-of-program"));
    }
    ctx.write(move |ctx, tx| async move {
        let NewMembership { role, program, as_what, from } = new;
        let now = ctx.now().as_microsecond();
        let found = practitioner_role::Entity::find_by_id((ctx.territory(), role.uuid()));
        let found = found.lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
        if found.until_at.is_some_and(|until| until <= now) {
            return Err(Error::conflict("conflict-role-ended"));
        }
        let standing = program_membership::Entity::find()
            .filter(program_membership::Column::TerritoryId.eq(ctx.territory()))
            .filter(program_membership::Column::RoleId.eq(role.uuid()))
            .filter(program_membership::Column::Program.eq(program.as_str()))
            .filter(program_membership::Column::ProgramRole.eq(as_what.as_str()))
            .all(&tx)
            .await?;
        if let Some(there) = standing.iter().find(|it| it.until_at.is_none_or(|until| until > now)) {
            return Ok(there.id.into());
        }
        let id: MembershipId = ctx.new_id();
        program_membership::Model {
            territory_id: ctx.territory(),
            id: id.uuid(),
            program,
            role_id: role.uuid(),
            program_role: as_what.as_str().to_owned(),
            from_at: from.map_or(now, Timestamp::as_microsecond).max(found.from_at),
            until_at: None,
        }
        .insert(&tx)
        .await?;
        ctx.record(&tx, "membership.begun", ("program_membership", id.uuid()), None, &reason).await?;
        Ok(id)
    })
    .await
}

/// Whether somebody can have that part in the programme.
const fn has_part(program: &Program, part: ProgramRole) -> bool {
    match part {
        ProgramRole::Asker => program.advice.is_some(),
        ProgramRole::Answerer | ProgramRole::Triage => {
            program.advice.is_some() || !program.referrals.is_empty()
        }
        ProgramRole::Welcomer => program.reception.is_some(),
        ProgramRole::Coordinator | ProgramRole::Lead => true,
    }
}

/// Ends it now.
pub async fn leave_program(ctx: &Ctx, membership: MembershipId) -> Result<()> {
    let reason = may_manage(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let found = program_membership::Entity::find_by_id((ctx.territory(), membership.uuid()));
        let mut row = found.lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
        let now = ctx.now().as_microsecond();
        if row.until_at.is_some_and(|until| until <= now) {
            return Ok(());
        }
        row.until_at = Some(now.max(row.from_at));
        row.save(&tx).await?;
        ctx.record(&tx, "membership.ended", ("program_membership", membership.uuid()), None, &reason).await
    })
    .await
}
