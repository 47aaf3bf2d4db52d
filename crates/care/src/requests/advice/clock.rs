//! The clock of a request: from sending to answer, paused while the asker owes information.

use jiff::Timestamp;
use kernel::{Pause, Watch};

use super::facts::{Fact, FactKind, Status};
use super::rows::{Advice, advice, instant};
use crate::programs::Program;
use crate::{Conflict, Error};

/// The clock of a request as facts make it; `None` before it is sent.
pub(super) fn watch(advice: &Advice, program: &Program) -> Option<Watch> {
    let mut start = None;
    let mut days = 0;
    let mut pauses: Vec<Pause> = Vec::new();
    let mut stop = None;
    for dated in &advice.facts {
        match &dated.fact {
            Fact::Sending(asked) => {
                start = Some(dated.at);
                days = asked.answer_days;
            }
            Fact::InformationRequest { .. } => pauses.push(Pause { from: dated.at, until: None }),
            Fact::InformationGiven { .. } => {
                if let Some(pause) = pauses.last_mut() {
                    pause.until = Some(dated.at);
                }
            }
            Fact::Answer(_) | Fact::Redirection { .. } | Fact::Refusal { .. } | Fact::Cancellation { .. } => {
                stop = Some(dated.at);
                if let Some(pause) = pauses.last_mut().filter(|pause| pause.until.is_none()) {
                    pause.until = Some(dated.at);
                }
            }
            _ => {}
        }
    }
    start.map(|start| Watch { start, pauses, stop, days, calendar: program.calendar.clone() })
}

/// What a clock shows, the same on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockShows {
    /// It has not started.
    Idle,
    /// It runs towards `due`.
    Running,
    /// It has passed `due`.
    Late,
    /// The asker owes something since then.
    Paused(Timestamp),
    /// It stopped in time.
    InTime,
    /// It stopped late.
    TooLate,
}

/// The clock of a request, ready to be put into words.
#[derive(Debug, Clone, PartialEq)]
pub struct AdviceClock {
    /// What it shows.
    pub shows: ClockShows,
    /// When it started.
    pub start: Option<Timestamp>,
    /// When the answer is due.
    pub due: Option<Timestamp>,
    /// When it stopped.
    pub stopped: Option<Timestamp>,
    /// Days promised.
    pub days: u16,
    /// Share of the time that has run, from 0 to 1 and beyond.
    pub fraction: f64,
    /// Days that have run, pauses deducted.
    pub elapsed_days: f64,
}

/// The clock as the saved projection tells it. It reads the same as the one made from the facts.
pub(super) fn of_row(row: &advice::Model, program: &Program, now: Timestamp) -> AdviceClock {
    let (Some(start), Some(due)) = (row.sent_at.map(instant), row.due_at.map(instant)) else {
        return AdviceClock {
            shows: ClockShows::Idle,
            start: None,
            due: None,
            stopped: None,
            days: program.clocks.answer_days,
            fraction: 0.0,
            elapsed_days: 0.0,
        };
    };
    let stopped = row.answered_at.or(row.ended_at).map(instant);
    let paused = row.paused_at.map(instant);
    let reference = stopped.or(paused).unwrap_or(now);
    let left = program.calendar.running(due).0 - program.calendar.running(reference).0;
    let promised = row.promised();
    let elapsed = promised - left;
    let shows = match (stopped, paused) {
        (Some(_), _) if left >= 0 => ClockShows::InTime,
        (Some(_), _) => ClockShows::TooLate,
        (None, Some(since)) => ClockShows::Paused(since),
        (None, None) if left < 0 => ClockShows::Late,
        (None, None) => ClockShows::Running,
    };
    #[allow(clippy::cast_precision_loss)]
    let (fraction, elapsed_days) =
        (elapsed as f64 / promised.max(1) as f64, elapsed as f64 / DAY_MICROS as f64);
    AdviceClock {
        shows,
        start: Some(start),
        due: Some(due),
        stopped,
        days: u16::try_from(promised / DAY_MICROS).unwrap_or(u16::MAX),
        fraction,
        elapsed_days,
    }
}

const DAY_MICROS: i64 = 86_400_000_000;

impl advice::Model {
    /// Running time promised, in microseconds.
    fn promised(&self) -> i64 {
        self.promised_days * DAY_MICROS
    }
}

/// Why a fact cannot take place any more, naming who acted first.
pub(super) fn gone(advice: &Advice, wanted: FactKind) -> Error {
    let status = advice.status();
    let key = match (status, wanted) {
        (
            Status::Answered | Status::Closed,
            FactKind::Answer | FactKind::Acceptance | FactKind::InformationRequest,
        ) => "conflict-already-answered",
        (
            Status::Accepted | Status::AwaitingAsker,
            FactKind::Acceptance | FactKind::Triage | FactKind::Answer,
        ) => "conflict-already-accepted",
        (Status::AwaitingAsker, FactKind::InformationRequest) => "conflict-already-asked-back",
        (Status::Accepted, FactKind::InformationGiven) => "conflict-already-completed",
        (Status::Closed, FactKind::Closing) => "conflict-already-closed",
        (Status::Cancelled, _) => "conflict-cancelled",
        (Status::Declined, _) => "conflict-declined",
        (Status::Redirected, _) => "conflict-redirected",
        (Status::Draft, _) => "conflict-not-sent",
        (_, FactKind::Sending) => "conflict-already-sent",
        _ => "conflict-moved-on",
    };
    let at = advice.facts.last().map(|dated| dated.at);
    Error::Conflict(Conflict { key, who: None, at })
}
