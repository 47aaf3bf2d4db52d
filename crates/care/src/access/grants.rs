//! Grants: who may reach what, on which ground, from when until when.
//!
//! They are written by the act that changes them. Lists join them; the policy is given the same rows.

use jiff::Timestamp;
use policy::ProgramRole;
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};
use store::Tx;
use uuid::Uuid;

use crate::rows::row;
use crate::sql::sql;
use crate::{Ctx, OrganizationId, PersonId, PractitionerId, Result};

row! {
    access_grant = "access_grant" {
        territory_id: Uuid, id: Uuid;
        holder_id: Uuid,
        ground: String,
        person_id: Option<Uuid>,
        object_kind: Option<String>,
        object_id: Option<Uuid>,
        from_at: i64,
        until_at: Option<i64>,
    }
}

/// In whose name a grant is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder<'a> {
    /// One professional.
    Practitioner(PractitionerId),
    /// The secretaries and medical assistants of a structure.
    Organization(OrganizationId),
    /// Whoever holds this role in this programme, at the time of looking.
    Program(&'a str, ProgramRole),
}

impl Holder<'_> {
    /// The identifier under which the grant is filed.
    pub fn uuid(self) -> Uuid {
        match self {
            Self::Practitioner(id) => id.uuid(),
            Self::Organization(id) => id.uuid(),
            Self::Program(slug, role) => {
                let digest = Sha256::digest(format!("program|{slug}|{role:?}"));
                let mut bytes = [0; 16];
                bytes.copy_from_slice(&digest[..16]);
                uuid::Builder::from_custom_bytes(bytes).into_uuid()
            }
        }
    }
}

/// Why somebody may reach something. The codes are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// Member of the care team (CSP L1110-12).
    CareTeam,
    /// Secretary or medical assistant of a structure that follows the person.
    Structure,
    /// Coordination of a programme in which the person takes part.
    Coordination,
    /// Triage of a programme.
    Triage,
    /// Author of a request.
    Asker,
    /// Member of the pool that may take a request.
    Pool,
    /// Named addressee of a request.
    Named,
    /// The one who took the request.
    Answerer,
    /// Stands in for the addressee.
    Substitute,
    /// A vital need was invoked: one person, one hour.
    VitalNeed,
}

impl Ground {
    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CareTeam => "care_team",
            Self::Structure => "structure",
            Self::Coordination => "coordination",
            Self::Triage => "triage",
            Self::Asker => "asker",
            Self::Pool => "pool",
            Self::Named => "named",
            Self::Answerer => "answerer",
            Self::Substitute => "substitute",
            Self::VitalNeed => "vital_need",
        }
    }
}

/// A grant to be given.
#[derive(Debug, Clone, Copy)]
pub struct NewGrant<'a> {
    /// In whose name.
    pub holder: Holder<'a>,
    /// Why.
    pub ground: Ground,
    /// The person concerned, if any.
    pub person: Option<PersonId>,
    /// The object, for example a request.
    pub object: Option<(&'static str, Uuid)>,
    /// Until when; open-ended if absent.
    pub until: Option<Timestamp>,
}

/// Gives a grant from now on. A grant that already runs for the same holder, ground, person and object is left.
pub(crate) async fn give(ctx: &Ctx, tx: &Tx, grant: NewGrant<'_>) -> Result<()> {
    let now = ctx.now().as_microsecond();
    let person = grant.person.map(PersonId::uuid);
    let object = grant.object.map(|(_, id)| id);
    let standing = tx
        .query_one_raw(sql(
            tx,
            "SELECT 1 AS one FROM access_grant WHERE territory_id = ? AND holder_id = ? AND ground = ? \
             AND (person_id = ? OR (person_id IS NULL AND ? IS NULL)) \
             AND (object_id = ? OR (object_id IS NULL AND ? IS NULL)) AND until_at IS NULL",
            vec![
                ctx.territory().into(),
                grant.holder.uuid().into(),
                grant.ground.code().into(),
                person.into(),
                person.into(),
                object.into(),
                object.into(),
            ],
        ))
        .await?;
    if standing.is_some() && grant.until.is_none() {
        return Ok(());
    }
    access_grant::Model {
        territory_id: ctx.territory(),
        id: ctx.new_id(),
        holder_id: grant.holder.uuid(),
        ground: grant.ground.code().to_owned(),
        person_id: person,
        object_kind: grant.object.map(|(kind, _)| kind.to_owned()),
        object_id: object,
        from_at: now,
        until_at: grant.until.map(Timestamp::as_microsecond),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Lets the running grants on an object last until then; without an end if absent.
pub(crate) async fn last_until(ctx: &Ctx, tx: &Tx, object: Uuid, until: Option<Timestamp>) -> Result<()> {
    let text = "UPDATE access_grant SET until_at = ? WHERE territory_id = ? AND object_id = ? \
                AND (until_at IS NULL OR until_at > ?)";
    let until = until.map(Timestamp::as_microsecond);
    let values = vec![until.into(), ctx.territory().into(), object.into(), ctx.now().as_microsecond().into()];
    tx.execute_raw(sql(tx, text, values)).await?;
    Ok(())
}

/// Ends every running grant on an object that stands on one of these grounds, at `at`.
pub(crate) async fn end_on_object(
    ctx: &Ctx,
    tx: &Tx,
    object: Uuid,
    grounds: &[Ground],
    at: Timestamp,
) -> Result<()> {
    let at = at.as_microsecond();
    let mut values = vec![at.into(), ctx.territory().into(), object.into(), at.into()];
    values.extend(grounds.iter().map(|ground| ground.code().into()));
    let text = format!(
        "UPDATE access_grant SET until_at = ? WHERE territory_id = ? AND object_id = ? \
         AND (until_at IS NULL OR until_at > ?) AND ground IN ({})",
        crate::sql::marks(grounds.len())
    );
    tx.execute_raw(sql(tx, &text, values)).await?;
    Ok(())
}
