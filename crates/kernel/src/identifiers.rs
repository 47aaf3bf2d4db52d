//! French national identifiers, checked by their own keys: of persons (NIR, INS), of professionals (RPPS) and of
//! health and social establishments (FINESS). None of them shows itself in a log: `Debug` hides the digits of
//! persons' numbers.

pub use self::establishments::{Finess, FinessError};
pub use self::nir::{Ins, InsKind, Nir, NirError};
pub use self::professionals::{Rpps, RppsError};

mod establishments;
mod nir;
mod professionals;

/// The characters people put between groups of digits.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '\u{2011}' | '_')
}

/// The text without separators, as `N` capital ASCII characters; otherwise how many characters it has without them.
fn compact<const N: usize>(text: &str) -> Result<[u8; N], usize> {
    let length = || text.chars().filter(|&c| !is_separator(c)).count();
    let mut bytes = [0; N];
    let mut chars = text.chars().filter(|&c| !is_separator(c));
    for byte in &mut bytes {
        let c = chars.next().ok_or_else(length)?.to_ascii_uppercase();
        // What is not ASCII is no digit; any stand-in that is no digit either will do.
        *byte = u8::try_from(c).unwrap_or(b'?');
    }
    if chars.next().is_some() { Err(length()) } else { Ok(bytes) }
}

/// Whether the digits end with their Luhn key.
fn luhn(digits: impl DoubleEndedIterator<Item = u8>) -> bool {
    let sum: u32 = digits
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit) {
            (0, digit) => u32::from(digit),
            (_, 0..=4) => u32::from(digit) * 2,
            (_, digit) => u32::from(digit) * 2 - 9,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Implements `Display`, `Serialize` and `Deserialize` by the compact text, for types with `as_str` and `FromStr`.
macro_rules! by_text {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
use by_text;
