//! The number of a person: NIR (numéro d'inscription au répertoire, INSEE) or NIA (numéro identifiant d'attente),
//! which share their form and their key, and the INS (identité nationale de santé) that carries one or the other.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{by_text, compact};

/// The 13 characters of a NIR or a NIA with their key of two digits, checked.
///
/// Sex (1), year (2) and month (2) of birth, place of birth (5: INSEE commune code, or 99 and the country), rank (3),
/// key (2). Only the first digit and the key are held to rules: months such as 20 or 99 stand for unknown ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nir([u8; 15]);

/// Why a text is no NIR.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NirError {
    /// It has not 15 characters, or 13 for a number without its key.
    #[error("a NIR has 15 characters with its key, not {0}")]
    Length(usize),
    /// A character cannot stand where it does; counted from 1, separators left out.
    #[error("character {0} of the NIR cannot be right")]
    Character(usize),
    /// The key does not fit: at least one digit is wrong.
    #[error("the key of the NIR does not fit its digits")]
    Key,
}

impl Nir {
    /// The number whose 13 characters these are, with its key computed.
    ///
    /// # Errors
    /// [`NirError::Length`] or [`NirError::Character`].
    pub fn from_body(body: &str) -> Result<Self, NirError> {
        let body: [u8; 13] = compact(body).map_err(NirError::Length)?;
        let key = key_of(&body)?;
        let mut all = [0; 15];
        all[..13].copy_from_slice(&body);
        all[13..].copy_from_slice(&[b'0' + key / 10, b'0' + key % 10]);
        Ok(Self(all))
    }

    /// The 15 characters, without separators, Corsica as `2A` and `2B`.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII is let in")
    }

    /// The 13 characters without the key: what FHIR and the INS service call the matricule.
    pub fn body(&self) -> &str {
        &self.as_str()[..13]
    }

    /// The key, from 01 to 97.
    pub fn key(&self) -> &str {
        &self.as_str()[13..]
    }

    /// As people read it, grouped with no-break spaces: « 1 79 03 78 646 123 45 ».
    pub fn grouped(&self) -> String {
        let text = self.as_str();
        [0..1, 1..3, 3..5, 5..7, 7..10, 10..13, 13..15].map(|group| &text[group]).join("\u{a0}")
    }

    /// The two digits of the year of birth.
    pub fn birth_year(&self) -> &str {
        &self.as_str()[1..3]
    }

    /// The month of birth, when the number knows it.
    pub fn birth_month(&self) -> Option<i8> {
        self.as_str()[3..5].parse().ok().filter(|month| (1..=12).contains(month))
    }

    /// The place of birth as the number has it: an INSEE commune code, or 99 and a country.
    pub fn birth_place(&self) -> &str {
        &self.as_str()[5..10]
    }
}

impl FromStr for Nir {
    type Err = NirError;

    /// Reads 15 characters, with or without separators, small or capital.
    fn from_str(text: &str) -> Result<Self, NirError> {
        let all: [u8; 15] = compact(text).map_err(NirError::Length)?;
        let (body, key) = all.split_first_chunk::<13>().ok_or(NirError::Length(15))?;
        let expected = key_of(body)?;
        for (at, digit) in key.iter().enumerate() {
            if !digit.is_ascii_digit() {
                return Err(NirError::Character(14 + at));
            }
        }
        let given = (key[0] - b'0') * 10 + (key[1] - b'0');
        if given == expected { Ok(Self(all)) } else { Err(NirError::Key) }
    }
}

impl fmt::Debug for Nir {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nir(…)")
    }
}

by_text!(Nir);

/// 97 less the rest of the number by 97, where Corsica's 2A counts as 19 and 2B as 18 (INSEE).
fn key_of(body: &[u8; 13]) -> Result<u8, NirError> {
    let mut digits = *body;
    match &body[5..7] {
        b"2A" => digits[5..7].copy_from_slice(b"19"),
        b"2B" => digits[5..7].copy_from_slice(b"18"),
        _ => {}
    }
    if let Some(at) = digits.iter().position(|digit| !digit.is_ascii_digit()) {
        return Err(NirError::Character(at + 1));
    }
    // 1 and 2 for those born here, 3 and 4 while foreign papers are examined, 5 to 8 for numbers of other times.
    if matches!(digits[0], b'0' | b'9') {
        return Err(NirError::Character(1));
    }
    let rest = digits.iter().fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
    Ok(u8::try_from(97 - rest).expect("from 1 to 97"))
}

/// Which register an INS comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InsKind {
    /// The register of persons.
    Nir,
    /// The numbers of those who wait to be in it.
    Nia,
}

impl InsKind {
    /// The OID that tells the two apart wherever an INS travels (Référentiel INS, Agence du numérique en santé).
    pub const fn oid(self) -> &'static str {
        match self {
            Self::Nir => "1.2.250.1.213.1.4.8",
            Self::Nia => "1.2.250.1.213.1.4.9",
        }
    }

    /// The kind an OID stands for, with or without `urn:oid:` before it.
    pub fn from_oid(oid: &str) -> Option<Self> {
        let oid = oid.strip_prefix("urn:oid:").unwrap_or(oid);
        [Self::Nir, Self::Nia].into_iter().find(|kind| kind.oid() == oid)
    }
}

/// A person's national health identifier: the number, and from which register. The digits alone do not tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Ins {
    /// The register.
    pub kind: InsKind,
    /// The number.
    pub number: Nir,
}
