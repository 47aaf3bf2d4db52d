//! What lists need to know of an application, saved on its row: the dates that its facts and the rules of its right lead to.
//!
//! Rules change every year, and a territory corrects them: `ruled_by` says by which the row was projected, and [`refresh`]
//! projects again whatever was projected by others.

use jiff::civil::Date;
use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};
use store::Tx;
use uuid::Uuid;

use super::catalogue::Right;
use super::facts::{Dated, Fact, status};
use super::rows::{self, Application, right_application};
use super::standing::{APPEAL_SILENCE, Column, Dates, Standing};
use super::status::Status;
use crate::access::entries::code;
use crate::sql::sql;
use crate::{Ctx, Error, Result};

/// Saves where an application now stands. One statement, and one more for a renewal that is being prepared.
pub(super) async fn save(
    ctx: &Ctx,
    tx: &Tx,
    mut row: right_application::Model,
    application: &Application,
) -> Result<()> {
    let rights = ctx.house().rights();
    let right = rights.get(&application.right_code);
    let renewed = match right {
        Some(right) if status(&application.facts).is_some_and(prepared) => {
            renewed_until(ctx, tx, right, application).await?
        }
        _ => None,
    };
    onto(&mut row, right, &application.facts, renewed)?;
    Ok(row.save(tx).await?)
}

/// Whether it is being prepared: what it renews then says by when it is asked for.
const fn prepared(status: Status) -> bool {
    matches!(Standing::Plain(status).column(), Column::Prepare)
}

/// Says on the row of an application where its facts lead; `renewed` is by when the grant that it renews has to be asked
/// for again.
pub(crate) fn onto(
    row: &mut right_application::Model,
    right: Option<&Right>,
    facts: &[Dated],
    renewed: Option<Date>,
) -> Result<()> {
    let status = status(facts).ok_or_else(|| Error::Bug("an application without a beginning".to_owned()))?;
    status.code().clone_into(&mut row.status);
    // Of a right that is no longer in the catalogue only what its grant says is known.
    let mut dates = Dates { until: granted_until(facts), ..Dates::default() };
    if let Some(right) = right {
        dates = Dates::of(right, facts);
        let due = if prepared(status) { renewed } else { dates.due(status) };
        let text = |date: Option<Date>| date.map(|date| date.to_string());
        row.filed_on = text(dates.filed);
        row.from_on = text(dates.from);
        row.until_on = text(dates.until);
        row.silence_on = text(dates.silence.map(|(on, _)| on));
        row.silence_means = dates.silence.map(|(_, means)| code(&means));
        row.renew_on = text(dates.renewal.map(|(from, _)| from));
        row.upkeep_on = text(dates.upkeep.map(|(on, _)| on));
        row.due_on = text(due);
    }
    let (stands, turn) = Column::of(status, dates);
    row.stands = Some(stands as i32);
    row.turns_on = turn.map(|(on, _)| on.to_string());
    row.turns_to = turn.map(|(_, to)| to as i32);
    row.ruled_by = rules(right);
    Ok(())
}

/// The last day of the last grant.
fn granted_until(facts: &[Dated]) -> Option<Date> {
    facts.iter().rev().find_map(|dated| match &dated.fact {
        Fact::Grant { until, .. } => Some(*until),
        _ => None,
    })?
}

/// By when the grant that is renewed has to be asked for again.
async fn renewed_until(ctx: &Ctx, tx: &Tx, right: &Right, application: &Application) -> Result<Option<Date>> {
    let Some(renewed) = application.renews else { return Ok(None) };
    let Some(renewed) = rows::find(ctx, tx, renewed).await? else { return Ok(None) };
    Ok(Dates::of(right, &renewed.facts).due(Status::Granted))
}

/// Another where what is projected changed: rows are then projected again.
const PROJECTED: u8 = 4;

/// A short name for the rules of a right: another where one of them changed. A right that is no longer in the catalogue
/// has the same as all of those, and one that was never projected none.
fn rules(right: Option<&Right>) -> String {
    let Some(right) = right else { return format!("none {PROJECTED}") };
    let words = format!(
        "{:?} {:?} {:?} {:?} {APPEAL_SILENCE} {PROJECTED}",
        right.renew, right.silence, right.upkeep, right.appeal
    );
    Sha256::digest(words).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[derive(FromQueryResult)]
struct Ruled {
    right_code: String,
    ruled_by: String,
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
}

/// So many are projected again in one transaction.
const AT_ONCE: usize = 500;

/// Projects again what was projected by other rules than those of the catalogue in force; how many. Done before the
/// house opens: one statement where nothing changed.
pub async fn refresh(ctx: &Ctx) -> Result<usize> {
    super::corrections::reload(ctx).await?;
    let db = ctx.reader();
    let text = "SELECT DISTINCT right_code, ruled_by FROM right_application WHERE territory_id = ? ORDER BY right_code, ruled_by";
    let all = Ruled::find_by_statement(sql(&db, text, vec![ctx.territory().into()])).all(&db).await?;
    let mut done = 0;
    for old in all {
        // By the rules in force at each turn: they may be corrected meanwhile.
        while rules(ctx.house().rights().get(&old.right_code)) != old.ruled_by {
            let (code, ruled_by) = (old.right_code.clone(), old.ruled_by.clone());
            let some =
                ctx.write(move |ctx, tx| async move { again(&ctx, &tx, code, ruled_by).await }).await?;
            done += some;
            if some < AT_ONCE {
                break;
            }
        }
    }
    Ok(done)
}

async fn again(ctx: &Ctx, tx: &Tx, code: String, ruled_by: String) -> Result<usize> {
    let text = format!(
        "SELECT id FROM right_application WHERE territory_id = ? AND right_code = ? AND ruled_by = ? ORDER BY id LIMIT {AT_ONCE}"
    );
    let values = vec![ctx.territory().into(), code.into(), ruled_by.into()];
    let found = Found::find_by_statement(sql(tx, &text, values)).all(tx).await?;
    for one in &found {
        if let Some((row, application)) = rows::lock(ctx, tx, one.id.into()).await? {
            save(ctx, tx, row, &application).await?;
        }
    }
    Ok(found.len())
}

/// The column in which an application stands on a day, as SQL over the row `a`. Its one value is the day. What another node wrote
/// that runs the version before stands in none until it is projected again.
pub(super) const COLUMN: &str = "COALESCE(CASE WHEN a.turns_on <= ? THEN a.turns_to ELSE a.stands END, -1)";
