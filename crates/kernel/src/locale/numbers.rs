//! Figures.

use super::{Locale, NBSP};

impl Locale {
    /// « 12 345 », “12,345”.
    pub fn number(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        format!("{}{}", minus(number < 0), self.grouped(&digits))
    }

    /// « 3,5 », “3.5”: with so many decimals at most, and none that are zero at the end. « – » stands for a result
    /// that is no number.
    pub fn decimal(self, number: f64, decimals: usize) -> String {
        if !number.is_finite() {
            return "–".to_owned();
        }
        let text = format!("{:.decimals$}", number.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let fraction = fraction.trim_end_matches('0');
        let zero = fraction.is_empty() && whole == "0";
        let sign = minus(number < 0.0 && !zero);
        let point = match self {
            _ if fraction.is_empty() => "",
            Self::Fr => ",",
            Self::En => ".",
        };
        format!("{sign}{}{point}{fraction}", self.grouped(whole))
    }

    /// « 1 200,50 € », “€1,200.50”, of a sum in cents; « 350 € » where there are none.
    pub fn euros(self, cents: i64) -> String {
        let (whole, rest) =
            (self.grouped(&(cents.unsigned_abs() / 100).to_string()), cents.unsigned_abs() % 100);
        let point = if self == Self::Fr { ',' } else { '.' };
        let sum = if rest == 0 { whole } else { format!("{whole}{point}{rest:02}") };
        let sign = minus(cents < 0);
        match self {
            Self::Fr => format!("{sign}{sum}{NBSP}€"),
            Self::En => format!("{sign}€{sum}"),
        }
    }

    /// « 83 % », “83%”, of a ratio such as 0.83; with so many decimals at most.
    pub fn percent(self, ratio: f64, decimals: usize) -> String {
        let number = self.decimal(ratio * 100.0, decimals);
        match self {
            Self::Fr => format!("{number}{NBSP}%"),
            Self::En => format!("{number}%"),
        }
    }

    /// The digits in groups of three, from the right.
    fn grouped(self, digits: &str) -> String {
        let separator = match self {
            Self::Fr => NBSP,
            Self::En => ',',
        };
        let mut text = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }
}

fn minus(negative: bool) -> &'static str {
    if negative { "\u{2212}" } else { "" }
}
