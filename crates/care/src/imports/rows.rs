//! Tables of the imports. An import is its author's alone, in the role in which they handed it in: every statement asks
//! for that role, so that somebody else's reads like one that is absent.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Value};
use store::Tx;
use uuid::Uuid;

use super::around::NewRun;
use super::mapping::Mapping;
use crate::rows::row;
use crate::sql::sql;
use crate::{Ctx, Error, ImportId, Result};

row! {
    import = "import" {
        territory_id: Uuid, id: Uuid;
        role_id: Uuid,
        practitioner_id: Uuid,
        at: i64,
        // What the file was called.
        name: String,
        // Whether a number may stand for a day.
        serials: bool,
        headings: String,
        // What each column is, once it was said.
        mapping: Option<String>,
        lines: i64,
        // How it is carried out, from its beginning on: cut in the middle, it goes on likewise.
        around: Option<String>,
        begun_at: Option<i64>,
        done_at: Option<i64>,
        undone_at: Option<i64>,
    }
}

row! {
    import_line = "import_line" {
        territory_id: Uuid, import_id: Uuid, line: i64;
        cells: String,
        done_at: Option<i64>,
        person_id: Option<Uuid>,
        person_created: bool,
        application_id: Option<Uuid>,
        // How many lines of the record it left.
        entries: i64,
        undone_at: Option<i64>,
        // Why it stays although the import was undone.
        stays: Option<String>,
        // The application that was taken back, whole.
        taken: Option<String>,
    }
}

/// An import as it stands, with what was counted of its lines.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Found {
    pub(super) id: Uuid,
    pub(super) at: i64,
    pub(super) name: String,
    pub(super) serials: bool,
    pub(super) headings: String,
    pub(super) mapping: Option<String>,
    pub(super) lines: i64,
    pub(super) around: Option<String>,
    pub(super) begun_at: Option<i64>,
    pub(super) done_at: Option<i64>,
    pub(super) undone_at: Option<i64>,
    pub(super) carried: i64,
    pub(super) persons: i64,
    pub(super) applications: i64,
    pub(super) stay: i64,
}

impl Found {
    pub(super) fn headings(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_str(&self.headings)?)
    }

    pub(super) fn mapping(&self) -> Result<Option<Mapping>> {
        Ok(self.mapping.as_deref().map(serde_json::from_str).transpose()?)
    }

    pub(super) fn around(&self) -> Result<Option<NewRun>> {
        Ok(self.around.as_deref().map(serde_json::from_str).transpose()?)
    }
}

const COUNTED: &str = "i.id, i.at, i.name, i.serials, i.headings, i.mapping, i.lines, i.around, i.begun_at, i.done_at, \
     i.undone_at, COUNT(l.done_at) AS carried, COUNT(CASE WHEN l.person_created THEN 1 END) AS persons, \
     COUNT(l.application_id) AS applications, COUNT(l.stays) AS stay FROM import i \
     LEFT JOIN import_line l ON l.territory_id = i.territory_id AND l.import_id = i.id";

async fn counted<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    rest: &str,
    more: Option<Value>,
) -> Result<Vec<Found>> {
    let role = ctx.actor().professional()?.role();
    let text = format!("SELECT {COUNTED} WHERE i.territory_id = ? AND i.role_id = ? {rest}");
    let mut values: Vec<Value> = vec![ctx.territory().into(), role.uuid().into()];
    values.extend(more);
    Ok(Found::find_by_statement(sql(db, &text, values)).all(db).await?)
}

/// One import of the actor's. One statement.
pub(super) async fn find<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: ImportId) -> Result<Found> {
    let rest = "AND i.id = ? GROUP BY i.territory_id, i.id";
    counted(ctx, db, rest, Some(id.uuid().into())).await?.pop().ok_or(Error::NotFound)
}

/// How many imports a list shows.
const MOST: usize = 100;

/// The imports of the actor, the latest first. One statement.
pub(super) async fn all<C: ConnectionTrait>(ctx: &Ctx, db: &C) -> Result<Vec<Found>> {
    let rest = format!("GROUP BY i.territory_id, i.id ORDER BY i.at DESC, i.id DESC LIMIT {MOST}");
    counted(ctx, db, &rest, None).await
}

/// An import of the actor's, held until the act ends.
pub(super) async fn lock(ctx: &Ctx, tx: &Tx, id: ImportId) -> Result<import::Model> {
    let role = ctx.actor().professional()?.role();
    let found = import::Entity::find_by_id((ctx.territory(), id.uuid()))
        .filter(import::Column::RoleId.eq(role.uuid()))
        .lock_exclusive()
        .one(tx)
        .await?;
    found.ok_or(Error::NotFound)
}

#[derive(FromQueryResult)]
struct CellsRow {
    line: i64,
    cells: String,
}

/// Which lines of an import.
#[derive(Debug, Clone, Copy)]
pub(super) enum Which {
    /// The first so many.
    First(usize),
    /// Those that were not carried out.
    Open,
    /// Of those the first so many after a line.
    OpenAfter(i64, usize),
}

/// Lines of an import, in order: each its number and its cells. One statement.
pub(super) async fn lines<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: ImportId,
    which: Which,
) -> Result<Vec<(i64, Vec<String>)>> {
    let mut values: Vec<Value> = vec![ctx.territory().into(), id.uuid().into()];
    let rest = match which {
        Which::First(most) => format!("ORDER BY line LIMIT {most}"),
        Which::Open => "AND done_at IS NULL ORDER BY line".to_owned(),
        Which::OpenAfter(after, most) => {
            values.push(after.into());
            format!("AND done_at IS NULL AND line > ? ORDER BY line LIMIT {most}")
        }
    };
    let text = format!("SELECT line, cells FROM import_line WHERE territory_id = ? AND import_id = ? {rest}");
    let rows = CellsRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    rows.into_iter().map(|row| Ok((row.line, serde_json::from_str(&row.cells)?))).collect()
}
