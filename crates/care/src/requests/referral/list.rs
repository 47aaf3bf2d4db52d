//! Lists of referrals: those in which the actor takes part, those about a person, what waits for the actor today.

use std::collections::BTreeSet;

use kernel::{Cursor, Page};
use policy::{PersonFacts, Profession, ProgramRole};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::line::{JOINS, ReferralLine, Row, columns};
use super::rows::holds;
use super::standing::Status;
use crate::access::Professional;
use crate::people::{self, LeftReader};
use crate::sql::sql;
use crate::{Ctx, Result, Seen};

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

/// What nobody in particular was asked, and the actor may take: for each programme for which they answer, in their profession.
fn pool(me: &Professional, all: &mut Vec<String>, values: &mut Vec<Value>) {
    for slug in me.programs_as(ProgramRole::Answerer) {
        all.push(
            "(r.program = ? AND r.status = 'sent' AND r.named_id IS NULL AND r.professions LIKE ?)"
                .to_owned(),
        );
        values.extend([slug.into(), holds(me.principal.profession).into()]);
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
    pool(me, &mut all, &mut values);
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

/// The referrals in which the actor takes part, what is due first coming first. One statement, and one more where there
/// is any; journalled.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever is no professional.
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
        values.push(crate::dates::key(people::today(ctx)).into());
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
    let mut turns = vec![
        "(r.sender_id = ? AND r.status IN ('done', 'could_not', 'declined', 'redirected'))".to_owned(),
        "(r.receiver_id = ? AND r.status IN ('accepted', 'in_progress'))".to_owned(),
        "(r.named_id = ? AND r.status = 'sent')".to_owned(),
    ];
    let mut values: Vec<Value> = vec![ctx.territory().into(), id.clone(), id.clone(), id.clone()];
    pool(me, &mut turns, &mut values);
    values.extend([id.clone(), id.clone(), id]);
    let text = format!(
        "SELECT {} FROM referral r {JOINS} WHERE r.territory_id = ? AND ({}) \
         ORDER BY CASE WHEN r.sender_id = ? OR r.receiver_id = ? OR r.named_id = ? THEN 0 ELSE 1 END, r.due_key, r.id \
         LIMIT {MOST}",
        columns(),
        turns.join(" OR ")
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
    let order = "CASE WHEN r.status IN ('closed', 'cancelled') THEN 1 ELSE 0 END, r.sent_at DESC";
    let rows = rows_about(ctx, db, person.id, order, MOST).await?;
    let lines = rows.into_iter().filter_map(|row| row.line(ctx, person).transpose());
    // A name that the policy closes on a page about somebody would be told by the page.
    let lines =
        lines.filter(|it| it.as_ref().map_or(true, |it| it.person.is_some())).collect::<Result<_>>()?;
    Ok(lines)
}

/// Most referrals in the list of what had left.
const MOST_LEFT: usize = 200;

/// The referrals that were sent about a person, the latest first: to the person all of them, to somebody else those that the policy
/// opens with the name. One statement.
pub(crate) async fn sent_about<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    to: &LeftReader<'_>,
) -> Result<Vec<people::Sent>> {
    let rows = rows_about(ctx, db, to.person().uuid(), "r.sent_at DESC", MOST_LEFT).await?;
    let mut told = Vec::new();
    for row in rows {
        let open = match to {
            LeftReader::Themselves(_) => true,
            LeftReader::Other(facts) => row.named_to(ctx, facts)?,
        };
        if open {
            told.push(row.sent());
        }
    }
    Ok(told)
}

async fn rows_about<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: Uuid,
    order: &str,
    most: usize,
) -> Result<Vec<Row>> {
    let text = format!(
        "SELECT {} FROM referral r {JOINS} WHERE r.territory_id = ? AND r.person_id = ? \
         ORDER BY {order}, r.id DESC LIMIT {most}",
        columns()
    );
    let values = vec![ctx.territory().into(), person.into()];
    Ok(Row::find_by_statement(sql(db, &text, values)).all(db).await?)
}
