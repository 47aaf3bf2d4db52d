//! Risks in words: what is about to be lost, until when something can be done, and what.

use care::people::PersonBrief;
use care::radar::Tie;
use care::rights::{RightRisk, Why};
use jiff::civil::Date;

use crate::requests::advice::words::person;
use crate::rights::{days_left, short};
use crate::sealed::seal;
use crate::shell::{Button, ClockView, Icon, Link, QueueLine, Tone};
use crate::visit::Visit;

/// A right at risk as a line: « C2S : demander le renouvellement ».
pub(crate) fn right_line(visit: &Visit, risk: &RightRisk) -> QueueLine {
    let t = visit.t();
    let href = format!("/rights/{}", seal(visit.ctx.house(), risk.application.uuid()));
    let right = short(risk.right.name.get(t.locale));
    let title =
        t.by_key_with(&format!("risk-{}", risk.why.code()), &[("right", right.into())]).unwrap_or_default();
    let line = QueueLine::new(clock(visit, risk), Link::new(title, href.clone()), t.whose_team());
    let mut line = line.fact(person(t, &risk.person, visit.ctx.now()));
    if let Some(until) = risk.until.filter(|_| risk.why != Why::RanOut) {
        line = line.small(t.risk_until(t.locale.date_plain(until)));
    }
    line.act(Button::link(t.act_open(), href))
}

fn clock(visit: &Visit, risk: &RightRisk) -> ClockView {
    let (t, today) = (visit.t(), care::people::today(&visit.ctx));
    let on = t.locale.date_short(risk.on);
    let label =
        t.by_key_with(&format!("risk-clock-{}", risk.why.code()), &[("date", on.into())]).unwrap_or_default();
    let words = days_left(t, today, risk.on);
    if risk.on < today {
        return ClockView::late(label, words);
    }
    let days = |from: Date, to: Date| u32::try_from((to - from).get_days()).unwrap_or_default();
    let tone = match days(today, risk.on) {
        0..=3 => Tone::Danger,
        4..=21 => Tone::Warning,
        _ => Tone::Neutral,
    };
    let clock = ClockView::new(tone, label, words);
    match risk.since {
        Some(since) if since < risk.on => clock.thread(days(since, today.max(since)), days(since, risk.on)),
        _ => clock,
    }
}

/// A tie that loosens as a line.
pub(super) fn tie_line(visit: &Visit, who: &PersonBrief, tie: Tie) -> QueueLine {
    let t = visit.t();
    let href = format!("/persons/{}", seal(visit.ctx.house(), who.id.uuid()));
    let (title, words) = match tie {
        Tie::Missed(n) => (t.risk_missed(), t.risk_missed_words(n)),
        Tie::MissedInterviews(n) => (t.risk_missed(), t.risk_missed_interviews(n)),
        Tie::Silent(Some(at)) => {
            let on = at.to_zoned(crate::words::zone()).date();
            (t.risk_silent(), t.risk_silent_since(t.locale.date_plain(on)))
        }
        Tie::Silent(None) => {
            (t.risk_silent(), t.risk_silent_for(visit.ctx.house().programs().radar().silent_months))
        }
        Tie::NoAttendingDoctor => (t.risk_no_doctor(), t.risk_no_doctor_words().to_owned()),
    };
    let clock = ClockView::new(Tone::Neutral, t.risk_no_date(), words).icon(Icon::Person);
    QueueLine::new(clock, Link::new(title, href.clone()), t.whose_team())
        .fact(person(t, who, visit.ctx.now()))
        .act(Button::link(t.act_open(), href))
}
