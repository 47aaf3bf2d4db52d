//! Correcting the identity or the address of a person.

use jiff::civil::Date;
use policy::{Action, Resource};
use serde_json::json;

use super::identity::{change, entered, save, unchanged};
use super::person::{Identity, IdentityStatus, Person};
use super::rows::{self, person};
use super::ties;
use super::traits::{Traits, TraitsForm};
use crate::error::Conflict;
use crate::fields::Faults;
use crate::pathways;
use crate::{Ctx, Error, PersonId, Result};

impl Traits {
    /// Reads a form of identity and address, all faults at once; `today` bounds the date of birth.
    pub fn read(form: &TraitsForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let traits = Self::parse(form, today, &mut faults);
        faults.done()?;
        traits.ok_or_else(|| Error::Bug("a form without faults has all its values".to_owned()))
    }
}

impl TraitsForm {
    /// The form of a person as they are.
    pub fn of(person: &Person) -> Self {
        let identity = &person.identity;
        let text = |it: &Option<String>| it.clone().unwrap_or_default();
        Self {
            family: identity.family.clone(),
            used_family: text(&identity.used_family),
            given: identity.given.clone(),
            sex: identity.sex.code().to_owned(),
            birth_date: identity.birth_date.to_string(),
            birth_place: text(&identity.birth_place),
            phone: text(&person.phone),
            address: text(&person.address.line),
            postal_code: text(&person.address.postal_code),
            commune: text(&person.address.commune),
        }
    }
}

/// Corrects a person as seen in `version`. A trait that the INSi service compares takes the identity back to
/// provisional, and its INS with it: what was checked was another identity (RNIV 1).
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it since, with their name and the time; what was typed stays with
/// the caller, who can show both.
pub async fn edit(ctx: &Ctx, person: PersonId, version: i64, traits: Traits) -> Result<i64> {
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let reason = ctx.permit(Action::EditIdentity, &Resource::Person(ties.facts))?;
        let mut row = rows::lock(&tx, &ctx, person).await?;
        if unchanged(&row, version).is_err() {
            return Err(changed_by(&ctx, &tx, &row).await?);
        }
        let before = Person::try_from(row.clone())?;
        let identity = corrected(&before.identity, &traits);
        if identity == before.identity && traits.phone == before.phone && traits.address == before.address {
            return Ok(version);
        }
        let body = difference(&before, &identity, &traits);
        let [from, to] = [&before.address, &traits.address].map(|it| it.commune.as_deref());
        let moves = super::history::moves(from, to);
        row.phone = traits.phone;
        row.address = traits.address.line;
        row.postal_code = traits.address.postal_code;
        row.commune = traits.address.commune;
        save(&ctx, &tx, &mut row, &identity).await?;
        change(&ctx, &tx, person, "edited", &body).await?;
        entered(&ctx, &tx, person, "person-edited").await?;
        if moves {
            pathways::of_whoever_moved(&ctx, &tx, person).await?;
        }
        ctx.record(&tx, "person.edited", ("person", person.uuid()), Some(person.uuid()), &reason).await?;
        Ok(row.version)
    })
    .await
}

/// The identity after a correction: what was checked stands only as long as the strict traits do.
pub(super) fn corrected(before: &Identity, traits: &Traits) -> Identity {
    let mut identity = Identity::provisional(traits);
    if identity.strict() == before.strict() {
        identity.stand(before.status, before.kept_ins().copied());
    } else {
        identity.stand(IdentityStatus::Provisional, None);
    }
    identity
}

/// What changed, for the history: old and new value of each trait that differs.
fn difference(before: &Person, identity: &Identity, traits: &Traits) -> serde_json::Value {
    let old = &before.identity;
    let pairs = [
        ("family", json!(old.family), json!(identity.family)),
        ("used_family", json!(old.used_family), json!(identity.used_family)),
        ("given", json!(old.given), json!(identity.given)),
        ("sex", json!(old.sex), json!(identity.sex)),
        ("birth_date", json!(old.birth_date), json!(identity.birth_date)),
        ("birth_place", json!(old.birth_place), json!(identity.birth_place)),
        ("status", json!(old.status), json!(identity.status)),
        ("phone", json!(before.phone), json!(traits.phone)),
        ("address", json!(before.address), json!(traits.address)),
    ];
    let changed = pairs.into_iter().filter(|(_, old, new)| old != new);
    changed.map(|(name, old, new)| (name.to_owned(), json!({ "from": old, "to": new }))).collect()
}

/// Who changed the person last, as a conflict tells it.
async fn changed_by<C: sea_orm::ConnectionTrait>(ctx: &Ctx, db: &C, row: &person::Model) -> Result<Error> {
    let last = super::history::last(ctx, db, row.id.into()).await?;
    Ok(Error::Conflict(Conflict {
        key: "conflict-person-edited",
        who: last.as_ref().map(|change| change.by_name.clone()),
        at: last.map(|change| change.at),
    }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::identifiers::{Ins, InsKind};

    use super::*;

    fn traits(change: impl FnOnce(&mut TraitsForm)) -> Traits {
        let mut form = TraitsForm {
            family: "Ferhat".to_owned(),
            given: "Nadia".to_owned(),
            sex: "female".to_owned(),
            birth_date: "1979-03-14".to_owned(),
            ..TraitsForm::default()
        };
        change(&mut form);
        Traits::read(&form, date(2026, 11, 23)).unwrap()
    }

    #[test]
    fn a_strict_trait_takes_back_what_was_checked_and_others_do_not() {
        let mut qualified = Identity::provisional(&traits(|_| {}));
        let ins = Ins { kind: InsKind::Nir, number: "255081416802538".parse().unwrap() };
        qualified.stand(IdentityStatus::Qualified, Some(ins));
        let changes: [(fn(&mut TraitsForm), IdentityStatus); 5] = [
            (|form| form.used_family = "Martin".to_owned(), IdentityStatus::Qualified),
            (|form| form.family = "Ferat".to_owned(), IdentityStatus::Provisional),
            (|form| form.given = "Nadya".to_owned(), IdentityStatus::Provisional),
            (|form| form.birth_date = "1979-03-15".to_owned(), IdentityStatus::Provisional),
            (|form| form.birth_place = "Tours".to_owned(), IdentityStatus::Provisional),
        ];
        for (change, wanted) in changes {
            let after = corrected(&qualified, &traits(change));
            assert_eq!(after.status, wanted);
            assert_eq!(after.travelling_ins().is_some(), wanted == IdentityStatus::Qualified);
        }
    }
}
