//! Storage that fails: said plainly, nothing half-written, and over when it is over.

use sea_orm::ConnectionTrait;
use store::{Db, DbOptions, StoreError, Tx};

use crate::harness::{World, note};

fn reason(outcome: Result<(), StoreError>) -> String {
    match outcome {
        Err(StoreError::Unavailable(reason)) => reason,
        other => panic!("expected Unavailable, found {other:?}"),
    }
}

async fn pragma(world: &World, sql: String) {
    let act = world.db.write(async move |tx: Tx| {
        tx.execute_unprepared(&sql).await?;
        Ok::<_, StoreError>(())
    });
    act.await.unwrap();
}

/// Several acts at once on a full disk: an act is there as a whole or not at all, and whoever was
/// told so finds it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_leaves_nothing_half_written() {
    let world = World::sqlite().await;
    world.note("before").await.unwrap();
    pragma(&world, "PRAGMA max_page_count = 60".to_owned()).await;
    let large = "x".repeat(20_000);
    let acts = (0..40).map(|n| {
        let (db, territory, ids, large) =
            (world.db.clone(), world.territory, [world.id(), world.id()], large.clone());
        async move {
            let act = db.write(async move |tx: Tx| {
                note(&tx, territory, ids[0], &format!("{n} a {large}")).await?;
                note(&tx, territory, ids[1], &format!("{n} b {large}")).await
            });
            (n, act.await)
        }
    });
    let done = futures_util::future::join_all(acts).await;
    let mut failed = 0;
    let notes = world.notes().await;
    for (n, outcome) in done {
        let there = ["a", "b"].map(|part| notes.iter().any(|note| note.starts_with(&format!("{n} {part} "))));
        match outcome {
            Ok(()) => assert_eq!(there, [true, true], "act {n} was acknowledged"),
            outcome => {
                failed += 1;
                assert!(reason(outcome).contains("disk is full"));
                assert_eq!(there, [false, false], "act {n} was refused");
            }
        }
    }
    assert!(failed > 0, "the disk was never full");
    // The fault made the writer open a new connection, which knows nothing of the limit.
    world.note("after").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_stops_journalled_reads() {
    let world = World::sqlite().await;
    pragma(&world, "PRAGMA max_page_count = 40".to_owned()).await;
    let mut line = world.entry(&[1]);
    line.ground = "x".repeat(1_000_000);
    assert!(reason(world.db.journal_reads(vec![line]).await).contains("disk is full"));
    assert_eq!(world.db.verify().await.unwrap().entries, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_only_database_is_unavailable() {
    let world = World::sqlite().await;
    pragma(&world, "PRAGMA query_only = ON".to_owned()).await;
    assert!(reason(world.note("refused").await).contains("read-only"));
    world.note("a new connection may").await.unwrap();
    assert_eq!(world.notes().await, ["a new connection may"]);
}

/// A commit that fails fails everyone who shared it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_commit_acknowledges_nothing() {
    let world = World::sqlite().await;
    let line = world.entry(&[1]);
    let (territory, id) = (world.territory, world.id());
    let act = world.db.write(async move |tx: Tx| {
        note(&tx, territory, id, "lost").await?;
        tx.journal(line).await?;
        // Checked at the commit alone.
        tx.execute_unprepared("PRAGMA defer_foreign_keys = ON").await?;
        tx.execute_unprepared("INSERT INTO audit_pending VALUES (x'00', x'00', 0, x'00')").await?;
        Ok::<_, StoreError>(())
    });
    reason(act.await);
    assert!(world.notes().await.is_empty());
    world.note("after").await.unwrap();
    assert_eq!(world.notes().await, ["after"]);
}

/// Someone else writes to the file and does not stop.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_held_database_is_unavailable() {
    let world = World::sqlite().await;
    let other = sea_orm::Database::connect(&world.options.url).await.unwrap();
    other.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    assert!(reason(world.note("held up").await).contains("another process"));
    other.execute_unprepared("ROLLBACK").await.unwrap();
    world.note("free").await.unwrap();
    assert_eq!(world.notes().await, ["free"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_connection_is_unavailable_once() {
    let world = World::postgres().await;
    world.note("before").await.unwrap();
    let (territory, id) = (world.territory, world.id());
    let act = world.db.write(async move |tx: Tx| {
        note(&tx, territory, id, "lost").await?;
        let _ = tx.execute_unprepared("SELECT pg_terminate_backend(pg_backend_pid())").await;
        Ok::<_, StoreError>(())
    });
    reason(act.await);
    world.note("after").await.unwrap();
    assert_eq!(world.notes().await, ["after", "before"]);
}

/// Two acts that wait for each other: one is told to come back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acts_that_cross_are_unavailable() {
    let world = World::postgres().await;
    world.note("a").await.unwrap();
    world.note("b").await.unwrap();
    let meet = std::sync::Arc::new(tokio::sync::Barrier::new(2));
    let acts = [["a", "b"], ["b", "a"]].map(|order| {
        let (db, meet) = (world.db.clone(), std::sync::Arc::clone(&meet));
        async move {
            let act = db.write(async move |tx: Tx| {
                tx.execute_unprepared(&format!("UPDATE note SET text = text WHERE text = '{}'", order[0]))
                    .await?;
                meet.wait().await;
                tx.execute_unprepared(&format!("UPDATE note SET text = text WHERE text = '{}'", order[1]))
                    .await?;
                Ok::<_, StoreError>(())
            });
            act.await
        }
    });
    let done = futures_util::future::join_all(acts).await;
    let lost: Vec<_> = done.into_iter().filter(Result::is_err).collect();
    assert_eq!(lost.len(), 1);
    assert!(reason(lost[0].clone()).contains("two acts crossed"));
}

#[tokio::test]
async fn an_address_that_is_no_database_is_refused_without_its_password() {
    let keys = std::sync::Arc::new(store::Keys::from_bytes([7; 32]));
    let error = Db::open(&DbOptions::new("mysql://user:secret@host/base", keys)).await.unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[tokio::test]
async fn the_files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::sqlite().await;
    world.db.journal_reads(vec![world.entry(&[1])]).await.unwrap();
    world.db.link_now().await.unwrap();
    for file in std::fs::read_dir(world.folder.path()).unwrap().flatten() {
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.path().display());
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("test.db");
    std::fs::write(&path, "no database at all, but a letter to the mayor".repeat(100)).unwrap();
    let keys = std::sync::Arc::new(store::Keys::from_bytes([7; 32]));
    let error = Db::open(&DbOptions::new(format!("sqlite:{}", path.display()), keys)).await.unwrap_err();
    assert!(matches!(&error, StoreError::Unavailable(reason) if reason.contains("damaged")), "{error}");
}
