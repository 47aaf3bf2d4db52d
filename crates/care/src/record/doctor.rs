//! The attending doctor who has no account here: one at a time, and none beside one of the care team.

use policy::Reason;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Value};
use store::Tx;

use super::change::{self, ChangeKind};
use super::{Audience, Content, NewEntry, Sort, written};
use crate::access::entries::entry;
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
    reason: &Reason,
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
    let mut others = open(ctx, tx, person).await?;
    others.retain(|row| row.id != id.uuid());
    over(ctx, tx, others, reason).await
}

/// Somebody of the care team became the attending doctor: nobody outside is it, and that there is none is over.
pub(crate) async fn is_of_the_team(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<()> {
    let all = open(ctx, tx, person).await?;
    over(ctx, tx, all, &crate::ctx::system()).await
}

/// Somebody without an account took over, which was verified: they are the attending doctor from now on, unless they are, or
/// somebody of the care team is.
pub(crate) async fn takes_over(ctx: &Ctx, tx: &Tx, person: PersonId, who: &str) -> Result<()> {
    let is_it = open(ctx, tx, person).await?.iter().any(|row| named(row).as_deref() == Some(who));
    if is_it || !people::attending_doctors(ctx, tx, person).await?.is_empty() {
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

/// Whoever took over is the attending doctor no more.
pub(crate) async fn is_gone(ctx: &Ctx, tx: &Tx, person: PersonId, who: &str, reason: &Reason) -> Result<()> {
    let mut theirs = open(ctx, tx, person).await?;
    theirs.retain(|row| named(row).as_deref() == Some(who));
    over(ctx, tx, theirs, reason).await
}

/// The attending doctor of whom a row tells.
fn named(row: &entry::Model) -> Option<String> {
    match serde_json::from_str(&row.body) {
        Ok(Content::AttendingDoctor { label, .. }) => Some(label),
        _ => None,
    }
}

/// What holds now of who is the attending doctor and that there is none, and is kept for nobody alone.
async fn open(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<Vec<entry::Model>> {
    let kinds = [Sort::AttendingDoctor, Sort::NoAttendingDoctor].map(Sort::code);
    let rows = entry::Entity::find()
        .filter(entry::Column::TerritoryId.eq(ctx.territory()))
        .filter(entry::Column::PersonId.eq(person.uuid()))
        .filter(entry::Column::Kind.is_in(kinds))
        .filter(entry::Column::ObjectKind.eq("entry"))
        .filter(entry::Column::Restricted.eq(false))
        .filter(entry::Column::WithdrawnAt.is_null())
        .all(tx)
        .await?;
    let now = ctx.now().as_microsecond();
    Ok(rows.into_iter().filter(|row| row.until_at.is_none_or(|until| until > now)).collect())
}

/// Ends these now.
async fn over(ctx: &Ctx, tx: &Tx, rows: Vec<entry::Model>, reason: &Reason) -> Result<()> {
    for mut row in rows {
        let until = ctx.now().as_microsecond().max(row.at);
        row.until_at = Some(until);
        change::keep(ctx, tx, &mut row, &ChangeKind::Ended { until }).await?;
        ctx.record(tx, "entry.ended", ("entry", row.id), Some(row.person_id), reason).await?;
    }
    Ok(())
}
