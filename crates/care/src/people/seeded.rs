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

/// Adds the rows of a person whom their general practitioner, `gp`, created at `at`, as their attending doctor, and
/// told in person. `ground` is why the policy lets them create persons ([`may_create`]). Answers the identifier.
pub(crate) fn created(
    gp: &Ctx,
    ground: &str,
    at: Timestamp,
    traits: &Traits,
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
    let enter = |kind: &str, object: (&str, Uuid)| entry::Model {
        territory_id: territory,
        id: new(),
        person_id: id,
        compartment: code(&Compartment::Coordination),
        shared_with_social: false,
        restricted: false,
        until_at: None,
        withdrawn_at: None,
        changes: 0,
        at: now,
        recorded_at: now,
        role_id: role,
        kind: kind.to_owned(),
        object_kind: object.0.to_owned(),
        object_id: object.1,
        body: "{}".to_owned(),
    };
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
    let member = new();
    let chosen = TeamGround::ChosenByPerson;
    let place = PlaceCode::of(who.principal.profession, chosen)
        .ok_or_else(|| Error::Bug("a general practitioner has a place in the team".to_owned()))?;
    sheets.add(care_team_member::Model {
        territory_id: territory,
        id: member,
        person_id: id,
        practitioner_id: who.practitioner().uuid(),
        role_id: role,
        kind: MemberKind::AttendingGp.code().to_owned(),
        ground: chosen.code().to_owned(),
        opens: joined(&usual_compartments(MemberKind::AttendingGp)),
        from_at: now,
        until_at: None,
        added_by: role,
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
            person_id: Some(id),
            object_kind: Some(kind.to_owned()),
            object_id: Some(member),
            from_at: now,
            until_at: None,
        });
    }
    sheets.add(enter("care-team-joined", ("member", member)));
    sheets.journal(gp.entry_of((new(), at), "person.created", ("person", id), Some(id), ground));
    Ok(id)
}
