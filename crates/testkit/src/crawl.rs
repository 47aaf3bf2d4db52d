//! The leak crawl: every route of the registry, with every identifier of the world, as one reader.

use std::collections::{BTreeMap, BTreeSet};

use web::registry;

use crate::Browser;

/// A string that stands in one place of one record and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canary {
    /// What it marks: « request: the question ».
    pub name: &'static str,
    /// The string.
    pub text: String,
}

/// What may stand in each parameter of a path, as it stands in URLs.
pub type Fillings = BTreeMap<&'static str, Vec<String>>;

/// Fetches every route that is read, filled in every way, as one reader, and tells which canaries were seen.
/// A route whose parameters have no filling is a hole in the crawl.
///
/// # Panics
/// Where a route answers with 500, or a parameter is unknown to the crawl.
pub async fn crawl(reader: &Browser, fillings: &Fillings, canaries: &[Canary]) -> BTreeSet<&'static str> {
    let mut seen = BTreeSet::new();
    for route in registry::lines().into_iter().filter(|route| route.method == "GET") {
        for path in paths(route.path, fillings) {
            let answer = reader.get(&path).await;
            assert_ne!(answer.status, 500, "{path}: {}", answer.words());
            let text = readable(&answer);
            for canary in canaries.iter().filter(|canary| text.contains(&canary.text)) {
                seen.insert(canary.name);
            }
        }
    }
    seen
}

/// Body and headers, as text.
fn readable(answer: &crate::Seen) -> String {
    let mut text = answer.text();
    for (name, value) in &answer.headers {
        text.push_str(name.as_str());
        text.push_str(&String::from_utf8_lossy(value.as_bytes()));
    }
    text
}

/// A path, filled in every way.
fn paths(pattern: &str, fillings: &Fillings) -> Vec<String> {
    let mut filled = vec![String::new()];
    for segment in pattern.split('/').skip(1) {
        let parameter = segment.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        let values: Vec<String> = match parameter.map(|name| name.trim_start_matches('*')) {
            Some(name) => {
                fillings.get(name).unwrap_or_else(|| panic!("the crawl has nothing for {{{name}}}")).clone()
            }
            None => vec![segment.to_owned()],
        };
        filled = filled
            .iter()
            .flat_map(|before| values.iter().map(move |value| format!("{before}/{value}")))
            .collect();
    }
    filled
}
