//! An arrival and what becomes of it, as typed and as read.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::anonymity::tells_who;
use super::facts::{Fact, How};
use crate::dates::{clock_time, day, instant};
use crate::fields::{self, Faults};
use crate::programs::ReceptionRules;
use crate::{Error, Fault, Result};

/// Longest note: a few words, not a report, in characters.
const NOTE: usize = 500;
/// Longest way to call somebody, in characters.
const CALLED: usize = 40;

/// An arrival, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArrivalForm {
    /// The identifier under which it will be kept, as it stands in a form.
    pub arrival: String,
    /// Code of a [`How`].
    pub how: String,
    /// Codes of the programme's reasons.
    pub reasons: Vec<String>,
    /// A few words.
    pub note: String,
    /// How to call them in the waiting room, until the day is over.
    pub called: String,
    /// The time at which they came; empty for now.
    pub time: String,
}

/// An arrival, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArrival {
    /// How they came.
    pub how: How,
    /// Why, by the programme's codes, in the programme's order. Nobody has to say: an arrival without a reason reads like
    /// one whose reasons are not for the reader.
    pub reasons: Vec<String>,
    /// A few words.
    pub note: Option<String>,
    /// How to call them.
    pub called: Option<String>,
    /// When they came; now if absent.
    pub at: Option<Timestamp>,
}

impl NewArrival {
    /// Reads what was typed, all faults at once.
    pub fn parse(form: &ArrivalForm, rules: &ReceptionRules, now: Timestamp) -> Result<Self> {
        let mut faults = Faults::new();
        let how = faults.take(fields::choice("how", &form.how));
        if form.reasons.iter().any(|code| rules.reason(code).is_none()) {
            faults.push("reasons", "fault-choice");
        }
        let chosen = rules.reasons.iter().filter(|it| form.reasons.contains(&it.code));
        let reasons = chosen.map(|it| it.code.clone()).collect();
        let note = faults.take(words("note", &form.note, NOTE)).flatten();
        let called = faults.take(words("called", &form.called, CALLED)).flatten();
        let at = faults.take(moment(&form.time, now)).flatten();
        faults.done()?;
        let how = how.ok_or_else(|| Error::Bug("a form without faults has all its values".to_owned()))?;
        Ok(Self { how, reasons, note, called, at })
    }
}

/// A few words that say of nobody who it is.
fn words(field: &'static str, text: &str, most: usize) -> Result<Option<String>, Fault> {
    let Some(text) = fields::optional_long(field, text)? else { return Ok(None) };
    if text.chars().count() > most {
        return Err(Fault { field, key: "fault-too-long", limit: i64::try_from(most).ok() });
    }
    match tells_who(&text) {
        Some(key) => Err(Fault::new(field, key)),
        None => Ok(Some(text)),
    }
}

/// A time of today that has passed.
fn moment(text: &str, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    let Some(time) = clock_time("time", text)? else { return Ok(None) };
    let at = instant(day(now), time).ok_or(Fault::new("time", "fault-time"))?;
    if at > now { Err(Fault::new("time", "fault-arrival-to-come")) } else { Ok(Some(at)) }
}

/// What becomes of an arrival, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFact(pub(super) Fact);

impl NewFact {
    /// They are sent to somebody; `code` is one of the programme's destinations.
    pub fn orientation(code: &str, rules: &ReceptionRules) -> Result<Self> {
        if code.trim().is_empty() {
            return Err(Error::invalid("to", "fault-choose"));
        }
        let known = rules.destination(code.trim()).ok_or_else(|| Error::invalid("to", "fault-choice"))?;
        let to = known.code.clone();
        Ok(Self(if known.outside { Fact::Redirection { to } } else { Fact::Orientation { to } }))
    }

    /// Somebody received them.
    pub const fn seen() -> Self {
        Self(Fact::Seen)
    }

    /// They left before.
    pub const fn leaving() -> Self {
        Self(Fact::Leaving)
    }

    /// It was written down by mistake, for a reason.
    pub fn mistake(why: &str) -> Result<Self> {
        let why = fields::short("why", why).map_err(|fault| Error::Invalid(vec![fault]))?;
        match tells_who(&why) {
            Some(key) => Err(Error::invalid("why", key)),
            None => Ok(Self(Fact::Mistake { why })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programs::Programs;

    fn rules() -> ReceptionRules {
        let programs = Programs::shipped();
        programs.get("social-accompaniment").and_then(|it| it.reception.clone()).unwrap()
    }

    /// Monday 23 November 2026, nine in the morning in Paris.
    fn now() -> Timestamp {
        "2026-11-23T08:00:00Z".parse().unwrap()
    }

    fn form() -> ArrivalForm {
        ArrivalForm { how: "alone".to_owned(), reasons: vec!["rights".to_owned()], ..ArrivalForm::default() }
    }

    fn faults(form: &ArrivalForm) -> Vec<(&'static str, &'static str)> {
        match NewArrival::parse(form, &rules(), now()) {
            Err(Error::Invalid(faults)) => faults.into_iter().map(|it| (it.field, it.key)).collect(),
            other => panic!("expected faults, found {other:?}"),
        }
    }

    #[test]
    fn every_fault_at_once() {
        assert_eq!(faults(&ArrivalForm::default()), [("how", "fault-required")]);
        let all = ArrivalForm {
            how: "by-air".to_owned(),
            reasons: vec!["weather".to_owned()],
            note: "06 00 00 12 34".to_owned(),
            called: "é".repeat(41),
            time: "9:01".to_owned(),
            ..ArrivalForm::default()
        };
        let told = [
            ("how", "fault-choice"),
            ("reasons", "fault-choice"),
            ("note", "fault-note-number"),
            ("called", "fault-too-long"),
            ("time", "fault-arrival-to-come"),
        ];
        assert_eq!(faults(&all), told);
    }

    #[test]
    fn an_arrival_is_read() {
        let typed = ArrivalForm {
            reasons: vec!["care".to_owned(), "rights".to_owned()],
            called: " veste rouge ".to_owned(),
            time: "8 h 40".to_owned(),
            ..form()
        };
        let read = NewArrival::parse(&typed, &rules(), now()).unwrap();
        assert_eq!(read.reasons, ["rights", "care"], "in the order of the programme");
        assert_eq!(read.called.as_deref(), Some("veste rouge"));
        assert_eq!(read.at, Some("2026-11-23T07:40:00Z".parse().unwrap()));
        assert_eq!(NewArrival::parse(&form(), &rules(), now()).unwrap().at, None, "now");
    }

    #[test]
    fn where_they_are_sent_says_whether_they_leave_the_house() {
        let to = |code: &str| NewFact::orientation(code, &rules());
        assert_eq!(to("nurse").unwrap().0, Fact::Orientation { to: "nurse".to_owned() });
        assert_eq!(to("emergency").unwrap().0, Fact::Redirection { to: "emergency".to_owned() });
        assert!(matches!(to(""), Err(Error::Invalid(_))));
        assert!(matches!(to("moon"), Err(Error::Invalid(_))));
    }
}
