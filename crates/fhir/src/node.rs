//! Reading an element: what is asked for is taken out of it, what then is left was not understood, and is told.

use serde_json::{Map, Value};

/// Something that cannot be read, with the path of the element: `Condition.code.coding[0].system`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where.
    pub path: String,
    /// What is wrong there.
    pub why: Why,
}

/// What is wrong with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// R4 has no such element there.
    Unknown,
    /// It has one, of another type.
    WrongType,
    /// Nothing stands in it: null, an empty text, an empty list (R4, `json.html`: “no nulls, no empty values”).
    Empty,
    /// No date of FHIR: `2026`, `2026-11`, `2026-11-23`, `2026-11-23T10:42:00+01:00`.
    NotADate,
    /// It changes the meaning of what stands around it (`modifierExtension`, `implicitRules`): who does not understand it
    /// must not read the rest.
    Modifies,
}

impl Why {
    /// The code by which it is put into words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::WrongType => "wrong-type",
            Self::Empty => "empty",
            Self::NotADate => "not-a-date",
            Self::Modifies => "modifies",
        }
    }
}

/// An element being read.
pub struct Node<'a> {
    path: String,
    object: Map<String, Value>,
    faults: &'a mut Vec<Fault>,
}

impl Node<'_> {
    /// Takes an element out; what is wrong with it is told.
    pub(crate) fn take<F: Field>(&mut self, name: &str) -> F {
        let path = format!("{}.{name}", self.path);
        match self.object.remove(name) {
            None => F::absent(),
            Some(value) => F::present(&path, value, self.faults),
        }
    }

    /// Tells what was not taken.
    fn done(self) {
        for (name, _) in self.object {
            // The resource's type is how it was known.
            if name == "resourceType" {
                continue;
            }
            let why = match name.as_str() {
                "modifierExtension" | "implicitRules" => Why::Modifies,
                _ => Why::Unknown,
            };
            self.faults.push(Fault { path: format!("{}.{name}", self.path), why });
        }
    }
}

/// What can be read from JSON.
pub trait Part: Sized {
    /// Reads it; `None` where it cannot be, which is then told.
    fn part(path: &str, value: Value, faults: &mut Vec<Fault>) -> Option<Self>;
}

/// An element with elements of its own.
pub trait Element: Sized {
    /// Takes its elements.
    fn element(from: &mut Node<'_>) -> Self;
}

impl<E: Element> Part for E {
    fn part(path: &str, value: Value, faults: &mut Vec<Fault>) -> Option<Self> {
        let why = match value {
            Value::Object(object) if !object.is_empty() => {
                let mut node = Node { path: path.to_owned(), object, faults };
                let read = E::element(&mut node);
                node.done();
                return Some(read);
            }
            Value::Object(_) | Value::Null => Why::Empty,
            _ => Why::WrongType,
        };
        faults.push(Fault { path: path.to_owned(), why });
        None
    }
}

/// How often an element may stand: once, or many times.
pub trait Field: Sized {
    /// It does not stand.
    fn absent() -> Self;
    /// It stands.
    fn present(path: &str, value: Value, faults: &mut Vec<Fault>) -> Self;
    /// Whether it does not stand, and so is not written.
    fn is_absent(&self) -> bool;
}

impl<P: Part> Field for Option<P> {
    fn absent() -> Self {
        None
    }

    fn present(path: &str, value: Value, faults: &mut Vec<Fault>) -> Self {
        P::part(path, value, faults)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<P: Part> Field for Vec<P> {
    fn absent() -> Self {
        Self::new()
    }

    fn present(path: &str, value: Value, faults: &mut Vec<Fault>) -> Self {
        let why = match value {
            Value::Array(values) if !values.is_empty() => {
                let parts = values.into_iter().enumerate();
                return parts
                    .filter_map(|(at, value)| P::part(&format!("{path}[{at}]"), value, faults))
                    .collect();
            }
            Value::Array(_) | Value::Null => Why::Empty,
            _ => Why::WrongType,
        };
        faults.push(Fault { path: path.to_owned(), why });
        Self::new()
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// Reads a resource or another element that stands at `path`.
///
/// # Errors
/// Everything that is wrong in it, in the order of the paths.
pub fn read<P: Part>(path: &str, value: Value) -> Result<P, Vec<Fault>> {
    let mut faults = Vec::new();
    match P::part(path, value, &mut faults) {
        Some(read) if faults.is_empty() => Ok(read),
        _ => {
            faults.sort();
            Err(faults)
        }
    }
}

/// Declares an element: the name of each of its own in JSON, how often it may stand, its type.
macro_rules! element {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $field:ident = $json:literal: $kind:ident<$type:ty>),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
        pub struct $name {
            $($(#[$about])* #[serde(rename = $json, skip_serializing_if = "crate::node::Field::is_absent")] pub $field: $kind<$type>,)*
        }

        impl crate::node::Element for $name {
            fn element(from: &mut crate::node::Node<'_>) -> Self {
                Self { $($field: from.take($json),)* }
            }
        }
    };
}

pub(crate) use element;
