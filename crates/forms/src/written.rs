//! Reading one item, and the rules that R4 lays on it (que-1 to que-13).

use serde_json::Value as Json;

use crate::condition::{self, Behaviour};
use crate::extension::{Extensions, LINK_PERIOD};
use crate::fault::{Told, Why};
use crate::item::{Item, ItemType};
use crate::kind::Kind;
use crate::limits;
use crate::node::Node;
use crate::option::{Choice, Listed, keyed};
use crate::read::{Inherited, Reading, inherit};
use crate::rules::{rules, show, units};
use crate::total;
use crate::value::Value;

impl Reading {
    /// Reads an item and those in it.
    pub(crate) fn item(
        &mut self,
        path: &str,
        json: Json,
        place: (Option<usize>, usize),
        inherited: &Inherited,
        told: &mut Told,
    ) -> Option<usize> {
        let mut node = Node::open(path, json, told)?;
        if !node.has("type") {
            node.fault("type", Why::Missing);
        }
        let kind = node.code("type", |code| ItemType::ALL.into_iter().find(|it| it.code() == code));
        if let Some(kind) = kind {
            not_for(kind, &mut node);
        }
        let index = self.items.len();
        let mut extensions = node.extensions();
        let here = inherit(&mut extensions, inherited, node.told);
        let total = total::Written::take(&mut extensions, node.told);
        let conditions = conditions(&mut node);
        // What cannot be known is read on as a group, so that what stands in it is told, too.
        let item = self.own(kind.unwrap_or(ItemType::Group), place, &here, extensions, &mut node);
        let adds = matches!(item.kind, ItemType::Integer | ItemType::Decimal);
        let answered = item.repeats || !item.initial.is_empty();
        if (total.is_some() || !item.bands.is_empty()) && !adds || total.is_some() && answered {
            node.fault("extension", Why::NotForThisType);
        }
        self.known(&item, index, &mut node);
        self.items.push(item);
        self.conditions.extend(conditions.into_iter().map(|it| (index, it)));
        self.within(index, kind, &here, &mut node);
        // Nobody answers a sum, so nothing is asked of its answer.
        if total.is_some() && self.items[index + 1..].iter().any(|it| it.kind != ItemType::Display) {
            node.fault("item", Why::NotForThisType);
        }
        self.totals.extend(total.map(|it| (index, it)));
        node.done();
        Some(index)
    }

    /// Reads what is said of an item itself.
    fn own(
        &self,
        kind: ItemType,
        (parent, at): (Option<usize>, usize),
        here: &Inherited,
        mut extensions: Extensions,
        node: &mut Node<'_>,
    ) -> Item {
        if node.has("initial") && node.has("answerOption") {
            node.fault("initial", Why::InitialBesideOptions);
        }
        let behaviour = node.code("enableBehavior", |code| match code {
            "all" => Some(Behaviour::All),
            "any" => Some(Behaviour::Any),
            _ => None,
        });
        let within = extensions.one(LINK_PERIOD);
        let mut item = Item {
            link_id: node.needed("linkId").unwrap_or_default(),
            path: node.path.clone(),
            kind,
            codes: node.parts("code"),
            definition: node.text("definition"),
            prefix: node.words("prefix"),
            text: node.words("text"),
            conditions: Vec::new(),
            behaviour: behaviour.unwrap_or_default(),
            required: node.flag("required").unwrap_or_default(),
            repeats: node.flag("repeats").unwrap_or_default(),
            read_only: node.flag("readOnly").unwrap_or_default(),
            options: self.options(kind, node),
            initial: Vec::new(),
            rules: rules(kind, node, &mut extensions),
            units: units(kind, node, &mut extensions),
            show: show(node, &mut extensions),
            total: None,
            bands: total::bands(&mut extensions, node.told),
            observed: here.observed,
            categories: here.categories.clone(),
            prefilled_within: within.and_then(|it| it.part("valueDuration", node.told)),
            parent,
            children: Vec::new(),
            at,
            depth: parent.map_or(1, |it| self.items[it].depth + 1),
            size: 1,
        };
        extensions.rest(node.told);
        item.initial = initial(&item, node);
        occurs(&item, node);
        item
    }

    /// Reads the items in an item (que-1).
    fn within(&mut self, index: usize, kind: Option<ItemType>, here: &Inherited, node: &mut Node<'_>) {
        let within = node.list("item");
        if kind == Some(ItemType::Group) && within.is_empty() {
            node.fault("item", Why::EmptyGroup);
        }
        if self.items[index].depth == limits::DEPTH && !within.is_empty() {
            node.fault("item", Why::TooDeep { limit: limits::DEPTH });
            return;
        }
        let children = self.all(within, Some(index), here, node.told);
        self.items[index].children = children;
        self.items[index].size = self.items.len() - index;
    }

    /// The link id is written down (que-2).
    fn known(&mut self, item: &Item, index: usize, node: &mut Node<'_>) {
        if item.link_id.is_empty() {
            return;
        }
        match self.by_link.get(&item.link_id) {
            Some(first) => {
                let first = self.items[*first].path.clone();
                node.fault("linkId", Why::SameLinkId { first });
            }
            None => {
                self.by_link.insert(item.link_id.clone(), index);
            }
        }
    }

    /// The answers that are offered (que-4, que-5).
    fn options(&self, kind: ItemType, node: &mut Node<'_>) -> Vec<Choice> {
        let beside = node.has("answerOption") && node.has("answerValueSet");
        if beside {
            node.fault("answerValueSet", Why::TwoKindsOfOptions);
        }
        let told_options = node.has("answerOption") || node.has("answerValueSet");
        let mut options = self.set(node);
        let own = node.list("answerOption");
        if own.len() > limits::OPTIONS {
            node.fault("answerOption", Why::TooMany { limit: limits::OPTIONS, found: own.len() });
            return Vec::new();
        }
        for (path, json) in own {
            let Some(choice) = Choice::read(&path, json, node.told) else { continue };
            if offers(kind) && kind.kind() != Some(choice.value.kind()) {
                node.told
                    .fault(format!("{path}.value{}", choice.value.kind().suffix()), Why::ValueDoesNotFit);
            }
            options.push(choice);
        }
        if kind == ItemType::Choice && !told_options {
            node.fault("answerOption", Why::NothingToChoose);
        }
        keyed(&node.at("answerOption"), &mut options, node.told);
        options
    }

    /// The codes of the value set that the item names.
    fn set(&self, node: &mut Node<'_>) -> Vec<Choice> {
        let Some(address) = node.text("answerValueSet") else { return Vec::new() };
        match address.strip_prefix('#').and_then(|id| self.sets.get(id)) {
            Some(Listed::Codes(codes)) => return codes.clone(),
            Some(Listed::NotEnumerated) => node.fault("answerValueSet", Why::NotEnumerated),
            None => node.fault("answerValueSet", Why::NotContained),
        }
        Vec::new()
    }
}

/// What an item of this type has no use for: que-1, que-3, que-5, que-6, que-8, que-9, que-10.
fn not_for(kind: ItemType, node: &mut Node<'_>) {
    let mut refused: Vec<&str> = Vec::new();
    match kind {
        ItemType::Display => refused.extend(["item", "code", "required", "repeats", "readOnly", "initial"]),
        ItemType::Group => refused.push("initial"),
        _ => {}
    }
    if !kind.is_choice() {
        refused.push("answerValueSet");
        if !offers(kind) {
            refused.push("answerOption");
        }
    }
    let lengths = matches!(
        kind,
        ItemType::Boolean
            | ItemType::Decimal
            | ItemType::Integer
            | ItemType::String
            | ItemType::Text
            | ItemType::Url
            | ItemType::OpenChoice
    );
    if !lengths {
        refused.push("maxLength");
    }
    for name in refused {
        if node.has(name) {
            node.fault(name, Why::NotForThisType);
        }
    }
}

/// Besides choices, what may offer answers of its own type.
const fn offers(kind: ItemType) -> bool {
    matches!(kind, ItemType::Integer | ItemType::Date | ItemType::Time | ItemType::String)
}

fn conditions(node: &mut Node<'_>) -> Vec<condition::Written> {
    let written = node.list("enableWhen");
    if written.len() > limits::CONDITIONS {
        let why = Why::TooMany { limit: limits::CONDITIONS, found: written.len() };
        node.fault("enableWhen", why);
        return Vec::new();
    }
    // A condition that cannot be read counts all the same: with another one, it must be said whether all or any.
    let many = written.len() > 1;
    if many && !node.has("enableBehavior") {
        node.fault("enableBehavior", Why::AllOrAny);
    }
    written.into_iter().filter_map(|(path, json)| condition::Written::read(&path, json, node.told)).collect()
}

/// The answers at the beginning (que-13).
fn initial(item: &Item, node: &mut Node<'_>) -> Vec<Value> {
    let mut initial = Vec::new();
    let kinds = item.answers();
    for (path, json) in node.list("initial") {
        let Some(mut each) = Node::open(&path, json, node.told) else { continue };
        each.extensions().rest(each.told);
        if each.kinds("value", &Kind::ALL).is_empty() {
            each.fault("value[x]", Why::Missing);
        }
        let value = each.value("value", &Kind::ALL);
        each.done();
        let Some((path, value)) = value else { continue };
        if !kinds.contains(&value.kind()) {
            node.told.fault(path, Why::ValueDoesNotFit);
        } else if item.kind == ItemType::Choice && item.option(&value).is_none() {
            node.told.fault(path, Why::NotAnOption);
        } else {
            initial.push(value);
        }
    }
    let chosen = item.options.iter().filter(|it| it.initial).count();
    if initial.len() + chosen > item.most() {
        node.fault("initial", Why::SeveralInitial);
    }
    initial
}

/// How often it stands: more than once needs `repeats`.
fn occurs(item: &Item, node: &mut Node<'_>) {
    let more = |it: Option<usize>| it.is_some_and(|it| it > 1);
    if !item.repeats && (more(item.rules.min_occurs) || more(item.rules.max_occurs)) {
        node.fault("repeats", Why::Missing);
    }
    if item.rules.min_occurs.is_some_and(|it| it > limits::REPETITIONS) {
        let found = item.rules.min_occurs.unwrap_or_default();
        node.fault("extension", Why::TooMany { limit: limits::REPETITIONS, found });
    }
}
