//! A rule in words: where it stands, why it is for this person, what was noted.

use care::people::Sex;
use care::prevention::{Because, Recall, State};
use care::record::{Outcome, Told};

use crate::i18n::T;
use crate::shell::{Icon, StateView, Tone};

pub(super) fn dynamic(t: T, kind: &str, code: &str) -> String {
    t.by_key(&format!("{kind}-{}", code.replace('_', "-"))).unwrap_or_default()
}

/// Where it stands, with its day.
pub(super) fn state(t: T, it: &Recall) -> StateView {
    let on = it.on.map(|on| t.locale.date_plain(on)).unwrap_or_default();
    match it.state {
        State::Due => match &it.said {
            Some((Outcome::Planned, on, _)) => {
                StateView::warning(t.prevention_missed(t.locale.date_plain(*on)))
            }
            Some((Outcome::Refused, ..)) => StateView::warning(t.prevention_again()),
            _ if it.last.is_none() => StateView::warning(t.prevention_never()),
            _ => StateView::warning(t.prevention_due_since(on)),
        },
        State::Planned => StateView::new(Tone::Accent, Icon::Cal, t.prevention_planned_on(on)),
        State::Soon => StateView::waiting(t.prevention_due_on(on)),
        State::Later => StateView::new(Tone::Neutral, Icon::Clock, t.prevention_due_on(on)),
        State::Refused => StateView::new(Tone::Neutral, Icon::Stop, t.prevention_asked_again(on)),
        State::NotApplicable => StateView::new(Tone::Neutral, Icon::Close, t.prevention_of_no_use()),
        State::Done => StateView::new(Tone::Success, Icon::Ok, t.prevention_once_done()),
    }
}

/// « Femme de 50 à 74 ans », « Sous Clozapine depuis le 4 mai 2020 », « Diabète de type 2 ».
pub(super) fn because(t: T, why: &Because) -> String {
    let sex = why.sex.map(|sex| match sex {
        Sex::Female => t.prevention_women(),
        Sex::Male => t.prevention_men(),
        Sex::Unknown => "",
    });
    let ages = why.ages.map(|(from, to)| match to {
        100.. => t.prevention_from_age(i64::from(from)),
        _ => t.prevention_ages(i64::from(from), i64::from(to)),
    });
    let who = [sex.map(str::to_owned), ages].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let treatment = why.treatment.as_ref().map(|(label, since)| match told(t, *since) {
        Some((since, _)) => t.prevention_under_since(label.as_str(), since),
        None => t.prevention_under(label.as_str()),
    });
    let parts =
        [Some(crate::words::capitalized(&who)).filter(|it| !it.is_empty()), treatment, why.problem.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// « le 12 février 2019 », « mars 2019 », « 2019 », as exactly as it is known, and whether it is a day.
fn told(t: T, on: Told) -> Option<(String, bool)> {
    let words = crate::fhir::words::told(t, on);
    match on {
        Told::Unknown => None,
        Told::Year(_) | Told::Month(_) => Some((words, false)),
        Told::Day(_) | Told::Instant(_) => Some((t.prevention_on_day(words), true)),
    }
}

/// What was done and noted last.
pub(super) fn past(t: T, it: &Recall) -> Option<String> {
    let last = it
        .last
        .and_then(|on| told(t, on))
        .map(|(on, day)| if day { t.prevention_last(on) } else { t.prevention_last_in(on) });
    let said = it.said.as_ref().map(|(outcome, on, text)| {
        let what = t.prevention_said(t.locale.date_plain(*on), outcome_words(t, *outcome));
        text.as_ref().map_or_else(|| what.clone(), |text| format!("{what}, {text}"))
    });
    let parts: Vec<String> = [last, said].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// « Fait », « Prévu ».
pub(super) fn outcome_words(t: T, outcome: Outcome) -> String {
    dynamic(t, "prevention-choice", outcome.code())
}
