//! A pathway and what happens on it, as typed and as read.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::facts::{Fact, FactKind};
use crate::dates;
use crate::directory::decode;
use crate::fields::{self, Faults};
use crate::people::How;
use crate::{Error, PublicPracticeId, Result, SlotId};

/// Nobody records what happened on a pathway longer ago, in years.
const LONG_AGO: i32 = 20;

/// A visit is planned at most so many days ahead.
const FAR: i64 = 731;

/// A pathway to begin, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StartForm {
    /// `programme/code` of one of the pathways there are.
    pub which: String,
    /// Who asked for it and why.
    pub words: String,
    /// Since which day; empty for today.
    pub on: String,
    /// How the person was told now: code of a [`How`]; empty where they were told before.
    pub telling: String,
}

/// A pathway to begin, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPathway {
    /// The slug of its programme.
    pub program: String,
    /// Its code there.
    pub code: String,
    /// Who asked for it and why.
    pub words: Option<String>,
    /// Since when; now if absent.
    pub at: Option<Timestamp>,
    /// How the person is told now; they were before if absent.
    pub telling: Option<How>,
}

impl NewPathway {
    /// A pathway of a programme that begins now, of which the person was told before.
    pub fn now(program: &str, code: &str) -> Self {
        Self { program: program.to_owned(), code: code.to_owned(), words: None, at: None, telling: None }
    }

    /// Reads what was typed; nothing begins after `today`.
    pub fn parse(form: &StartForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let words = faults.take(fields::optional_long("words", &form.words)).flatten();
        let on = faults.take(dates::past("on", &form.on, today, LONG_AGO)).flatten();
        let telling = match form.telling.trim() {
            "" => None,
            code => faults.take(fields::choice("telling", code)),
        };
        let which = form.which.split_once('/');
        if which.is_none() {
            faults.push("which", "fault-choice");
        }
        faults.done()?;
        let (program, code) = which.unwrap_or_default();
        let at = on.filter(|day| *day != today).map(dates::noon).transpose()?;
        Ok(Self { program: program.to_owned(), code: code.to_owned(), words, at, telling })
    }
}

/// What happened on a pathway, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FactForm {
    /// Code of a [`FactKind`].
    pub kind: String,
    /// Code of a step.
    pub step: String,
    /// On which day it happened; empty for today.
    pub on: String,
    /// For which day a visit is planned.
    pub day: String,
    /// At which time.
    pub time: String,
    /// The time that somebody opened, instead of both; empty for another.
    pub slot: String,
    /// Where.
    pub place: String,
    /// Who is asked to take over, where they are typed.
    pub to: String,
    /// Who is, where they are chosen: an exercise of the public directory.
    pub practice: String,
    /// Why.
    pub why: String,
}

/// What happened on a pathway, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFact {
    /// What.
    pub fact: Fact,
    /// When; now if absent.
    pub at: Option<Timestamp>,
    /// Of a visit to be planned: the time that it takes, which says when, where and with whom.
    pub slot: Option<SlotId>,
}

impl NewFact {
    /// Reads what was typed; nothing happens after `today`, and no visit is planned before.
    pub fn parse(form: &FactForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let fact = fact(form, today, &mut faults);
        let on = faults.take(dates::past("on", &form.on, today, LONG_AGO)).flatten();
        faults.done()?;
        let fact = fact.ok_or_else(|| Error::invalid("kind", "fault-choice"))?;
        let at = on.filter(|day| *day != today).map(dates::noon).transpose()?;
        Ok(Self { slot: slot(form).filter(|_| fact.kind() == FactKind::Planning), fact, at })
    }
}

/// The time that was chosen; what names none is none that there is.
fn slot(form: &FactForm) -> Option<SlotId> {
    let chosen = Some(form.slot.trim()).filter(|it| !it.is_empty())?;
    Some(Uuid::try_parse(chosen).unwrap_or_default().into())
}

fn fact(form: &FactForm, today: Date, faults: &mut Faults) -> Option<Fact> {
    let step = form.step.trim().to_owned();
    let why = |faults: &mut Faults| faults.take(fields::long("why", &form.why));
    let maybe = |faults: &mut Faults| faults.take(fields::optional_long("why", &form.why)).flatten();
    Some(match decode::<FactKind>(form.kind.trim()).ok()? {
        FactKind::Planning => {
            let place = faults.take(fields::optional_short("place", &form.place)).flatten();
            // A time that was chosen says when and where: what was typed beside it would be lost.
            let typed = [&form.day, &form.time, &form.place].iter().any(|it| !it.trim().is_empty());
            if slot(form).is_some() && typed {
                faults.push("slot", "fault-slot-or-typed");
            }
            let on = if slot(form).is_some() { Timestamp::UNIX_EPOCH } else { planned(form, today, faults)? };
            Fact::Planning { step, on, place, booked: None }
        }
        FactKind::Holding => Fact::Holding { step },
        FactKind::NoShow => Fact::NoShow { step },
        FactKind::CallingOff => Fact::CallingOff { step, why: maybe(faults) },
        FactKind::Skipping => Fact::Skipping { step, why: maybe(faults) },
        FactKind::Proposal => {
            let (to, practice) = whom(form, faults)?;
            Fact::Proposal { step, to, practice }
        }
        FactKind::Wish => {
            let (to, practice) = whom(form, faults)?;
            Fact::Wish { step, to, practice }
        }
        FactKind::Acceptance => Fact::Acceptance { step, by_link: false },
        FactKind::Decline => Fact::Decline { step, why: why(faults)?, by_link: false },
        FactKind::Loss => Fact::Loss { step, why: why(faults)? },
        FactKind::Stop => Fact::Stop { why: why(faults)? },
        FactKind::Restart => Fact::Restart,
        FactKind::Closing => Fact::Closing { why: maybe(faults) },
        // A pathway begins by an act of its own, and a question comes by a link.
        FactKind::Opening | FactKind::Question => return None,
    })
}

/// Who is meant: typed, or chosen from the directory, whose name it then is.
fn whom(form: &FactForm, faults: &mut Faults) -> Option<(String, Option<PublicPracticeId>)> {
    match form.practice.trim() {
        "" => Some((faults.take(fields::short("to", &form.to))?, None)),
        chosen => {
            let practice = Uuid::try_parse(chosen).ok().map(PublicPracticeId::from);
            Some((String::new(), Some(practice.unwrap_or(Uuid::nil().into()))))
        }
    }
}

/// For when a visit is planned: a day from `today` on, and a time of it.
fn planned(form: &FactForm, today: Date, faults: &mut Faults) -> Option<Timestamp> {
    let day = faults.take(fields::date("day", &form.day));
    let time = faults.take(dates::clock_time("time", &form.time));
    let day = day?;
    if day < today {
        faults.push("day", "fault-date-past");
        return None;
    }
    if (day - today).get_days() > i32::try_from(FAR).unwrap_or(i32::MAX) {
        faults.push("day", "fault-date");
        return None;
    }
    dates::instant(day, time?.unwrap_or(Time::constant(9, 0, 0, 0)))
}
