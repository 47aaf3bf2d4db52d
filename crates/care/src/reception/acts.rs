//! Writing an arrival into the book, and what becomes of it.

use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;
use store::Tx;

use super::facts::{Fact, FactKind};
use super::form::{NewArrival, NewFact};
use super::hold::{Held, writes};
use super::rows::{self, arrival};
use super::status::Status;
use crate::access::entries::entry;
use crate::{ArrivalId, Ctx, Error, Result};

/// Writes an arrival into the book under the identifier that was minted with the form: sent twice, it is written once.
///
/// # Errors
/// [`Error::NotFound`] for whoever keeps no book, and when the identifier is somebody else's.
pub async fn record(ctx: &Ctx, id: ArrivalId, new: NewArrival) -> Result<ArrivalId> {
    ctx.write(move |ctx, tx| async move {
        let (desk, reason) = writes(&ctx)?;
        let at = new.at.unwrap_or(ctx.now()).min(ctx.now());
        let row = arrival::Model {
            territory_id: ctx.territory(),
            id: id.uuid(),
            organization_id: desk.organization.uuid(),
            program: desk.program.slug.clone(),
            person_id: None,
            at: at.as_microsecond(),
            status: Status::Waiting.code().to_owned(),
            status_at: at.as_microsecond(),
            destination: None,
            entry_id: None,
        };
        let opening = Fact::Arrival { how: new.how, reasons: new.reasons.clone(), note: new.note.clone() };
        let mut row = row;
        if !insert(&tx, &row).await? {
            let known = rows::find(&ctx, &tx, &desk, id).await?.ok_or(Error::NotFound)?;
            if !known.mine(&ctx) {
                return Err(Error::NotFound);
            }
            if known.facts.first().is_some_and(|first| first.fact == opening) {
                return Ok(id);
            }
            // Somebody else, typed into a window left open: an arrival of its own.
            row.id = ctx.new_id();
            if !insert(&tx, &row).await? {
                return Err(Error::NotFound);
            }
        }
        let id = ArrivalId::from(row.id);
        let mut held = Held::new(row, reason);
        held.happened(&ctx, &tx, &opening, at).await?;
        if let Some(called) = &new.called {
            rows::call(&ctx, &tx, id, at, called).await?;
        }
        held.finish(&ctx, &tx, "arrival.recorded").await?;
        Ok(id)
    })
    .await
}

/// Adds the row; `false` where there was one already.
async fn insert(tx: &Tx, row: &arrival::Model) -> Result<bool> {
    let added = arrival::Entity::insert(arrival::ActiveModel::from(row.clone()))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(added > 0)
}

/// Records what became of an arrival: sent to somebody, received, gone, written by mistake. Said twice by the same, it is
/// recorded once.
///
/// # Errors
/// [`Error::NotFound`] when it is of another book; [`Error::Conflict`] when somebody recorded before what it excludes.
pub async fn happened(ctx: &Ctx, id: ArrivalId, new: NewFact) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let mut held = Held::begin(&ctx, &tx, id).await?;
        if held.said(&ctx, &new.0)? {
            return Ok(());
        }
        held.happened(&ctx, &tx, &new.0, ctx.now()).await?;
        let kind = new.0.kind();
        if kind == FactKind::Mistake {
            undo(&ctx, &tx, &held).await?;
        }
        held.finish(&ctx, &tx, journalled(kind)).await
    })
    .await
}

const fn journalled(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Orientation => "arrival.oriented",
        FactKind::Redirection => "arrival.redirected",
        FactKind::Seen => "arrival.seen",
        FactKind::Leaving => "arrival.left",
        FactKind::Mistake => "arrival.mistaken",
        FactKind::Arrival | FactKind::Recognition | FactKind::Creation => "arrival.recorded",
    }
}

/// What was written by mistake is no longer called out, and the line it left in a record is taken back.
async fn undo(ctx: &Ctx, tx: &Tx, held: &Held) -> Result<()> {
    rows::forget_call(ctx, tx, held.arrival.id).await?;
    let Some(line) = held.row.entry_id else { return Ok(()) };
    let found = entry::Entity::find_by_id((ctx.territory(), line)).one(tx).await?;
    let mut line = found.ok_or_else(|| Error::Bug("an arrival without its line".to_owned()))?;
    line.withdrawn_at = Some(ctx.now().as_microsecond());
    "arrival-mistaken".clone_into(&mut line.kind);
    line.changes += 1;
    line.save(tx).await?;
    Ok(())
}
