//! Professionals: created, corrected.

use kernel::identifiers::Rpps;
use sea_orm::{EntityTrait, QuerySelect};
use serde::{Deserialize, Serialize};
use store::Tx;

use super::rows::practitioner;
use super::{keys, may_manage, same_version, written_by};
use crate::accounts::taken;
use crate::fields::{Faults, email, name, phone};
use crate::{Ctx, Error, Fault, PractitionerId, Result};

/// Titles that may stand before a name; the first is none.
pub const TITLES: [&str; 5] = ["", "Dr", "Pr", "M.", "Mme"];

/// A professional as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PractitionerForm {
    /// One of [`TITLES`].
    pub title: String,
    /// Family name in use.
    pub family: String,
    /// Given name.
    pub given: String,
    /// RPPS number, if they have one.
    pub rpps: String,
    /// Professional telephone.
    pub phone: String,
    /// Professional electronic address.
    pub email: String,
}

/// A professional, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPractitioner {
    /// One of [`TITLES`].
    pub title: &'static str,
    /// Family name in use.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Number in the national register of professionals.
    pub rpps: Option<Rpps>,
    /// Ten digits, or an international number.
    pub phone: Option<String>,
    /// Electronic address.
    pub email: Option<String>,
}

impl NewPractitioner {
    /// Parses a form; all that is wrong is told at once.
    pub fn parse(form: &PractitionerForm) -> Result<Self> {
        let mut faults = Faults::new();
        let title = TITLES.into_iter().find(|title| *title == form.title.trim());
        let title = faults.take(title.ok_or(Fault::new("title", "fault-choice")));
        let family = faults.take(name("family", &form.family));
        let given = faults.take(name("given", &form.given));
        let rpps = faults.take(rpps("rpps", &form.rpps));
        let phone = faults.take(phone("phone", &form.phone));
        let email = faults.take(email("email", &form.email));
        match (title, family, given, rpps, phone, email) {
            (Some(title), Some(family), Some(given), Some(rpps), Some(phone), Some(email)) => {
                Ok(Self { title, family, given, rpps, phone, email })
            }
            _ => Err(faults.done().expect_err("a field without a value has left its fault")),
        }
    }
}

fn rpps(field: &'static str, text: &str) -> Result<Option<Rpps>, Fault> {
    let number: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if number.is_empty() {
        return Ok(None);
    }
    number.parse().map(Some).map_err(|_| Fault::new(field, "fault-rpps"))
}

/// Adds a professional to the directory. An RPPS number that another has is [`Error::Invalid`].
pub async fn create_practitioner(ctx: &Ctx, new: NewPractitioner) -> Result<PractitionerId> {
    create_practitioner_as(ctx, ctx.new_id(), new).await
}

/// The same, under the identifier that the form was given: sent twice, it adds one professional.
pub async fn create_practitioner_as(
    ctx: &Ctx,
    id: PractitionerId,
    new: NewPractitioner,
) -> Result<PractitionerId> {
    may_manage(ctx)?;
    let id = match find(ctx, id).await? {
        Some(row) if says(&row, &new) => return Ok(id),
        // The form was taken up again for another: it was not sent twice.
        Some(_) => ctx.new_id(),
        None => id,
    };
    let outcome = insert(ctx, id, new.clone()).await;
    if outcome.is_err() && find(ctx, id).await?.is_some_and(|row| says(&row, &new)) {
        return Ok(id);
    }
    outcome
}

/// Whether a row holds what was typed.
fn says(row: &practitioner::Model, new: &NewPractitioner) -> bool {
    let mut same = row.clone();
    fill(&mut same, new);
    same == *row
}

async fn find(ctx: &Ctx, id: PractitionerId) -> Result<Option<practitioner::Model>> {
    Ok(practitioner::Entity::find_by_id((ctx.territory(), id.uuid())).one(&ctx.reader()).await?)
}

async fn insert(ctx: &Ctx, id: PractitionerId, new: NewPractitioner) -> Result<PractitionerId> {
    let reason = may_manage(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let now = ctx.now().as_microsecond();
        let mut row = practitioner::Model {
            territory_id: ctx.territory(),
            id: id.uuid(),
            title: String::new(),
            family: String::new(),
            given: String::new(),
            rpps: None,
            phone: None,
            email: None,
            sort_key: String::new(),
            version: 1,
            created_at: now,
            updated_at: now,
            updated_by: written_by(&ctx),
        };
        fill(&mut row, &new);
        row.insert(&tx).await.map_err(|error| taken(error, "rpps"))?;
        file(&ctx, &tx, id, &new).await?;
        ctx.record(&tx, "practitioner.created", ("practitioner", id.uuid()), None, &reason).await?;
        Ok(id)
    })
    .await
}

/// Corrects a professional; `version` is the one that the form showed.
pub async fn edit_practitioner(
    ctx: &Ctx,
    id: PractitionerId,
    version: i64,
    new: NewPractitioner,
) -> Result<()> {
    let reason = may_manage(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let row =
            practitioner::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(&tx).await?;
        let mut row = row.ok_or(Error::NotFound)?;
        same_version(&ctx, &tx, (version, row.version), (row.updated_at, row.updated_by)).await?;
        row.version += 1;
        row.updated_at = ctx.now().as_microsecond();
        row.updated_by = written_by(&ctx);
        fill(&mut row, &new);
        row.save(&tx).await.map_err(|error| taken(error, "rpps"))?;
        file(&ctx, &tx, id, &new).await?;
        ctx.record(&tx, "practitioner.edited", ("practitioner", id.uuid()), None, &reason).await
    })
    .await
}

/// A professional as the form shows them, and the version.
pub async fn practitioner_form(ctx: &Ctx, id: PractitionerId) -> Result<(PractitionerForm, i64)> {
    may_manage(ctx)?;
    let row = find(ctx, id).await?.ok_or(Error::NotFound)?;
    let form = PractitionerForm {
        title: row.title,
        family: row.family,
        given: row.given,
        rpps: row.rpps.unwrap_or_default(),
        phone: row.phone.unwrap_or_default(),
        email: row.email.unwrap_or_default(),
    };
    Ok((form, row.version))
}

fn fill(row: &mut practitioner::Model, new: &NewPractitioner) {
    new.title.clone_into(&mut row.title);
    row.family.clone_from(&new.family);
    row.given.clone_from(&new.given);
    row.rpps = new.rpps.as_ref().map(ToString::to_string);
    row.phone.clone_from(&new.phone);
    row.email.clone_from(&new.email);
    row.sort_key = keys::sortable(&kernel::names::name_sort_key(&new.family, &new.given));
}

/// Files a professional under their names and their number.
async fn file(ctx: &Ctx, tx: &Tx, id: PractitionerId, new: &NewPractitioner) -> Result<()> {
    let rpps = new.rpps.as_ref().map(ToString::to_string).unwrap_or_default();
    keys::of_practitioner(ctx, tx, id, &[&new.family, &new.given, &rpps]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> PractitionerForm {
        PractitionerForm {
            title: "Dr".to_owned(),
            family: "Marchetti".to_owned(),
            given: "Hélène".to_owned(),
            ..PractitionerForm::default()
        }
    }

    #[test]
    fn a_plain_form() {
        let new = NewPractitioner::parse(&form()).unwrap();
        assert_eq!((new.title, new.family.as_str(), new.given.as_str()), ("Dr", "Marchetti", "Hélène"));
        assert_eq!(new.rpps, None);
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let bad = PractitionerForm {
            title: "Sir".to_owned(),
            family: "😀".to_owned(),
            given: String::new(),
            rpps: "10000000001".to_owned(),
            phone: "téléphone".to_owned(),
            email: "nobody".to_owned(),
        };
        let Err(Error::Invalid(faults)) = NewPractitioner::parse(&bad) else { panic!("it parsed") };
        let fields: Vec<_> = faults.iter().map(|fault| (fault.field, fault.key)).collect();
        assert_eq!(
            fields,
            [
                ("title", "fault-choice"),
                ("family", "fault-name-letters"),
                ("given", "fault-required"),
                ("rpps", "fault-rpps"),
                ("phone", "fault-phone"),
                ("email", "fault-email"),
            ]
        );
    }
}
