//! Reading an element: what is asked for is taken out of it; what is left was not understood, and is told.

use fhir::Part;
use serde_json::{Map, Value as Json};

use crate::extension::{Extensions, TRANSLATION};
use crate::fault::{Told, Why};
use crate::kind::Kind;
use crate::value::{Value, integer, part};
use crate::words::Words;

/// An element being read.
pub(crate) struct Node<'a> {
    pub(crate) path: String,
    object: Map<String, Json>,
    /// Something stands beside simple elements (`_text`).
    beside: bool,
    pub(crate) told: &'a mut Told,
}

impl<'a> Node<'a> {
    pub(crate) fn open(path: &str, json: Json, told: &'a mut Told) -> Option<Self> {
        let why = match json {
            Json::Object(object) if !object.is_empty() => {
                let beside = object.keys().any(|it| it.starts_with('_'));
                return Some(Self { path: path.to_owned(), object, beside, told });
            }
            Json::Object(_) | Json::Null => Why::Empty,
            _ => Why::WrongType,
        };
        told.fault(path, why);
        None
    }

    pub(crate) fn fault(&mut self, name: &str, why: Why) {
        let path = self.at(name);
        self.told.fault(path, why);
    }

    pub(crate) fn at(&self, name: &str) -> String {
        format!("{}.{name}", self.path)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.object.contains_key(name)
    }

    /// Takes an element that is kept without being looked into.
    pub(crate) fn keep(&mut self, names: &[&str]) {
        for name in names {
            if let Some(json) = self.object.remove(*name) {
                part::<fhir::Raw>(&self.at(name), json, self.told);
            }
        }
    }

    /// Takes a complex element that the house reads everywhere.
    pub(crate) fn part<P: Part>(&mut self, name: &str) -> Option<P> {
        let json = self.object.remove(name)?;
        part(&self.at(name), json, self.told)
    }

    /// Takes a simple element; what R4 says beside it (`_text`) is kept.
    fn simple(&mut self, name: &str) -> Option<(String, Json)> {
        if self.beside {
            self.keep(&[&format!("_{name}")]);
        }
        let json = self.object.remove(name)?;
        Some((self.at(name), json))
    }

    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let (path, json) = self.simple(name)?;
        part(&path, json, self.told)
    }

    /// A text that must stand; its being absent is told.
    pub(crate) fn needed(&mut self, name: &str) -> Option<String> {
        if !self.has(name) {
            self.fault(name, Why::Missing);
        }
        self.text(name)
    }

    /// One of these codes.
    pub(crate) fn code<T>(&mut self, name: &str, known: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name)?;
        let code = known(&text);
        if code.is_none() {
            self.fault(name, Why::NotACode);
        }
        code
    }

    pub(crate) fn flag(&mut self, name: &str) -> Option<bool> {
        let (path, json) = self.simple(name)?;
        part(&path, json, self.told)
    }

    pub(crate) fn integer(&mut self, name: &str) -> Option<i32> {
        let (path, json) = self.simple(name)?;
        integer(&path, &json, self.told)
    }

    pub(crate) fn date(&mut self, name: &str) -> Option<fhir::DateTime> {
        let (path, json) = self.simple(name)?;
        part(&path, json, self.told)
    }

    /// A text with its translations.
    pub(crate) fn words(&mut self, name: &str) -> Option<Words> {
        let beside = format!("_{name}");
        let translations = match self.object.remove(&beside) {
            None => Vec::new(),
            Some(json) => {
                let path = self.at(&beside);
                Node::open(&path, json, self.told).map_or_else(Vec::new, translations)
            }
        };
        let plain = self.text(name)?;
        Some(Words { plain, translations })
    }

    /// The elements of a list, each with its path.
    pub(crate) fn list(&mut self, name: &str) -> Vec<(String, Json)> {
        let Some(json) = self.object.remove(name) else { return Vec::new() };
        let path = self.at(name);
        let why = match json {
            Json::Array(all) if !all.is_empty() => {
                return all.into_iter().enumerate().map(|(at, it)| (format!("{path}[{at}]"), it)).collect();
            }
            Json::Array(_) | Json::Null => Why::Empty,
            _ => Why::WrongType,
        };
        self.told.fault(path, why);
        Vec::new()
    }

    /// A list of what the house reads everywhere.
    pub(crate) fn parts<P: Part>(&mut self, name: &str) -> Vec<P> {
        let list = self.list(name);
        list.into_iter().filter_map(|(path, json)| part(&path, json, self.told)).collect()
    }

    /// The types under which a value stands.
    pub(crate) fn kinds(&self, stem: &str, kinds: &[Kind]) -> Vec<Kind> {
        let suffixes = self.object.keys().filter_map(|name| name.strip_prefix(stem));
        suffixes.filter_map(|suffix| kinds.iter().find(|it| it.suffix() == suffix).copied()).collect()
    }

    /// A value of one of these types, with the path at which it stands: `answer[x]` under the stem `answer`.
    pub(crate) fn value(&mut self, stem: &str, kinds: &[Kind]) -> Option<(String, Value)> {
        let present = self.kinds(stem, kinds);
        let mut read = None;
        for kind in &present {
            let (path, json) = self.simple(&format!("{stem}{}", kind.suffix()))?;
            read = Value::read(*kind, &path, json, self.told).map(|value| (path, value));
        }
        if present.len() > 1 {
            self.fault(&format!("{stem}[x]"), Why::TwoValues);
            return None;
        }
        read
    }

    pub(crate) fn extensions(&mut self) -> Extensions {
        let list = self.list("extension");
        Extensions::read(list, self.told)
    }

    /// Tells what was not taken.
    pub(crate) fn done(self) {
        self.finished();
    }

    /// Tells what was not taken, and gives back where it is told.
    pub(crate) fn finished(mut self) -> &'a mut Told {
        self.keep(&["id"]);
        for (name, _) in std::mem::take(&mut self.object) {
            let why = match name.as_str() {
                "modifierExtension" | "implicitRules" => Why::Modifies,
                _ => Why::Unknown,
            };
            self.fault(&name, why);
        }
        self.told
    }
}

/// What stands beside a text: its translations, and what is kept.
pub(crate) fn translations(mut beside: Node<'_>) -> Vec<(String, String)> {
    let mut extensions = beside.extensions();
    let mut translations = Vec::new();
    for mut each in extensions.all(TRANSLATION) {
        let language = each.parts.one("lang").and_then(|it| it.string(beside.told));
        let content = each.parts.one("content").and_then(|it| it.string(beside.told));
        match (language, content) {
            (Some(language), Some(content)) => translations.push((language, content)),
            _ => beside.told.fault(each.path, Why::Missing),
        }
    }
    extensions.rest(beside.told);
    beside.done();
    translations
}
