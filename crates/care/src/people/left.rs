//! What had already left: requests sent under the person's name, what a doctor without an account was given, and who read the
//! record. A withdrawal closes what is to come; what was sent cannot be called back, and is told to the person.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use policy::{Action, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::ties;
use crate::directory::display_name;
use crate::journal::{self, Filter, Kind};
use crate::pathways::Fact;
use crate::sql::sql;
use crate::{Ctx, PersonId, Result};

/// A request that went out under the person's name, or the person handed over to a doctor without an account, who was given who they
/// are and the synthesis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// When it was sent.
    pub at: Timestamp,
    /// To which programme, by its slug.
    pub program: String,
    /// Who asked.
    pub asker: String,
    /// Who answered or took it, if anybody did; the doctor.
    pub answerer: Option<String>,
}

/// Somebody who read the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBy {
    /// Their name.
    pub name: String,
    /// Since when they read it.
    pub first: Timestamp,
    /// When they read it last.
    pub last: Timestamp,
    /// How many times.
    pub times: usize,
    /// By which rules it was open to them.
    pub grounds: BTreeSet<String>,
}

/// What had already left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// Requests and hand-overs, the latest first.
    pub sent: Vec<Sent>,
    /// Professionals of the care who read the record, the last first.
    pub read: Vec<ReadBy>,
}

#[derive(FromQueryResult)]
struct SentRow {
    sent_at: i64,
    program: String,
    title: String,
    given: String,
    family: String,
    answerer_title: Option<String>,
    answerer_given: Option<String>,
    answerer_family: Option<String>,
}

/// What had already left of a person whose coordination is open to the actor: it names who took part, never what was said.
///
/// # Errors
/// [`crate::Error::NotFound`] when the person is hidden, [`crate::Error::Forbidden`] when their coordination is closed.
pub async fn left(ctx: &Ctx, person: PersonId) -> Result<Left> {
    let db = ctx.reader();
    let facts = ties(ctx, &db, person).await?.facts;
    ctx.permit(Action::ReadCoordination, &Resource::Person(facts.clone()))?;
    Ok(Left { sent: sent(ctx, &db, facts.id.into()).await?, read: read(ctx, facts.id.into()).await? })
}

#[derive(FromQueryResult)]
struct HandedRow {
    opened_at: i64,
    program: String,
    title: String,
    given: String,
    family: String,
    body: String,
}

/// What was sent under a person's name, the latest first. Two statements. The caller has asked the policy.
pub(crate) async fn sent<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Vec<Sent>> {
    let mut all = asked(ctx, db, person).await?;
    all.extend(handed_over(ctx, db, person).await?);
    all.sort_by_key(|it| std::cmp::Reverse(it.at));
    Ok(all)
}

/// The doctors without an account who opened what was handed over to them: by their link and the code.
async fn handed_over<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Vec<Sent>> {
    let text = "SELECT h.opened_at, w.program, p.title, p.given, p.family, f.body FROM pathway w \
                JOIN handover_link h ON h.territory_id = w.territory_id AND h.pathway_id = w.id \
                JOIN pathway_fact f ON f.territory_id = h.territory_id AND f.pathway_id = h.pathway_id AND f.seq = h.seq \
                JOIN practitioner_role r ON r.territory_id = h.territory_id AND r.id = h.role_id \
                JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
                WHERE w.territory_id = ? AND w.person_id = ? AND h.opened_at IS NOT NULL ORDER BY h.opened_at DESC, h.id LIMIT 200";
    let values = vec![ctx.territory().into(), person.uuid().into()];
    let rows = HandedRow::find_by_statement(sql(db, text, values)).all(db).await?;
    let line = |row: HandedRow| {
        let doctor = match serde_json::from_str(&row.body)? {
            Fact::Proposal { to, .. } => Some(to),
            _ => None,
        };
        Ok(Sent {
            at: kernel::clock::from_micros(row.opened_at),
            program: row.program,
            asker: display_name(&row.title, &row.given, &row.family),
            answerer: doctor,
        })
    };
    rows.into_iter().map(line).collect()
}

/// The requests sent under a person's name.
async fn asked<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Vec<Sent>> {
    let text = "SELECT a.sent_at, a.program, p.title, p.given, p.family, q.title AS answerer_title, q.given AS answerer_given, \
                q.family AS answerer_family FROM advice a \
                JOIN practitioner p ON p.territory_id = a.territory_id AND p.id = a.asker_id \
                LEFT JOIN practitioner q ON q.territory_id = a.territory_id AND q.id = a.answerer_id \
                WHERE a.territory_id = ? AND a.person_id = ? AND a.sent_at IS NOT NULL ORDER BY a.sent_at DESC, a.id LIMIT 200";
    let values = vec![ctx.territory().into(), person.uuid().into()];
    let rows = SentRow::find_by_statement(sql(db, text, values)).all(db).await?;
    let answerer = |row: &SentRow| {
        let part = |it: &Option<String>| it.clone().unwrap_or_default();
        let family = row.answerer_family.as_ref()?;
        Some(display_name(&part(&row.answerer_title), &part(&row.answerer_given), family))
    };
    let line = |row: SentRow| Sent {
        at: kernel::clock::from_micros(row.sent_at),
        answerer: answerer(&row),
        asker: display_name(&row.title, &row.given, &row.family),
        program: row.program,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Who read the record, from the journal. The caller has asked the policy.
pub(crate) async fn read(ctx: &Ctx, person: PersonId) -> Result<Vec<ReadBy>> {
    let filter = Filter { person: Some(person), kind: Some(Kind::Reading), ..Filter::default() };
    let mut by: BTreeMap<Uuid, ReadBy> = BTreeMap::new();
    for line in journal::every(ctx, &filter).await? {
        // Opening the record or having its facts as a file, and nothing finer: how often its parts were read would tell of
        // parts that are hidden.
        let whole = matches!(line.action.as_str(), "person.read" | "entry.exported");
        let Some(who) = line.by.filter(|_| whole) else { continue };
        let one = by.entry(who.id.uuid()).or_insert_with(|| ReadBy {
            name: who.name.clone(),
            first: line.at,
            last: line.at,
            times: 0,
            grounds: BTreeSet::new(),
        });
        one.first = one.first.min(line.at);
        one.last = one.last.max(line.at);
        one.times += 1;
        one.grounds.insert(line.ground);
    }
    let mut all: Vec<ReadBy> = by.into_values().collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.last));
    Ok(all)
}
