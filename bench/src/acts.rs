//! Acts beside as many plain statements in as many durable commits.

use std::sync::Arc;
use std::time::Instant;

use care::stories::{Step, Told, tell};
use sea_orm::{ConnectionTrait, Statement, Value};
use store::Tx;

use crate::table::Table;
use crate::wire::percentile;
use crate::world::World;
use crate::{Failure, Options};

/// Pairs of acts at once.
const AT_ONCE: usize = 8;
/// Acts of a story: the emergency screen twice, the draft, sending, triage, taking, answering.
const COMMITS: usize = 7;

/// Asking and answering, several at a time, beside as many plain statements in as many commits.
pub(crate) async fn ask_and_answer(
    world: &World,
    options: &Options,
    table: &mut Table,
) -> Result<(), Failure> {
    let (told, statements) = store::count::scope(told(world)).await;
    told?;
    plain_table(world).await?;
    let stories = if options.quick { 160 } else { 400 };
    let (mut acts, mut plain) = (Vec::new(), Vec::new());
    for round in 0..3 {
        acts.push(per_second(stories, async |_| told_once(world).await).await?);
        plain.push(
            per_second(stories, async |number| {
                let place = (round * stories + number) * statements;
                as_many(world, statements, place).await
            })
            .await?,
        );
    }
    let (acts, plain) = (percentile(&mut acts, 0.5), percentile(&mut plain, 0.5));
    table.line(
        world.engine,
        "ask, triage, take, answer with its letter, beside as many plain statements in as many commits",
        ">= 25 %",
        format!("{:.0} %", acts / plain * 100.0),
        acts / plain >= 0.25,
        format!(
            "{acts:.0}/s beside {plain:.0}/s; {statements} statements in {COMMITS} commits, {AT_ONCE} at once"
        ),
    );
    Ok(())
}

/// Runs so many, a few at once; how many a second.
async fn per_second<F, Fut>(many: usize, work: F) -> Result<f64, Failure>
where
    F: Fn(usize) -> Fut,
    Fut: Future<Output = Result<(), Failure>>,
{
    let start = Instant::now();
    let mut waiting: Vec<usize> = (0..many).collect();
    while !waiting.is_empty() {
        let at_once: Vec<usize> = waiting.drain(..AT_ONCE.min(waiting.len())).collect();
        let mut running: Vec<_> = at_once.into_iter().map(|number| Box::pin(work(number))).collect();
        all(&mut running).await?;
    }
    #[allow(clippy::cast_precision_loss)] // a few hundred
    Ok(many as f64 / start.elapsed().as_secs_f64())
}

/// Waits for all of them.
async fn all<F: Future<Output = Result<(), Failure>> + Unpin>(running: &mut Vec<F>) -> Result<(), Failure> {
    std::future::poll_fn(|context| {
        let mut failed = None;
        running.retain_mut(|one| match std::pin::Pin::new(one).poll(context) {
            std::task::Poll::Ready(Err(error)) => {
                failed = Some(error);
                false
            }
            std::task::Poll::Ready(Ok(())) => false,
            std::task::Poll::Pending => true,
        });
        match failed {
            Some(error) => std::task::Poll::Ready(Err(error)),
            None if running.is_empty() => std::task::Poll::Ready(Ok(())),
            None => std::task::Poll::Pending,
        }
    })
    .await
}

async fn told_once(world: &World) -> Result<(), Failure> {
    told(world).await
}

async fn told(world: &World) -> Result<(), Failure> {
    let cast = &world.seeded.cast;
    let mut story = Told {
        gp: cast.get("gp").role,
        psychiatrist: cast.get("psychiatrist_2").role,
        secretary: cast.get("secretary").role,
        person: None,
        text: 0,
        id: None,
    };
    for step in [Step::Send, Step::Triage, Step::Accept, Step::Answer { consultation: false }] {
        tell(&world.house, &mut story, step).await.map_err(|error| format!("{step:?}: {error}"))?;
    }
    Ok(())
}

/// A table of its own, so that nothing that is measured is touched.
async fn plain_table(world: &World) -> Result<(), Failure> {
    let text = "CREATE TABLE bench_plain (id BIGINT PRIMARY KEY, body TEXT NOT NULL)";
    world.house.db().write(async move |tx: Tx| run(&tx, text, Vec::new()).await).await?;
    Ok(())
}

/// Every other statement writes a row of the width of a fact, the others read one back.
async fn as_many(world: &World, statements: usize, place: usize) -> Result<(), Failure> {
    let body: Arc<str> = "x".repeat(400).into();
    for commit in 0..COMMITS {
        let (from, until) = (statements * commit / COMMITS, statements * (commit + 1) / COMMITS);
        let body = body.clone();
        world
            .house
            .db()
            .write(async move |tx: Tx| {
                for number in from..until {
                    let id = i64::try_from(place + number).unwrap_or(i64::MAX);
                    if number.is_multiple_of(2) {
                        let values = vec![Value::from(id), Value::from(body.as_ref())];
                        run(&tx, "INSERT INTO bench_plain (id, body) VALUES ($1, $2)", values).await?;
                    } else {
                        let text = "SELECT body FROM bench_plain WHERE id = $1";
                        let statement = Statement::from_sql_and_values(
                            tx.get_database_backend(),
                            text,
                            [Value::from(id - 1)],
                        );
                        tx.query_one_raw(statement).await?;
                    }
                }
                Ok::<_, store::StoreError>(())
            })
            .await?;
    }
    Ok(())
}

async fn run(tx: &Tx, text: &str, values: Vec<Value>) -> Result<(), store::StoreError> {
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), text, values)).await?;
    Ok(())
}
