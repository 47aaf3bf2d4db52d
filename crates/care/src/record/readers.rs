//! Who can read an entry: those around the person, each asked about by the policy that decides when they open it.

use std::collections::BTreeSet;

use policy::{Action, Compartment, EntryFacts, PersonFacts, Principal, Profession, ProgramRole, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::form::Audience;
use crate::access::grants::Holder;
use crate::directory::{decode, display_name};
use crate::people::{MemberKind, PlaceCode, closed, split};
use crate::sql::sql;
use crate::{Ctx, OrganizationId, PractitionerId, Result};

/// Somebody who can read an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    /// A professional of the care team, or one whom the person consented to.
    Member {
        /// Who.
        practitioner: PractitionerId,
        /// « Dr Hélène Marchetti ».
        name: String,
        /// Who they are around the person.
        kind: MemberKind,
    },
    /// The secretaries and medical assistants of a structure.
    Office {
        /// Which.
        organization: OrganizationId,
        /// Its name.
        name: String,
    },
    /// Those who coordinate or triage for a programme.
    Program {
        /// Its slug.
        program: String,
        /// As what.
        role: ProgramRole,
    },
}

/// Those around a person, with what the policy needs to know of each.
#[derive(Debug, Clone)]
pub(super) struct Around(pub(super) Vec<(Reader, Principal, PersonFacts)>);

#[derive(FromQueryResult)]
struct Row {
    holder_id: Uuid,
    ground: String,
    place: Option<String>,
    kind: Option<String>,
    opens: Option<String>,
    role_id: Option<Uuid>,
    profession: Option<String>,
    functions: Option<String>,
    organization_id: Option<Uuid>,
    title: Option<String>,
    given: Option<String>,
    family: Option<String>,
    organization: Option<String>,
    closed: String,
}

impl Around {
    /// Everybody who holds something around the person now. One statement.
    pub(super) async fn load<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: &PersonFacts) -> Result<Self> {
        let now = ctx.now().as_microsecond();
        let statement = sql(
            db,
            "SELECT g.holder_id, g.ground, g.object_kind AS place, m.kind, m.opens, m.role_id, r.profession, r.functions, \
             r.organization_id, p.title, p.given, p.family, o.name AS organization, w.closed FROM access_grant g \
             JOIN person w ON w.territory_id = g.territory_id AND w.id = g.person_id \
             LEFT JOIN care_team_member m ON m.territory_id = g.territory_id AND m.id = g.object_id AND g.ground = 'care_team' \
             LEFT JOIN practitioner_role r ON r.territory_id = m.territory_id AND r.id = m.role_id \
             LEFT JOIN practitioner p ON p.territory_id = g.territory_id AND p.id = g.holder_id \
             LEFT JOIN organization o ON o.territory_id = g.territory_id AND o.id = g.holder_id \
             WHERE g.territory_id = ? AND g.person_id = ? AND g.ground IN ('care_team', 'structure', 'coordination', 'triage') \
             AND g.from_at <= ? AND (g.until_at IS NULL OR g.until_at > ?) ORDER BY g.from_at, g.id",
            vec![ctx.territory().into(), person.id.into(), now.into(), now.into()],
        );
        let mut around: Vec<(Reader, Principal, PersonFacts)> = Vec::new();
        for row in Row::find_by_statement(statement).all(db).await? {
            let found = match row.ground.as_str() {
                "care_team" => member(ctx, person, &row)?,
                "structure" => office(ctx, person, &row),
                _ => program(ctx, person, &row),
            };
            around.extend(found.filter(|(reader, ..)| around.iter().all(|(known, ..)| known != reader)));
        }
        Ok(Self(around))
    }

    /// Those who can read an entry with these traits, its author left out.
    pub(super) fn readers(
        &self,
        ctx: &Ctx,
        compartment: Compartment,
        audience: &Audience,
        shared_with_social: bool,
        author: PractitionerId,
    ) -> Vec<Reader> {
        let other = |reader: &Reader| !matches!(reader, Reader::Member { practitioner, .. } if *practitioner == author);
        let readers = self.0.iter().filter(|(reader, principal, person)| {
            other(reader)
                && reads(ctx, (reader, principal, person), compartment, audience, shared_with_social)
        });
        readers.map(|(reader, ..)| reader.clone()).collect()
    }
}

fn member(ctx: &Ctx, person: &PersonFacts, row: &Row) -> Result<Option<(Reader, Principal, PersonFacts)>> {
    let (Some(place), Some(kind), Some(profession)) =
        (row.place.as_deref().and_then(PlaceCode::parse), &row.kind, &row.profession)
    else {
        return Ok(None);
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let principal = Principal {
        role: row.role_id.unwrap_or_default(),
        organization: row.organization_id.unwrap_or_default(),
        functions: row.functions.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default(),
        ..Principal::new(row.holder_id, ctx.territory(), decode(profession)?)
    };
    let opens = split(row.opens.as_deref().unwrap_or_default());
    let closed = closed::to(&row.closed, Some(row.holder_id.into()));
    let facts = PersonFacts { team: Some(place.ground(opens)), closed, ..bare(person) };
    let reader = Reader::Member {
        practitioner: row.holder_id.into(),
        name: display_name(&text(&row.title), &text(&row.given), &text(&row.family)),
        kind: decode(kind)?,
    };
    Ok(Some((reader, principal, facts)))
}

fn office(ctx: &Ctx, person: &PersonFacts, row: &Row) -> Option<(Reader, Principal, PersonFacts)> {
    let principal = Principal {
        organization: row.holder_id,
        ..Principal::new(Uuid::nil(), ctx.territory(), Profession::Secretary)
    };
    let reader = Reader::Office { organization: row.holder_id.into(), name: row.organization.clone()? };
    let closed = closed::to(&row.closed, None);
    Some((reader, principal, PersonFacts { structure: true, closed, ..bare(person) }))
}

fn program(ctx: &Ctx, person: &PersonFacts, row: &Row) -> Option<(Reader, Principal, PersonFacts)> {
    let slugs = ctx.house().programs().iter().map(|program| program.slug.clone());
    let roles = [ProgramRole::Coordinator, ProgramRole::Triage];
    let mut pairs = slugs.flat_map(|slug| roles.map(|role| (slug.clone(), role)));
    let (slug, role) = pairs.find(|(slug, role)| Holder::Program(slug, *role).uuid() == row.holder_id)?;
    let principal = Principal {
        programs: vec![(slug.clone(), role)],
        ..Principal::new(Uuid::nil(), ctx.territory(), Profession::Coordinator)
    };
    let closed = closed::to(&row.closed, None);
    let facts = PersonFacts { programs: vec![slug.clone()], closed, ..bare(person) };
    Some((Reader::Program { program: slug, role }, principal, facts))
}

/// The person, nobody being tied to them yet; what they closed depends on who asks.
fn bare(person: &PersonFacts) -> PersonFacts {
    PersonFacts {
        id: person.id,
        territory: person.territory,
        opposed: person.opposed,
        ..PersonFacts::default()
    }
}

/// Who around a person may do this with the person, beside the actor: read a part that is not made of entries. `None` where who
/// is around the person is not told to the actor; then no statement, else one.
pub(crate) async fn who_may<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: &PersonFacts,
    action: Action,
) -> Result<Option<Vec<Reader>>> {
    around_for(ctx, db, person, |_, principal, facts| {
        ctx.house().policy().decide(principal, action, &Resource::Person(facts.clone())).is_allow()
    })
    .await
}

/// Who around a person reads what stands in a compartment, as [`who_may`].
pub(crate) async fn who_reads<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: &PersonFacts,
    compartment: Compartment,
) -> Result<Option<Vec<Reader>>> {
    around_for(ctx, db, person, |reader, principal, facts| {
        reads(ctx, (reader, principal, facts), compartment, &Audience::Compartment, false)
    })
    .await
}

async fn around_for<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: &PersonFacts,
    reads: impl Fn(&Reader, &Principal, &PersonFacts) -> bool,
) -> Result<Option<Vec<Reader>>> {
    if !ctx.may(Action::ReadCoordination, &Resource::Person(person.clone())) {
        return Ok(None);
    }
    let me = ctx.actor().professional()?.practitioner();
    let around = Around::load(ctx, db, person).await?;
    let other = |it: &Reader| !matches!(it, Reader::Member { practitioner, .. } if *practitioner == me);
    let found =
        around.0.iter().filter(|(reader, principal, facts)| other(reader) && reads(reader, principal, facts));
    Ok(Some(found.map(|(reader, ..)| reader.clone()).collect()))
}

/// Whether somebody around the person reads an entry with these traits.
pub(super) fn reads(
    ctx: &Ctx,
    (reader, principal, person): (&Reader, &Principal, &PersonFacts),
    compartment: Compartment,
    audience: &Audience,
    shared_with_social: bool,
) -> bool {
    let named = match (audience, reader) {
        (Audience::Compartment, _) => None,
        (Audience::Named(named), Reader::Member { practitioner, .. }) => Some(named.contains(practitioner)),
        (Audience::Named(_), _) => Some(false),
    };
    let entry = EntryFacts {
        id: Uuid::nil(),
        person: person.clone(),
        compartment,
        mine: false,
        restricted_to_me: named,
        shared_with_social,
    };
    ctx.house().policy().decide(principal, Action::reading(compartment), &Resource::Entry(entry)).is_allow()
}

impl Around {
    /// The professionals around the person, but for one.
    pub(super) fn members(&self, but: PractitionerId) -> Vec<(PractitionerId, String, MemberKind)> {
        let mut members: Vec<(PractitionerId, String, MemberKind)> = Vec::new();
        for (reader, ..) in &self.0 {
            if let Reader::Member { practitioner, name, kind } = reader
                && *practitioner != but
                && members.iter().all(|(known, ..)| known != practitioner)
            {
                members.push((*practitioner, name.clone(), *kind));
            }
        }
        members
    }

    /// Those named who could not read an entry of this compartment.
    pub(super) fn shut_out(
        &self,
        ctx: &Ctx,
        compartment: Compartment,
        named: &BTreeSet<PractitionerId>,
    ) -> bool {
        let audience = Audience::Named(named.clone());
        let nobody = PractitionerId::from(Uuid::nil());
        let readers: BTreeSet<_> = self
            .readers(ctx, compartment, &audience, false, nobody)
            .into_iter()
            .filter_map(|reader| match reader {
                Reader::Member { practitioner, .. } => Some(practitioner),
                _ => None,
            })
            .collect();
        !named.is_subset(&readers)
    }
}
