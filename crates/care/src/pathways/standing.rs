//! Where a pathway and each of its steps stand: pure rules, whose tables are `docs/states/pathway.md`.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::facts::{Dated, Fact, FactKind};
use crate::agenda::Booked;
use crate::dates::day;
use crate::programs::{Need, PathwayRules, PathwayStep, StepKind};
use crate::{Error, PublicPracticeId, Result, SlotId};

/// Where a pathway stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It goes on.
    Running,
    /// It stopped, and may go on.
    Stopped,
    /// It is closed.
    Closed,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Running, Self::Stopped, Self::Closed];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Closed => "closed",
        }
    }

    /// What follows a fact about the whole; `None` where that cannot happen.
    pub const fn after(self, kind: FactKind) -> Option<Self> {
        match (self, kind) {
            (Self::Running, FactKind::Stop) => Some(Self::Stopped),
            (Self::Stopped, FactKind::Restart) => Some(Self::Running),
            (Self::Running | Self::Stopped, FactKind::Closing) => Some(Self::Closed),
            _ => None,
        }
    }
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepStatus {
    /// Nothing was done for it.
    ToDo,
    /// A visit is planned, or somebody was asked to take over.
    Planned,
    /// It is done.
    Done,
    /// It was left out.
    Skipped,
}

impl StepStatus {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::ToDo, Self::Planned, Self::Done, Self::Skipped];

    /// A stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ToDo => "to_do",
            Self::Planned => "planned",
            Self::Done => "done",
            Self::Skipped => "skipped",
        }
    }

    /// Whether nothing is waited for any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Skipped)
    }

    /// What follows a fact about a step of this kind; `None` where that cannot happen. A repeatable step that was done may
    /// take place again.
    pub const fn after(self, step: StepKind, repeatable: bool, fact: FactKind) -> Option<Self> {
        use FactKind as F;
        let open = matches!(self, Self::ToDo | Self::Planned) || (repeatable && matches!(self, Self::Done));
        match (step, fact) {
            (StepKind::Visit, F::Planning) if open => Some(Self::Planned),
            (StepKind::Visit, F::NoShow | F::CallingOff)
            | (StepKind::Handover, F::Decline | F::CallingOff)
                if matches!(self, Self::Planned) =>
            {
                Some(Self::ToDo)
            }
            (StepKind::Handover, F::Wish) if matches!(self, Self::ToDo | Self::Planned) => Some(self),
            (StepKind::Handover, F::Question) if matches!(self, Self::Planned) => Some(Self::Planned),
            (StepKind::Visit | StepKind::Document | StepKind::Check, F::Holding) if open => Some(Self::Done),
            (StepKind::Handover, F::Proposal) if matches!(self, Self::ToDo) => Some(Self::Planned),
            (StepKind::Handover, F::Acceptance) if matches!(self, Self::Planned) => Some(Self::Done),
            (StepKind::Check, F::Loss) if matches!(self, Self::ToDo) => Some(Self::ToDo),
            (_, F::Skipping) if matches!(self, Self::ToDo | Self::Planned) => Some(Self::Skipped),
            _ => None,
        }
    }
}

/// What of the person's situation decides which steps are needed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// They have no attending doctor, neither in their care team nor outside of it.
    pub without_gp: bool,
}

impl Circumstances {
    fn need(self, step: &PathwayStep) -> bool {
        match step.when {
            None => true,
            Some(Need::WithoutGp) => self.without_gp,
            Some(Need::WithGp) => !self.without_gp,
        }
    }
}

/// A visit that is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// For when.
    pub at: Timestamp,
    /// Where.
    pub place: Option<String>,
    /// The time that it holds of somebody's.
    pub booked: Option<Booked>,
}

/// Where one step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepStanding {
    /// Its code.
    pub code: String,
    /// Where it stands.
    pub status: StepStatus,
    /// It is needed, as things are now; what was done stays shown.
    pub needed: bool,
    /// What comes before it is over: it can be done.
    pub ready: bool,
    /// For when a visit is planned, where and with whom.
    pub planned: Option<Planned>,
    /// Whom the person would like to take over, and their exercise where they were chosen from the public directory.
    pub wished: Option<(String, Option<PublicPracticeId>)>,
    /// Who was asked to take over, or did.
    pub to: Option<String>,
    /// Their exercise, where they were chosen from the public directory.
    pub practice: Option<PublicPracticeId>,
    /// The place in the history of the proposal that stands, and when it was made.
    pub asked: Option<(i64, Timestamp)>,
    /// What they asked last, before they answer.
    pub question: Option<String>,
    /// On which day it was done or left out.
    pub on: Option<Date>,
    /// Why it was left out, declined or lost, last.
    pub why: Option<String>,
    /// How often the person did not come since it was last done.
    pub missed: u32,
    /// How often it was done.
    pub held: u32,
    /// By which day it is to be done, once it is ready.
    pub due: Option<Date>,
    /// From which day a check can confirm, once it is ready.
    pub earliest: Option<Date>,
}

impl StepStanding {
    fn new(step: &PathwayStep) -> Self {
        Self {
            code: step.code.clone(),
            status: StepStatus::ToDo,
            needed: true,
            ready: false,
            planned: None,
            wished: None,
            to: None,
            practice: None,
            asked: None,
            question: None,
            on: None,
            why: None,
            missed: 0,
            held: 0,
            due: None,
            earliest: None,
        }
    }

    /// Whoever was asked is asked no longer.
    fn nobody_asked(&mut self) {
        (self.asked, self.question) = (None, None);
    }

    /// The time of somebody's that it holds.
    pub(super) fn holds(&self) -> Option<SlotId> {
        let planned = self.planned.as_ref().filter(|_| self.status == StepStatus::Planned)?;
        planned.booked.as_ref().map(|it| it.slot)
    }

    /// Whether something is still to be done for it.
    pub const fn is_open(&self) -> bool {
        self.needed && !self.status.is_over()
    }
}

/// Where a pathway stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The whole.
    pub status: Status,
    /// Its steps, in order.
    pub steps: Vec<StepStanding>,
    /// The first step that can be done and is not, by its place.
    pub current: Option<usize>,
    /// What it closes with is done: it can be closed without a reason.
    pub complete: bool,
    /// Why it stopped or was closed before its end.
    pub why: Option<String>,
}

impl Standing {
    /// The step whose turn it is.
    pub fn now(&self) -> Option<&StepStanding> {
        self.current.and_then(|at| self.steps.get(at)).filter(|_| self.status == Status::Running)
    }

    /// The hand-over for which somebody is asked and has not answered, while the pathway runs.
    pub(crate) fn asked(&self) -> Option<&StepStanding> {
        let running = self.status == Status::Running;
        let waits = |it: &&StepStanding| {
            it.asked.is_some() && it.status == StepStatus::Planned && it.needed && it.ready
        };
        self.steps.iter().rev().find(waits).filter(|_| running)
    }

    /// The times of somebody's that it holds for visits to come.
    pub(super) fn holds(&self) -> Vec<SlotId> {
        let running = self.status == Status::Running;
        self.steps.iter().filter_map(StepStanding::holds).filter(|_| running).collect()
    }

    /// Whether what is to be done now should have been by `today`.
    pub fn is_late(&self, today: Date) -> bool {
        self.now().and_then(|step| step.due).is_some_and(|due| due < today)
    }
}

/// Where the facts lead, in these circumstances; `None` before the opening.
pub fn standing(rules: &PathwayRules, facts: &[Dated], now: Circumstances) -> Option<Standing> {
    let opening = facts.first().filter(|first| first.fact.kind() == FactKind::Opening)?;
    let mut whole = Standing {
        status: Status::Running,
        steps: rules.steps.iter().map(StepStanding::new).collect(),
        current: None,
        complete: false,
        why: None,
    };
    for dated in facts {
        follow(&mut whole, rules, dated);
    }
    for (at, step) in rules.steps.iter().enumerate() {
        let over = |code: &String| {
            let before = whole.steps.iter().find(|it| it.code == *code);
            before.filter(|it| it.status.is_over() || !it.needed).map(|it| it.on)
        };
        let before: Option<Vec<Option<Date>>> = step.after.iter().map(over).collect();
        let last = before
            .as_ref()
            .map(|days| days.iter().flatten().max().copied().unwrap_or_else(|| day(opening.at)));
        let it = &mut whole.steps[at];
        it.needed = now.need(step) || it.status.is_over();
        it.ready = last.is_some();
        it.earliest =
            last.zip(step.not_before_days).map(|(last, days)| last.saturating_add(i64::from(days).days()));
        // Whoever was asked has days of their own to answer, whatever the step has.
        let answers = it.asked.filter(|_| it.status == StepStatus::Planned).zip(step.answer_days);
        let clock =
            answers.map(|((_, at), days)| (day(at), days)).or(last.map(|last| (last, step.within_days)));
        it.due = clock
            .filter(|_| it.ready && it.is_open())
            .map(|(from, days)| from.saturating_add(i64::from(days).days()));
    }
    whole.current = whole.steps.iter().position(|it| it.ready && it.is_open());
    let done = |code: &String| {
        whole.steps.iter().any(|it| it.code == *code && (it.status == StepStatus::Done || !it.needed))
    };
    whole.complete = rules.closes_with.iter().all(done);
    Some(whole)
}

/// Applies one fact.
fn follow(whole: &mut Standing, rules: &PathwayRules, dated: &Dated) {
    match &dated.fact {
        Fact::Stop { why } => {
            (whole.status, whole.why) = (Status::Stopped, Some(why.clone()));
            call_off(whole, rules);
        }
        Fact::Restart => (whole.status, whole.why) = (Status::Running, None),
        Fact::Closing { why } => (whole.status, whole.why) = (Status::Closed, why.clone()),
        _ => {}
    }
    let Some(step) = dated.fact.step().and_then(|code| rules.step(code)) else { return };
    let Some(it) = whole.steps.iter_mut().find(|it| it.code == step.code) else { return };
    let Some(then) = it.status.after(step.kind, step.repeatable, dated.fact.kind()) else { return };
    it.status = then;
    if dated.fact.kind() != FactKind::Wish {
        it.why = None;
    }
    match &dated.fact {
        Fact::Planning { on, place, booked, .. } => {
            it.planned = Some(Planned { at: *on, place: place.clone(), booked: booked.clone() });
        }
        Fact::Holding { .. } => {
            (it.on, it.missed, it.held) = (Some(day(dated.at)), 0, it.held.saturating_add(1));
            it.planned = None;
        }
        Fact::NoShow { .. } => (it.missed, it.planned) = (it.missed.saturating_add(1), None),
        Fact::CallingOff { why, .. } => {
            (it.planned, it.why) = (None, why.clone());
            it.nobody_asked();
        }
        Fact::Skipping { why, .. } => (it.on, it.why, it.planned) = (Some(day(dated.at)), why.clone(), None),
        Fact::Wish { to, practice, .. } => it.wished = Some((to.clone(), *practice)),
        Fact::Proposal { to, practice, .. } => {
            (it.to, it.practice) = (Some(to.clone()), *practice);
            (it.asked, it.question) = (Some((dated.seq, dated.at)), None);
        }
        Fact::Acceptance { .. } => (it.on, it.question) = (Some(day(dated.at)), None),
        Fact::Question { text, .. } => it.question = Some(text.clone()),
        Fact::Decline { why, .. } => {
            it.why = Some(why.clone());
            it.nobody_asked();
        }
        Fact::Loss { why, .. } => {
            it.why = Some(why.clone());
            let back = step.back_to.as_deref();
            go_back(whole, rules, back, &step.code);
        }
        _ => {}
    }
}

/// The visits that were planned will not take place.
fn call_off(whole: &mut Standing, rules: &PathwayRules) {
    let visits = whole.steps.iter_mut().zip(&rules.steps).filter(|(_, step)| step.kind == StepKind::Visit);
    for (it, _) in visits.filter(|(it, _)| it.status == StepStatus::Planned) {
        (it.status, it.planned) = (StepStatus::ToDo, None);
    }
}

/// What was reached since a step is to be reached again: the step itself, and all that came after it up to the check.
fn go_back(whole: &mut Standing, rules: &PathwayRules, to: Option<&str>, from: &str) {
    let place = |code: &str| rules.steps.iter().position(|it| it.code == code);
    let Some((to, from)) = to.and_then(place).zip(place(from)) else { return };
    for it in &mut whole.steps[to..from] {
        if it.status.is_over() {
            (it.status, it.on, it.to) = (StepStatus::ToDo, None, None);
            it.nobody_asked();
        }
    }
}

/// A visit may be planned before its turn, and the person may say whom they would like; nothing is held, accepted or left out
/// before.
const fn before_its_turn(kind: FactKind) -> bool {
    matches!(kind, FactKind::Planning | FactKind::Wish)
}

/// Adds a fact to a history: refused where it cannot happen, before what came before it, and for a step whose turn it is not.
///
/// # Errors
/// [`Error::Conflict`] for what cannot happen where the pathway stands; [`Error::Invalid`] on `on` for a day before the last
/// fact or before a check can confirm, on `why` where a reason is wanted.
pub fn add(
    rules: &PathwayRules,
    facts: &[Dated],
    new: &Fact,
    at: Timestamp,
    now: Circumstances,
) -> Result<Standing> {
    let Some(before) = standing(rules, facts, now) else {
        return Err(Error::conflict("conflict-pathway-not-now"));
    };
    let kind = new.kind();
    if let Some(code) = new.step() {
        let (step, it) =
            rules.step(code).zip(before.steps.iter().find(|it| it.code == code)).ok_or(Error::NotFound)?;
        if before.status != Status::Running {
            return Err(Error::conflict("conflict-pathway-over"));
        }
        let then = it.status.after(step.kind, step.repeatable, kind);
        if then.is_none() || !(it.ready || before_its_turn(kind)) || !it.needed {
            return Err(Error::conflict("conflict-pathway-not-now"));
        }
        if kind == FactKind::Holding && it.earliest.is_some_and(|earliest| day(at) < earliest) {
            return Err(Error::invalid("on", "fault-step-too-early"));
        }
        if matches!(new, Fact::Skipping { why: None, .. }) && !step.optional {
            return Err(Error::invalid("why", "fault-required"));
        }
    } else {
        before.status.after(kind).ok_or_else(|| Error::conflict("conflict-pathway-over"))?;
        if matches!(new, Fact::Closing { why: None }) && !before.complete {
            return Err(Error::invalid("why", "fault-pathway-not-complete"));
        }
    }
    if facts.last().is_some_and(|last| day(at) < day(last.at)) {
        return Err(Error::invalid("on", "fault-before-the-last"));
    }
    let mut all = facts.to_vec();
    let seq = all.last().map_or(1, |last| last.seq + 1);
    all.extend(facts.last().map(|last| Dated { seq, at, fact: new.clone(), ..last.clone() }));
    standing(rules, &all, now).ok_or_else(|| Error::Bug("a pathway without a beginning".to_owned()))
}

/// What can be recorded of a step now.
pub fn possible(rules: &PathwayRules, whole: &Standing, code: &str) -> Vec<FactKind> {
    let Some((step, it)) = rules.step(code).zip(whole.steps.iter().find(|it| it.code == code)) else {
        return Vec::new();
    };
    if whole.status != Status::Running || !it.needed {
        return Vec::new();
    }
    let can = |kind: &FactKind| {
        // A question comes by the link of whoever was asked, from nobody else; a document is done by being signed.
        *kind != FactKind::Question
            && !(*kind == FactKind::Holding && step.kind == StepKind::Document)
            && it.status.after(step.kind, step.repeatable, *kind).is_some()
            && (it.ready || before_its_turn(*kind))
    };
    FactKind::ALL.iter().copied().filter(can).collect()
}

#[cfg(test)]
mod tests;
