//! Arrivals in words: who, why, how long they have waited, where they were sent.

use care::programs::ReceptionRules;
use care::reception::{ArrivalLine, Status, Who};
use jiff::Timestamp;

use crate::i18n::T;
use crate::requests::advice::words::person_name;
use crate::shell::{Icon, StateView, Tone};
use crate::words::zone;

/// From so many minutes on a wait is long: the line says so in another colour.
const LONG: i64 = 30;

pub(super) fn dynamic(t: T, kind: &str, code: &str) -> String {
    t.by_key(&format!("{kind}-{}", code.replace('_', "-"))).unwrap_or_default()
}

/// « 9 h 05 », on the wall of the reception.
pub(super) fn time(t: T, at: Timestamp) -> String {
    t.locale.time(at.to_zoned(zone()).time())
}

/// Who came, as the head of a line: a name, how to call them, or nothing to call them by.
pub(super) fn title(t: T, who: &Who, called: Option<&str>) -> String {
    match (who, called) {
        (Who::Person(person), _) => person_name(t, person),
        (Who::Somebody, _) => t.arrival_somebody().to_owned(),
        (Who::Nobody, Some(called)) => t.arrival_called(crate::words::isolated(called)),
        (Who::Nobody, None) => t.arrival_nobody().to_owned(),
    }
}

/// Why, one after the other; nothing where there is nothing for the reader.
pub(super) fn reasons(t: T, rules: &ReceptionRules, codes: &[String]) -> Option<String> {
    let words = codes.iter().map(|code| rules.reason(code).map_or(code.as_str(), |it| it.get(t.locale)));
    let words: Vec<&str> = words.collect();
    (!words.is_empty()).then(|| words.join(" · "))
}

/// To whom, in the words of the programme.
pub(super) fn destination(t: T, rules: &ReceptionRules, code: &str) -> String {
    rules.destination(code).map_or(code, |it| it.get(t.locale)).to_owned()
}

/// How it stands, with where they were sent.
pub(super) fn state(t: T, rules: &ReceptionRules, status: Status, to: Option<&str>) -> StateView {
    let words = dynamic(t, "arrival-status", status.code());
    let sent = to.map(|code| destination(t, rules, code));
    let words = match (status, sent) {
        (Status::Oriented | Status::Redirected | Status::Seen, Some(to)) => t.arrival_status_to(words, to),
        _ => words,
    };
    match status {
        Status::Waiting => StateView::waiting(words),
        Status::Oriented => StateView::new(Tone::Accent, Icon::Person, words),
        Status::Seen => StateView::ok(words),
        Status::Redirected => StateView::new(Tone::Neutral, Icon::Send, words),
        Status::Left => StateView::warning(words),
        Status::Mistaken => StateView::new(Tone::Neutral, Icon::Close, words),
    }
}

/// « attend depuis 1 h 05 », « vient d’arriver ».
pub(super) fn waited(t: T, since: Timestamp, now: Timestamp) -> String {
    match minutes(since, now) {
        0 => t.arrival_just_came().to_owned(),
        minutes @ ..60 => t.arrival_waits_for(t.arrival_minutes(minutes)),
        minutes => t.arrival_waits_for(t.arrival_hours(minutes / 60, format!("{:02}", minutes % 60))),
    }
}

pub(super) fn minutes(since: Timestamp, now: Timestamp) -> i64 {
    (now.as_second() - since.as_second()).max(0) / 60
}

/// The colour of a wait.
pub(super) fn tone(line: &ArrivalLine, now: Timestamp) -> Tone {
    if minutes(line.at, now) >= LONG { Tone::Warning } else { Tone::Neutral }
}
