//! A fact as typed, and as read.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::catalogue::{Catalogue, Right};
use super::facts::{Channel, Fact, FactKind};
use crate::dates;
use crate::directory::decode;
use crate::fields::{self, Faults};
use crate::money::Cents;
use crate::{Error, Result};

/// Nobody records what happened to an application longer ago, in years.
const LONG_AGO: i32 = 60;

/// An application to be opened, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApplicationForm {
    /// Code of a right of the catalogue.
    pub right: String,
    /// Since which day it is looked into; empty for today.
    pub on: String,
}

/// An application to be opened, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApplication {
    /// Code of a right of the catalogue.
    pub right: String,
    /// Since when; now if absent.
    pub at: Option<Timestamp>,
}

impl NewApplication {
    /// Opened now.
    pub fn now(right: &str) -> Self {
        Self { right: right.to_owned(), at: None }
    }

    /// Reads what was typed; nothing begins after `today`.
    pub fn parse(catalogue: &Catalogue, form: &ApplicationForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let on = faults.take(dates::past("on", &form.on, today, LONG_AGO)).flatten();
        match catalogue.get(&form.right) {
            None => faults.push("right", "fault-choice"),
            Some(right) if !right.valid.holds(on.unwrap_or(today)) => {
                faults.push("right", "fault-right-not-in-force");
            }
            Some(_) => {}
        }
        faults.done()?;
        let at = on.filter(|date| *date != today).map(dates::noon).transpose()?;
        Ok(Self { right: form.right.clone(), at })
    }
}

/// What happened to an application, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FactForm {
    /// Kind of the fact.
    pub kind: String,
    /// On which day; empty for today.
    pub on: String,
    /// Code of a piece.
    pub piece: String,
    /// Code of a [`Channel`].
    pub channel: String,
    /// The number that the body gave.
    pub number: String,
    /// What is missing, or why.
    pub words: String,
    /// The first day of a grant.
    pub from: String,
    /// The last day of a grant; the day to which a decision is put off.
    pub until: String,
    /// The sum asked for or granted, in euros.
    pub amount: String,
}

/// What happened to an application, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFact {
    /// What.
    pub fact: Fact,
    /// When; now if absent.
    pub at: Option<Timestamp>,
}

impl NewFact {
    /// Reads what was typed about an application for this right; nothing happens after `today`.
    pub fn parse(right: &Right, form: &FactForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let on = faults.take(dates::past("on", &form.on, today, LONG_AGO)).flatten();
        let fact = fact(right, form, on.unwrap_or(today), &mut faults);
        faults.done()?;
        let fact = fact.ok_or_else(|| Error::invalid("kind", "fault-choice"))?;
        Ok(Self { fact, at: on.filter(|date| *date != today).map(dates::noon).transpose()? })
    }
}

fn fact(right: &Right, form: &FactForm, on: Date, faults: &mut Faults) -> Option<Fact> {
    let number = |faults: &mut Faults| faults.take(fields::optional_short("number", &form.number)).flatten();
    let words = |faults: &mut Faults| faults.take(fields::long("words", &form.words));
    let few = |faults: &mut Faults| faults.take(fields::optional_long("words", &form.words)).flatten();
    let sum = right.amounts;
    let amount =
        |faults: &mut Faults| faults.take(Cents::optional("amount", &form.amount)).flatten().filter(|_| sum);
    Some(match decode::<FactKind>(form.kind.trim()).ok()? {
        FactKind::PieceProvided => {
            let known = right.pieces.iter().find(|it| it.code == form.piece);
            if known.is_none() {
                faults.push("piece", "fault-choice");
            }
            Fact::PieceProvided { piece: known?.code.clone() }
        }
        FactKind::Filing => {
            let channel: Option<Channel> = decode(form.channel.trim()).ok();
            if channel.is_none() {
                faults.push("channel", "fault-choice");
            }
            Fact::Filing { number: number(faults), amount: amount(faults), channel: channel? }
        }
        FactKind::PiecesAsked => Fact::PiecesAsked { missing: words(faults)? },
        FactKind::Acknowledgement => Fact::Acknowledgement { number: number(faults) },
        FactKind::Reminder => Fact::Reminder { words: few(faults) },
        FactKind::Adjournment => {
            let until = faults.take(dates::optional("until", &form.until)).flatten();
            if until.is_some_and(|until| until < on) {
                faults.push("until", "fault-ends-before");
            }
            Fact::Adjournment { why: few(faults), until }
        }
        FactKind::Grant => {
            let from = faults.take(dates::optional("from", &form.from)).flatten().unwrap_or(on);
            let until = faults.take(dates::optional("until", &form.until)).flatten();
            if until.is_some_and(|until| until < from) {
                faults.push("until", "fault-ends-before");
            }
            Fact::Grant { from, until, amount: amount(faults) }
        }
        FactKind::Declaration => Fact::Declaration,
        FactKind::Contact => Fact::Contact,
        FactKind::Refusal => Fact::Refusal { why: words(faults)? },
        FactKind::Appeal => Fact::Appeal,
        FactKind::CourtAction => Fact::CourtAction,
        FactKind::Suspension => Fact::Suspension { why: words(faults)? },
        FactKind::Resumption => Fact::Resumption,
        FactKind::Dropping => Fact::Dropping { why: words(faults)? },
        FactKind::Withdrawal => Fact::Withdrawal { why: words(faults)? },
        // An application is opened by an act of its own, and a mistake taken back by another.
        FactKind::Opening | FactKind::Mistake => return None,
    })
}
