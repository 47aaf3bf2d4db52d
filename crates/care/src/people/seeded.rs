//! The rows that creating a person leaves, made without a database: for synthetic territories. A test compares them
//! with what [`create`](super::create::create) writes.

use jiff::Timestamp;
use policy::{Action, Compartment, Resource};
use uuid::Uuid;

use super::keys;
use super::person::Identity;
use super::place::{PlaceCode, joined, usual_compartments};
pub(crate) use super::rows::{care_team_member, information, person, person_change};
use super::said::{How, InformationKind, Scope};
use super::team::{MemberKind, TeamGround};
use super::traits::Traits;
use crate::access::entries::{code, entry};
use crate::access::grants::{Ground, Holder, access_grant};
use crate::seed::sheets::Sheets;
use crate::{Ctx, Error, Result};

/// Why the policy lets a professional create persons.
pub(crate) fn may_create(gp: &Ctx) -> Result<String> {
    let reason = gp.permit(Action::CreatePerson, &Resource::Territory(gp.territory()))?;
    Ok(reason.policy.to_string())
}

/// Adds the rows of a person whom `gp` created at `at`, as what `kind` says of them (their attending doctor, where it is their
/// general practitioner), and told in person. `ground` is why the policy lets them create persons ([`may_create`]). Answers the
/// identifier.
pub(crate) fn created(
    gp: &Ctx,
    ground: &str,
    at: Timestamp,
    (traits, kind): (&Traits, MemberKind),
    sheets: &mut Sheets,
) -> Result<Uuid> {
    let who = gp.actor().professional()?;
    let (territory, now, role) = (gp.territory(), at.as_microsecond(), who.role().uuid());
    let new = || kernel::new_uuid(at, gp.house().entropy().as_ref());
    let id = new();
    let identity = Identity::provisional(traits);
    let mut row = person::Model {
        territory_id: territory,
        id,
        family: String::new(),
        used_family: None,
        given: String::new(),
        sex: String::new(),
        birth_date: String::new(),
        birth_place: None,
        phone: traits.phone.clone(),
        address: traits.address.line.clone(),
        postal_code: traits.address.postal_code.clone(),
        commune: traits.address.commune.clone(),
        ins: None,
        ins_oid: None,
        identity_status: String::new(),
        informed_at: Some(now),
        opposed_at: None,
        closed: String::new(),
        sort_key: Vec::new(),
        version: 1,
        created_by: role,
        created_at: now,
        updated_at: now,
        merged_into: None,
    };
    row.bear(&identity);
    sheets.add(row);
    sheets.add(person_change::Model {
        territory_id: territory,
        id: new(),
        person_id: id,
        at: now,
        role_id: role,
        kind: "created".to_owned(),
        body: serde_json::json!({ "status": identity.status.code() }).to_string(),
    });
    sheets.keys(territory, id, keys::of(&identity));
    let enter = |kind: &str, object: (&str, Uuid)| entered(gp, role, at, id, kind, object);
    sheets.add(enter("person-created", ("person", id)));
    let told = new();
    sheets.add(information::Model {
        territory_id: territory,
        id: told,
        person_id: id,
        kind: InformationKind::Informed.code().to_owned(),
        how: How::InPerson.code().to_owned(),
        scope: serde_json::to_string(&Scope::Everyone)?,
        note: None,
        at: now,
        recorded_at: now,
        role_id: role,
        terms: "{}".to_owned(),
    });
    sheets.add(enter("person-informed", ("information", told)));
    member(gp, gp, at, (id, kind), sheets)?;
    sheets.journal(gp.entry_of((new(), at), "person.created", ("person", id), Some(id), ground));
    Ok(id)
}

/// Adds the rows of somebody whom `by` brought into the team of a person, with the line of the journal.
pub(crate) fn joined_by(
    by: &Ctx,
    ground: &str,
    who: &Ctx,
    at: Timestamp,
    (person, kind): (Uuid, MemberKind),
    sheets: &mut Sheets,
) -> Result<()> {
    let id = member(by, who, at, (person, kind), sheets)?;
    let line = (kernel::new_uuid(at, by.house().entropy().as_ref()), at);
    sheets.journal(by.entry_of(line, "care_team.joined", ("member", id), Some(person), ground));
    Ok(())
}

/// The rows of a member whom the person chose: the membership, what it opens, the line in the record.
fn member(
    by: &Ctx,
    who: &Ctx,
    at: Timestamp,
    (person, kind): (Uuid, MemberKind),
    sheets: &mut Sheets,
) -> Result<Uuid> {
    let added_by = by.actor().professional()?.role().uuid();
    let (territory, now, who) = (by.territory(), at.as_microsecond(), who.actor().professional()?);
    let new = || kernel::new_uuid(at, by.house().entropy().as_ref());
    let member = new();
    let chosen = TeamGround::ChosenByPerson;
    let place = PlaceCode::of(who.principal.profession, chosen)
        .ok_or_else(|| Error::Bug("a doctor has a place in the team".to_owned()))?;
    sheets.add(care_team_member::Model {
        territory_id: territory,
        id: member,
        person_id: person,
        practitioner_id: who.practitioner().uuid(),
        role_id: who.role().uuid(),
        kind: kind.code().to_owned(),
        ground: chosen.code().to_owned(),
        opens: joined(&usual_compartments(kind)),
        from_at: now,
        until_at: None,
        added_by,
        ended_by: None,
        recorded_at: now,
    });
    let holders = [
        (Holder::Practitioner(who.practitioner()), Ground::CareTeam, place.code()),
        (Holder::Organization(who.organization_id()), Ground::Structure, "member"),
    ];
    for (holder, ground, kind) in holders {
        sheets.add(access_grant::Model {
            territory_id: territory,
            id: new(),
            holder_id: holder.uuid(),
            ground: ground.code().to_owned(),
            person_id: Some(person),
            object_kind: Some(kind.to_owned()),
            object_id: Some(member),
            from_at: now,
            until_at: None,
        });
    }
    sheets.add(entered(by, added_by, at, person, "care-team-joined", ("member", member)));
    Ok(member)
}

/// The row of a line in coordination.
pub(crate) fn entered(
    ctx: &Ctx,
    role: Uuid,
    at: Timestamp,
    person: Uuid,
    kind: &str,
    object: (&str, Uuid),
) -> entry::Model {
    entry::Model {
        territory_id: ctx.territory(),
        id: kernel::new_uuid(at, ctx.house().entropy().as_ref()),
        person_id: person,
        compartment: code(&Compartment::Coordination),
        shared_with_social: false,
        restricted: false,
        until_at: None,
        withdrawn_at: None,
        changes: 0,
        at: at.as_microsecond(),
        recorded_at: at.as_microsecond(),
        role_id: role,
        kind: kind.to_owned(),
        object_kind: object.0.to_owned(),
        object_id: object.1,
        body: "{}".to_owned(),
    }
}
