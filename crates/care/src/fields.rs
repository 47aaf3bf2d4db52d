//! Parsing at the door: what was typed becomes a value of the domain, or a list of faults, one per field.

use jiff::civil::Date;
use kernel::places::{self, Commune};

use crate::{Error, Fault, Result};

/// Longest short text: a name, a title, a place.
pub const SHORT: usize = 200;
/// Longest free text: a question, a part of an answer. A page of dense writing is about 4 000 characters.
pub const LONG: usize = 20_000;

/// Gathers the faults of a form, so that all are told at once.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// No fault so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fault.
    pub fn push(&mut self, field: &'static str, key: &'static str) {
        self.0.push(Fault::new(field, key));
    }

    /// Keeps the value, or its fault.
    pub fn take<T>(&mut self, parsed: Result<T, Fault>) -> Option<T> {
        parsed.map_err(|fault| self.0.push(fault)).ok()
    }

    /// `Ok` where nothing was found wrong.
    pub fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }

    /// Whether nothing was found wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Text without control characters, line ends unified, ends trimmed. Empty is `None`.
pub fn clean(text: &str) -> Option<String> {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unified.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    let trimmed = kept.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// A short text on one line that must be there.
pub fn short(field: &'static str, text: &str) -> Result<String, Fault> {
    optional_short(field, text)?.ok_or(Fault::new(field, "fault-required"))
}

/// A short text on one line that may be left out.
pub fn optional_short(field: &'static str, text: &str) -> Result<Option<String>, Fault> {
    let Some(text) = clean(text) else { return Ok(None) };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    limit(field, line, SHORT).map(Some)
}

/// A free text that must be there.
pub fn long(field: &'static str, text: &str) -> Result<String, Fault> {
    optional_long(field, text)?.ok_or(Fault::new(field, "fault-required"))
}

/// A free text that may be left out.
pub fn optional_long(field: &'static str, text: &str) -> Result<Option<String>, Fault> {
    clean(text).map(|text| limit(field, text, LONG)).transpose()
}

fn limit(field: &'static str, text: String, most: usize) -> Result<String, Fault> {
    if text.chars().count() <= most {
        return Ok(text);
    }
    Err(Fault { field, key: "fault-too-long", limit: i64::try_from(most).ok() })
}

/// A name of a person, in any script, as they write it: letters and the signs that names carry. Directional marks,
/// which would turn the rest of a line around, are left out; pictures and figures are refused (RNIV 1).
pub fn name(field: &'static str, text: &str) -> Result<String, Fault> {
    let visible: String = text.chars().filter(|c| !is_directional(*c)).collect();
    let name = short(field, &visible)?;
    if !name.chars().all(is_of_a_name) || !name.chars().any(char::is_alphabetic) {
        return Err(Fault::new(field, "fault-name-letters"));
    }
    Ok(name)
}

/// One of the codes of a list.
pub fn choice<T: serde::de::DeserializeOwned>(field: &'static str, code: &str) -> Result<T, Fault> {
    if code.trim().is_empty() {
        return Err(Fault::new(field, "fault-required"));
    }
    crate::directory::decode(code.trim()).map_err(|_| Fault::new(field, "fault-choice"))
}

/// Invisible signs that set or override the direction of writing, and other signs without a width.
pub fn is_directional(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200b}' | '\u{200d}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_of_a_name(c: char) -> bool {
    let sign = matches!(
        c,
        ' ' | '-' | '\u{2010}'
            ..='\u{2015}'
                | '\''
                | '’'
                | '‘'
                | 'ʼ'
                | '`'
                | '´'
                | '"'
                | '«'
                | '»'
                | '“'
                | '”'
                | '.'
                | ','
                | '('
                | ')'
                | '·'
                | '/'
    );
    // Marks written over or under a letter; the joiner that Persian names need.
    let mark =
        matches!(c, '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}' | '\u{064b}'..='\u{0670}' | '\u{200c}');
    // Letters in circles and squares count as letters but are pictures.
    let picture = ('\u{1f000}'..='\u{1faff}').contains(&c) || ('\u{2460}'..='\u{24ff}').contains(&c);
    sign || mark || (c.is_alphabetic() && !picture)
}

/// A date as people type it: `1979-03-14`, `14/03/1979`, `14.3.1979`, `14 03 1979`, `14031979`.
pub fn written_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let signs = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ' '));
    if !signs || !text.is_ascii() {
        return None;
    }
    let (year, month, day) = match parts[..] {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] if year.len() == 4 => (year, month, day),
        [run] if run.len() == 8 => (&run[4..], &run[2..4], &run[..2]),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A date that must be there.
pub fn date(field: &'static str, text: &str) -> Result<Date, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::new(field, "fault-required"));
    }
    written_date(text).ok_or(Fault::new(field, "fault-date"))
}

/// A telephone number: French (`06 00 00 12 34`) or international (`+32 …`), kept without spaces.
pub fn phone(field: &'static str, text: &str) -> Result<Option<String>, Fault> {
    let Some(text) = optional_short(field, text)? else { return Ok(None) };
    let kept: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '(' | ')')).collect();
    let national =
        kept.strip_prefix("+33").map(|rest| format!("0{}", rest.trim_start_matches('0'))).unwrap_or(kept);
    let digits = national.strip_prefix('+').unwrap_or(&national);
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let long_enough = if national.starts_with('+') {
        (7..=15).contains(&digits.len())
    } else {
        digits.len() == 10 && digits.starts_with('0')
    };
    if all_digits && long_enough { Ok(Some(national)) } else { Err(Fault::new(field, "fault-phone")) }
}

/// An electronic address, as far as its form tells.
pub fn email(field: &'static str, text: &str) -> Result<Option<String>, Fault> {
    let Some(text) = optional_short(field, text)? else { return Ok(None) };
    let plain = text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>()[]\\,;:\"".contains(c));
    let parts = text.split_once('@').filter(|(name, _)| !name.is_empty());
    let has_domain = parts.is_some_and(|(_, domain)| {
        !domain.contains('@')
            && domain.split('.').count() > 1
            && domain.split('.').all(|part| !part.is_empty())
    });
    if plain && has_domain { Ok(Some(text)) } else { Err(Fault::new(field, "fault-email")) }
}

/// A postal code: five digits.
pub fn postal_code(field: &'static str, text: &str) -> Result<Option<String>, Fault> {
    let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if code.is_empty() {
        return Ok(None);
    }
    let is_code = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
    if is_code { Ok(Some(code)) } else { Err(Fault::new(field, "fault-postal-code")) }
}

/// The commune of an INSEE code, or of a name that only one commune bears (among those of the postal code, if given).
/// What the list proposes, « Tours (37000) », is read as well.
pub fn commune(field: &'static str, text: &str, postal: Option<&str>) -> Result<Option<Commune>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.chars().count() > SHORT {
        return Err(Fault { field, key: "fault-too-long", limit: i64::try_from(SHORT).ok() });
    }
    if let Some(place) = places::by_insee(text) {
        return Ok(Some(place));
    }
    let (wanted, hint) = match text.split_once('(') {
        Some((name, rest)) => (name.trim(), Some(rest.trim_end_matches(')').trim())),
        None => (text, None),
    };
    let postal = postal.or(hint);
    let same_name = bare_name(wanted);
    let named: Vec<_> =
        places::find(wanted, 100).into_iter().filter(|place| bare_name(place.name) == same_name).collect();
    let there = |place: &&Commune| postal.is_none_or(|code| place.postal_codes().any(|it| it == code));
    let fitting: Vec<Commune> = named.iter().filter(there).copied().collect();
    match fitting[..] {
        [place] => Ok(Some(place)),
        [] if named.is_empty() => Err(Fault::new(field, "fault-commune-unknown")),
        [] => Err(Fault::new(field, "fault-commune-postal-code")),
        _ => Err(Fault::new(field, "fault-commune-ambiguous")),
    }
}

/// A name of a place as it is compared: without accents or signs, « St » and « Ste » written out.
fn bare_name(name: &str) -> String {
    let folded = kernel::names::fold(name);
    let words = folded.split(' ').map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Where somebody or something is, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Number and street.
    pub line: Option<String>,
    /// Five digits.
    pub postal_code: Option<String>,
    /// INSEE code.
    pub commune: Option<String>,
}

/// An address of three fields. A commune with one postal code needs no second answer.
pub fn place(line: &str, postal: &str, commune_text: &str, faults: &mut Faults) -> Option<Place> {
    let line = faults.take(optional_short("address", line));
    let postal_code = faults.take(postal_code("postal_code", postal));
    let wanted = postal_code.clone().flatten();
    let commune = faults.take(commune("commune", commune_text, wanted.as_deref()));
    let (line, mut postal_code, commune) = (line?, postal_code?, commune?);
    if let (None, Some(place)) = (&postal_code, commune) {
        let mut codes = place.postal_codes();
        postal_code = codes.next().filter(|_| codes.next().is_none());
    }
    Some(Place { line, postal_code, commune: commune.map(|place| place.insee.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn electronic_addresses() {
        assert_eq!(
            email("email", " c.vasseur@cabinet-halles.fr ").unwrap().as_deref(),
            Some("c.vasseur@cabinet-halles.fr")
        );
        assert_eq!(email("email", "").unwrap(), None);
        for wrong in [
            "c.vasseur",
            "@cabinet.fr",
            "a@b",
            "a@b..fr",
            "a@b@c.fr",
            "a b@c.fr",
            "a@b.fr>, <x@y.fr",
            "a@.fr",
        ] {
            assert!(email("email", wrong).is_err(), "{wrong}");
        }
    }
}
