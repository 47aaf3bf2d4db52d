//! Undoing an import: what it made and nobody touched since is taken out of sight, and nothing is erased.
//!
//! A person whom it created keeps their record, but nobody reaches it any more: memberships and grants end, as when
//! somebody leaves a care team, and the keys by which they are found go, as when a record is merged. Their applications
//! stay under them, unseen. An application that it opened for a person who was there before has to leave that person's
//! record; as the table of states knows no way back from a decision, it is not given an end that never was, but moved whole
//! (its facts with their dates) to the line of the file from which it came ([`super::taken`]).
//!
//! What somebody wrote about since stays, and so do the lines that made it, each with its reason. Only what the author may
//! see tells of that: a note that is kept from them does not.

use std::collections::{BTreeMap, BTreeSet};

use policy::Reason;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use store::{Entry, Tx};
use uuid::Uuid;

use super::around::may;
use super::known::managed;
use super::rows::{self, import};
use super::state::{ImportAct, ImportState};
use super::taken;
use super::untouched::{applications, persons};
use super::view::Stays;
use super::withdraw::withdraw;
use crate::people;
use crate::sql::{marks, sql};
use crate::{Ctx, Error, ImportId, PersonId, Result};

/// Persons in one transaction.
const AT_ONCE: usize = 200;

/// Undoes an import, part by part; cut in the middle, it is taken up again. Said twice, it is done once.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the author; [`Error::Conflict`] where nothing of it was carried out.
pub async fn undo(ctx: &Ctx, id: ImportId) -> Result<()> {
    loop {
        if ctx.write(move |ctx, tx| async move { part(&ctx, &tx, id).await }).await? {
            return Ok(());
        }
    }
}

/// What a line made.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Made {
    pub(super) line: i64,
    pub(super) person_id: Uuid,
    pub(super) person_created: bool,
    pub(super) application_id: Option<Uuid>,
    pub(super) entries: i64,
}

/// Undoes what was made for the next persons; whether that was all.
async fn part(ctx: &Ctx, tx: &Tx, id: ImportId) -> Result<bool> {
    let row = rows::lock(ctx, tx, id).await?;
    let reason = may(ctx)?;
    match row.state() {
        ImportState::Undone => return Ok(true),
        state if state.after(ImportAct::Undo).is_none() => {
            return Err(Error::conflict("conflict-import-not-begun"));
        }
        _ => {}
    }
    let mut of_one: BTreeMap<PersonId, Vec<Made>> = BTreeMap::new();
    for line in made(ctx, tx, id).await? {
        of_one.entry(line.person_id.into()).or_default().push(line);
    }
    if of_one.is_empty() {
        import::Model { undone_at: Some(ctx.now().as_microsecond()), ..row }.save(tx).await?;
        ctx.record(tx, "import.undone", ("import", id.uuid()), None, &reason).await?;
        return Ok(true);
    }
    let ids: Vec<PersonId> = of_one.keys().copied().collect();
    people::hold_all(tx, ctx, &ids).await?;
    let (created, known): (Vec<_>, Vec<_>) =
        of_one.into_iter().partition(|(_, lines)| lines.iter().any(|line| line.person_created));
    let mut stays: BTreeMap<i64, Stays> = BTreeMap::new();
    let mut gone = BTreeSet::new();
    let touched = persons(ctx, tx, &created).await?;
    for (person, lines) in &created {
        match touched.get(person) {
            Some(why) => stays.extend(lines.iter().map(|line| (line.line, *why))),
            None => {
                gone.insert(*person);
            }
        }
    }
    withdraw(ctx, tx, &gone).await?;
    let lines: Vec<Made> = known.into_iter().flat_map(|(_, lines)| lines).collect();
    gone.extend(take_back(ctx, tx, id, &lines, &mut stays).await?);
    mark(ctx, tx, id, &ids, &stays).await?;
    journal(ctx, tx, id, &gone, &reason).await?;
    Ok(false)
}

/// Takes back the applications of persons who were there before, as long as nothing was recorded of them since; answers
/// whose they were.
async fn take_back(
    ctx: &Ctx,
    tx: &Tx,
    id: ImportId,
    lines: &[Made],
    stays: &mut BTreeMap<i64, Stays>,
) -> Result<BTreeSet<PersonId>> {
    let opened: Vec<&Made> = lines.iter().filter(|line| line.application_id.is_some()).collect();
    let persons: BTreeSet<PersonId> = opened.iter().map(|line| line.person_id.into()).collect();
    let persons: Vec<PersonId> = persons.into_iter().collect();
    let (managed, touched) = (managed(ctx, tx, &persons).await?, applications(ctx, tx, id, &opened).await?);
    let mut whose = BTreeSet::new();
    let mut moved = Vec::new();
    for line in opened {
        let person = PersonId::from(line.person_id);
        let closed = (!managed.contains_key(&person)).then_some(Stays::Closed);
        match touched.get(&line.line).copied().or(closed) {
            Some(why) => {
                stays.insert(line.line, why);
            }
            None => {
                whose.insert(person);
                moved.extend(line.application_id.map(|application| (line.line, application)));
            }
        }
    }
    taken::take(ctx, tx, id, &moved).await?;
    Ok(whose)
}

/// What the lines made that are not undone yet, of the next persons.
async fn made(ctx: &Ctx, tx: &Tx, id: ImportId) -> Result<Vec<Made>> {
    let open =
        "territory_id = ? AND import_id = ? AND done_at IS NOT NULL AND undone_at IS NULL AND stays IS NULL";
    let text = format!(
        "SELECT line, person_id, person_created, application_id, entries FROM import_line WHERE {open} \
         AND person_id IN (SELECT DISTINCT person_id FROM import_line WHERE {open} ORDER BY person_id LIMIT {AT_ONCE}) \
         ORDER BY line"
    );
    let one: [Value; 2] = [ctx.territory().into(), id.uuid().into()];
    let values = one.iter().chain(&one).cloned().collect();
    Ok(Made::find_by_statement(sql(tx, &text, values)).all(tx).await?)
}

/// Says on each line of these persons that it is undone, or why it stays.
async fn mark(
    ctx: &Ctx,
    tx: &Tx,
    id: ImportId,
    persons: &[PersonId],
    stays: &BTreeMap<i64, Stays>,
) -> Result<()> {
    let key = || -> [Value; 2] { [ctx.territory().into(), id.uuid().into()] };
    for why in Stays::ALL {
        let lines: Vec<i64> = stays.iter().filter(|(_, it)| *it == why).map(|(line, _)| *line).collect();
        if lines.is_empty() {
            continue;
        }
        let text = format!(
            "UPDATE import_line SET stays = ? WHERE territory_id = ? AND import_id = ? AND line IN ({})",
            marks(lines.len())
        );
        let mut values: Vec<Value> = vec![why.code().into()];
        values.extend(key());
        values.extend(lines.into_iter().map(Value::from));
        tx.execute_raw(sql(tx, &text, values)).await?;
    }
    let text = format!(
        "UPDATE import_line SET undone_at = ? WHERE territory_id = ? AND import_id = ? AND done_at IS NOT NULL \
         AND stays IS NULL AND person_id IN ({})",
        marks(persons.len())
    );
    let mut values: Vec<Value> = vec![ctx.now().as_microsecond().into()];
    values.extend(key());
    values.extend(persons.iter().map(|person| Value::from(person.uuid())));
    tx.execute_raw(sql(tx, &text, values)).await?;
    Ok(())
}

/// One line of the journal that names everybody who was concerned.
async fn journal(
    ctx: &Ctx,
    tx: &Tx,
    id: ImportId,
    persons: &BTreeSet<PersonId>,
    reason: &Reason,
) -> Result<()> {
    if persons.is_empty() {
        return Ok(());
    }
    let at = (ctx.new_id::<Uuid>(), ctx.now());
    let entry = ctx.entry_of(at, "import.undone", ("import", id.uuid()), None, &reason.policy);
    let persons = persons.iter().map(|person| person.uuid()).collect();
    tx.journal(Entry { persons, ..entry }).await?;
    Ok(())
}
