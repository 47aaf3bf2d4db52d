//! Sharing an interview with the doctors of the team, and taking it back. It is off until its author does it.

use policy::{Action, Compartment, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use store::Tx;
use uuid::Uuid;

use super::change::{self, ChangeKind};
use super::content::Status;
use super::entry::{self, Line, enter};
use super::rows::{Snapshot, hold};
use crate::directory::display_name;
use crate::sql::sql;
use crate::support::around::{Teammate, around};
use crate::support::own;
use crate::{Ctx, Error, InterviewId, PersonId, Result};

/// Makes a copy of an interview for the doctors who are of the team now: an entry in coordination that they alone read, beside
/// its author. Whoever else reads coordination, a secretary for instance, was not meant. The part that its author keeps for
/// themselves goes along only where they say so in this act (`with_private`). Done twice, one copy is made.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden; [`Error::Forbidden`] for anybody but its author; [`Error::Conflict`] for one that
/// was not kept, without a doctor in the team, or when the person objects.
pub async fn share(ctx: &Ctx, id: InterviewId, with_private: bool) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let (mut row, held, person) = hold(&ctx, &tx, id).await?;
        ctx.permit(Action::WriteEntry, &Resource::Entry(held.facts(&person)))?;
        let copy = own(&person, Compartment::Coordination, Some(true));
        let reason = ctx.permit(Action::WriteEntry, &Resource::Entry(copy))?;
        if held.copy.is_some() {
            return Ok(());
        }
        if person.opposed {
            return Err(Error::conflict("conflict-person-opposed"));
        }
        if held.status != Status::Kept {
            return Err(Error::conflict("conflict-interview-not-kept"));
        }
        let doctors = doctors(&ctx, &tx, held.person).await?;
        if doctors.is_empty() {
            return Err(Error::conflict("conflict-interview-no-doctor"));
        }
        let private = held.private.filter(|_| with_private);
        let line = Line {
            interview: id,
            person: held.person,
            compartment: Compartment::Coordination,
            restricted: true,
            at: ctx.now(),
            kind: "interview-shared",
            body: serde_json::to_string(&Snapshot { at: held.at, shared: held.shared, private })?,
        };
        let copy = enter(&ctx, &tx, line).await?;
        name_readers(&ctx, &tx, copy, &doctors).await?;
        row.copy_id = Some(copy);
        change::keep(&ctx, &tx, &mut row, &ChangeKind::Copied).await?;
        let person = row.person_id;
        row.save(&tx).await?;
        ctx.record(&tx, "interview.shared", ("interview", id.uuid()), Some(person), &reason).await
    })
    .await
}

/// Takes the copy back: it is withdrawn, and nobody but its author reads it any more. Done twice, it is done once.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden; [`Error::Forbidden`] for anybody but its author.
pub async fn take_back(ctx: &Ctx, id: InterviewId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let (mut row, held, person) = hold(&ctx, &tx, id).await?;
        let reason = ctx.permit(Action::WriteEntry, &Resource::Entry(held.facts(&person)))?;
        let Some(copy) = row.copy_id.take() else { return Ok(()) };
        let mut line = entry::left(&ctx, &tx, copy).await?;
        line.withdrawn_at = Some(ctx.now().as_microsecond());
        "interview-taken-back".clone_into(&mut line.kind);
        entry::amend(&tx, line).await?;
        let text = "DELETE FROM entry_reader WHERE territory_id = ? AND entry_id = ?";
        tx.execute_raw(sql(&tx, text, vec![ctx.territory().into(), copy.into()])).await?;
        change::keep(&ctx, &tx, &mut row, &ChangeKind::TakenBack).await?;
        let person = row.person_id;
        row.save(&tx).await?;
        ctx.record(&tx, "interview.taken_back", ("interview", id.uuid()), Some(person), &reason).await
    })
    .await
}

/// The doctors of the team at present, the actor left out.
pub(super) async fn doctors<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<Teammate>> {
    let me = ctx.actor().professional()?.practitioner();
    let mut all = around(ctx, db, person).await?;
    all.retain(|it| it.profession.is_doctor() && it.practitioner != me);
    Ok(all)
}

async fn name_readers(ctx: &Ctx, tx: &Tx, entry: Uuid, readers: &[Teammate]) -> Result<()> {
    let mut values: Vec<Value> = Vec::new();
    for reader in readers {
        values.extend([ctx.territory().into(), entry.into(), reader.practitioner.uuid().into()]);
    }
    let rows = vec!["(?, ?, ?)"; readers.len()].join(", ");
    let text = format!("INSERT INTO entry_reader (territory_id, entry_id, practitioner_id) VALUES {rows}");
    tx.execute_raw(sql(tx, &text, values)).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Named {
    title: String,
    given: String,
    family: String,
}

/// For whom a copy was made, by name. One statement.
pub(super) async fn readers<C: ConnectionTrait>(ctx: &Ctx, db: &C, copy: Uuid) -> Result<Vec<String>> {
    let statement = sql(
        db,
        "SELECT p.title, p.given, p.family FROM entry_reader n \
         JOIN practitioner p ON p.territory_id = n.territory_id AND p.id = n.practitioner_id \
         WHERE n.territory_id = ? AND n.entry_id = ? ORDER BY p.sort_key, p.id",
        vec![ctx.territory().into(), copy.into()],
    );
    let rows = Named::find_by_statement(statement).all(db).await?;
    Ok(rows.into_iter().map(|row| display_name(&row.title, &row.given, &row.family)).collect())
}
