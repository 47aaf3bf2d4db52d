//! Whether answers may be kept, or sent: what is wrong is told at its field, all of it.

use fhir::Coding;

use crate::decimal::Decimal;
use crate::evaluation::Evaluation;
use crate::item::{Item, ItemType};
use crate::kind::Kind;
use crate::limits;
use crate::standing::{Slot, Standing};
use crate::value::Value;
use crate::wrong::{What, Wrong};

/// How much is asked of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// What is there is right; more may come.
    Draft,
    /// And all that must be there is.
    Complete,
}

impl Evaluation<'_> {
    /// Everything that is wrong with the answers to what is asked, in the order of the questionnaire.
    pub fn check(&self, strength: Strength) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        for slot in self.slots() {
            slot_checked(slot, strength == Strength::Complete, &mut wrong);
        }
        wrong
    }
}

/// `asked` is whether what must be answered is told where nothing is: not within a group that is not there, nor within
/// an answer that was not given.
fn slot_checked(slot: Slot<'_, '_>, asked: bool, wrong: &mut Vec<Wrong>) {
    let item = slot.item();
    if !slot.is_asked() || item.kind == ItemType::Display {
        return;
    }
    let count = slot.filled().count();
    let mut tell = |nth: usize, what: What| {
        wrong.push(Wrong { link_id: item.link_id.clone(), field: slot.field(nth), what });
    };
    if count > item.most() {
        tell(item.most(), What::TooMany { most: item.most() });
    }
    if asked && item.total.is_none() {
        let least = item.rules.min_occurs.unwrap_or_default();
        let something = slot.filled().any(answered);
        if item.required && !something {
            tell(0, What::Required);
        } else if something && count < least {
            tell(count, What::TooFew { least });
        }
    }
    if item.kind.is_choice() {
        together(slot, &mut tell);
    }
    for standing in slot.standing() {
        if let Some(value) = standing.value().filter(|_| item.total.is_none())
            && let Some(what) = answer(item, value)
        {
            wrong.push(Wrong { link_id: item.link_id.clone(), field: standing.field(), what });
        }
        let there = if item.kind.is_question() {
            standing.value().is_some()
        } else {
            standing.is_filled() || !item.repeats
        };
        for within in standing.slots() {
            slot_checked(within, asked && there, wrong);
        }
    }
}

/// Whether somebody answered something in it.
fn answered(standing: Standing<'_, '_>) -> bool {
    standing.value().is_some()
        || standing.slots().filter(|it| it.is_asked()).any(|slot| slot.filled().any(answered))
}

/// Several choices of one question.
fn together(slot: Slot<'_, '_>, tell: &mut impl FnMut(usize, What)) {
    let chosen: Vec<_> = slot.filled().filter_map(Standing::value).collect();
    if chosen.len() < 2 {
        return;
    }
    let exclusive = |value: &&Value| slot.item().option(value).is_some_and(|it| it.exclusive);
    if chosen.iter().any(exclusive) {
        tell(0, What::Exclusive);
    }
    for (at, value) in chosen.iter().enumerate() {
        if chosen[..at].iter().any(|it| it.same(value)) {
            tell(at, What::Twice);
        }
    }
}

impl Item {
    /// What is wrong with a file of this media type and so many bytes as an answer.
    pub fn refuses_file(&self, media_type: &str, bytes: usize) -> Option<What> {
        let file = fhir::Attachment {
            content_type: Some(media_type.to_owned()),
            size: Some(fhir::Raw(bytes.into())),
            ..fhir::Attachment::default()
        };
        answer(self, &Value::Attachment(Box::new(file)))
    }
}

/// What is wrong with one answer, by itself.
fn answer(item: &Item, value: &Value) -> Option<What> {
    if !item.answers().contains(&value.kind()) {
        return Some(What::OtherType);
    }
    // Other words than those offered are what an open choice is for.
    let other = item.kind == ItemType::OpenChoice && value.kind() == Kind::String;
    if !item.options.is_empty() && !other && item.option(value).is_none() {
        return Some(What::NotAnOption);
    }
    match value {
        Value::Uri(text) if !is_address(text) => Some(What::NotAnAddress),
        Value::String(text) | Value::Uri(text) => length(item, text),
        Value::Quantity(quantity) => quantity_checked(item, value, quantity),
        Value::Attachment(file) => attachment(item, file),
        Value::Decimal(_) | Value::Integer(_) => places(item, value).or_else(|| range(item, value)),
        Value::Date(_) | Value::DateTime(_) | Value::Time(_) => range(item, value),
        Value::Boolean(_) | Value::Coding(_) | Value::Reference(_) => None,
    }
}

/// What is followed may be no script: of addresses that say what they are, these are accepted.
fn is_address(text: &str) -> bool {
    let known = ["http", "https", "ftp", "mailto", "tel", "urn"];
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let scheme =
        scheme.filter(|it| it.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)));
    let accepted = scheme.is_none_or(|it| known.iter().any(|known| known.eq_ignore_ascii_case(it)));
    accepted && !text.chars().any(|it| it.is_whitespace() || it.is_control())
}

fn length(item: &Item, text: &str) -> Option<What> {
    let count = text.chars().count();
    let most = item.rules.max_length.unwrap_or(limits::TEXT);
    let least = item.rules.min_length.unwrap_or_default();
    if count > most {
        Some(What::TooLong { most })
    } else if count < least {
        Some(What::TooShort { least })
    } else {
        None
    }
}

fn places(item: &Item, value: &Value) -> Option<What> {
    let number = value.number()?;
    let most = item.rules.max_places.filter(|most| number.places() > *most);
    let longest = item.rules.max_length.filter(|most| number.to_string().len() > *most);
    most.map(|most| What::TooFine { most }).or_else(|| longest.map(|most| What::TooLong { most }))
}

/// What nobody can compare is within the range: a month is not before one of its days.
fn range(item: &Item, value: &Value) -> Option<What> {
    let number = |value: &Value| value.number().map(Value::Decimal);
    let order = |bound: &Value| match value {
        Value::Quantity(_) => number(value)?.compared(&number(bound)?),
        _ => value.compared(bound),
    };
    let least = item.rules.min.as_ref().filter(|it| order(it).is_some_and(std::cmp::Ordering::is_lt));
    let most = item.rules.max.as_ref().filter(|it| order(it).is_some_and(std::cmp::Ordering::is_gt));
    let below = least.map(|it| What::Below { least: it.clone() });
    below.or_else(|| most.map(|it| What::Above { most: it.clone() }))
}

fn quantity_checked(item: &Item, value: &Value, quantity: &fhir::Quantity) -> Option<What> {
    if value.number().is_none() {
        return Some(What::NoNumber);
    }
    let is =
        |unit: &Coding| unit.code.is_some() && unit.code == quantity.code && unit.system == quantity.system;
    if !item.units.is_empty() && !item.units.iter().any(is) {
        return Some(What::NotAUnit);
    }
    places(item, value).or_else(|| range(item, value))
}

fn attachment(item: &Item, file: &fhir::Attachment) -> Option<What> {
    if file.data.is_some() {
        return Some(What::BytesWithin);
    }
    let kinds = &item.rules.mime_types;
    let kind = file.content_type.as_deref().unwrap_or_default();
    // `image/*` is every image.
    let is = |it: &String| it == kind || it.strip_suffix('*').is_some_and(|start| kind.starts_with(start));
    if !kinds.is_empty() && !kinds.iter().any(is) {
        return Some(What::OtherKindOfFile { kinds: kinds.clone() });
    }
    let bytes = file.size.as_ref().and_then(|it| it.0.to_string().parse::<Decimal>().ok());
    let million = Decimal::from(1_000_000);
    let most = item.rules.max_size?;
    let too_large = bytes? > most.times(million)?;
    too_large.then_some(What::FileTooLarge { most })
}
