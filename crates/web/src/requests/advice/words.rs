//! A request in words: its clock, its person, whose turn it is. The same words on both sides.

use care::people::PersonBrief;
use care::programs::Program;
use care::requests::advice::{AdviceClock, AdviceLine, ClockShows, Status};
use care::requests::consultation::ConsultationLine;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::{Locale, Remaining};

use crate::i18n::T;
use crate::sealed::seal;
use crate::shell::{Button, ClockView, DueBand, Icon, Link, QueueLine, StateView, Thread, Tone};
use crate::visit::Visit;
pub(crate) use crate::words::{age, day, day_short, moment, named, refuse};

/// « Mme Nadia Ferhat, 47 ans ».
pub(crate) fn person(t: T, person: &PersonBrief, now: Timestamp) -> String {
    let name = person_name(t, person);
    match age(t.locale, &person.birth_date, now) {
        Some(age) => format!("{name}, {age}"),
        None => name,
    }
}

/// « Mme Nadia Ferhat ».
pub(crate) fn person_name(t: T, person: &PersonBrief) -> String {
    named(t, &person.sex, &person.given, &person.family)
}

/// The zone of a programme.
pub(crate) fn zone(program: &Program) -> TimeZone {
    program.calendar.zone.clone()
}

/// « il reste 3 jours », « en retard d’un jour ».
fn left(locale: Locale, zone: &TimeZone, now: Timestamp, due: Timestamp) -> String {
    locale.remaining(Remaining::between(now, due, zone))
}

fn tone(clock: &AdviceClock) -> Tone {
    match clock.shows {
        ClockShows::Late => Tone::Danger,
        ClockShows::TooLate => Tone::Warning,
        ClockShows::Running if clock.fraction >= 0.5 => Tone::Warning,
        ClockShows::Paused(_) | ClockShows::Idle => Tone::Neutral,
        ClockShows::InTime => Tone::Success,
        ClockShows::Running => Tone::Accent,
    }
}

/// How far along a clock is, in hundredths.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn thread(fraction: f64) -> (u32, u32) {
    ((fraction.clamp(0.0, 1.0) * 100.0).round() as u32, 100)
}

/// The clock beside a line.
pub(crate) fn clock(t: T, zone: &TimeZone, clock: &AdviceClock, now: Timestamp) -> ClockView {
    let locale = t.locale;
    let (value, max) = thread(clock.fraction);
    match (clock.shows, clock.due) {
        (ClockShows::Paused(since), _) => {
            ClockView::paused(t.clock_paused(), t.clock_since(day_short(locale, zone, since)), value, max)
        }
        (ClockShows::Late, Some(due)) => {
            ClockView::late(t.clock_was_due(day_short(locale, zone, due)), left(locale, zone, now, due))
        }
        (ClockShows::Running, Some(due)) => {
            let words = left(locale, zone, now, due);
            ClockView::new(tone(clock), t.clock_answer_due(day_short(locale, zone, due)), words)
                .thread(value, max)
        }
        (ClockShows::InTime, Some(_)) => {
            let stopped = clock.stopped.map(|at| day_short(locale, zone, at)).unwrap_or_default();
            ClockView::done(t.clock_stopped(stopped), taken(t, clock))
        }
        (ClockShows::TooLate, Some(_)) => {
            let stopped = clock.stopped.map(|at| day_short(locale, zone, at)).unwrap_or_default();
            ClockView::new(Tone::Neutral, t.clock_stopped(stopped), taken(t, clock)).thread(1, 1)
        }
        _ => ClockView::new(Tone::Neutral, t.clock_draft(), t.clock_not_sent()),
    }
}

/// « en 4 jours sur 7 ».
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn taken(t: T, clock: &AdviceClock) -> String {
    t.clock_taken(clock.elapsed_days.max(0.0).ceil() as i64, i64::from(clock.days))
}

/// The band at the head of a request: whose turn, until when, and what the other side reads.
pub(crate) fn band(
    visit: &Visit,
    program: &Program,
    page: &care::requests::advice::AdvicePage,
) -> Option<DueBand> {
    let (t, locale, now) = (visit.t(), visit.locale(), visit.ctx.now());
    let zone = zone(program);
    let clock = &page.clock;
    let due = clock.due?;
    let (date, rest) = (day(locale, &zone, due), left(locale, &zone, now, due));
    let shared = match clock.shows {
        ClockShows::Paused(since) => t.band_paused(day(locale, &zone, since), page.asker.short_name.as_str()),
        ClockShows::Late => t.band_late(date.as_str(), rest.as_str()),
        ClockShows::Running => t.band_due(date.as_str(), rest.as_str()),
        ClockShows::InTime | ClockShows::TooLate => {
            let stopped = clock.stopped.map(|at| day(locale, &zone, at)).unwrap_or_default();
            let taken = taken(t, clock);
            match page.status {
                Status::Answered | Status::Closed => t.band_answered(stopped, taken),
                _ => t.band_ended(stopped),
            }
        }
        ClockShows::Idle => return None,
    };
    let other = if page.mine {
        page.answerer.as_ref().map(|it| it.short_name.clone())
    } else {
        Some(page.asker.short_name.clone())
    };
    let mine = match (page.status, page.mine, page.permitted.answer) {
        (Status::Accepted | Status::Sent, false, true) => t.band_yours(date.as_str(), rest.as_str()),
        (Status::AwaitingAsker, true, _) => t.band_complete().to_owned(),
        (Status::Answered, true, _) => t.band_close().to_owned(),
        _ => shared.clone(),
    };
    let mut band = DueBand::new(t.band_name(), tone(clock), mine.clone());
    if let Some(other) = other.filter(|_| mine != shared) {
        band = band.more(t.band_other_reads(other, shared));
    }
    let (value, max) = thread(clock.fraction);
    let paused = matches!(clock.shows, ClockShows::Paused(_));
    let mut marks = Vec::new();
    if let Some(start) = clock.start {
        marks.push(t.band_sent(day_short(locale, &zone, start)));
    }
    marks.push(day_short(locale, &zone, due));
    band = band.thread(Thread { value, max, paused }, marks);
    if page.permitted.answer {
        band = band.jump(Link::new(t.answer_jump(), "#answer"));
    }
    Some(band)
}

/// The clock of a consultation.
pub(crate) fn consultation_clock(
    t: T,
    zone: &TimeZone,
    line: &ConsultationLine,
    now: Timestamp,
) -> ClockView {
    let locale = t.locale;
    let (value, max) = thread(line.fraction);
    if !line.status.is_open() {
        let when = line.booked_for.map(|at| moment(locale, zone, at)).unwrap_or_default();
        return ClockView::new(Tone::Neutral, t.clock_not_held(), when);
    }
    if let Some(at) = line.booked_for {
        return ClockView::new(Tone::Accent, t.clock_booked(), moment(locale, zone, at)).thread(value, max);
    }
    if line.due < now {
        let label = t.clock_was_to_be_held(day_short(locale, zone, line.due));
        return ClockView::late(label, left(locale, zone, now, line.due));
    }
    let tone = if line.fraction >= 0.5 { Tone::Warning } else { Tone::Accent };
    ClockView::new(
        tone,
        t.clock_to_be_held(day_short(locale, zone, line.due)),
        left(locale, zone, now, line.due),
    )
    .thread(value, max)
}

/// The title of a request in a list, for those who may read it and those who may not.
pub(crate) fn title(t: T, line: &AdviceLine) -> String {
    match &line.subject {
        Some(subject) if !subject.is_empty() => t.advice_title(subject.as_str()),
        Some(_) => t.advice_untitled().to_owned(),
        None => t.advice_title_hidden(line.reference.as_str()),
    }
}

/// A line of a list of requests.
pub(crate) fn queue_line(
    visit: &Visit,
    line: &AdviceLine,
    act: Option<Button>,
    whose: String,
) -> Option<QueueLine> {
    let program = visit.ctx.house().programs().get(&line.program)?;
    let (t, now) = (visit.t(), visit.ctx.now());
    let href = href(visit, line);
    let mut view =
        QueueLine::new(clock(t, &zone(program), &line.clock, now), Link::new(title(t, line), href), whose);
    let who =
        line.person.as_ref().map_or_else(|| t.advice_without_identity().to_owned(), |it| person(t, it, now));
    let asker = t.advice_asked_by(line.asker.as_str(), line.asker_organization.as_str());
    view = view.fact(if line.status == Status::Draft && line.person.is_none() {
        asker
    } else {
        format!("{who} · {asker}")
    });
    let me = visit.ctx.actor().professional().ok().map(|me| me.name.as_str());
    let answerer = line.answerer.as_deref().filter(|it| Some(*it) != me && line.status != Status::Draft);
    if let Some(answerer) = answerer {
        view = view.small(t.advice_with(answerer));
    }
    if let Some(act) = act {
        view = view.act(act);
    }
    Some(view)
}

/// Where a request opens.
pub(crate) fn href(visit: &Visit, line: &AdviceLine) -> String {
    let id = seal(visit.ctx.house(), line.id.uuid());
    if line.status == Status::Draft { format!("/requests/{id}/ask") } else { format!("/requests/{id}") }
}

/// What the reader has to do about a request that waits for them, in a sentence, and the way there.
pub(crate) fn next_act(visit: &Visit, line: &AdviceLine) -> Option<(Tone, String, Button)> {
    let program = visit.ctx.house().programs().get(&line.program)?;
    let (t, now, zone) = (visit.t(), visit.ctx.now(), zone(program));
    let (words, label) = match line.status {
        Status::Sent | Status::Accepted => {
            let due = line.clock.due?;
            (t.band_yours(day(t.locale, &zone, due), left(t.locale, &zone, now, due)), t.act_answer())
        }
        Status::AwaitingAsker => (t.band_complete().to_owned(), t.act_complete()),
        Status::Answered => (t.band_close().to_owned(), t.act_read_and_close()),
        _ => return None,
    };
    Some((tone(&line.clock), words, Button::link(label, href(visit, line)).primary()))
}

/// How a request stands, in one short line.
pub(crate) fn state(visit: &Visit, line: &AdviceLine) -> StateView {
    let (t, now) = (visit.t(), visit.ctx.now());
    let zone = crate::words::zone();
    let short = |at| day_short(t.locale, &zone, at);
    match (line.clock.shows, line.clock.due) {
        (ClockShows::Paused(since), _) => StateView::new(
            Tone::Neutral,
            Icon::Pause,
            format!("{} {}", t.clock_paused(), t.clock_since(short(since))),
        ),
        (ClockShows::Late, Some(due)) => {
            StateView::blocked(t.band_late(short(due), left(t.locale, &zone, now, due)))
        }
        (ClockShows::Running, Some(due)) => StateView::new(
            tone(&line.clock),
            Icon::Clock,
            t.band_due(short(due), left(t.locale, &zone, now, due)),
        ),
        (ClockShows::InTime | ClockShows::TooLate, _) => {
            let stopped = line.clock.stopped.map(short).unwrap_or_default();
            match line.status {
                Status::Answered | Status::Closed => {
                    StateView::ok(t.band_answered(stopped, taken(t, &line.clock)))
                }
                _ => StateView::waiting(t.band_ended(stopped)),
            }
        }
        _ => StateView::waiting(t.clock_draft()),
    }
}
