//! Sums of money, as people type them.

use serde::{Deserialize, Serialize};

use crate::{Fault, Result};

/// A sum in cents of euros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// No help to one person is larger: what is longer is a slip.
const MOST: i64 = 100_000_000;

impl Cents {
    /// Reads a sum in euros that may be left out: `350`, `1 200,50 €`, `1200.5`.
    ///
    /// # Errors
    /// A fault of the field where it is no sum, is negative, or is a million euros or more.
    pub fn optional(field: &'static str, text: &str) -> Result<Option<Self>, Fault> {
        let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
        if bare.is_empty() {
            return Ok(None);
        }
        let cents = read(&bare).filter(|cents| *cents > 0 && *cents < MOST);
        cents.map(|cents| Some(Self(cents))).ok_or(Fault::new(field, "fault-amount"))
    }
}

fn read(bare: &str) -> Option<i64> {
    let (euros, cents) = bare.split_once([',', '.']).unwrap_or((bare, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if euros.is_empty() || cents.len() > 2 || !digits(euros) || !digits(cents) {
        return None;
    }
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    euros.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sums_as_people_type_them() {
        for (typed, cents) in [("350", 35_000), ("1 200,50 €", 120_050), ("1200.5", 120_050), ("0,05", 5)] {
            assert_eq!(Cents::optional("amount", typed).unwrap(), Some(Cents(cents)), "{typed}");
        }
        assert_eq!(Cents::optional("amount", " € ").unwrap(), None);
        for wrong in ["-3", "douze", "1,234", "1.200,50", "0", ",5", "99999999999999999999", "1000000"] {
            assert_eq!(Cents::optional("amount", wrong).unwrap_err().key, "fault-amount", "{wrong}");
        }
    }

    proptest! {
        /// Whatever is typed is a sum, nothing, or a fault: never a panic.
        #[test]
        fn anything_may_be_typed(typed in "\\PC{0,12}") {
            let _ = Cents::optional("amount", &typed);
        }
    }
}
