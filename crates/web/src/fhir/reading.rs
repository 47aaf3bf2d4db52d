//! A Bundle read over: whom it is about, and of each resource what it would become or why it is left.

use std::collections::BTreeSet;

use care::record::{Audience, NewTaken, Status, Taking};
use care::{EntryId, Error};
use fhir::{Bundle, BundleEntry, CodeableConcept, DateTime, Fault, Identifier, Meta, Part, Why, system};
use jiff::Timestamp;
use policy::Compartment;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::kept::Kept;
use super::medicines::Medicines;
use super::subject::{self, About};
use super::tell::{Telling, date, resource};
use super::terms::{Labels, usual};
use super::understand::{Refusal, Refusals, Understood};
use super::{allergy, condition, document, immunization, medication, observation, procedure};
use crate::sealed::open;
use crate::visit::Visit;

/// Largest file, in bytes: the facts of a long life, and a document as large as one may be, in base64.
pub(super) const LARGEST: usize = 16 * 1024 * 1024;
/// Most resources in a file: as many as somebody can read over.
pub(super) const MOST: usize = 500;

/// Why a file as a whole cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is no JSON, from this line on.
    Json(usize),
    /// It is JSON, and no Bundle; what it is, where it says so.
    NoBundle(Option<String>),
    /// A Bundle of another type than the three that carry facts.
    Kind(Option<String>),
    /// An element that cannot be read.
    Element(Refusal),
    /// More than [`MOST`].
    TooMany(usize),
    /// It is about several persons.
    SeveralPersons,
    /// It is about somebody else.
    SomebodyElse,
}

/// A file, read over.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// Whom it is about.
    pub(super) about: About,
    /// Each of its resources but those that only say whom it is about, in order.
    pub(super) lines: Vec<Line>,
}

/// A resource of a file.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its place in the file, the first is 1.
    pub(super) number: usize,
    /// What it is, as it says.
    pub(super) resource: String,
    /// What becomes of it.
    pub(super) becomes: Becomes,
}

/// What becomes of a resource.
#[derive(Debug, Clone)]
pub(super) enum Becomes {
    /// A fact, where it may stand.
    Taken(Box<Taken>),
    /// It stands in the record already.
    Known(Box<NewTaken>),
    /// It is left, for these reasons.
    Refused(Vec<Refusal>),
}

/// A fact as it would be taken.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    /// The fact, in the part of the record in which it usually stands.
    pub(super) new: NewTaken,
    /// The parts in which it may stand instead; none where its source says where it stands.
    pub(super) others: Vec<Compartment>,
    /// The elements that are kept beside it.
    pub(super) kept: Vec<String>,
}

/// Reads a file as text.
pub(super) fn bundle(bytes: &[u8]) -> Result<Bundle, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    let read = fhir::parse(bytes).map_err(|broken| Unreadable::Json(broken.line))?;
    let kind = read.get("resourceType").and_then(Value::as_str);
    if kind != Some("Bundle") {
        return Err(Unreadable::NoBundle(kind.map(str::to_owned)));
    }
    let most = read.get("entry").and_then(Value::as_array).map_or(0, Vec::len);
    if most > MOST {
        return Err(Unreadable::TooMany(most));
    }
    let read: Bundle = fhir::read("Bundle", read).map_err(|faults| {
        faults.first().map_or(Unreadable::Empty, |fault| Unreadable::Element(of_fault(fault)))
    })?;
    if !matches!(read.r#type.as_deref(), Some("collection" | "batch" | "transaction")) {
        return Err(Unreadable::Kind(read.r#type));
    }
    if read.entry.is_empty() { Err(Unreadable::Empty) } else { Ok(read) }
}

/// Reads a Bundle for this person.
pub(super) async fn read(
    visit: &Visit,
    taking: &Taking,
    bundle: &Bundle,
) -> Result<Result<Reading, Unreadable>, Error> {
    let about = match subject::of(visit, &taking.person, bundle).await? {
        Ok(about) => about,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let mut lines = Vec::new();
    let mut medicines = Medicines::of(bundle);
    for (at, entry) in bundle.entry.iter().enumerate() {
        let resource = entry.resource.as_ref().and_then(|it| it.0.as_object());
        let kind = resource.and_then(|it| it.get("resourceType")).and_then(Value::as_str).unwrap_or_default();
        // It says whom the file is about.
        if kind == "Patient" {
            continue;
        }
        let becomes = match resource {
            Some(resource) => becomes(visit, taking, entry, &medicines.within(resource))?,
            None => refused("Bundle.entry", "resource-missing"),
        };
        lines.push(Line { number: at + 1, resource: kind.to_owned(), becomes });
    }
    twice(&mut lines);
    let goes = |line: &Line| bundle.entry.get(line.number - 1).is_none_or(|entry| !medicines.went(entry));
    lines.retain(goes);
    Ok(Ok(Reading { about, lines }))
}

/// Of what stands twice in a file, the first is taken.
fn twice(lines: &mut [Line]) {
    let mut keys = BTreeSet::new();
    for line in lines {
        if let Becomes::Taken(it) = &line.becomes
            && !keys.insert(it.new.key.clone())
        {
            line.becomes = refused("identifier", "twice");
        }
    }
}

fn refused(path: &str, key: &'static str) -> Becomes {
    Becomes::Refused(vec![Refusal { path: path.to_owned(), key, what: None, limit: None }])
}

/// A fault of reading, as a reason.
fn of_fault(fault: &Fault) -> Refusal {
    let key = match fault.why {
        Why::Unknown => "unknown",
        Why::WrongType => "wrong-type",
        Why::Empty => "empty",
        Why::NotADate => "not-a-date",
        Why::Modifies => "modifies",
    };
    Refusal { path: fault.path.clone(), key, what: None, limit: None }
}

/// What a resource becomes.
fn becomes(
    visit: &Visit,
    taking: &Taking,
    entry: &BundleEntry,
    said: &Map<String, Value>,
) -> Result<Becomes, Error> {
    // Only what is to be there is taken: nothing is deleted or looked for by a file.
    let asked = entry.request.as_ref().map(|it| it.method.as_deref().unwrap_or_default());
    if asked.is_some_and(|method| !matches!(method, "POST" | "PUT")) {
        return Ok(refused("Bundle.entry.request.method", "method"));
    }
    match fact(said, visit.ctx.now())? {
        Ok(fact) => placed(visit, taking, fact, said),
        Err(refusals) => Ok(Becomes::Refused(refusals)),
    }
}

/// A fact out of a resource, before it is known where it stands.
pub(super) struct Told {
    pub(super) new: NewTaken,
    pub(super) labels: Labels,
    pub(super) understood: Understood,
    root: &'static str,
}

/// The fact that a resource tells, or everything in it that cannot be taken.
pub(super) fn fact(said: &Map<String, Value>, now: Timestamp) -> Result<Result<Told, Vec<Refusal>>, Error> {
    let (understood, mut refusals) = match understand(said) {
        Ok(understood) => understood,
        Err(refusals) => return Ok(Err(refusals)),
    };
    let labels = labels(said, &mut refusals);
    let subject =
        if matches!(refusals.root, "AllergyIntolerance" | "Immunization") { "patient" } else { "subject" };
    if !said.contains_key(subject) {
        refusals.push(subject, "subject-missing");
    }
    let recorded = understood.recorded.as_ref().and_then(instant);
    let dates = (understood.at, understood.until);
    let new = match NewTaken::parse(understood.sort, &understood.form, dates, recorded, now) {
        Ok(new) => Some(NewTaken { documents: understood.files.clone(), ..new }),
        Err(Error::Invalid(faults)) => {
            for fault in faults {
                let path = format!("{}.{}", refusals.root, (understood.element)(fault.field));
                // Said already, in better words: what is missing was looked for.
                let said = refusals.all.iter().any(|it| it.path.starts_with(&path));
                let missing = fault.key == "fault-required" && !refusals.all.is_empty();
                if !said && !missing {
                    refusals.all.push(Refusal { path, key: fault.key, what: None, limit: fault.limit });
                }
            }
            None
        }
        Err(other) => return Err(other),
    };
    match new.zip(labels).filter(|_| refusals.all.is_empty()) {
        Some((new, labels)) => Ok(Ok(Told { new, labels, understood, root: refusals.root })),
        None => Ok(Err(refusals.all)),
    }
}

/// What its type says.
fn understand(said: &Map<String, Value>) -> Result<(Understood, Refusals), Vec<Refusal>> {
    fn of<P: Part>(
        root: &'static str,
        said: &Map<String, Value>,
        understand: fn(&P, &mut Refusals) -> Understood,
    ) -> Result<(Understood, Refusals), Vec<Refusal>> {
        let read: P = fhir::read(root, Value::Object(said.clone()))
            .map_err(|faults| faults.iter().map(of_fault).collect::<Vec<_>>())?;
        let mut refusals = Refusals::of(root);
        let understood = understand(&read, &mut refusals);
        Ok((understood, refusals))
    }
    match said.get("resourceType").and_then(Value::as_str) {
        Some("Condition") => of("Condition", said, condition::understand),
        Some("MedicationStatement") => of("MedicationStatement", said, medication::understand),
        Some("AllergyIntolerance") => of("AllergyIntolerance", said, allergy::understand),
        Some("Observation") => of("Observation", said, observation::understand),
        Some("Immunization") => of("Immunization", said, immunization::understand),
        Some("Procedure") => of("Procedure", said, procedure::understand),
        Some("DocumentReference") => of("DocumentReference", said, document::understand),
        other => Err(vec![Refusal {
            path: "resourceType".to_owned(),
            key: "type",
            what: other.map(str::to_owned),
            limit: None,
        }]),
    }
}

/// Its labels; `None` where one of them asks for what the record cannot give.
fn labels(said: &Map<String, Value>, refusals: &mut Refusals) -> Option<Labels> {
    let mut meta: Meta = match said.get("meta") {
        Some(meta) => fhir::read("meta", meta.clone()).ok()?,
        None => Meta::default(),
    };
    // A document has labels of its own besides.
    let more = said.get("securityLabel").and_then(Value::as_array).into_iter().flatten();
    let more = more.filter_map(|it| fhir::read::<CodeableConcept>("securityLabel", it.clone()).ok());
    meta.security.extend(more.flat_map(|it| it.coding));
    match Labels::of(&meta) {
        Ok(labels) => Some(labels),
        Err(code) => {
            refusals.because("meta.security", "label-unknown", Some(code));
            None
        }
    }
}

/// An instant, for what has a time or a day.
fn instant(date: &DateTime) -> Option<Timestamp> {
    match date {
        DateTime::Instant(at) => Some(at.timestamp()),
        other => {
            let noon = other.first_day().ok()?.at(12, 0, 0, 0);
            noon.to_zoned(crate::words::zone()).ok().map(|it| it.timestamp())
        }
    }
}

/// A fact with where it stands, for whom, and what is kept beside it.
fn placed(visit: &Visit, taking: &Taking, told: Told, said: &Map<String, Value>) -> Result<Becomes, Error> {
    let Told { mut new, labels, understood, root } = told;
    let places: Vec<Compartment> =
        taking.places_of(understood.sort).iter().map(|it| it.compartment).collect();
    let there = match labels.compartment {
        Some(told) => places.contains(&told).then_some(told),
        None => {
            let usual = usual(understood.sort, &understood.codes);
            places.contains(&usual).then_some(usual).or(places.first().copied())
        }
    };
    let Some(there) = there else { return Ok(refused(root, "place-closed")) };
    new.entry.compartment = there;
    new.entry.audience =
        if labels.restricted { Audience::Named(BTreeSet::new()) } else { Audience::Compartment };
    new.entry.shared_with_social = labels.shared_with_social && !labels.restricted && is_health(there);
    let (key, own) = known_as(visit, said);
    (new.key, new.own) = (key, own);
    let kept = beside(&new, said)?;
    new.kept = kept.written();
    if taking.has(&new) {
        return Ok(Becomes::Known(Box::new(new)));
    }
    let others = match labels.compartment {
        Some(_) => Vec::new(),
        None => places.into_iter().filter(|it| *it != there).collect(),
    };
    Ok(Becomes::Taken(Box::new(Taken { new, others, kept: kept.names() })))
}

/// Whether what stands there can be opened to the social members of the team.
fn is_health(place: Compartment) -> bool {
    matches!(place, Compartment::Somatic | Compartment::Psychiatric)
}

/// What must be kept beside a fact so that nothing of its resource is lost.
pub(super) fn beside(new: &NewTaken, said: &Map<String, Value>) -> Result<Kept, Error> {
    let (at, until) = new.stored()?;
    let status = Status::of(new.entry.content.sort(), new.entry.until, false, Timestamp::MAX);
    let told = resource(&Telling {
        content: &new.entry.content,
        at: date(at),
        until: until.and_then(date),
        status,
        corrected: false,
        written: None,
        subject: None,
        files: Vec::new(),
    });
    Ok(Kept::of(said, &told.unwrap_or_default()))
}

/// Under which its source knows a resource: its number there, or all that it says. And the entry that it once was here.
fn known_as(visit: &Visit, said: &Map<String, Value>) -> (String, Option<EntryId>) {
    let numbers = said.get("identifier").and_then(Value::as_array).into_iter().flatten();
    let numbers = numbers.filter_map(|it| fhir::read::<Identifier>("identifier", it.clone()).ok());
    let numbers: Vec<(String, String)> = numbers.filter_map(|it| it.system.zip(it.value)).collect();
    let address = |value: &str| open(visit.ctx.house(), value.strip_prefix("urn:uuid:")?).ok();
    let own = numbers.iter().find(|(of, _)| of == system::URI).and_then(|(_, value)| address(value));
    let text = match numbers.first() {
        Some((system, value)) => format!("{system}|{value}"),
        None => {
            let mut bare = said.clone();
            for outside in ["id", "meta", "text"] {
                bare.remove(outside);
            }
            in_order(&Value::Object(bare))
        }
    };
    let kind = said.get("resourceType").and_then(Value::as_str).unwrap_or_default();
    let digest = Sha256::digest(format!("{kind}|{text}"));
    (digest.iter().map(|byte| format!("{byte:02x}")).collect(), own)
}

/// JSON with its keys in order, so that the same says the same however it was written.
fn in_order(value: &Value) -> String {
    match value {
        Value::Object(object) => {
            let mut all: Vec<String> =
                object.iter().map(|(name, value)| format!("{name:?}:{}", in_order(value))).collect();
            all.sort();
            format!("{{{}}}", all.join(","))
        }
        Value::Array(all) => format!("[{}]", all.iter().map(in_order).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}
