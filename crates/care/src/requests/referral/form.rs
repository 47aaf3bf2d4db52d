//! A referral and what happens to it, as typed and as read.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::facts::{Fact, FactKind, Sent};
use crate::dates;
use crate::directory::decode;
use crate::fields::{self, Faults};
use crate::people::How;
use crate::programs::Protocol;
use crate::{Error, PractitionerId, Result};

/// Nobody records what happened to a referral longer ago, in years.
const LONG_AGO: i32 = 5;

/// A referral to send, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SendForm {
    /// Why, and what is expected.
    pub words: String,
    /// The lines of the check-list that are ticked.
    pub criteria: Vec<String>,
    /// The exclusions that are ticked.
    pub exclusions: Vec<String>,
    /// What the receiver wants to know, by the code of the question.
    pub minimum: BTreeMap<String, String>,
    /// Not empty: the person wants whoever receives them to join their care team.
    pub joins: String,
    /// How the person was told now: code of a [`How`]; empty where they were told before.
    pub telling: String,
}

/// A referral to send, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReferral {
    /// The slug of the programme.
    pub program: String,
    /// The protocol, by its code there.
    pub code: String,
    /// To whom; to all those of the protocol if absent.
    pub named: Option<PractitionerId>,
    /// What leaves.
    pub sent: Sent,
    /// How the person is told now; they were before if absent.
    pub telling: Option<How>,
}

/// The field of what the receiver wants to know.
pub(super) const MINIMUM: &str = "minimum";

impl NewReferral {
    /// Reads what was typed, and holds it against the protocol.
    ///
    /// # Errors
    /// [`Error::Invalid`]: on `criteria` while a line is missing without which nothing leaves, on `exclusions` where one was ticked,
    /// on `minimum` while a question is open that must be answered, and on `words`.
    pub fn parse(
        form: &SendForm,
        (program, rules): (&str, &Protocol),
        named: Option<PractitionerId>,
    ) -> Result<Self> {
        let mut faults = Faults::new();
        let words = faults.take(fields::long("words", &form.words));
        let holds = |code: &String| form.criteria.contains(code);
        if rules.criteria.iter().any(|it| it.required && !holds(&it.code)) {
            faults.push("criteria", "fault-referral-criteria");
        }
        if rules.exclusions.iter().any(|it| form.exclusions.contains(&it.code)) {
            faults.push("exclusions", "fault-referral-excluded");
        }
        let mut minimum = Vec::new();
        for question in &rules.minimum {
            let typed = form.minimum.get(&question.code).map_or("", String::as_str);
            match faults.take(fields::optional_long(MINIMUM, typed)) {
                Some(Some(text)) => minimum.push((question.code.clone(), text)),
                Some(None) if question.required => faults.push(MINIMUM, "fault-referral-minimum"),
                _ => {}
            }
        }
        let telling = match form.telling.trim() {
            "" => None,
            code => faults.take(fields::choice("telling", code)),
        };
        faults.done()?;
        let criteria = rules.criteria.iter().map(|it| &it.code).filter(|code| holds(code)).cloned();
        let sent = Sent {
            words: words.unwrap_or_default(),
            criteria: criteria.collect(),
            minimum,
            joins: !form.joins.is_empty(),
        };
        Ok(Self { program: program.to_owned(), code: rules.code.clone(), named, sent, telling })
    }
}

/// What happened to a referral, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FactForm {
    /// Code of a [`FactKind`].
    pub kind: String,
    /// On which day it happened; empty for today.
    pub on: String,
    /// Code of a refusal, a redirection or an obstacle.
    pub reason: String,
    /// How the person was sought.
    pub means: String,
    /// What a try led to.
    pub outcome: String,
    /// In words.
    pub words: String,
}

/// What happened to a referral, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFact {
    /// What.
    pub fact: Fact,
    /// When; now if absent.
    pub at: Option<Timestamp>,
}

impl NewFact {
    /// Reads what was typed; nothing happens after `today`.
    ///
    /// # Errors
    /// [`Error::Invalid`] on the field that cannot be read.
    pub fn parse(form: &FactForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let fact = fact(form, &mut faults);
        let on = faults.take(dates::past("on", &form.on, today, LONG_AGO)).flatten();
        faults.done()?;
        let fact = fact.ok_or_else(|| Error::invalid("kind", "fault-choice"))?;
        Ok(Self { fact, at: on.filter(|day| *day != today).map(dates::noon).transpose()? })
    }
}

fn fact(form: &FactForm, faults: &mut Faults) -> Option<Fact> {
    let words = |faults: &mut Faults| faults.take(fields::optional_long("words", &form.words)).flatten();
    let reason = |faults: &mut Faults| faults.take(fields::short("reason", &form.reason));
    Some(match decode::<FactKind>(form.kind.trim()).ok()? {
        FactKind::Acceptance => Fact::Acceptance,
        FactKind::Decline => Fact::Decline { reason: reason(faults)?, words: words(faults) },
        FactKind::Redirection => Fact::Redirection { to: reason(faults)?, words: words(faults) },
        FactKind::Attempt => {
            let means = faults.take(fields::choice("means", form.means.trim()));
            let outcome = faults.take(fields::choice("outcome", form.outcome.trim()));
            Fact::Attempt { means: means?, outcome: outcome?, words: words(faults) }
        }
        FactKind::Beginning => Fact::Beginning,
        FactKind::Done => Fact::Done { words: faults.take(fields::long("words", &form.words))? },
        FactKind::CouldNot => {
            let why = faults.take(fields::choice("reason", form.reason.trim()))?;
            Fact::CouldNot { why, words: words(faults) }
        }
        FactKind::Closing => Fact::Closing { words: words(faults) },
        FactKind::Cancellation => Fact::Cancellation { words: words(faults) },
        // It leaves by an act of its own.
        FactKind::Sending => return None,
    })
}

impl Fact {
    /// Refuses a reason that is none of the protocol’s.
    pub(super) fn suits(&self, rules: &Protocol) -> Result<()> {
        let known = match self {
            Self::Decline { reason, .. } => rules.refusals.iter().any(|it| it.code == *reason),
            Self::Redirection { to, .. } => rules.redirects.iter().any(|it| it.code == *to),
            _ => true,
        };
        if known { Ok(()) } else { Err(Error::invalid("reason", "fault-choice")) }
    }
}
