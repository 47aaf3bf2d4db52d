//! The leak crawl: every route of the registry, with every identifier of the world, as one reader.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use scraper::{ElementRef, Html, Selector};
use web::registry::{self, RouteLine};

use crate::{Browser, Fillings, Seen, documents};

/// Something that stands in one place of one record and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canary {
    /// What it marks: « request: the question ».
    pub name: &'static str,
    /// The strings that would show it.
    pub texts: Vec<String>,
}

impl Canary {
    /// Shown by one string.
    pub fn new(name: &'static str, text: &str) -> Self {
        Self { name, texts: vec![text.to_owned()] }
    }
}

/// Fetches every route that is read, filled in every way, as one reader, and tells which canaries were seen.
///
/// # Panics
/// Where a route answers with 500, a page shows a canary and does not say why, or a parameter is unknown to the crawl.
pub async fn crawl(reader: &Browser, fillings: &Fillings, canaries: &[Canary]) -> BTreeSet<&'static str> {
    let (mut seen, marks) = (BTreeSet::new(), Marks::of(canaries));
    for route in registry::lines().into_iter().filter(|route| route.method == "GET") {
        for path in fillings.paths(&route) {
            let mut asked = BTreeSet::new();
            let mut further = vec![path];
            while let Some(path) = further.pop() {
                if asked.len() < FURTHER && asked.insert(path.clone()) {
                    let answer = reader.get(&path).await;
                    assert_ne!(answer.status, 500, "{path}: {}", answer.words());
                    if marks.note(&answer, &mut seen) {
                        says_why(&path, &answer);
                    }
                    further.extend(onward(&answer, &path));
                }
            }
        }
    }
    seen
}

/// Pages read at most from one address on: its filters, and the rest of its list.
const FURTHER: usize = 40;

/// The links of a page to itself with another query: filters, the next page of a list.
///
/// # Panics
/// Never in practice: the selector is one.
pub(crate) fn onward(page: &Seen, path: &str) -> Vec<String> {
    let itself = path.split('?').next().unwrap_or_default();
    let html = page.text();
    // Most pages have none: they are not taken apart for that.
    if !html.contains(&format!("\"{itself}?")) {
        return Vec::new();
    }
    let links = Selector::parse("main a[href]").expect("a selector");
    let document = Html::parse_document(&html);
    let hrefs = document.select(&links).filter_map(|link| link.value().attr("href"));
    let same = hrefs.filter(|href| href.strip_prefix(itself).is_some_and(|rest| rest.starts_with('?')));
    same.map(str::to_owned).collect()
}

/// Sends every act, filled in every way: with nothing, with garbage, with what somebody who searches types, and tells
/// which canaries the answers showed. The reader stays signed in: leaving is left out.
///
/// # Panics
/// Where an act answers with 500, or a parameter is unknown to the crawl.
pub async fn crawl_acts(
    reader: &Browser,
    fillings: &Fillings,
    canaries: &[Canary],
    typed: &str,
) -> BTreeSet<&'static str> {
    let (mut seen, marks) = (BTreeSet::new(), Marks::of(canaries));
    for route in acts() {
        for path in fillings.paths(&route) {
            // A path in which somebody may look for a name answers suggestions too.
            marks.note(&reader.suggest(&path, typed).await, &mut seen);
            for body in bodies(typed) {
                let answer = reader.form(&path, body.as_bytes()).await;
                assert_ne!(answer.status, 500, "POST {path} with {body}: {}", answer.words());
                marks.note(&answer, &mut seen);
            }
        }
    }
    seen
}

/// Every act but those that end the session or change the role in which it runs.
pub fn acts() -> Vec<RouteLine> {
    let stays =
        |path: &str| !matches!(path, "/logout" | "/login" | "/login/code" | "/session/role" | "/own/leave");
    registry::lines().into_iter().filter(|route| route.method == "POST" && stays(route.path)).collect()
}

/// What is sent to every act: nothing, garbage, and a name typed into every field in which one could be looked for.
pub fn bodies(typed: &str) -> Vec<String> {
    let words: Vec<&str> = typed.split(' ').collect();
    let (given, family) = (words.first().copied().unwrap_or(""), words.last().copied().unwrap_or(""));
    let search = [
        ("q", typed),
        ("who", typed),
        ("name", typed),
        ("given", given),
        ("family", family),
        ("sex", "female"),
        ("birth_date", "1979-03-14"),
    ];
    let search: Vec<String> =
        search.iter().map(|(name, value)| format!("{name}={}", crate::encode(value))).collect();
    vec![String::new(), "%FF=%00&&=&x[]=é".to_owned(), search.join("&")]
}

/// A form on a page, as a browser would send it when somebody has filled what was empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageForm {
    /// Where it is sent.
    pub action: String,
    /// The body.
    pub body: String,
}

/// The forms of a page that are sent with POST, filled: what stands there stays; an empty field gets a word, a date or
/// a number; the first choice is taken.
///
/// # Panics
/// Never in practice: the selectors are selectors.
pub fn forms(page: &Seen) -> Vec<PageForm> {
    let document = Html::parse_document(&page.text());
    let selector = |text| Selector::parse(text).expect("a selector");
    let (forms, fields) =
        (selector("main form[method=post]"), selector("input, textarea, select, button[name]"));
    let of = |form: ElementRef<'_>| {
        let action = form.value().attr("action").unwrap_or_default().to_owned();
        let mut chosen = BTreeSet::new();
        let pairs: Vec<String> = form
            .select(&fields)
            .filter_map(|field| filled(field, &mut chosen))
            .map(|(name, value)| format!("{}={}", crate::encode(&name), crate::encode(&value)))
            .collect();
        PageForm { action, body: pairs.join("&") }
    };
    document.select(&forms).map(of).filter(|form| form.action.starts_with('/')).collect()
}

fn filled(field: ElementRef<'_>, chosen: &mut BTreeSet<String>) -> Option<(String, String)> {
    let name = field.value().attr("name")?.to_owned();
    let value = field.value().attr("value").unwrap_or_default().to_owned();
    let kind = field.value().attr("type").unwrap_or("text");
    let or = |typed: &str| if value.is_empty() { typed.to_owned() } else { value.clone() };
    let value = match (field.value().name(), kind) {
        ("select", _) => {
            let options = Selector::parse("option").expect("a selector");
            let values = field.select(&options).filter_map(|it| it.value().attr("value"));
            values.into_iter().find(|it| !it.is_empty())?.to_owned()
        }
        ("textarea", _) => {
            let text: String = field.text().collect();
            if text.trim().is_empty() { "Quelques mots.".to_owned() } else { text }
        }
        (_, "radio" | "submit") | ("button", _) => {
            if !chosen.insert(name.clone()) {
                return None;
            }
            value
        }
        (_, "file") => return None,
        (_, "date") => or("2026-11-24"),
        (_, "datetime-local") => or("2026-11-30T14:30"),
        (_, "number") => or("30"),
        (_, "hidden" | "checkbox") => value,
        _ => or("Ferhat"),
    };
    Some((name, value))
}

/// The strings of all canaries, looked for at once.
struct Marks<'a> {
    canaries: &'a [Canary],
    texts: AhoCorasick,
    /// The canary of each text.
    whose: Vec<usize>,
}

impl<'a> Marks<'a> {
    fn of(canaries: &'a [Canary]) -> Self {
        let all = canaries.iter().enumerate();
        let (whose, texts): (Vec<usize>, Vec<&str>) =
            all.flat_map(|(at, it)| it.texts.iter().map(move |text| (at, text.as_str()))).unzip();
        Self { canaries, texts: AhoCorasick::new(texts).expect("few short texts"), whose }
    }

    /// Adds the canaries that an answer shows, and tells whether there were any.
    fn note(&self, answer: &Seen, seen: &mut BTreeSet<&'static str>) -> bool {
        let text = documents::readable(answer);
        let mut any = false;
        for found in self.texts.find_overlapping_iter(&text) {
            any = true;
            seen.insert(self.canaries[self.whose[found.pattern().as_usize()]].name);
        }
        any
    }
}

/// A page on which something of a record stands says, once, why its reader sees it. The person on their own page knows, and
/// so does whoever looks at what they keep for themselves.
fn says_why(path: &str, answer: &Seen) {
    let html = answer.text();
    let own = ["/own", "/account"].iter().any(|part| path.starts_with(part));
    if answer.status == 200 && !own && html.contains("<main id=\"contenu\"") {
        let said = html.matches("class=\"why\"").count();
        assert_eq!(said, 1, "{path} says {said} times why one sees it");
    }
}
