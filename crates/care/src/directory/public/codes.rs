//! What the codes of the directory mean, as its files say.

use sea_orm::FromQueryResult;

use crate::directory::may_search;
use crate::sql::sql;
use crate::{Ctx, Result};

/// A code and what it means.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Code {
    /// `profession` or `speciality`.
    pub kind: String,
    /// The code.
    pub code: String,
    /// What it means, in the words of the directory.
    pub label: String,
}

/// More codes than the directory has.
const MOST: usize = 1_000;

/// The professions and specialities of the directory, by what they mean; none before one was taken in. One statement.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever may not consult the directory.
pub async fn codes(ctx: &Ctx) -> Result<Vec<Code>> {
    may_search(ctx)?;
    let text = format!(
        "SELECT kind, code, label FROM public_code WHERE territory_id = ? ORDER BY kind, code LIMIT {MOST}"
    );
    let db = ctx.reader();
    let mut codes = Code::find_by_statement(sql(&db, &text, vec![ctx.territory().into()])).all(&db).await?;
    codes.sort_by_cached_key(|it| kernel::names::sort_key(&it.label));
    Ok(codes)
}
