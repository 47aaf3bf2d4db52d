//! Lists of referrals: those in which the actor takes part, those about a person, what waits for the actor today.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::clock::from_micros;
use kernel::{Cursor, Page};
use policy::{Action, PersonFacts, Profession, ProgramRole, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::look::facts_of;
use super::rows::{holds, referral};
use super::standing::{Status, Turn};
use crate::access::Professional;
use crate::dates::day_of;
use crate::directory::display_name;
use crate::people::{self, BRIEF, BriefRow, PersonBrief};
use crate::programs::Protocol;
use crate::sql::sql;
use crate::{Ctx, Error, ReferralId, Result, Seen};

/// Lines on a page.
const PAGE: usize = 50;

/// Which referrals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Filter {
    /// Those that run.
    #[default]
    Running,
    /// Of those, the late ones.
    Late,
    /// Those to which nothing can happen any more.
    Over,
}

/// A referral in one line.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferralLine {
    /// Which.
    pub id: ReferralId,
    /// The slug of its programme.
    pub program: String,
    /// Its protocol.
    pub rules: Protocol,
    /// Whom it concerns, where the actor may know.
    pub person: Option<PersonBrief>,
    /// Where it stands.
    pub status: Status,
    /// By which day somebody should have acted.
    pub due: Option<Date>,
    /// When it left.
    pub sent_at: Timestamp,
    /// Who referred.
    pub sender: String,
    /// Who accepted the person, and where.
    pub receiver: Option<String>,
    /// To whom it is addressed by name.
    pub named: Option<String>,
    /// The actor has the next act.
    pub mine: bool,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    referral: referral::Model,
    opposed_at: Option<i64>,
    #[sea_orm(nested)]
    person: BriefRow,
    #[sea_orm(nested)]
    names: NamesRow,
}

#[derive(FromQueryResult)]
struct NamesRow {
    sender_title: String,
    sender_given: String,
    sender_family: String,
    sender_organization: String,
    receiver_title: Option<String>,
    receiver_given: Option<String>,
    receiver_family: Option<String>,
    receiver_organization: Option<String>,
    named_title: Option<String>,
    named_given: Option<String>,
    named_family: Option<String>,
}

fn columns() -> String {
    let own: Vec<String> = referral::Model::COLUMNS.iter().map(|column| format!("r.{column}")).collect();
    format!(
        "{}, p.opposed_at, {BRIEF}, s.title AS sender_title, s.given AS sender_given, s.family AS sender_family, \
         so.name AS sender_organization, b.title AS receiver_title, b.given AS receiver_given, \
         b.family AS receiver_family, bo.name AS receiver_organization, n.title AS named_title, \
         n.given AS named_given, n.family AS named_family",
        own.join(", ")
    )
}

const JOINS: &str = "JOIN person p ON p.territory_id = r.territory_id AND p.id = r.person_id \
     JOIN practitioner s ON s.territory_id = r.territory_id AND s.id = r.sender_id \
     JOIN organization so ON so.territory_id = r.territory_id AND so.id = r.sender_organization_id \
     LEFT JOIN practitioner b ON b.territory_id = r.territory_id AND b.id = r.receiver_id \
     LEFT JOIN organization bo ON bo.territory_id = r.territory_id AND bo.id = r.receiver_organization_id \
     LEFT JOIN practitioner n ON n.territory_id = r.territory_id AND n.id = r.named_id";

impl NamesRow {
    fn sender(&self) -> String {
        display_name(&self.sender_title, &self.sender_given, &self.sender_family)
    }

    fn receiver(&self) -> Option<String> {
        let (title, given) = (self.receiver_title.as_deref()?, self.receiver_given.as_deref()?);
        let name = display_name(title, given, self.receiver_family.as_deref()?);
        Some(format!("{name}, {}", self.receiver_organization.as_deref()?))
    }

    fn named(&self) -> Option<String> {
        let (title, given) = (self.named_title.as_deref()?, self.named_given.as_deref()?);
        Some(display_name(title, given, self.named_family.as_deref()?))
    }
}

impl Row {
    /// The line as the actor may see it, `None` where they may not; the policy decides, row by row.
    fn line(self, ctx: &Ctx, person: &PersonFacts) -> Result<Option<ReferralLine>> {
        let row = &self.referral;
        let rules: Protocol = serde_json::from_str(&row.rules)?;
        let facts = facts_of(row, &rules.received_by, person, ctx.now().as_microsecond());
        let resource = Resource::Referral(facts);
        if !ctx.may(Action::ReadReferral, &resource) {
            return Ok(None);
        }
        let known = ctx.may(Action::ReadReferralIdentity, &resource);
        let status =
            Status::from_code(&row.status).ok_or_else(|| Error::Bug("a status unknown".to_owned()))?;
        let mine = match status.turn() {
            Turn::Receivers | Turn::Receiver => ctx.may(Action::ReceiveReferral, &resource),
            Turn::Sender => ctx.may(Action::FollowReferral, &resource),
            Turn::Nobody => false,
        };
        Ok(Some(ReferralLine {
            id: row.id.into(),
            program: row.program.clone(),
            person: known.then(|| self.person.clone().into()),
            status,
            due: day_of(row.due_key),
            sent_at: from_micros(row.sent_at),
            sender: self.names.sender(),
            receiver: self.names.receiver(),
            named: self.names.named(),
            rules,
            mine,
        }))
    }

    /// How the actor stands to the person, as far as a list knows: by their part in the referral alone.
    fn stranger(&self, objecting: &BTreeSet<Uuid>) -> PersonFacts {
        PersonFacts {
            id: self.referral.person_id,
            territory: self.referral.territory_id,
            opposed: self.opposed_at.is_some() || objecting.contains(&self.referral.person_id),
            ..PersonFacts::default()
        }
    }
}

/// The rows in which somebody takes part: as one of the two sides, for the programme, or as the secretariat of either structure.
fn part(me: &Professional) -> (String, Vec<Value>) {
    let id: Value = me.practitioner().uuid().into();
    let mut all = vec![
        "r.sender_id = ?".to_owned(),
        "r.receiver_id = ?".to_owned(),
        "(r.named_id = ? AND r.receiver_id IS NULL)".to_owned(),
    ];
    let mut values = vec![id.clone(), id.clone(), id];
    for slug in me.programs_as(ProgramRole::Answerer) {
        all.push(
            "(r.program = ? AND r.status = 'sent' AND r.named_id IS NULL AND r.professions LIKE ?)"
                .to_owned(),
        );
        values.extend([slug.into(), holds(me.principal.profession).into()]);
    }
    for role in [ProgramRole::Coordinator, ProgramRole::Triage] {
        for slug in me.programs_as(role) {
            all.push("r.program = ?".to_owned());
            values.push(slug.into());
        }
    }
    if matches!(me.principal.profession, Profession::Secretary | Profession::MedicalAssistant) {
        let at: Value = me.organization_id().uuid().into();
        all.push("r.sender_organization_id = ? OR r.receiver_organization_id = ?".to_owned());
        values.extend([at.clone(), at]);
    }
    (all.join(" OR "), values)
}

/// The referrals in which the actor takes part, what is due first coming first. One statement; journalled.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is no professional.
pub async fn list(ctx: &Ctx, filter: Filter, after: Option<Cursor>) -> Result<Page<ReferralLine>> {
    let db = ctx.reader();
    let (part, bound) = part(ctx.actor().professional()?);
    let mut values: Vec<Value> = vec![ctx.territory().into()];
    values.extend(bound);
    let mut more = match filter {
        Filter::Over => " AND r.status IN ('closed', 'cancelled')".to_owned(),
        Filter::Running | Filter::Late => " AND r.status NOT IN ('closed', 'cancelled')".to_owned(),
    };
    if filter == Filter::Late {
        more.push_str(" AND r.due_key < ?");
        values.push(crate::dates::key(crate::people::today(ctx)).into());
    }
    if let Some(cursor) = after {
        more.push_str(" AND (r.due_key, r.id) > (?, ?)");
        values.extend([cursor.key.into(), cursor.id.into()]);
    }
    let text = format!(
        "SELECT {} FROM referral r {JOINS} WHERE r.territory_id = ? AND ({part}){more} \
         ORDER BY r.due_key, r.id LIMIT {}",
        columns(),
        PAGE + 1
    );
    let rows = Row::find_by_statement(sql(&db, &text, values)).all(&db).await?;
    let page = Page::from_rows(rows, PAGE, |row| Cursor { key: row.referral.due_key, id: row.referral.id });
    let objecting = objecting(ctx, &db, &page.items).await?;
    let lines = page.items.into_iter().map(|row| {
        let person = row.stranger(&objecting);
        row.line(ctx, &person)
    });
    let items: Vec<ReferralLine> = lines.filter_map(Result::transpose).collect::<Result<_>>()?;
    let mut persons: Vec<Uuid> =
        items.iter().filter_map(|it| it.person.as_ref()).map(|it| it.id.uuid()).collect();
    persons.sort_unstable();
    persons.dedup();
    let (action, kind, ground) = ("referral.board", "referral", "my-own-work".to_owned());
    ctx.saw(Seen { action, kind, object: None, persons, ground });
    Ok(Page { items, next: page.next })
}

/// Most lines that a day or a person’s page holds.
const MOST: usize = 50;

/// What waits for the actor: their turn, what they refer to nobody in particular apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Waits {
    /// They have the next act.
    pub mine: Vec<ReferralLine>,
    /// They may take it, as others may.
    pub pool: Vec<ReferralLine>,
}

/// What waits for the actor today: their turn first, then what they may take. One statement, and one more where there is any.
pub(crate) async fn waiting<C: ConnectionTrait>(db: &C, ctx: &Ctx) -> Result<Waits> {
    let me = ctx.actor().professional()?;
    let id: Value = me.practitioner().uuid().into();
    let mut turns = "(r.sender_id = ? AND r.status IN ('done', 'could_not', 'declined', 'redirected')) \
         OR (r.receiver_id = ? AND r.status IN ('accepted', 'in_progress')) OR (r.named_id = ? AND r.status = 'sent')"
        .to_owned();
    let mut values: Vec<Value> = vec![ctx.territory().into(), id.clone(), id.clone(), id.clone()];
    for slug in me.programs_as(ProgramRole::Answerer) {
        turns.push_str(
            " OR (r.program = ? AND r.status = 'sent' AND r.named_id IS NULL AND r.professions LIKE ?)",
        );
        values.extend([slug.into(), holds(me.principal.profession).into()]);
    }
    values.extend([id.clone(), id.clone(), id]);
    let text = format!(
        "SELECT {} FROM referral r {JOINS} WHERE r.territory_id = ? AND ({turns}) \
         ORDER BY CASE WHEN r.sender_id = ? OR r.receiver_id = ? OR r.named_id = ? THEN 0 ELSE 1 END, r.due_key, r.id \
         LIMIT {MOST}",
        columns()
    );
    let rows = Row::find_by_statement(sql(db, &text, values)).all(db).await?;
    let objecting = objecting(ctx, db, &rows).await?;
    let mut waits = Waits::default();
    for row in rows {
        let person = row.stranger(&objecting);
        let pool = row.referral.named_id.is_none() && row.referral.receiver_id.is_none();
        let Some(line) = row.line(ctx, &person)?.filter(|line| line.mine) else { continue };
        let pool = pool && line.status == Status::Sent;
        if pool { waits.pool.push(line) } else { waits.mine.push(line) }
    }
    Ok(waits)
}

/// Of the persons of these rows those who object to the actor by name.
async fn objecting<C: ConnectionTrait>(ctx: &Ctx, db: &C, rows: &[Row]) -> Result<BTreeSet<Uuid>> {
    let mut persons: Vec<Uuid> = rows.iter().map(|row| row.referral.person_id).collect();
    persons.sort_unstable();
    persons.dedup();
    people::objecting(ctx, db, &persons).await
}

/// The referrals about a person that the actor may know of: what runs first, then the latest. One statement.
pub(super) async fn about<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: &PersonFacts,
) -> Result<Vec<ReferralLine>> {
    let text = format!(
        "SELECT {} FROM referral r {JOINS} WHERE r.territory_id = ? AND r.person_id = ? \
         ORDER BY CASE WHEN r.status IN ('closed', 'cancelled') THEN 1 ELSE 0 END, r.sent_at DESC, r.id DESC LIMIT {MOST}",
        columns()
    );
    let values = vec![ctx.territory().into(), person.id.into()];
    let rows = Row::find_by_statement(sql(db, &text, values)).all(db).await?;
    let lines = rows.into_iter().filter_map(|row| row.line(ctx, person).transpose());
    // A name that the policy closes on a page about somebody would be told by the page.
    let lines =
        lines.filter(|it| it.as_ref().map_or(true, |it| it.person.is_some())).collect::<Result<_>>()?;
    Ok(lines)
}

/// Whom a referral is about and who takes part, by name.
pub(super) struct Names {
    pub(super) person: PersonBrief,
    pub(super) sender: (String, String),
    pub(super) named: Option<String>,
}

/// They. One statement.
pub(super) async fn names<C: ConnectionTrait>(ctx: &Ctx, db: &C, row: &referral::Model) -> Result<Names> {
    let text = format!("SELECT {} FROM referral r {JOINS} WHERE r.territory_id = ? AND r.id = ?", columns());
    let values = vec![ctx.territory().into(), row.id.into()];
    let found = Row::find_by_statement(sql(db, &text, values)).one(db).await?.ok_or(Error::NotFound)?;
    Ok(Names {
        sender: (found.names.sender(), found.names.sender_organization.clone()),
        named: found.names.named(),
        person: found.person.into(),
    })
}
