//! Acts: durable together, alone in failure.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sea_orm::{ConnectionTrait, Statement};
use store::{Db, StoreError, Tx, count};
use tokio::sync::{Mutex, Notify};
use tokio::time::timeout;

use crate::harness::{World, eventually, note};

on_both! {
    two_hundred_at_once_are_all_there
    an_act_that_fails_harms_no_other
    a_caller_who_leaves_strands_nothing
    a_panic_undoes_its_own_act_alone
    an_act_cannot_go_on_after_a_failed_statement
    an_act_cannot_wait_for_another
    a_tx_does_nothing_beyond_its_act
    an_act_that_takes_too_long_is_undone
    what_is_there_already_is_named
    an_act_reads_its_own_writes
    statements_are_counted
    readers_cannot_write
    the_writer_is_durable
    migrating_again_changes_nothing
}

async fn two_hundred_at_once_are_all_there(mut world: World) {
    let world_ref = &world;
    let acts = (0..200).map(|n| async move {
        let (territory, id, line) = (world_ref.territory, world_ref.id(), world_ref.entry(&[n]));
        world_ref
            .db
            .write(async move |tx: Tx| {
                note(&tx, territory, id, &format!("{n:03}")).await?;
                tx.journal(line).await
            })
            .await
    });
    for done in futures_util::future::join_all(acts).await {
        done.unwrap();
    }
    world.reopen().await;
    assert_eq!(world.notes().await.len(), 200);
    let report = world.db.verify().await.unwrap();
    assert_eq!((report.entries, report.ok, report.first_broken), (200, true, None));
}

async fn an_act_that_fails_harms_no_other(world: World) {
    let world = &world;
    let acts = (0..60).map(|n| async move {
        let (territory, id) = (world.territory, world.id());
        let act = world.db.write(async move |tx: Tx| {
            note(&tx, territory, id, &format!("{n:02}")).await?;
            if n % 3 == 0 { Err(StoreError::Bug("refused".to_owned())) } else { Ok(n) }
        });
        act.await
    });
    let done = futures_util::future::join_all(acts).await;
    for (n, outcome) in done.into_iter().enumerate() {
        assert_eq!(outcome.is_err(), n % 3 == 0, "{n}");
    }
    let expected: Vec<_> = (0..60).filter(|n| n % 3 != 0).map(|n| format!("{n:02}")).collect();
    assert_eq!(world.notes().await, expected);
}

async fn a_caller_who_leaves_strands_nothing(world: World) {
    let (entered, leave) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (territory, id) = (world.territory, world.id());
    let (inside, go_on) = (Arc::clone(&entered), Arc::clone(&leave));
    let act = world.db.write(async move |tx: Tx| {
        note(&tx, territory, id, "left alone").await?;
        inside.notify_one();
        go_on.notified().await;
        Ok::<_, StoreError>(())
    });
    let gone = timeout(Duration::from_millis(200), act).await;
    assert!(gone.is_err(), "the caller left while the act ran");
    entered.notified().await;
    leave.notify_one();
    world.note("next").await.unwrap();
    eventually("both are written", || async { world.notes().await == ["left alone", "next"] }).await;
}

async fn a_panic_undoes_its_own_act_alone(world: World) {
    let world = &world;
    let acts = (0..20).map(|n| async move {
        let (territory, id) = (world.territory, world.id());
        let act = world.db.write(async move |tx: Tx| {
            note(&tx, territory, id, &format!("{n:02}")).await?;
            assert!(n != 7, "a mistake");
            Ok::<_, StoreError>(())
        });
        act.await
    });
    let done = futures_util::future::join_all(acts).await;
    assert!(matches!(&done[7], Err(StoreError::Bug(_))), "{:?}", done[7]);
    assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 19);
    assert_eq!(world.notes().await.len(), 19);
    world.note("after").await.unwrap();
}

async fn an_act_cannot_go_on_after_a_failed_statement(world: World) {
    let (territory, id, other) = (world.territory, world.id(), world.id());
    let act = world.db.write(async move |tx: Tx| {
        note(&tx, territory, id, "first").await?;
        assert!(note(&tx, territory, id, "again").await.is_err());
        let _ = note(&tx, territory, other, "as if nothing had happened").await;
        Ok::<_, StoreError>(())
    });
    let outcome: Result<(), StoreError> = act.await;
    assert!(matches!(outcome, Err(StoreError::Bug(_))), "{outcome:?}");
    assert!(world.notes().await.is_empty());
}

async fn an_act_cannot_wait_for_another(world: World) {
    let (db, line) = (world.db.clone(), world.entry(&[]));
    let act = world.db.write(async move |_: Tx| {
        assert!(matches!(db.journal_reads(vec![line]).await, Err(StoreError::Bug(_))));
        db.write(async |_: Tx| Ok::<_, StoreError>(())).await
    });
    let outcome: Result<(), StoreError> = timeout(Duration::from_secs(5), act).await.unwrap();
    assert!(matches!(outcome, Err(StoreError::Bug(_))), "{outcome:?}");
}

async fn a_tx_does_nothing_beyond_its_act(world: World) {
    let kept: Arc<Mutex<Option<Tx>>> = Arc::default();
    let keep = Arc::clone(&kept);
    let act = world.db.write(async move |tx: Tx| {
        *keep.lock().await = Some(tx);
        Ok::<_, StoreError>(())
    });
    act.await.unwrap();
    let tx = kept.lock().await.take().unwrap();
    assert!(note(&tx, world.territory, world.id(), "too late").await.is_err());
    assert!(world.notes().await.is_empty());
    world.note("in time").await.unwrap();
}

async fn an_act_that_takes_too_long_is_undone(mut world: World) {
    world.options.act_limit = Duration::from_secs(1);
    world.reopen().await;
    let (territory, id) = (world.territory, world.id());
    let act = world.db.write(async move |tx: Tx| {
        note(&tx, territory, id, "slow").await?;
        std::future::pending::<Result<(), StoreError>>().await
    });
    let outcome: Result<(), StoreError> = act.await;
    assert!(matches!(outcome, Err(StoreError::Unavailable(_))), "{outcome:?}");
    world.note("quick").await.unwrap();
    assert_eq!(world.notes().await, ["quick"]);
}

async fn what_is_there_already_is_named(world: World) {
    let (territory, id) = (world.territory, world.id());
    for expected in [true, false] {
        let act = world.db.write(async move |tx: Tx| note(&tx, territory, id, "one").await);
        match act.await {
            Ok(()) => assert!(expected),
            Err(StoreError::Unique { constraint }) => {
                assert!(!expected);
                assert!(constraint.contains("note"), "{constraint}");
            }
            Err(other) => panic!("{other}"),
        }
    }
}

async fn an_act_reads_its_own_writes(world: World) {
    let (territory, id) = (world.territory, world.id());
    let act = world.db.write(async move |tx: Tx| {
        note(&tx, territory, id, "mine").await?;
        let found = tx.query_all_raw(all_notes(&tx)).await?.len();
        Ok::<_, StoreError>(found)
    });
    assert_eq!(act.await.unwrap(), 1);
}

async fn statements_are_counted(world: World) {
    let work = async {
        world.note("one").await.unwrap();
        world.notes().await;
        count::scope(world.note("two")).await.1
    };
    let (inner, outer) = count::scope(work).await;
    assert_eq!((inner, outer), (1, 3));
    let line = world.entry(&[1, 2]);
    let (_, lines) = count::scope(world.db.write(async move |tx: Tx| tx.journal(line).await)).await;
    assert_eq!(lines, 1, "event, persons and pending go together");
}

async fn readers_cannot_write(world: World) {
    let outcome = world.db.reader().execute_unprepared("DELETE FROM note").await;
    let error = StoreError::from(outcome.unwrap_err());
    assert!(matches!(&error, StoreError::Unavailable(reason) if reason.contains("read-only")), "{error}");
}

async fn the_writer_is_durable(world: World) {
    let durability = world.db.durability().await.unwrap();
    match world.engine() {
        store::Engine::Sqlite => {
            assert_eq!((durability.journal.as_str(), durability.synchronous.as_str()), ("wal", "FULL"));
        }
        // `fsync` is off in the server of the tests alone.
        store::Engine::Postgres => assert_eq!(durability.synchronous, "on"),
    }
}

async fn migrating_again_changes_nothing(world: World) {
    world.note("kept").await.unwrap();
    world.db.migrate::<crate::harness::TestMigrator>().await.unwrap();
    assert_eq!(world.notes().await, ["kept"]);
}

fn all_notes(db: &impl ConnectionTrait) -> Statement {
    Statement::from_string(db.get_database_backend(), "SELECT id FROM note")
}

/// Seen from inside: an act finds what the one before wrote, while readers do not see it yet.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acts_share_a_commit_on_sqlite() {
    let world = World::sqlite().await;
    let shared = Arc::new(AtomicUsize::new(0));
    let acts = (0..200).map(|n| {
        let (territory, id, shared) = (world.territory, world.id(), Arc::clone(&shared));
        let db: Db = world.db.clone();
        async move {
            let reader = db.reader();
            let act = db.write(async move |tx: Tx| {
                note(&tx, territory, id, &n.to_string()).await?;
                let mine = tx.query_all_raw(all_notes(&tx)).await?.len();
                let seen = reader.query_all_raw(all_notes(&reader)).await?.len();
                shared.fetch_add(usize::from(mine > seen + 1), Ordering::Relaxed);
                Ok::<_, StoreError>(())
            });
            act.await
        }
    });
    for done in futures_util::future::join_all(acts).await {
        done.unwrap();
    }
    assert!(shared.load(Ordering::Relaxed) > 20, "{shared:?} acts of 200 found others' writes uncommitted");
}
