//! The frame of each page: who is signed in, and the parts of the house that concern them.

use care::About;
use care::access::Professional;
use policy::{Action, Function, Profession, ProgramFacts, ProgramRole, Resource};

use crate::i18n::T;
use crate::sealed::seal;
use crate::shell::{Icon, NavItem, Role, Shell, SignedIn, Why};
use crate::visit::Visit;

/// The frame for a visitor.
pub(crate) fn shell(visit: &Visit) -> Shell {
    let (locale, path) = (visit.locale(), visit.path.as_str());
    let Some((session, professional)) = visit.session.as_ref().zip(visit.ctx.actor().professional().ok())
    else {
        return Shell::anonymous(locale, path);
    };
    let t = visit.t();
    let house = visit.ctx.house();
    let roles = session
        .roles
        .iter()
        .map(|role| Role {
            id: seal(house, role.role.uuid()),
            label: role_words(t, role.profession, &role.organization),
            current: role.role == professional.role(),
        })
        .collect();
    let who = SignedIn {
        key: seal(house, session.account.uuid()),
        name: professional.name.clone(),
        initials: locale.initials(&professional.name),
        role: own_role(t, professional),
        roles,
    };
    let territory = Resource::Territory(visit.ctx.territory());
    let of_all = visit.ctx.about(&territory);
    let finder = of_all.allows(Action::FindPerson);
    let nav = nav(visit, professional, (&of_all, finder), path);
    let why = visit.ctx.why().map(|key| Why::new(crate::people::reason(t, &key)));
    Shell { finder, why, ..Shell::signed_in(locale, path, who, nav) }
}

/// A programme, for the policy.
pub(crate) fn program(visit: &Visit, slug: &str) -> Resource {
    Resource::Program(ProgramFacts { territory: visit.ctx.territory(), slug: slug.to_owned() })
}

/// Whether somebody's role opens what the second factor protects.
pub(crate) fn administers(professional: &Professional) -> bool {
    professional.principal.functions.iter().any(|it| {
        matches!(it, Function::Administrator | Function::DataProtectionOfficer | Function::IdentityVigilance)
    })
}

/// The role in which somebody acts. Whoever is of no profession of care is named by what they are charged with:
/// « Protection des données · Hôpital du Val de Loire ».
pub(crate) fn own_role(t: T, professional: &Professional) -> String {
    let principal = &professional.principal;
    let charged = principal.functions.iter().next().filter(|_| principal.profession == Profession::NonHealth);
    let function = charged.and_then(|it| t.by_key(&format!("function-{}", it.as_str().replace('_', "-"))));
    match function {
        Some(function) => format!("{} · {}", crate::words::capitalized(&function), professional.organization),
        None => role_words(t, principal.profession, &professional.organization),
    }
}

/// « Psychiatre · CMP des Tanneurs ».
pub(crate) fn role_words(t: T, profession: Profession, organization: &str) -> String {
    format!("{} · {organization}", crate::words::capitalized(&profession_words(t, profession)))
}

/// A profession in words.
pub(crate) fn profession_words(t: T, profession: Profession) -> String {
    let key = format!("profession-{}", profession.as_str().replace('_', "-"));
    t.by_key(&key).unwrap_or_default()
}

fn nav(
    visit: &Visit,
    professional: &Professional,
    (of_all, finder): (&About<'_>, bool),
    path: &str,
) -> Vec<NavItem> {
    let (t, principal) = (visit.t(), &professional.principal);
    let holds = |role| principal.programs.iter().any(|(_, held)| *held == role);
    let is = |function| principal.functions.contains(&function);
    let mut items = vec![item(t.nav_day(), "/", Icon::Sun, 'j', path)];
    if finder {
        items.push(item(t.nav_persons(), "/persons", Icon::Person, 'p', path));
    }
    if care::reception::keeps(&visit.ctx) {
        items.push(item(t.nav_reception(), "/reception", Icon::Building, 'e', path));
    }
    if accompanies(principal.profession) {
        items.push(item(t.nav_rights(), "/rights", Icon::Check, 'o', path));
    }
    if walks(principal.profession) || holds(ProgramRole::Coordinator) {
        items.push(item(t.nav_pathways(), "/pathways", Icon::Swap, 'x', path));
    }
    if holds(ProgramRole::Asker) || holds(ProgramRole::Answerer) {
        items.push(item(t.nav_requests(), "/requests", Icon::Chat, 'd', path));
    }
    let programs = visit.ctx.house().programs();
    let sorted = programs_of(principal, &[ProgramRole::Triage, ProgramRole::Coordinator]);
    let line = |slug: &&&str| programs.get(slug).is_some_and(|it| it.advice.is_some());
    if let Some(slug) = sorted.iter().find(line) {
        items.push(item(t.nav_board(), &format!("/programs/{slug}/board"), Icon::List, 't', path));
    }
    if let Some(slug) = programs
        .iter()
        .map(|it| it.slug.as_str())
        .find(|slug| visit.ctx.may(Action::ReadReport, &program(visit, slug)))
    {
        items.push(item(t.nav_report(), &format!("/programs/{slug}/report"), Icon::Bars, 'r', path));
    }
    if is(Function::IdentityVigilance) {
        items.push(item(t.nav_vigilance(), "/vigilance", Icon::Swap, 'v', path));
    }
    if of_all.allows(Action::SearchDirectory) {
        items.push(item(t.nav_directory(), "/directory", Icon::Book, 'a', path));
    }
    if is(Function::Administrator) {
        items.push(item(t.nav_accounts(), "/accounts", Icon::Key, 'c', path));
    }
    if is(Function::Administrator) || is(Function::DataProtectionOfficer) {
        items.push(item(t.nav_journal(), "/journal", Icon::Eye, 'h', path));
    }
    if is(Function::DataProtectionOfficer) {
        items.push(item(t.nav_break_glass(), "/break-glass/reviews", Icon::Alert, 'b', path));
    }
    items
}

/// Whether the board of rights is of use in a profession; what it shows is the policy's word.
const fn accompanies(profession: Profession) -> bool {
    profession.is_doctor()
        || profession.is_social()
        || matches!(profession, Profession::HealthMediator | Profession::SocialCompanion)
}

/// Whether the board of pathways is of use in a profession; what it shows is the policy's word.
const fn walks(profession: Profession) -> bool {
    profession.is_health() || profession.is_social()
}

fn programs_of<'a>(principal: &'a policy::Principal, roles: &[ProgramRole]) -> Vec<&'a str> {
    principal
        .programs
        .iter()
        .filter(|(_, held)| roles.contains(held))
        .map(|(slug, _)| slug.as_str())
        .collect()
}

fn item(label: &str, href: &str, icon: Icon, key: char, path: &str) -> NavItem {
    let path = path.split('?').next().unwrap_or_default();
    let within =
        path == href || (href != "/" && path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')));
    NavItem { label: label.to_owned(), href: href.to_owned(), icon, key, current: within }
}
