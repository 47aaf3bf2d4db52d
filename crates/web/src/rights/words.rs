//! Rights in words: where an application stands, who waits for whom, what happened.

use care::rights::{ApplicationView, Dated, Fact, KeptBy, Means, OwedBy, Standing, Status};
use jiff::civil::Date;

use crate::i18n::T;
use crate::shell::{Icon, StateView, Tone};

pub(super) fn dynamic(t: T, kind: &str, code: &str) -> String {
    t.by_key(&format!("{kind}-{}", code.replace('_', "-"))).unwrap_or_default()
}

fn day(t: T, date: Date) -> String {
    t.locale.date_plain(date)
}

/// Where it stands, with its colour.
pub(crate) fn state(t: T, it: &ApplicationView) -> StateView {
    let words = dynamic(t, "right-standing", it.standing.code());
    let words = match (it.standing, it.dates.until) {
        (Standing::Open | Standing::ToRenew, Some(until)) => t.right_until_words(day(t, until), words),
        _ => words,
    };
    match it.standing {
        Standing::Open | Standing::SilentGrant => StateView::new(Tone::Success, Icon::Ok, words),
        Standing::Expired if it.renewed => {
            StateView::new(Tone::Neutral, Icon::Ok, t.right_ended_and_renewed())
        }
        Standing::Plain(Status::Dropped | Status::Withdrawn) => {
            StateView::new(Tone::Neutral, Icon::Close, words)
        }
        Standing::Expired
        | Standing::SilentRefusal
        | Standing::Plain(Status::Refused | Status::Suspended) => StateView::blocked(words),
        _ if it.standing.is_theirs() => StateView::waiting(words),
        _ => StateView::warning(words),
    }
}

/// « C2S » of « Complémentaire santé solidaire (C2S) »: what people call it.
pub(crate) fn short(name: &str) -> &str {
    let inside = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map(|(_, inside)| inside);
    inside.filter(|short| short.len() <= 8).unwrap_or(name)
}

/// « il reste 7 jours », « depuis 3 jours ».
pub(crate) fn days_left(t: T, today: Date, on: Date) -> String {
    let days = (on - today).get_days();
    if days < 0 { t.days_past(-days) } else { t.days_left(days) }
}

/// Whether something about it may be lost, or was, and nothing was begun again.
pub(super) fn is_at_risk(t: T, it: &ApplicationView, today: Date) -> bool {
    let lost = match it.standing {
        Standing::Expired => !it.renewed,
        Standing::SilentRefusal | Standing::Plain(Status::Refused | Status::Suspended) => true,
        _ => false,
    };
    lost || urgency(t, it, today).is_some()
}

/// A due date nearer than this, in days, stands on the card instead of the state.
const NEAR: i32 = 60;

/// What has to be done soon about an application, or what blocks it; `None` where its state says enough.
pub(super) fn urgency(t: T, it: &ApplicationView, today: Date) -> Option<StateView> {
    let blocked = it.pieces.iter().find(|it| it.provided.is_none() && it.piece.owed_by == OwedBy::Doctor);
    let ready = it.pieces.iter().all(|it| it.provided.is_some() || it.piece.owed_by == OwedBy::Doctor);
    let due = it.due.filter(|on| (*on - today).get_days() <= NEAR);
    let key = match (it.standing, it.dates.upkeep) {
        (Standing::Plain(Status::Exploring | Status::Gathering | Status::Incomplete), _) => {
            if let (Some(piece), true) = (blocked, ready) {
                return Some(StateView::blocked(t.right_blocked(piece.piece.name.get(t.locale))));
            }
            "prepare"
        }
        (Standing::Plain(Status::Filed | Status::UnderReview), _)
            if it.dates.silence.is_some_and(|(_, means)| means == Means::Refusal) =>
        {
            "silence"
        }
        (Standing::Open | Standing::ToRenew, Some((on, by))) if Some(on) == due => match by {
            KeptBy::Contact => "contact",
            KeptBy::Declaration => "declaration",
        },
        (Standing::ToRenew, _) => "renewal",
        (Standing::Plain(Status::Adjourned), _) => "adjourned",
        (Standing::SilentRefusal | Standing::Plain(Status::Refused), _) => "appeal",
        _ => return None,
    };
    let on = if key == "appeal" { it.dates.appeal? } else { due? };
    let words = t.by_key_with(&format!("right-due-{key}"), &[("date", t.locale.date_short(on).into())])?;
    let words = t.right_due_in(days_left(t, today, on), words);
    let tone = if (on - today).get_days() < 4 { Tone::Danger } else { Tone::Warning };
    Some(StateView::new(tone, Icon::Alert, words))
}

/// The line under the name: since when at which body, until when an answer counts, blocked by what.
pub(crate) fn line(t: T, it: &ApplicationView) -> String {
    let mut parts = Vec::new();
    if it.standing.is_theirs() || it.standing == Standing::SilentRefusal {
        let body = it.right.body.get(t.locale);
        parts.extend(it.dates.filed.map(|filed| t.right_at_since(body, day(t, filed))));
        parts.extend(it.dates.silence.map(|(on, means)| silence(t, on, means)));
    }
    if let (Standing::ToRenew, Some((_, until))) = (it.standing, it.dates.renewal) {
        parts.push(t.right_renew_until(day(t, until)));
    }
    let missing: Vec<String> = it
        .pieces
        .iter()
        .filter(|piece| piece.provided.is_none() && it.status.is_under_way())
        .map(|piece| t.right_missing_of(piece.piece.name.get(t.locale), owed(t, piece.piece.owed_by)))
        .collect();
    if !missing.is_empty() {
        parts.push(t.right_missing(missing.join(", ")));
    }
    parts.join(" · ")
}

/// The line of a card: at which body since when, or how many pieces are there and which are missing.
pub(super) fn card_line(t: T, it: &ApplicationView) -> String {
    let body = it.right.body.get(t.locale);
    if let (true, Some(filed)) = (it.standing.is_theirs(), it.dates.filed) {
        return t.right_at_since(body, day(t, filed));
    }
    let missing: Vec<&str> = it
        .pieces
        .iter()
        .filter(|it| it.provided.is_none())
        .map(|it| plain(it.piece.name.get(t.locale)))
        .collect();
    if !it.status.is_under_way() || missing.is_empty() {
        return body.to_owned();
    }
    let all = it.pieces.len();
    t.right_pieces_of(all, t.right_missing(missing.join(", ")), all - missing.len())
}

/// « Formulaire de demande » of « Formulaire de demande (Cerfa 16146) ».
fn plain(name: &str) -> &str {
    name.split_once(" (").map_or(name, |(plain, _)| plain)
}

fn silence(t: T, on: Date, means: Means) -> String {
    match means {
        Means::Refusal => t.right_silence_refusal(day(t, on)),
        Means::Acceptance => t.right_silence_acceptance(day(t, on)),
    }
}

/// Who owes a piece.
pub(super) fn owed(t: T, by: OwedBy) -> &'static str {
    match by {
        OwedBy::Person => t.owed_by_person(),
        OwedBy::Doctor => t.owed_by_doctor(),
        OwedBy::SocialWorker => t.owed_by_social_worker(),
    }
}

/// The dates and numbers of an application.
pub(super) fn facts(t: T, it: &ApplicationView) -> Vec<(String, String)> {
    let mut facts = vec![(t.right_body().to_owned(), it.right.body.get(t.locale).to_owned())];
    let mut add = |term: &str, words: Option<String>| {
        facts.extend(words.map(|words| (term.to_owned(), words)));
    };
    add(t.right_filed(), it.dates.filed.map(|date| day(t, date)));
    add(t.right_number(), it.number.clone());
    add(t.right_silence(), it.dates.silence.map(|(on, means)| silence(t, on, means)));
    add(t.right_reminded(), it.dates.reminded.map(|date| day(t, date)));
    add(t.right_adjourned(), it.dates.adjourned.map(|date| day(t, date)));
    add(t.right_suspended(), it.dates.suspended.map(|date| day(t, date)));
    add(t.right_appeal(), it.dates.appeal.map(|date| t.right_until_day(day(t, date))));
    add(
        t.right_upkeep(),
        it.dates.upkeep.map(|(on, by)| match by {
            KeptBy::Contact => t.right_upkeep_contact(day(t, on)),
            KeptBy::Declaration => t.right_upkeep_declaration(day(t, on)),
        }),
    );
    add(t.right_from(), it.dates.from.map(|date| day(t, date)));
    add(t.right_until(), it.dates.until.map(|date| day(t, date)));
    add(
        t.right_renewal(),
        it.dates.renewal.map(|(from, until)| t.right_between(day(t, from), day(t, until))),
    );
    facts
}

/// A fact as a line of the history, and the words that came with it.
pub(super) fn happened(t: T, it: &ApplicationView, dated: &Dated) -> (String, Option<String>) {
    let what = dynamic(t, "right-fact", dated.fact.kind().code());
    match &dated.fact {
        Fact::PieceProvided { piece } => {
            let name = it.right.piece(piece).map_or(piece.as_str(), |it| it.name.get(t.locale));
            (t.right_fact_of(name, what), None)
        }
        Fact::Filing { channel, number, amount } => {
            let how = dynamic(t, "right-channel", channel.code());
            let parts = [number.clone(), amount.map(|it| t.right_asked(t.locale.euros(it.0)))];
            (t.right_fact_of(how, what), joined(parts))
        }
        Fact::Reminder { words } => (what, words.clone()),
        Fact::Acknowledgement { number } => (what, number.clone()),
        Fact::PiecesAsked { missing } => (what, Some(missing.clone())),
        Fact::Adjournment { why, until } => {
            (what, joined([until.map(|until| t.right_until_day(day(t, until))), why.clone()]))
        }
        Fact::Grant { from, until, amount } => {
            let words = match until {
                Some(until) => t.right_granted_until(day(t, *from), day(t, *until)),
                None => t.right_granted_from(day(t, *from)),
            };
            (what, joined([Some(words), amount.map(|it| t.right_granted_sum(t.locale.euros(it.0)))]))
        }
        Fact::Refusal { why }
        | Fact::Suspension { why }
        | Fact::Dropping { why }
        | Fact::Withdrawal { why } => (what, Some(why.clone())),
        Fact::Mistake { seq, why } => {
            let fact = it.history.iter().find(|it| it.seq == *seq);
            let name = fact.map(|fact| dynamic(t, "right-fact", fact.fact.kind().code())).unwrap_or_default();
            (t.right_fact_of(name, what), Some(why.clone()))
        }
        Fact::Opening
        | Fact::Declaration
        | Fact::Contact
        | Fact::Appeal
        | Fact::CourtAction
        | Fact::Resumption => (what, None),
    }
}

/// What is there of several words, with dots in between.
fn joined(parts: [Option<String>; 2]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}
