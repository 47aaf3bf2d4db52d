//! What becomes of an entry: its author corrects it or takes it back; whoever may write there says that it is over.

use jiff::civil::Date;
use kernel::clock::from_micros;
use policy::{Action, Resource};
use serde::{Deserialize, Serialize};

use super::change::{self, ChangeKind};
use super::desk::facts;
use super::doctor;
use super::form::{Audience, NewEntry};
use super::open::{Held, audience, hold};
use super::status::{Becoming, Status};
use super::{Sort, beside, rows, write};
use crate::access::entries::code;
use crate::dates::{self, day, noon};
use crate::fields;
use crate::{Ctx, EntryId, Error, Fault, Result, people};

/// Replaces what an entry says; what stood before is kept beside it. `base` is the version that was read.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden; [`Error::Forbidden`] for anybody but its author; [`Error::Conflict`] when it
/// changed since it was read, or was taken back.
pub async fn correct(ctx: &Ctx, id: EntryId, base: i64, new: NewEntry) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let held = hold(&ctx, &tx, id).await?;
        ctx.permit(Action::WriteEntry, &Resource::Entry(held.facts.clone()))?;
        possible(&ctx, &held, Becoming::Correction)?;
        if !held.content.sort().is_typed() {
            return Err(Error::conflict("conflict-entry-not-typed"));
        }
        let Held { mut row, facts: own, .. } = held;
        let kept = matches!(new.audience, Audience::Named(_)).then_some(true);
        let there = facts(id, own.person.clone(), new.compartment, kept, new.shared_with_social);
        let reason = ctx.permit(Action::WriteEntry, &Resource::Entry(there))?;
        if row.changes != base {
            return Err(Error::conflict("conflict-entry-changed"));
        }
        write::check_readers(&ctx, &tx, &own.person, &new).await?;
        let person = row.person_id.into();
        people::hold(&tx, &ctx, person).await?;
        doctor::give_way(&ctx, &tx, (id, person), &new, &reason).await?;
        let before = change::before(&row, audience(&ctx, &tx, &row).await?)?;
        let (at, until) = new.times(ctx.now());
        row.compartment = code(&new.compartment);
        row.shared_with_social = new.shared_with_social;
        row.restricted = kept.is_some();
        // A date that was left alone keeps its hour.
        let same_day = |at: jiff::Timestamp| day(from_micros(row.at)) == day(at);
        if !same_day(at) {
            row.at = at.as_microsecond();
        }
        row.until_at = until.map(|until| until.as_microsecond().max(row.at));
        new.content.sort().code().clone_into(&mut row.kind);
        row.body = serde_json::to_string(&new.content)?;
        change::keep(&ctx, &tx, &mut row, &before).await?;
        rows::name_readers(&ctx, &tx, id, &new.audience).await?;
        ctx.record(&tx, "entry.corrected", ("entry", id.uuid()), Some(row.person_id), &reason).await
    })
    .await
}

/// Refuses what can no longer become of the entry, and says why.
fn possible(ctx: &Ctx, held: &Held, becoming: Becoming) -> Result<()> {
    let status = held.status(ctx);
    match (status.after(becoming), status) {
        (Some(_), _) => Ok(()),
        (None, Status::Withdrawn) => Err(Error::conflict("conflict-entry-withdrawn")),
        (None, _) => Err(Error::conflict("conflict-entry-over")),
    }
}

/// Why an entry is taken back, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawalForm {
    /// Why: wrong person, said twice, a slip.
    pub why: String,
}

/// Takes an entry back: it was made by mistake. It stays, and says so to whoever could read it.
///
/// # Errors
/// As [`correct`]; [`Error::Invalid`] without a reason.
pub async fn withdraw(ctx: &Ctx, id: EntryId, form: &WithdrawalForm) -> Result<()> {
    let why = fields::short("why", &form.why).map_err(|fault| Error::Invalid(vec![fault]))?;
    ctx.write(move |ctx, tx| async move {
        let held = hold(&ctx, &tx, id).await?;
        let reason = ctx.permit(Action::WriteEntry, &Resource::Entry(held.facts.clone()))?;
        possible(&ctx, &held, Becoming::Withdrawal)?;
        let beside = match held.content.sort() {
            Sort::Assessment => beside::standing(&ctx, &tx, &held.row).await?,
            _ => Vec::new(),
        };
        for mut row in [vec![held.row], beside].concat() {
            row.withdrawn_at = Some(ctx.now().as_microsecond());
            change::keep(&ctx, &tx, &mut row, &ChangeKind::Withdrawn { why: why.clone() }).await?;
            ctx.record(&tx, "entry.withdrawn", ("entry", row.id), Some(row.person_id), &reason).await?;
        }
        Ok(())
    })
    .await
}

/// The day on which something was over, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndForm {
    /// A date; empty for today.
    pub until: String,
}

/// Says that what lasted is over. Whoever may write there may say so: it is a fact of their own.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden; [`Error::Forbidden`] when the actor writes nothing there; [`Error::Conflict`]
/// when it is over already; [`Error::Invalid`] for a day before it began or to come.
pub async fn end(ctx: &Ctx, id: EntryId, form: &EndForm) -> Result<()> {
    let typed = form.until.clone();
    ctx.write(move |ctx, tx| async move {
        let held = hold(&ctx, &tx, id).await?;
        let own = facts(id, held.facts.person.clone(), held.facts.compartment, None, false);
        let reason = ctx.permit(Action::WriteEntry, &Resource::Entry(own))?;
        possible(&ctx, &held, Becoming::Ending)?;
        let mut row = held.row;
        let last = last_day(&typed, day(from_micros(row.at)), crate::people::today(&ctx))?;
        // Of today, only the day is known.
        let until = noon(last)?.min(ctx.now()).max(from_micros(row.at));
        row.until_at = Some(until.as_microsecond());
        change::keep(&ctx, &tx, &mut row, &ChangeKind::Ended { until: until.as_microsecond() }).await?;
        ctx.record(&tx, "entry.ended", ("entry", id.uuid()), Some(row.person_id), &reason).await
    })
    .await
}

/// The last day that was typed; today where none was.
fn last_day(typed: &str, first: Date, today: Date) -> Result<Date> {
    let refuse = |fault| Error::Invalid(vec![fault]);
    let date = dates::optional("until", typed).map_err(refuse)?.unwrap_or(today);
    if date > today {
        return Err(refuse(Fault::new("until", "fault-date-future")));
    }
    if date < first { Err(refuse(Fault::new("until", "fault-ends-before"))) } else { Ok(date) }
}
