//! One exercise of the public directory, as somebody to write to.

use sea_orm::{ConnectionTrait, EntityTrait};

use super::rows::public_practice;
use crate::directory::{display_name, may_search};
use crate::{Ctx, Error, PublicPracticeId, Result};

/// Who is behind an exercise, in one line: « Dr Camille RENAUD, Cabinet des Douets, Tours ».
///
/// # Errors
/// [`Error::Forbidden`] for whoever may not consult the directory; [`Error::Invalid`] on `practice` for one that is none, or that
/// left the directory.
pub(crate) async fn addressed<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: PublicPracticeId) -> Result<String> {
    may_search(ctx)?;
    let row = public_practice::Entity::find_by_id((ctx.territory(), id.uuid())).one(db).await?;
    let row = row
        .filter(|row| row.closed_at.is_none())
        .ok_or_else(|| Error::invalid("practice", "fault-practice-gone"))?;
    let name = display_name(&row.title, &row.given, &row.family);
    let place = [row.structure_name, row.city].into_iter().flatten().filter(|it| !it.is_empty());
    Ok(std::iter::once(name).chain(place).collect::<Vec<_>>().join(", "))
}
