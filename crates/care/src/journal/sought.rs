//! The journal of one person, for a data-protection officer to whom they wrote: found by the identity that the person gives,
//! not by going through persons.

use jiff::civil::Date;
use policy::{Action, Resource};
use serde::{Deserialize, Serialize};

use crate::fields::Faults;
use crate::people::{self, Sought};
use crate::{Ctx, Error, PersonId, Result, Seen};

/// Whose journal, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SoughtForm {
    /// Name at birth or in use.
    pub family: String,
    /// First given name.
    pub given: String,
    /// Date of birth.
    pub birth_date: String,
}

impl SoughtForm {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`Error::Invalid`] where something is missing or makes no sense.
    pub fn parse(&self, today: Date) -> Result<Sought> {
        let mut faults = Faults::new();
        let sought = Sought::parse(&self.family, &self.given, &self.birth_date, today, &mut faults);
        faults.done()?;
        sought.ok_or_else(|| Error::Bug("a form without faults has all its values".to_owned()))
    }
}

/// Whether the actor may ask for the journal of one person.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but a data-protection officer.
pub fn may_seek(ctx: &Ctx) -> Result<()> {
    ctx.permit(Action::ReadJournalSubjects, &Resource::Territory(ctx.territory())).map(|_| ())
}

/// The records of whoever answers to this identity, of which the journal may then be read: several where two persons do, or
/// where records were merged. Journalled, whoever is found.
///
/// # Errors
/// As [`may_seek`].
pub async fn seek(ctx: &Ctx, sought: &Sought) -> Result<Vec<(PersonId, String)>> {
    let reason = ctx.permit(Action::ReadJournalSubjects, &Resource::Territory(ctx.territory()))?;
    let found = people::exactly(ctx, &ctx.reader(), sought).await?;
    ctx.saw(Seen {
        action: "journal.person_read",
        kind: "journal",
        object: None,
        persons: found.iter().map(|it| it.id).collect(),
        ground: reason.policy.to_string(),
    });
    let name = |it: people::Exact| {
        (it.id.into(), format!("{} {}", it.given, it.used_family.as_ref().unwrap_or(&it.family)))
    };
    Ok(found.into_iter().map(name).collect())
}
