//! The times at which a professional can be booked for the visits of a programme: opened by themselves, and withdrawn while nobody
//! took them.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp, ToSpan};
use kernel::Calendar;
use kernel::clock::from_micros;
use policy::{Action, PractitionerFacts, Reason, Resource};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use store::Tx;

use super::rows::slot;
use crate::dates::{self, day};
use crate::directory::hold;
use crate::fields::{self, Faults};
use crate::programs::{Program, StepKind};
use crate::{Ctx, Error, Result, SlotId};

/// How long a visit may be booked for, in minutes.
pub const LENGTHS: [i64; 6] = [15, 20, 30, 45, 60, 90];
/// Times opened by one form: two full weeks of short visits.
const MOST: usize = 200;
/// The same day of so many weeks.
pub const WEEKS: i64 = 12;
/// Times are opened at most so many days ahead.
const FAR: i32 = 366;
/// So many of one's own are listed.
const LISTED: u64 = 300;

/// Times to open, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SlotsForm {
    /// The slug of the programme for whose visits they are.
    pub program: String,
    /// Which day.
    pub day: String,
    /// From which time.
    pub from: String,
    /// Until which time.
    pub until: String,
    /// How long each is: one of [`LENGTHS`].
    pub minutes: String,
    /// Where.
    pub place: String,
    /// For how many weeks, that one included; empty for one.
    pub weeks: String,
}

/// Times to open, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSlots {
    program: String,
    place: String,
    minutes: i64,
    begin: Vec<Timestamp>,
}

impl NewSlots {
    /// Reads what was typed: one time after the other while they end in time. A public holiday is left out, but where it is the
    /// day that was typed.
    ///
    /// # Errors
    /// [`Error::Invalid`], a fault a field: for a day that is over or too far, times in which none fits, too many of them.
    pub fn parse(form: &SlotsForm, now: Timestamp) -> Result<Self> {
        let mut faults = Faults::new();
        let on = faults.take(fields::date("day", &form.day));
        let from = time("from", &form.from, &mut faults);
        let until = time("until", &form.until, &mut faults);
        let minutes = number(&form.minutes, "minutes", &mut faults).filter(|it| LENGTHS.contains(it));
        if minutes.is_none() && faults.is_empty() {
            faults.push("minutes", "fault-choice");
        }
        let weeks = match form.weeks.trim() {
            "" => Some(1),
            typed => number(typed, "weeks", &mut faults),
        };
        if weeks.is_some_and(|weeks| !(1..=WEEKS).contains(&weeks)) {
            faults.push("weeks", "fault-slots-weeks");
        }
        let place = faults.take(fields::short("place", &form.place));
        let today = day(now);
        if on.is_some_and(|on| on < today) {
            faults.push("day", "fault-date-past");
        } else if on.zip(weeks).is_some_and(|(on, weeks)| {
            let last = on.saturating_add((weeks.clamp(1, WEEKS) * 7 - 7).days());
            (last - today).get_days() > FAR
        }) {
            faults.push("day", "fault-slots-far");
        }
        let begin = match (on, from.zip(until), minutes, weeks) {
            (Some(on), Some((from, until)), Some(minutes), Some(weeks)) => {
                let days = days(on, weeks);
                let all = days.into_iter().flat_map(|on| of_day(on, (from, until), minutes));
                let begin: Vec<_> = all.filter(|at| *at > now).collect();
                if begin.is_empty() {
                    faults.push("until", "fault-slots-none");
                } else if begin.len() > MOST {
                    faults.push("weeks", "fault-slots-many");
                }
                begin
            }
            _ => Vec::new(),
        };
        faults.done()?;
        let (program, place) = (form.program.trim().to_owned(), place.unwrap_or_default());
        Ok(Self { program, place, minutes: minutes.unwrap_or_default(), begin })
    }
}

fn number(typed: &str, field: &'static str, faults: &mut Faults) -> Option<i64> {
    let read = typed.trim().parse().ok();
    if read.is_none() {
        faults.push(field, "fault-choice");
    }
    read
}

/// A time of the day that must be there.
fn time(field: &'static str, typed: &str, faults: &mut Faults) -> Option<Time> {
    let read = faults.take(dates::clock_time(field, typed))?;
    if read.is_none() {
        faults.push(field, "fault-required");
    }
    read
}

/// The same day of so many weeks; public holidays among those that follow are left out.
fn days(first: Date, weeks: i64) -> Vec<Date> {
    let calendar = Calendar::default();
    let all = (0..weeks.min(WEEKS)).map(|week| first.saturating_add((week * 7).days()));
    all.filter(|on| *on == first || calendar.holiday(*on).is_none()).collect()
}

/// The times of one day, each ending before the last time of it.
fn of_day(on: Date, (from, until): (Time, Time), minutes: i64) -> Vec<Timestamp> {
    let (mut all, mut begins) = (Vec::new(), from);
    // A day has an end: what would go past midnight is not begun.
    while let Ok(ends) = begins.checked_add(SignedDuration::from_mins(minutes)) {
        if ends > until {
            break;
        }
        all.extend(dates::instant(on, begins));
        begins = ends;
    }
    all
}

/// The programmes for whose visits the actor could be booked: somebody of their profession holds one of the visits.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is no professional.
pub fn programs(ctx: &Ctx) -> Result<Vec<&Program>> {
    let profession = ctx.actor().professional()?.principal.profession;
    let visits = |it: &&Program| {
        let mut steps = it.pathways.iter().flat_map(|rules| &rules.steps);
        steps.any(|step| step.kind == StepKind::Visit && step.who.contains(&profession))
    };
    Ok(ctx.house().programs().iter().filter(visits).collect())
}

/// Whether the actor may open and withdraw their own times.
fn permit(ctx: &Ctx) -> Result<Reason> {
    let id = ctx.actor().professional()?.principal.id;
    let own = PractitionerFacts { id, territory: ctx.territory(), answers: Vec::new() };
    ctx.permit(Action::ManageSlots, &Resource::Practitioner(own))
}

/// Opens times at which the actor can be booked; how many are open now that were not, or were elsewhere or in another role. Those
/// that are open already stay.
///
/// # Errors
/// [`Error::Invalid`] on `program` for one whose visits they do not hold; [`Error::Conflict`] where one of them would overlap
/// another time of theirs: none is opened then.
pub async fn open(ctx: &Ctx, new: NewSlots) -> Result<usize> {
    let reason = permit(ctx)?;
    if !programs(ctx)?.iter().any(|it| it.slug == new.program) {
        return Err(Error::invalid("program", "fault-choice"));
    }
    ctx.write(move |ctx, tx| async move {
        let me = ctx.actor().professional()?;
        // Two windows of theirs wait for one another.
        hold(&ctx, &tx, me.practitioner()).await?;
        let there = around(&ctx, &tx, &new.begin).await?;
        let (moved, added) = sort(&ctx, &new, &there)?;
        let opened = moved.len() + added.len();
        for row in moved {
            row.save(&tx).await?;
        }
        if !added.is_empty() {
            let added = added.into_iter().map(slot::ActiveModel::from);
            slot::Entity::insert_many(added).exec_without_returning(&tx).await?;
        }
        if opened > 0 {
            let object = ("practitioner", me.practitioner().uuid());
            ctx.record(&tx, "agenda.slots_opened", object, None, &reason).await?;
        }
        Ok(opened)
    })
    .await
}

/// Those of the times that are open already elsewhere, or in another role, and those that are not open.
fn sort(ctx: &Ctx, new: &NewSlots, there: &[slot::Model]) -> Result<(Vec<slot::Model>, Vec<slot::Model>)> {
    let me = ctx.actor().professional()?;
    let (mut moved, mut added) = (Vec::new(), Vec::new());
    for at in new.begin.iter().map(|at| at.as_microsecond()) {
        let wanted = slot::Model {
            territory_id: ctx.territory(),
            id: ctx.new_id::<SlotId>().uuid(),
            practitioner_id: me.practitioner().uuid(),
            from_at: at,
            minutes: new.minutes,
            place: new.place.clone(),
            object_kind: None,
            object_id: None,
            booked_at: None,
            withdrawn_at: None,
            program: Some(new.program.clone()),
            role_id: Some(me.role().uuid()),
        };
        let same = |it: &&slot::Model| {
            (it.from_at, it.minutes, &it.program) == (at, wanted.minutes, &wanted.program)
        };
        let across = |it: &slot::Model| {
            it.from_at < at + minutes(wanted.minutes) && at < it.from_at + minutes(it.minutes)
        };
        if let Some(known) = there.iter().find(same) {
            if known.booked_at.is_none() && (known.role_id, &known.place) != (wanted.role_id, &wanted.place) {
                moved.push(slot::Model { id: known.id, ..wanted });
            }
        } else if there.iter().any(across) {
            return Err(Error::conflict("conflict-slot-overlaps"));
        } else {
            added.push(wanted);
        }
    }
    Ok((moved, added))
}

/// Minutes, in microseconds.
const fn minutes(of: i64) -> i64 {
    of * 60_000_000
}

/// The actor's times that are not withdrawn, from a day before the first of these to the last of them.
async fn around(ctx: &Ctx, tx: &Tx, begin: &[Timestamp]) -> Result<Vec<slot::Model>> {
    let (Some(first), Some(last)) = (begin.iter().min(), begin.iter().max()) else { return Ok(Vec::new()) };
    let me = ctx.actor().professional()?.practitioner().uuid();
    let after = first.as_microsecond() - minutes(24 * 60);
    let until = last.as_microsecond() + minutes(24 * 60);
    let there = slot::Entity::find()
        .filter(slot::Column::TerritoryId.eq(ctx.territory()))
        .filter(slot::Column::PractitionerId.eq(me))
        .filter(slot::Column::FromAt.between(after, until))
        .filter(slot::Column::WithdrawnAt.is_null());
    // A time that was offered for one consultation, among others, is theirs only once it is taken.
    let there = there.all(tx).await?.into_iter();
    Ok(there.filter(|it| it.program.is_some() || it.booked_at.is_some()).collect())
}

/// A time of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSlot {
    /// Which.
    pub id: SlotId,
    /// When it begins.
    pub from: Timestamp,
    /// How long, in minutes.
    pub minutes: i64,
    /// Where.
    pub place: String,
    /// The slug of the programme for whose visits it is.
    pub program: String,
    /// Somebody is booked for it.
    pub taken: bool,
}

/// The times to come that the actor opened, soonest first; the first three hundred of them. One statement.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is no professional.
pub async fn own(ctx: &Ctx) -> Result<Vec<OwnSlot>> {
    permit(ctx)?;
    let me = ctx.actor().professional()?.practitioner().uuid();
    let rows = slot::Entity::find()
        .filter(slot::Column::TerritoryId.eq(ctx.territory()))
        .filter(slot::Column::PractitionerId.eq(me))
        .filter(slot::Column::FromAt.gt(ctx.now().as_microsecond()))
        .filter(slot::Column::WithdrawnAt.is_null())
        .filter(slot::Column::Program.is_not_null())
        .order_by_asc(slot::Column::FromAt)
        .limit(LISTED)
        .all(&ctx.reader())
        .await?;
    let own = |row: slot::Model| OwnSlot {
        id: row.id.into(),
        from: from_micros(row.from_at),
        minutes: row.minutes,
        place: row.place,
        program: row.program.unwrap_or_default(),
        taken: row.booked_at.is_some(),
    };
    Ok(rows.into_iter().map(own).collect())
}

/// Withdraws a time of the actor's. Done twice, it is done once.
///
/// # Errors
/// [`Error::NotFound`] for one that is not theirs to withdraw; [`Error::Conflict`] where somebody is booked for it.
pub async fn withdraw(ctx: &Ctx, id: SlotId) -> Result<()> {
    let reason = permit(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let me = ctx.actor().professional()?.practitioner().uuid();
        let found = slot::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(&tx).await?;
        let mut row =
            found.filter(|row| row.practitioner_id == me && row.program.is_some()).ok_or(Error::NotFound)?;
        if row.withdrawn_at.is_some() {
            return Ok(());
        }
        if row.booked_at.is_some() {
            return Err(Error::conflict("conflict-slot-booked"));
        }
        row.withdrawn_at = Some(ctx.now().as_microsecond());
        row.save(&tx).await?;
        ctx.record(&tx, "agenda.slot_withdrawn", ("slot", id.uuid()), None, &reason).await
    })
    .await
}
