//! Reading a Questionnaire of R4 (4.0.1), strictly.

use std::collections::{BTreeMap, HashMap};

use fhir::{CodeableConcept, Coding, Identifier, Meta, Period};
use serde_json::Value as Json;

use crate::condition;
use crate::extension::{CATEGORY, OBSERVATION};
use crate::fault::{Fault, Told, Why};
use crate::item::Item;
use crate::limits;
use crate::node::Node;
use crate::option::{Listed, listed};
use crate::questionnaire::{Questionnaire, Status};
use crate::total;
use crate::value::part;

/// What of the resource nobody here has a use for is kept, once it is what R4 says.
fn kept(node: &mut Node<'_>) {
    node.keep(&["resourceType", "text", "contact", "useContext", "_id", "_subjectType", "_derivedFrom"]);
    node.part::<Meta>("meta");
    node.part::<Period>("effectivePeriod");
    node.parts::<Identifier>("identifier");
    node.parts::<CodeableConcept>("jurisdiction");
    node.parts::<String>("derivedFrom");
    node.parts::<String>("subjectType");
    node.flag("experimental");
    for name in ["publisher", "purpose", "copyright"] {
        node.text(name);
    }
    for name in ["date", "approvalDate", "lastReviewDate"] {
        node.date(name);
    }
}

/// What is gathered on the way.
pub(crate) struct Reading {
    pub(crate) items: Vec<Item>,
    pub(crate) by_link: HashMap<String, usize>,
    pub(crate) conditions: Vec<(usize, condition::Written)>,
    pub(crate) totals: Vec<(usize, total::Written)>,
    pub(crate) sets: BTreeMap<String, Listed>,
}

/// What an item takes over from those that it stands in.
#[derive(Clone, Default)]
pub(crate) struct Inherited {
    pub(crate) observed: bool,
    pub(crate) categories: Vec<CodeableConcept>,
}

pub(crate) fn questionnaire(bytes: &[u8]) -> Result<Questionnaire, Vec<Fault>> {
    let raw = json("Questionnaire", bytes)?;
    let found = count(&raw);
    if found > limits::ITEMS {
        let why = Why::TooMany { limit: limits::ITEMS, found };
        return Err(vec![Fault::new("Questionnaire.item", why)]);
    }
    let mut told = Told::default();
    let read = resource(raw, &mut told);
    match read {
        Some(mut read) if told.faults.is_empty() => {
            told.notices.sort();
            read.notices = told.notices;
            Ok(read)
        }
        _ => Err(sorted(told.faults)),
    }
}

/// The faults, each once, in the order of the paths: the tenth item after the ninth.
pub(crate) fn sorted(mut faults: Vec<Fault>) -> Vec<Fault> {
    // « item[9].text » and « item[10].text » as « item », (9, « ].text ») and (10, « ].text »).
    let counted = |path: &str| -> Vec<(usize, String)> {
        let parts = path.split('[').map(|part| {
            let figures = part.find(|it: char| !it.is_ascii_digit()).unwrap_or(part.len());
            let (number, rest) = part.split_at(figures);
            (number.parse().unwrap_or_default(), rest.to_owned())
        });
        parts.collect()
    };
    faults.sort_by_cached_key(|fault| (counted(&fault.path), fault.why.clone()));
    faults.dedup();
    faults
}

/// A resource of this type.
pub(crate) fn json(kind: &str, bytes: &[u8]) -> Result<Json, Vec<Fault>> {
    let fault = |why| vec![Fault::new(kind, why)];
    if bytes.len() > limits::BYTES {
        return Err(fault(Why::TooMany { limit: limits::BYTES, found: bytes.len() }));
    }
    let raw =
        fhir::parse(bytes).map_err(|broken| fault(Why::NotJson { line: broken.line, what: broken.what }))?;
    if raw.get("resourceType").and_then(Json::as_str) == Some(kind) {
        Ok(raw)
    } else {
        Err(fault(Why::OtherResource))
    }
}

fn count(json: &Json) -> usize {
    let items = json.get("item").and_then(Json::as_array);
    items.map_or(0, |items| items.iter().map(|it| 1 + count(it)).sum())
}

fn resource(raw: Json, told: &mut Told) -> Option<Questionnaire> {
    let mut node = Node::open("Questionnaire", raw.clone(), told)?;
    kept(&mut node);
    // Responses refer to it by this.
    let (url, version) = (node.needed("url"), node.text("version"));
    let (name, language) = (node.text("name"), node.text("language"));
    let (title, description) = (node.words("title"), node.words("description"));
    if !node.has("status") {
        node.fault("status", Why::Missing);
    }
    let status = node.code("status", |code| Status::ALL.into_iter().find(|it| it.code() == code));
    let codes: Vec<Coding> = node.parts("code");
    let sets = contained(&mut node);
    let mut extensions = node.extensions();
    let inherited = inherit(&mut extensions, &Inherited::default(), node.told);
    extensions.rest(node.told);
    if !node.has("item") {
        node.fault("item", Why::Missing);
    }
    let items = node.list("item");
    let mut reading = Reading {
        items: Vec::new(),
        by_link: HashMap::new(),
        conditions: Vec::new(),
        totals: Vec::new(),
        sets,
    };
    let roots = reading.all(items, None, &inherited, node.told);
    node.done();
    let order = reading.settled(told);
    let Reading { items, by_link, .. } = reading;
    let notices = Vec::new();
    let (url, status) = (url?, status?);
    Some(Questionnaire {
        url,
        version,
        name,
        title,
        description,
        status,
        language,
        codes,
        notices,
        items,
        roots,
        by_link,
        order,
        raw,
    })
}

/// The value sets that the questionnaire contains, by the id within it.
fn contained(node: &mut Node<'_>) -> BTreeMap<String, Listed> {
    let mut sets = BTreeMap::new();
    for (path, json) in node.list("contained") {
        part::<fhir::Raw>(&path, json.clone(), node.told);
        let id = json.get("id").and_then(Json::as_str);
        let is_set = json.get("resourceType").and_then(Json::as_str) == Some("ValueSet");
        if let Some(id) = id.filter(|_| is_set) {
            sets.insert(id.to_owned(), listed(&json));
        }
    }
    sets
}

/// What is said of an item, or else of those that it stands in.
pub(crate) fn inherit(
    extensions: &mut crate::extension::Extensions,
    from: &Inherited,
    told: &mut Told,
) -> Inherited {
    let observed = extensions.one(OBSERVATION).and_then(|it| it.flag(told));
    let categories = extensions.all(CATEGORY).into_iter();
    let mut categories: Vec<_> = categories.filter_map(|it| it.part("valueCodeableConcept", told)).collect();
    if categories.is_empty() {
        categories.clone_from(&from.categories);
    }
    Inherited { observed: observed.unwrap_or(from.observed), categories }
}

impl Reading {
    /// Reads the items of one place.
    pub(crate) fn all(
        &mut self,
        items: Vec<(String, Json)>,
        parent: Option<usize>,
        inherited: &Inherited,
        told: &mut Told,
    ) -> Vec<usize> {
        let read = items.into_iter().enumerate();
        read.filter_map(|(at, (path, json))| self.item(&path, json, (parent, at), inherited, told)).collect()
    }

    /// Once every item is known: conditions and totals find their questions, and each item is put after those on which
    /// it depends.
    fn settled(&mut self, told: &mut Told) -> Vec<usize> {
        for (item, condition) in std::mem::take(&mut self.conditions) {
            let meant = condition.meant(&self.items, &self.by_link, item, told);
            self.items[item].conditions.extend(meant);
        }
        for (item, total) in std::mem::take(&mut self.totals) {
            let meant = total.meant(&self.items, &self.by_link, item, told);
            self.items[item].total = Some(meant);
        }
        crate::order::of(&self.items, told)
    }
}
