//! What an import would do: how many lines, whom it would create, and what is wrong with the others.

use std::collections::BTreeSet;

use super::around::{Around, NewRun, grounds, may};
use super::columns::ColumnKind;
use super::decide::Outcome;
use super::known::Known;
use super::line::{LineFault, LineReader};
use super::rows::{self, Which};
use super::run::{ReadLine, keys, outcomes, read};
use super::state::ImportState;
use super::view::ImportSummary;
use crate::people::TeamGround;
use crate::rights::Channel;
use crate::{Ctx, Error, ImportId, Result, Seen};

/// A line that cannot be taken over as it stands.
#[derive(Debug, Clone)]
pub struct RefusedLine {
    /// Its number in the file.
    pub line: i64,
    /// Its cells, as they stand there.
    pub cells: Vec<String>,
    /// What is wrong with it.
    pub faults: Vec<LineFault>,
}

/// What an import would do with the lines that it has not taken over yet.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The import in one line.
    pub summary: ImportSummary,
    /// What stands above the columns.
    pub headings: Vec<String>,
    /// Lines that would be taken over.
    pub good: usize,
    /// Persons who would be created.
    pub persons: usize,
    /// Persons who are recognised, among those whom the actor may see.
    pub recognised: usize,
    /// Applications that would be opened.
    pub applications: usize,
    /// Whether the file tells of applications.
    pub files: bool,
    /// The grounds on which the actor may be around the persons whom it creates.
    pub grounds: Vec<TeamGround>,
    /// The other lines, with what is wrong with them.
    pub refused: Vec<RefusedLine>,
}

/// Looks at the lines that are not taken over yet. Nothing is written; journalled, naming the persons recognised.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the author; [`Error::Conflict`] before it was said what the columns are.
pub async fn check(ctx: &Ctx, id: ImportId) -> Result<Checked> {
    let db = ctx.reader();
    let found = rows::find(ctx, &db, id).await?;
    let reason = may(ctx)?;
    let mapping = found.mapping()?.ok_or(Error::conflict("conflict-import-unmapped"))?;
    let grounds = grounds(ctx)?;
    let lines = rows::lines(ctx, &db, id, Which::Open).await?;
    let files = mapping.has(ColumnKind::Right);
    let reader = LineReader::new(ctx, mapping, found.serials, Channel::Post)?;
    let (lines, read) = apart(reader, lines).await?;
    let mut known = Known::find(ctx, &db, &keys(&read)).await?;
    known.look(ctx, &db, id).await?;
    // On which ground is said later, and changes nothing of what is counted.
    let ground = *grounds.first().ok_or(Error::Forbidden)?;
    let around = Around::of(ctx, NewRun { ground, told: None, channel: None })?;
    let outcomes = outcomes(ctx, &known, &around, read);
    let checked = Checked {
        summary: ImportSummary::of(&found),
        headings: found.headings()?,
        good: 0,
        persons: 0,
        recognised: 0,
        applications: 0,
        files,
        grounds,
        refused: Vec::new(),
    };
    ctx.saw(Seen {
        action: "import.read",
        kind: "import",
        object: Some(id.uuid()),
        persons: known.ids().iter().map(|person| person.uuid()).collect(),
        ground: reason.policy.to_string(),
    });
    Ok(counted(checked, &known, lines, outcomes))
}

/// The lines that are not taken over, to leave the house as a file; journalled as such. As [`check`].
pub async fn refused(ctx: &Ctx, id: ImportId) -> Result<Checked> {
    let checked = check(ctx, id).await?;
    ctx.saw(Seen {
        action: "import.exported",
        kind: "import",
        object: Some(id.uuid()),
        persons: Vec::new(),
        ground: may(ctx)?.policy.to_string(),
    });
    Ok(checked)
}

/// Reads the lines beside everything else: twenty thousand take their time.
async fn apart(
    mut reader: LineReader,
    lines: Vec<(i64, Vec<String>)>,
) -> Result<(Vec<(i64, Vec<String>)>, Vec<ReadLine>)> {
    let reading = tokio::task::spawn_blocking(move || {
        let read = read(&mut reader, &lines);
        (lines, read)
    });
    reading.await.map_err(|error| Error::Bug(error.to_string()))
}

fn counted(
    mut checked: Checked,
    known: &Known,
    lines: Vec<(i64, Vec<String>)>,
    outcomes: Vec<Outcome>,
) -> Checked {
    let over = matches!(checked.summary.state, ImportState::Done | ImportState::Undone);
    let there: BTreeSet<_> = known.ids().into_iter().collect();
    let mut recognised = BTreeSet::new();
    for ((line, cells), outcome) in lines.into_iter().zip(outcomes) {
        match outcome {
            // It could be now; but the import is over, and it is not in it.
            Ok(_) if over => {
                let faults = vec![LineFault::new(ColumnKind::Ignored, "fault-import-left")];
                checked.refused.push(RefusedLine { line, cells, faults });
            }
            Ok(good) => {
                checked.good += 1;
                checked.persons += usize::from(good.creates.is_some());
                checked.applications += usize::from(good.opens.is_some());
                recognised.extend(Some(good.person).filter(|person| there.contains(person)));
            }
            Err(faults) => checked.refused.push(RefusedLine { line, cells, faults }),
        }
    }
    checked.recognised = recognised.len();
    checked
}
