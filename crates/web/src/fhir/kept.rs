//! What a source said and the record has no place for: kept as it came, and told again as long as the entry says the same.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::terms::{ENDED, WORDS};

/// What is kept beside an entry.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The type of the resource.
    resource: String,
    /// Elements that say more than the record does, as they came; null for one that the source did not have.
    said: Map<String, Value>,
    /// Status and dates, as they came, where the record tells them otherwise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    state: Option<Map<String, Value>>,
    /// Those of them that say more than the record does.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    more: Vec<String>,
    /// The places in `content` of the files that were joined, each as the part of its place in this list. Their bytes are
    /// not kept twice.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    files: Vec<usize>,
}

/// Elements that are about the resource in its old place, and that the record says for itself.
const OUTSIDE: [&str; 6] = ["resourceType", "id", "meta", "language", "subject", "patient"];

/// Lists to which the record adds of its own.
const ADDED_TO: [&str; 2] = ["identifier", "extension"];

/// Whether an element tells where a fact stands, or when.
fn is_state(resource: &str, name: &str) -> bool {
    const STATES: [&str; 4] = ["status", "clinicalStatus", "verificationStatus", "docStatus"];
    const DATES: [&str; 5] = ["onset", "abatement", "effective", "occurrence", "performed"];
    // When a document was made stands with what it is about.
    if name == "context" {
        return resource == "DocumentReference";
    }
    STATES.contains(&name) || DATES.iter().any(|it| name.starts_with(it))
}

/// Whether this is the narrative that a program made of the rest: it says nothing that the rest does not.
fn is_made_of_the_rest(name: &str, value: &Value) -> bool {
    let status = value.get("status").and_then(Value::as_str);
    name == "text" && matches!(status, Some("generated" | "empty"))
}

/// Without what the record adds of its own.
fn foreign(name: &str, value: &Value) -> Value {
    let ours = |it: &Value| {
        let url = it.get("url").and_then(Value::as_str);
        name == "extension" && matches!(url, Some(ENDED | WORDS))
    };
    match value {
        Value::Array(all) => Value::Array(all.iter().filter(|it| !ours(it)).cloned().collect()),
        other => other.clone(),
    }
}

impl Kept {
    /// What must be kept so that nothing of `said` is lost where the record tells `told`.
    pub(super) fn of(said: &Map<String, Value>, told: &Map<String, Value>) -> Self {
        let kind = text(said, "resourceType");
        let mut kept = Self { resource: kind.clone(), ..Self::default() };
        let state = |of: &Map<String, Value>| -> Map<String, Value> {
            of.iter()
                .filter(|(name, _)| is_state(&kind, name))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect()
        };
        let ours = state(told);
        let theirs = state(said);
        kept.more = theirs
            .iter()
            .filter(|(name, value)| ours.get(*name) != Some(value))
            .map(|it| it.0.clone())
            .collect();
        kept.state = (theirs != ours).then_some(theirs);
        for (name, value) in said {
            let outside =
                OUTSIDE.contains(&name.as_str()) || is_state(&kind, name) || is_made_of_the_rest(name, value);
            if outside || told.get(name) == Some(value) {
                continue;
            }
            let value = if name == "content" { kept.without_files(value) } else { foreign(name, value) };
            if value.as_array().is_none_or(|all| !all.is_empty()) {
                kept.said.insert(name.clone(), value);
            }
        }
        for name in told.keys() {
            let outside = OUTSIDE.contains(&name.as_str())
                || is_state(&kind, name)
                || ADDED_TO.contains(&name.as_str());
            if !outside && !said.contains_key(name) {
                kept.said.insert(name.clone(), Value::Null);
            }
        }
        kept
    }

    /// What is said of files, without those that were joined.
    fn without_files(&mut self, content: &Value) -> Value {
        let mut content = content.clone();
        for (at, it) in content.as_array_mut().into_iter().flatten().enumerate() {
            let attachment = it.get_mut("attachment").and_then(Value::as_object_mut);
            if attachment.is_some_and(|it| it.remove("data").is_some()) {
                self.files.push(at);
            }
        }
        content
    }

    /// What its source said of files, each joined one in its place with its bytes, then those that were joined here;
    /// `parts` says of each file of `ours` which it is.
    fn with_files(
        files: &[usize],
        theirs: Vec<Value>,
        ours: Vec<Value>,
        parts: &[Option<i64>],
    ) -> Vec<Value> {
        // Without a joined file, ours is but the name of the document.
        let mut joined: Vec<Option<Value>> =
            if parts.is_empty() { Vec::new() } else { ours.into_iter().map(Some).collect() };
        let mut all = Vec::new();
        for (at, mut it) in theirs.into_iter().enumerate() {
            let part = files.iter().position(|file| *file == at).and_then(|part| i64::try_from(part).ok());
            let place = parts.iter().position(|it| part.is_some() && *it == part);
            if let Some(mut file) = place.and_then(|place| joined.get_mut(place)?.take())
                && let Some(data) = file.pointer_mut("/attachment/data")
            {
                it["attachment"]["data"] = data.take();
            }
            all.push(it);
        }
        all.extend(joined.into_iter().flatten());
        all
    }

    /// As it was stored.
    pub(super) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As it is stored.
    pub(super) fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Puts what was kept back into what the record tells: all of it where the entry says the same as its source did, and
    /// otherwise only under which number the source knows it. `parts` says of each joined file which of the source’s it is.
    pub(super) fn put_back(
        self,
        told: &mut Map<String, Value>,
        same_content: bool,
        same_state: bool,
        parts: &[Option<i64>],
    ) {
        for (name, value) in self.said {
            let added = ADDED_TO.contains(&name.as_str());
            if !same_content && name != "identifier" {
                continue;
            }
            match (value, told.get_mut(&name)) {
                (Value::Null, _) => {
                    told.remove(&name);
                }
                (Value::Array(theirs), Some(Value::Array(ours))) if name == "content" => {
                    *ours = Self::with_files(&self.files, theirs, std::mem::take(ours), parts);
                }
                (Value::Array(more), Some(Value::Array(all))) if added => {
                    let more: Vec<Value> = more.into_iter().filter(|it| !all.contains(it)).collect();
                    all.extend(more);
                }
                (value, _) => {
                    told.insert(name, value);
                }
            }
        }
        if let Some(state) = self.state.filter(|_| same_content && same_state) {
            told.retain(|name, _| !is_state(&self.resource, name));
            told.extend(state);
        }
    }

    /// The elements that were kept, but for the number under which the source knows it.
    pub(super) fn names(&self) -> Vec<String> {
        let said = self.said.iter().filter(|(name, value)| !value.is_null() && *name != "identifier");
        self.more.iter().cloned().chain(said.map(|(name, _)| name.clone())).collect()
    }

    /// What was kept, in lines of an element’s path and its value.
    pub(super) fn lines(&self) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        let state = self.state.iter().flatten().filter(|(name, _)| self.more.contains(name));
        for (name, value) in state.chain(&self.said) {
            flatten(name.clone(), value, &mut lines);
        }
        lines
    }
}

fn text(of: &Map<String, Value>, name: &str) -> String {
    of.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn flatten(path: String, value: &Value, to: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Object(object) => {
            object.iter().for_each(|(name, value)| flatten(format!("{path}.{name}"), value, to));
        }
        Value::Array(all) if all.len() == 1 => flatten(path, &all[0], to),
        Value::Array(all) => {
            all.iter().enumerate().for_each(|(at, value)| flatten(format!("{path}[{at}]"), value, to));
        }
        Value::String(text) => to.push((path, text.clone())),
        other => to.push((path, other.to_string())),
    }
}
