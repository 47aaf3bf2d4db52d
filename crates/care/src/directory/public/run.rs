//! An import under way: what it did so far, and whether it is still the one that goes on.

use std::collections::HashSet;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use store::Tx;

use super::look::Looked;
use super::refusal::Refusal;
use super::rows::directory_import::{self, Model};
use super::seen::Seen;
use crate::directory::{may_manage, written_by};
use crate::sql::sql;
use crate::{Ctx, DirectoryImportId, Result};

/// Refusals that are told with their line; of the others only the number is.
pub(super) const TOLD: usize = 100;

/// An import under way.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) row: Model,
    /// Whom the file named so far.
    pub(super) seen: Seen,
    /// Professionals of whom a line was left out: what stands there is not taken for gone.
    pub(super) spared: HashSet<String>,
    /// Exercises that were open before it.
    pub(super) before: i64,
    /// How many of these it named.
    pub(super) kept: i64,
    /// The first lines that were left out.
    pub(super) refusals: Vec<(u64, Refusal)>,
}

/// The import that began last.
async fn latest<C: ConnectionTrait>(ctx: &Ctx, db: &C, hold: bool) -> Result<Option<Model>> {
    let sought = directory_import::Entity::find()
        .filter(directory_import::Column::TerritoryId.eq(ctx.territory()))
        .order_by_desc(directory_import::Column::Number)
        .limit(1);
    let sought = if hold { sought.lock_exclusive() } else { sought };
    Ok(sought.one(db).await?)
}

/// How many exercises are open.
pub(super) async fn held(ctx: &Ctx) -> Result<i64> {
    Ok(latest(ctx, &ctx.reader(), false).await?.map_or(0, |it| it.held))
}

/// Begins an import. One that is still under way notices at its next step, and stops.
pub(super) async fn begin(ctx: &Ctx, name: String, looked: &Looked) -> Result<Run> {
    let sha256 = looked.sha256.clone();
    ctx.write(move |ctx, tx| async move {
        may_manage(&ctx)?;
        let before = latest(&ctx, &tx, true).await?;
        let held = before.as_ref().map_or(0, |it| it.held);
        let row = Model {
            territory_id: ctx.territory(),
            id: ctx.new_id::<DirectoryImportId>().uuid(),
            number: before.as_ref().map_or(0, |it| it.number) + 1,
            role_id: written_by(&ctx),
            at: ctx.now().as_microsecond(),
            name,
            sha256,
            lines: 0,
            taken: 0,
            updated: 0,
            unchanged: 0,
            repeated: 0,
            refused: 0,
            closed: 0,
            numbered: before.map_or(0, |it| it.numbered),
            held,
            done_at: None,
        };
        row.clone().insert(&tx).await?;
        Ok(Run {
            row,
            seen: Seen::default(),
            spared: HashSet::new(),
            before: held,
            kept: 0,
            refusals: Vec::new(),
        })
    })
    .await
}

#[derive(FromQueryResult)]
struct Last {
    number: i64,
}

impl Run {
    /// Holds the import until the act ends; false where a later one began. What a later one starts from is thus what this
    /// one wrote, and no number is given twice.
    pub(super) async fn goes_on(&self, ctx: &Ctx, tx: &Tx) -> Result<bool> {
        let own = directory_import::Entity::find_by_id((ctx.territory(), self.row.id));
        own.lock_exclusive().one(tx).await?;
        // Asked after the lock: whoever began meanwhile held it.
        let text = "SELECT MAX(number) AS number FROM directory_import WHERE territory_id = ?";
        let last = Last::find_by_statement(sql(tx, text, vec![ctx.territory().into()])).one(tx).await?;
        Ok(last.is_some_and(|last| last.number == self.row.number))
    }

    /// A line is left out.
    pub(super) fn refuse(&mut self, line: u64, why: Refusal) {
        self.row.refused += 1;
        if self.refusals.len() < TOLD {
            self.refusals.push((line, why));
        }
    }

    /// Writes how far it is.
    pub(super) async fn save(&self, tx: &Tx) -> Result<()> {
        Ok(self.row.clone().save(tx).await?)
    }
}
