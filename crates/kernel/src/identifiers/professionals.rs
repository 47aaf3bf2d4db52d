//! The number of a health professional.

use std::str::FromStr;

use super::{by_text, compact, luhn};

/// A number of the RPPS (répertoire partagé des professionnels intervenant dans le système de santé): 11 digits, the
/// last of which is the Luhn key. It is public, and stays with the professional for life.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Rpps([u8; 11]);

/// Why a text is no RPPS number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RppsError {
    /// It has not 11 digits.
    #[error("an RPPS number has 11 digits, not {0}")]
    Length(usize),
    /// A character is no digit; counted from 1, separators left out.
    #[error("character {0} of the RPPS number is no digit")]
    Character(usize),
    /// The key does not fit: at least one digit is wrong.
    #[error("the key of the RPPS number does not fit its digits")]
    Key,
}

impl Rpps {
    /// The 11 digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII is let in")
    }
}

impl FromStr for Rpps {
    type Err = RppsError;

    /// Reads 11 digits, with or without separators.
    fn from_str(text: &str) -> Result<Self, RppsError> {
        let digits: [u8; 11] = compact(text).map_err(RppsError::Length)?;
        if let Some(at) = digits.iter().position(|digit| !digit.is_ascii_digit()) {
            return Err(RppsError::Character(at + 1));
        }
        // Eleven zeros have a right key, and belong to nobody.
        let fits = digits != [b'0'; 11] && luhn(digits.iter().map(|digit| digit - b'0'));
        if fits { Ok(Self(digits)) } else { Err(RppsError::Key) }
    }
}

by_text!(Rpps);
