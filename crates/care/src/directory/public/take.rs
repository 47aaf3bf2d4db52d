//! A batch of lines, written: what is new is added, what changed is changed, the rest is left alone.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use store::{Bulk, Tx};
use uuid::Uuid;

use super::line::Meaning;
use super::refusal::Refusal;
use super::rows::public_practice::Model;
use super::run::Run;
use crate::sql::{marks, sql};
use crate::{Ctx, Result};

/// Lines that were read.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// How many, those refused included.
    pub(super) lines: usize,
    /// Exercises, each with its line in the file.
    pub(super) practices: Vec<(u64, Model)>,
    /// Lines left out, each with the professional whom it names, where that can be read.
    pub(super) refused: Vec<(u64, Refusal, Option<String>)>,
    pub(super) labels: Vec<Meaning>,
}

/// Identifiers looked up by one statement.
const AT_ONCE: usize = 512;

static PRACTICES: Bulk = Bulk::new(Model::TABLE, Model::COLUMNS);

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    number: i64,
    content: i64,
    rank: i64,
    closed_at: Option<i64>,
}

/// What is kept of an exercise already.
struct Known {
    number: i64,
    content: i64,
    rank: i64,
    closed: bool,
}

/// Writes a batch; `None` where another import began meanwhile.
pub(super) async fn take(ctx: &Ctx, run: Run, batch: Batch) -> Result<Option<Run>> {
    ctx.write(move |ctx, tx| async move {
        let mut run = run;
        if !run.goes_on(&ctx, &tx).await? {
            return Ok(None);
        }
        let Batch { lines, practices, refused, labels } = batch;
        run.row.lines += i64::try_from(lines).unwrap_or(i64::MAX);
        for (line, why, who) in refused {
            run.refuse(line, why);
            run.spared.extend(who);
        }
        explain(&ctx, &tx, labels).await?;
        let known = known(&ctx, &tx, &practices).await?;
        let (new, changed) = sort(&mut run, known, practices);
        let mut new = new.into_iter();
        while new.len() > 0 {
            // Their values are held a few at a time.
            let some = new.by_ref().take(AT_ONCE).flat_map(Model::into_values).collect();
            PRACTICES.insert(&tx, some).await?;
        }
        for practice in changed {
            practice.save(&tx).await?;
        }
        run.save(&tx).await?;
        Ok(Some(run))
    })
    .await
}

/// What is new, and what changed.
fn sort(
    run: &mut Run,
    mut known: HashMap<Uuid, Known>,
    practices: Vec<(u64, Model)>,
) -> (Vec<Model>, Vec<Model>) {
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    for (line, mut practice) in practices {
        practice.seen_in = run.row.number;
        let Some(there) = known.get_mut(&practice.id) else {
            run.row.taken += 1;
            run.row.held += 1;
            run.row.numbered += 1;
            practice.number = run.row.numbered;
            run.seen.add(practice.number);
            let Model { number, content, rank, .. } = practice;
            known.insert(practice.id, Known { number, content, rank, closed: false });
            new.push(practice);
            continue;
        };
        let same = there.content == practice.content;
        if !run.seen.add(there.number) {
            if same {
                run.row.repeated += 1;
            } else {
                run.refuse(line, Refusal::ToldTwice);
            }
            continue;
        }
        if there.closed {
            run.row.held += 1;
        } else {
            run.kept += 1;
        }
        if same && !there.closed {
            run.row.unchanged += 1;
            continue;
        }
        run.row.updated += 1;
        practice.number = there.number;
        // What was said of it here is not the file's to change.
        practice.rank = there.rank;
        there.content = practice.content;
        changed.push(practice);
    }
    (new, changed)
}

async fn known(ctx: &Ctx, tx: &Tx, practices: &[(u64, Model)]) -> Result<HashMap<Uuid, Known>> {
    let mut known = HashMap::with_capacity(practices.len());
    for some in practices.chunks(AT_ONCE) {
        let text = format!(
            "SELECT id, number, content, rank, closed_at FROM public_practice WHERE territory_id = ? AND id IN ({})",
            marks(some.len())
        );
        let ids = some.iter().map(|(_, practice)| Value::from(practice.id));
        let values = [Value::from(ctx.territory())].into_iter().chain(ids).collect();
        let rows = Row::find_by_statement(sql(tx, &text, values)).all(tx).await?;
        known.extend(rows.into_iter().map(|row| {
            let Row { id, number, content, rank, closed_at } = row;
            (id, Known { number, content, rank, closed: closed_at.is_some() })
        }));
    }
    Ok(known)
}

/// Keeps what codes mean.
async fn explain(ctx: &Ctx, tx: &Tx, labels: Vec<Meaning>) -> Result<()> {
    let text = "INSERT INTO public_code (territory_id, kind, code, label) VALUES (?, ?, ?, ?) \
                ON CONFLICT (territory_id, kind, code) DO UPDATE SET label = excluded.label";
    for Meaning { kind, code, label } in labels {
        let values = vec![ctx.territory().into(), kind.into(), code.into(), label.into()];
        tx.execute_raw(sql(tx, text, values)).await?;
    }
    Ok(())
}
