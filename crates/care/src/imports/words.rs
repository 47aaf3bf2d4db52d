//! Cells as people write them, brought to what the forms of the house read.

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::names::{birth_date, fold};

use crate::fields::written_date;
use crate::people::Sex;

/// A sex, or the civility that tells it; nothing said is unknown. `None` for any other word.
pub(super) fn sex(text: &str) -> Option<Sex> {
    Some(match fold(text).as_str() {
        "f" | "femme" | "feminin" | "female" | "woman" | "mme" | "madame" | "mlle" | "mademoiselle"
        | "mrs" | "ms" | "miss" => Sex::Female,
        "m" | "h" | "homme" | "masculin" | "male" | "man" | "mr" | "monsieur" => Sex::Male,
        "" | "x" | "i" | "inconnu" | "inconnue" | "indetermine" | "non determine" | "unknown" | "autre"
        | "other" => Sex::Unknown,
        _ => return None,
    })
}

/// A telephone number whose first zero the spreadsheet ate, or whose `+`.
pub(super) fn phone(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
    let all_digits = plain.bytes().all(|byte| byte.is_ascii_digit());
    match plain.len() {
        9 if all_digits && !plain.starts_with('0') => format!("0{plain}"),
        11 if all_digits && plain.starts_with("33") => format!("+{plain}"),
        _ => text.to_owned(),
    }
}

/// A postal code whose first zero the spreadsheet ate: « 1000 » is Bourg-en-Bresse.
pub(super) fn postal_code(text: &str) -> String {
    let eaten = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if eaten { format!("0{text}") } else { text.to_owned() }
}

/// A day as people or spreadsheets write it, in the ISO way; as it is where it is none, for the form to refuse. A year of
/// two digits is the latest that is not after `horizon`; with `serials`, a number counts the days since 1900.
pub(super) fn day(text: &str, horizon: Date, serials: bool) -> String {
    let text = text.trim();
    // « 14/03/1979 00:00 », « 1979-03-14T00:00:00 »: the hour says nothing.
    let (first, rest) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let text = if rest.contains(':') { first } else { text };
    let counted = || if serials { serial(text) } else { None };
    let date = written_date(text).or_else(counted).or_else(|| birth_date(text, horizon));
    date.map_or_else(|| text.to_owned(), |date| date.to_string())
}

/// A day by its number, as spreadsheets count since 1900.
fn serial(text: &str) -> Option<Date> {
    /// From 1906 to 2201: a smaller number is rather a year, and nobody alive was born before.
    const DAYS: std::ops::Range<i64> = 2_200..110_000;
    let whole = text.split(['.', ',']).next().unwrap_or_default();
    let days = whole.parse::<i64>().ok().filter(|days| DAYS.contains(days))?;
    jiff::civil::date(1899, 12, 30).checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_as_people_and_spreadsheets_write_them() {
        let today = date(2026, 11, 23);
        for written in [
            "14/03/1979",
            "1979-03-14",
            "14.03.79",
            "14/3/79",
            "140379",
            "14 mars 1979",
            "14/03/1979 00:00",
            "1979-03-14T00:00:00",
            " 14-03-1979 ",
        ] {
            assert_eq!(day(written, today, false), "1979-03-14", "{written}");
        }
        assert_eq!(day("28928", today, true), "1979-03-14");
        assert_eq!(day("28928.5", today, true), "1979-03-14");
        assert_eq!(day("28928", today, false), "28928", "a number is a day in a workbook alone");
        for not in ["31/02/1979", "bientôt", "0", "1979", "999999"] {
            assert_eq!(day(not, today, true), not);
        }
        assert_eq!(day("31/12/27", today, false), "1927-12-31", "nobody is born tomorrow");
        assert_eq!(day("31/12/27", date(2056, 11, 23), false), "2027-12-31", "a grant may last");
    }

    #[test]
    fn what_a_spreadsheet_ate_is_put_back() {
        assert_eq!(phone("600001234"), "0600001234");
        assert_eq!(phone("06 00 00 12 34"), "06 00 00 12 34");
        assert_eq!(phone("33 6 00 00 12 34"), "+33600001234");
        assert_eq!(phone("12"), "12");
        assert_eq!(postal_code("1000"), "01000");
        assert_eq!(postal_code("37000"), "37000");
    }

    #[test]
    fn sexes_and_civilities() {
        assert_eq!(sex("Mme"), Some(Sex::Female));
        assert_eq!(sex(" M. "), Some(Sex::Male));
        assert_eq!(sex("Féminin"), Some(Sex::Female));
        assert_eq!(sex(""), Some(Sex::Unknown));
        assert_eq!(sex("robot"), None);
    }
}
