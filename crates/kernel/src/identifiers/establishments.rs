//! The number of a health or social establishment.

use std::str::FromStr;

use super::{by_text, compact, luhn};

/// A number of the FINESS (fichier national des établissements sanitaires et sociaux): 9 characters, department
/// first, the last of which is the Luhn key. In Corsica's `2A` and `2B` the letter counts as 1 and 2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Finess([u8; 9]);

/// Why a text is no FINESS number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FinessError {
    /// It has not 9 characters.
    #[error("a FINESS number has 9 characters, not {0}")]
    Length(usize),
    /// A character cannot stand where it does; counted from 1, separators left out.
    #[error("character {0} of the FINESS number cannot be right")]
    Character(usize),
    /// The key does not fit: at least one digit is wrong.
    #[error("the key of the FINESS number does not fit its digits")]
    Key,
}

impl Finess {
    /// The 9 characters, Corsica with a capital letter.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII is let in")
    }
}

impl FromStr for Finess {
    type Err = FinessError;

    /// Reads 9 characters, with or without separators, small or capital.
    fn from_str(text: &str) -> Result<Self, FinessError> {
        let given: [u8; 9] = compact(text).map_err(FinessError::Length)?;
        let mut digits = given;
        match &given[..2] {
            b"2A" => digits[1] = b'1',
            b"2B" => digits[1] = b'2',
            _ => {}
        }
        if let Some(at) = digits.iter().position(|digit| !digit.is_ascii_digit()) {
            return Err(FinessError::Character(at + 1));
        }
        // No department is 00; nine zeros would have a right key.
        if digits.starts_with(b"00") {
            return Err(FinessError::Character(1));
        }
        if luhn(digits.iter().map(|digit| digit - b'0')) { Ok(Self(given)) } else { Err(FinessError::Key) }
    }
}

by_text!(Finess);
