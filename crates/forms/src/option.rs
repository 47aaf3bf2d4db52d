//! The answers that an item offers: listed in it, or in a value set that the questionnaire contains.

use std::collections::HashMap;

use fhir::Coding;
use serde_json::Value as Json;

use crate::decimal::Decimal;
use crate::extension::{EXCLUSIVE, ITEM_WEIGHT, OPTION_PREFIX, ORDINAL, TRANSLATION};
use crate::fault::{Told, Why};
use crate::kind::Kind;
use crate::limits;
use crate::node::Node;
use crate::value::Value;
use crate::words::Words;

/// An answer that is offered.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The answer.
    pub value: Value,
    /// What it is called; of an answer without a name, the answer itself.
    pub words: Words,
    /// What stands before it.
    pub prefix: Option<String>,
    /// How much it counts in a score.
    pub ordinal: Option<Decimal>,
    /// It is chosen alone.
    pub exclusive: bool,
    /// It is chosen at the beginning.
    pub initial: bool,
    /// By which a form says that it was chosen; unique in its item.
    pub key: String,
}

/// What may be offered under `answerOption`.
const OFFERED: [Kind; 6] =
    [Kind::Integer, Kind::Date, Kind::Time, Kind::String, Kind::Coding, Kind::Reference];

impl Choice {
    fn new(value: Value, words: Option<Words>) -> Self {
        let words = words.unwrap_or_else(|| Words::from(told_as(&value).as_str()));
        Self {
            value,
            words,
            prefix: None,
            ordinal: None,
            exclusive: false,
            initial: false,
            key: String::new(),
        }
    }

    /// Reads an `answerOption`.
    pub(crate) fn read(path: &str, json: Json, told: &mut Told) -> Option<Self> {
        let translations = names(&json);
        let weight = json.get("valueCoding").and_then(ordinal_beside);
        let mut node = Node::open(path, json, told)?;
        let initial = node.flag("initialSelected").unwrap_or_default();
        let mut extensions = node.extensions();
        let ordinal = [ORDINAL, ITEM_WEIGHT].into_iter().filter_map(|url| extensions.one(url));
        let ordinal: Vec<_> = ordinal.collect();
        let ordinal = ordinal.into_iter().find_map(|it| it.decimal(node.told)).or(weight);
        let exclusive = extensions.one(EXCLUSIVE).and_then(|it| it.flag(node.told)).unwrap_or_default();
        let prefix = extensions.one(OPTION_PREFIX).and_then(|it| it.string(node.told));
        extensions.rest(node.told);
        if node.kinds("value", &OFFERED).is_empty() {
            node.fault("value[x]", Why::Missing);
        }
        let value = node.value("value", &OFFERED);
        node.done();
        let (path, value) = value?;
        if let Value::Coding(coding) = &value
            && coding.code.is_none()
        {
            told.fault(format!("{path}.code"), Why::Missing);
        }
        let mut choice = Self::new(value, None);
        choice.words.translations = translations;
        Some(Self { prefix, ordinal, exclusive, initial, ..choice })
    }
}

/// What an answer without a name is called.
fn told_as(value: &Value) -> String {
    match value {
        Value::Coding(coding) => coding.display.clone().or_else(|| coding.code.clone()).unwrap_or_default(),
        Value::Reference(it) => it.display.clone().or_else(|| it.reference.clone()).unwrap_or_default(),
        other => other.json().as_str().map_or_else(|| other.json().to_string(), str::to_owned),
    }
}

/// The translations of the name of an option: beside `valueCoding.display`, or beside `valueString`.
fn names(option: &Json) -> Vec<(String, String)> {
    let beside = option.pointer("/valueCoding/_display").or_else(|| option.get("_valueString"));
    beside.map_or_else(Vec::new, translations)
}

/// Translations that stand in an element that is itself kept as it came.
fn translations(beside: &Json) -> Vec<(String, String)> {
    let extensions = beside.get("extension").and_then(Json::as_array).into_iter().flatten();
    extensions
        .filter(|it| it.get("url").and_then(Json::as_str) == Some(TRANSLATION))
        .filter_map(|it| {
            let parts = it.get("extension")?.as_array()?;
            let part = |url: &str| parts.iter().find(|it| it.get("url").and_then(Json::as_str) == Some(url));
            let language = part("lang")?.get("valueCode")?.as_str()?;
            Some((language.to_owned(), part("content")?.get("valueString")?.as_str()?.to_owned()))
        })
        .collect()
}

/// How much a code counts, where it is said beside the code itself.
fn ordinal_beside(coding: &Json) -> Option<Decimal> {
    let mut extensions = coding.get("extension")?.as_array()?.iter();
    let ordinal = extensions.find(|it| {
        let url = it.get("url").and_then(Json::as_str);
        url == Some(ORDINAL) || url == Some(ITEM_WEIGHT)
    })?;
    ordinal.get("valueDecimal")?.to_string().parse().ok()
}

/// Gives each option its key, and tells those that are offered twice. One pass: a value set may be long.
pub(crate) fn keyed(path: &str, options: &mut [Choice], told: &mut Told) {
    let mut codes: HashMap<String, usize> = HashMap::new();
    let short = |value: &Value| match value {
        Value::Coding(coding) => coding.code.clone().unwrap_or_default(),
        Value::Reference(it) => it.reference.clone().unwrap_or_default(),
        other => told_as(other),
    };
    for option in options.iter() {
        *codes.entry(short(&option.value)).or_default() += 1;
    }
    let mut keys: HashMap<String, usize> = HashMap::new();
    for (at, option) in options.iter_mut().enumerate() {
        let code = short(&option.value);
        let system = match &option.value {
            Value::Coding(coding) => coding.system.as_deref(),
            _ => None,
        };
        option.key = match system {
            Some(system) if codes[&code] > 1 => format!("{system}|{code}"),
            _ => code,
        };
        if keys.insert(option.key.clone(), at).is_some() {
            told.fault(path, Why::SameOption);
        }
    }
}

/// A value set that the questionnaire contains.
pub(crate) enum Listed {
    /// It lists its codes.
    Codes(Vec<Choice>),
    /// It says how they would be found.
    NotEnumerated,
}

/// Reads what a contained ValueSet lists: its expansion, or the concepts that its definition names.
pub(crate) fn listed(set: &Json) -> Listed {
    let mut codes = Vec::new();
    if let Some(contains) = set.pointer("/expansion/contains").and_then(Json::as_array) {
        expanded(contains, &mut codes);
    } else {
        let compose = |name: &str| set.pointer(&format!("/compose/{name}")).and_then(Json::as_array);
        if compose("exclude").is_some() {
            return Listed::NotEnumerated;
        }
        for include in compose("include").into_iter().flatten() {
            let concepts = include.get("concept").and_then(Json::as_array);
            let Some(concepts) = concepts.filter(|_| include.get("filter").is_none()) else {
                return Listed::NotEnumerated;
            };
            let system = include.get("system").and_then(Json::as_str);
            codes.extend(concepts.iter().filter_map(|it| concept(system, it)));
        }
    }
    if codes.is_empty() || codes.len() > limits::OPTIONS {
        return Listed::NotEnumerated;
    }
    Listed::Codes(codes)
}

fn expanded(contains: &[Json], codes: &mut Vec<Choice>) {
    for each in contains {
        let is = |name: &str| each.get(name).and_then(Json::as_bool) == Some(true);
        let system = each.get("system").and_then(Json::as_str);
        if !is("abstract") && !is("inactive") {
            codes.extend(concept(system, each));
        }
        if let Some(within) = each.get("contains").and_then(Json::as_array) {
            expanded(within, codes);
        }
    }
}

/// A concept, with its names in other languages (`designation`).
fn concept(system: Option<&str>, concept: &Json) -> Option<Choice> {
    let text = |name: &str| concept.get(name).and_then(Json::as_str).map(str::to_owned);
    let coding = Coding {
        system: system.map(str::to_owned),
        code: Some(text("code")?),
        display: text("display"),
        ..Coding::default()
    };
    let mut choice = Choice::new(Value::Coding(Box::new(coding)), None);
    choice.ordinal = ordinal_beside(concept);
    let designations = concept.get("designation").and_then(Json::as_array).into_iter().flatten();
    choice.words.translations = designations
        .filter_map(|it| {
            let language = it.get("language")?.as_str()?;
            Some((language.to_owned(), it.get("value")?.as_str()?.to_owned()))
        })
        .collect();
    if let Some(beside) = concept.get("_display") {
        choice.words.translations.extend(translations(beside));
    }
    Some(choice)
}
