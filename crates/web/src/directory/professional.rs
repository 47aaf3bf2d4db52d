//! A professional: who, where, in which programmes, how to reach them, who stands in.

use askama::Template;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::PractitionerId;
use care::directory::absence::AbsenceView;
use care::directory::{self, ProfessionalView, RoleView};

use super::{Done, notice, words};
use crate::failure::{Answer, Failure};
use crate::frame::profession_words;
use crate::sealed::{Id, seal};
use crate::shell::{Button, Choice, FormState, Icon, Link, Notice, Page, Shell, Tag, Tone, Why};
use crate::visit::Visit;
use crate::words::{capitalized, phone};

/// A professional of the directory.
#[derive(Clone, Debug, Template)]
#[template(path = "directory/professional.html")]
pub(crate) struct ProfessionalPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) what: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) absent: Option<Notice>,
    pub(crate) coming: Vec<Absence>,
    pub(crate) roles: Vec<Role>,
    pub(crate) past: Vec<Role>,
    pub(crate) rpps: Option<String>,
    /// As it is written, and as it is called.
    pub(crate) phone: Option<(String, String)>,
    pub(crate) email: Option<String>,
    pub(crate) may_edit: bool,
    pub(crate) programs: Vec<Choice>,
    pub(crate) parts: Vec<Choice>,
    /// What stood in the way of an act that has no form of its own.
    pub(crate) refusal: FormState,
}

/// What they do or did somewhere.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) id: String,
    pub(crate) profession: String,
    pub(crate) structure: Link,
    pub(crate) when: String,
    pub(crate) functions: Vec<Tag>,
    pub(crate) memberships: Vec<Membership>,
    /// The form by which they join a programme.
    pub(crate) join: FormState,
}

/// What they do in a programme.
#[derive(Clone, Debug)]
pub(crate) struct Membership {
    pub(crate) id: String,
    pub(crate) program: String,
    pub(crate) words: String,
}

/// When they are away.
#[derive(Clone, Debug)]
pub(crate) struct Absence {
    pub(crate) words: String,
    pub(crate) substitute: Option<Link>,
}

pub(crate) async fn show(visit: Visit, Id(id): Id<PractitionerId>, Query(done): Query<Done>) -> Answer {
    let page = view(&visit, id, None).await?;
    let notice = notice(&visit, done.done.as_deref());
    Ok(Page::new(ProfessionalPage { notice, ..page }).into_response())
}

/// The page, one of its forms with what was typed and what is wrong with it.
pub(super) async fn view(
    visit: &Visit,
    id: PractitionerId,
    refused: Option<FormState>,
) -> Result<ProfessionalPage, Failure> {
    let (t, now, house) = (visit.t(), visit.ctx.now(), visit.ctx.house());
    let view = directory::professional(&visit.ctx, id).await?;
    let mut roles: Vec<Role> =
        view.roles.iter().filter(|it| !it.ended(now)).map(|it| role(visit, it)).collect();
    let past = view.roles.iter().filter(|it| it.ended(now)).map(|it| role(visit, it)).collect();
    let mut refusal = FormState::new("refusal");
    if let Some(form) = refused {
        match roles.iter_mut().find(|role| role.join.id() == form.id()) {
            Some(role) => role.join = form,
            None => refusal = form,
        }
    }
    let running = view.absences.iter().find(|it| it.runs(now));
    let coming = view.absences.iter().filter(|it| !it.runs(now)).map(|it| absence(visit, it)).collect();
    Ok(ProfessionalPage {
        id: seal(house, id.uuid()),
        what: professions(visit, &view),
        name: view.name,
        notice: None,
        absent: running.map(|it| absent(visit, it)),
        coming,
        roles,
        past,
        rpps: view.rpps.as_deref().map(spaced_rpps),
        phone: view.phone.map(|number| (phone(&number), number)),
        email: view.email,
        may_edit: view.may_edit,
        programs: words::programs(visit),
        parts: words::parts(t),
        refusal,
        shell: visit.shell(),
    })
}

/// « psychiatre, médecin généraliste ».
fn professions(visit: &Visit, view: &ProfessionalView) -> String {
    let (t, now) = (visit.t(), visit.ctx.now());
    let mut words: Vec<String> = Vec::new();
    for role in view.roles.iter().filter(|it| !it.ended(now)) {
        let profession = profession_words(t, role.profession);
        if !words.contains(&profession) {
            words.push(profession);
        }
    }
    if words.is_empty() { t.directory_no_role().to_owned() } else { capitalized(&words.join(", ")) }
}

fn role(visit: &Visit, view: &RoleView) -> Role {
    let (t, house, now) = (visit.t(), visit.ctx.house(), visit.ctx.now());
    let id = seal(house, view.id.uuid());
    let from = words::day(t, view.from);
    let when = match view.until {
        Some(until) if until <= now => t.directory_from_to(from, words::last_day(t, until)),
        Some(until) => t.directory_since_until(from, words::last_day(t, until)),
        None if view.from > now => t.directory_from(from),
        None => t.directory_since(from),
    };
    let memberships = view.memberships.iter().map(|it| Membership {
        id: seal(house, it.id.uuid()),
        program: words::program(visit, &it.program),
        words: capitalized(&t.directory_part_since(words::day(t, it.from), words::part(t, it.as_what))),
    });
    Role {
        profession: capitalized(&profession_words(t, view.profession)),
        structure: Link::new(
            &view.organization_name,
            format!("/directory/structures/{}", seal(house, view.organization.uuid())),
        ),
        when,
        functions: view
            .functions
            .iter()
            .map(|it| Tag::new(Tone::Neutral, Icon::Key, words::function(t, *it)))
            .collect(),
        memberships: memberships.collect(),
        join: FormState::new(format!("join-{id}")),
        id,
    }
}

fn link(visit: &Visit, view: &AbsenceView) -> Option<Link> {
    let id = view.substitute?;
    let href = format!("/directory/professionals/{}", seal(visit.ctx.house(), id.uuid()));
    Some(Link::new(view.substitute_name.clone().unwrap_or_default(), href))
}

fn absence(visit: &Visit, view: &AbsenceView) -> Absence {
    let t = visit.t();
    Absence {
        words: t.directory_absence_from_to(words::day(t, view.from), words::last_day(t, view.until)),
        substitute: link(visit, view),
    }
}

/// Who is away says until when, and who stands in.
fn absent(visit: &Visit, view: &AbsenceView) -> Notice {
    let t = visit.t();
    let title = t.directory_absent_until(words::last_whole_day(t, view.until));
    match link(visit, view) {
        Some(substitute) => Notice::new(Tone::Warning, title, t.directory_stood_in_by()).link(substitute),
        None => Notice::new(Tone::Warning, title, t.directory_nobody_stands_in()),
    }
}

/// « 10 003 456 789 », by threes from the end.
fn spaced_rpps(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    let groups = digits.rchunks(3).rev().map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join("\u{a0}")
}
