//! The directory in words: kinds of structures, functions, parts in programmes, places, days.

use care::directory::{HitRole, OrganizationKind};
use jiff::{SignedDuration, Timestamp};
use kernel::places;
use policy::{Function, Profession, ProgramRole};

use crate::frame::profession_words;
use crate::i18n::T;
use crate::shell::Choice;
use crate::visit::Visit;
use crate::words::zone;

fn keyed(t: T, kind: &str, code: &str) -> String {
    t.by_key(&format!("{kind}-{}", code.replace('_', "-"))).unwrap_or_else(|| code.to_owned())
}

/// « centre médico-psychologique ».
pub(super) fn kind(t: T, kind: OrganizationKind) -> String {
    keyed(t, "structure-kind", kind.code())
}

/// « administre le territoire ».
pub(super) fn function(t: T, function: Function) -> String {
    keyed(t, "function", function.as_str())
}

/// « répond aux demandes ».
pub(super) fn part(t: T, part: ProgramRole) -> String {
    keyed(t, "program-part", part.as_str())
}

/// The name of a commune.
pub(super) fn commune(code: Option<&str>) -> Option<&'static str> {
    code.and_then(places::by_insee).map(|place| place.name)
}

/// « psychiatre · CMP des Tanneurs · Tours ».
pub(super) fn role(t: T, role: &HitRole) -> String {
    let words = crate::frame::role_words(t, role.profession, &role.organization_name);
    match commune(role.commune.as_deref()) {
        Some(town) => format!("{words} · {town}"),
        None => words,
    }
}

/// The name of a programme.
pub(super) fn program(visit: &Visit, slug: &str) -> String {
    let program = visit.ctx.house().programs().get(slug);
    program.map_or_else(|| slug.to_owned(), |it| it.name.get(visit.locale()).to_owned())
}

/// « 23 novembre 2026 ».
pub(super) fn day(t: T, at: Timestamp) -> String {
    t.locale.date_plain(at.to_zoned(zone()).date())
}

/// The last day of something that ends at `until`, excluded.
pub(super) fn last_day(t: T, until: Timestamp) -> String {
    day(t, until - SignedDuration::from_secs(1))
}

/// « vendredi 27 novembre 2026 », the last day of an absence.
pub(super) fn last_whole_day(t: T, until: Timestamp) -> String {
    t.locale.date((until - SignedDuration::from_secs(1)).to_zoned(zone()).date())
}

/// Every profession, for a list; the first is none.
pub(super) fn professions(t: T, none: &str) -> Vec<Choice> {
    let all = Profession::ALL.iter().map(|it| Choice::new(it.as_str(), profession_words(t, *it)));
    std::iter::once(Choice::new("", none)).chain(all).collect()
}

/// Every kind of structure, for a list; the first is none.
pub(super) fn kinds(t: T, none: &str) -> Vec<Choice> {
    let all = OrganizationKind::ALL.iter().map(|it| Choice::new(it.code(), kind(t, *it)));
    std::iter::once(Choice::new("", none)).chain(all).collect()
}

/// Every function.
pub(super) fn functions(t: T) -> Vec<Choice> {
    let detail = |function: Function| keyed(t, "function-detail", function.as_str());
    Function::ALL.iter().map(|it| Choice::new(it.as_str(), function(t, *it)).detail(detail(*it))).collect()
}

/// Every part in a programme.
pub(super) fn parts(t: T) -> Vec<Choice> {
    let all = ProgramRole::ALL.iter().map(|it| Choice::new(it.as_str(), part(t, *it)));
    std::iter::once(Choice::new("", t.choose_one())).chain(all).collect()
}

/// Every programme of the territory.
pub(super) fn programs(visit: &Visit) -> Vec<Choice> {
    let (t, locale) = (visit.t(), visit.locale());
    let all = visit.ctx.house().programs();
    std::iter::once(Choice::new("", t.choose_one()))
        .chain(all.iter().map(|it| Choice::new(&it.slug, it.name.get(locale))))
        .collect()
}
