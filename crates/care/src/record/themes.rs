//! Themes that come back in interviews and consultations, over the persons whose records are open to somebody: what a workshop
//! could be about.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use policy::{Action, Compartment};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::codes::ThemeKind;
use super::sort::Sort;
use crate::people::{self, OpenPersons};
use crate::sql::sql;
use crate::support::interviews::{Status, Subject};
use crate::{Ctx, Error, Result, Seen};

/// In how many records each theme was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Themes {
    /// Since which day.
    pub since: Date,
    /// The themes that were noted, the most frequent first, each with the number of persons.
    pub noted: Vec<(ThemeKind, usize)>,
}

/// Months looked back upon.
const MONTHS: i64 = 12;

/// The parts of a record in which themes are counted: those that a place in the team opens by itself. The others are opened
/// to each member apart, and what is said there stays there.
const PARTS: [Compartment; 2] = [Compartment::Coordination, Compartment::Social];

/// Counts the persons by theme: those of the entries that say one, and of the interviews that were kept, in the parts that are
/// open to the actor. What is kept for named readers is left out, theirs included. One statement a part; journalled.
///
/// # Errors
/// [`Error::Forbidden`] for whoever reads no part of anybody's record.
pub async fn themes(ctx: &Ctx) -> Result<Themes> {
    let db = ctx.reader();
    let since = people::today(ctx).saturating_sub(MONTHS.months());
    let mut persons: Vec<BTreeSet<Uuid>> = vec![BTreeSet::new(); ThemeKind::ALL.len()];
    let mut open = false;
    for part in PARTS {
        match of_part(ctx, &db, part, since, &mut persons).await {
            Ok(()) => open = true,
            Err(Error::Forbidden) => {}
            Err(error) => return Err(error),
        }
    }
    if !open {
        return Err(Error::Forbidden);
    }
    ctx.saw(Seen {
        action: "entry.themes_read",
        kind: "person",
        object: None,
        persons: Vec::new(),
        ground: "care-team-counts".to_owned(),
    });
    let counted = ThemeKind::ALL.iter().zip(&persons).map(|(theme, persons)| (*theme, persons.len()));
    let mut noted: Vec<_> = counted.filter(|(_, count)| *count > 0).collect();
    noted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(Themes { since, noted })
}

#[derive(FromQueryResult)]
struct Row {
    person_id: Uuid,
    body: String,
}

async fn of_part<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    part: Compartment,
    since: Date,
    persons: &mut [BTreeSet<Uuid>],
) -> Result<()> {
    let held = OpenPersons::ids(ctx, Action::reading(part))?;
    let text = format!(
        "SELECT e.person_id, e.body FROM {} CROSS JOIN entry e WHERE e.territory_id = ? AND e.person_id = held.person_id \
         AND e.compartment = ? AND e.kind IN (?, ?) AND e.restricted = FALSE AND e.withdrawn_at IS NULL AND e.at >= ?",
        held.from
    );
    let mut values: Vec<Value> = held.values;
    values.extend([
        ctx.territory().into(),
        part.as_str().into(),
        Sort::Theme.code().into(),
        Status::Kept.kind().into(),
        crate::dates::noon(since)?.as_microsecond().into(),
    ]);
    for row in Row::find_by_statement(sql(db, &text, values)).all(db).await? {
        for theme in said(&row.body)? {
            if let Some(place) = ThemeKind::ALL.iter().position(|it| *it == theme) {
                persons[place].insert(row.person_id);
            }
        }
    }
    Ok(())
}

/// What an entry is about: its theme, or the subjects of an interview.
#[derive(serde::Deserialize)]
struct About {
    theme: Option<ThemeKind>,
    #[serde(default)]
    subjects: Vec<Subject>,
}

fn said(body: &str) -> Result<Vec<ThemeKind>> {
    let about: About = serde_json::from_str(body)?;
    Ok(about.theme.into_iter().chain(about.subjects.into_iter().map(theme)).collect())
}

/// Under which theme the subject of an interview counts.
const fn theme(subject: Subject) -> ThemeKind {
    match subject {
        Subject::Rights => ThemeKind::Rights,
        Subject::Housing => ThemeKind::Housing,
        Subject::Health => ThemeKind::Body,
        Subject::Money => ThemeKind::Money,
        Subject::Family => ThemeKind::Family,
        Subject::Work => ThemeKind::Work,
        Subject::Other => ThemeKind::Other,
    }
}
