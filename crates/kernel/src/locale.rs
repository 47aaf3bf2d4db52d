//! How dates, times, figures and what remains of a term are written, in French and in English, the same on every
//! page, letter and message. No-break spaces (U+00A0) stand where a line must not break, as French typography asks.

use std::fmt;
use std::str::FromStr;

use jiff::Zoned;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

pub use self::age::{Age, age_in_years};
pub use self::remaining::Remaining;

mod age;
mod negotiate;
mod numbers;
mod remaining;

/// What stands before a name and is not part of it, in either language.
const TITLES: [&str; 10] = ["Dr", "Pr", "Me", "M.", "Mme", "Mr", "Mrs", "Ms", "Prof.", "Dr."];

/// A language in which the whole house is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Locale {
    /// French, as written in France.
    #[default]
    Fr,
    /// English, as written in Great Britain.
    En,
}

/// The text is no language of the house: `fr` or `en`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the language is neither “fr” nor “en”")]
pub struct UnknownLocale;

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag).ok_or(UnknownLocale)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The no-break space.
const NBSP: char = '\u{a0}';

const FR_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// The abbreviations of the Lexique des règles typographiques en usage à l'Imprimerie nationale.
const FR_SHORT_MONTHS: [&str; 12] =
    ["janv.", "févr.", "mars", "avril", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."];

const FR_DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const EN_SHORT_MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const EN_DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Locale {
    /// Every language of the house, the first being the one used when nothing else is asked.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The tag for HTML's `lang` and for cookies.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language's own name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
        }
    }

    /// « lundi », “Monday”.
    pub fn weekday(self, date: Date) -> &'static str {
        let at = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        match self {
            Self::Fr => FR_DAYS[at],
            Self::En => EN_DAYS[at],
        }
    }

    /// « novembre », “November”.
    pub fn month(self, date: Date) -> &'static str {
        let at = month_index(date);
        match self {
            Self::Fr => FR_MONTHS[at],
            Self::En => EN_MONTHS[at],
        }
    }

    /// « nov. », “Nov”.
    pub fn month_short(self, date: Date) -> &'static str {
        let at = month_index(date);
        match self {
            Self::Fr => FR_SHORT_MONTHS[at],
            Self::En => EN_SHORT_MONTHS[at],
        }
    }

    /// « jeudi 26 novembre 2026 », “Thursday 26 November 2026”.
    pub fn date(self, date: Date) -> String {
        format!("{} {}", self.date_without_year(date), date.year())
    }

    /// « jeudi 26 novembre », “Thursday 26 November”.
    pub fn date_without_year(self, date: Date) -> String {
        format!("{} {}{NBSP}{}", self.weekday(date), self.day(date), self.month(date))
    }

    /// « jeudi 26 nov. », “Thursday 26 Nov”: for lists, where the year goes without saying.
    pub fn date_short(self, date: Date) -> String {
        format!("{} {}{NBSP}{}", self.weekday(date), self.day(date), self.month_short(date))
    }

    /// « 14 mars 1979 », “14 March 1979”: for births and for whatever has no need of the weekday.
    pub fn date_plain(self, date: Date) -> String {
        format!("{}{NBSP}{} {}", self.day(date), self.month(date), date.year())
    }

    /// « 14/03/1979 », “14/03/1979”: for tables and forms.
    pub fn date_numeric(self, date: Date) -> String {
        format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
    }

    /// « novembre 2026 », “November 2026”.
    pub fn month_and_year(self, date: Date) -> String {
        format!("{} {}", self.month(date), date.year())
    }

    /// « 8 h 05 », “8:05”: 24 hours in both languages.
    pub fn time(self, time: Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        match self {
            Self::Fr => format!("{hour}{NBSP}h{NBSP}{minute:02}"),
            Self::En => format!("{hour}:{minute:02}"),
        }
    }

    /// « jeudi 26 novembre 2026 à 12 h 41 », “Thursday 26 November 2026 at 12:41”.
    pub fn datetime(self, at: &Zoned) -> String {
        self.at(&self.date(at.date()), at.time())
    }

    /// « jeudi 26 nov. à 12 h 41 », “Thursday 26 Nov at 12:41”.
    pub fn datetime_short(self, at: &Zoned) -> String {
        self.at(&self.date_short(at.date()), at.time())
    }

    /// The initials of a name without its title, four at most: « Dr Marie-Pierre Bihan » gives « MPB ».
    pub fn initials(self, name: &str) -> String {
        let first = |part: &str| part.chars().find(|c| c.is_alphabetic());
        let untitled = name.split_once(char::is_whitespace).filter(|(title, _)| TITLES.contains(title));
        untitled
            .map_or(name, |(_, name)| name)
            .split(|c: char| c.is_whitespace() || c == '-' || c == '‐' || c == '\u{2011}')
            .filter_map(first)
            .flat_map(char::to_uppercase)
            .take(4)
            .collect()
    }

    fn at(self, date: &str, time: Time) -> String {
        let at = match self {
            Self::Fr => "à",
            Self::En => "at",
        };
        format!("{date} {at}{NBSP}{}", self.time(time))
    }

    /// The day of the month; French says « 1er » for the first alone.
    fn day(self, date: Date) -> String {
        match (self, date.day()) {
            (Self::Fr, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        }
    }
}

fn month_index(date: Date) -> usize {
    usize::from(date.month().unsigned_abs()) - 1
}
