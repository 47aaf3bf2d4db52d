//! An interview as typed, and as read.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::content::{NextStep, Place, Shared, Status, Subject};
use crate::dates::{self, clock_time, day, instant};
use crate::fields::{self, Faults};
use crate::{Error, Fault, Result};

/// Nobody records an interview held longer ago, in years.
const LONG_AGO: i16 = 60;

/// An interview, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InterviewForm {
    /// The identifier under which it will be kept, as it stands in a form.
    pub interview: String,
    /// Code of a [`Status`].
    pub status: String,
    /// The day; empty for today.
    pub on: String,
    /// The time of that day; with an empty day, empty for now.
    pub time: String,
    /// Code of a [`Place`].
    pub place: String,
    /// Codes of [`Subject`]s.
    pub subjects: Vec<String>,
    /// What about, in a few words.
    pub about: String,
    /// What was said and done.
    pub text: String,
    /// What comes next.
    pub next: String,
    /// On which day it comes.
    pub next_on: String,
    /// What its author alone reads.
    pub private: String,
}

/// An interview, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInterview {
    /// How it stands.
    pub status: Status,
    /// When it takes or took place; now if absent.
    pub at: Option<Timestamp>,
    /// What whoever reads the social part reads.
    pub shared: Shared,
    /// What its author alone reads.
    pub private: Option<String>,
}

impl NewInterview {
    /// Reads what was typed at `now`, all faults at once: what took place is not to come, what is planned is.
    pub fn parse(form: &InterviewForm, now: Timestamp) -> Result<Self> {
        let mut faults = Faults::new();
        let status: Option<Status> = faults.take(fields::choice("status", &form.status));
        let at = moment(form, status, now, &mut faults);
        let place: Option<Place> = faults.take(fields::choice("place", &form.place));
        let kept = status == Some(Status::Kept);
        let subjects = subjects(&form.subjects, &mut faults);
        let about = faults.take(fields::optional_short("about", &form.about)).flatten();
        if kept && form.subjects.is_empty() && about.is_none() {
            faults.push("subjects", "fault-choose");
        }
        let text = faults.take(fields::optional_long("text", &form.text));
        if kept && text == Some(None) {
            faults.push("text", "fault-required");
        }
        let next = next(form, &mut faults);
        let private = faults.take(fields::optional_long("private", &form.private)).flatten();
        faults.done()?;
        let (Some(status), Some(place)) = (status, place) else {
            return Err(Error::Bug("a form without faults has all its values".to_owned()));
        };
        let shared = Shared { place, subjects, about, text: text.flatten(), next };
        Ok(Self { status, at, shared, private })
    }

    /// When it takes or took place, as an instant: what took place has passed.
    pub(super) fn happens(&self, now: Timestamp) -> Timestamp {
        let at = self.at.unwrap_or(now);
        match self.status {
            Status::Kept | Status::Missed => at.min(now),
            Status::Planned | Status::Cancelled => at,
        }
    }
}

fn subjects(typed: &[String], faults: &mut Faults) -> Vec<Subject> {
    let chosen = |it: &Subject| typed.iter().any(|code| code == it.code());
    if typed.iter().any(|code| Subject::ALL.iter().all(|it| it.code() != code)) {
        faults.push("subjects", "fault-choice");
    }
    Subject::ALL.iter().copied().filter(chosen).collect()
}

fn next(form: &InterviewForm, faults: &mut Faults) -> Option<NextStep> {
    let what = faults.take(fields::optional_short("next", &form.next));
    let on = faults.take(dates::optional("next_on", &form.next_on)).flatten();
    if what == Some(None) && on.is_some() {
        faults.push("next", "fault-required");
    }
    Some(NextStep { what: what.flatten()?, on })
}

/// When it takes or took place; absent for now.
fn moment(
    form: &InterviewForm,
    status: Option<Status>,
    now: Timestamp,
    faults: &mut Faults,
) -> Option<Timestamp> {
    let date = faults.take(dates::optional("on", &form.on));
    let time = faults.take(clock_time("time", &form.time));
    let planned = status == Some(Status::Planned);
    let today = day(now);
    let (date, time) = match (date?, time?) {
        (None, None) if planned => {
            faults.push("on", "fault-required");
            return None;
        }
        (None, None) => return None,
        (Some(date), None) if date == today && !planned => return None,
        (Some(_), None) => {
            faults.push("time", "fault-required");
            return None;
        }
        (date, Some(time)) => (date.unwrap_or(today), time),
    };
    let read = instant(date, time).ok_or(Fault::new("on", "fault-date"));
    let at = faults.take(read)?;
    match status {
        _ if date.year() < today.year() - LONG_AGO => faults.push("on", "fault-date-before"),
        Some(Status::Planned) if at <= now => faults.push("on", "fault-interview-past"),
        Some(Status::Kept | Status::Missed) if at > now => faults.push("on", "fault-interview-to-come"),
        _ => {}
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;
    use proptest::prelude::*;

    use super::*;
    use crate::dates::written_time;

    /// Monday 23 November 2026, nine in the morning in Paris.
    fn now() -> Timestamp {
        "2026-11-23T08:00:00Z".parse().unwrap()
    }

    fn form() -> InterviewForm {
        InterviewForm {
            status: "kept".to_owned(),
            place: "office".to_owned(),
            subjects: vec!["housing".to_owned()],
            text: "Demande de logement relue.".to_owned(),
            ..InterviewForm::default()
        }
    }

    fn faults(form: &InterviewForm) -> Vec<(&'static str, &'static str)> {
        match NewInterview::parse(form, now()) {
            Err(Error::Invalid(faults)) => faults.into_iter().map(|it| (it.field, it.key)).collect(),
            other => panic!("expected faults, found {other:?}"),
        }
    }

    #[test]
    fn times_as_people_type_them() {
        for (typed, read) in
            [("14:30", time(14, 30, 0, 0)), ("14 h 30", time(14, 30, 0, 0)), ("9h", time(9, 0, 0, 0))]
        {
            assert_eq!(written_time(typed), Some(read), "{typed}");
        }
        for typed in ["", "midi", "25:00", "9:61", "1:2:3:4", "-9"] {
            assert_eq!(written_time(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_took_place_is_past_and_what_is_planned_is_to_come() {
        assert_eq!(NewInterview::parse(&form(), now()).unwrap().at, None, "now");
        let later = InterviewForm { time: "9:30".to_owned(), ..form() };
        assert_eq!(faults(&later), [("on", "fault-interview-to-come")]);
        let planned = InterviewForm { status: "planned".to_owned(), ..later };
        assert_eq!(
            NewInterview::parse(&planned, now()).unwrap().at,
            Some("2026-11-23T08:30:00Z".parse().unwrap())
        );
        let past = InterviewForm { on: "22/11/2026".to_owned(), ..planned.clone() };
        assert_eq!(faults(&past), [("on", "fault-interview-past")]);
        let nowhen = InterviewForm { time: String::new(), ..planned };
        assert_eq!(faults(&nowhen), [("on", "fault-required")]);
        let timeless = InterviewForm { on: "20/11/2026".to_owned(), ..form() };
        assert_eq!(faults(&timeless), [("time", "fault-required")]);
    }

    #[test]
    fn every_fault_at_once() {
        let empty = InterviewForm {
            status: "kept".to_owned(),
            next_on: "demain".to_owned(),
            ..InterviewForm::default()
        };
        assert_eq!(
            faults(&empty),
            [
                ("place", "fault-required"),
                ("subjects", "fault-choose"),
                ("text", "fault-required"),
                ("next_on", "fault-date")
            ]
        );
        let unknown = InterviewForm { subjects: vec!["weather".to_owned()], ..form() };
        assert_eq!(faults(&unknown), [("subjects", "fault-choice")]);
    }

    proptest! {
        /// Whatever is typed is read or refused; nothing that took place is to come.
        #[test]
        fn nothing_kept_is_to_come(
            on in "[0-9]{2}/[0-9]{2}/(20[0-9]{2}|9999|[0-9]{4})", time in ".{0,6}|[0-9]{1,2}:[0-9]{2}", text in ".{1,60}",
            status in prop::sample::select(vec!["planned", "kept", "missed", "cancelled", ""]),
        ) {
            let typed = InterviewForm { status: status.to_owned(), on, time, text, ..form() };
            if let Ok(new) = NewInterview::parse(&typed, now()) {
                match new.status {
                    Status::Kept | Status::Missed => prop_assert!(new.happens(now()) <= now()),
                    Status::Planned => prop_assert!(new.happens(now()) > now()),
                    Status::Cancelled => {}
                }
            }
        }
    }
}
