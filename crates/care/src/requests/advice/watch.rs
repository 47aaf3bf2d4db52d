//! The clocks watched: notices at the programme's warnings, escalation to the coordination at the due date, drafts
//! dropped. Run every minute; safe to run twice.

use policy::ProgramRole;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::clock::{ClockShows, of_row};
use super::facts::Status;
use super::rows::advice;
use super::unsent;
use crate::access::pools;
use crate::notices::{self, NewNotice};
use crate::programs::Program;
use crate::{Ctx, PractitionerId, Result};

/// What one run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Watched {
    /// Notices of a warning.
    pub warned: usize,
    /// Requests told to the coordination.
    pub escalated: usize,
    /// Drafts dropped.
    pub dropped: usize,
}

/// Requests read at once: memory stays flat however many are open.
const AT_ONCE: usize = 500;

/// Looks at every running clock.
pub async fn watch_clocks(ctx: &Ctx) -> Result<Watched> {
    let mut done = Watched::default();
    let programs: Vec<Program> =
        ctx.house().programs().advice_lines().map(|(program, _)| program.clone()).collect();
    for program in &programs {
        let mut after = None;
        loop {
            let rows = running(ctx, program, after).await?;
            for row in &rows {
                let clock = of_row(row, program, ctx.now());
                let reached = reached(program, clock.fraction, clock.shows);
                if i64::from(reached) > row.warned_percent {
                    warn(ctx, row, reached).await?;
                    if reached >= 100 { done.escalated += 1 } else { done.warned += 1 }
                }
            }
            after = rows.last().map(|row| row.id);
            if rows.len() < AT_ONCE {
                break;
            }
        }
        done.dropped += unsent::drop_forgotten(ctx, program).await?;
    }
    Ok(done)
}

/// The highest mark that the clock has passed.
fn reached(program: &Program, fraction: f64, shows: ClockShows) -> u8 {
    if shows == ClockShows::Late {
        return 100;
    }
    program
        .clocks
        .warn_at
        .iter()
        .copied()
        .filter(|mark| fraction * 100.0 >= f64::from(*mark))
        .max()
        .unwrap_or(0)
}

/// Requests whose clock runs and has a mark still to pass, after one of them.
async fn running(ctx: &Ctx, program: &Program, after: Option<Uuid>) -> Result<Vec<advice::Model>> {
    let rows = advice::Entity::find()
        .filter(advice::Column::TerritoryId.eq(ctx.territory()))
        .filter(advice::Column::Program.eq(&program.slug))
        .filter(advice::Column::Status.is_in([Status::Sent.code(), Status::Accepted.code()]))
        .filter(advice::Column::WarnedPercent.lt(100))
        .filter(advice::Column::Id.gt(after.unwrap_or_default()))
        .order_by_asc(advice::Column::Id)
        .limit(AT_ONCE as u64)
        .all(&ctx.reader())
        .await?;
    Ok(rows)
}

/// Tells the one whose turn it is; at the due date, the coordination too.
async fn warn(ctx: &Ctx, row: &advice::Model, percent: u8) -> Result<()> {
    let (id, program) = (row.id, row.program.clone());
    ctx.write(move |ctx, tx| async move {
        let Some(row) = advice::Entity::find_by_id((ctx.territory(), id)).lock_exclusive().one(&tx).await?
        else {
            return Ok(());
        };
        let running = row.status == Status::Sent.code() || row.status == Status::Accepted.code();
        if !running || row.warned_percent >= i64::from(percent) {
            return Ok(());
        }
        let mut to = match row.answerer_id.or(row.named_id) {
            Some(one) => vec![PractitionerId::from(one)],
            None => pools::holders_of(&tx, &ctx, &program, ProgramRole::Answerer).await?,
        };
        let kind = if percent >= 100 { "notice-advice-late" } else { "notice-advice-due-soon" };
        if percent >= 100 {
            to.extend(pools::holders_of(&tx, &ctx, &program, ProgramRole::Coordinator).await?);
        }
        let dedup = format!("advice|{id}|clock|{percent}");
        notices::tell(&ctx, &tx, &to, NewNotice { kind, object: ("advice", id), dedup: &dedup }).await?;
        let warned_at = Some(ctx.now().as_microsecond());
        advice::Model { warned_at, warned_percent: i64::from(percent), ..row }.save(&tx).await?;
        let reason = crate::ctx::system();
        ctx.record(&tx, "advice.clock", ("advice", id), None, &reason).await
    })
    .await
}
