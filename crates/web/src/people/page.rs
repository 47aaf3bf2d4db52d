//! A person on one page: who they are, where things stand, what comes next, who is around them, what happened.

use axum::extract::Query;
use axum::response::IntoResponse;
use care::people::{self, Alert, Opened, PersonView, TimelinePart};
use care::record::Content;
use care::requests::advice::{self, PersonRequest};
use care::{Error, PersonId};
use policy::{Action, Compartment, ProgramRole, Resource};
use serde::Deserialize;

use super::areas::{self, AreaCard};
use super::words;
use crate::failure::Answer;
use crate::sealed::{Id, open_cursor, seal, seal_cursor};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;
use crate::words::zone;

/// The first page of a record.
#[derive(Clone, Debug, Template)]
#[template(path = "people/person.html")]
pub(crate) struct PersonPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) sex: &'static str,
    pub(crate) sub: String,
    pub(crate) tags: Vec<Tag>,
    pub(crate) why: Why,
    pub(crate) close_vital_need: Option<String>,
    pub(crate) notice: Option<Notice>,
    pub(crate) alerts: Vec<(StateView, Option<Link>)>,
    pub(crate) band: Option<DueBand>,
    pub(crate) acts: Vec<Button>,
    pub(crate) areas: Vec<AreaCard>,
    pub(crate) filters: Vec<(Link, bool)>,
    pub(crate) news: Option<(String, Option<Link>)>,
    pub(crate) trame: Trame,
    pub(crate) earlier: Option<Link>,
    pub(crate) first: Option<String>,
    pub(crate) around: Around,
    pub(crate) choices: Vec<String>,
    pub(crate) choices_link: Option<Link>,
    pub(crate) own_link: Option<Link>,
    pub(crate) contact: Vec<(String, String)>,
    pub(crate) contact_link: Option<Link>,
}

/// Who is around the person.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    pub(crate) members: Vec<Member>,
    pub(crate) empty: String,
    pub(crate) link: Option<Link>,
    pub(crate) leave: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    area: Option<String>,
    before: Option<String>,
    done: Option<String>,
    new: Option<String>,
}

pub(crate) async fn show(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let only = match asked.area.as_deref() {
        None | Some("") => None,
        Some(word) => Some(word.parse::<Compartment>().map_err(|_| Error::NotFound)?),
    };
    let shown = Shown { only, fresh: asked.new.is_some() };
    let list = list_name(id, shown);
    let house = visit.ctx.house().clone();
    let after = open_cursor(&house, &list, asked.before.as_deref());
    let part = TimelinePart { only, fresh: shown.fresh, after, ..TimelinePart::default() };
    let view = match people::open(&visit.ctx, id, part).await? {
        Opened::Here(view) => view,
        Opened::Moved(kept) => return Ok(see_other(&words::href(&visit, kept))),
    };
    let requests = advice::about(&visit.ctx.reader(), &visit.ctx, &view.facts).await?;
    let mut page = page(&visit, &view, &requests, shown);
    page.first = after.map(|_| filter_href(&page.id, shown));
    if after.is_none() {
        page.news = news(&visit, &view, &page.id, shown);
    }
    let done = asked.done.and_then(|done| visit.t().by_key(&format!("done-{done}"))).map(Notice::done);
    page.notice = page.notice.or(done);
    Ok(Page::new(page).into_response())
}

/// Which entries of the timeline are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Shown {
    only: Option<Compartment>,
    fresh: bool,
}

/// The name under which the pages of this timeline are sealed.
fn list_name(id: PersonId, shown: Shown) -> String {
    let part = if shown.fresh { "new" } else { shown.only.map_or("all", |it| it.as_str()) };
    format!("trame|{}|{part}", id.uuid())
}

/// What others wrote since the reader last looked, on the page of the whole.
fn news(visit: &Visit, view: &PersonView, id: &str, shown: Shown) -> Option<(String, Option<Link>)> {
    let t = visit.t();
    let (since, count) = view.news.filter(|_| shown.only.is_none())?;
    let since = crate::words::dated(t.locale, since, visit.ctx.now());
    let link = (count > 0 && !shown.fresh)
        .then(|| Link::new(t.trame_news_link(), filter_href(id, Shown { only: None, fresh: true })));
    Some((t.trame_news(count, since), link))
}

fn page(visit: &Visit, view: &PersonView, requests: &[PersonRequest], shown: Shown) -> PersonPage {
    let t = visit.t();
    let id = seal(visit.ctx.house(), view.person.id.uuid());
    let band = requests.iter().find(|it| it.awaiting_me).and_then(|it| band(visit, it));
    let band = band.or_else(|| owed(visit, view));
    let mut why = Why::new(words::why(t, &view.why));
    if view.coordination {
        why = why.link(Link::new(t.person_who_sees(), format!("/persons/{id}/team")));
    }
    let earlier = view.timeline.next.zip(view.timeline.items.last()).map(|(cursor, last)| {
        let month = t.locale.month_and_year(last.at.to_zoned(zone()).date());
        let sealed = seal_cursor(visit.ctx.house(), &list_name(view.person.id, shown), cursor);
        let base = filter_href(&id, shown).replace("#tr", "");
        let sign = if base.contains('?') { '&' } else { '?' };
        Link::new(t.trame_before(month), format!("{base}{sign}before={sealed}#tr"))
    });
    PersonPage {
        shell: visit.shell(),
        name: words::name(&view.person.identity),
        sex: view.person.identity.sex.code(),
        sub: words::sub(visit, &view.person),
        tags: tags(visit, view),
        why,
        notice: view
            .facts
            .vital_need
            .then(|| Notice::new(Tone::Danger, t.person_vital_need(), t.person_vital_need_text())),
        close_vital_need: view.facts.vital_need.then(|| format!("/persons/{id}/vital-need/close")),
        alerts: known_first(visit, view)
            .into_iter()
            .chain(view.alerts.iter().map(|it| alert(visit, view, &id, *it)))
            .collect(),
        acts: acts(visit, view, &id, band.is_none()),
        band,
        areas: areas::cards(visit, view, requests),
        filters: filters(visit, &id, shown),
        news: None,
        trame: Trame { t, entries: areas::trame(visit, view, requests) },
        earlier,
        first: None,
        around: around(visit, view, &id),
        choices: choices(visit, view),
        choices_link: (view.permitted.inform || view.coordination)
            .then(|| Link::new(t.person_choices_link(), format!("/persons/{id}/information"))),
        own_link: (view.permitted.inform && view.coordination)
            .then(|| Link::new(t.person_own(), format!("/persons/{id}/own"))),
        contact: contact(visit, view),
        contact_link: view
            .permitted
            .edit
            .then(|| Link::new(t.person_edit_link(), format!("/persons/{id}/edit"))),
        id,
    }
}

/// What waits for the reader about this person.
fn band(visit: &Visit, request: &PersonRequest) -> Option<DueBand> {
    let (tone, sentence, act) = crate::requests::advice::words::next_act(visit, &request.line)?;
    let t = visit.t();
    let title = crate::requests::advice::words::title(t, &request.line);
    let about = if request.asked {
        title
    } else {
        let by = t.advice_asked_by(request.line.asker.as_str(), request.line.asker_organization.as_str());
        format!("{title}, {by}")
    };
    Some(DueBand::new(t.person_next_act(), tone, sentence).more(about).act(act))
}

/// What can be done from here; asking is the prominent one where nothing else waits.
fn acts(visit: &Visit, view: &PersonView, id: &str, first: bool) -> Vec<Button> {
    let t = visit.t();
    let asks =
        visit.ctx.actor().professional().is_ok_and(|me| !me.programs_as(ProgramRole::Asker).is_empty());
    let mut acts = Vec::new();
    if view.permitted.ask && asks {
        let words = t.person_ask(view.person.identity.sex.code());
        let ask = Button::link(words, format!("/requests/new?person={id}")).icon(Icon::Plus);
        acts.push(if first { ask.primary() } else { ask });
    }
    let mut quiet = |wanted: bool, label: &str, part: &str, icon| {
        if wanted {
            acts.push(Button::link(label, format!("/persons/{id}/{part}")).quiet().icon(icon));
        }
    };
    quiet(view.permitted.write, t.write_entry(), "entries/new", Icon::Edit);
    quiet(view.permitted.write, t.assess_title(), "assessments", Icon::List);
    let somatic = visit.ctx.may(Action::ReadSomatic, &Resource::Person(view.facts.clone()));
    quiet(somatic, t.prevention_title(), "prevention", Icon::Clock);
    quiet(view.permitted.rights, t.person_rights(), "rights", Icon::Doc);
    let social = visit.ctx.may(Action::ReadSocial, &Resource::Person(view.facts.clone()));
    quiet(social, t.person_interviews(), "interviews", Icon::Chat);
    quiet(view.coordination, t.person_plan(), "plan", Icon::List);
    quiet(view.coordination, t.referrals_title(), "referrals", Icon::Send);
    quiet(view.coordination, t.pathways_title(), "pathways", Icon::Swap);
    quiet(view.permitted.ask, t.person_nearby(), "nearby", Icon::Building);
    quiet(view.permitted.edit, t.person_edit_do(), "edit", Icon::Edit);
    quiet(view.permitted.edit, t.identity_check_do(), "identity", Icon::Check);
    acts
}

fn tags(visit: &Visit, view: &PersonView) -> Vec<Tag> {
    let t = visit.t();
    let mut tags = vec![words::status_tag(t, view.person.identity.status)];
    if view.coordination {
        let attending = view.team.iter().find(|it| it.kind == people::MemberKind::AttendingGp);
        let attending = attending.map(|it| it.name.as_str()).or(view.outside_doctor.as_deref());
        tags.push(match attending {
            Some(doctor) => Tag::new(Tone::Neutral, Icon::Person, t.tag_attending(doctor)),
            None => Tag::new(Tone::Warning, Icon::Alert, t.tag_no_attending()),
        });
    }
    if view.coordination || view.permitted.inform {
        tags.push(match (view.person.opposed_at, view.person.informed_at) {
            (Some(at), _) => Tag::new(Tone::Danger, Icon::Stop, t.tag_opposed(words::date(t.locale, at))),
            (None, Some(at)) => Tag::new(Tone::Neutral, Icon::Ok, t.tag_informed(words::date(t.locale, at))),
            (None, None) => Tag::new(Tone::Warning, Icon::Alert, t.tag_not_informed()),
        });
    }
    tags
}

/// What to know first, of what holds and the reader may read: allergies, the signs of a crisis, what the person needs to be
/// met with.
fn known_first(visit: &Visit, view: &PersonView) -> Vec<(StateView, Option<Link>)> {
    let t = visit.t();
    let mut all = Vec::new();
    for entry in view.glances.iter().flat_map(|it| &it.holding) {
        let Some(content) = &entry.content else { continue };
        let title = || crate::record::words::title(t, content);
        let (place, words) = match content {
            Content::Allergy { .. } => (0, StateView::new(Tone::Danger, Icon::Alert, title())),
            Content::CrisisPlan { signs, .. } => (1, StateView::warning(t.alert_crisis(in_short(signs)))),
            Content::Need { .. } => (2, StateView::new(Tone::Neutral, Icon::Person, title())),
            _ => continue,
        };
        let href = format!("/entries/{}", seal(visit.ctx.house(), entry.id));
        all.push((place, (words, Some(Link::new(t.entry_said(), href)))));
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, line)| line).collect()
}

/// The beginning of a text that people wrote, on one line.
fn in_short(text: &str) -> String {
    const MOST: usize = 120;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST - 1).chain(['…']).collect()
}

/// The piece of a file that the reader owes as a doctor: the attending one, or whichever there is where there is none.
fn owed(visit: &Visit, view: &PersonView) -> Option<DueBand> {
    let me = visit.ctx.actor().professional().ok()?;
    let attending = view.team.iter().find(|it| it.kind == people::MemberKind::AttendingGp);
    let mine = attending.is_none_or(|doctor| doctor.practitioner == me.practitioner());
    (view.coordination && mine && me.principal.profession.is_doctor())
        .then(|| crate::rights::owed_band(visit, view.rights.as_deref().unwrap_or_default()))
        .flatten()
}

fn alert(visit: &Visit, view: &PersonView, id: &str, alert: Alert) -> (StateView, Option<Link>) {
    let t = visit.t();
    let to = |wanted: bool, label: &str, part: &str| {
        wanted.then(|| Link::new(label, format!("/persons/{id}/{part}")))
    };
    let (inform, team, edit) = (view.permitted.inform, view.permitted.manage_team, view.permitted.edit);
    match alert {
        Alert::Opposed => {
            (StateView::blocked(t.alert_opposed()), to(inform, t.alert_opposed_do(), "information"))
        }
        Alert::NotInformed => {
            (StateView::warning(t.alert_not_informed()), to(inform, t.alert_not_informed_do(), "information"))
        }
        Alert::NoAttendingDoctor => {
            (StateView::warning(t.alert_no_attending()), to(team, t.alert_no_attending_do(), "team"))
        }
        Alert::TwoAttendingDoctors => {
            (StateView::warning(t.alert_two_attending()), to(team, t.alert_two_attending_do(), "team"))
        }
        Alert::IdentityUnchecked => (
            StateView::new(Tone::Neutral, Icon::Person, t.alert_identity()),
            to(edit, t.alert_identity_do(), "identity"),
        ),
    }
}

fn filter_href(id: &str, shown: Shown) -> String {
    match shown {
        Shown { fresh: true, .. } => format!("/persons/{id}?new=1#tr"),
        Shown { only: Some(area), .. } => format!("/persons/{id}?area={area}#tr"),
        Shown { only: None, .. } => format!("/persons/{id}#tr"),
    }
}

fn filters(visit: &Visit, id: &str, shown: Shown) -> Vec<(Link, bool)> {
    let t = visit.t();
    let areas = [
        (None, t.trame_all()),
        (Some(Compartment::Somatic), t.area_somatic()),
        (Some(Compartment::Psychiatric), t.area_psychiatric()),
        (Some(Compartment::Social), t.area_social()),
        (Some(Compartment::Coordination), t.area_coordination()),
        (Some(Compartment::Identity), t.area_identity()),
    ];
    let filter = |(only, label): (Option<Compartment>, &str)| {
        let it = Shown { only, fresh: false };
        (Link::new(label, filter_href(id, it)), it == shown)
    };
    areas.into_iter().map(filter).collect()
}

fn around(visit: &Visit, view: &PersonView, id: &str) -> Around {
    let t = visit.t();
    let me = visit.ctx.actor().professional().ok().map(care::access::Professional::practitioner);
    let member = |it: &people::TeamMember| Member {
        initials: t.locale.initials(&it.name),
        name: it.name.clone(),
        after: if me == Some(it.practitioner) { format!(" {}", t.team_you()) } else { String::new() },
        role: match it.follows.as_ref().filter(|_| view.facts.team.is_some()) {
            Some(what) => t.team_follows(
                what.get(t.locale),
                format!("{} · {}", words::member_role(t, it), it.organization_name),
            ),
            None => format!("{} · {}", words::member_role(t, it), it.organization_name),
        },
        href: None,
    };
    let leave = view.membership.filter(|_| !view.coordination);
    Around {
        members: view.team.iter().map(member).collect(),
        empty: if view.coordination { t.team_nobody() } else { areas::why_closed(t, view) }.to_owned(),
        link: view.coordination.then(|| Link::new(t.person_team_link(), format!("/persons/{id}/team"))),
        leave: leave.map(|it| format!("/persons/{id}/team/{}/end", seal(visit.ctx.house(), it.uuid()))),
    }
}

/// Where information, consent and objection stand, in a sentence each.
fn choices(visit: &Visit, view: &PersonView) -> Vec<String> {
    let t = visit.t();
    if !view.permitted.inform && !view.coordination {
        return vec![t.area_closed().to_owned()];
    }
    standing(t, &view.standing)
}

/// What the person was told and said that stands now.
pub(super) fn standing(t: T, standing: &people::Standing) -> Vec<String> {
    let stands = standing.opposed.iter().chain(standing.closed.values()).chain(&standing.informed);
    let consent = standing.consented.iter().filter(|it| Some(*it) != standing.informed.as_ref());
    let by_name = standing.consents.values().chain(standing.objections.values());
    let sentence = |fact: &people::InformationFact| {
        t.said_on(
            words::how(t, fact.how).to_lowercase(),
            words::said_whole(t, fact),
            words::date(t.locale, fact.at),
        )
    };
    let all: Vec<String> = stands.chain(consent).chain(by_name).map(sentence).collect();
    if all.is_empty() { vec![t.person_said_nothing().to_owned()] } else { all }
}

fn contact(visit: &Visit, view: &PersonView) -> Vec<(String, String)> {
    let (t, person) = (visit.t(), &view.person);
    let mut lines = Vec::new();
    if let Some(phone) = &person.phone {
        lines.push((t.contact_phone().to_owned(), crate::words::phone(phone)));
    }
    let address = words::address(person);
    if !address.is_empty() {
        lines.push((t.contact_address().to_owned(), address));
    }
    if let Some(ins) = person.identity.travelling_ins() {
        lines.push((t.contact_ins().to_owned(), spaced_ins(ins.number.as_str())));
    }
    lines
}

/// « 2 55 08 14 168 025 38 ».
pub(super) fn spaced_ins(number: &str) -> String {
    let parts = [0..1, 1..3, 3..5, 5..7, 7..10, 10..13, 13..15];
    parts.into_iter().filter_map(|part| number.get(part)).collect::<Vec<_>>().join("\u{a0}")
}

impl PersonPage {
    fn before(&self) -> String {
        self.shell.t.person_before(self.sex)
    }
    fn around_title(&self) -> String {
        self.shell.t.person_around(self.sex)
    }
}
