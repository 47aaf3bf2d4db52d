//! What a programme is made of beside an advice line: its strands, and the codes of its book of arrivals.

use kernel::Locale;
use policy::Profession;
use serde::Deserialize;

use super::{Choice, Words};

/// One strand of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strand {
    /// Stable code.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// What it is, in a sentence.
    pub about: Words,
    /// Who takes part.
    #[serde(default)]
    pub professions: Vec<Profession>,
    /// What it consists of.
    #[serde(default)]
    pub themes: Vec<Choice>,
    /// For whom, where it is for some.
    #[serde(default)]
    pub audiences: Vec<Choice>,
    /// It is the programme's book of arrivals.
    #[serde(default)]
    pub reception: bool,
}

/// The codes of a book of arrivals.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceptionRules {
    /// Why somebody comes.
    pub reasons: Vec<ArrivalReason>,
    /// To whom they are sent first.
    pub orientations: Vec<Destination>,
}

/// When a tie with a person counts as loosening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RadarRules {
    /// Nothing recorded for so many months.
    pub silent_months: u8,
    /// So many appointments missed one after the other.
    pub missed_in_a_row: u8,
}

impl Default for RadarRules {
    fn default() -> Self {
        Self { silent_months: 6, missed_in_a_row: 2 }
    }
}

impl RadarRules {
    /// What warns earlier in either.
    pub(super) fn earlier(self, other: Self) -> Self {
        Self {
            silent_months: self.silent_months.min(other.silent_months),
            missed_in_a_row: self.missed_in_a_row.min(other.missed_in_a_row),
        }
    }
}

/// A reason for which somebody comes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrivalReason {
    /// Stored code.
    pub code: String,
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
    /// It tells of somebody's health: not for whoever keeps the logistics alone.
    #[serde(default)]
    pub health: bool,
}

/// To whom somebody is sent first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// Stored code.
    pub code: String,
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
    /// Who is sent there leaves the house.
    #[serde(default)]
    pub outside: bool,
}

impl ArrivalReason {
    /// Its words in a language.
    pub fn get(&self, locale: Locale) -> &str {
        if locale == Locale::Fr { &self.fr } else { &self.en }
    }
}

impl Destination {
    /// Its words in a language.
    pub fn get(&self, locale: Locale) -> &str {
        if locale == Locale::Fr { &self.fr } else { &self.en }
    }
}

impl ReceptionRules {
    /// A reason by its code.
    pub fn reason(&self, code: &str) -> Option<&ArrivalReason> {
        self.reasons.iter().find(|it| it.code == code)
    }

    /// A destination by its code.
    pub fn destination(&self, code: &str) -> Option<&Destination> {
        self.orientations.iter().find(|it| it.code == code)
    }
}

/// What is wrong with a list of codes: one that stands twice, or is no code.
fn codes<'a>(place: &str, codes: impl Iterator<Item = &'a str>) -> Result<(), String> {
    let mut seen = std::collections::BTreeSet::new();
    for code in codes {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if code.is_empty() || !code.chars().all(plain) {
            return Err(format!("{place}: the code {code:?} may hold small letters, figures and _ only"));
        }
        if !seen.insert(code) {
            return Err(format!("{place}: the code {code:?} stands twice in the same list"));
        }
    }
    Ok(())
}

/// What is wrong with the codes of a book of arrivals.
pub(super) fn check_reception(rules: &ReceptionRules) -> Result<(), String> {
    if rules.reasons.is_empty() || rules.orientations.is_empty() {
        return Err("reception: reasons and orientations must each have at least one code".to_owned());
    }
    codes("[[reception.reasons]]", rules.reasons.iter().map(|it| it.code.as_str()))?;
    codes("[[reception.orientations]]", rules.orientations.iter().map(|it| it.code.as_str()))
}

/// What is wrong with the limits of the radar.
pub(super) fn check_radar(rules: &RadarRules) -> Result<(), String> {
    if !(1..=60).contains(&rules.silent_months) {
        return Err(format!("radar: silent_months is {}; it may be from 1 to 60", rules.silent_months));
    }
    if !(1..=20).contains(&rules.missed_in_a_row) {
        return Err(format!("radar: missed_in_a_row is {}; it may be from 1 to 20", rules.missed_in_a_row));
    }
    Ok(())
}

/// What is wrong with a strand among those before it.
pub(super) fn check_strand(strand: &Strand, before: &[&Strand], has_book: bool) -> Result<(), String> {
    codes("strands", before.iter().map(|it| it.code.as_str()).chain([strand.code.as_str()]))?;
    codes("strands.themes", strand.themes.iter().map(|it| it.code.as_str()))?;
    codes("strands.audiences", strand.audiences.iter().map(|it| it.code.as_str()))?;
    if strand.reception && !has_book {
        return Err(
            "strands: reception = true wants a [reception] with its reasons and orientations".to_owned()
        );
    }
    Ok(())
}
