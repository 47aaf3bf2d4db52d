//! Extensions: those that are understood are taken, the others are kept and told.

use serde_json::Value as Json;

use crate::decimal::Decimal;
use crate::fault::{Notice, Told, Why};
use crate::kind::Kind;
use crate::node::{Node, translations};
use crate::value::{Value, decimal, integer, part};
use crate::words::Words;

macro_rules! addresses {
    ($($(#[$about:meta])* $name:ident = $address:literal;)*) => {
        $($(#[$about])* pub(crate) const $name: &str = $address;)*
    };
}

addresses! {
    /// A text in another language.
    TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";
    /// How much an answer counts.
    ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    /// The same, as R5 calls it.
    ITEM_WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight";
    /// The least.
    MIN_VALUE = "http://hl7.org/fhir/StructureDefinition/minValue";
    /// The most.
    MAX_VALUE = "http://hl7.org/fhir/StructureDefinition/maxValue";
    /// The fewest characters.
    MIN_LENGTH = "http://hl7.org/fhir/StructureDefinition/minLength";
    /// The most figures after the point.
    MAX_PLACES = "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces";
    /// What an answer looks like.
    ENTRY_FORMAT = "http://hl7.org/fhir/StructureDefinition/entryFormat";
    /// The kinds of file.
    MIME_TYPE = "http://hl7.org/fhir/StructureDefinition/mimeType";
    /// How large a file may be, in millions of bytes.
    MAX_SIZE = "http://hl7.org/fhir/StructureDefinition/maxSize";
    /// The unit.
    UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
    /// One of the units.
    UNIT_OPTION = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption";
    /// Not shown.
    HIDDEN = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";
    /// How it is shown.
    CONTROL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
    /// Side by side, or one below the other.
    ORIENTATION = "http://hl7.org/fhir/StructureDefinition/questionnaire-choiceOrientation";
    /// How often at least.
    MIN_OCCURS = "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs";
    /// How often at most.
    MAX_OCCURS = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs";
    /// Chosen alone.
    EXCLUSIVE = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";
    /// What stands before an answer.
    OPTION_PREFIX = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionPrefix";
    /// An answer becomes an Observation.
    OBSERVATION = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract";
    /// Of this category.
    CATEGORY = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observation-extract-category";
    /// An Observation not older than this becomes an answer.
    LINK_PERIOD = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationLinkPeriod";
    /// Ours: the item is a sum of answers.
    TOTAL = "https://maillage.example/fhir/StructureDefinition/total";
    /// Ours: what a number means.
    BAND = "https://maillage.example/fhir/StructureDefinition/band";
}

/// Extensions that would act, and do not here; whatever holds an expression is one, too.
const WOULD_ACT: [&str; 7] = [
    "http://hl7.org/fhir/StructureDefinition/regex",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint",
    "http://hl7.org/fhir/StructureDefinition/targetConstraint",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-unitValueSet",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-referenceFilter",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource",
];

/// What changes what an answer may be: where it stands twice, or where nobody took it, it is not passed over.
const NEVER_PASSED_OVER: [&str; 9] =
    [MIN_VALUE, MAX_VALUE, MIN_LENGTH, MAX_PLACES, MAX_SIZE, MIN_OCCURS, MAX_OCCURS, TOTAL, BAND];

/// One extension.
pub(crate) struct Extension {
    pub(crate) path: String,
    url: String,
    value: Option<(String, Json)>,
    translations: Vec<(String, String)>,
    pub(crate) parts: Extensions,
}

/// The extensions of an element that nobody took yet.
#[derive(Default)]
pub(crate) struct Extensions(Vec<Extension>);

impl Extensions {
    pub(crate) fn read(list: Vec<(String, Json)>, told: &mut Told) -> Self {
        Self(list.into_iter().filter_map(|(path, json)| Extension::read(path, json, told)).collect())
    }

    /// Takes every one with this address.
    pub(crate) fn all(&mut self, url: &str) -> Vec<Extension> {
        let (taken, left) = std::mem::take(&mut self.0).into_iter().partition(|it: &Extension| it.url == url);
        self.0 = left;
        taken
    }

    /// Takes the one with this address. A second one stays, and is told with the rest.
    pub(crate) fn one(&mut self, url: &str) -> Option<Extension> {
        let at = self.0.iter().position(|it| it.url == url)?;
        Some(self.0.remove(at))
    }

    /// Tells those that nobody took.
    pub(crate) fn rest(self, told: &mut Told) {
        for Extension { path, url, value, parts, .. } in self.0 {
            if NEVER_PASSED_OVER.contains(&url.as_str()) {
                told.fault(path, Why::NotForThisType);
                continue;
            }
            let expression = value.iter().any(|(name, _)| name == "valueExpression");
            let would_act = expression
                || WOULD_ACT.contains(&url.as_str())
                || url.ends_with("Expression")
                || parts.0.iter().any(|it| it.value.iter().any(|(name, _)| name == "valueExpression"));
            told.notices.push(Notice { path, url, would_act });
        }
    }

    /// Tells those that nobody took, in an extension of ours: nothing else may stand there.
    pub(crate) fn none(self, told: &mut Told) {
        for left in self.0 {
            told.fault(left.path, Why::Unknown);
        }
    }
}

impl Extension {
    fn read(path: String, json: Json, told: &mut Told) -> Option<Self> {
        let Json::Object(object) = json else {
            told.fault(path, if json.is_null() { Why::Empty } else { Why::WrongType });
            return None;
        };
        let parts = Extensions::default();
        let mut read = Self { path, url: String::new(), value: None, translations: Vec::new(), parts };
        for (name, json) in object {
            let path = format!("{}.{name}", read.path);
            match name.as_str() {
                "url" => read.url = part(&path, json, told)?,
                "id" => {}
                "extension" => {
                    let Json::Array(list) = json else {
                        told.fault(path, Why::WrongType);
                        continue;
                    };
                    let list = list.into_iter().enumerate().map(|(at, it)| (format!("{path}[{at}]"), it));
                    read.parts = Extensions::read(list.collect(), told);
                }
                _ if name.starts_with("value") => {
                    part::<fhir::Raw>(&path, json.clone(), told)?;
                    if read.value.is_some() {
                        told.fault(&read.path, Why::TwoValues);
                    }
                    read.value = Some((name, json));
                }
                _ if name.starts_with("_value") => {
                    read.translations = Node::open(&path, json, told).map_or_else(Vec::new, translations);
                }
                "modifierExtension" => told.fault(path, Why::Modifies),
                _ => told.fault(path, Why::Unknown),
            }
        }
        if read.url.is_empty() {
            told.fault(format!("{}.url", read.path), Why::Missing);
            return None;
        }
        Some(read)
    }

    /// Its value under one of these names, with the path.
    fn under(self, names: &[&str], told: &mut Told) -> Option<(String, String, Json)> {
        match self.value {
            Some((name, json)) if names.contains(&name.as_str()) => {
                Some((format!("{}.{name}", self.path), name, json))
            }
            Some((name, _)) => {
                told.fault(format!("{}.{name}", self.path), Why::WrongType);
                None
            }
            None => {
                told.fault(format!("{}.value[x]", self.path), Why::Missing);
                None
            }
        }
    }

    pub(crate) fn string(self, told: &mut Told) -> Option<String> {
        let names = ["valueString", "valueCode", "valueMarkdown", "valueUri"];
        let (path, _, json) = self.under(&names, told)?;
        part(&path, json, told)
    }

    /// Words with their translations, which stand beside the value.
    pub(crate) fn words(mut self, told: &mut Told) -> Option<Words> {
        let translations = std::mem::take(&mut self.translations);
        self.string(told).map(|plain| Words { plain, translations })
    }

    pub(crate) fn flag(self, told: &mut Told) -> Option<bool> {
        let (path, _, json) = self.under(&["valueBoolean"], told)?;
        part(&path, json, told)
    }

    pub(crate) fn integer(self, told: &mut Told) -> Option<i32> {
        let (path, _, json) = self.under(&["valueInteger"], told)?;
        integer(&path, &json, told)
    }

    pub(crate) fn decimal(self, told: &mut Told) -> Option<Decimal> {
        let (path, _, json) = self.under(&["valueDecimal", "valueInteger"], told)?;
        decimal(&path, json, told)
    }

    pub(crate) fn part<P: fhir::Part>(self, name: &str, told: &mut Told) -> Option<P> {
        let (path, _, json) = self.under(&[name], told)?;
        part(&path, json, told)
    }

    /// A value of one of these types, and where it stands.
    pub(crate) fn value(self, kinds: &[Kind], told: &mut Told) -> Option<(String, Value)> {
        let names: Vec<_> = kinds.iter().map(|it| format!("value{}", it.suffix())).collect();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        let (path, name, json) = self.under(&names, told)?;
        let kind = kinds.iter().find(|it| name.strip_prefix("value") == Some(it.suffix()))?;
        Value::read(*kind, &path, json, told).map(|value| (path, value))
    }
}
