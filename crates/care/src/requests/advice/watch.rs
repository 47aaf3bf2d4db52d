//! The clocks watched: notices at the programme's warnings, escalation to the coordination at the due date, drafts
//! dropped. Run every minute; safe to run twice.

use policy::ProgramRole;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::clock::{ClockShows, of_row};
use super::facts::Status;
use super::rows::advice;
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

/// Most requests in one run; the rest waits for the next minute.
const MOST: u64 = 500;

/// Looks at every running clock.
pub async fn watch_clocks(ctx: &Ctx) -> Result<Watched> {
    let mut done = Watched::default();
    let programs: Vec<Program> =
        ctx.house().programs().advice_lines().map(|(program, _)| program.clone()).collect();
    for program in &programs {
        for row in running(ctx, program).await? {
            let clock = of_row(&row, program, ctx.now());
            let reached = reached(program, clock.fraction, clock.shows);
            if i64::from(reached) > row.warned_percent {
                warn(ctx, &row, reached).await?;
                if reached >= 100 { done.escalated += 1 } else { done.warned += 1 }
            }
        }
        done.dropped += drop_drafts(ctx, program).await?;
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

async fn running(ctx: &Ctx, program: &Program) -> Result<Vec<advice::Model>> {
    let rows = advice::Entity::find()
        .filter(advice::Column::TerritoryId.eq(ctx.territory()))
        .filter(advice::Column::Program.eq(&program.slug))
        .filter(advice::Column::Status.is_in([Status::Sent.code(), Status::Accepted.code()]))
        .filter(advice::Column::WarnedPercent.lt(100))
        .order_by_asc(advice::Column::DueAt)
        .order_by_asc(advice::Column::Id)
        .limit(MOST)
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
        for to in to {
            notices::tell(&ctx, &tx, NewNotice { to, kind, object: ("advice", id), dedup: &dedup }).await?;
        }
        let warned_at = Some(ctx.now().as_microsecond());
        advice::Model { warned_at, warned_percent: i64::from(percent), ..row }.save(&tx).await?;
        let reason = crate::ctx::system();
        ctx.record(&tx, "advice.clock", ("advice", id), None, &reason).await
    })
    .await
}

/// Tells the author the day before, then drops the drafts that nobody sent.
async fn drop_drafts(ctx: &Ctx, program: &Program) -> Result<usize> {
    const DAY: i64 = 86_400_000_000;
    let now = ctx.now().as_microsecond();
    let limit = now - i64::from(program.clocks.draft_days) * DAY;
    let rows = advice::Entity::find()
        .filter(advice::Column::TerritoryId.eq(ctx.territory()))
        .filter(advice::Column::Program.eq(&program.slug))
        .filter(advice::Column::Status.eq(Status::Draft.code()))
        .filter(Condition::all().add(advice::Column::CreatedAt.lte(limit + DAY)))
        .order_by_asc(advice::Column::Id)
        .limit(MOST)
        .all(&ctx.reader())
        .await?;
    let mut dropped = 0;
    for row in rows {
        let (id, asker) = (row.id, PractitionerId::from(row.asker_id));
        let due = row.created_at <= limit && row.warned_at.is_some();
        dropped += usize::from(due);
        ctx.write(move |ctx, tx| async move {
            let dedup = format!("advice|{id}|draft");
            let object = ("advice", id);
            let kind = "notice-draft-to-be-dropped";
            if !due {
                notices::tell(&ctx, &tx, NewNotice { to: asker, kind, object, dedup: &dedup }).await?;
                if row.warned_at.is_none() {
                    let warned_at = Some(ctx.now().as_microsecond());
                    advice::Model { warned_at, ..row }.save(&tx).await?;
                }
                return Ok(());
            }
            let status = Status::Cancelled.code().to_owned();
            let ended_at = Some(ctx.now().as_microsecond());
            advice::Model { status, ended_at, turn: "nobody".to_owned(), ..row }.save(&tx).await?;
            ctx.record(&tx, "advice.draft_dropped", object, None, &crate::ctx::system()).await
        })
        .await?;
    }
    Ok(dropped)
}
