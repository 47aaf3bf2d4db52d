//! Programmes: configuration of bricks, one TOML file each, that an administrator can read and change.

mod load;
mod pathways;
mod referrals;
mod strands;

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::{Calendar, Locale};
use policy::Profession;

pub use load::ProgramError;
pub use pathways::{Counts, Need, PathwayRules, PathwayStep, StepKind};
pub use referrals::{Criterion, Protocol, Toward};
pub use strands::{ArrivalReason, Destination, RadarRules, ReceptionRules, Strand};

/// The programmes switched on in a territory.
#[derive(Debug, Clone, Default)]
pub struct Programs(Arc<BTreeMap<String, Program>>);

/// A programme (dispositif).
#[derive(Debug, Clone)]
pub struct Program {
    /// Its code in URLs, files and reports.
    pub slug: String,
    /// Its name.
    pub name: Words,
    /// What heads its letters.
    pub letterhead: Letterhead,
    /// In which days its clocks run.
    pub calendar: Calendar,
    /// How long things may take; none of it in a programme without an advice line.
    pub clocks: Clocks,
    /// The rules of its advice line, if it has one.
    pub advice: Option<AdviceRules>,
    /// The codes of its book of arrivals, if it keeps one.
    pub reception: Option<ReceptionRules>,
    /// When a tie counts as loosening, if it says so.
    pub radar: Option<RadarRules>,
    /// What else it is made of, in order.
    pub strands: Vec<Strand>,
    /// The pathways that persons go through in it.
    pub pathways: Vec<PathwayRules>,
    /// The protocols under which persons are referred to it.
    pub referrals: Vec<Protocol>,
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The same in both languages.
    pub fn same(text: &str) -> Self {
        Self { fr: text.to_owned(), en: text.to_owned() }
    }

    /// The text in a language.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }
}

/// What heads a letter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Letterhead {
    /// Name of the structure that answers.
    pub organization: String,
    /// Its postal address, line by line.
    pub address: Vec<String>,
    /// Its telephone number.
    pub phone: String,
    /// The town where letters are dated.
    pub place: String,
}

/// How long things may take, in days of the programme's calendar unless said otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clocks {
    /// From sending to answer.
    pub answer_days: u16,
    /// From an answer to the consultation it offers.
    pub consultation_days: u16,
    /// Shares of the time at which the one whose turn it is gets a notice, in percent.
    pub warn_at: Vec<u8>,
    /// Days after which a draft is dropped; its author is told the day before.
    pub draft_days: u16,
    /// Days after its end during which a request can be reopened as a linked question.
    pub reopen_days: u16,
    /// Days after its end during which what was shared stays readable.
    pub share_days: u16,
}

/// The rules of an advice line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceRules {
    /// Whether a coordinator or a secretary looks at each request before the pool does.
    pub triage: bool,
    /// Professions that may ask.
    pub may_ask: Vec<Profession>,
    /// Whether a question may be asked without identity.
    pub without_identity: bool,
    /// Most open requests one psychiatrist can be given.
    pub queue_cap: u32,
    /// Reasons for which a request can be declined.
    pub refusals: Vec<Choice>,
    /// Where a request can be redirected.
    pub redirects: Vec<Choice>,
    /// Whom to call when it cannot wait a week, yet is not an emergency.
    pub on_call: Option<OnCall>,
}

/// A line of a list of a programme.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stored code.
    pub code: String,
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Choice {
    /// Its words in a language.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }
}

/// Whom to call when it is urgent but not within the hour.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnCall {
    /// Telephone number as it is dialled.
    pub phone: String,
    /// French sentence.
    pub fr: String,
    /// English sentence.
    pub en: String,
}

impl OnCall {
    /// The sentence in a language.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }
}

impl Programs {
    /// A programme by its code.
    pub fn get(&self, slug: &str) -> Option<&Program> {
        self.0.get(slug)
    }

    /// All of them, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Program> {
        self.0.values()
    }

    /// When a tie counts as loosening in the territory: of the programmes that say so the one that warns earlier.
    pub fn radar(&self) -> RadarRules {
        self.iter().filter_map(|program| program.radar).reduce(RadarRules::earlier).unwrap_or_default()
    }

    /// The advice lines, with their rules.
    pub fn advice_lines(&self) -> impl Iterator<Item = (&Program, &AdviceRules)> {
        self.iter().filter_map(|program| program.advice.as_ref().map(|rules| (program, rules)))
    }
}

impl Program {
    /// The rules of the advice line.
    pub fn advice(&self) -> crate::Result<&AdviceRules> {
        self.advice.as_ref().ok_or(crate::Error::NotFound)
    }
}
