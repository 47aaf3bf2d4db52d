//! Jobs: promised with the act, done at least once, put aside at last.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::SignedDuration;
use serde_json::json;
use store::{JobError, NewJob, StoreError, Tx, Worker, jobs};
use uuid::Uuid;

use crate::harness::{World, eventually, note};

on_both! {
    a_job_is_done_once_its_act_is_committed
    a_job_of_an_act_that_failed_is_never_done
    enqueued_twice_is_done_once
    withdrawn_and_moved
    a_failure_is_tried_again_later_and_later
    a_dead_job_is_listed_and_can_be_retried
    a_handler_may_give_up_at_once
    a_panic_is_a_failure
    an_unknown_kind_waits
    a_job_whose_worker_vanished_is_taken_again
    a_job_whose_worker_always_vanishes_is_put_aside
    an_effect_and_its_job_are_settled_together
    a_late_worker_settles_nothing
    two_workers_share_the_work
    a_running_worker_is_woken_by_the_commit
    a_job_enqueues_the_next
    done_jobs_are_forgotten
}

fn worker(world: &World) -> Worker {
    Worker::new(world.db.clone(), Arc::new(world.clock.clone()), world.entropy.clone())
}

/// A worker that counts the jobs of kind `count`.
fn counting(world: &World) -> (Worker, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let worker = worker(world).on("count", move |_| {
        let counter = Arc::clone(&counter);
        async move {
            counter.fetch_add(1, Ordering::SeqCst);
            Ok(())
        }
    });
    (worker, count)
}

fn job(world: &World, kind: &str) -> NewJob {
    NewJob::new(world.id(), world.territory, kind, json!({ "n": 1 }), world.now())
}

async fn enqueue(world: &World, job: NewJob) -> bool {
    world.db.write(async move |tx: Tx| tx.enqueue(job).await).await.unwrap()
}

async fn dead(world: &World) -> Vec<jobs::DeadJob> {
    jobs::dead(&world.db.reader(), world.territory, None, 10).await.unwrap()
}

async fn a_job_is_done_once_its_act_is_committed(world: World) {
    let (worker, count) = counting(&world);
    let mut later = job(&world, "count");
    later.run_at = world.now() + SignedDuration::from_secs(60);
    enqueue(&world, job(&world, "count")).await;
    enqueue(&world, later).await;
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 1);
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 0);
    world.clock.advance(SignedDuration::from_secs(60));
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 1);
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

async fn a_job_of_an_act_that_failed_is_never_done(world: World) {
    let (worker, _) = counting(&world);
    let promised = job(&world, "count");
    let act = world.db.write(async move |tx: Tx| {
        tx.enqueue(promised).await?;
        Err::<(), _>(StoreError::Bug("refused".to_owned()))
    });
    assert!(act.await.is_err());
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 0);
}

async fn enqueued_twice_is_done_once(world: World) {
    let (worker, count) = counting(&world);
    assert!(enqueue(&world, job(&world, "count").once("advice:1:warning")).await);
    assert!(!enqueue(&world, job(&world, "count").once("advice:1:warning")).await);
    let mut elsewhere = job(&world, "count").once("advice:1:warning");
    elsewhere.territory = Uuid::from_u128(2);
    assert!(enqueue(&world, elsewhere).await, "another territory has its own keys");
    worker.run_due(world.now()).await.unwrap();
    assert!(!enqueue(&world, job(&world, "count").once("advice:1:warning")).await, "done is done");
    worker.run_due(world.now()).await.unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

async fn withdrawn_and_moved(world: World) {
    let (worker, _) = counting(&world);
    enqueue(&world, job(&world, "count").once("key")).await;
    let mut moved = job(&world, "count").once("key");
    moved.run_at = world.now() + SignedDuration::from_hours(1);
    let territory = world.territory;
    let act = world.db.write(async move |tx: Tx| {
        assert!(tx.withdraw(territory, "key").await?);
        assert!(!tx.withdraw(territory, "key").await?);
        tx.enqueue(moved).await
    });
    assert!(act.await.unwrap());
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 0);
    world.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 1);
}

fn failing(world: &World) -> Worker {
    worker(world).on("fail", |_| async { Err(JobError::Retry("the post is closed\nsecond line".to_owned())) })
}

async fn a_failure_is_tried_again_later_and_later(world: World) {
    let worker = failing(&world);
    let mut patient = job(&world, "fail");
    patient.max_attempts = 20;
    enqueue(&world, patient).await;
    for usual in [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10_240, 20_480, 21_600, 21_600_i64] {
        assert_eq!(worker.run_due(world.now()).await.unwrap(), 1);
        assert_eq!(worker.run_due(world.now()).await.unwrap(), 0, "not at once");
        let next = next_run(&world).await;
        let wait = next.duration_since(world.now()).as_secs();
        assert!((usual * 3 / 4..=usual * 5 / 4).contains(&wait), "{wait} s instead of about {usual} s");
        world.clock.set(next);
    }
}

async fn next_run(world: &World) -> jiff::Timestamp {
    use sea_orm::{ConnectionTrait, Statement};
    let reader = world.db.reader();
    let statement = Statement::from_string(reader.get_database_backend(), "SELECT run_at FROM job");
    let row = reader.query_one_raw(statement).await.unwrap().unwrap();
    jiff::Timestamp::from_microsecond(row.try_get("", "run_at").unwrap()).unwrap()
}

async fn a_dead_job_is_listed_and_can_be_retried(world: World) {
    let worker = failing(&world);
    let mut hopeless = job(&world, "fail");
    hopeless.max_attempts = 2;
    let id = hopeless.id;
    enqueue(&world, hopeless).await;
    worker.run_due(world.now()).await.unwrap();
    assert!(dead(&world).await.is_empty());
    world.clock.advance(SignedDuration::from_hours(1));
    worker.run_due(world.now()).await.unwrap();
    let listed = dead(&world).await;
    assert_eq!(listed.len(), 1);
    let found = (listed[0].id, listed[0].attempts, listed[0].kind.as_str(), listed[0].last_error.as_str());
    assert_eq!(found, (id, 2, "fail", "the post is closed"));
    assert_eq!(listed[0].dead_at, world.now());
    assert!(jobs::dead(&world.db.reader(), world.territory, listed.first(), 10).await.unwrap().is_empty());

    let (territory, now) = (world.territory, world.now());
    let revived = world.db.write(async move |tx: Tx| jobs::retry(&tx, territory, id, now).await);
    assert!(revived.await.unwrap());
    assert!(dead(&world).await.is_empty());
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 1);
}

async fn a_handler_may_give_up_at_once(world: World) {
    let worker =
        worker(&world).on("give-up", |_| async { Err(JobError::Dead("no such address".to_owned())) });
    enqueue(&world, job(&world, "give-up")).await;
    worker.run_due(world.now()).await.unwrap();
    assert_eq!(dead(&world).await[0].last_error, "no such address");
}

async fn a_panic_is_a_failure(world: World) {
    let worker = worker(&world).on("panic", |_| async { panic!("with a name in it") });
    let mut once = job(&world, "panic");
    once.max_attempts = 1;
    enqueue(&world, once).await;
    worker.run_due(world.now()).await.unwrap();
    assert_eq!(dead(&world).await[0].last_error, "its handler panicked");
}

async fn an_unknown_kind_waits(world: World) {
    enqueue(&world, job(&world, "count")).await;
    worker(&world).run_due(world.now()).await.unwrap();
    world.clock.advance(SignedDuration::from_hours(1));
    let (newer, count) = counting(&world);
    newer.run_due(world.now()).await.unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

/// Takes a job and vanishes.
async fn vanish(world: &World) {
    let taken = Arc::new(tokio::sync::Notify::new());
    let signal = Arc::clone(&taken);
    let worker = worker(world).on("count", move |_| {
        signal.notify_one();
        std::future::pending()
    });
    let now = world.now();
    let running = tokio::spawn(async move { worker.run_due(now).await });
    taken.notified().await;
    running.abort();
    let _ = running.await;
}

async fn a_job_whose_worker_vanished_is_taken_again(world: World) {
    enqueue(&world, job(&world, "count")).await;
    vanish(&world).await;
    let (worker, count) = counting(&world);
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 0, "the lease still holds");
    world.clock.advance(SignedDuration::from_mins(5));
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 1);
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

async fn a_job_whose_worker_always_vanishes_is_put_aside(world: World) {
    let mut fragile = job(&world, "count");
    fragile.max_attempts = 2;
    enqueue(&world, fragile).await;
    for _ in 0..2 {
        vanish(&world).await;
        world.clock.advance(SignedDuration::from_mins(5));
    }
    let (worker, _) = counting(&world);
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 0);
    assert_eq!(dead(&world).await[0].last_error, "its worker vanished every time");
}

/// The effect is written, then the worker vanishes before it could say so.
async fn an_effect_and_its_job_are_settled_together(world: World) {
    enqueue(&world, job(&world, "write")).await;
    let runs = Arc::new(AtomicUsize::new(0));
    let (db, territory, now, counter) = (world.db.clone(), world.territory, world.now(), Arc::clone(&runs));
    let worker = worker(&world).lease(Duration::from_secs(1)).on("write", move |job| {
        let (db, counter) = (db.clone(), Arc::clone(&counter));
        async move {
            let run = counter.fetch_add(1, Ordering::SeqCst);
            let (settled, id) = (job.clone(), job.id);
            db.write(async move |tx: Tx| {
                note(&tx, territory, id, "the effect").await?;
                settled.complete_in(&tx, now).await
            })
            .await?;
            if run == 0 { std::future::pending().await } else { Ok(()) }
        }
    });
    worker.run_due(world.now()).await.unwrap();
    world.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 0, "it was done with its effect");
    assert_eq!(world.notes().await, ["the effect"]);
    assert_eq!(runs.load(Ordering::SeqCst), 1);
}

async fn a_late_worker_settles_nothing(world: World) {
    enqueue(&world, job(&world, "write")).await;
    let slow: Arc<std::sync::Mutex<Option<store::Job>>> = Arc::default();
    let keep = Arc::clone(&slow);
    let first = worker(&world).lease(Duration::from_millis(500)).on("write", move |job| {
        *keep.lock().unwrap() = Some(job);
        std::future::pending()
    });
    first.run_due(world.now()).await.unwrap();
    world.clock.advance(SignedDuration::from_mins(1));
    let second = worker(&world).on("write", |_| async { Ok(()) });
    assert_eq!(second.run_due(world.now()).await.unwrap(), 1);
    let late = slow.lock().unwrap().take().unwrap();
    let (territory, now) = (world.territory, world.now());
    let act = world.db.write(async move |tx: Tx| {
        note(&tx, territory, late.id, "a second effect").await?;
        late.complete_in(&tx, now).await
    });
    assert!(matches!(act.await, Err(StoreError::Unique { .. })));
    assert!(world.notes().await.is_empty());
}

async fn two_workers_share_the_work(world: World) {
    for _ in 0..40 {
        enqueue(&world, job(&world, "count")).await;
    }
    let (one, first) = counting(&world);
    let (two, second) = counting(&world);
    let (a, b) = tokio::join!(one.run_due(world.now()), two.run_due(world.now()));
    assert_eq!(a.unwrap() + b.unwrap(), 40);
    assert_eq!(first.load(Ordering::SeqCst) + second.load(Ordering::SeqCst), 40);
}

async fn a_running_worker_is_woken_by_the_commit(world: World) {
    let (worker, count) = counting(&world);
    let running = worker.spawn();
    tokio::time::sleep(Duration::from_millis(50)).await;
    enqueue(&world, job(&world, "count")).await;
    eventually("the job", || async { count.load(Ordering::SeqCst) == 1 }).await;
    running.stop().await;
    enqueue(&world, job(&world, "count")).await;
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

async fn a_job_enqueues_the_next(world: World) {
    let (db, next) = (world.db.clone(), job(&world, "count"));
    let (worker, count) = counting(&world);
    let worker = worker.on("first", move |_| {
        let (db, next) = (db.clone(), next.clone());
        async move {
            db.write(async move |tx: Tx| tx.enqueue(next).await).await?;
            Ok(())
        }
    });
    enqueue(&world, job(&world, "first")).await;
    assert_eq!(worker.run_due(world.now()).await.unwrap(), 2);
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

async fn done_jobs_are_forgotten(world: World) {
    let (worker, _) = counting(&world);
    enqueue(&world, job(&world, "count").once("key")).await;
    worker.run_due(world.now()).await.unwrap();
    let (territory, before) = (world.territory, world.now() + SignedDuration::from_secs(1));
    let forgotten = world.db.write(async move |tx: Tx| jobs::forget_done(&tx, territory, before).await);
    assert_eq!(forgotten.await.unwrap(), 1);
    assert!(enqueue(&world, job(&world, "count").once("key")).await);
}
