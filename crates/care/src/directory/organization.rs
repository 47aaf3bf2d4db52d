//! Structures: created, corrected.

use kernel::identifiers::Finess;
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};
use serde::{Deserialize, Serialize};
use store::Tx;

use super::rows::organization;
use super::{OrganizationKind, keys, may_manage, same_version, written_by};
use crate::fields::{Faults, Place, phone, place, short};
use crate::sql::sql;
use crate::{Ctx, Error, Fault, OrganizationId, Result};

/// A structure as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganizationForm {
    /// Code of [`OrganizationKind`].
    pub kind: String,
    /// Name.
    pub name: String,
    /// FINESS number, if it has one.
    pub finess: String,
    /// Telephone.
    pub phone: String,
    /// Number and street.
    pub address: String,
    /// Five digits.
    pub postal_code: String,
    /// INSEE code of the commune, or its name.
    pub commune: String,
}

/// A structure, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrganization {
    /// What it is.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: String,
    /// Its number in the national register of establishments.
    pub finess: Option<Finess>,
    /// Ten digits, or an international number.
    pub phone: Option<String>,
    /// Where it is.
    pub place: Place,
    /// The structure it belongs to: a CMP to its hospital, a practice to its CPTS.
    pub part_of: Option<OrganizationId>,
}

impl NewOrganization {
    /// Parses a form; all that is wrong is told at once.
    pub fn parse(form: &OrganizationForm, part_of: Option<OrganizationId>) -> Result<Self> {
        let mut faults = Faults::new();
        let kind =
            faults.take(OrganizationKind::of(form.kind.trim()).ok_or(Fault::new("kind", "fault-choice")));
        let name = faults.take(short("name", &form.name));
        let finess = faults.take(finess("finess", &form.finess));
        let phone = faults.take(phone("phone", &form.phone));
        let place = place(&form.address, &form.postal_code, &form.commune, &mut faults);
        match (kind, name, finess, phone, place) {
            (Some(kind), Some(name), Some(finess), Some(phone), Some(place)) => {
                Ok(Self { kind, name, finess, phone, place, part_of })
            }
            _ => Err(faults.done().expect_err("a field without a value has left its fault")),
        }
    }
}

fn finess(field: &'static str, text: &str) -> Result<Option<Finess>, Fault> {
    let number: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if number.is_empty() {
        return Ok(None);
    }
    number.parse().map(Some).map_err(|_| Fault::new(field, "fault-finess"))
}

/// Adds a structure to the directory.
pub async fn create_organization(ctx: &Ctx, new: NewOrganization) -> Result<OrganizationId> {
    create_organization_as(ctx, ctx.new_id(), new).await
}

/// The same, under the identifier that the form was given: sent twice, it adds one structure.
pub async fn create_organization_as(
    ctx: &Ctx,
    id: OrganizationId,
    new: NewOrganization,
) -> Result<OrganizationId> {
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
fn says(row: &organization::Model, new: &NewOrganization) -> bool {
    let mut same = row.clone();
    fill(&mut same, new);
    same == *row
}

async fn find(ctx: &Ctx, id: OrganizationId) -> Result<Option<organization::Model>> {
    Ok(organization::Entity::find_by_id((ctx.territory(), id.uuid())).one(&ctx.reader()).await?)
}

async fn insert(ctx: &Ctx, id: OrganizationId, new: NewOrganization) -> Result<OrganizationId> {
    let reason = may_manage(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let now = ctx.now().as_microsecond();
        check_parent(&ctx, &tx, id, new.part_of).await?;
        let mut row = organization::Model {
            territory_id: ctx.territory(),
            id: id.uuid(),
            kind: String::new(),
            name: String::new(),
            finess: None,
            phone: None,
            address: None,
            postal_code: None,
            commune: None,
            part_of: None,
            sort_key: String::new(),
            version: 1,
            created_at: now,
            updated_at: now,
            updated_by: written_by(&ctx),
        };
        fill(&mut row, &new);
        row.insert(&tx).await?;
        file(&ctx, &tx, id, &new).await?;
        ctx.record(&tx, "organization.created", ("organization", id.uuid()), None, &reason).await?;
        Ok(id)
    })
    .await
}

/// Corrects a structure; `version` is the one that the form showed.
pub async fn edit_organization(
    ctx: &Ctx,
    id: OrganizationId,
    version: i64,
    new: NewOrganization,
) -> Result<()> {
    let reason = may_manage(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let row =
            organization::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(&tx).await?;
        let mut row = row.ok_or(Error::NotFound)?;
        same_version(&ctx, &tx, (version, row.version), (row.updated_at, row.updated_by)).await?;
        check_parent(&ctx, &tx, id, new.part_of).await?;
        row.version += 1;
        row.updated_at = ctx.now().as_microsecond();
        row.updated_by = written_by(&ctx);
        fill(&mut row, &new);
        row.save(&tx).await?;
        file(&ctx, &tx, id, &new).await?;
        ctx.record(&tx, "organization.edited", ("organization", id.uuid()), None, &reason).await
    })
    .await
}

/// A structure as the form shows it, its version, and the structure it belongs to.
pub async fn organization_form(
    ctx: &Ctx,
    id: OrganizationId,
) -> Result<(OrganizationForm, i64, Option<OrganizationId>)> {
    may_manage(ctx)?;
    let row = find(ctx, id).await?.ok_or(Error::NotFound)?;
    let form = OrganizationForm {
        kind: row.kind,
        name: row.name,
        finess: row.finess.unwrap_or_default(),
        phone: row.phone.unwrap_or_default(),
        address: row.address.unwrap_or_default(),
        postal_code: row.postal_code.unwrap_or_default(),
        commune: row.commune.unwrap_or_default(),
    };
    Ok((form, row.version, row.part_of.map(OrganizationId::from)))
}

fn fill(row: &mut organization::Model, new: &NewOrganization) {
    new.kind.code().clone_into(&mut row.kind);
    row.name.clone_from(&new.name);
    row.finess = new.finess.as_ref().map(ToString::to_string);
    row.phone.clone_from(&new.phone);
    row.address.clone_from(&new.place.line);
    row.postal_code.clone_from(&new.place.postal_code);
    row.commune.clone_from(&new.place.commune);
    row.part_of = new.part_of.map(OrganizationId::uuid);
    row.sort_key = keys::sortable(&kernel::names::sort_key(&new.name));
}

/// Files a structure under its name and its number.
async fn file(ctx: &Ctx, tx: &Tx, id: OrganizationId, new: &NewOrganization) -> Result<()> {
    let finess = new.finess.as_ref().map(ToString::to_string).unwrap_or_default();
    keys::of_organization(ctx, tx, id, &[&new.name, &finess]).await
}

/// How many structures may stand one inside another.
const DEPTH: usize = 8;

/// The structure it belongs to exists, and is not itself a part of it.
async fn check_parent(ctx: &Ctx, tx: &Tx, id: OrganizationId, parent: Option<OrganizationId>) -> Result<()> {
    let mut above = parent.map(OrganizationId::uuid);
    for _ in 0..DEPTH {
        let Some(current) = above else { return Ok(()) };
        if current == id.uuid() {
            return Err(Error::invalid("part_of", "fault-part-of-itself"));
        }
        let text = "SELECT part_of FROM organization WHERE territory_id = ? AND id = ?";
        let row = tx.query_one_raw(sql(tx, text, vec![ctx.territory().into(), current.into()])).await?;
        let Some(row) = row else { return Err(Error::invalid("part_of", "fault-choice")) };
        above = row.try_get("", "part_of")?;
    }
    Err(Error::invalid("part_of", "fault-part-of-itself"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> OrganizationForm {
        OrganizationForm {
            kind: "cmp".to_owned(),
            name: "CMP  Tours Sud".to_owned(),
            ..OrganizationForm::default()
        }
    }

    #[test]
    fn a_plain_form() {
        let new = NewOrganization::parse(&form(), None).unwrap();
        assert_eq!(new.name, "CMP Tours Sud");
        assert_eq!(new.kind, OrganizationKind::Cmp);
        assert_eq!((new.finess, new.phone), (None, None));
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let bad = OrganizationForm {
            kind: "castle".to_owned(),
            name: " ".to_owned(),
            finess: "123456789".to_owned(),
            phone: "12".to_owned(),
            postal_code: "37".to_owned(),
            commune: "Nulle-Part-sur-Rien".to_owned(),
            ..form()
        };
        let Err(Error::Invalid(faults)) = NewOrganization::parse(&bad, None) else { panic!("it parsed") };
        let fields: Vec<_> = faults.iter().map(|fault| (fault.field, fault.key)).collect();
        assert_eq!(
            fields,
            [
                ("kind", "fault-choice"),
                ("name", "fault-required"),
                ("finess", "fault-finess"),
                ("phone", "fault-phone"),
                ("postal_code", "fault-postal-code"),
                ("commune", "fault-commune-unknown"),
            ]
        );
    }
}
