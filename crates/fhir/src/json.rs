//! JSON in which nothing is lost: a key that stands twice is refused, where a common reader would keep the last alone.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Why a text is no JSON.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Broken {
    /// The line on which reading ended, the first is 1.
    pub line: usize,
    /// What was found there.
    pub what: String,
}

/// Reads a text; a mark of the byte order at its beginning is passed over.
///
/// # Errors
/// Where it is no JSON, nests deeper than anybody writes, or has a key twice in one object.
pub fn parse(text: &[u8]) -> Result<Value, Broken> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let read: Result<Strict, _> = serde_json::from_slice(text);
    read.map(|it| it.0).map_err(|error| Broken { line: error.line(), what: error.to_string() })
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reading).map(Self)
    }
}

struct Reading;

impl<'de> DeserializeSeed<'de> for Reading {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reading {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = from.next_element_seed(Self)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = from.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(format!("{key:?} stands twice")));
            }
            object.insert(key, from.next_value_seed(Self)?);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_stands_twice_is_refused() {
        assert_eq!(
            parse(b"\xef\xbb\xbf{\"a\": [1, 2.5, null]}").unwrap(),
            serde_json::json!({"a": [1, 2.5, null]})
        );
        let twice = parse(b"{\n\"a\": {\"b\": 1,\n\"b\": 2}}").unwrap_err();
        assert_eq!(twice.line, 3);
        assert!(twice.what.contains("\"b\" stands twice"), "{twice}");
        for broken in ["", "{", "<Bundle/>", "{} {}", &"[".repeat(500)] {
            assert!(parse(broken.as_bytes()).is_err(), "{broken}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,80}") {
            let common = serde_json::from_str::<Value>(&text).ok();
            if let Ok(read) = parse(text.as_bytes()) {
                prop_assert_eq!(Some(read), common);
            }
        }
    }
}
