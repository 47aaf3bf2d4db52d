//! My day: what waits for me, in order of due date.

pub(crate) mod samples;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::day::{self, Waiting};
use care::people::PersonBrief;
use care::people::invitations::Invitation;
use care::requests::advice::{AdviceLine, Status};
use care::requests::consultation::{ConsultationLine, Status as Consulted};
use care::rights::OwedPiece;
use policy::ProgramRole;
use serde::Deserialize;
use uuid::Uuid;

use crate::failure::Answer;
use crate::registry::{Access, Route, get};
use crate::requests::advice::words;
use crate::requests::referral::words as referral_words;
use crate::sealed::seal;
use crate::shell::{Button, ClockView, Empty, Icon, Link, Notice, Page, QueueGroup, QueueLine, Shell, Tone};
use crate::visit::Visit;

pub(crate) fn routes() -> Vec<Route> {
    vec![get("/", "day", Access::SignedIn, show)]
}

/// A professional's day.
#[derive(Clone, Debug, Template)]
#[template(path = "day/day.html")]
pub(crate) struct DayPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) lede: String,
    pub(crate) groups: Vec<QueueGroup>,
    pub(crate) empty: Option<Empty>,
    pub(crate) today: Vec<(String, String, String)>,
    pub(crate) news: Vec<(String, String, String)>,
    pub(crate) may_ask: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Done {
    done: Option<String>,
}

pub(crate) async fn show(visit: Visit, Query(done): Query<Done>) -> Answer {
    let day = day::my_day(&visit.ctx).await?;
    let t = visit.t();
    let (n, late) = (day.late.len() + day.due.len() + day.owed.len() + day.risks.len(), day.late.len());
    let n = n + day.invitations.len() + day.referrals.mine.len() + day.pathways.len();
    let mut first = true;
    let mut group = |id: &str, title: &str, waiting: &[Waiting], mine: bool| {
        let lines: Vec<QueueLine> = waiting
            .iter()
            .filter_map(|it| line(&visit, it, mine, std::mem::take(&mut first) && mine))
            .collect();
        let count = if mine { lines.len().to_string() } else { t.day_nothing_to_do(lines.len()) };
        QueueGroup { id: id.to_owned(), title: title.to_owned(), count, lines, more: None }
    };
    let groups = vec![
        group("late", t.day_late(), &day.late, true),
        group("due", t.day_due(), &day.due, true),
        group("pool", t.day_pool(), &day.pool, true),
        group("else", t.day_elsewhere(), &day.elsewhere, false),
    ];
    let mut groups: Vec<QueueGroup> = groups.into_iter().filter(|group| !group.lines.is_empty()).collect();
    if !day.owed.is_empty() {
        let lines: Vec<QueueLine> = day.owed.iter().map(|it| owed_line(&visit, it)).collect();
        let count = lines.len().to_string();
        let mine = groups.iter().take_while(|group| matches!(group.id.as_str(), "late" | "due")).count();
        let owed =
            QueueGroup { id: "owed".to_owned(), title: t.day_owed().to_owned(), count, lines, more: None };
        groups.insert(mine, owed);
    }
    for (id, title, waiting) in [
        ("referrals-pool", t.day_referrals_pool(), &day.referrals.pool),
        ("referrals", t.day_referrals(), &day.referrals.mine),
    ] {
        if !waiting.is_empty() {
            let lines: Vec<QueueLine> = waiting.iter().map(|it| referral_words::line(&visit, it)).collect();
            let more = Some(Link::new(t.referrals_title(), "/referrals"));
            let (id, title, count) = (id.to_owned(), title.to_owned(), lines.len().to_string());
            groups.insert(0, QueueGroup { id, title, count, lines, more });
        }
    }
    if !day.pathways.is_empty() {
        let lines: Vec<QueueLine> =
            day.pathways.iter().map(|it| crate::pathways::board_line(&visit, it)).collect();
        let more = Some(Link::new(t.pathways_board_title(), "/pathways"));
        let (id, title, count) =
            ("pathways".to_owned(), t.day_pathways().to_owned(), lines.len().to_string());
        groups.insert(0, QueueGroup { id, title, count, lines, more });
    }
    if !day.invitations.is_empty() {
        let lines: Vec<QueueLine> = day.invitations.iter().map(|it| invitation_line(&visit, it)).collect();
        let (id, count) = ("invitations".to_owned(), lines.len().to_string());
        let title = t.day_invitations().to_owned();
        groups.insert(0, QueueGroup { id, title, count, lines, more: None });
    }
    if !day.risks.is_empty() {
        let lines: Vec<QueueLine> = day.risks.iter().map(|it| crate::radar::right_line(&visit, it)).collect();
        let count = t.day_risks_count(lines.len());
        let title = t.day_risks().to_owned();
        let more = Some(Link::new(t.day_risks_all(), "/radar"));
        groups.insert(0, QueueGroup { id: "risks".to_owned(), title, count, lines, more });
    }
    let drafts: Vec<Waiting> = day.drafts.iter().cloned().map(Waiting::Advice).collect();
    if !drafts.is_empty() {
        let lines: Vec<QueueLine> = drafts.iter().filter_map(|it| line(&visit, it, true, false)).collect();
        let count = lines.len().to_string();
        groups.push(QueueGroup {
            id: "drafts".to_owned(),
            title: t.day_drafts().to_owned(),
            count,
            lines,
            more: None,
        });
    }
    let may_ask = !visit.ctx.actor().professional()?.programs_as(ProgramRole::Asker).is_empty();
    let empty = (n == 0 && day.pool.is_empty() && day.referrals.pool.is_empty())
        .then(|| Empty::new(t.day_empty()).text(t.day_empty_text()));
    let page = DayPage {
        notice: done.done.and_then(|done| t.by_key(&format!("done-{done}"))).map(Notice::done),
        lede: lede(&visit, n, late),
        groups,
        empty,
        today: agenda(&visit, &day),
        news: news(&visit, &day),
        may_ask,
        shell: visit.shell(),
    };
    Ok(Page::new(page).into_response())
}

/// « Lundi 23 novembre 2026. Cinq gestes vous attendent, dont un en retard. »
fn lede(visit: &Visit, n: usize, late: usize) -> String {
    let t = visit.t();
    let date = visit.locale().date(visit.ctx.now().to_zoned(crate::words::zone()).date());
    format!("{}. {}", crate::words::capitalized(&date), t.day_waiting(n, late))
}

fn line(visit: &Visit, waiting: &Waiting, mine: bool, first: bool) -> Option<QueueLine> {
    match waiting {
        Waiting::Advice(line) => advice_line(visit, line, mine, first),
        Waiting::Consultation(line) => consultation_line(visit, line, mine, first),
    }
}

/// A piece that a doctor owes to an application for a right.
fn owed_line(visit: &Visit, owed: &OwedPiece) -> QueueLine {
    let t = visit.t();
    let href = format!("/rights/{}#pieces", seal(visit.ctx.house(), owed.application.uuid()));
    let since = t.locale.date_plain(owed.since.to_zoned(crate::words::zone()).date());
    let clock = ClockView::new(Tone::Neutral, t.day_owed_clock(), t.day_owed_since(since)).icon(Icon::Wait);
    let title = Link::new(owed.piece.name.get(t.locale), href.clone());
    QueueLine::new(clock, title, t.whose_you())
        .fact(words::person(t, &owed.person, visit.ctx.now()))
        .small(owed.right.name.get(t.locale))
        .act(Button::link(t.act_open(), href))
}

/// A care team that one is invited to join.
fn invitation_line(visit: &Visit, it: &Invitation) -> QueueLine {
    let t = visit.t();
    let href = format!("/invitations/{}", seal(visit.ctx.house(), it.id.uuid()));
    let until = t.locale.date_plain(it.until.to_zoned(crate::words::zone()).date());
    let clock = ClockView::new(Tone::Neutral, t.day_invitation_clock(), t.day_invitation_until(until));
    QueueLine::new(
        clock.icon(Icon::Wait),
        Link::new(crate::people::invitation_title(t, it.takes_over), href.clone()),
        t.whose_you(),
    )
    .fact(it.person.as_ref().map(|it| words::person(t, it, visit.ctx.now())).unwrap_or_default())
    .small(crate::people::invitation_lede(t, it))
    .act(Button::link(t.act_open(), href))
}

fn advice_line(visit: &Visit, line: &AdviceLine, mine: bool, first: bool) -> Option<QueueLine> {
    let t = visit.t();
    let label = match line.status {
        Status::Draft => t.act_go_on(),
        Status::Sent if line.subject.is_none() => t.triage_do_short(),
        Status::Sent | Status::Accepted => t.act_answer(),
        Status::AwaitingAsker => t.act_complete(),
        Status::Answered => t.act_read_and_close(),
        _ => t.act_open(),
    };
    let act = mine.then(|| {
        let button = Button::link(label, words::href(visit, line));
        if first { button.primary() } else { button }
    });
    let whose = match (mine, line.status) {
        (true, _) => t.whose_you().to_owned(),
        (false, Status::AwaitingAsker) => t.whose_named(line.asker.as_str()),
        (false, _) => {
            line.answerer.as_ref().map_or_else(|| t.whose_pool().to_owned(), |it| t.whose_named(it.as_str()))
        }
    };
    words::queue_line(visit, line, act, whose)
}

fn consultation_line(visit: &Visit, line: &ConsultationLine, mine: bool, first: bool) -> Option<QueueLine> {
    let program = visit.ctx.house().programs().get(&line.program)?;
    let (t, now) = (visit.t(), visit.ctx.now());
    let href = format!("/requests/{}", seal(visit.ctx.house(), line.advice.uuid()));
    let title = match line.status {
        Consulted::Booked => t.consultation_line_booked(),
        Consulted::NoShow => t.consultation_line_no_show(),
        Consulted::CancelledByService => t.consultation_line_cancelled(),
        _ => t.consultation_line_offered(),
    };
    let zone = words::zone(program);
    let clock = words::consultation_clock(t, &zone, line, now);
    let whose = if mine { t.whose_you() } else { t.whose_other() };
    let who = line
        .person
        .as_ref()
        .map_or_else(|| t.advice_without_identity().to_owned(), |it| words::person(t, it, now));
    let since = t.consultation_since(words::day(t.locale, &zone, line.offered_at));
    let mut view =
        QueueLine::new(clock, Link::new(title, href.clone()), whose).fact(format!("{who} · {since}"));
    if mine {
        let label = match line.status {
            Consulted::Booked => t.act_say_held(),
            Consulted::NoShow | Consulted::CancelledByService => t.act_propose_again(),
            _ => t.act_offer_times(),
        };
        let button = Button::link(label, href);
        view = view.act(if first { button.primary() } else { button });
    }
    Some(view)
}

/// What is planned for today, in order: when, with whom, and where it is told about.
fn agenda(visit: &Visit, day: &day::Day) -> Vec<(String, String, String)> {
    let (t, house) = (visit.t(), visit.ctx.house());
    let who = |person: Option<&PersonBrief>| {
        person.map_or_else(
            || t.advice_without_identity().to_owned(),
            |it| words::person(t, it, visit.ctx.now()),
        )
    };
    let consultations = day.today.iter().filter_map(|line| {
        let href = format!("/requests/{}", seal(house, line.advice.uuid()));
        Some((line.booked_for?, who(line.person.as_ref()), href))
    });
    let interviews = day.interviews.iter().map(|it| {
        let href = format!("/interviews/{}", seal(house, it.id.uuid()));
        (it.at, who(Some(&it.person)), href)
    });
    let mut all: Vec<_> = consultations.chain(interviews).collect();
    all.sort();
    let time = |at: jiff::Timestamp| visit.locale().time(at.to_zoned(crate::words::zone()).time());
    all.into_iter().map(|(at, who, href)| (time(at), who, href)).collect()
}

/// What moved, with whom it concerns where the day shows them anyway.
fn news(visit: &Visit, day: &day::Day) -> Vec<(String, String, String)> {
    let t = visit.t();
    let lists = [&day.late, &day.due, &day.pool, &day.elsewhere];
    let known: BTreeMap<Uuid, String> = lists
        .into_iter()
        .flatten()
        .filter_map(|waiting| match waiting {
            Waiting::Advice(line) => Some((line.id.uuid(), line.person.as_ref()?)),
            Waiting::Consultation(line) => Some((line.advice.uuid(), line.person.as_ref()?)),
        })
        .chain(
            day.referrals
                .mine
                .iter()
                .chain(&day.referrals.pool)
                .filter_map(|line| Some((line.id.uuid(), line.person.as_ref()?))),
        )
        .map(|(id, person)| (id, words::person_name(t, person)))
        .collect();
    let line = |notice: &care::notices::Notice| {
        let words = t.by_key(&notice.kind)?;
        let at = words::moment(t.locale, &crate::words::zone(), notice.at);
        let when = [known.get(&notice.object).cloned(), Some(at)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
        let href = match notice.object_kind.as_str() {
            "advice" => format!("/requests/{}", seal(visit.ctx.house(), notice.object)),
            "invitation" => format!("/invitations/{}", seal(visit.ctx.house(), notice.object)),
            "referral" => format!("/referrals/{}", seal(visit.ctx.house(), notice.object)),
            "synthesis" => format!("/syntheses/{}", seal(visit.ctx.house(), notice.object)),
            "interview" => format!("/interviews/{}", seal(visit.ctx.house(), notice.object)),
            "pathway" => format!("/pathways/{}", seal(visit.ctx.house(), notice.object)),
            "own" => format!("/persons/{}/own", seal(visit.ctx.house(), notice.object)),
            "prevention" => format!("/persons/{}/prevention", seal(visit.ctx.house(), notice.object)),
            "person" => format!("/persons/{}", seal(visit.ctx.house(), notice.object)),
            "break_glass" => format!("/break-glass/reviews/{}", seal(visit.ctx.house(), notice.object)),
            _ => return None,
        };
        Some((words, when, href))
    };
    day.news.iter().filter_map(line).collect()
}
