//! One exercise of the public directory: as somebody to write to, and as a page.

use jiff::Timestamp;
use kernel::clock::from_micros;
use policy::Profession;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::offer::{Offered, Standing, offers, standing};
use super::rows::public_practice;
use crate::directory::{decode, display_name, may_search};
use crate::sql::sql;
use crate::{Ctx, Error, PractitionerId, PublicPracticeId, Result, RoleId};

/// Who is behind an exercise, in one line: « Dr Camille RENAUD, Cabinet des Douets, Tours ».
///
/// # Errors
/// [`Error::Forbidden`] for whoever may not consult the directory; [`Error::Invalid`] on `practice` for one that is none, or that
/// left the directory.
pub(crate) async fn addressed<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: PublicPracticeId) -> Result<String> {
    may_search(ctx)?;
    let row = public_practice::Entity::find_by_id((ctx.territory(), id.uuid())).one(db).await?;
    let row = row
        .filter(|row| row.closed_at.is_none())
        .ok_or_else(|| Error::invalid("practice", "fault-practice-gone"))?;
    let name = display_name(&row.title, &row.given, &row.family);
    let place = [row.structure_name, row.city].into_iter().flatten().filter(|it| !it.is_empty());
    Ok(std::iter::once(name).chain(place).collect::<Vec<_>>().join(", "))
}

/// Whoever is behind an exercise, where they work here as a doctor and have an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AtHome {
    /// Who.
    pub(crate) practitioner: PractitionerId,
    /// The role through which they exercise there: that of the same structure (FINESS), or the only one; none where it cannot be told
    /// which of several it is.
    pub(crate) role: Option<RoleId>,
}

/// Them, by their number (RPPS). One statement.
pub(crate) async fn at_home<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: PublicPracticeId,
) -> Result<Option<AtHome>> {
    let text = "SELECT r.id, r.practitioner_id, r.profession, \
                CASE WHEN o.finess = w.finess THEN TRUE ELSE FALSE END AS same FROM public_practice w \
                JOIN practitioner p ON p.territory_id = w.territory_id AND p.rpps = w.rpps \
                JOIN practitioner_role r ON r.territory_id = p.territory_id AND r.practitioner_id = p.id \
                JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
                JOIN account a ON a.territory_id = p.territory_id AND a.practitioner_id = p.id AND a.disabled_at IS NULL \
                WHERE w.territory_id = ? AND w.id = ? AND r.from_at <= ? AND (r.until_at IS NULL OR r.until_at > ?) \
                ORDER BY r.from_at, r.id";
    let now = ctx.now().as_microsecond();
    let values = vec![ctx.territory().into(), id.uuid().into(), now.into(), now.into()];
    let mut doctors = Vec::new();
    for row in HomeRow::find_by_statement(sql(db, text, values)).all(db).await? {
        if decode::<Profession>(&row.profession)?.is_doctor() {
            doctors.push(row);
        }
    }
    let role = match &doctors[..] {
        [only] => Some(only),
        many => many.iter().find(|row| row.same),
    };
    let role = role.map(|row| row.id.into());
    Ok(doctors.first().map(|first| AtHome { practitioner: first.practitioner_id.into(), role }))
}

#[derive(FromQueryResult)]
struct HomeRow {
    id: Uuid,
    practitioner_id: Uuid,
    profession: String,
    same: bool,
}

/// When it was seen that an exercise left the directory; nothing for one that is there, or never was.
pub(crate) async fn left<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: PublicPracticeId,
) -> Result<Option<Timestamp>> {
    let row = public_practice::Entity::find_by_id((ctx.territory(), id.uuid())).one(db).await?;
    Ok(row.and_then(|row| row.closed_at).map(from_micros))
}

/// Where an exercise is, as the directory writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Lines above the postal code, one under the other.
    pub lines: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Commune, in words.
    pub city: Option<String>,
}

/// One exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Practice {
    /// « Dr Hélène MARCHETTI », as the directory writes it.
    pub name: String,
    /// Code of the speciality.
    pub speciality: Option<String>,
    /// The place.
    pub structure: Option<String>,
    /// Where that is.
    pub place: Address,
    /// Telephone.
    pub phone: Option<String>,
    /// It left the directory.
    pub closed: bool,
    /// What it accepts, as far as was said.
    pub standing: Standing,
    /// What was said, the latest first.
    pub offers: Vec<Offered>,
}

/// One exercise of the public directory, with what was said of it. Two statements.
///
/// # Errors
/// [`Error::Forbidden`] for whoever may not consult the directory; [`Error::NotFound`] for one that is none.
pub async fn practice(ctx: &Ctx, id: PublicPracticeId) -> Result<Practice> {
    may_search(ctx)?;
    let row = public_practice::Entity::find_by_id((ctx.territory(), id.uuid())).one(&ctx.reader()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let offers = offers(ctx, id).await?;
    Ok(Practice {
        name: display_name(&row.title, &row.given, &row.family),
        speciality: row.speciality,
        structure: row.structure_name,
        place: Address { lines: row.address, postal_code: row.postal_code, city: row.city },
        phone: row.phone,
        closed: row.closed_at.is_some(),
        standing: standing(&offers),
        offers,
    })
}
