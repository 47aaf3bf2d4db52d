//! A questionnaire: what it asks, in order.

use std::collections::HashMap;

use fhir::Coding;
use serde_json::Value as Json;

use crate::answers::{Answers, Level, Occurrence};
use crate::fault::{Fault, Notice};
use crate::field::Field;
use crate::item::Item;
use crate::value::Value;
use crate::words::Words;

/// Where a questionnaire is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Being written.
    Draft,
    /// In use.
    Active,
    /// No longer used: what was answered is kept, nothing new is.
    Retired,
    /// Nobody knows.
    Unknown,
}

impl Status {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Active, Self::Retired, Self::Unknown];

    /// R4's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Retired => "retired",
            Self::Unknown => "unknown",
        }
    }
}

/// A Questionnaire that was read and found sound.
#[derive(Debug, Clone)]
pub struct Questionnaire {
    /// Its address, the same for all its versions.
    pub url: String,
    /// Its version.
    pub version: Option<String>,
    /// Its name for machines.
    pub name: Option<String>,
    /// Its title.
    pub title: Option<Words>,
    /// What it is for.
    pub description: Option<Words>,
    /// Where it is in its life.
    pub status: Status,
    /// The language of what is not translated.
    pub language: Option<String>,
    /// What it is, for machines.
    pub codes: Vec<Coding>,
    /// What is kept without being understood or applied.
    pub notices: Vec<Notice>,
    /// Every item, each before those in it.
    pub(crate) items: Vec<Item>,
    /// The items that stand in no other.
    pub(crate) roots: Vec<usize>,
    pub(crate) by_link: HashMap<String, usize>,
    /// Every item after those on which it depends.
    pub(crate) order: Vec<usize>,
    /// The resource as it came.
    pub(crate) raw: Json,
}

impl Questionnaire {
    /// Reads a Questionnaire of R4.
    ///
    /// # Errors
    /// Everything that is wrong in it, in the order of the paths.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Fault>> {
        crate::read::questionnaire(bytes)
    }

    /// The resource as it came, nothing lost.
    pub const fn raw(&self) -> &Json {
        &self.raw
    }

    /// Its address with its version, by which responses refer to it: `url|version`.
    pub fn canonical(&self) -> String {
        self.version.as_ref().map_or_else(|| self.url.clone(), |version| format!("{}|{version}", self.url))
    }

    /// The item with this link id.
    pub fn item(&self, link_id: &str) -> Option<&Item> {
        self.by_link.get(link_id).map(|at| &self.items[*at])
    }

    /// Every item, each before those in it.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The item that a field of a form answers.
    pub fn asked_in(&self, field: &str) -> Option<&Item> {
        let (item, _) = *Field::find(self, field)?.way.last()?;
        self.items.get(item)
    }

    /// The items of one place: those in this one, or those that stand in none.
    pub(crate) fn within(&self, item: Option<usize>) -> &[usize] {
        item.map_or(&self.roots, |it| &self.items[it].children)
    }

    /// What stands in the form before anybody wrote in it.
    pub fn initial(&self) -> Answers {
        Answers { roots: self.initial_level(None) }
    }

    /// The same, with what is known from elsewhere: of each question for which an Observation with one of its codes, not
    /// older than [`Item::prefilled_within`], may be the answer, `known` gives the value. One that does not fit is left out.
    pub fn prefilled(&self, known: impl Fn(&Item) -> Option<Value>) -> Answers {
        let asked = self.items.iter().filter(|it| it.prefilled_within.is_some() && it.total.is_none());
        let fits = |item: &Item, value: &Value| {
            let listed = item.options.is_empty() || item.option(value).is_some();
            item.answers().contains(&value.kind()) && listed
        };
        let values = asked.filter_map(|it| Some((it, known(it).filter(|value| fits(it, value))?)));
        values.fold(self.initial(), |answers, (item, value)| answers.with_only(self, &item.link_id, value))
    }

    fn initial_level(&self, parent: Option<usize>) -> Level {
        let mut level = Level::default();
        for &at in self.within(parent) {
            let item = &self.items[at];
            let chosen = item.options.iter().filter(|it| it.initial).map(|it| &it.value);
            let mut occurrences: Vec<_> =
                item.initial.iter().chain(chosen).map(|it| Occurrence::answer(it.clone())).collect();
            // What stands within an answer begins in the first one alone: many times many would be too much.
            let below = self.initial_level(Some(at));
            match occurrences.first_mut() {
                Some(first) => first.below = below,
                None => occurrences.push(Occurrence { value: None, below }),
            }
            level.put(at, occurrences);
        }
        level
    }
}
