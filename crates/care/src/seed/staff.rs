//! Who works there: those who can sign in, and as many more as the persons need.

use std::sync::Arc;

use kernel::Locale;
use policy::{Profession, ProgramRole};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::names::{FAMILIES, MEN, WOMEN};
use crate::access::Actor;
use crate::directory::{NewOrganization, OrganizationForm, create_organization};
use crate::people::seeded;
use crate::sql::sql;
use crate::stories::{self, Cast, acting};
use crate::{Ctx, Error, House, OrganizationId, Result, RoleId};

/// A general practitioner at work.
pub(super) struct Gp {
    pub(super) ctx: Ctx,
    /// Why the policy lets them create persons.
    pub(super) ground: String,
}

/// Those who act.
pub(super) struct Staff {
    /// Those who have patients.
    pub(super) gps: Vec<Gp>,
    pub(super) psychiatrists: Vec<Ctx>,
    pub(super) triage: Ctx,
}

/// Persons that one general practitioner looks after.
const PERSONS_A_GP: usize = 900;
/// Persons for whom there is one psychiatrist.
const PERSONS_A_PSYCHIATRIST: usize = 15_000;
/// General practitioners in one practice.
const GPS_A_PRACTICE: usize = 4;

/// Employs as many professionals as so many persons need, beside the cast.
pub(super) async fn employ(house: &Arc<House>, cast: &Cast, persons: usize) -> Result<Staff> {
    let system = Ctx::new(house.clone(), Actor::System, Locale::Fr);
    let mut gps: Vec<RoleId> = vec![cast.get("gp").role, cast.get("gp_2").role];
    gps.extend(cast.gps.iter().copied());
    let mut psychiatrists = cast.psychiatrists.clone();
    let mut practice = None;
    let mut number: usize = 0;
    while gps.len() < persons / PERSONS_A_GP {
        if number.is_multiple_of(GPS_A_PRACTICE) {
            practice = Some(open(&system, number / GPS_A_PRACTICE, cast).await?);
        }
        let place = practice.ok_or_else(|| Error::Bug("a practice is open by now".to_owned()))?;
        gps.push(hire(&system, number, place, Profession::GeneralPractitioner, ProgramRole::Asker).await?);
        number += 1;
    }
    let hospital = acting(house, cast.get("psychiatrist_3").role).await?;
    let hospital = hospital.actor().professional()?.organization_id();
    while psychiatrists.len() < persons / PERSONS_A_PSYCHIATRIST {
        psychiatrists
            .push(hire(&system, number, hospital, Profession::Psychiatrist, ProgramRole::Answerer).await?);
        number += 1;
    }
    let mut staff = Staff {
        gps: Vec::with_capacity(gps.len()),
        psychiatrists: Vec::new(),
        triage: acting(house, cast.get("secretary").role).await?,
    };
    // The lists of the first are full before the next have any: how many persons a doctor sees is the same in a small
    // territory as in a large one.
    for role in gps.into_iter().take((persons / PERSONS_A_GP).max(2)) {
        let ctx = acting(house, role).await?;
        let ground = seeded::may_create(&ctx)?;
        staff.gps.push(Gp { ctx, ground });
    }
    for role in psychiatrists {
        staff.psychiatrists.push(acting(house, role).await?);
    }
    Ok(staff)
}

/// A practice, of the CPTS of one of the cast.
async fn open(system: &Ctx, number: usize, cast: &Cast) -> Result<OrganizationId> {
    let beside = cast.gps[number * 7 % cast.gps.len()];
    let beside = acting(system.house(), beside).await?;
    let parent = part_of(system, beside.actor().professional()?.organization_id()).await?;
    let form = OrganizationForm {
        kind: "practice".to_owned(),
        name: format!("Cabinet {}", FAMILIES[number % FAMILIES.len()]),
        postal_code: "37000".to_owned(),
        commune: "37261".to_owned(),
        ..OrganizationForm::default()
    };
    create_organization(system, NewOrganization::parse(&form, parent)?).await
}

#[derive(FromQueryResult)]
struct Parent {
    part_of: Option<Uuid>,
}

/// What a structure is part of.
async fn part_of(system: &Ctx, id: OrganizationId) -> Result<Option<OrganizationId>> {
    let db = system.reader();
    let text = "SELECT part_of FROM organization WHERE territory_id = ? AND id = ?";
    let values = vec![system.territory().into(), id.uuid().into()];
    let found = Parent::find_by_statement(sql(&db, text, values)).one(&db).await?;
    Ok(found.and_then(|it| it.part_of).map(OrganizationId::from))
}

async fn hire(
    system: &Ctx,
    number: usize,
    place: OrganizationId,
    profession: Profession,
    part: ProgramRole,
) -> Result<RoleId> {
    let given = if number.is_multiple_of(2) { WOMEN[1] } else { MEN[1] };
    let (given, family) = (given[number / 2 % given.len()], FAMILIES[number * 31 % FAMILIES.len()]);
    let (_, role) =
        stories::employ(system, ("Dr", given, family, ""), place, profession, &[], &[part]).await?;
    Ok(role)
}
