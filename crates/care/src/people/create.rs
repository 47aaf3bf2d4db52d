//! Creating a person: one act, whatever is hidden from whoever creates.
//!
//! Records that resemble the new one and that the actor may see are proposed *before* ([`super::similar_visible`]). All
//! others are found afterwards, by a job, for identity vigilance alone: this act sends the same statements and gives
//! the same answer whether or not there are any.

use jiff::civil::Date;
use kernel::identifiers::Ins;
use policy::{Action, Compartment, Profession, ProgramRole, Resource};
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::care_team::{self, NewMember, RoleAt};
use super::identity::{InsForm, typed_ins};
use super::information::{self, NewInformation};
use super::person::{Identity, IdentityStatus};
use super::rows::{person, person_change};
use super::said::{How, InformationKind, Scope};
use super::team::{MemberKind, TeamGround};
use super::traits::{Traits, TraitsForm};
use super::{keys, matching};
use crate::access::Professional;
use crate::access::entries::{self, NewEntry};
use crate::access::grants::{self, Ground, Holder, NewGrant};
use crate::fields::{self, Faults};
use crate::{Ctx, Error, PersonId, Result};

/// A new person, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    /// Identity and address.
    #[serde(flatten)]
    pub traits: TraitsForm,
    /// INS, where the INSi service gave it.
    #[serde(flatten)]
    pub ins: InsForm,
    /// `yes` when whoever creates is the attending doctor.
    pub attending: String,
    /// Code of a [`TeamGround`]: why whoever creates is around the person.
    pub ground: String,
    /// Code of a [`How`], where the person was told of exchange and sharing, or consented.
    pub told: String,
}

/// A new person, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// Identity and address.
    pub traits: Traits,
    /// INS given by the INSi service.
    pub ins: Option<Ins>,
    /// Whoever creates is the attending doctor.
    pub attending: bool,
    /// Why whoever creates is around the person.
    pub ground: Option<TeamGround>,
    /// How the person was told, if they were.
    pub told: Option<How>,
}

impl NewPerson {
    /// Reads what was typed, all faults at once; `today` bounds the date of birth.
    pub fn parse(form: &PersonForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let traits = Traits::parse(&form.traits, today, &mut faults);
        let ins = typed_ins(&form.ins, &mut faults);
        let ground = optional_choice("ground", &form.ground, &mut faults);
        let told = optional_choice("told", &form.told, &mut faults);
        faults.done()?;
        let traits =
            traits.ok_or_else(|| Error::Bug("a form without faults has all its values".to_owned()))?;
        Ok(Self { traits, ins, attending: form.attending == "yes", ground, told })
    }

    /// The identity they will have.
    pub fn identity(&self) -> Identity {
        let mut identity = Identity::provisional(&self.traits);
        if let Some(ins) = self.ins {
            identity.stand(IdentityStatus::Retrieved, Some(ins));
        }
        identity
    }
}

fn optional_choice<T: serde::de::DeserializeOwned>(
    field: &'static str,
    code: &str,
    faults: &mut Faults,
) -> Option<T> {
    if code.trim().is_empty() { None } else { faults.take(fields::choice(field, code)) }
}

/// Creates a person under an identifier of their own: see [`create_once`].
pub async fn create(ctx: &Ctx, new: NewPerson) -> Result<PersonId> {
    create_once(ctx, ctx.new_id(), new).await
}

/// Creates the person whose identifier was minted with the form. Sent twice, the form creates one person. Whoever
/// creates is around them from then on: in the care team, or, for secretaries and coordination, through their
/// structure or programme.
///
/// # Errors
/// [`Error::Invalid`] when the profession cannot be around a person on that ground; [`Error::Forbidden`] when nothing
/// would let the actor see the person afterwards; [`Error::NotFound`] when the identifier is somebody else’s.
pub async fn create_once(ctx: &Ctx, id: PersonId, new: NewPerson) -> Result<PersonId> {
    ctx.write(move |ctx, tx| async move { create_within(&ctx, &tx, id, &new).await }).await
}

/// The same, within an act that does more.
pub(crate) async fn create_within(ctx: &Ctx, tx: &Tx, id: PersonId, new: &NewPerson) -> Result<PersonId> {
    let reason = ctx.permit(Action::CreatePerson, &Resource::Territory(ctx.territory()))?;
    let professional = ctx.actor().professional()?.clone();
    let identity = new.identity();
    if !insert(ctx, tx, id, new, &identity).await? {
        let there = person::Entity::find_by_id((ctx.territory(), id.uuid())).one(tx).await?;
        let mine = there.is_some_and(|row| row.created_by == professional.role().uuid());
        return if mine { Ok(id) } else { Err(Error::NotFound) };
    }
    keys::write(ctx, tx, id, &identity).await?;
    enter(ctx, tx, id).await?;
    surround(ctx, tx, id, new, &professional).await?;
    tx.enqueue(matching::job(ctx, id)).await?;
    ctx.record(tx, "person.created", ("person", id.uuid()), Some(id.uuid()), &reason).await?;
    Ok(id)
}

/// Adds the row; `false` where there was one already.
async fn insert(ctx: &Ctx, tx: &Tx, id: PersonId, new: &NewPerson, identity: &Identity) -> Result<bool> {
    let (row, change) = created_rows(ctx, id, new, identity)?;
    let added = person::Entity::insert(person::ActiveModel::from(row))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    if added == 0 {
        return Ok(false);
    }
    change.insert(tx).await?;
    Ok(true)
}

/// The row of a person whom the actor creates now, and the first change of their identity.
pub(crate) fn created_rows(
    ctx: &Ctx,
    id: PersonId,
    new: &NewPerson,
    identity: &Identity,
) -> Result<(person::Model, person_change::Model)> {
    let now = ctx.now().as_microsecond();
    let role = ctx.actor().professional()?.role();
    let address = &new.traits.address;
    let mut row = person::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        family: String::new(),
        used_family: None,
        given: String::new(),
        sex: String::new(),
        birth_date: String::new(),
        birth_place: None,
        phone: new.traits.phone.clone(),
        address: address.line.clone(),
        postal_code: address.postal_code.clone(),
        commune: address.commune.clone(),
        ins: None,
        ins_oid: None,
        identity_status: String::new(),
        informed_at: None,
        opposed_at: None,
        closed: String::new(),
        sort_key: Vec::new(),
        version: 1,
        created_by: role.uuid(),
        created_at: now,
        updated_at: now,
        merged_into: None,
    };
    row.bear(identity);
    let change = person_change::Model {
        territory_id: ctx.territory(),
        id: ctx.new_id(),
        person_id: id.uuid(),
        at: now,
        role_id: role.uuid(),
        kind: "created".to_owned(),
        body: serde_json::json!({ "status": identity.status.code() }).to_string(),
    };
    Ok((row, change))
}

async fn enter(ctx: &Ctx, tx: &Tx, id: PersonId) -> Result<()> {
    let entry = NewEntry {
        person: id,
        compartment: Compartment::Coordination,
        at: ctx.now(),
        kind: "person-created",
        object: ("person", id.uuid()),
    };
    entries::add(ctx, tx, entry).await
}

/// What ties whoever creates to the person: without it the record would belong to nobody.
async fn surround(ctx: &Ctx, tx: &Tx, id: PersonId, new: &NewPerson, who: &Professional) -> Result<()> {
    let profession = who.principal.profession;
    let by_consent = new.ground == Some(TeamGround::Consent);
    if let Some(how) = new.told {
        information::note(ctx, tx, id, NewInformation::now(InformationKind::Informed, how)).await?;
    }
    if profession.is_health() || profession.is_social() || by_consent {
        return join(ctx, tx, id, new, who).await;
    }
    let holders = holders(who);
    if holders.is_empty() {
        let by_consent_only = matches!(profession, Profession::HealthMediator | Profession::SocialCompanion);
        let refusal = || Error::invalid("ground", "fault-ground-consent-only");
        return Err(if by_consent_only { refusal() } else { Error::Forbidden });
    }
    for (holder, ground) in holders {
        let grant = NewGrant { holder, ground, person: Some(id), object: None, until: None };
        grants::give(ctx, tx, grant).await?;
    }
    Ok(())
}

/// In whose name somebody sees the person whom they create without being of the care team.
fn holders(who: &Professional) -> Vec<(Holder<'_>, Ground)> {
    if matches!(who.principal.profession, Profession::Secretary | Profession::MedicalAssistant) {
        return vec![(Holder::Organization(who.organization_id()), Ground::Structure)];
    }
    let programs = who.principal.programs.iter();
    programs.filter_map(|(slug, role)| Some((Holder::Program(slug, *role), program_ground(*role)?))).collect()
}

const fn program_ground(role: ProgramRole) -> Option<Ground> {
    match role {
        ProgramRole::Coordinator => Some(Ground::Coordination),
        ProgramRole::Triage => Some(Ground::Triage),
        ProgramRole::Asker | ProgramRole::Answerer | ProgramRole::Lead | ProgramRole::Welcomer => None,
    }
}

async fn join(ctx: &Ctx, tx: &Tx, id: PersonId, new: &NewPerson, who: &Professional) -> Result<()> {
    // Whoever receives the person was turned to by them, unless the form says otherwise.
    let ground = new.ground.unwrap_or(TeamGround::ChosenByPerson);
    if ground == TeamGround::Consent {
        let how = new.told.ok_or_else(|| Error::invalid("told", "fault-consent-needed"))?;
        let scope = Scope::Practitioner(who.practitioner());
        let consent = NewInformation { scope, ..NewInformation::now(InformationKind::Consented, how) };
        information::note(ctx, tx, id, consent).await?;
    }
    let role = RoleAt {
        role: who.role(),
        practitioner: who.practitioner(),
        organization: who.organization_id(),
        profession: who.principal.profession,
    };
    let member = NewMember {
        kind: new.attending.then_some(MemberKind::AttendingGp),
        ..NewMember::now(role.role, ground)
    };
    care_team::join(ctx, tx, id, role, &member, role.role).await?;
    Ok(())
}
