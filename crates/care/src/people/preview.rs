//! What somebody would see of a person, before the person consents to it: decided by the policy that decides when they look.
//!
//! Whoever asks learns nothing new: of the entries they may read themselves, those that the other would read as well.

use std::collections::BTreeSet;

use policy::{Action, Compartment, PersonFacts, Principal, Resource, Verdict};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::person::Person;
use super::place::{PlaceCode, usual_compartments};
use super::team::{MemberKind, TeamGround};
use super::timeline::{self, EntryLine, Shown};
use super::{closed, overview, rows, ties};
use crate::directory::{decode, display_name};
use crate::sql::sql;
use crate::{Ctx, Error, PersonId, PractitionerId, Result, Seen};

/// What somebody would see by the person's consent.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Of whom.
    pub person: Person,
    /// The professional’s name.
    pub name: String,
    /// Each part of the record, and whether it would be open.
    pub parts: Vec<(Compartment, bool)>,
    /// Whether they would see the overview of rights and applications.
    pub rights: bool,
    /// The latest entries that they would read, of those that the actor reads.
    pub lines: Vec<EntryLine>,
    /// How many of them there are.
    pub all: i64,
}

#[derive(FromQueryResult)]
struct Exercise {
    role_id: Uuid,
    organization_id: Uuid,
    profession: String,
    functions: String,
    title: String,
    given: String,
    family: String,
}

/// What this professional would see, in the role they took up first, with the compartments that the consent names.
/// Journalled.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden, and for an unknown professional; [`Error::Forbidden`] when the actor may
/// not record what the person says, or not read the coordination.
pub async fn preview(
    ctx: &Ctx,
    person: PersonId,
    who: PractitionerId,
    opens: &BTreeSet<Compartment>,
) -> Result<Preview> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, person).await?;
    let resource = Resource::Person(ties.facts.clone());
    let reason = ctx.permit(Action::RecordInformation, &resource)?;
    ctx.permit(Action::ReadCoordination, &resource)?;
    let now = ctx.now().as_microsecond();
    let text = "SELECT r.id AS role_id, r.organization_id, r.profession, r.functions, p.title, p.given, p.family \
                FROM practitioner_role r JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
                WHERE r.territory_id = ? AND r.practitioner_id = ? AND r.from_at <= ? AND (r.until_at IS NULL OR r.until_at > ?) \
                ORDER BY r.from_at, r.id LIMIT 1";
    let values = vec![ctx.territory().into(), who.uuid().into(), now.into(), now.into()];
    let role = Exercise::find_by_statement(sql(&db, text, values)).one(&db).await?.ok_or(Error::NotFound)?;
    let principal = Principal {
        role: role.role_id,
        organization: role.organization_id,
        functions: serde_json::from_str(&role.functions)?,
        ..Principal::new(who.uuid(), ctx.territory(), decode(&role.profession)?)
    };
    let closed = closed_to(ctx, &db, &ties.facts, who).await?;
    let theirs = PersonFacts { closed, ..consented(&ties.facts, &principal, opens) };
    let decide = |action: Action, resource: &Resource| {
        matches!(ctx.house().policy().decide(&principal, action, resource), Verdict::Allow(_))
    };
    let (mine, shown) = (Shown::of(ctx, &ties.facts), Shown::asked(&theirs, decide));
    let person = PersonId::from(ties.facts.id);
    let (lines, all) = timeline::seen_by(ctx, &db, person, &mine, &shown).await?;
    ctx.saw(Seen {
        action: "information.preview_read",
        kind: "person",
        object: Some(person.uuid()),
        persons: vec![person.uuid()],
        ground: reason.policy.to_string(),
    });
    Ok(Preview {
        person: overview::read(ctx, &db, person).await?,
        name: display_name(&role.title, &role.given, &role.family),
        parts: Compartment::ALL.iter().map(|it| (*it, shown.opens(*it))).collect(),
        rights: decide(Action::ReadSocialOverview, &Resource::Person(theirs)),
        lines,
        all,
    })
}

/// What the person closed to somebody.
async fn closed_to(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    person: &PersonFacts,
    who: PractitionerId,
) -> Result<BTreeSet<Compartment>> {
    let row = rows::person::Entity::find_by_id((ctx.territory(), person.id)).one(db).await?;
    Ok(closed::to(&row.ok_or(Error::NotFound)?.closed, Some(who)))
}

/// How somebody would stand to the person by a consent that names these compartments.
fn consented(person: &PersonFacts, who: &Principal, opens: &BTreeSet<Compartment>) -> PersonFacts {
    let usual = usual_compartments(MemberKind::usual(who.profession));
    let place = PlaceCode::of(who.profession, TeamGround::Consent);
    let opens = match place {
        Some(PlaceCode::Outside) => usual.intersection(opens).copied().collect(),
        _ => usual,
    };
    PersonFacts {
        id: person.id,
        territory: person.territory,
        opposed: person.opposed,
        team: place.map(|place| place.ground(opens)),
        ..PersonFacts::default()
    }
}
