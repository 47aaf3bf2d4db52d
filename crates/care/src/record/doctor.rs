//! The attending doctor who has no account here: one at a time, and none beside one of the care team.

use sea_orm::{ConnectionTrait, Value};
use store::Tx;

use super::{Audience, Content, NewEntry, Sort, written};
use crate::access::entries;
use crate::error::Conflict;
use crate::people::{self, MemberKind};
use crate::sql::sql;
use crate::{Ctx, EntryId, Error, PersonId, Result};

/// The condition under which the person `p` has one now; its value is the present moment. What is kept for some counts for nobody.
pub(crate) const HAS_ONE: &str = "EXISTS (SELECT 1 FROM entry d WHERE d.territory_id = p.territory_id \
     AND d.person_id = p.id AND d.kind = 'attending_doctor' AND d.object_kind = 'entry' AND d.restricted = FALSE \
     AND d.withdrawn_at IS NULL AND (d.until_at IS NULL OR d.until_at > ?))";

/// Whether the person has an attending doctor outside of the care team. One statement.
pub(crate) async fn has_outside_doctor<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<bool> {
    let text = format!("SELECT p.id FROM person p WHERE p.territory_id = ? AND p.id = ? AND {HAS_ONE}");
    let values: Vec<Value> =
        vec![ctx.territory().into(), person.uuid().into(), ctx.now().as_microsecond().into()];
    Ok(db.query_one_raw(sql(db, &text, values)).await?.is_some())
}

/// An attending doctor without an account was written down: whoever was it gives way, and that there is none is over.
///
/// # Errors
/// [`Error::Conflict`] where somebody of the care team is the attending doctor.
pub(super) async fn give_way(
    ctx: &Ctx,
    tx: &Tx,
    (id, person): (EntryId, PersonId),
    new: &NewEntry,
) -> Result<()> {
    let present = new.until.is_none() && new.audience == Audience::Compartment;
    if !present || new.content.sort() != Sort::AttendingDoctor {
        return Ok(());
    }
    let team = people::running_team(ctx, tx, person).await?;
    if let Some(member) = team.iter().find(|it| it.kind == MemberKind::AttendingGp) {
        let (who, at) = (Some(member.name.clone()), Some(member.since));
        return Err(Error::Conflict(Conflict { key: "conflict-attending-doctor-here", who, at }));
    }
    for gone in [Sort::AttendingDoctor, Sort::NoAttendingDoctor] {
        entries::end_others(ctx, tx, person, gone.code(), id.uuid()).await?;
    }
    Ok(())
}

/// Somebody without an account took over, which was verified: they are the attending doctor from now on, unless they are, or
/// somebody of the care team is.
pub(crate) async fn takes_over(ctx: &Ctx, tx: &Tx, person: PersonId, who: &str) -> Result<()> {
    if has_outside_doctor(ctx, tx, person).await?
        || !people::attending_doctors(ctx, tx, person).await?.is_empty()
    {
        return Ok(());
    }
    let new = NewEntry {
        compartment: policy::Compartment::Coordination,
        at: None,
        until: None,
        content: Content::AttendingDoctor { label: who.to_owned(), text: None },
        audience: Audience::Compartment,
        shared_with_social: false,
    };
    written(ctx, tx, ctx.new_id(), person, new).await.map(drop)
}

/// The doctor who took over is none any more.
pub(crate) async fn is_gone(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<()> {
    entries::end_all(ctx, tx, person, Sort::AttendingDoctor.code()).await
}
