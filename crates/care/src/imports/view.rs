//! The imports of their author: a list, and one with its columns and what became of it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

use super::around::may;
use super::columns::{ColumnKind, guess};
use super::mapping::Mapping;
use super::rows::{self, Found, Which};
use super::state::ImportState;
use crate::codes::codes;
use crate::directory::decode;
use crate::sql::sql;
use crate::{Ctx, ImportId, Result};

codes! {
    /// Why what a line made stays although the import was undone.
    Stays {
        /// Somebody wrote about the person since, or is around them.
        Written = "written",
        /// The record was merged with another.
        Merged = "merged",
        /// Something was recorded of the application since.
        Recorded = "recorded",
        /// The rights of the person are no longer open to the author.
        Closed = "closed",
    }
}

/// An import in one line.
#[derive(Debug, Clone)]
pub struct ImportSummary {
    /// Which.
    pub id: ImportId,
    /// What the file was called; may be empty.
    pub name: String,
    /// When it was handed in.
    pub at: Timestamp,
    /// How many lines it has.
    pub lines: i64,
    /// How many of them were taken over.
    pub carried: i64,
    /// How many persons were created.
    pub persons: i64,
    /// How many applications were opened.
    pub applications: i64,
    /// How many lines stay although it was undone.
    pub stay: i64,
    /// How far it is.
    pub state: ImportState,
}

/// A column of the file.
#[derive(Debug, Clone)]
pub struct FileColumn {
    /// What stands above it; may be empty.
    pub heading: String,
    /// The first values in it, none of them empty.
    pub examples: Vec<String>,
    /// What it is: as was said, or else as its heading says.
    pub kind: ColumnKind,
}

/// A line that stays although the import was undone.
#[derive(Debug, Clone)]
pub struct StayingLine {
    /// Its number in the file.
    pub line: i64,
    /// Its first words.
    pub words: String,
    /// Why.
    pub why: Stays,
}

/// An import.
#[derive(Debug, Clone)]
pub struct OneImport {
    /// In one line.
    pub summary: ImportSummary,
    /// Its columns.
    pub columns: Vec<FileColumn>,
    /// Whether it was said what they are.
    pub mapped: bool,
    /// The lines that stay although it was undone.
    pub staying: Vec<StayingLine>,
}

impl ImportSummary {
    pub(super) fn of(found: &Found) -> Self {
        Self {
            id: found.id.into(),
            name: found.name.clone(),
            at: kernel::clock::from_micros(found.at),
            lines: found.lines,
            carried: found.carried,
            persons: found.persons,
            applications: found.applications,
            stay: found.stay,
            state: found.state(),
        }
    }
}

/// The imports of the actor, the latest first. One statement.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever may not take a spreadsheet over.
pub async fn mine(ctx: &Ctx) -> Result<Vec<ImportSummary>> {
    may(ctx)?;
    let found = rows::all(ctx, &ctx.reader()).await?;
    Ok(found.iter().map(ImportSummary::of).collect())
}

/// Lines from which examples are taken.
const SAMPLED: usize = 200;
/// Examples of a column.
const EXAMPLES: usize = 3;

/// One import with its columns.
///
/// # Errors
/// [`crate::Error::NotFound`] for anybody but the author.
pub async fn open(ctx: &Ctx, id: ImportId) -> Result<OneImport> {
    let db = ctx.reader();
    let found = rows::find(ctx, &db, id).await?;
    may(ctx)?;
    let lines = rows::lines(ctx, &db, id, Which::First(SAMPLED)).await?;
    let headings = found.headings()?;
    let mapping = found.mapping()?;
    let guessed = guess(&headings);
    let kinds = mapping.as_ref().map_or(guessed.as_slice(), Mapping::kinds);
    let columns = headings.iter().zip(kinds).enumerate().map(|(at, (heading, kind))| {
        let mut seen = BTreeSet::new();
        let values = lines.iter().filter_map(|(_, cells)| cells.get(at));
        let new = values.filter(|value| !value.is_empty() && seen.insert(value.as_str()));
        FileColumn { heading: heading.clone(), examples: new.take(EXAMPLES).cloned().collect(), kind: *kind }
    });
    let columns = columns.collect();
    let staying = if found.stay == 0 { Vec::new() } else { staying(ctx, id).await? };
    Ok(OneImport { summary: ImportSummary::of(&found), columns, mapped: mapping.is_some(), staying })
}

#[derive(FromQueryResult)]
struct StayingRow {
    line: i64,
    cells: String,
    stays: String,
}

async fn staying(ctx: &Ctx, id: ImportId) -> Result<Vec<StayingLine>> {
    /// Words of a line by which its owner knows it again.
    const WORDS: usize = 3;
    let db = ctx.reader();
    let text = "SELECT line, cells, stays FROM import_line WHERE territory_id = ? AND import_id = ? \
                AND stays IS NOT NULL ORDER BY line";
    let values = vec![ctx.territory().into(), id.uuid().into()];
    let rows = StayingRow::find_by_statement(sql(&db, text, values)).all(&db).await?;
    let line = |row: StayingRow| -> Result<StayingLine> {
        let cells: Vec<String> = serde_json::from_str(&row.cells)?;
        let words: Vec<_> = cells.into_iter().filter(|cell| !cell.is_empty()).take(WORDS).collect();
        Ok(StayingLine { line: row.line, words: words.join(" · "), why: decode(&row.stays)? })
    };
    rows.into_iter().map(line).collect()
}
