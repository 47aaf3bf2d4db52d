//! The simple types.

use serde::Serialize;
use serde_json::{Number, Value};

use crate::node::{Fault, Part, Why};

fn refused<T>(path: &str, why: Why, faults: &mut Vec<Fault>) -> Option<T> {
    faults.push(Fault { path: path.to_owned(), why });
    None
}

impl Part for String {
    fn part(path: &str, value: Value, faults: &mut Vec<Fault>) -> Option<Self> {
        match value {
            Value::String(text) if !text.trim().is_empty() => Some(text),
            Value::String(_) | Value::Null => refused(path, Why::Empty, faults),
            _ => refused(path, Why::WrongType, faults),
        }
    }
}

impl Part for bool {
    fn part(path: &str, value: Value, faults: &mut Vec<Fault>) -> Option<Self> {
        match value {
            Value::Bool(value) => Some(value),
            Value::Null => refused(path, Why::Empty, faults),
            _ => refused(path, Why::WrongType, faults),
        }
    }
}

/// A number, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Decimal(Number);

impl Decimal {
    /// A number as it is written: `72.5`. `None` where it is none.
    pub fn written(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }

    /// As it is written: `72.5`.
    pub fn text(&self) -> String {
        let text = self.0.to_string();
        // 72.0 is 72.
        text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
    }
}

impl Part for Decimal {
    fn part(path: &str, value: Value, faults: &mut Vec<Fault>) -> Option<Self> {
        match value {
            Value::Number(number) => Some(Self(number)),
            Value::Null => refused(path, Why::Empty, faults),
            _ => refused(path, Why::WrongType, faults),
        }
    }
}

/// An element that is kept as it came: R4 has it, and nobody here looks into it. What changes the meaning of the rest is
/// looked for all the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Raw(pub Value);

impl Part for Raw {
    fn part(path: &str, value: Value, faults: &mut Vec<Fault>) -> Option<Self> {
        let before = faults.len();
        look_through(path, &value, faults);
        (faults.len() == before).then_some(Self(value))
    }
}

fn look_through(path: &str, value: &Value, faults: &mut Vec<Fault>) {
    let mut tell = |path: &str, why| faults.push(Fault { path: path.to_owned(), why });
    match value {
        Value::Null => tell(path, Why::Empty),
        Value::String(text) if text.trim().is_empty() => tell(path, Why::Empty),
        Value::Array(values) if values.is_empty() => tell(path, Why::Empty),
        Value::Object(object) if object.is_empty() => tell(path, Why::Empty),
        Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                look_through(&format!("{path}[{at}]"), value, faults);
            }
        }
        Value::Object(object) => {
            for (name, value) in object {
                let path = format!("{path}.{name}");
                if name == "modifierExtension" || name == "implicitRules" {
                    faults.push(Fault { path, why: Why::Modifies });
                } else {
                    look_through(&path, value, faults);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_come_out_as_they_are_written(thousandths in 0_i64..1_000_000_000) {
            let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
            let text = text.trim_end_matches('0').trim_end_matches('.');
            let number = Decimal::written(text).unwrap();
            prop_assert_eq!(number.text(), text);
            prop_assert_eq!(serde_json::to_string(&number).unwrap(), text);
        }
    }

    #[test]
    fn what_changes_the_meaning_is_found_however_deep() {
        let value = serde_json::json!({"a": [{"b": {"modifierExtension": [{"url": "x"}]}}], "c": null});
        let faults = crate::read::<Raw>("Condition.stage[0]", value).unwrap_err();
        let told: Vec<_> = faults.iter().map(|it| (it.path.as_str(), it.why)).collect();
        assert_eq!(
            told,
            [
                ("Condition.stage[0].a[0].b.modifierExtension", Why::Modifies),
                ("Condition.stage[0].c", Why::Empty)
            ]
        );
    }
}
