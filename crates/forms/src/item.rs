//! An item of a questionnaire: a question, a group of items, or a text.

use fhir::{CodeableConcept, Coding};

use crate::condition::{Behaviour, Condition};
use crate::decimal::Decimal;
use crate::kind::Kind;
use crate::option::Choice;
use crate::total::{Band, Total};
use crate::value::Value;
use crate::words::Words;

/// What an item is, by R4's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemType {
    /// Items that belong together.
    Group,
    /// A text to read.
    Display,
    /// Yes or no.
    Boolean,
    /// A number.
    Decimal,
    /// A whole number.
    Integer,
    /// A date.
    Date,
    /// A date with its time.
    DateTime,
    /// A time of the day.
    Time,
    /// A line of words.
    String,
    /// Many words.
    Text,
    /// An address.
    Url,
    /// One of the answers that are offered.
    Choice,
    /// One of them, or other words.
    OpenChoice,
    /// A file.
    Attachment,
    /// Another resource.
    Reference,
    /// A number with its unit.
    Quantity,
}

impl ItemType {
    /// Every one.
    pub const ALL: [Self; 16] = [
        Self::Group,
        Self::Display,
        Self::Boolean,
        Self::Decimal,
        Self::Integer,
        Self::Date,
        Self::DateTime,
        Self::Time,
        Self::String,
        Self::Text,
        Self::Url,
        Self::Choice,
        Self::OpenChoice,
        Self::Attachment,
        Self::Reference,
        Self::Quantity,
    ];

    /// R4's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Display => "display",
            Self::Boolean => "boolean",
            Self::Decimal => "decimal",
            Self::Integer => "integer",
            Self::Date => "date",
            Self::DateTime => "dateTime",
            Self::Time => "time",
            Self::String => "string",
            Self::Text => "text",
            Self::Url => "url",
            Self::Choice => "choice",
            Self::OpenChoice => "open-choice",
            Self::Attachment => "attachment",
            Self::Reference => "reference",
            Self::Quantity => "quantity",
        }
    }

    /// Whether somebody answers it.
    pub const fn is_question(self) -> bool {
        !matches!(self, Self::Group | Self::Display)
    }

    /// Whether it is one of the answers that are offered.
    pub const fn is_choice(self) -> bool {
        matches!(self, Self::Choice | Self::OpenChoice)
    }

    /// The type of its answers, where no options say another.
    pub(crate) const fn kind(self) -> Option<Kind> {
        Some(match self {
            Self::Group | Self::Display => return None,
            Self::Boolean => Kind::Boolean,
            Self::Decimal => Kind::Decimal,
            Self::Integer => Kind::Integer,
            Self::Date => Kind::Date,
            Self::DateTime => Kind::DateTime,
            Self::Time => Kind::Time,
            Self::String | Self::Text => Kind::String,
            Self::Url => Kind::Uri,
            Self::Choice | Self::OpenChoice => Kind::Coding,
            Self::Attachment => Kind::Attachment,
            Self::Reference => Kind::Reference,
            Self::Quantity => Kind::Quantity,
        })
    }
}

/// What an answer must keep to.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// The fewest characters.
    pub min_length: Option<usize>,
    /// The most characters.
    pub max_length: Option<usize>,
    /// The least value. Of a quantity, its number alone.
    pub min: Option<Value>,
    /// The most.
    pub max: Option<Value>,
    /// The most figures after the point.
    pub max_places: Option<u32>,
    /// How often it stands at least, once it must.
    pub min_occurs: Option<usize>,
    /// How often it stands at most.
    pub max_occurs: Option<usize>,
    /// The kinds of file; any where there is none.
    pub mime_types: Vec<String>,
    /// The largest file, in millions of bytes.
    pub max_size: Option<Decimal>,
}

/// How an item is shown.
#[derive(Debug, Clone, Default)]
pub struct Show {
    /// Not at all.
    pub hidden: bool,
    /// By which control, by HL7’s codes: `radio-button`, `slider`, `page`, `help` …
    pub control: Option<String>,
    /// The choices side by side: `horizontal`, `vertical`.
    pub orientation: Option<String>,
    /// What an answer looks like: « jj/mm/aaaa ».
    pub entry_format: Option<Words>,
}

/// An item.
#[derive(Debug, Clone)]
pub struct Item {
    /// By which answers refer to it; unique.
    pub link_id: String,
    /// Where it stands in the resource.
    pub path: String,
    /// What it is.
    pub kind: ItemType,
    /// What it asks, for machines.
    pub codes: Vec<Coding>,
    /// Where its meaning is defined.
    pub definition: Option<String>,
    /// What stands before the text: « 1. ».
    pub prefix: Option<Words>,
    /// What it asks, or says.
    pub text: Option<Words>,
    /// When it is asked.
    pub conditions: Vec<Condition>,
    /// Whether all of them must hold, or one.
    pub behaviour: Behaviour,
    /// It must be answered.
    pub required: bool,
    /// It may be answered more than once.
    pub repeats: bool,
    /// It is shown, and not answered by hand.
    pub read_only: bool,
    /// The answers that are offered.
    pub options: Vec<Choice>,
    /// The answers that stand there at the beginning.
    pub initial: Vec<Value>,
    /// What an answer must keep to.
    pub rules: Rules,
    /// The units of a number or a quantity.
    pub units: Vec<Coding>,
    /// How it is shown.
    pub show: Show,
    /// It is not answered: it is a sum of answers.
    pub total: Option<Total>,
    /// What its number means, from the least.
    pub bands: Vec<Band>,
    /// Its answers become Observations.
    pub observed: bool,
    /// Of these categories.
    pub categories: Vec<CodeableConcept>,
    /// An Observation with one of its codes, not older than this, may be the answer.
    pub prefilled_within: Option<fhir::Quantity>,
    /// The item that it stands in.
    pub(crate) parent: Option<usize>,
    /// The items in it.
    pub(crate) children: Vec<usize>,
    /// Which among its sisters.
    pub(crate) at: usize,
    /// How deep it stands; the first level is 1.
    pub(crate) depth: usize,
    /// How many items it is, with those in it.
    pub(crate) size: usize,
}

impl Item {
    /// The types that an answer may have.
    pub fn answers(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = Vec::new();
        let offered = self.options.iter().map(|it| it.value.kind());
        let other = (self.kind == ItemType::OpenChoice).then_some(Kind::String);
        let own = self.options.is_empty().then(|| self.kind.kind()).flatten();
        for kind in offered.chain(own).chain(other) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }

    /// The answer that is offered and says this.
    pub fn option(&self, value: &Value) -> Option<&Choice> {
        self.options.iter().find(|it| it.value.same(value))
    }

    /// Whether other items stand in it.
    pub fn holds_items(&self) -> bool {
        !self.children.is_empty()
    }

    /// How often it may stand in one place.
    pub fn most(&self) -> usize {
        let most = if self.repeats { crate::limits::REPETITIONS } else { 1 };
        self.rules.max_occurs.map_or(most, |it| it.min(most))
    }

    /// What this number means.
    pub fn band(&self, number: Decimal) -> Option<&Band> {
        self.bands.iter().find(|it| it.from <= number && number <= it.to)
    }
}
