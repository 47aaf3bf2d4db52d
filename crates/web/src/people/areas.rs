//! The four areas of a record, and its timeline. Each area has its place on every reader's page: one that is closed to
//! the reader says so in the same words whether or not anything stands in it.

use care::people::{EntryLine, Glance, PersonView};
use care::requests::advice::PersonRequest;
use jiff::Timestamp;
use policy::Compartment;

use super::words;
use crate::requests::advice::words as asked;
use crate::sealed::seal;
use crate::shell::prelude::*;
use crate::visit::Visit;
use crate::words::{dated, day_short, moment, zone};

/// An area as a card.
#[derive(Clone, Debug)]
pub(crate) struct AreaCard {
    pub(crate) area: Area,
    pub(crate) lead: String,
    pub(crate) lines: Vec<AreaLine>,
    pub(crate) small: Option<String>,
    /// What comes next; absent where it is none of this area’s to say.
    pub(crate) ahead: Option<Vec<Ahead>>,
    /// All of it.
    pub(crate) more: Option<Link>,
}

/// An appointment to come.
#[derive(Clone, Debug)]
pub(crate) struct Ahead {
    pub(crate) when: String,
    pub(crate) what: String,
    pub(crate) href: String,
}

/// A line of an area.
#[derive(Clone, Debug)]
pub(crate) struct AreaLine {
    pub(crate) what: String,
    pub(crate) href: Option<String>,
    pub(crate) when: String,
    pub(crate) state: Option<StateView>,
    pub(crate) small: String,
}

/// Requests shown at a glance.
const REQUESTS: usize = 5;
/// Rights shown at a glance.
const RIGHTS: usize = 5;
/// Appointments shown at a glance.
const AHEAD: usize = 3;

/// Somatic, psychiatric, social, coordination.
pub(super) fn cards(visit: &Visit, view: &PersonView, requests: &[PersonRequest]) -> Vec<AreaCard> {
    let card = |it: &Glance| match it.compartment {
        Compartment::Coordination => Some(coordination(visit, view, it, requests)),
        Compartment::Social => social(visit, view, it, requests),
        _ => glance(visit, view, it, requests),
    };
    view.glances.iter().filter_map(card).collect()
}

const fn area_of(compartment: Compartment) -> Option<Area> {
    match compartment {
        Compartment::Somatic => Some(Area::Somatic),
        Compartment::Psychiatric => Some(Area::Psychiatric),
        Compartment::Social => Some(Area::Social),
        Compartment::Coordination => Some(Area::Coordination),
        Compartment::Identity => None,
    }
}

/// What a part of a record is called.
pub(super) fn label(t: T, compartment: Compartment) -> &'static str {
    area_of(compartment).map_or_else(|| t.area_identity(), |area| area.label(t))
}

fn closed(visit: &Visit, view: &PersonView, area: Area) -> AreaCard {
    AreaCard {
        area,
        lead: why_closed(visit.t(), view).to_owned(),
        lines: Vec::new(),
        small: None,
        ahead: None,
        more: None,
    }
}

/// Why something is closed to the reader: their role, or the objection of the person, for whoever may record it.
pub(super) fn why_closed(t: T, view: &PersonView) -> &'static str {
    let opposed = view.permitted.inform && view.person.opposed_at.is_some();
    if opposed { t.area_opposed() } else { t.area_closed() }
}

fn glance(visit: &Visit, view: &PersonView, it: &Glance, requests: &[PersonRequest]) -> Option<AreaCard> {
    let (t, area) = (visit.t(), area_of(it.compartment)?);
    if !it.open && it.latest.is_empty() && it.holding.is_empty() {
        return Some(closed(visit, view, area));
    }
    let last = it.holding.iter().chain(&it.latest).map(|entry| entry.at).max();
    let (lead, small) = match (last, area) {
        (_, Area::Social) if it.overview => (t.area_overview().to_owned(), None),
        (Some(last), _) => (t.area_last(words::date(t.locale, last)), None),
        (None, Area::Social) => (t.area_nothing().to_owned(), Some(t.area_social_later().to_owned())),
        (None, _) => (t.area_nothing().to_owned(), Some(t.area_care_later(view.person.identity.sex.code()))),
    };
    let rest = it.latest.iter().map(|entry| entry_line(visit, view, entry, requests));
    let lines = holding(visit, view, it, requests).chain(rest).collect();
    Some(AreaCard { area, lead, lines, small, ahead: None, more: None })
}

/// The social part: what holds, then the rights, those first that ask for something, then the latest of the rest.
fn social(visit: &Visit, view: &PersonView, it: &Glance, requests: &[PersonRequest]) -> Option<AreaCard> {
    let card = glance(visit, view, it, requests)?;
    let Some(rights) = &view.rights else { return Some(card) };
    let t = visit.t();
    let rights = crate::rights::glance(visit, rights);
    let risks = rights.iter().filter(|line| line.risk).count();
    let (lead, small) = match (risks, rights.is_empty()) {
        (_, true) => (card.lead, card.small),
        (0, false) => (t.area_rights_calm().to_owned(), Some(card.lead)),
        (risks, false) => (t.area_rights_risk(risks), Some(card.lead)),
    };
    let all = format!("/persons/{}/rights", seal(visit.ctx.house(), view.person.id.uuid()));
    let rights = rights.into_iter().take(RIGHTS).map(|it| AreaLine {
        what: it.what,
        href: Some(it.href),
        when: String::new(),
        state: Some(it.state),
        small: it.small,
    });
    // What happened to them stands in their own lines.
    let rest = it.latest.iter().filter(|entry| entry.object_kind != "right");
    let rest = rest.map(|entry| entry_line(visit, view, entry, requests));
    let lines = holding(visit, view, it, requests).chain(rights).chain(rest).collect();
    Some(AreaCard { lead, small, lines, more: Some(Link::new(t.area_rights_all(), all)), ..card })
}

/// What holds now, first.
fn holding<'a>(
    visit: &'a Visit,
    view: &'a PersonView,
    it: &'a Glance,
    requests: &'a [PersonRequest],
) -> impl Iterator<Item = AreaLine> + 'a {
    it.holding.iter().map(move |entry| {
        let state = StateView::new(Tone::Accent, Icon::Clock, visit.t().entry_holds());
        AreaLine { state: Some(state), ..entry_line(visit, view, entry, requests) }
    })
}

fn entry_line(visit: &Visit, view: &PersonView, entry: &EntryLine, requests: &[PersonRequest]) -> AreaLine {
    let t = visit.t();
    AreaLine {
        what: words::entry(t, view, entry),
        href: link(visit, view, entry, requests),
        when: words::entry_date(t, entry, care::people::today(&visit.ctx)),
        state: None,
        small: entry.author.clone(),
    }
}

fn coordination(visit: &Visit, view: &PersonView, it: &Glance, requests: &[PersonRequest]) -> AreaCard {
    let (t, area) = (visit.t(), Area::Coordination);
    if !view.coordination && requests.is_empty() && it.holding.is_empty() {
        return closed(visit, view, area);
    }
    let open = |it: &&PersonRequest| !it.line.status.is_ended();
    let running = requests.iter().filter(open).count();
    let lead = if running == 0 { t.requests_none_open().to_owned() } else { t.requests_open(running) };
    let ended = requests.iter().filter(|it| it.line.status.is_ended());
    let shown = requests.iter().filter(open).chain(ended).take(REQUESTS);
    let notes = it.latest.iter().filter(|entry| entry.content.is_some());
    let notes = notes.map(|entry| entry_line(visit, view, entry, requests));
    let lines = holding(visit, view, it, requests).chain(shown.flat_map(|it| request_lines(visit, it)));
    let lines: Vec<AreaLine> = lines.chain(notes).collect();
    let ahead = ahead(visit, view, requests);
    let small = (requests.is_empty() && ahead.is_empty()).then(|| t.requests_later().to_owned());
    AreaCard { area, lead, lines, small, ahead: Some(ahead), more: None }
}

/// The next appointments, soonest first: interviews, and consultations that are booked.
fn ahead(visit: &Visit, view: &PersonView, requests: &[PersonRequest]) -> Vec<Ahead> {
    let (t, now) = (visit.t(), visit.ctx.now());
    let interviews = view.ahead.iter().map(|it| {
        let href = format!("/interviews/{}", seal(visit.ctx.house(), it.object));
        let what = if it.mine { t.ahead_with_you().to_owned() } else { it.author.clone() };
        (it.at, what, href)
    });
    let booked = requests.iter().filter_map(|it| {
        let at = booked_ahead(visit, it)?;
        let place = it.consultation.as_ref()?.place.clone();
        let who = it.line.answerer.clone().or(place).unwrap_or_else(|| t.consultation_title().to_owned());
        Some((at, who, asked::href(visit, &it.line)))
    });
    let mut all: Vec<_> = interviews.chain(booked).collect();
    all.sort_by_key(|(at, ..)| *at);
    let line = |(at, what, href)| Ahead { when: dated(t.locale, at, now), what, href };
    all.into_iter().take(AHEAD).map(line).collect()
}

/// When the consultation of a request is to take place, if it is booked.
fn booked_ahead(visit: &Visit, it: &PersonRequest) -> Option<Timestamp> {
    it.consultation.as_ref()?.booked_for.filter(|at| *at > visit.ctx.now())
}

fn request_lines(visit: &Visit, it: &PersonRequest) -> Vec<AreaLine> {
    let t = visit.t();
    let today = care::people::today(&visit.ctx);
    let asker = t.advice_asked_by(it.line.asker.as_str(), it.line.asker_organization.as_str());
    let with = it.line.answerer.as_ref().map(|who| t.advice_with(who.as_str()));
    let request = AreaLine {
        what: asked::title(t, &it.line),
        href: Some(asked::href(visit, &it.line)),
        when: words::short_date(t.locale, it.line.created_at, today),
        state: Some(asked::state(visit, &it.line)),
        small: std::iter::once(asker).chain(with).collect::<Vec<_>>().join(" · "),
    };
    // One that is booked stands with the next appointments.
    let consultation = it.consultation.as_ref().filter(|_| booked_ahead(visit, it).is_none());
    let consultation = consultation.map(|consultation| {
        let state = match consultation.booked_for {
            Some(at) => StateView::new(Tone::Accent, Icon::Cal, moment(t.locale, &zone(), at)),
            None => {
                let due = day_short(t.locale, &zone(), consultation.due);
                StateView::waiting(t.consultation_before(due))
            }
        };
        AreaLine {
            what: t.consultation_title().to_owned(),
            href: Some(asked::href(visit, &it.line)),
            when: String::new(),
            state: Some(state),
            small: consultation.place.clone().unwrap_or_default(),
        }
    });
    std::iter::once(request).chain(consultation).collect()
}

/// The page behind an entry: its own where somebody wrote it, or that of a request which the reader knows of.
fn link(visit: &Visit, view: &PersonView, entry: &EntryLine, requests: &[PersonRequest]) -> Option<String> {
    if entry.content.is_some() {
        return Some(format!("/entries/{}", seal(visit.ctx.house(), entry.id)));
    }
    if entry.object_kind == "right" {
        return Some(format!("/rights/{}", seal(visit.ctx.house(), entry.object)));
    }
    if entry.object_kind == "interview" {
        return Some(format!("/interviews/{}", seal(visit.ctx.house(), entry.object)));
    }
    if entry.object_kind == "goal" {
        let person = seal(visit.ctx.house(), view.person.id.uuid());
        let goal = seal(visit.ctx.house(), entry.object);
        return Some(format!("/persons/{person}/plan#goal-{goal}"));
    }
    if entry.object_kind == "pathway" {
        return Some(format!("/pathways/{}", seal(visit.ctx.house(), entry.object)));
    }
    if entry.object_kind == "referral" {
        // Whoever reads coordination without being of the team reads that there is one, and opens none.
        view.facts.team.as_ref()?;
        return Some(format!("/referrals/{}", seal(visit.ctx.house(), entry.object)));
    }
    if entry.object_kind == "synthesis" {
        return Some(format!("/syntheses/{}", seal(visit.ctx.house(), entry.object)));
    }
    if entry.object_kind == "question" {
        return Some(format!("/persons/{}/own", seal(visit.ctx.house(), view.person.id.uuid())));
    }
    let known = requests.iter().find(|it| it.id().uuid() == entry.object)?;
    (entry.object_kind == "advice").then(|| asked::href(visit, &known.line))
}

/// What happened, as knots on the threads.
pub(super) fn trame(visit: &Visit, view: &PersonView, requests: &[PersonRequest]) -> Vec<TrameEntry> {
    let (t, today) = (visit.t(), care::people::today(&visit.ctx));
    let knot = |entry: &EntryLine| TrameEntry {
        areas: area_of(entry.compartment).into_iter().collect(),
        when: words::entry_date(t, entry, today),
        datetime: entry.at.to_zoned(zone()).date().to_string(),
        title: words::entry(t, view, entry),
        href: link(visit, view, entry, requests),
        by: match (entry.mine, entry.fresh) {
            (true, _) => t.you().to_owned(),
            (false, true) => t.trame_new(entry.author.as_str()),
            (false, false) => entry.author.clone(),
        },
    };
    view.timeline.items.iter().map(knot).collect()
}
