//! The persons whom lines are about and whom the actor may see already, and their applications. A few statements for as
//! many lines as there are; whom the actor may not see is not looked at, and a line about them reads like one about nobody.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use kernel::names::name_key;
use policy::{Action, Compartment, PersonFacts, Reason, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::line::{Key, key};
use crate::access::grants::Holder;
use crate::people::facts::Reach;
use crate::people::{self, PlaceCode, closed};
use crate::rights::Status;
use crate::sql::{marks, sql};
use crate::{ApplicationId, Ctx, ImportId, PersonId, Result};

/// The days of an application by which it is told from another: filed, first day, last day.
pub(super) type Days = [Option<Date>; 3];

/// An application that is there already.
#[derive(Debug, Clone)]
pub(super) struct Existing {
    pub(super) id: ApplicationId,
    pub(super) right: String,
    pub(super) status: Status,
    pub(super) days: Days,
    /// The next day that counts.
    pub(super) due: Option<Date>,
    /// Opened by this very import.
    pub(super) ours: bool,
}

/// Whom a key fits, among those in the actor's reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whom {
    Nobody,
    One(PersonId),
    Several,
}

/// What is known of the persons that lines are about.
#[derive(Debug, Default)]
pub(super) struct Known {
    persons: HashMap<Key, BTreeSet<PersonId>>,
    /// Why the actor may manage their rights; nothing for whom they may not.
    manages: HashMap<PersonId, Reason>,
    applications: HashMap<PersonId, Vec<Existing>>,
}

impl Known {
    /// The persons in the actor's reach whom one of these keys fits. One statement for each thousand keys.
    pub(super) async fn find<C: ConnectionTrait>(ctx: &Ctx, db: &C, keys: &BTreeSet<&Key>) -> Result<Self> {
        let mut known = Self::default();
        let asked: Vec<_> = keys.iter().copied().collect();
        for asked in asked.chunks(AT_ONCE) {
            for row in named(ctx, db, asked).await? {
                let Ok(birth_date) = row.birth_date.parse() else { continue };
                for family in std::iter::once(&row.family).chain(&row.used_family) {
                    let key = key(family, &row.given, birth_date);
                    if keys.contains(&key) {
                        known.persons.entry(key).or_default().insert(row.id.into());
                    }
                }
            }
        }
        Ok(known)
    }

    /// Who they are, in order.
    pub(super) fn ids(&self) -> Vec<PersonId> {
        let ids: BTreeSet<PersonId> = self.persons.values().flatten().copied().collect();
        ids.into_iter().collect()
    }

    /// Reads what the actor may do with their rights, and their applications. Two statements, or none where there is nobody.
    pub(super) async fn look<C: ConnectionTrait>(&mut self, ctx: &Ctx, db: &C, id: ImportId) -> Result<()> {
        let persons = self.ids();
        if persons.is_empty() {
            return Ok(());
        }
        self.manages = managed(ctx, db, &persons).await?;
        for (person, application) in applications(ctx, db, id, &persons).await? {
            self.applications.entry(person).or_default().push(application);
        }
        Ok(())
    }

    /// Those whom a key fits.
    pub(super) fn persons(&self, key: &Key) -> Whom {
        let found = self.persons.get(key).into_iter().flatten().copied().collect::<Vec<_>>();
        match found[..] {
            [] => Whom::Nobody,
            [one] => Whom::One(one),
            _ => Whom::Several,
        }
    }

    /// Why the actor may manage the rights of one of them.
    pub(super) fn manages(&self, person: PersonId) -> Option<&Reason> {
        self.manages.get(&person)
    }

    /// The applications of one of them, the latest first.
    pub(super) fn applications(&self, person: PersonId) -> &[Existing] {
        self.applications.get(&person).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Keys in one statement, each with two values.
const AT_ONCE: usize = 1_000;

#[derive(FromQueryResult)]
struct NamedRow {
    id: Uuid,
    family: String,
    used_family: Option<String>,
    given: String,
    birth_date: String,
}

/// Persons in reach whom these keys may fit: who share one key of their names, and the date of birth. It goes from each key to
/// them, whatever the size of the territory: on one day many are born.
async fn named<C: ConnectionTrait>(ctx: &Ctx, db: &C, asked: &[&Key]) -> Result<Vec<NamedRow>> {
    let mut values: Vec<Value> = Vec::with_capacity(asked.len() * 2 + 8);
    for (family, given, birth_date) in asked {
        // Of a name in no letters that we read only the date of birth is kept as a key.
        let key = name_key(family, given).unwrap_or_else(|| people::birth_key(*birth_date));
        values.extend([key.into(), Value::from(birth_date.to_string())]);
    }
    values.push(ctx.territory().into());
    let mut held = String::new();
    if let Some((grant, its)) = Reach::of(ctx).grant_sql(ctx.now()) {
        held = format!(
            " AND EXISTS (SELECT 1 FROM access_grant g WHERE g.territory_id = p.territory_id AND g.person_id = p.id AND {grant})"
        );
        values.extend(its);
    }
    let text = format!(
        "WITH asked (key, birth_date) AS (VALUES {}) SELECT p.id, p.family, p.used_family, p.given, p.birth_date FROM asked \
         CROSS JOIN person_key k CROSS JOIN person p WHERE k.territory_id = ? AND k.key = asked.key \
         AND p.territory_id = k.territory_id AND p.id = k.person_id AND p.birth_date = asked.birth_date \
         AND p.merged_into IS NULL{held}",
        vec!["(?, ?)"; asked.len()].join(", ")
    );
    Ok(NamedRow::find_by_statement(sql(db, &text, values)).all(db).await?)
}

#[derive(FromQueryResult)]
struct PlaceRow {
    id: Uuid,
    opposed_at: Option<i64>,
    closed: String,
    place: Option<String>,
}

/// Of these persons those whose rights the actor may manage, with the policy's reason. What the rules ask of a person is
/// the actor's place around them and whether they object, to all or to the sharing of their social part, so that each sort is
/// asked about once. One statement.
pub(super) async fn managed<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    persons: &[PersonId],
) -> Result<HashMap<PersonId, Reason>> {
    let me = ctx.actor().professional()?;
    let now = ctx.now().as_microsecond();
    let text = format!(
        "SELECT p.id, p.opposed_at, p.closed, g.object_kind AS place FROM person p \
         JOIN access_grant g ON g.territory_id = p.territory_id AND g.person_id = p.id AND g.holder_id = ? \
         AND g.ground = 'care_team' AND g.from_at <= ? AND (g.until_at IS NULL OR g.until_at > ?) \
         WHERE p.territory_id = ? AND p.merged_into IS NULL AND p.id IN ({})",
        marks(persons.len())
    );
    let holder = Holder::Practitioner(me.practitioner()).uuid();
    let mut values: Vec<Value> = vec![holder.into(), now.into(), now.into(), ctx.territory().into()];
    values.extend(persons.iter().map(|id| Value::from(id.uuid())));
    let order = PlaceCode::order(me.principal.profession);
    let rank = |place: PlaceCode| order.iter().position(|it| *it == place);
    let mut first: HashMap<PersonId, (PlaceCode, bool)> = HashMap::new();
    for row in PlaceRow::find_by_statement(sql(db, &text, values)).all(db).await? {
        let Some(place) = row.place.as_deref().and_then(PlaceCode::parse) else { continue };
        let closed = closed::to(&row.closed, Some(me.practitioner())).contains(&Compartment::Social);
        let held = first.entry(row.id.into()).or_insert((place, row.opposed_at.is_some() || closed));
        if rank(place) < rank(held.0) {
            held.0 = place;
        }
    }
    let mut asked: HashMap<(PlaceCode, bool), Option<Reason>> = HashMap::new();
    let mut managed = HashMap::new();
    for (person, sort) in first {
        let reason = asked.entry(sort).or_insert_with(|| may_manage(ctx, sort.0, sort.1).ok());
        managed.extend(reason.clone().map(|reason| (person, reason)));
    }
    Ok(managed)
}

/// The policy's word on the rights of somebody around whom the actor has this place.
pub(super) fn may_manage(ctx: &Ctx, place: PlaceCode, opposed: bool) -> Result<Reason> {
    let team = Some(place.ground(BTreeSet::new()));
    let facts = PersonFacts { territory: ctx.territory(), team, opposed, ..PersonFacts::default() };
    ctx.permit(Action::ManageRights, &Resource::Person(facts))
}

#[derive(FromQueryResult)]
struct ExistingRow {
    id: Uuid,
    person_id: Uuid,
    right_code: String,
    status: String,
    filed_on: Option<String>,
    from_on: Option<String>,
    until_on: Option<String>,
    due_on: Option<String>,
    ours: Option<i64>,
}

async fn applications<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: ImportId,
    persons: &[PersonId],
) -> Result<Vec<(PersonId, Existing)>> {
    let text = format!(
        "SELECT a.id, a.person_id, a.right_code, a.status, a.filed_on, a.from_on, a.until_on, a.due_on, l.line AS ours \
         FROM right_application a LEFT JOIN import_line l ON l.territory_id = a.territory_id AND l.import_id = ? \
         AND l.application_id = a.id WHERE a.territory_id = ? AND a.person_id IN ({}) \
         ORDER BY a.opened_at DESC, a.id DESC",
        marks(persons.len())
    );
    let mut values: Vec<Value> = vec![id.uuid().into(), ctx.territory().into()];
    values.extend(persons.iter().map(|person| Value::from(person.uuid())));
    let rows = ExistingRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
    let existing = |row: ExistingRow| {
        let status = Status::ALL.into_iter().find(|status| status.code() == row.status)?;
        let days = [row.filed_on, row.from_on, row.until_on].map(day);
        let (id, right) = (row.id.into(), row.right_code);
        let existing = Existing { id, right, status, days, due: day(row.due_on), ours: row.ours.is_some() };
        Some((row.person_id.into(), existing))
    };
    Ok(rows.into_iter().filter_map(existing).collect())
}
