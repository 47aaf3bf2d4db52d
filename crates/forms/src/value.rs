//! The values of answers.

use std::cmp::Ordering;

use fhir::{Attachment, Coding, DateTime, Part, Quantity, Reference};
use jiff::civil::Time;
use serde_json::Value as Json;

use crate::decimal::Decimal;
use crate::fault::{Told, Why};
use crate::kind::Kind;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// True or false.
    Boolean(bool),
    /// A number.
    Decimal(Decimal),
    /// A whole number.
    Integer(i32),
    /// A year, a month, or a day.
    Date(DateTime),
    /// A date, with its time where it is known.
    DateTime(DateTime),
    /// A time of the day.
    Time(Time),
    /// Words.
    String(String),
    /// An address.
    Uri(String),
    /// A file, which is kept elsewhere.
    Attachment(Box<Attachment>),
    /// A code.
    Coding(Box<Coding>),
    /// A number with its unit.
    Quantity(Box<Quantity>),
    /// Another resource.
    Reference(Box<Reference>),
}

impl Value {
    /// Its type.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Boolean(_) => Kind::Boolean,
            Self::Decimal(_) => Kind::Decimal,
            Self::Integer(_) => Kind::Integer,
            Self::Date(_) => Kind::Date,
            Self::DateTime(_) => Kind::DateTime,
            Self::Time(_) => Kind::Time,
            Self::String(_) => Kind::String,
            Self::Uri(_) => Kind::Uri,
            Self::Attachment(_) => Kind::Attachment,
            Self::Coding(_) => Kind::Coding,
            Self::Quantity(_) => Kind::Quantity,
            Self::Reference(_) => Kind::Reference,
        }
    }

    /// A code of a system.
    pub fn coding(system: &str, code: &str) -> Self {
        let coding = Coding { system: Some(system.into()), code: Some(code.into()), ..Coding::default() };
        Self::Coding(Box::new(coding))
    }

    /// The number that it is: of a number, a whole number, or a quantity, whose unit is not looked at.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(number) => Some(*number),
            Self::Integer(number) => Some(Decimal::from(*number)),
            Self::Quantity(quantity) => quantity.value.as_ref()?.text().parse().ok(),
            _ => None,
        }
    }

    /// Whether the other says the same: a code is its system and its code, whatever it is called; a reference is its
    /// address; a date is the same where both are known as exactly.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Coding(one), Self::Coding(two)) => one.system == two.system && one.code == two.code,
            (Self::Reference(one), Self::Reference(two)) => one.reference == two.reference,
            (Self::Uri(one) | Self::String(one), Self::Uri(two) | Self::String(two)) => one == two,
            (Self::Attachment(_), _) | (_, Self::Attachment(_)) => false,
            _ => self.compared(other) == Some(Ordering::Equal),
        }
    }

    /// Whether it is less, equal or more; `None` where nobody can say: other types, other units, a day within a month.
    pub fn compared(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Boolean(one), Self::Boolean(two)) => (one == two).then_some(Ordering::Equal),
            (Self::Date(one) | Self::DateTime(one), Self::Date(two) | Self::DateTime(two)) => dates(one, two),
            (Self::Time(one), Self::Time(two)) => Some(one.cmp(two)),
            (Self::Quantity(one), Self::Quantity(two)) if unit(one) != unit(two) => None,
            (Self::Quantity(_), Self::Quantity(_))
            | (Self::Decimal(_) | Self::Integer(_), Self::Decimal(_) | Self::Integer(_)) => {
                Some(self.number()?.cmp(&other.number()?))
            }
            _ => None,
        }
    }

    /// As JSON has it.
    pub fn json(&self) -> Json {
        match self {
            Self::Boolean(value) => Json::Bool(*value),
            Self::Decimal(value) => Json::Number(value.number()),
            Self::Integer(value) => Json::from(*value),
            Self::Date(value) | Self::DateTime(value) => Json::String(value.to_string()),
            Self::Time(value) => Json::String(value.to_string()),
            Self::String(value) | Self::Uri(value) => Json::String(value.clone()),
            Self::Attachment(value) => written(value),
            Self::Coding(value) => written(value),
            Self::Quantity(value) => written(value),
            Self::Reference(value) => written(value),
        }
    }

    /// Reads one; what is wrong with it is told.
    pub(crate) fn read(kind: Kind, path: &str, json: Json, told: &mut Told) -> Option<Self> {
        match kind {
            Kind::Boolean => part(path, json, told).map(Self::Boolean),
            Kind::Decimal => decimal(path, json, told).map(Self::Decimal),
            Kind::Integer => integer(path, &json, told).map(Self::Integer),
            Kind::Date => {
                let date = part::<DateTime>(path, json, told)?;
                if matches!(date, DateTime::Instant(_)) {
                    told.fault(path, Why::NotADate);
                    return None;
                }
                Some(Self::Date(date))
            }
            Kind::DateTime => part(path, json, told).map(Self::DateTime),
            Kind::Time => {
                let text = part::<String>(path, json, told)?;
                let time = time(&text);
                if time.is_none() {
                    told.fault(path, Why::NotATime);
                }
                time.map(Self::Time)
            }
            Kind::String => part(path, json, told).map(Self::String),
            Kind::Uri => part(path, json, told).map(Self::Uri),
            Kind::Attachment => part(path, json, told).map(|it| Self::Attachment(Box::new(it))),
            Kind::Coding => part(path, json, told).map(|it| Self::Coding(Box::new(it))),
            Kind::Quantity => {
                let quantity = part::<Quantity>(path, json, told)?;
                let number = quantity.value.as_ref().map(|it| it.text().parse::<Decimal>());
                if number.is_some_and(|it| it.is_err()) {
                    told.fault(format!("{path}.value"), Why::NotANumber);
                    return None;
                }
                Some(Self::Quantity(Box::new(quantity)))
            }
            Kind::Reference => part(path, json, told).map(|it| Self::Reference(Box::new(it))),
        }
    }
}

/// Reads what the house reads everywhere.
pub(crate) fn part<P: Part>(path: &str, json: Json, told: &mut Told) -> Option<P> {
    let mut faults = Vec::new();
    let read = P::part(path, json, &mut faults);
    let sound = faults.is_empty();
    told.faults.extend(faults.into_iter().map(Into::into));
    read.filter(|_| sound)
}

pub(crate) fn decimal(path: &str, json: Json, told: &mut Told) -> Option<Decimal> {
    let number = part::<fhir::Decimal>(path, json, told)?;
    let read = number.text().parse().ok();
    if read.is_none() {
        told.fault(path, Why::NotANumber);
    }
    read
}

pub(crate) fn integer(path: &str, json: &Json, told: &mut Told) -> Option<i32> {
    let why = match json {
        Json::Number(number) => match number.as_i64().and_then(|it| i32::try_from(it).ok()) {
            Some(number) => return Some(number),
            None => Why::WrongType,
        },
        Json::Null => Why::Empty,
        _ => Why::WrongType,
    };
    told.fault(path, why);
    None
}

/// R4 wants two figures each, and the seconds.
pub(crate) fn time(text: &str) -> Option<Time> {
    let bytes = text.as_bytes();
    let figures = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let shaped = [0, 1, 3, 4, 6, 7].into_iter().all(figures)
        && bytes[2] == b':'
        && bytes[5] == b':'
        && bytes.get(8).is_none_or(|it| *it == b'.');
    // Sixty seconds would be read as fifty-nine.
    if !shaped || bytes[6] > b'5' {
        return None;
    }
    text.parse().ok()
}

fn unit(quantity: &Quantity) -> (Option<&str>, Option<&str>) {
    match &quantity.code {
        Some(code) => (quantity.system.as_deref(), Some(code)),
        None => (None, quantity.unit.as_deref()),
    }
}

fn dates(one: &DateTime, two: &DateTime) -> Option<Ordering> {
    if let (DateTime::Instant(one), DateTime::Instant(two)) = (one, two) {
        return Some(one.timestamp().cmp(&two.timestamp()));
    }
    let days = |it: &DateTime| Some((it.first_day().ok()?, it.last_day().ok()?));
    let (one_days, two_days) = (days(one)?, days(two)?);
    if one_days.1 < two_days.0 {
        Some(Ordering::Less)
    } else if one_days.0 > two_days.1 {
        Some(Ordering::Greater)
    } else {
        (one == two).then_some(Ordering::Equal)
    }
}

fn written<S: serde::Serialize>(value: &S) -> Json {
    serde_json::to_value(value).expect("elements of FHIR are written as JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Value {
        Value::DateTime(text.parse().unwrap())
    }

    #[test]
    fn dates_are_compared_as_far_as_they_are_known() {
        let order = |one: &str, two: &str| date(one).compared(&date(two));
        assert_eq!(order("2025", "2026-01-01"), Some(Ordering::Less));
        assert_eq!(order("2026-02-01", "2026-01"), Some(Ordering::Greater));
        assert_eq!(order("2026-01-15", "2026-01"), None);
        assert_eq!(order("2026-01", "2026-01"), Some(Ordering::Equal));
        assert_eq!(order("2026-01-01T10:00:00+01:00", "2026-01-01T09:00:00Z"), Some(Ordering::Equal));
        assert!(!date("2026-01-15").same(&date("2026-01")));
    }

    #[test]
    fn quantities_are_compared_in_one_unit() {
        let read = |json: &str| {
            let mut told = Told::default();
            Value::read(Kind::Quantity, "x", serde_json::from_str(json).unwrap(), &mut told).unwrap()
        };
        let kilos =
            read(r#"{"value": 72.5, "unit": "kg", "code": "kg", "system": "http://unitsofmeasure.org"}"#);
        let more = read(r#"{"value": 80, "code": "kg", "system": "http://unitsofmeasure.org"}"#);
        let grams = read(r#"{"value": 80, "code": "g", "system": "http://unitsofmeasure.org"}"#);
        assert_eq!(kilos.compared(&more), Some(Ordering::Less));
        assert_eq!(kilos.compared(&grams), None);
    }

    #[test]
    fn a_time_has_its_seconds() {
        assert_eq!(time("12:30:00").map(|it| it.to_string()).as_deref(), Some("12:30:00"));
        assert!(time("12:30:00.25").is_some());
        for text in
            ["", "12:30", "9:30:00", "12:30:00Z", "24:00:00", "12:30:60", "12h30", "12:30:00é", "é2:30:00"]
        {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
