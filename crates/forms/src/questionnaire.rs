//! A questionnaire: what it asks, in order.

use std::collections::HashMap;

use fhir::Coding;
use serde_json::Value as Json;

use crate::answers::{Answers, Level, Occurrence};
use crate::fault::{Fault, Notice};
use crate::item::Item;
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
    pub url: Option<String>,
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
    pub fn canonical(&self) -> Option<String> {
        let url = self.url.as_ref()?;
        Some(self.version.as_ref().map_or_else(|| url.clone(), |version| format!("{url}|{version}")))
    }

    /// The item with this link id.
    pub fn item(&self, link_id: &str) -> Option<&Item> {
        self.by_link.get(link_id).map(|at| &self.items[*at])
    }

    /// Every item, each before those in it.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The items of one place: those in this one, or those that stand in none.
    pub(crate) fn within(&self, item: Option<usize>) -> &[usize] {
        item.map_or(&self.roots, |it| &self.items[it].children)
    }

    /// What stands in the form before anybody wrote in it.
    pub fn initial(&self) -> Answers {
        Answers { roots: self.initial_level(None) }
    }

    fn initial_level(&self, parent: Option<usize>) -> Level {
        let mut level = Level::default();
        for &at in self.within(parent) {
            let item = &self.items[at];
            let chosen = item.options.iter().filter(|it| it.initial).map(|it| &it.value);
            let mut occurrences: Vec<_> =
                item.initial.iter().chain(chosen).map(|it| Occurrence::answer(it.clone())).collect();
            let below = self.initial_level(Some(at));
            if !below.is_empty() {
                if occurrences.is_empty() {
                    occurrences.push(Occurrence::default());
                }
                occurrences.iter_mut().for_each(|it| it.below = below.clone());
            }
            level.put(at, occurrences);
        }
        level
    }
}
