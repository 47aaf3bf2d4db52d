//! Persons of the stories.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::cast::acting;
use crate::people::{self, NewPerson, PersonForm, TraitsForm};
use crate::{House, PersonId, Result, RoleId};

/// A person created by the doctor who attends them, told in person of exchange and sharing.
///
/// # Errors
/// Those of [`people::create`], and of a form with faults.
pub async fn followed(house: &Arc<House>, gp: RoleId, traits: TraitsForm) -> Result<PersonId> {
    let form = PersonForm {
        traits,
        attending: "yes".to_owned(),
        told: "in_person".to_owned(),
        ..PersonForm::default()
    };
    let ctx = acting(house, gp).await?;
    let today = house.clock.now().to_zoned(TimeZone::UTC).date();
    people::create(&ctx, NewPerson::parse(&form, today)?).await
}
