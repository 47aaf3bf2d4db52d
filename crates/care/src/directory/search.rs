//! Looking for professionals and structures, as one types.

use kernel::{Cursor, Page};
use policy::Profession;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::keys::{self, ORGANIZATIONS, PRACTITIONERS, Table};
use super::{OrganizationKind, decode, display_name, may_search};
use crate::sql::{marks, sql};
use crate::{Ctx, OrganizationId, PractitionerId, Result, RoleId};

/// How many lines stand on a page.
const PAGE: usize = 20;

/// Which professionals are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProfessionalFilter {
    /// Words of a name, typed with or without accents and errors, or an RPPS number; empty for everybody.
    pub text: String,
    /// Only those who exercise this profession today.
    pub profession: Option<Profession>,
    /// Only those who work in this structure today.
    pub organization: Option<OrganizationId>,
    /// Only those who work in a structure of this commune today (INSEE code).
    pub commune: Option<String>,
}

/// A professional found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Who.
    pub id: PractitionerId,
    /// « Dr Hélène Marchetti ».
    pub name: String,
    /// What they do today, and where.
    pub roles: Vec<HitRole>,
}

/// What a professional found does today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitRole {
    /// The role.
    pub role: RoleId,
    /// The profession exercised.
    pub profession: Profession,
    /// The structure.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// INSEE code of where it is.
    pub commune: Option<String>,
}

/// Which structures are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StructureFilter {
    /// Words of a name, or a FINESS number; empty for all.
    pub text: String,
    /// Only those of this kind.
    pub kind: Option<OrganizationKind>,
    /// Only those that belong to this one.
    pub part_of: Option<OrganizationId>,
    /// Only those in this commune (INSEE code).
    pub commune: Option<String>,
}

/// A structure found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StructureHit {
    /// Which.
    pub id: OrganizationId,
    /// What it is.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: String,
    /// INSEE code of where it is.
    pub commune: Option<String>,
    /// How many professionals work there today.
    pub professionals: i64,
}

/// A list found by words, or all of it in alphabetical order. The best come first, then the alphabet.
struct Search<'a> {
    ctx: &'a Ctx,
    keys: Table,
    /// Table of what is looked for, with `id` and `sort_key`.
    table: &'static str,
    columns: &'static str,
    text: &'a str,
    after: Option<Cursor>,
}

impl Search<'_> {
    /// The statement, with `score` as last column; `wanted` holds further conditions on `t`.
    fn statement(&self, db: &store::Reader, wanted: &str, more: Vec<Value>) -> sea_orm::Statement {
        let territory = self.ctx.territory();
        let sought = keys::sought(self.text);
        let Self { table, columns, .. } = self;
        let (mut text, mut values, score) = if sought.is_empty() {
            let text = format!(
                "SELECT {columns}, CAST(0 AS BIGINT) AS score FROM {table} t WHERE t.territory_id = ?"
            );
            (text, vec![territory.into()], "0")
        } else {
            let (scores, mut values) = keys::scores(self.keys, &sought, territory);
            values.extend([i64::try_from(sought.len()).unwrap_or(i64::MAX).into(), territory.into()]);
            let text = format!(
                "SELECT {columns}, f.score AS score FROM (SELECT id, SUM(score) AS score FROM ({scores}) s \
                 GROUP BY id HAVING COUNT(*) = ?) f JOIN {table} t ON t.id = f.id WHERE t.territory_id = ?"
            );
            (text, values, "f.score")
        };
        text.push_str(wanted);
        values.extend(more);
        if let Some(after) = self.after {
            text.push_str(&format!(
                " AND ({score} < ? OR ({score} = ? AND (t.sort_key > {last} OR (t.sort_key = {last} AND t.id > ?))))",
                last = format_args!("(SELECT l.sort_key FROM {table} l WHERE l.territory_id = ? AND l.id = ?)"),
            ));
            values.extend([after.key.into(), after.key.into()]);
            for _ in 0..2 {
                values.extend([Value::from(territory), after.id.into()]);
            }
            values.push(after.id.into());
        }
        text.push_str(&format!(" ORDER BY score DESC, t.sort_key, t.id LIMIT {}", PAGE + 1));
        sql(db, &text, values)
    }
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
    title: String,
    family: String,
    given: String,
    score: i64,
}

/// A page of professionals, in two queries.
pub async fn professionals(
    ctx: &Ctx,
    filter: &ProfessionalFilter,
    after: Option<Cursor>,
) -> Result<Page<Hit>> {
    may_search(ctx)?;
    let db = ctx.reader();
    let (mut wanted, mut values) = (String::new(), Vec::<Value>::new());
    if filter.profession.is_some() || filter.organization.is_some() || filter.commune.is_some() {
        let now = ctx.now().as_microsecond();
        wanted.push_str(
            " AND EXISTS (SELECT 1 FROM practitioner_role r \
             JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
             WHERE r.territory_id = t.territory_id AND r.practitioner_id = t.id AND r.from_at <= ? \
             AND (r.until_at IS NULL OR r.until_at > ?)",
        );
        values.extend([now.into(), now.into()]);
        if let Some(profession) = filter.profession {
            wanted.push_str(" AND r.profession = ?");
            values.push(profession.as_str().into());
        }
        if let Some(organization) = filter.organization {
            wanted.push_str(" AND r.organization_id = ?");
            values.push(organization.uuid().into());
        }
        if let Some(commune) = &filter.commune {
            wanted.push_str(" AND o.commune = ?");
            values.push(commune.as_str().into());
        }
        wanted.push(')');
    }
    let search = Search {
        ctx,
        keys: PRACTITIONERS,
        table: "practitioner",
        columns: "t.id, t.title, t.family, t.given",
        text: &filter.text,
        after,
    };
    let found = Found::find_by_statement(search.statement(&db, &wanted, values)).all(&db).await?;
    let page = Page::from_rows(found, PAGE, |row| Cursor { key: row.score, id: row.id });
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
    let mut roles = roles_of(ctx, &db, &ids).await?;
    Ok(page.map(|row| Hit {
        id: row.id.into(),
        name: display_name(&row.title, &row.given, &row.family),
        roles: roles.extract_if(.., |(who, _)| *who == row.id).map(|(_, role)| role).collect(),
    }))
}

#[derive(FromQueryResult)]
struct RoleRow {
    id: Uuid,
    practitioner_id: Uuid,
    profession: String,
    organization_id: Uuid,
    organization: String,
    commune: Option<String>,
}

async fn roles_of(ctx: &Ctx, db: &store::Reader, ids: &[Uuid]) -> Result<Vec<(Uuid, HitRole)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let now = ctx.now().as_microsecond();
    let text = format!(
        "SELECT r.id, r.practitioner_id, r.profession, r.organization_id, o.name AS organization, o.commune \
         FROM practitioner_role r JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
         WHERE r.territory_id = ? AND r.from_at <= ? AND (r.until_at IS NULL OR r.until_at > ?) \
         AND r.practitioner_id IN ({}) ORDER BY r.from_at, r.id",
        marks(ids.len())
    );
    let mut values: Vec<Value> = vec![ctx.territory().into(), now.into(), now.into()];
    values.extend(ids.iter().map(|id| (*id).into()));
    let rows = RoleRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    rows.into_iter()
        .map(|row| {
            let role = HitRole {
                role: row.id.into(),
                profession: decode(&row.profession)?,
                organization: row.organization_id.into(),
                organization_name: row.organization,
                commune: row.commune,
            };
            Ok((row.practitioner_id, role))
        })
        .collect()
}

#[derive(FromQueryResult)]
struct StructureRow {
    id: Uuid,
    kind: String,
    name: String,
    commune: Option<String>,
    professionals: i64,
    score: i64,
}

/// A page of structures, in one query.
pub async fn structures(
    ctx: &Ctx,
    filter: &StructureFilter,
    after: Option<Cursor>,
) -> Result<Page<StructureHit>> {
    may_search(ctx)?;
    let db = ctx.reader();
    let (mut wanted, mut values) = (String::new(), Vec::<Value>::new());
    if let Some(kind) = filter.kind {
        wanted.push_str(" AND t.kind = ?");
        values.push(kind.code().into());
    }
    if let Some(commune) = &filter.commune {
        wanted.push_str(" AND t.commune = ?");
        values.push(commune.as_str().into());
    }
    if let Some(part_of) = filter.part_of {
        wanted.push_str(" AND t.part_of = ?");
        values.push(part_of.uuid().into());
    }
    let search = Search {
        ctx,
        keys: ORGANIZATIONS,
        table: "organization",
        // A role that runs has not ended: those to come are counted too, so that no instant stands among the columns.
        columns: "t.id, t.kind, t.name, t.commune, (SELECT COUNT(DISTINCT r.practitioner_id) FROM practitioner_role r \
                  WHERE r.territory_id = t.territory_id AND r.organization_id = t.id AND r.until_at IS NULL) \
                  AS professionals",
        text: &filter.text,
        after,
    };
    let rows = StructureRow::find_by_statement(search.statement(&db, &wanted, values)).all(&db).await?;
    let page = Page::from_rows(rows, PAGE, |row| Cursor { key: row.score, id: row.id });
    let Page { items, next } = page;
    let items = items
        .into_iter()
        .map(|row| {
            Ok(StructureHit {
                id: row.id.into(),
                kind: decode(&row.kind)?,
                name: row.name,
                commune: row.commune,
                professionals: row.professionals,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Page { items, next })
}

/// The communes in which the directory has a structure: INSEE codes, in order. As many as a territory has at most.
pub async fn communes(ctx: &Ctx) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        commune: String,
    }
    may_search(ctx)?;
    let db = ctx.reader();
    let text = "SELECT DISTINCT commune FROM organization WHERE territory_id = ? AND commune IS NOT NULL ORDER BY commune";
    let rows = Row::find_by_statement(sql(&db, text, vec![ctx.territory().into()])).all(&db).await?;
    Ok(rows.into_iter().map(|row| row.commune).collect())
}
