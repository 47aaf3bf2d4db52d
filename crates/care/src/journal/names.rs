//! Names beside the identifiers of the journal: a fixed number of queries, however many lines.

use std::collections::{BTreeMap, BTreeSet};

use policy::Profession;
use sea_orm::FromQueryResult;
use store::Entry;
use uuid::Uuid;

use super::{By, Line};
use crate::directory::{decode, display_name};
use crate::sql::{marks, sql};
use crate::{Ctx, Result};

/// The lines of these events; `named` adds the names of the persons concerned.
pub(super) async fn lines(ctx: &Ctx, entries: Vec<Entry>, named: bool) -> Result<Vec<Line>> {
    let actors = practitioners(ctx, entries.iter().filter_map(|it| it.actor).collect()).await?;
    let roles = roles(ctx, entries.iter().filter_map(|it| it.role).collect()).await?;
    let concerned = entries.iter().filter(|_| named).flat_map(|it| it.persons.iter().copied()).collect();
    let persons = persons(ctx, concerned).await?;
    let line = |entry: Entry| Line {
        id: entry.id,
        at: entry.at,
        by: entry.actor.map(|id| By {
            id: id.into(),
            name: actors.get(&id).cloned().unwrap_or_default(),
            role: entry.role.and_then(|role| roles.get(&role).cloned()),
        }),
        action: entry.action,
        kind: entry.object_kind,
        object: entry.object,
        ground: entry.ground,
        persons: entry.persons.iter().map(|id| ((*id).into(), persons.get(id).cloned())).collect(),
        detail: entry.detail,
    };
    Ok(entries.into_iter().map(line).collect())
}

/// Runs a statement over some ids; nothing is asked where there are none.
async fn over<R: FromQueryResult>(ctx: &Ctx, text: &str, ids: BTreeSet<Uuid>) -> Result<Vec<R>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let db = ctx.reader();
    let text = text.replace("{ids}", &marks(ids.len()));
    let mut values = vec![ctx.territory().into()];
    values.extend(ids.into_iter().map(sea_orm::Value::from));
    Ok(R::find_by_statement(sql(&db, &text, values)).all(&db).await?)
}

async fn practitioners(ctx: &Ctx, ids: BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, String>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        title: String,
        given: String,
        family: String,
    }
    let text = "SELECT id, title, given, family FROM practitioner WHERE territory_id = ? AND id IN ({ids})";
    let rows: Vec<Row> = over(ctx, text, ids).await?;
    Ok(rows.into_iter().map(|it| (it.id, display_name(&it.title, &it.given, &it.family))).collect())
}

async fn roles(ctx: &Ctx, ids: BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, (Profession, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        profession: String,
        organization: String,
    }
    let text = "SELECT r.id, r.profession, o.name AS organization FROM practitioner_role r \
         JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
         WHERE r.territory_id = ? AND r.id IN ({ids})";
    let rows: Vec<Row> = over(ctx, text, ids).await?;
    rows.into_iter().map(|it| Ok((it.id, (decode(&it.profession)?, it.organization)))).collect()
}

async fn persons(ctx: &Ctx, ids: BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, String>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        given: String,
        family: String,
        used_family: Option<String>,
    }
    let text = "SELECT id, given, family, used_family FROM person WHERE territory_id = ? AND id IN ({ids})";
    let rows: Vec<Row> = over(ctx, text, ids).await?;
    let name = |it: &Row| format!("{} {}", it.given, it.used_family.as_ref().unwrap_or(&it.family));
    Ok(rows.into_iter().map(|it| (it.id, name(&it))).collect())
}
