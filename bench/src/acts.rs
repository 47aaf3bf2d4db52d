//! Acts beside the very statements that they send, in as many durable commits.

use std::sync::Mutex;
use std::time::Instant;

use care::stories::{Step, Told, tell};
use kernel::{Clock, SystemClock};

use crate::replay::Replay;
use crate::table::Table;
use crate::wire::percentile;
use crate::world::World;
use crate::{Failure, Options};

/// Pairs of acts at once.
const AT_ONCE: usize = 8;

/// Asking and answering, several at a time, beside the same statements sent again with other identifiers: no policy, no
/// form, no letter to typeset, and nothing that is read is looked at.
pub(crate) async fn ask_and_answer(
    world: &World,
    options: &Options,
    table: &mut Table,
) -> Result<(), Failure> {
    let since = SystemClock.now();
    let (done, said) = store::count::record(told(world)).await;
    done?;
    let replay = Replay::new(said, since);
    let stories = if options.quick { 160 } else { 400 };
    let (mut acts, mut plain) = (Vec::new(), Vec::new());
    for round in 0..3 {
        acts.push(per_second(stories, async |_| told(world).await).await?);
        let again = (0..stories).map(|number| replay.again(round * stories + number)).collect();
        let again: Mutex<Vec<Replay>> = Mutex::new(again);
        plain.push(
            per_second(stories, async |_| {
                let one = again.lock().map_err(|_| "a sending failed")?.pop().ok_or("none is left")?;
                one.send(world).await
            })
            .await?,
        );
    }
    let (acts, plain) = (percentile(&mut acts, 0.5), percentile(&mut plain, 0.5));
    table.line(
        world.engine,
        "ask, triage, take, answer with its letter, beside the same statements alone",
        ">= 25 %",
        format!("{:.0} %", acts / plain * 100.0),
        acts / plain >= 0.25,
        format!(
            "{acts:.0}/s beside {plain:.0}/s; {} statements in {} commits, {AT_ONCE} at once",
            replay.statements(),
            replay.commits()
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
