//! The rows that creating a person leaves, for many persons at once; they are those of `people::create`, and a test over
//! HTTP compares them.

use policy::Compartment;
use uuid::Uuid;

use super::around::Around;
use crate::access::Professional;
use crate::access::entries::{self, NewEntry};
use crate::access::grants::{Ground, Holder, access_grant};
use crate::people::seeded::{care_team_member, information};
use crate::people::{InformationKind, NewPerson, Scope, TeamGround, created_rows, keys_of};
use crate::seed::sheets::Sheets;
use crate::{Ctx, MemberId, PersonId, Result};

/// Adds the rows of somebody whom the actor creates now and is around from then on; answers how many lines of the record
/// they are.
pub(super) fn create(
    ctx: &Ctx,
    around: &Around,
    id: PersonId,
    new: &NewPerson,
    sheets: &mut Sheets,
) -> Result<i64> {
    let me = ctx.actor().professional()?;
    let identity = new.identity();
    let (mut row, change) = created_rows(ctx, id, new, &identity)?;
    row.informed_at = around.run.told.map(|_| ctx.now().as_microsecond());
    sheets.add(row);
    sheets.add(change);
    sheets.keys(ctx.territory(), id.uuid(), keys_of(&identity));
    enter(ctx, id, "person-created", ("person", id.uuid()), sheets)?;
    let mut entries = 1;
    if around.run.told.is_some() {
        told(ctx, around, id, (InformationKind::Informed, Scope::Everyone, "person-informed"), sheets)?;
        entries += 1;
    }
    if around.run.ground == TeamGround::Consent {
        let scope = Scope::Practitioner(me.practitioner());
        told(ctx, around, id, (InformationKind::Consented, scope, "person-consented"), sheets)?;
        entries += 1;
    }
    join(ctx, around, id, me, sheets)?;
    let ground = &around.creates.policy;
    let at = (ctx.new_id::<Uuid>(), ctx.now());
    sheets.journal(ctx.entry_of(at, "person.created", ("person", id.uuid()), Some(id.uuid()), ground));
    Ok(entries + 1)
}

fn enter(
    ctx: &Ctx,
    person: PersonId,
    kind: &'static str,
    object: (&str, Uuid),
    sheets: &mut Sheets,
) -> Result<()> {
    let (compartment, at) = (Compartment::Coordination, ctx.now());
    sheets.add(entries::authored(ctx, &NewEntry { person, compartment, at, kind, object })?);
    Ok(())
}

fn told(
    ctx: &Ctx,
    around: &Around,
    person: PersonId,
    (kind, scope, entered): (InformationKind, Scope, &'static str),
    sheets: &mut Sheets,
) -> Result<()> {
    let Some(how) = around.run.told else { return Ok(()) };
    let now = ctx.now().as_microsecond();
    let id = ctx.new_id();
    sheets.add(information::Model {
        territory_id: ctx.territory(),
        id,
        person_id: person.uuid(),
        kind: kind.code().to_owned(),
        how: how.code().to_owned(),
        scope: serde_json::to_string(&scope)?,
        note: None,
        at: now,
        recorded_at: now,
        role_id: ctx.actor().professional()?.role().uuid(),
        terms: "{}".to_owned(),
    });
    enter(ctx, person, entered, ("information", id), sheets)
}

fn join(ctx: &Ctx, around: &Around, person: PersonId, me: &Professional, sheets: &mut Sheets) -> Result<()> {
    let now = ctx.now().as_microsecond();
    let member: MemberId = ctx.new_id();
    sheets.add(care_team_member::Model {
        territory_id: ctx.territory(),
        id: member.uuid(),
        person_id: person.uuid(),
        practitioner_id: me.practitioner().uuid(),
        role_id: me.role().uuid(),
        kind: around.kind.code().to_owned(),
        ground: around.run.ground.code().to_owned(),
        opens: around.opens.clone(),
        from_at: now,
        until_at: None,
        added_by: me.role().uuid(),
        ended_by: None,
        recorded_at: now,
    });
    // The secretaries and medical assistants of the structure see whom its members follow, for what is theirs.
    let holders = [
        (Holder::Practitioner(me.practitioner()), Ground::CareTeam, around.place.code()),
        (Holder::Organization(me.organization_id()), Ground::Structure, "member"),
    ];
    for (holder, ground, kind) in holders {
        sheets.add(access_grant::Model {
            territory_id: ctx.territory(),
            id: ctx.new_id(),
            holder_id: holder.uuid(),
            ground: ground.code().to_owned(),
            person_id: Some(person.uuid()),
            object_kind: Some(kind.to_owned()),
            object_id: Some(member.uuid()),
            from_at: now,
            until_at: None,
        });
    }
    enter(ctx, person, "care-team-joined", ("member", member.uuid()), sheets)
}
