//! A person in words: their status, their team, what they said, what happened.

use care::people::{
    Aid, EntryLine, How, Identity, IdentityStatus, InformationFact, InformationKind, MemberKind, Person,
    PersonView, Scope, TeamGround, TeamMember, Terms, Why as Ground,
};
use care::record::Told;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Locale;
use policy::{Compartment, Profession};

use crate::frame::profession_words;
use crate::i18n::T;
use crate::sealed::seal;
use crate::shell::{Icon, Tag, Tone};
use crate::visit::Visit;
use crate::words::{age, capitalized, isolated, zone};

/// « Nadia Ferhat », as it can stand in a sentence.
pub(crate) fn name(identity: &Identity) -> String {
    isolated(&identity.display_name())
}

/// The address of a person’s page.
pub(super) fn href(visit: &Visit, person: care::PersonId) -> String {
    format!("/persons/{}", seal(visit.ctx.house(), person.uuid()))
}

/// « 47 ans, née le 14 mars 1979 à Tours · Amboise ».
pub(super) fn sub(visit: &Visit, person: &Person) -> String {
    let (t, identity) = (visit.t(), &person.identity);
    let sex = identity.sex.code();
    let birth = t.locale.date_plain(identity.birth_date);
    let born = match &identity.birth_place {
        Some(place) => t.person_born_at(birth, isolated(place), sex),
        None => t.person_born(birth, sex),
    };
    let years = age(t.locale, &identity.birth_date.to_string(), visit.ctx.now());
    let mut parts = vec![years.into_iter().chain([born]).collect::<Vec<_>>().join(", ")];
    if identity.used_family.is_some() {
        parts.push(t.person_birth_name(isolated(&identity.family)));
    }
    parts.extend(person.address.place().map(|place| place.name.to_owned()));
    parts.join(" · ")
}

/// « 12 rue des Halles, 37000 Tours »; empty where nothing is known.
pub(super) fn address(person: &Person) -> String {
    let commune = person.address.place().map(|place| place.name.to_owned());
    let town =
        [person.address.postal_code.clone(), commune].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = person.address.line.as_deref().map(isolated).into_iter().chain([town]);
    parts.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

/// « 4 mai 2026 ».
pub(super) fn date(locale: Locale, at: Timestamp) -> String {
    locale.date_plain(at.to_zoned(zone()).date())
}

/// « 16 nov. » in the year of `today`, « 16 nov. 2025 » otherwise.
pub(crate) fn short_date(locale: Locale, at: Timestamp, today: Date) -> String {
    let date = at.to_zoned(zone()).date();
    let day = match (locale, date.day()) {
        (Locale::Fr, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    };
    let short = format!("{day}\u{a0}{}", locale.month_short(date));
    if date.year() == today.year() { short } else { format!("{short} {}", date.year()) }
}

/// When an entry happened, as exactly as that is known: « 16 nov. », « mars 1998 », « 1998 ».
pub(super) fn entry_date(t: T, entry: &EntryLine, today: Date) -> String {
    match entry.told {
        Told::Day(_) | Told::Instant(_) => short_date(t.locale, entry.at, today),
        told => crate::fhir::words::told(t, told),
    }
}

fn dynamic(t: T, kind: &str, code: &str) -> String {
    t.by_key(&format!("{kind}-{}", code.replace('_', "-"))).unwrap_or_default()
}

/// Who somebody is in the team: « Médecin traitant ».
pub(crate) fn kind(t: T, kind: MemberKind) -> String {
    dynamic(t, "member", kind.code())
}

/// What a member is: their place in the team, or their profession where it says more.
pub(super) fn member_role(t: T, member: &TeamMember) -> String {
    match member.kind {
        MemberKind::Doctor | MemberKind::OtherHealth | MemberKind::Other | MemberKind::Educator => {
            capitalized(&profession(t, member.profession))
        }
        known => kind(t, known),
    }
}

/// « psychiatre ».
pub(super) fn profession(t: T, profession: Profession) -> String {
    profession_words(t, profession)
}

/// On what ground somebody is of the team.
pub(super) fn ground(t: T, ground: TeamGround) -> String {
    dynamic(t, "ground", ground.code())
}

/// How something was said.
pub(crate) fn how(t: T, how: How) -> String {
    dynamic(t, "how", how.code())
}

/// What helped the person.
pub(super) fn aid(t: T, aid: Aid) -> String {
    dynamic(t, "aid", aid.code())
}

/// In which terms something was said: what it names, for what, until when, with what help.
pub(super) fn terms(t: T, terms: &Terms) -> String {
    let opens = terms.opens.iter().flatten().map(|it| super::areas::label(t, *it)).collect::<Vec<_>>();
    let last = terms.until.and_then(|until| until.to_zoned(zone()).date().yesterday().ok());
    let parts = [
        (!opens.is_empty()).then(|| opens.join(", ").to_lowercase()),
        Some(closed_parts(t, terms)).filter(|parts| !parts.is_empty()),
        terms.purpose.clone(),
        last.map(|last| t.said_until(t.locale.date_plain(last))),
        (!terms.aids.is_empty())
            .then(|| terms.aids.iter().map(|it| aid(t, *it).to_lowercase()).collect::<Vec<_>>().join(", ")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The status of an identity: « Identité INS qualifiée ».
pub(super) fn status(t: T, status: IdentityStatus) -> String {
    dynamic(t, "identity-status", status.code())
}

/// What a status means.
pub(super) fn status_meaning(t: T, status: IdentityStatus) -> String {
    dynamic(t, "identity-meaning", status.code())
}

/// The status as a tag: only the qualified one is green, only the unchecked one asks for something.
pub(super) fn status_tag(t: T, it: IdentityStatus) -> Tag {
    let (tone, icon) = match it {
        IdentityStatus::Qualified => (Tone::Success, Icon::Ok),
        IdentityStatus::Provisional => (Tone::Warning, Icon::Alert),
        IdentityStatus::Retrieved | IdentityStatus::Validated => (Tone::Neutral, Icon::Person),
    };
    Tag::new(tone, icon, status(t, it))
}

/// « Vous voyez ce dossier parce que vous êtes dans son équipe de soins (psychiatre) depuis le 4 mai 2026. »
pub(super) fn why(t: T, why: &Ground) -> String {
    let key = &why.reason.key;
    let of_the_team = key.starts_with("care-team") || key.starts_with("person-consent");
    if let (true, Some(member), Some(since)) = (of_the_team, why.kind, why.since) {
        let (place, since) = (kind(t, member).to_lowercase(), date(t.locale, since));
        return if key.starts_with("person-consent") {
            t.person_why_consent(place, since)
        } else {
            t.person_why_member(place, since)
        };
    }
    t.by_key(&format!("reason-{key}-person")).unwrap_or_else(|| reason(t, key))
}

/// Why the reader sees something, by the key of its rule.
pub(crate) fn reason(t: T, key: &str) -> String {
    t.by_key(&format!("reason-{key}")).unwrap_or_else(|| t.reason_generic().to_owned())
}

/// What happened, in one line: who joined or left, whom something was said about. An event of the identity says so, as
/// it stands in no area.
pub(super) fn entry(t: T, view: &PersonView, line: &EntryLine) -> String {
    if let Some(content) = &line.content {
        return written(t, line, crate::record::words::title(t, content));
    }
    let words = t.by_key(&format!("entry-{}", line.kind)).unwrap_or_else(|| t.entry_other().to_owned());
    let members = || view.team.iter().chain(&view.former);
    match line.object_kind.as_str() {
        "member" => match members().find(|it| it.id.uuid() == line.object) {
            Some(member) => t.entry_about(member.name.as_str(), words),
            None => words,
        },
        "information" => view.said.iter().find(|it| it.id == line.object).map_or(words, |fact| said(t, fact)),
        _ if line.compartment == Compartment::Identity => t.entry_identity(words),
        "right" if line.withdrawn => t.entry_withdrawn_line(words),
        _ => words,
    }
}

/// What somebody wrote: taken back, or until when it lasted, where it is.
fn written(t: T, line: &EntryLine, title: String) -> String {
    match line.until {
        _ if line.withdrawn => t.entry_withdrawn_line(title),
        Some(until) => t.entry_until_line(date(t.locale, until), title),
        None => title,
    }
}

/// What was said, whom it is about: « S’oppose au partage avec Dr Karim Benali ».
pub(crate) fn said(t: T, fact: &InformationFact) -> String {
    let key = format!("said-{}", fact.kind.code().replace('_', "-"));
    match (&fact.scope, &fact.about) {
        (Scope::Practitioner(_), about) => {
            let who = about.clone().unwrap_or_else(|| t.conflict_somebody().to_owned());
            t.by_key_with(&format!("{key}-to"), &[("who", who.into())])
        }
        (Scope::Everyone, _) => t.by_key(&key),
    }
    .unwrap_or_default()
}

/// The same, with the parts that it closes.
pub(super) fn said_whole(t: T, fact: &InformationFact) -> String {
    let parts = closed_parts(t, &fact.terms);
    if parts.is_empty() { said(t, fact) } else { t.said_in_terms(said(t, fact), parts) }
}

/// The parts that an objection closes: « volet psychiatrique, volet social ».
fn closed_parts(t: T, terms: &Terms) -> String {
    let parts = terms.closes.iter().flatten().map(|it| super::areas::label(t, *it));
    parts.collect::<Vec<_>>().join(", ").to_lowercase()
}

/// What can be recorded, as a choice of the form.
pub(super) fn information_kind(t: T, it: InformationKind) -> (String, String) {
    (dynamic(t, "information", it.code()), dynamic(t, "effect", it.code()))
}
