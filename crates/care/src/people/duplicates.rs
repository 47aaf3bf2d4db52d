//! Before a person is created: records that may be theirs already, among those the actor may see.

use kernel::names;
use policy::{Action, Resource};

use super::create::NewPerson;
use super::facts::Reach;
use super::keys;
use super::likeness::{PROBABLE, Traits, likeness};
use super::line::PersonLine;
use super::search::candidates;
use crate::{Ctx, Result, Seen};

/// Records shown at most.
const SHOWN: usize = 5;

/// Persons whom the actor may see and who resemble the new one, the most alike first. One statement, whatever is hidden;
/// what is hidden and alike is found by `matching`, for identity vigilance alone.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever may create nobody.
pub async fn similar_visible(ctx: &Ctx, new: &NewPerson) -> Result<Vec<PersonLine>> {
    let reason = ctx.permit(Action::CreatePerson, &Resource::Territory(ctx.territory()))?;
    let db = ctx.reader();
    let identity = new.identity();
    let mut ranges = vec![keys::birth_range(identity.birth_date)];
    for family in std::iter::once(&identity.family).chain(&identity.used_family) {
        let typed = names::query_keys(&format!("{family} {}", identity.given));
        ranges.extend(typed.exact);
        ranges.extend(typed.fuzzy);
    }
    let wanted = Traits::of(&identity);
    let found = candidates(ctx, &db, &Reach::of(ctx), ranges).await?;
    let mut alike: Vec<_> = found
        .into_iter()
        .map(|line| (likeness(wanted, line.traits()), line))
        .filter(|(score, _)| *score >= PROBABLE)
        .collect();
    alike.sort_by_key(|(score, line)| (std::cmp::Reverse(*score), line.id));
    let shown: Vec<_> = alike.into_iter().take(SHOWN).map(|(_, line)| line).collect();
    ctx.saw(Seen {
        action: "person.similar",
        kind: "person",
        object: None,
        persons: shown.iter().map(|line| line.id.uuid()).collect(),
        ground: reason.policy.to_string(),
    });
    Ok(shown)
}

impl PersonLine {
    fn traits(&self) -> Traits<'_> {
        Traits {
            family: &self.family,
            used_family: self.used_family.as_deref(),
            given: &self.given,
            sex: self.sex,
            birth_date: self.birth_date,
            ins: None,
        }
    }
}
