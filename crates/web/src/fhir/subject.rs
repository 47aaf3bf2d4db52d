//! Whom a Bundle is about: this person, somebody else, or somebody of whom it does not say enough.

use std::collections::BTreeSet;

use care::people::{Identity, Person, person_facts};
use care::{Error, PersonId};
use fhir::{Bundle, DateTime, Patient};
use policy::{Action, Resource};
use serde_json::Value;

use super::reading::Unreadable;
use crate::sealed::open;
use crate::visit::Visit;

/// Whom a file is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum About {
    /// This person: it left this record, or its traits are theirs.
    ThisPerson,
    /// It does not say; the name that it gives, where it gives one.
    Unsaid(Option<String>),
}

/// Whom a Bundle is about.
pub(super) async fn of(
    visit: &Visit,
    person: &Person,
    bundle: &Bundle,
) -> Result<Result<About, Unreadable>, Error> {
    let patients: Vec<(&Value, Option<&str>)> = bundle
        .entry
        .iter()
        .filter_map(|entry| Some((&entry.resource.as_ref()?.0, entry.full_url.as_deref())))
        .filter(|(resource, _)| resource.get("resourceType").and_then(Value::as_str) == Some("Patient"))
        .collect();
    let said: BTreeSet<String> =
        bundle.entry.iter().filter_map(|entry| of_resource(&entry.resource.as_ref()?.0)).collect();
    let said: BTreeSet<String> = said.into_iter().map(|it| resolved(it, &patients)).collect();
    if patients.len() > 1 || said.len() > 1 {
        return Ok(Err(Unreadable::SeveralPersons));
    }
    let ours = |text: &str| -> Option<PersonId> {
        let id = text.strip_prefix("urn:uuid:").or(text.strip_prefix("Patient/")).unwrap_or(text);
        open(visit.ctx.house(), id).ok()
    };
    for id in said.iter().filter_map(|it| ours(it)) {
        if id == person.id {
            return Ok(Ok(About::ThisPerson));
        }
        // Only of whom the reader may see it is said that they are somebody else.
        let Ok(facts) = person_facts(&visit.ctx, &visit.ctx.reader(), id).await else { continue };
        let kept = PersonId::from(facts.id);
        if kept == person.id {
            return Ok(Ok(About::ThisPerson));
        }
        if visit.ctx.may(Action::ReadIdentity, &Resource::Person(facts)) {
            return Ok(Err(Unreadable::SomebodyElse));
        }
    }
    let Some((patient, _)) = patients.first() else { return Ok(Ok(About::Unsaid(None))) };
    let Ok(patient) = fhir::read::<Patient>("Patient", (*patient).clone()) else {
        return Ok(Ok(About::Unsaid(None)));
    };
    Ok(match same(&patient, &person.identity) {
        Some(true) => Ok(About::ThisPerson),
        Some(false) => Err(Unreadable::SomebodyElse),
        None => Ok(About::Unsaid(named(&patient))),
    })
}

/// Whom a resource says that it is about: an address, or a number.
fn of_resource(resource: &Value) -> Option<String> {
    let subject = resource.get("subject").or(resource.get("patient"))?;
    let reference = subject.get("reference").and_then(Value::as_str);
    let number = subject.get("identifier").and_then(|it| it.get("value")).and_then(Value::as_str);
    reference.or(number).map(str::to_owned)
}

/// The address under which the Bundle’s only patient stands, for each of those by which one may call them.
fn resolved(said: String, patients: &[(&Value, Option<&str>)]) -> String {
    for (patient, url) in patients {
        let id = patient.get("id").and_then(Value::as_str);
        let numbers = patient.get("identifier").and_then(Value::as_array).into_iter().flatten();
        let mut numbers = numbers.filter_map(|it| it.get("value")?.as_str());
        let relative = id.is_some_and(|id| said.strip_prefix("Patient/") == Some(id));
        let absolute = id.is_some_and(|id| said.ends_with(&format!("/Patient/{id}")));
        if Some(said.as_str()) == *url || relative || absolute || numbers.any(|it| it == said) {
            return url.map_or(said, str::to_owned);
        }
    }
    said
}

/// Whether the traits of a patient are this identity’s: `None` where there are too few to tell.
fn same(patient: &Patient, identity: &Identity) -> Option<bool> {
    const INS: [&str; 2] = ["urn:oid:1.2.250.1.213.1.4.8", "urn:oid:1.2.250.1.213.1.4.9"];
    let ins = patient.identifier.iter().find(|it| it.system.as_deref().is_some_and(|it| INS.contains(&it)));
    if let (Some(theirs), Some(ours)) = (ins.and_then(|it| it.value.as_deref()), identity.travelling_ins()) {
        return Some(theirs == ours.number.as_str());
    }
    let fold = kernel::names::fold;
    let born = match &patient.birth_date {
        Some(DateTime::Day(date)) => Some(*date),
        _ => None,
    };
    if born.is_some_and(|born| born != identity.birth_date) {
        return Some(false);
    }
    let (family, given) = (texts(patient, "family"), texts(patient, "given"));
    let ours = [Some(&identity.family), identity.used_family.as_ref()];
    let ours: Vec<String> = ours.into_iter().flatten().map(|it| fold(it)).collect();
    if !family.is_empty() && family.iter().all(|it| !ours.contains(&fold(it))) {
        return Some(false);
    }
    let first = fold(&identity.given);
    let called = given.iter().any(|it| {
        let it = fold(it);
        it == first || first.split(' ').next() == Some(&it) || it.split(' ').next() == Some(&first)
    });
    (born.is_some() && !family.is_empty() && called).then_some(true)
}

/// The words of the names of a patient.
fn texts(patient: &Patient, part: &str) -> Vec<String> {
    let parts = patient.name.iter().filter_map(|it| it.0.get(part));
    let all = parts.flat_map(|it| match it {
        Value::Array(all) => all.iter().collect::<Vec<_>>(),
        one => vec![one],
    });
    all.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What a patient is called in the file.
fn named(patient: &Patient) -> Option<String> {
    let whole = patient.name.iter().find_map(|it| it.0.get("text")?.as_str());
    let parts = || [texts(patient, "given"), texts(patient, "family")].concat().join(" ");
    Some(whole.map_or_else(parts, str::to_owned)).filter(|it| !it.is_empty())
}

/// The person as a resource: their opaque identifier, and nothing else.
pub(super) fn patient(id: &str) -> Value {
    serde_json::json!({ "resourceType": "Patient", "id": id, "identifier": [super::tell::own_identifier(id)] })
}
