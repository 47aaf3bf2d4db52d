//! Where an entry that was taken from a file comes from: what the source said and the record has no place for is kept
//! beside it, shown with it and told again, as long as the entry says the same.

use jiff::Timestamp;
use kernel::clock::from_micros;
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

use super::told::Told;
use crate::Result;
use crate::codes::codes;
use crate::directory::decode;
use crate::rows::row;

row! {
    entry_source = "entry_source" {
        territory_id: Uuid, entry_id: Uuid;
        key: String,
        body: String,
        at: i64,
        at_known: String,
        until_at: Option<i64>,
        until_known: String,
        kept: String,
    }
}

codes! {
    /// How exactly a date is known.
    Known {
        /// The day, or better.
        Day = "day",
        /// The month.
        Month = "month",
        /// The year.
        Year = "year",
        /// Not at all.
        Unknown = "unknown",
    }
}

/// What the source of an entry said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Under which the source knows it.
    pub key: String,
    /// What it said besides, as the face that took it wrote it.
    pub kept: String,
    /// The entry still says what the source said.
    pub same_content: bool,
    /// It still stands between the same moments.
    pub same_dates: bool,
}

/// The columns of the source `s` of an entry, all absent where it has none.
pub(super) const SOURCE: &str = "s.key AS source_key, s.body AS source_body, s.at AS source_at, s.at_known, \
     s.until_at AS source_until, s.until_known, s.kept AS source_kept";

/// Those columns.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct SourceRow {
    source_key: Option<String>,
    source_body: Option<String>,
    source_at: Option<i64>,
    at_known: Option<String>,
    source_until: Option<i64>,
    until_known: Option<String>,
    source_kept: Option<String>,
}

impl SourceRow {
    /// When the entry began and ended, as exactly as that is known.
    pub(super) fn told(&self, at: Timestamp, until: Option<Timestamp>) -> Result<(Told, Option<Told>)> {
        let micros = Timestamp::as_microsecond;
        let same = |stored: Option<i64>, now: Option<Timestamp>| stored == now.map(micros);
        let known = |known: &Option<String>, same: bool| match known {
            Some(code) if same => decode(code),
            _ => Ok(Known::Day),
        };
        let begin = Told::of(at, known(&self.at_known, same(self.source_at, Some(at)))?)?;
        let end = known(&self.until_known, same(self.source_until, until))?;
        Ok((begin, until.map(|until| Told::of(until, end)).transpose()?))
    }

    /// What the source said, beside an entry that says `body` now, from `at` until `until`.
    pub(super) fn source(self, body: &str, at: i64, until: Option<i64>) -> Option<Source> {
        Some(Source {
            key: self.source_key?,
            kept: self.source_kept?,
            same_content: self.source_body.as_deref() == Some(body),
            same_dates: self.source_at == Some(at) && self.source_until == until,
        })
    }
}

/// How exactly a stored date is known; to the day where nothing says otherwise.
pub(crate) fn told(at: i64, known: Option<&str>) -> Result<Told> {
    Told::of(from_micros(at), known.map_or(Ok(Known::Day), decode)?)
}
