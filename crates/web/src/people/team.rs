//! The care team: who is around the person, since when and on what ground; joining, replacing, leaving.

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::people::invitations;
use care::people::{self, How, MemberForm, MemberKind, NewMember, TeamGround, TeamMember, TeamSheet};
use care::{Error, MemberId, PersonId, RoleId};
use policy::{Action, Resource};
use serde::Deserialize;

use super::fields::status_of;
use super::invitation::{self, InvitedLine};
use super::professionals::{self, Wanted};
use super::words as said;
use crate::failure::Answer;
use crate::sealed::{Id, Ids, open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words;

/// The care team of a person.
#[derive(Clone, Debug, Template)]
#[template(path = "people/team.html")]
pub(crate) struct TeamPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) members: Vec<MemberLine>,
    pub(crate) past: Vec<MemberLine>,
    pub(crate) invited: Vec<InvitedLine>,
    pub(crate) may_manage: bool,
    pub(crate) may_invite: bool,
    pub(crate) attending: Option<String>,
    pub(crate) form: FormState,
    pub(crate) found: Vec<Choice>,
}

/// A member as a line.
#[derive(Clone, Debug)]
pub(crate) struct MemberLine {
    pub(crate) member: Member,
    pub(crate) since: String,
    pub(crate) ground: String,
    pub(crate) end: Option<(String, String)>,
}

impl TeamPage {
    fn kinds(&self) -> Vec<Choice> {
        let t = self.shell.t;
        vec![
            Choice::new("", t.member_by_profession()),
            Choice::new(MemberKind::AttendingGp.code(), said::kind(t, MemberKind::AttendingGp)),
        ]
    }

    /// Whether they join now, or when they accept.
    fn ways(&self) -> Vec<Choice> {
        let t = self.shell.t;
        let now = Choice::new("", t.team_way_now()).detail(t.team_way_now_detail());
        let invite = Choice::new(INVITE, t.team_way_invite()).detail(t.team_way_invite_detail());
        std::iter::once(invite).chain(self.may_manage.then_some(now)).collect()
    }

    fn grounds(&self) -> Vec<Choice> {
        let t = self.shell.t;
        let detail = |it: TeamGround| {
            t.by_key(&format!("ground-{}-detail", it.code().replace('_', "-"))).unwrap_or_default()
        };
        let choice = |it: TeamGround| Choice::new(it.code(), said::ground(t, it)).detail(detail(it));
        TeamGround::ALL.into_iter().map(choice).collect()
    }

    fn hows(&self) -> Vec<Choice> {
        let t = self.shell.t;
        let first = Choice::new("", t.consent_before());
        std::iter::once(first)
            .chain(How::ALL.into_iter().map(|it| Choice::new(it.code(), said::how(t, it))))
            .collect()
    }

    fn opens(&self) -> Vec<Choice> {
        let t = self.shell.t;
        vec![Choice::new("somatic", t.area_somatic()), Choice::new("psychiatric", t.area_psychiatric())]
    }

    fn consents(&self) -> bool {
        self.form.value("ground") == TeamGround::Consent.code() || self.form.error("consent").is_some()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

const FORM: &str = "team";
/// In a form: they join when they accept.
const INVITE: &str = "invite";

pub(super) async fn form(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let sheet = people::care_team(&visit.ctx, id).await?;
    if sheet.person.id != id {
        return Ok(see_other(&format!("{}/team", said::href(&visit, sheet.person.id))));
    }
    let mut page = page(&visit, &sheet, FormState::new(FORM).with("way", INVITE), Vec::new());
    page.notice = asked.done.and_then(|done| visit.t().by_key(&format!("done-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, sheet: &TeamSheet, form: FormState, found: Vec<Choice>) -> TeamPage {
    let now = visit.ctx.now();
    let (running, over): (Vec<_>, Vec<_>) = sheet.members.iter().partition(|it| it.runs(now));
    let attending = running.iter().find(|it| it.kind == MemberKind::AttendingGp);
    TeamPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), sheet.person.id.uuid()),
        name: said::name(&sheet.person.identity),
        notice: None,
        attending: attending.map(|it| it.name.clone()),
        members: running.iter().map(|it| line(visit, sheet, it)).collect(),
        invited: sheet
            .invited
            .iter()
            .map(|it| invitation::line(visit, &seal(visit.ctx.house(), sheet.person.id.uuid()), it))
            .collect(),
        past: over.iter().rev().map(|it| line(visit, sheet, it)).collect(),
        may_manage: sheet.may_manage,
        may_invite: sheet.may_invite,
        form,
        found,
    }
}

fn line(visit: &Visit, sheet: &TeamSheet, it: &TeamMember) -> MemberLine {
    let (t, mine) = (visit.t(), sheet.mine.contains(&it.id));
    let (from, running) = (said::date(t.locale, it.since), it.runs(visit.ctx.now()));
    let since = match it.until.filter(|_| !running) {
        Some(until) => t.member_from_to(from, said::date(t.locale, until)),
        None => t.member_since(from),
    };
    let id = seal(visit.ctx.house(), it.id.uuid());
    let person = seal(visit.ctx.house(), sheet.person.id.uuid());
    let label = if mine { t.team_leave() } else { t.team_end() };
    MemberLine {
        member: Member {
            initials: t.locale.initials(&it.name),
            name: it.name.clone(),
            after: if mine { format!(" {}", t.team_you()) } else { String::new() },
            role: format!("{} · {}", said::member_role(t, it), it.organization_name),
            href: None,
        },
        since,
        ground: said::ground(t, it.ground),
        end: (running && (mine || sheet.may_manage))
            .then(|| (format!("/persons/{person}/team/{id}/end"), label.to_owned())),
    }
}

/// The fields that the form has besides those of the act.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Beside {
    who: String,
    way: String,
}

pub(super) async fn add(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let sheet = people::care_team(&visit.ctx, id).await?;
    if !sheet.may_invite {
        return Err(Error::Forbidden.into());
    }
    let (typed, Beside { who, way }): (MemberForm, Beside) = (typed::parse(&body), typed::parse(&body));
    let role: Option<RoleId> = open(visit.ctx.house(), &typed.role).ok();
    let (ctx, person) = (&visit.ctx, sheet.person.id);
    let added = match NewMember::parse(&typed, role, people::today(&visit.ctx)).map(kept_opens) {
        Ok(new) if way == INVITE => invitations::invite(ctx, person, new).await.map(|_| "invitation-sent"),
        Ok(new) => people::join_care_team(ctx, person, new).await.map(|_| "team-joined"),
        Err(error) => Err(error),
    };
    match added {
        Ok(done) => Ok(see_other(&format!("{}/team?done={done}", said::href(&visit, person)))),
        Err(error) => {
            let status = status_of(&error);
            // A name without an identifier: a browser without scripts, or nobody was chosen. Who could be meant?
            let found = if role.is_none() {
                professionals::choices(professionals::find(&visit, &who, Wanted::Role).await?)
            } else {
                Vec::new()
            };
            let mut form = FormState::from_body(FORM, &body);
            words::refuse(&mut form, visit.t(), error)?;
            let sheet = people::care_team(&visit.ctx, id).await?;
            Ok(Page::with_status(status, page(&visit, &sheet, form, found)).into_response())
        }
    }
}

/// What a consent opens is kept only where consent is the ground.
fn kept_opens(new: NewMember) -> NewMember {
    if new.ground == TeamGround::Consent { new } else { NewMember { opens: BTreeSet::new(), ..new } }
}

pub(super) async fn end(visit: Visit, Ids(id, member): Ids<PersonId, MemberId>) -> Answer {
    match people::leave_care_team(&visit.ctx, id, member).await {
        Ok(()) => {}
        // Pressed twice, or somebody else was quicker: it is over, which is what was wanted.
        Err(Error::Conflict(conflict)) if conflict.key == "conflict-membership-over" => {}
        Err(error) => return Err(error.into()),
    }
    let facts = people::person_facts(&visit.ctx, &visit.ctx.reader(), id).await?;
    // Whoever left may no longer see the person, or no longer the team.
    let resource = Resource::Person(facts);
    let path = if visit.ctx.may(Action::ReadCoordination, &resource) {
        format!("{}/team?done=team-left", said::href(&visit, id))
    } else if visit.ctx.may(Action::ReadIdentity, &resource) {
        format!("{}?done=team-left", said::href(&visit, id))
    } else {
        "/persons?done=team-left".to_owned()
    };
    Ok(see_other(&path))
}
