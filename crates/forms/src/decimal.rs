//! Numbers that are added exactly: a score of 30.17 is one, and not a little less.

use std::fmt;
use std::str::FromStr;

use serde_json::Number;

const PLACES: u32 = 9;
const ONE: i128 = 1_000_000_000;
/// JSON's numbers are exact up to fifteen digits.
const DIGITS: usize = 15;

/// A number with at most fifteen digits, nine of them after the point.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i128);

/// The text is no such number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no number of at most fifteen digits, nine of them after the point")]
pub struct NotADecimal;

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One.
    pub const ONE: Self = Self(ONE);

    /// The sum; `None` where it is too large.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(Self::held)
    }

    /// The product, rounded at the ninth place; `None` where it is too large.
    pub fn times(self, other: Self) -> Option<Self> {
        let exact = self.0.checked_mul(other.0)?;
        let half = if exact < 0 { -ONE / 2 } else { ONE / 2 };
        Self::held(exact.checked_add(half)? / ONE)
    }

    /// How many figures stand after the point.
    pub fn places(self) -> u32 {
        let mut rest = self.0;
        let mut places = PLACES;
        while places > 0 && rest % 10 == 0 {
            rest /= 10;
            places -= 1;
        }
        places
    }

    /// As JSON has it.
    pub fn number(self) -> Number {
        let text = self.to_string();
        text.parse::<i64>()
            .map(Number::from)
            .or_else(|_| serde_json::from_str(&text))
            .expect("what is written is a number of JSON")
    }

    /// Within what JSON's numbers hold exactly.
    fn held(billionths: i128) -> Option<Self> {
        let mut rest = billionths.unsigned_abs();
        while rest != 0 && rest.is_multiple_of(10) {
            rest /= 10;
        }
        let fits = rest < 10_u128.pow(15) && billionths.unsigned_abs() < 10_u128.pow(15) * ONE.unsigned_abs();
        fits.then_some(Self(billionths))
    }
}

impl From<i32> for Decimal {
    fn from(whole: i32) -> Self {
        Self(i128::from(whole) * ONE)
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (figures, exponent) = match text.split_once(['e', 'E']) {
            Some((figures, exponent)) => (figures, exponent.parse::<i32>().map_err(|_| NotADecimal)?),
            None => (text, 0),
        };
        let (whole, after) = match figures.split_once('.') {
            Some((_, "")) => return Err(NotADecimal),
            Some(parts) => parts,
            None => (figures, ""),
        };
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_number(whole) || !is_number(after) {
            return Err(NotADecimal);
        }
        let digits = format!("{whole}{after}");
        let after = i32::try_from(after.len()).map_err(|_| NotADecimal)?;
        let significant = digits.trim_start_matches('0').trim_end_matches('0');
        if significant.is_empty() {
            return Ok(Self::ZERO);
        }
        let dropped = digits.len() - digits.trim_end_matches('0').len();
        // The figures kept, times ten to this power, are billionths.
        let power = i32::try_from(dropped).map_err(|_| NotADecimal)? - after;
        let power = power.checked_add(exponent).and_then(|it| it.checked_add(9)).ok_or(NotADecimal)?;
        if significant.len() > DIGITS || !(0..=24).contains(&power) {
            return Err(NotADecimal);
        }
        let figures: i128 = significant.parse().map_err(|_| NotADecimal)?;
        let billionths = figures.checked_mul(10_i128.pow(power.unsigned_abs())).ok_or(NotADecimal)?;
        Self::held(if negative { -billionths } else { billionths }).ok_or(NotADecimal)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.0.unsigned_abs();
        let (whole, after) = (all / ONE.unsigned_abs(), all % ONE.unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        let after = format!("{after:09}");
        match after.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            after => write!(f, "{sign}{whole}.{after}"),
        }
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_are_added_as_on_paper() {
        let sum =
            ["75.14", "10.06", "14.8"].into_iter().try_fold(Decimal::ZERO, |sum, it| sum.plus(read(it)));
        assert_eq!(sum, Some(Decimal::from(100)));
        assert_eq!(read("0.1").plus(read("0.2")), Some(read("0.3")));
        assert_eq!(read("-2.5").times(read("4")), Some(read("-10")));
        assert_eq!(read("0.000000001").times(read("0.5")), Some(read("0.000000001")));
        assert_eq!(read("999999999999999").plus(Decimal::ONE), None);
        assert!(read("30.16") < read("30.17"));
    }

    #[test]
    fn what_is_no_exact_number_is_refused() {
        for (text, written) in
            [("1e3", "1000"), ("1.50", "1.5"), ("-0.0", "0"), ("25E-1", "2.5"), ("007", "7")]
        {
            assert_eq!(read(text).to_string(), written);
        }
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "1,5",
            "+1",
            "1e",
            "0x1",
            "1234567890123456",
            "1e15",
            "1e-10",
            "1e99999999999",
        ] {
            assert_eq!(text.parse::<Decimal>(), Err(NotADecimal), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_leaves_as_it_came(figures in -999_999_999_999_999_i64..=999_999_999_999_999, places in 0_u32..=9) {
            let text = format!("{figures}e-{places}");
            let number = read(&text);
            prop_assert_eq!(read(&number.to_string()), number);
            prop_assert_eq!(read(&number.number().to_string()), number);
            prop_assert!(number.places() <= places);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-+0-9.eE]{0,24}|.{0,12}") {
            let _ = text.parse::<Decimal>();
        }
    }
}
