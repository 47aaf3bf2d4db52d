//! What ties the actor to a person, read once for the policy, and the same ground as SQL for lists.
//!
//! Lists and the policy cannot drift apart: [`Reach`] asks the policy, for each kind of grant, whether a person held
//! by that grant alone would be visible, and joins exactly those kinds. As no rule takes an identity away again (an
//! objection closes the compartments, not the name), a person is visible through several grants if and only if they
//! are through one of them. A property test compares both over random grants.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use policy::{
    Action, Compartment, PersonFacts, Policy, Principal, Profession, ProgramRole, Resource, Verdict,
};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Value};
use uuid::Uuid;

use super::closed;
use super::place::{PlaceCode, split};
use crate::access::grants::{Ground, Holder};
use crate::access::{Actor, Professional};
use crate::sql::{marks, sql};
use crate::{Ctx, Error, MemberId, PersonId, PractitionerId, Result};

/// What ties the actor to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ties {
    /// For the policy.
    pub facts: PersonFacts,
    /// The actor's own memberships, the one told to the policy first.
    pub memberships: Vec<Membership>,
}

/// A membership of the actor in the person's care team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The membership.
    pub id: MemberId,
    /// Code of the place in the team, for example `attending_gp`.
    pub kind: String,
    /// Since when.
    pub since: Timestamp,
    place: PlaceCode,
    opens: BTreeSet<Compartment>,
}

/// The facts about one person on which the policy decides for the actor.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person. One who is there but hidden comes back without any tie: the
/// policy then says the same.
pub async fn person_facts<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<PersonFacts> {
    Ok(ties(ctx, db, person).await?.facts)
}

#[derive(FromQueryResult)]
struct TieRow {
    id: Uuid,
    opposed_at: Option<i64>,
    closed: String,
    holder_id: Option<Uuid>,
    ground: Option<String>,
    member_id: Option<Uuid>,
    kind: Option<String>,
    place: Option<String>,
    opens: Option<String>,
    from_at: Option<i64>,
}

/// [`person_facts`], with what a page needs to say why. One statement.
///
/// A record that was merged stands for the one it was merged into, whose identifier the facts then carry: whoever could
/// see either sees that one.
pub(crate) async fn ties<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Ties> {
    Ok(ties_with(ctx, db, person, Beside::default()).await?.0)
}

/// What else is read of the person `p` by the statement of the ties.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Its columns, each after a comma.
    pub(super) columns: &'static str,
    /// The tables that it stands in.
    pub(super) joins: &'static str,
    /// The values of those joins.
    pub(super) values: Vec<Value>,
}

/// As [`ties`], with a row that holds what else was asked for. The caller shows nothing of it before the policy was asked.
pub(super) async fn ties_with<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    beside: Beside,
) -> Result<(Ties, QueryResult)> {
    let Beside { columns, joins, mut values } = beside;
    let now = ctx.now().as_microsecond();
    let holders = holders(ctx.actor());
    let text = format!(
        "SELECT p.id, p.opposed_at, p.closed, g.holder_id, g.ground, g.object_kind AS place, m.id AS member_id, m.kind, m.opens, m.from_at{columns} \
         FROM person asked \
         JOIN person p ON p.territory_id = asked.territory_id AND p.id = COALESCE(asked.merged_into, asked.id) {joins} \
         LEFT JOIN access_grant g ON g.territory_id = p.territory_id AND g.person_id = p.id AND g.holder_id IN ({}) \
         AND g.ground IN ('care_team', 'structure', 'coordination', 'triage', 'vital_need') \
         AND g.from_at <= ? AND (g.until_at IS NULL OR g.until_at > ?) \
         LEFT JOIN care_team_member m ON m.territory_id = g.territory_id AND m.id = g.object_id AND g.ground = 'care_team' \
         WHERE asked.territory_id = ? AND asked.id = ? ORDER BY m.from_at, g.id",
        marks(holders.len())
    );
    values.extend(holders.keys().map(|holder| Value::from(*holder)));
    values.extend([now.into(), now.into(), ctx.territory().into(), person.uuid().into()]);
    let mut found = db.query_all_raw(sql(db, &text, values)).await?;
    let rows: Vec<TieRow> =
        found.iter().map(|row| TieRow::from_query_result(row, "")).collect::<Result<_, _>>()?;
    let first = rows.first().ok_or(Error::NotFound)?;
    let mut ties = Ties {
        facts: PersonFacts {
            id: first.id,
            territory: ctx.territory(),
            opposed: first.opposed_at.is_some(),
            closed: closed::to(&first.closed, myself(ctx)),
            ..PersonFacts::default()
        },
        memberships: Vec::new(),
    };
    for row in &rows {
        tie(&mut ties, &holders, row);
    }
    if let Actor::Professional(professional) = ctx.actor() {
        settle(&mut ties, professional.principal.profession);
    }
    Ok((ties, found.swap_remove(0)))
}

/// The professional who acts; nobody for the house itself, a visitor, and a person on their own page.
fn myself(ctx: &Ctx) -> Option<PractitionerId> {
    ctx.actor().professional().ok().map(Professional::practitioner)
}

/// What a grant held in this name is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Holds {
    Place,
    Structure,
    Program(String),
}

/// In whose names the actor may be tied to a person.
fn holders(actor: &Actor) -> BTreeMap<Uuid, Holds> {
    let Actor::Professional(professional) = actor else { return BTreeMap::new() };
    let mut holders = BTreeMap::from([
        (Holder::Practitioner(professional.practitioner()).uuid(), Holds::Place),
        (Holder::Organization(professional.organization_id()).uuid(), Holds::Structure),
    ]);
    for (slug, role) in &professional.principal.programs {
        if matches!(role, ProgramRole::Coordinator | ProgramRole::Triage) {
            holders.insert(Holder::Program(slug, *role).uuid(), Holds::Program(slug.clone()));
        }
    }
    holders
}

fn tie(ties: &mut Ties, holders: &BTreeMap<Uuid, Holds>, row: &TieRow) {
    let held = row.holder_id.and_then(|holder| holders.get(&holder));
    match (held, row.ground.as_deref()) {
        (Some(Holds::Place), Some("care_team")) => ties.memberships.extend(membership(row)),
        (Some(Holds::Place), Some("vital_need")) => ties.facts.vital_need = true,
        (Some(Holds::Structure), Some("structure")) => ties.facts.structure = true,
        (Some(Holds::Program(slug)), Some("coordination" | "triage"))
            if !ties.facts.programs.contains(slug) =>
        {
            ties.facts.programs.push(slug.clone());
        }
        _ => {}
    }
}

fn membership(row: &TieRow) -> Option<Membership> {
    Some(Membership {
        id: row.member_id?.into(),
        kind: row.kind.clone()?,
        since: kernel::clock::from_micros(row.from_at?),
        place: PlaceCode::parse(row.place.as_deref()?)?,
        opens: split(row.opens.as_deref()?),
    })
}

/// Tells the policy of the place that counts in the profession in which the actor works now.
fn settle(ties: &mut Ties, profession: Profession) {
    let order = PlaceCode::order(profession);
    let rank = |place: PlaceCode| order.iter().position(|it| *it == place);
    ties.memberships.sort_by_key(|membership| (rank(membership.place), membership.since));
    ties.facts.team = ties.memberships.first().map(|first| {
        let same = ties.memberships.iter().filter(|it| it.place == first.place);
        first.place.ground(same.flat_map(|it| it.opens.iter().copied()).collect())
    });
}

/// Which persons the actor may see, for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Every person of the territory: identity vigilance, and the house itself.
    Everyone,
    /// The persons held by one of these kinds of grants.
    Held(Vec<HeldBy>),
}

/// One kind of grant that shows a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldBy {
    holder: Uuid,
    grounds: &'static [Ground],
    places: Vec<PlaceCode>,
    /// Places of the same professional that come first, and say no.
    unless: Vec<PlaceCode>,
}

impl Reach {
    /// The actor's reach, derived from the policy: whom they may see.
    pub(crate) fn of(ctx: &Ctx) -> Self {
        Self::to(ctx, Action::ReadIdentity)
    }

    /// Those with whom the actor may do this, as long as they do not object to sharing.
    pub(crate) fn to(ctx: &Ctx, action: Action) -> Self {
        match ctx.actor() {
            Actor::System => Self::Everyone,
            Actor::Visitor | Actor::Person(_) | Actor::Recipient(_) => Self::Held(Vec::new()),
            Actor::Professional(professional) => Self::derive(ctx.house().policy(), professional, action),
        }
    }

    fn derive(policy: &Policy, professional: &Professional, action: Action) -> Self {
        let principal = &professional.principal;
        let shows = |facts: PersonFacts| shows(policy, principal, action, facts);
        let facts = |change: &dyn Fn(&mut PersonFacts)| {
            let mut facts = PersonFacts { territory: principal.territory, ..PersonFacts::default() };
            change(&mut facts);
            facts
        };
        if shows(facts(&|_| {})) {
            return Self::Everyone;
        }
        let me = Holder::Practitioner(professional.practitioner()).uuid();
        let mut held = by_place(me, PlaceCode::order(principal.profession), |place| {
            shows(facts(&|it| it.team = Some(place.ground(BTreeSet::new()))))
        });
        if shows(facts(&|it| it.vital_need = true)) {
            held.push(HeldBy::new(me, &[Ground::VitalNeed]));
        }
        if shows(facts(&|it| it.structure = true)) {
            let holder = Holder::Organization(professional.organization_id()).uuid();
            held.push(HeldBy::new(holder, &[Ground::Structure]));
        }
        for (holder, holds) in holders(&Actor::Professional(Box::new(professional.clone()))) {
            let Holds::Program(slug) = holds else { continue };
            if shows(facts(&|it| it.programs = vec![slug.clone()])) {
                held.push(HeldBy::new(holder, &[Ground::Coordination, Ground::Triage]));
            }
        }
        Self::Held(held)
    }

    /// Whether only the actor's own places in care teams show them anybody: a list as long as one professional's work.
    pub(crate) fn is_own_teams(&self) -> bool {
        matches!(self, Self::Held(held) if held.iter().all(|by| matches!(by.grounds, [Ground::CareTeam | Ground::VitalNeed])))
    }

    /// The condition under which the grant `g` shows its person now, and its values. `None` where no grant is needed.
    pub(crate) fn grant_sql(&self, now: Timestamp) -> Option<(String, Vec<Value>)> {
        let Self::Held(held) = self else { return None };
        if held.is_empty() {
            return Some(("1 = 0".to_owned(), Vec::new()));
        }
        let (kinds, values): (Vec<_>, Vec<_>) = held.iter().map(|by| by.sql(now)).unzip();
        // The list of holders again, alone: it is what the index is searched by.
        let text =
            format!("g.holder_id IN ({}) AND (({})) AND {NOW}", marks(held.len()), kinds.join(") OR ("));
        let holders = held.iter().map(|by| Value::from(by.holder));
        let all = holders.chain(values.into_iter().flatten()).chain(these(now)).collect();
        Some((text, all))
    }

    /// The condition under which a grant shows the person `p` now, and its values. One question a kind of grants, each answered by
    /// its index alone. `None` where no grant is needed.
    fn person_sql(&self, territory: Uuid, now: Timestamp) -> Option<(String, Vec<Value>)> {
        let Self::Held(held) = self else { return None };
        let mut each = Vec::new();
        let mut values = Vec::new();
        // What is held in the name of a programme or a structure first: it shows many, one's own places few.
        for by in held.iter().rev() {
            let (kind, its) = by.sql(now);
            each.push(format!(
                "EXISTS (SELECT 1 FROM access_grant g WHERE g.territory_id = ? AND g.person_id = p.id AND {kind} AND {NOW})"
            ));
            values.extend([territory.into()].into_iter().chain(its).chain(these(now)));
        }
        let text = if each.is_empty() { "1 = 0".to_owned() } else { format!("({})", each.join(" OR ")) };
        Some((text, values))
    }
}

/// The grant `g` holds now; its values are [`these`].
const NOW: &str = "g.from_at <= ? AND (g.until_at IS NULL OR g.until_at > ?)";

fn these(now: Timestamp) -> [Value; 2] {
    [now.as_microsecond(); 2].map(Value::from)
}

/// The persons with whom the actor may do something that an objection closes, as the beginning of a statement.
pub(crate) struct OpenPersons {
    /// Follows `FROM`; the persons are `p`. Other tables may follow.
    pub(crate) from: String,
    /// Follows `WHERE`.
    pub(crate) condition: String,
    /// The values of both, in order.
    pub(crate) values: Vec<Value>,
}

impl OpenPersons {
    /// Those of the policy: it closes `action` where the person objects.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever has no place in which the policy would open it for anybody.
    pub(crate) fn to(ctx: &Ctx, action: Action) -> Result<Self> {
        let mut values = Vec::new();
        let from = match Self::grant(ctx, action)? {
            None => "(SELECT h.id AS person_id FROM person h) AS held CROSS JOIN person p".to_owned(),
            Some((grant, its)) => {
                values.push(ctx.territory().into());
                values.extend(its);
                format!(
                    "(SELECT DISTINCT g.person_id FROM access_grant g WHERE g.territory_id = ? AND {grant}) AS held \
                     CROSS JOIN person p"
                )
            }
        };
        values.push(ctx.territory().into());
        let (open, closed) = Self::open(ctx, action);
        values.extend(closed);
        let condition = format!("p.territory_id = ? AND p.id = held.person_id AND {open}");
        Ok(Self { from, condition, values })
    }
}

impl OpenPersons {
    /// Those persons, by their identifier `held.person_id` alone, as a table that other tables may follow.
    ///
    /// # Errors
    /// As [`OpenPersons::to`].
    pub(crate) fn ids(ctx: &Ctx, action: Action) -> Result<HeldIds> {
        let mut values = vec![ctx.territory().into()];
        // Settled within, so that it is looked up once a person, whatever else is read of each.
        let (open, closed) = Self::open(ctx, action);
        let from = match Self::grant(ctx, action)? {
            None => format!(
                "(SELECT p.id AS person_id FROM person p WHERE p.territory_id = ? AND {open}) AS held"
            ),
            Some((grant, its)) => {
                values.extend(its);
                format!(
                    "(SELECT DISTINCT g.person_id FROM access_grant g CROSS JOIN person p WHERE g.territory_id = ? \
                     AND {grant} AND p.territory_id = g.territory_id AND p.id = g.person_id AND {open}) AS held"
                )
            }
        };
        values.extend(closed);
        Ok(HeldIds { from, values })
    }

    /// The same, asked of one person `p` after another: for a list that stops as soon as it is full. Its values.
    ///
    /// # Errors
    /// As [`OpenPersons::to`].
    pub(crate) fn each(ctx: &Ctx, action: Action) -> Result<(String, Vec<Value>)> {
        let (open, mut values) = Self::open(ctx, action);
        let reach = Self::reach(ctx, action)?;
        let Some((held, its)) = reach.person_sql(ctx.territory(), ctx.now()) else {
            return Ok((open, values));
        };
        values.extend(its);
        Ok((format!("{open} AND {held}"), values))
    }

    /// The condition under which the person `p` closes nothing of this to the actor, and its values.
    fn open(ctx: &Ctx, action: Action) -> (String, Vec<Value>) {
        let patterns = closed::patterns(action, myself(ctx));
        let open = "p.merged_into IS NULL AND p.opposed_at IS NULL";
        if patterns.is_empty() {
            return (open.to_owned(), Vec::new());
        }
        // Nearly everybody closes nothing.
        let none = vec!["p.closed NOT LIKE ?"; patterns.len()].join(" AND ");
        (format!("{open} AND (p.closed = '' OR ({none}))"), patterns.into_iter().map(Value::from).collect())
    }

    /// The condition on the grant `g`, with its values; absent where every person is open.
    fn grant(ctx: &Ctx, action: Action) -> Result<Option<(String, Vec<Value>)>> {
        Ok(Self::reach(ctx, action)?.grant_sql(ctx.now()))
    }

    fn reach(ctx: &Ctx, action: Action) -> Result<Reach> {
        let reach = Reach::to(ctx, action);
        if reach == Reach::Held(Vec::new()) { Err(Error::Forbidden) } else { Ok(reach) }
    }
}

/// Persons by their identifiers, as the beginning of a statement.
pub(crate) struct HeldIds {
    /// Follows `FROM`.
    pub(crate) from: String,
    /// Its values, in order.
    pub(crate) values: Vec<Value>,
}

impl HeldBy {
    const fn new(holder: Uuid, grounds: &'static [Ground]) -> Self {
        Self { holder, grounds, places: Vec::new(), unless: Vec::new() }
    }

    /// The condition under which the grant `g` is of this kind, and its values.
    fn sql(&self, now: Timestamp) -> (String, Vec<Value>) {
        let mut kind = format!("g.holder_id = ? AND g.ground IN ({})", marks(self.grounds.len()));
        let mut values = vec![self.holder.into()];
        values.extend(self.grounds.iter().map(|ground| ground.code().into()));
        if !self.places.is_empty() {
            kind.push_str(&format!(" AND g.object_kind IN ({})", marks(self.places.len())));
            values.extend(self.places.iter().map(|place| place.code().into()));
        }
        if !self.unless.is_empty() {
            kind.push_str(&format!(
                " AND NOT EXISTS (SELECT 1 FROM access_grant b WHERE b.territory_id = g.territory_id \
                 AND b.holder_id = g.holder_id AND b.person_id = g.person_id AND b.object_kind IN ({}) \
                 AND b.from_at <= ? AND (b.until_at IS NULL OR b.until_at > ?))",
                marks(self.unless.len())
            ));
            values.extend(self.unless.iter().map(|place| place.code().into()));
            values.extend(these(now));
        }
        (kind, values)
    }
}

/// The places that show somebody: those that no refusing place comes before together, the others each with those.
fn by_place(holder: Uuid, order: &[PlaceCode], permitted: impl Fn(PlaceCode) -> bool) -> Vec<HeldBy> {
    let mut held: Vec<HeldBy> = Vec::new();
    let mut refusing = Vec::new();
    for place in order.iter().copied() {
        if !permitted(place) {
            refusing.push(place);
        } else if let Some(same) = held.iter_mut().find(|by| by.unless == refusing) {
            same.places.push(place);
        } else {
            let unless = refusing.clone();
            held.push(HeldBy { places: vec![place], unless, ..HeldBy::new(holder, &[Ground::CareTeam]) });
        }
    }
    held
}

fn shows(policy: &Policy, principal: &Principal, action: Action, facts: PersonFacts) -> bool {
    matches!(policy.decide(principal, action, &Resource::Person(facts)), Verdict::Allow(_))
}
