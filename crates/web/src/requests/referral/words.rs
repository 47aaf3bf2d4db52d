//! Referrals in words: where one stands, whose turn it is, what happened.

use care::programs::Protocol;
use care::requests::referral::{Fact, FactKind, ReferralLine, Status, Turn};
use jiff::civil::Date;

use crate::i18n::T;
use crate::requests::advice::words::person;
use crate::sealed::seal;
use crate::shell::{Button, ClockView, Icon, Link, QueueLine, StateView, Tone};
use crate::visit::Visit;

/// A code in words.
pub(super) fn dynamic(t: T, family: &str, code: &str) -> String {
    t.by_key(&format!("{family}-{}", code.replace('_', "-"))).unwrap_or_default()
}

/// Where it stands, as a state.
pub(super) fn state(t: T, status: Status, late: bool) -> StateView {
    let words = dynamic(t, "referral-status", status.code());
    match status {
        _ if late => StateView::blocked(t.referral_late(words)),
        Status::Sent => StateView::waiting(words),
        Status::Accepted | Status::InProgress => StateView::new(Tone::Info, Icon::Swap, words),
        Status::Done | Status::Closed => StateView::new(Tone::Success, Icon::Ok, words),
        Status::CouldNot | Status::Declined => StateView::new(Tone::Warning, Icon::Alert, words),
        Status::Redirected | Status::Cancelled => StateView::new(Tone::Neutral, Icon::Close, words),
    }
}

/// Whose turn it is: « Au tour de Dr Claire Besnard ».
pub(super) fn turn(t: T, it: &ReferralLine) -> String {
    if it.mine {
        return t.whose_you().to_owned();
    }
    match it.status.turn() {
        Turn::Receivers => {
            it.named.as_deref().map_or_else(|| t.whose_pool().to_owned(), |name| t.whose_named(name))
        }
        Turn::Receiver => {
            it.receiver.as_deref().map_or_else(|| t.whose_other().to_owned(), |name| t.whose_named(name))
        }
        Turn::Sender => t.whose_named(it.sender.as_str()),
        Turn::Nobody => t.referral_over().to_owned(),
    }
}

fn clock(t: T, it: &ReferralLine, today: Date) -> ClockView {
    let Some(due) = it.due else {
        return ClockView::new(Tone::Neutral, dynamic(t, "referral-status", it.status.code()), "")
            .icon(Icon::Pause);
    };
    let label = match it.status {
        Status::Sent => t.referral_answer_before(t.locale.date_short(due)),
        _ => t.referral_begin_before(t.locale.date_short(due)),
    };
    let left = crate::rights::days_left(t, today, due);
    if due < today { ClockView::late(label, left) } else { ClockView::new(Tone::Neutral, label, left) }
}

/// One in a line of a list.
pub(crate) fn line(visit: &Visit, it: &ReferralLine) -> QueueLine {
    let t = visit.t();
    let href = format!("/referrals/{}", seal(visit.ctx.house(), it.id.uuid()));
    let clock = clock(t, it, care::people::today(&visit.ctx));
    let who = it.person.as_ref().map(|who| person(t, who, visit.ctx.now()));
    let who = who.unwrap_or_else(|| t.referral_person_hidden().to_owned());
    let view = QueueLine::new(clock, Link::new(it.rules.name.get(t.locale), href.clone()), turn(t, it))
        .fact(who)
        .small(t.referral_by(it.sender.as_str()));
    let view = match &it.receiver {
        Some(name) => view.small(t.referral_received_by(name.as_str())),
        None => view,
    };
    let label = if it.mine { dynamic(t, "referral-act", it.status.code()) } else { t.act_open().to_owned() };
    view.act(Button::link(label, href))
}

/// The code of a list of the protocol in words.
fn choice<'a>(t: T, all: &'a [care::programs::Choice], code: &'a str) -> &'a str {
    all.iter().find(|it| it.code == code).map_or(code, |it| it.get(t.locale))
}

/// A fact as a line of the history, and the words that came with it.
pub(super) fn happened(t: T, rules: &Protocol, fact: &Fact) -> (String, Option<String>) {
    let what = dynamic(t, "referral-fact", fact.kind().code());
    let with = |more: &str| t.referral_fact_of(more, what.as_str());
    match fact {
        Fact::Sending(_) | Fact::Acceptance | Fact::Beginning => (what, None),
        Fact::Decline { reason, words } => (with(choice(t, &rules.refusals, reason)), words.clone()),
        Fact::Redirection { to, words } => (with(choice(t, &rules.redirects, to)), words.clone()),
        Fact::Attempt { means, outcome, words } => {
            let how = dynamic(t, "referral-means", means.code());
            let led = dynamic(t, "referral-outcome", outcome.code());
            (with(&t.referral_attempt(how, led)), words.clone())
        }
        Fact::Done { words } => (what, Some(words.clone())),
        Fact::CouldNot { why, words } => (with(&dynamic(t, "referral-obstacle", why.code())), words.clone()),
        Fact::Closing { words } | Fact::Cancellation { words } => (what, words.clone()),
    }
}

/// What can be recorded, as the label of a link or a button.
pub(super) fn act(t: T, kind: FactKind) -> String {
    dynamic(t, "referral-do", kind.code())
}

/// Professions in a row: « médecin généraliste, infirmier, infirmière ».
pub(super) fn professions(t: T, all: &[policy::Profession]) -> String {
    let all: Vec<String> = all.iter().map(|it| crate::frame::profession_words(t, *it)).collect();
    all.join(" · ")
}
