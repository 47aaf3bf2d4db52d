//! Booking a time that a professional opened for the visits of a programme, in the act that plans the visit; and giving it back.

use jiff::Timestamp;
use kernel::clock::from_micros;
use policy::Profession;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect, Value};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::rows::slot;
use crate::directory::display_name;
use crate::sql::{marks, sql};
use crate::{Ctx, Error, PathwayId, PractitionerId, Result, RoleId, SlotId};

/// So many free times are offered, the soonest.
pub const OFFERED: usize = 12;

/// A visit for which a time is sought.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sought<'a> {
    /// The slug of its programme.
    pub(crate) program: &'a str,
    /// The professions that hold it; whoever coordinates where there are none, and then there is nothing to book.
    pub(crate) who: &'a [Profession],
    /// Those who would see what they are booked for: nobody is booked with somebody whose pathway is closed to them.
    pub(crate) with: &'a [PractitionerId],
    /// From when on; from now where that is later.
    pub(crate) from: Timestamp,
}

/// A time that can be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeSlot {
    /// Which.
    pub id: SlotId,
    /// When it begins.
    pub from: Timestamp,
    /// How long, in minutes.
    pub minutes: i64,
    /// Where.
    pub place: String,
    /// With whom.
    pub with: String,
}

/// The time that a visit holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    /// Which.
    pub slot: SlotId,
    /// With whom.
    pub practitioner: PractitionerId,
    /// In which of their roles.
    pub role: RoleId,
    /// Their name.
    pub with: String,
    /// How long, in minutes.
    pub minutes: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    from_at: i64,
    minutes: i64,
    place: String,
    practitioner_id: Uuid,
    role_id: Uuid,
    title: String,
    given: String,
    family: String,
}

const COLUMNS: &str = "s.id, s.from_at, s.minutes, s.place, s.practitioner_id, r.id AS role_id, p.title, p.given, p.family \
     FROM slot s JOIN practitioner_role r ON r.territory_id = s.territory_id AND r.id = s.role_id \
     JOIN practitioner p ON p.territory_id = s.territory_id AND p.id = s.practitioner_id";

/// Nobody took the time, and whoever opened it will be there: their role goes on, they are not away, and no other time of theirs
/// that is taken lies across it.
const FREE: &str = "s.booked_at IS NULL AND s.withdrawn_at IS NULL AND s.from_at > ? \
     AND (r.until_at IS NULL OR r.until_at > s.from_at) AND NOT EXISTS (SELECT 1 FROM absence a \
     WHERE a.territory_id = s.territory_id AND a.practitioner_id = s.practitioner_id AND a.withdrawn_at IS NULL \
     AND a.from_at <= s.from_at AND a.until_at > s.from_at) AND NOT EXISTS (SELECT 1 FROM slot k \
     WHERE k.territory_id = s.territory_id AND k.practitioner_id = s.practitioner_id AND k.booked_at IS NOT NULL \
     AND k.from_at < s.from_at + s.minutes * 60000000 AND k.from_at + k.minutes * 60000000 > s.from_at)";

/// The times at which a visit can be booked, soonest first. One statement, none where nobody can be booked. Free or taken is all
/// that is told of a time.
pub(crate) async fn free<C: ConnectionTrait>(ctx: &Ctx, db: &C, sought: Sought<'_>) -> Result<Vec<FreeSlot>> {
    let free = |row: Row| FreeSlot {
        id: row.id.into(),
        from: from_micros(row.from_at),
        minutes: row.minutes,
        with: display_name(&row.title, &row.given, &row.family),
        place: row.place,
    };
    Ok(rows(ctx, db, sought, None).await?.into_iter().map(free).collect())
}

/// Those that are free, or the one of them that is asked for.
async fn rows<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    Sought { program, who, with, from }: Sought<'_>,
    one: Option<SlotId>,
) -> Result<Vec<Row>> {
    if who.is_empty() || with.is_empty() {
        return Ok(Vec::new());
    }
    let which = if one.is_some() { "AND s.id = ? " } else { "" };
    let text = format!(
        "SELECT {COLUMNS} WHERE s.territory_id = ? AND s.program = ? {which}AND {FREE} AND r.profession IN ({}) \
         AND s.practitioner_id IN ({}) ORDER BY s.from_at, s.id LIMIT {OFFERED}",
        marks(who.len()),
        marks(with.len())
    );
    let mut values: Vec<Value> = vec![ctx.territory().into(), program.into()];
    values.extend(one.map(|id| Value::from(id.uuid())));
    values.push(from.max(ctx.now()).as_microsecond().into());
    values.extend(who.iter().map(|it| Value::from(it.as_str())));
    values.extend(with.iter().map(|it| Value::from(it.uuid())));
    Ok(Row::find_by_statement(sql(db, &text, values)).all(db).await?)
}

/// Takes a time for a visit of a pathway: when it begins, where, with whom. Of two who choose the same one wins; one that the
/// pathway holds already is held on to.
///
/// # Errors
/// [`Error::Conflict`] where it is not free any more, or was never there to be taken for such a visit.
pub(crate) async fn take(
    ctx: &Ctx,
    tx: &Tx,
    id: SlotId,
    sought: Sought<'_>,
    pathway: PathwayId,
) -> Result<(Timestamp, String, Booked)> {
    let taken = || Error::conflict("conflict-slot-taken");
    let held = slot::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(tx).await?;
    let mut held = held.ok_or_else(taken)?;
    let again = held.booked_at.is_some() && held.object_id == Some(pathway.uuid());
    if again {
        // It is looked at as if it were free.
        (held.booked_at, held.object_kind, held.object_id) = (None, None, None);
        held.clone().save(tx).await?;
    }
    let row = rows(ctx, tx, sought, Some(id)).await?.pop().ok_or_else(taken)?;
    held.booked_at = Some(ctx.now().as_microsecond());
    (held.object_kind, held.object_id) = (Some("pathway".to_owned()), Some(pathway.uuid()));
    held.save(tx).await?;
    let booked = Booked {
        slot: id,
        practitioner: row.practitioner_id.into(),
        role: row.role_id.into(),
        with: display_name(&row.title, &row.given, &row.family),
        minutes: row.minutes,
    };
    Ok((from_micros(row.from_at), row.place, booked))
}

/// Gives back the times to come that a pathway holds, but for those that it keeps.
pub(crate) async fn give_back(ctx: &Ctx, tx: &Tx, pathway: PathwayId, kept: &[SlotId]) -> Result<()> {
    let mut text =
        "UPDATE slot SET booked_at = NULL, object_kind = NULL, object_id = NULL WHERE territory_id = ? \
                    AND object_id = ? AND from_at > ?"
            .to_owned();
    let mut values: Vec<Value> =
        vec![ctx.territory().into(), pathway.uuid().into(), ctx.now().as_microsecond().into()];
    if !kept.is_empty() {
        text.push_str(&format!(" AND id NOT IN ({})", marks(kept.len())));
        values.extend(kept.iter().map(|id| Value::from(id.uuid())));
    }
    tx.execute_raw(sql(tx, &text, values)).await?;
    Ok(())
}
