//! What was changed in a person's identity, by whom.

use jiff::Timestamp;
use policy::Action;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::overview;
use super::person::Person;
use crate::directory::display_name;
use crate::sql::sql;
use crate::{Ctx, PersonId, Result};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// `created`, `edited`, `identity`, `merged`, `unmerged`.
    pub kind: String,
    /// What, by trait.
    pub body: serde_json::Value,
    /// Who.
    pub by_name: String,
}

#[derive(FromQueryResult)]
struct Row {
    at: i64,
    kind: String,
    body: String,
    title: String,
    given: String,
    family: String,
}

/// The latest change.
pub(super) async fn last<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Option<Change>> {
    Ok(latest(ctx, db, person, 1).await?.pop())
}

/// When a person was last written down as living in another commune, since then; nothing where they were not. One statement. The caller
/// has asked the policy.
pub(crate) async fn moved_since<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    since: Timestamp,
) -> Result<Option<Timestamp>> {
    let text = "SELECT c.at, c.body FROM person_change c WHERE c.territory_id = ? AND c.person_id = ? AND c.at > ? \
                AND c.kind = 'edited' ORDER BY c.at DESC, c.id DESC";
    let values = vec![ctx.territory().into(), person.uuid().into(), since.as_microsecond().into()];
    for row in MovedRow::find_by_statement(sql(db, text, values)).all(db).await? {
        let body: serde_json::Value = serde_json::from_str(&row.body)?;
        let commune = |end: &str| body["address"][end]["commune"].as_str();
        if moves(commune("from"), commune("to")) {
            return Ok(Some(kernel::clock::from_micros(row.at)));
        }
    }
    Ok(None)
}

/// Whether somebody moved from one commune to another: one that was not known, or is not any more, tells nothing of it.
pub(super) fn moves(from: Option<&str>, to: Option<&str>) -> bool {
    from.zip(to).is_some_and(|(from, to)| from != to)
}

#[derive(FromQueryResult)]
struct MovedRow {
    at: i64,
    body: String,
}

/// Changes shown beside the identity.
const SHOWN: u32 = 20;

/// A person’s identity with its latest changes, for the page on which a check is recorded; journalled with its ground.
///
/// # Errors
/// [`Error::NotFound`] when hidden, [`Error::Forbidden`] for whoever may not correct the identity.
///
/// [`Error::NotFound`]: crate::Error::NotFound
/// [`Error::Forbidden`]: crate::Error::Forbidden
pub async fn identity_sheet(ctx: &Ctx, person: PersonId) -> Result<(Person, Vec<Change>)> {
    let person = overview::open_for(ctx, person, Action::EditIdentity).await?;
    let changes = latest(ctx, &ctx.reader(), person.id, SHOWN).await?;
    Ok((person, changes))
}

/// The changes, latest first. One statement.
pub(super) async fn latest<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    most: u32,
) -> Result<Vec<Change>> {
    let text = format!(
        "SELECT c.at, c.kind, c.body, p.title, p.given, p.family FROM person_change c \
         JOIN practitioner_role r ON r.territory_id = c.territory_id AND r.id = c.role_id \
         JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
         WHERE c.territory_id = ? AND c.person_id = ? ORDER BY c.at DESC, c.id DESC LIMIT {most}"
    );
    let values = vec![ctx.territory().into(), person.uuid().into()];
    let rows = Row::find_by_statement(sql(db, &text, values)).all(db).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Change {
                at: kernel::clock::from_micros(row.at),
                kind: row.kind,
                body: serde_json::from_str(&row.body)?,
                by_name: display_name(&row.title, &row.given, &row.family),
            })
        })
        .collect()
}
