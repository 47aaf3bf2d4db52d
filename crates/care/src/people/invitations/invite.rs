//! What the team does: inviting, and taking an invitation back; so does what the person says.

use jiff::SignedDuration;
use policy::{Action, Reason, Resource};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use store::Tx;

use super::super::care_team::{self, NewMember};
use super::super::place::joined;
use super::super::rows::{self, team_invitation};
use super::super::said::{InformationKind, Scope};
use super::super::team::TeamGround;
use super::super::ties;
use super::{Answer, DAYS, InvitationStatus, Invited, of, settle};
use crate::notices::{self, NewNotice};
use crate::sql::sql;
use crate::{Ctx, Error, InvitationId, PathwayId, PersonId, PractitionerId, Result, RoleId};

/// Invites a professional into the care team. What the person says of them now is recorded now.
///
/// # Errors
/// As [`crate::people::join_care_team`]; [`Error::Conflict`] too when they were invited and have not answered.
pub async fn invite(ctx: &Ctx, person: PersonId, new: NewMember) -> Result<InvitationId> {
    ctx.write(move |ctx, tx| async move { invited(&ctx, &tx, person, new, None).await }).await
}

/// Somebody who has an account here is asked to take the person over, on a pathway: they are invited into the care team, as a doctor.
/// Where the actor may not invite, or they are of the team or invited already, they are not.
pub(crate) async fn to_take_over(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    role: RoleId,
    pathway: PathwayId,
) -> Result<()> {
    let new = NewMember::now(role, TeamGround::ChosenByPerson);
    match invited(ctx, tx, person, new, Some(pathway)).await {
        // Nothing was written before any of these.
        Err(Error::NotFound | Error::Forbidden | Error::Conflict(_) | Error::Invalid(_)) => Ok(()),
        done => done.map(drop),
    }
}

async fn invited(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    new: NewMember,
    pathway: Option<PathwayId>,
) -> Result<InvitationId> {
    let ties = ties(ctx, tx, person).await?;
    let person = PersonId::from(ties.facts.id);
    let resource = Resource::Person(ties.facts);
    let reason = ctx.permit(Action::InviteToTeam, &resource)?;
    if new.replaces {
        // Somebody who gives way leaves the team: that is for whoever may end others' memberships.
        ctx.permit(Action::ManageCareTeam, &resource)?;
    }
    let row = rows::lock(tx, ctx, person).await?;
    if row.opposed_at.is_some() {
        return Err(Error::conflict("conflict-person-opposed"));
    }
    let role = care_team::role_at(ctx, tx, new.role).await?;
    care_team::place(role, new.kind, new.ground)?;
    care_team::room(ctx, tx, person, &new, role).await?;
    let waits = |it: &Invited| it.status == InvitationStatus::Pending;
    if of(ctx, tx, person).await?.iter().any(|it| waits(it) && it.to == role.practitioner) {
        return Err(Error::conflict("conflict-already-invited"));
    }
    care_team::consent(ctx, tx, person, &new, role).await?;
    let id = keep(ctx, tx, person, &new, role.practitioner, pathway).await?;
    let kind = if pathway.is_some() { "notice-handover-proposed" } else { "notice-team-invited" };
    let dedup = format!("invited-{}", id.uuid());
    let told = NewNotice { kind, object: ("invitation", id.uuid()), dedup: &dedup };
    notices::tell(ctx, tx, &[role.practitioner], told).await?;
    ctx.record(tx, "care_team.invited", ("invitation", id.uuid()), Some(person.uuid()), &reason).await?;
    Ok(id)
}

/// Nobody is asked any more to take over on this pathway: what waits for an answer is taken back.
pub(crate) async fn asked_no_more(ctx: &Ctx, tx: &Tx, pathway: PathwayId, reason: &Reason) -> Result<()> {
    let waiting = team_invitation::Entity::find()
        .filter(team_invitation::Column::TerritoryId.eq(ctx.territory()))
        .filter(team_invitation::Column::PathwayId.eq(pathway.uuid()))
        .filter(team_invitation::Column::Answer.is_null())
        .filter(team_invitation::Column::UntilAt.gt(ctx.now().as_microsecond()))
        .all(tx)
        .await?;
    for row in waiting {
        let (id, person) = (row.id, row.person_id);
        settle(ctx, tx, row, Answer::Withdrawn, None).await?;
        notices::forget(ctx, tx, id).await?;
        let object = ("invitation", id);
        ctx.record(tx, "care_team.invitation_withdrawn", object, Some(person), reason).await?;
    }
    Ok(())
}

async fn keep(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    new: &NewMember,
    who: PractitionerId,
    pathway: Option<PathwayId>,
) -> Result<InvitationId> {
    let id: InvitationId = ctx.new_id();
    let until = ctx.now() + SignedDuration::from_hours(24 * DAYS);
    team_invitation::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        person_id: person.uuid(),
        role_id: new.role.uuid(),
        practitioner_id: who.uuid(),
        kind: new.kind.map(|kind| kind.code().to_owned()),
        ground: new.ground.code().to_owned(),
        opens: joined(&new.opens),
        replaces: new.replaces,
        by_role_id: ctx.actor().professional()?.role().uuid(),
        at: ctx.now().as_microsecond(),
        until_at: until.as_microsecond(),
        answer: None,
        answered_at: None,
        why: None,
        pathway_id: pathway.map(PathwayId::uuid),
    }
    .insert(tx)
    .await?;
    Ok(id)
}

/// Takes an invitation back: whoever may invite may.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden or it is not of their team; [`Error::Conflict`] when it was answered.
pub async fn withdraw(ctx: &Ctx, person: PersonId, id: InvitationId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let reason = ctx.permit(Action::InviteToTeam, &Resource::Person(ties.facts))?;
        let key = (ctx.territory(), id.uuid());
        let row = team_invitation::Entity::find_by_id(key).lock_exclusive().one(&tx).await?;
        let row = row.filter(|row| row.person_id == person.uuid()).ok_or(Error::NotFound)?;
        settle(&ctx, &tx, row, Answer::Withdrawn, None).await?;
        notices::forget(&ctx, &tx, id.uuid()).await?;
        let object = ("invitation", id.uuid());
        ctx.record(&tx, "care_team.invitation_withdrawn", object, Some(person.uuid()), &reason).await
    })
    .await
}

/// Takes back what waits for an answer and no longer stands after the person objected, or took a consent back.
pub(in crate::people) async fn of_word(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    kind: InformationKind,
    scope: Scope,
) -> Result<()> {
    let by_consent = match kind {
        InformationKind::Opposed => "",
        InformationKind::ConsentWithdrawn => " AND ground = 'consent'",
        _ => return Ok(()),
    };
    let now = ctx.now().as_microsecond();
    let mut values: Vec<sea_orm::Value> =
        vec![Answer::Withdrawn.code().into(), now.into(), ctx.territory().into(), person.uuid().into()];
    let to = match scope {
        Scope::Everyone => "",
        Scope::Practitioner(who) => {
            values.push(who.uuid().into());
            " AND practitioner_id = ?"
        }
    };
    let text = format!(
        "UPDATE team_invitation SET answer = ?, answered_at = ? WHERE territory_id = ? AND person_id = ? \
         AND answer IS NULL{to}{by_consent}"
    );
    tx.execute_raw(sql(tx, &text, values)).await?;
    Ok(())
}
