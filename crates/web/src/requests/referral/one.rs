//! One referral: where it stands, what it says, what can be recorded, what happened.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::ReferralId;
use care::requests::referral::{
    self, AttemptOutcome, FactForm, FactKind, Means, NewFact, Obstacle, OneReferral, Status,
};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::requests::advice::words::person;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words::dated;

/// One referral.
#[derive(Clone, Debug, Template)]
#[template(path = "requests/referral/one.html")]
pub(crate) struct ReferralPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) title: String,
    /// Whom it concerns, and the way to their page where it is open.
    pub(crate) person: Option<(String, Option<String>)>,
    pub(crate) state: StateView,
    pub(crate) due: Option<String>,
    pub(crate) why: Why,
    /// Label and words: programme, who referred, to whom, who received.
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) content: Option<ContentView>,
    pub(crate) acts: Vec<(Link, bool)>,
    /// The act about to be recorded, with its form.
    pub(crate) act: Option<Act>,
    /// The pathway that begins with it, for whoever received: the page on which it is begun.
    pub(crate) pathway: Option<String>,
}

/// What it says.
#[derive(Clone, Debug)]
pub(crate) struct ContentView {
    pub(crate) words: String,
    /// The check-list: a line, and whether it was ticked.
    pub(crate) criteria: Vec<(String, bool)>,
    pub(crate) minimum: Vec<(String, String)>,
    /// What happened, by whom, in which words.
    pub(crate) history: Vec<(String, String, Option<String>)>,
}

/// An act about to be recorded.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) kind: FactKind,
    pub(crate) label: String,
    pub(crate) form: FormState,
    /// What can be chosen as the reason, and what it is: why, or where to turn.
    pub(crate) reasons: Vec<Choice>,
    pub(crate) reason_label: &'static str,
    pub(crate) means: Vec<Choice>,
    pub(crate) outcomes: Vec<Choice>,
    /// What follows from it.
    pub(crate) hint: Option<String>,
    /// It can still be recorded: somebody else was not quicker.
    pub(crate) possible: bool,
}

impl Act {
    fn asks_for_words(&self) -> bool {
        !matches!(self.kind, FactKind::Acceptance | FactKind::Beginning)
    }

    /// What happened outside of the page, and may be recorded later.
    fn has_a_day(&self) -> bool {
        matches!(self.kind, FactKind::Attempt | FactKind::Beginning | FactKind::Done | FactKind::CouldNot)
    }

    fn is_done(&self) -> bool {
        self.kind == FactKind::Done
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    r#do: String,
    done: Option<String>,
}

/// The form of an act in the page: what is typed is kept in the browser under it.
fn form_id(kind: &str) -> String {
    format!("referral-{kind}")
}

pub(super) async fn show(visit: Visit, Id(id): Id<ReferralId>, Query(asked): Query<Asked>) -> Answer {
    let one = referral::open(&visit.ctx, id).await?;
    let mut page = page(&visit, &one, &asked.r#do, FormState::new(form_id(&asked.r#do)));
    page.notice =
        asked.done.and_then(|done| visit.t().by_key(&format!("done-referral-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, it: &OneReferral, wanted: &str, form: FormState) -> ReferralPage {
    let (t, house, today) = (visit.t(), visit.ctx.house(), care::people::today(&visit.ctx));
    let id = seal(house, it.id.uuid());
    let whom = it.person.as_ref().map(|(who, opens)| {
        let href = opens.then(|| format!("/persons/{}", seal(house, who.id.uuid())));
        (person(t, who, visit.ctx.now()), href)
    });
    let received = it.possible.iter().any(|kind| !kind.is_the_senders());
    let begins = it.rules.pathway.is_some() && it.standing.status == Status::Accepted && received;
    let link = |kind: &FactKind| {
        let href = format!("/referrals/{id}?do={}#act", kind.code());
        (Link::new(words::act(t, *kind), href), kind.code() == wanted)
    };
    ReferralPage {
        shell: visit.shell(),
        notice: None,
        title: it.rules.name.get(t.locale).to_owned(),
        state: words::state(t, it.standing.status, it.standing.is_late(today)),
        due: due(t, it, today),
        why: Why::new(crate::people::reason(t, &it.reason.key)),
        facts: facts(visit, it),
        content: it.content.as_ref().map(|content| contents(t, it, content)),
        acts: it.possible.iter().map(link).collect(),
        act: act(t, it, wanted, form),
        pathway: whom
            .as_ref()
            .and_then(|(_, href)| href.clone())
            .filter(|_| begins)
            .map(|href| href + "/pathways"),
        person: whom,
        id,
    }
}

fn due(t: T, it: &OneReferral, today: jiff::civil::Date) -> Option<String> {
    let due = it.standing.due?;
    let day = t.locale.date_plain(due);
    let label = match it.standing.status {
        Status::Sent => t.referral_answer_before(day),
        _ => t.referral_begin_before(day),
    };
    Some(format!("{label} · {}", crate::rights::days_left(t, today, due)))
}

fn facts(visit: &Visit, it: &OneReferral) -> Vec<(String, String)> {
    let (t, now) = (visit.t(), visit.ctx.now());
    let program = visit.ctx.house().programs().get(&it.program).map(|it| it.name.get(t.locale).to_owned());
    let receivers = words::professions(t, &it.rules.received_by);
    let (name, organization) = &it.sender;
    let mut all = vec![
        (t.referral_under().to_owned(), program.unwrap_or_default()),
        (t.referral_from().to_owned(), format!("{name}, {organization}")),
        (t.referral_sent_on().to_owned(), dated(t.locale, it.standing.sent_at, now)),
        (t.referral_addressed().to_owned(), it.named.clone().unwrap_or(receivers)),
    ];
    if let Some((_, name, at)) = &it.standing.receiver {
        all.push((t.referral_receiver().to_owned(), format!("{name}, {}", dated(t.locale, *at, now))));
    }
    all
}

fn contents(t: T, it: &OneReferral, content: &referral::Content) -> ContentView {
    let question = |code: &str| {
        let known = it.rules.minimum.iter().find(|it| it.code == code);
        known.map_or(code, |it| it.get(t.locale)).to_owned()
    };
    let sent = &content.sent;
    let happened = |dated: &referral::Dated| {
        let (what, words) = words::happened(t, &it.rules, &dated.fact);
        (what, crate::words::recorded_by(t, dated), words)
    };
    ContentView {
        words: sent.words.clone(),
        criteria: it
            .rules
            .criteria
            .iter()
            .map(|line| (line.get(t.locale).to_owned(), sent.criteria.contains(&line.code)))
            .collect(),
        minimum: sent.minimum.iter().map(|(code, text)| (question(code), text.clone())).collect(),
        history: content.history.iter().map(happened).collect(),
    }
}

/// The form of what was chosen, where it can be recorded.
fn act(t: T, it: &OneReferral, wanted: &str, form: FormState) -> Option<Act> {
    let kind = it.possible.iter().copied().find(|kind| kind.code() == wanted)?;
    Some(filled(t, it, kind, form))
}

fn filled(t: T, it: &OneReferral, kind: FactKind, form: FormState) -> Act {
    let listed = |all: &[care::programs::Choice]| {
        all.iter().map(|it| Choice::new(it.code.as_str(), it.get(t.locale))).collect()
    };
    let coded = |family: &'static str, all: &[&'static str]| -> Vec<Choice> {
        all.iter().map(|code| Choice::new(*code, words::dynamic(t, family, code))).collect()
    };
    let reasons = match kind {
        FactKind::Decline => listed(&it.rules.refusals),
        FactKind::Redirection => listed(&it.rules.redirects),
        FactKind::CouldNot => {
            let all: Vec<_> = Obstacle::ALL.iter().map(|it| it.code()).collect();
            coded("referral-obstacle", &all)
        }
        _ => Vec::new(),
    };
    let means: Vec<_> = Means::ALL.iter().map(|it| it.code()).collect();
    let outcomes: Vec<_> = AttemptOutcome::ALL.iter().map(|it| it.code()).collect();
    let tries = kind == FactKind::Attempt;
    Act {
        label: words::act(t, kind),
        form,
        reasons,
        reason_label: if kind == FactKind::Redirection { t.referral_where() } else { t.referral_reason() },
        means: if tries { coded("referral-means", &means) } else { Vec::new() },
        hint: hint(t, it, kind),
        possible: it.possible.contains(&kind),
        outcomes: if tries { coded("referral-outcome", &outcomes) } else { Vec::new() },
        kind,
    }
}

/// What follows from an act, where that wants saying.
fn hint(t: T, it: &OneReferral, kind: FactKind) -> Option<String> {
    let joins = it.content.as_ref().is_some_and(|content| content.sent.joins);
    Some(match kind {
        FactKind::Acceptance if joins => t.referral_accept_joins().to_owned(),
        FactKind::Acceptance => t.referral_accept_reads().to_owned(),
        FactKind::Decline if it.named.is_none() => t.referral_decline_hint().to_owned(),
        _ => return None,
    })
}

pub(super) async fn record(visit: Visit, Id(id): Id<ReferralId>, body: Bytes) -> Answer {
    let form: FactForm = typed::parse(&body);
    let recorded = match NewFact::parse(&form, care::people::today(&visit.ctx)) {
        Ok(new) => referral::happened(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    };
    let address = format!("/referrals/{}", seal(visit.ctx.house(), id.uuid()));
    let Err(error) = recorded else { return Ok(see_other(&format!("{address}?done=recorded"))) };
    // Whether it is there, and whether anything of it is theirs to say, before what is wrong with what was typed.
    let one = referral::open(&visit.ctx, id).await?;
    if one.content.is_none() && !matches!(error, care::Error::Conflict(_)) {
        return Err(care::Error::Forbidden.into());
    }
    let status = status_of(&error);
    let mut state = typed::state(form_id(&form.kind), &form);
    crate::words::refuse(&mut state, visit.t(), error)?;
    let mut page = page(&visit, &one, &form.kind, state.clone());
    if page.act.is_none() {
        // Somebody else was quicker: what was typed is shown where it can be read, with why it cannot be recorded.
        let kind = FactKind::ALL.iter().copied().find(|kind| kind.code() == form.kind);
        page.act = Some(filled(visit.t(), &one, kind.unwrap_or(FactKind::Closing), state));
    }
    Ok(Page::with_status(status, page).into_response())
}
