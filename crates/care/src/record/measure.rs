//! Measurements: what is measured, in which unit, within which bounds a value is believable.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::codes::codes;

codes! {
    /// What is measured (FHIR Observation, vital signs and laboratory).
    Measure {
        /// Body weight, kg.
        Weight = "weight",
        /// Body height, cm.
        Height = "height",
        /// Waist, cm.
        Waist = "waist",
        /// Blood pressure, systolic over diastolic, mm Hg.
        BloodPressure = "blood_pressure",
        /// Heart rate, a minute.
        HeartRate = "heart_rate",
        /// Body temperature, °C.
        Temperature = "temperature",
        /// Glycated haemoglobin, %.
        Hba1c = "hba1c",
        /// Glucose, g/L.
        Glucose = "glucose",
        /// Lithium in serum, mmol/L.
        Lithium = "lithium",
    }
}

/// LOINC code of the systolic number of a blood pressure.
pub const SYSTOLIC: &str = "8480-6";
/// LOINC code of its diastolic number.
pub const DIASTOLIC: &str = "8462-4";

impl Measure {
    /// Its LOINC code.
    pub const fn loinc(self) -> &'static str {
        match self {
            Self::Weight => "29463-7",
            Self::Height => "8302-2",
            Self::Waist => "8280-0",
            Self::BloodPressure => "85354-9",
            Self::HeartRate => "8867-4",
            Self::Temperature => "8310-5",
            Self::Hba1c => "4548-4",
            Self::Glucose => "2339-0",
            Self::Lithium => "14334-7",
        }
    }

    /// Its unit, as people write it.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Weight => "kg",
            Self::Height | Self::Waist => "cm",
            Self::BloodPressure => "mmHg",
            Self::HeartRate => "/min",
            Self::Temperature => "°C",
            Self::Hba1c => "%",
            Self::Glucose => "g/L",
            Self::Lithium => "mmol/L",
        }
    }

    /// Its unit, as UCUM writes it.
    pub const fn ucum(self) -> &'static str {
        match self {
            Self::Weight => "kg",
            Self::Height | Self::Waist => "cm",
            Self::BloodPressure => "mm[Hg]",
            Self::HeartRate => "/min",
            Self::Temperature => "Cel",
            Self::Hba1c => "%",
            Self::Glucose => "g/L",
            Self::Lithium => "mmol/L",
        }
    }

    /// The least and the most that anybody was ever found to have, in thousandths: outside, it is a slip.
    const fn bounds(self) -> (i64, i64) {
        match self {
            Self::Weight => (500, 650_000),
            Self::Height => (25_000, 275_000),
            Self::Waist => (20_000, 300_000),
            Self::BloodPressure => (20_000, 350_000),
            Self::HeartRate => (15_000, 350_000),
            Self::Temperature => (13_000, 46_500),
            Self::Hba1c => (2_000, 25_000),
            Self::Glucose => (50, 30_000),
            Self::Lithium => (0, 10_000),
        }
    }
}

/// A number with up to three decimals, kept in thousandths so that it comes out as it went in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Thousandths(i64);

impl Thousandths {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (whole, rest) = text.split_once([',', '.']).unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 6 || rest.len() > 3 || !digits(whole) || !digits(rest) {
            return None;
        }
        let decimals: i64 = format!("{rest:0<3}").parse().ok()?;
        Some(Self(whole.parse::<i64>().ok()? * 1000 + decimals))
    }
}

impl fmt::Display for Thousandths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, decimals) = (self.0 / 1000, self.0 % 1000);
        if decimals == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{}", format!("{whole}.{decimals:03}").trim_end_matches('0'))
    }
}

/// What was measured: one number, or two for a blood pressure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// The number; the systolic one of a blood pressure.
    pub first: Thousandths,
    /// The diastolic one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub second: Option<Thousandths>,
}

impl Value {
    /// Reads a value as people type it: `72,5`, `128/76`. `None` where it is no number, or one that nobody has.
    pub fn parse(measure: Measure, text: &str) -> Option<Self> {
        let (least, most) = measure.bounds();
        let number = |text: &str| Thousandths::parse(text).filter(|it| (least..=most).contains(&it.0));
        if measure != Measure::BloodPressure {
            return Some(Self { first: number(text)?, second: None });
        }
        let (first, second) = text.split_once('/')?;
        let (first, second) = (number(first)?, number(second)?);
        (second < first).then_some(Self { first, second: Some(second) })
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.second {
            Some(second) => write!(f, "{}/{second}", self.first),
            None => write!(f, "{}", self.first),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_as_people_type_them() {
        let read = |measure, text| Value::parse(measure, text).map(|it| it.to_string());
        assert_eq!(read(Measure::Weight, " 72,50 ").as_deref(), Some("72.5"));
        assert_eq!(read(Measure::BloodPressure, "128/76").as_deref(), Some("128/76"));
        assert_eq!(read(Measure::Hba1c, "7.4").as_deref(), Some("7.4"));
        for (measure, text) in [
            (Measure::Weight, "7250"),
            (Measure::Weight, "-3"),
            (Measure::Weight, "douze"),
            (Measure::BloodPressure, "128"),
            (Measure::BloodPressure, "76/128"),
            (Measure::Temperature, "98.6"),
            (Measure::Weight, "1e3"),
            (Measure::Weight, ""),
        ] {
            assert_eq!(read(measure, text), None, "{measure:?} {text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(
            measure in prop::sample::select(Measure::ALL.to_vec()),
            text in "[0-9]{1,3}([,.][0-9]{1,3})?(/[0-9]{2})?",
        ) {
            if let Some(value) = Value::parse(measure, &text) {
                prop_assert_eq!(Value::parse(measure, &value.to_string()), Some(value));
                let stored = serde_json::to_string(&value).unwrap();
                prop_assert_eq!(serde_json::from_str::<Value>(&stored).unwrap(), value);
            }
        }
    }
}
