//! What a synthesis says, part by part.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::fields::{self, Faults};
use crate::{Error, Fault, Result};

codes! {
    /// A part of a synthesis.
    Part {
        /// Why the person was followed.
        Reason = "reason",
        /// What they have and had.
        History = "history",
        /// What they take.
        Treatments = "treatments",
        /// What they do not bear.
        Allergies = "allergies",
        /// What was found and measured.
        Examination = "examination",
        /// Screenings, monitoring, vaccinations: done, due, refused.
        Prevention = "prevention",
        /// How they live, as far as it matters for their health.
        Situation = "situation",
        /// Who follows what.
        Circle = "circle",
        /// What is proposed to the doctor who takes over.
        Plan = "plan",
        /// All of it for the person, in plain words.
        Person = "person",
    }
}

impl Part {
    /// Without which nobody signs.
    pub const WANTED: [Self; 2] = [Self::Plan, Self::Person];
}

/// What a synthesis says. A part that is empty is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<String, String>);

impl Text {
    /// A text of these parts.
    pub fn of(parts: impl IntoIterator<Item = (Part, String)>) -> Self {
        let parts = parts.into_iter().filter(|(_, text)| !text.trim().is_empty());
        Self(parts.map(|(part, text)| (part.code().to_owned(), text)).collect())
    }

    /// Reads what was typed.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a part that is too long.
    pub fn parse(form: &TextForm) -> Result<Self> {
        let mut faults = Faults::new();
        let mut parts = Vec::new();
        for part in Part::ALL {
            let text = faults.take(fields::optional_long(part.code(), form.get(*part))).flatten();
            parts.extend(text.map(|text| (*part, text)));
        }
        faults.done()?;
        Ok(Self::of(parts))
    }

    /// What a part says.
    pub fn get(&self, part: Part) -> Option<&str> {
        self.0.get(part.code()).map(String::as_str)
    }

    /// The parts for the doctor that say something, in their order.
    pub fn for_the_doctor(&self) -> impl Iterator<Item = (Part, &str)> {
        let parts = Part::ALL.iter().copied().filter(|part| *part != Part::Person);
        parts.filter_map(|part| Some((part, self.get(part)?)))
    }

    /// Refuses a text in which a part is missing without which nobody signs.
    pub(super) fn whole(&self) -> Result<()> {
        let missing = Part::WANTED.iter().filter(|part| self.get(**part).is_none());
        let faults: Vec<Fault> = missing.map(|part| Fault::new(part.code(), "fault-required")).collect();
        if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
    }
}

/// What a synthesis says, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "a field a part")]
pub struct TextForm {
    pub reason: String,
    pub history: String,
    pub treatments: String,
    pub allergies: String,
    pub examination: String,
    pub prevention: String,
    pub situation: String,
    pub circle: String,
    pub plan: String,
    pub person: String,
    /// The version of the text that it builds on.
    pub base: i64,
}

impl TextForm {
    /// A text as it stands in the form.
    pub fn of(text: &Text, base: i64) -> Self {
        let part = |part: Part| text.get(part).unwrap_or_default().to_owned();
        Self {
            reason: part(Part::Reason),
            history: part(Part::History),
            treatments: part(Part::Treatments),
            allergies: part(Part::Allergies),
            examination: part(Part::Examination),
            prevention: part(Part::Prevention),
            situation: part(Part::Situation),
            circle: part(Part::Circle),
            plan: part(Part::Plan),
            person: part(Part::Person),
            base,
        }
    }

    /// What stands in the field of a part.
    pub fn get(&self, part: Part) -> &str {
        match part {
            Part::Reason => &self.reason,
            Part::History => &self.history,
            Part::Treatments => &self.treatments,
            Part::Allergies => &self.allergies,
            Part::Examination => &self.examination,
            Part::Prevention => &self.prevention,
            Part::Situation => &self.situation,
            Part::Circle => &self.circle,
            Part::Plan => &self.plan,
            Part::Person => &self.person,
        }
    }
}
