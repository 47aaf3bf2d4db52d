//! Answers from the fields of a form, and into them: names and texts, no HTML.

use std::collections::BTreeMap;

use fhir::{Attachment, Coding, Quantity, Raw, Reference};
use jiff::tz::TimeZone;

use crate::answers::{Answers, Level, Occurrence};
use crate::evaluation::Evaluation;
use crate::field::{Field, START};
use crate::item::{Item, ItemType};
use crate::limits;
use crate::questionnaire::Questionnaire;
use crate::spelled;
use crate::standing::Slot;
use crate::value::Value;
use crate::wrong::{What, Wrong};

/// What was written in a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// What could be read.
    pub answers: Answers,
    /// What could not, each at its field.
    pub wrong: Vec<Wrong>,
}

/// What was written for one answer.
#[derive(Default)]
struct Texts<'f> {
    main: Vec<&'f str>,
    parts: BTreeMap<String, &'f str>,
}

impl Texts<'_> {
    fn part(&self, name: &str) -> &str {
        self.parts.get(name).map_or("", |it| it.trim())
    }

    fn optional(&self, name: &str) -> Option<String> {
        Some(self.part(name)).filter(|it| !it.is_empty()).map(str::to_owned)
    }
}

/// Answers while they are gathered: repetitions need not follow one another, and one field may be sent several times.
#[derive(Default)]
struct Gathered(BTreeMap<usize, BTreeMap<(usize, usize), (Option<Value>, Gathered)>>);

impl Gathered {
    fn put(&mut self, way: &[(usize, usize)], again: usize, value: Value) {
        let Some((&(item, nth), rest)) = way.split_first() else { return };
        let again_here = if rest.is_empty() { again } else { 0 };
        let (here, below) = self.0.entry(item).or_default().entry((nth, again_here)).or_default();
        if rest.is_empty() {
            *here = Some(value);
        } else {
            below.put(rest, again, value);
        }
    }

    fn packed(self) -> Level {
        let mut level = Level::default();
        for (item, repetitions) in self.0 {
            let packed =
                repetitions.into_values().map(|(value, below)| Occurrence { value, below: below.packed() });
            level.put(item, packed.collect());
        }
        level
    }
}

impl Questionnaire {
    /// Reads the fields of a form: their names, and what was written in them. Fields that are not of a questionnaire are
    /// passed over; those that nobody fills by hand (totals, texts) too. What is `readOnly` is read like the rest: see
    /// [`Answers::with_read_only_of`]. Times are told in the time of this place.
    pub fn filled<'f>(
        &self,
        fields: impl IntoIterator<Item = (&'f str, &'f str)>,
        zone: &TimeZone,
    ) -> Filled {
        let mut wrong = Vec::new();
        let mut texts: BTreeMap<Vec<(usize, usize)>, (&str, Texts<'f>)> = BTreeMap::new();
        for (name, text) in fields {
            if name.split('.').next() != Some(START) || name == START {
                continue;
            }
            let Some(Field { way, part }) = Field::find(self, name) else {
                wrong.push(Wrong { link_id: String::new(), field: name.to_owned(), what: What::NoSuchField });
                continue;
            };
            let main = name.split(':').next().unwrap_or_default();
            let (_, all) = texts.entry(way).or_insert_with(|| (main, Texts::default()));
            match part {
                Some(part) => drop(all.parts.insert(part, text)),
                None => all.main.push(text),
            }
        }
        let mut gathered = Gathered::default();
        let too_many = |most: usize, wrong: &mut Vec<Wrong>| {
            let what = What::TooMany { most };
            wrong.push(Wrong { link_id: String::new(), field: START.to_owned(), what });
        };
        if texts.values().map(|(_, texts)| texts.main.len().max(1)).sum::<usize>() > limits::OCCURRENCES {
            too_many(limits::OCCURRENCES, &mut wrong);
            texts.clear();
        }
        for (way, (field, texts)) in texts {
            let Some(&(at, _)) = way.last() else { continue };
            let item = &self.items[at];
            if item.total.is_some() {
                continue;
            }
            match values(item, &texts, zone) {
                Ok(values) => {
                    values.into_iter().enumerate().for_each(|(again, it)| gathered.put(&way, again, it));
                }
                Err(what) => {
                    wrong.push(Wrong { link_id: item.link_id.clone(), field: field.to_owned(), what });
                }
            }
        }
        let mut answers = Answers { roots: gathered.packed() };
        if answers.roots.places(self) > limits::PLACES {
            too_many(limits::PLACES, &mut wrong);
            answers = Answers::default();
        }
        Filled { answers, wrong }
    }
}

/// What was answered: nothing, once, or several times by the same field.
fn values(item: &Item, texts: &Texts<'_>, zone: &TimeZone) -> Result<Vec<Value>, What> {
    let mut values = Vec::new();
    for main in &texts.main {
        values.extend(value(item, main, texts, zone)?);
    }
    if let Some(other) = texts.optional("other").filter(|_| item.kind == ItemType::OpenChoice) {
        values.push(Value::String(other));
    }
    // A text without its number is a fault of its own.
    if values.is_empty() && item.kind == ItemType::DateTime && !texts.part("time").is_empty() {
        return Err(What::NotADate);
    }
    if values.len() > item.most() { Err(What::TooMany { most: item.most() }) } else { Ok(values) }
}

fn value(item: &Item, text: &str, texts: &Texts<'_>, zone: &TimeZone) -> Result<Option<Value>, What> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    if !item.options.is_empty() {
        let option = item.options.iter().find(|it| it.key == trimmed);
        return option.map(|it| Some(it.value.clone())).ok_or(What::NotAnOption);
    }
    let value = match item.kind {
        ItemType::Group | ItemType::Display | ItemType::Choice => return Ok(None),
        ItemType::Boolean => Value::Boolean(spelled::boolean(trimmed).ok_or(What::NotABoolean)?),
        ItemType::Decimal => Value::Decimal(spelled::decimal(trimmed).ok_or(What::NotANumber)?),
        ItemType::Integer => Value::Integer(spelled::integer(trimmed).ok_or(What::NotAnInteger)?),
        ItemType::Date => Value::Date(spelled::date(trimmed).ok_or(What::NotADate)?),
        ItemType::DateTime => {
            let read = spelled::date_time(trimmed, texts.part("time"), zone);
            Value::DateTime(read.ok_or(What::NotADate)?)
        }
        ItemType::Time => Value::Time(spelled::time(trimmed).ok_or(What::NotATime)?),
        // Browsers send the ends of lines as Windows has them.
        ItemType::String | ItemType::Text | ItemType::OpenChoice => Value::String(text.replace("\r\n", "\n")),
        ItemType::Url => Value::Uri(trimmed.to_owned()),
        ItemType::Attachment => Value::Attachment(Box::new(Attachment {
            url: Some(trimmed.to_owned()),
            title: texts.optional("title"),
            content_type: texts.optional("type"),
            size: size(texts.part("size"))?,
            hash: texts.optional("hash"),
            ..Attachment::default()
        })),
        ItemType::Reference => Value::Reference(Box::new(Reference {
            reference: Some(trimmed.to_owned()),
            display: texts.optional("display"),
            ..Reference::default()
        })),
        ItemType::Quantity => quantity(item, trimmed, texts.part("unit"))?,
    };
    Ok(Some(value))
}

fn size(text: &str) -> Result<Option<Raw>, What> {
    if text.is_empty() {
        return Ok(None);
    }
    let bytes: u32 = text.parse().map_err(|_| What::NotANumber)?;
    Ok(Some(Raw(bytes.into())))
}

/// « 72,5 » with a unit beside it, or « 72,5 kg ». Where there is one unit, it need not be told.
fn quantity(item: &Item, text: &str, beside: &str) -> Result<Value, What> {
    let end = text.find(|it: char| it.is_alphabetic() || "%°[{".contains(it)).unwrap_or(text.len());
    let (number, within) = (text[..end].trim(), text[end..].trim());
    let number = spelled::decimal(number).ok_or(What::NotANumber)?;
    let named = match (within, beside) {
        ("", named) | (named, "") => named,
        (within, beside) if within == beside => within,
        _ => return Err(What::NotAUnit),
    };
    let mut quantity = Quantity { value: fhir::Decimal::written(&number.to_string()), ..Quantity::default() };
    if item.units.is_empty() {
        quantity.unit = Some(named.to_owned()).filter(|it| !it.is_empty());
        return Ok(Value::Quantity(Box::new(quantity)));
    }
    let is = |it: &&Coding| it.code.as_deref() == Some(named) || it.display.as_deref() == Some(named);
    let unit = match &item.units[..] {
        [only] if named.is_empty() => Some(only),
        units => units.iter().find(is),
    };
    let unit = unit.ok_or(What::NotAUnit)?;
    quantity.unit = unit.display.clone().or_else(|| unit.code.clone());
    quantity.code.clone_from(&unit.code);
    quantity.system.clone_from(&unit.system);
    Ok(Value::Quantity(Box::new(quantity)))
}

impl Evaluation<'_> {
    /// The fields of the answers, asked or not, which [`Questionnaire::filled`] reads again. Of quantities, files and
    /// references they hold what people write: the number and its unit; the address, the title, the kind, the size and the
    /// hash; the address and the name.
    pub fn fields(&self, zone: &TimeZone) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for slot in self.slots() {
            slot_written(slot, zone, &mut fields);
        }
        fields
    }
}

fn slot_written(slot: Slot<'_, '_>, zone: &TimeZone, fields: &mut Vec<(String, String)>) {
    let item = slot.item();
    for standing in slot.standing() {
        if let Some(value) = standing.value().filter(|_| item.total.is_none()) {
            let name = standing.field();
            for (part, text) in texts(item, value, zone) {
                let name = if part.is_empty() { name.clone() } else { format!("{name}:{part}") };
                fields.push((name, text));
            }
        }
        for within in standing.slots() {
            slot_written(within, zone, fields);
        }
    }
}

/// What stands in the fields of an answer: of the answer itself, and of its parts.
fn texts(item: &Item, value: &Value, zone: &TimeZone) -> Vec<(&'static str, String)> {
    let main = |text: String| vec![("", text)];
    if let Some(option) = item.option(value) {
        return main(option.key.clone());
    }
    let with = |parts: Vec<(&'static str, Option<&String>)>| {
        parts.into_iter().filter_map(|(part, text)| Some((part, text?.clone()))).collect()
    };
    match value {
        Value::Boolean(value) => main(value.to_string()),
        Value::Decimal(value) => main(value.to_string()),
        Value::Integer(value) => main(value.to_string()),
        Value::Date(value) => main(value.to_string()),
        Value::DateTime(value) => main(spelled::written(value, zone)),
        Value::Time(value) => main(value.to_string()),
        Value::String(text) if !item.options.is_empty() => vec![("other", text.clone())],
        Value::String(text) | Value::Uri(text) => main(text.clone()),
        Value::Coding(coding) => main(coding.code.clone().unwrap_or_default()),
        Value::Attachment(file) => {
            let size = file.size.as_ref().map(|it| it.0.to_string());
            with(vec![
                ("", file.url.as_ref()),
                ("title", file.title.as_ref()),
                ("type", file.content_type.as_ref()),
                ("size", size.as_ref()),
                ("hash", file.hash.as_ref()),
            ])
        }
        Value::Reference(it) => with(vec![("", it.reference.as_ref()), ("display", it.display.as_ref())]),
        Value::Quantity(quantity) => {
            let number = value.number().map(|it| it.to_string());
            let unit = quantity.code.as_ref().filter(|_| !item.units.is_empty());
            with(vec![("", number.as_ref()), ("unit", unit.or(quantity.unit.as_ref()))])
        }
    }
}
