//! Whether anything happened since to what an import made. Only what its author may see is asked: who is around a person
//! stands in the coordination of their record; a note kept from the author is not counted.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::undo::Made;
use super::view::Stays;
use crate::access::grants::Holder;
use crate::sql::{marks, sql};
use crate::{Ctx, ImportId, PersonId, Result};

#[derive(FromQueryResult)]
struct PersonRow {
    id: Uuid,
    version: i64,
    merged_into: Option<Uuid>,
    entries: i64,
    /// Accesses that somebody else was given, the person themselves among them: to these no entry need belong.
    others: i64,
}

/// Of the persons whom the import created those who have to stay, each with the reason. One statement.
pub(super) async fn persons<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    created: &[(PersonId, Vec<Made>)],
) -> Result<BTreeMap<PersonId, Stays>> {
    if created.is_empty() {
        return Ok(BTreeMap::new());
    }
    let me = ctx.actor().professional()?;
    let text = format!(
        "SELECT p.id, p.version, p.merged_into, (SELECT COUNT(*) FROM entry e WHERE e.territory_id = p.territory_id \
         AND e.person_id = p.id AND (NOT e.restricted OR e.role_id = ?)) AS entries, \
         (SELECT COUNT(*) FROM access_grant g WHERE g.territory_id = p.territory_id AND g.person_id = p.id \
         AND g.holder_id NOT IN (?, ?)) + (SELECT COUNT(*) FROM own_access o WHERE o.territory_id = p.territory_id \
         AND o.person_id = p.id) + (SELECT COUNT(*) FROM team_invitation i WHERE i.territory_id = p.territory_id \
         AND i.person_id = p.id AND i.answer IS NULL) AS others FROM person p WHERE p.territory_id = ? AND p.id IN ({})",
        marks(created.len())
    );
    let mut values: Vec<Value> = vec![
        me.role().uuid().into(),
        Holder::Practitioner(me.practitioner()).uuid().into(),
        Holder::Organization(me.organization_id()).uuid().into(),
        ctx.territory().into(),
    ];
    values.extend(created.iter().map(|(person, _)| Value::from(person.uuid())));
    let rows = PersonRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    let left: BTreeMap<Uuid, i64> = created
        .iter()
        .map(|(person, lines)| (person.uuid(), lines.iter().map(|line| line.entries).sum()))
        .collect();
    let why = |row: &PersonRow| {
        let since = row.version > 1 || row.others > 0 || left.get(&row.id) != Some(&row.entries);
        match row.merged_into {
            Some(_) => Some(Stays::Merged),
            None => since.then_some(Stays::Written),
        }
    };
    Ok(rows.iter().filter_map(|row| Some((row.id.into(), why(row)?))).collect())
}

#[derive(FromQueryResult)]
struct ApplicationRow {
    id: Uuid,
    person_id: Uuid,
    facts: i64,
    /// What renews it without being of the import, and the scans joined to it.
    renewals: i64,
}

/// Of the applications that these lines opened those that have to stay: by line, with the reason. One statement.
pub(super) async fn applications<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: ImportId,
    lines: &[&Made],
) -> Result<BTreeMap<i64, Stays>> {
    if lines.is_empty() {
        return Ok(BTreeMap::new());
    }
    let text = format!(
        "SELECT a.id, a.person_id, (SELECT COUNT(*) FROM right_fact f WHERE f.territory_id = a.territory_id \
         AND f.application_id = a.id) AS facts, (SELECT COUNT(*) FROM right_application n \
         WHERE n.territory_id = a.territory_id AND n.renews_id = a.id AND NOT EXISTS (SELECT 1 FROM import_line l \
         WHERE l.territory_id = n.territory_id AND l.import_id = ? AND l.application_id = n.id)) \
         + (SELECT COUNT(*) FROM attachment t WHERE t.territory_id = a.territory_id AND t.object_id = a.id \
         AND t.removed_at IS NULL) AS renewals \
         FROM right_application a WHERE a.territory_id = ? AND a.id IN ({})",
        marks(lines.len())
    );
    let mut values: Vec<Value> = vec![id.uuid().into(), ctx.territory().into()];
    values.extend(lines.iter().filter_map(|line| line.application_id).map(Value::from));
    let rows = ApplicationRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    let rows: BTreeMap<Uuid, ApplicationRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let why = |line: &Made| {
        let Some(row) = line.application_id.and_then(|id| rows.get(&id)) else {
            return Some(Stays::Recorded);
        };
        if row.person_id != line.person_id {
            return Some(Stays::Merged);
        }
        (row.facts != line.entries || row.renewals > 0).then_some(Stays::Recorded)
    };
    Ok(lines.iter().filter_map(|line| Some((line.line, why(line)?))).collect())
}
