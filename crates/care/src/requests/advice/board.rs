//! The coordination's board: what is late, at risk, unassigned. Who, where and since when, never the clinical text.

use policy::{Action, ProgramFacts, Resource};
use sea_orm::{FromQueryResult, Value};

use super::clock::ClockShows;
use super::inbox::{AdviceLine, LINE_COLUMNS, LINE_JOINS, LineRow, Shown};
use crate::sql::sql;
use crate::{Ctx, Error, Result, Seen};

/// Which requests the board shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BoardFilter {
    /// All open requests.
    #[default]
    All,
    /// Past their due date.
    Late,
    /// Past the last warning.
    AtRisk,
    /// Taken by nobody.
    Unassigned,
    /// The asker owes something.
    Paused,
}

/// The board of a programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Requests, earliest due date first.
    pub lines: Vec<AdviceLine>,
    /// Whether there are more than are shown.
    pub more: bool,
    /// How many are late.
    pub late: usize,
    /// How many are at risk.
    pub at_risk: usize,
    /// How many nobody has taken.
    pub unassigned: usize,
    /// How many wait for the asker.
    pub paused: usize,
}

/// Most lines looked at.
const MOST: usize = 500;

/// Open requests of a programme, for those who coordinate or triage it.
pub async fn board(ctx: &Ctx, program: &str, filter: BoardFilter) -> Result<Board> {
    let facts = ProgramFacts { territory: ctx.territory(), slug: program.to_owned() };
    let reason = ctx.permit(Action::SeeBoard, &Resource::Program(facts))?;
    let line = ctx.house().programs().get(program).filter(|it| it.advice.is_some()).ok_or(Error::NotFound)?;
    let last_warning = line.clocks.warn_at.last().map_or(0.8, |percent| f64::from(*percent) / 100.0);
    let db = ctx.reader();
    let limit = MOST + 1;
    let text = format!(
        "SELECT {LINE_COLUMNS} FROM advice a {LINE_JOINS} WHERE a.territory_id = ? AND a.program = ? \
         AND a.status IN ('sent', 'accepted', 'awaiting_asker') ORDER BY a.due_at, a.id LIMIT {limit}"
    );
    let values: Vec<Value> = vec![ctx.territory().into(), program.into()];
    let rows = LineRow::find_by_statement(sql(&db, &text, values)).all(&db).await?;
    let more = rows.len() > MOST;
    let lines =
        rows.into_iter().take(MOST).map(|row| row.line(ctx, Shown::Identity)).collect::<Result<Vec<_>>>()?;
    let late = |line: &AdviceLine| line.clock.shows == ClockShows::Late;
    let at_risk =
        |line: &AdviceLine| line.clock.shows == ClockShows::Running && line.clock.fraction >= last_warning;
    let unassigned = |line: &AdviceLine| line.answerer.is_none();
    let paused = |line: &AdviceLine| matches!(line.clock.shows, ClockShows::Paused(_));
    let count = |test: &dyn Fn(&AdviceLine) -> bool| lines.iter().filter(|line| test(line)).count();
    let (n_late, n_risk, n_free, n_paused) =
        (count(&late), count(&at_risk), count(&unassigned), count(&paused));
    let shown: Vec<AdviceLine> = lines
        .into_iter()
        .filter(|line| match filter {
            BoardFilter::All => true,
            BoardFilter::Late => late(line),
            BoardFilter::AtRisk => at_risk(line),
            BoardFilter::Unassigned => unassigned(line),
            BoardFilter::Paused => paused(line),
        })
        .collect();
    ctx.saw(Seen {
        action: "advice.board",
        kind: "program",
        object: None,
        persons: shown.iter().filter_map(|line| line.person.as_ref()).map(|it| it.id.uuid()).collect(),
        ground: reason.policy.to_string(),
    });
    Ok(Board { lines: shown, more, late: n_late, at_risk: n_risk, unassigned: n_free, paused: n_paused })
}
