//! The journal: written with the act or before the read, chained, and found whole.

use std::time::Duration;

use sea_orm::{ConnectionTrait, Statement};
use store::{Engine, StoreError, Tx, audit};
use uuid::Uuid;

use crate::harness::{World, eventually};

on_both! {
    a_line_comes_back_as_it_was_written
    who_looked_at_a_person_is_found
    an_act_that_fails_leaves_no_line
    a_thousand_reads_are_journalled
    a_bad_line_does_not_hide_the_others
    a_closed_journal_shows_nothing
    the_linker_links_by_itself
    each_territory_has_its_own_chain
    verifying_while_others_write
    an_empty_journal_is_whole
    several_linkers_make_one_chain
    verifying_records_what_the_linker_has_not
    the_end_of_a_chain_is_read_along_its_key
}

async fn a_line_comes_back_as_it_was_written(world: World) {
    let mut line = world.entry(&[3, 1, 2, 1]);
    let sent = line.clone();
    world.db.write(async move |tx: Tx| tx.journal(sent).await).await.unwrap();
    line.persons = [1, 2, 3].map(Uuid::from_u128).to_vec();
    assert_eq!(audit::latest(&world.db.reader(), world.territory, None, 10).await.unwrap(), [line]);
}

async fn who_looked_at_a_person_is_found(world: World) {
    let lines = vec![world.entry(&[1]), world.entry(&[2]), world.entry(&[1, 2]), world.entry(&[1])];
    world.db.journal_reads(lines.clone()).await.unwrap();
    let reader = world.db.reader();
    let person = Uuid::from_u128(1);
    let first = audit::about(&reader, world.territory, person, None, 2).await.unwrap();
    assert_eq!(first, [lines[3].clone(), lines[2].clone()]);
    let rest = audit::about(&reader, world.territory, person, Some(first[1].id), 2).await.unwrap();
    assert_eq!(rest, [lines[0].clone()]);
    assert!(audit::about(&reader, Uuid::from_u128(99), person, None, 2).await.unwrap().is_empty());
}

async fn an_act_that_fails_leaves_no_line(world: World) {
    let line = world.entry(&[1]);
    let act = world.db.write(async move |tx: Tx| {
        tx.journal(line).await?;
        Err::<(), _>(StoreError::Bug("refused".to_owned()))
    });
    assert!(act.await.is_err());
    let report = world.db.verify().await.unwrap();
    assert_eq!((report.entries, report.ok), (0, true));
}

async fn a_thousand_reads_are_journalled(mut world: World) {
    let reads = (0..1000).map(|n| world.db.journal_reads(vec![world.entry(&[n % 50])]));
    for done in futures_util::future::join_all(reads).await {
        done.unwrap();
    }
    world.reopen().await;
    let report = world.db.verify().await.unwrap();
    assert_eq!((report.entries, report.pending, report.ok), (1000, 0, true), "{report:?}");
}

async fn a_bad_line_does_not_hide_the_others(world: World) {
    let first = world.entry(&[1]);
    world.db.journal_reads(vec![first.clone()]).await.unwrap();
    let reads = (0..20).map(|n| {
        let line = if n == 5 { first.clone() } else { world.entry(&[1]) };
        world.db.journal_reads(vec![line])
    });
    let done = futures_util::future::join_all(reads).await;
    for (n, outcome) in done.iter().enumerate() {
        assert_eq!(outcome.is_err(), n == 5, "{n}: {outcome:?}");
    }
}

async fn a_closed_journal_shows_nothing(world: World) {
    world.db.close().await;
    let outcome = world.db.journal_reads(vec![world.entry(&[1])]).await;
    assert!(matches!(outcome, Err(StoreError::Unavailable(_))), "{outcome:?}");
    let outcome = world.note("nothing").await;
    assert!(matches!(outcome, Err(StoreError::Unavailable(_))), "{outcome:?}");
}

async fn the_linker_links_by_itself(world: World) {
    let linker = world.db.start_linker(Duration::from_millis(20));
    world.db.journal_reads(vec![world.entry(&[1])]).await.unwrap();
    let heads = world.heads().to_owned();
    eventually("a head", || async {
        std::fs::read_to_string(&heads).is_ok_and(|text| text.lines().count() == 1)
    })
    .await;
    world.db.journal_reads(vec![world.entry(&[1]), world.entry(&[2])]).await.unwrap();
    linker.stop().await;
    let last = std::fs::read_to_string(world.heads()).unwrap();
    let last = last.lines().last().unwrap();
    assert!(last.contains(" 2026-11-22 3 "), "stopping links and records the rest: {last}");
    assert!(world.db.verify().await.unwrap().ok);
}

async fn each_territory_has_its_own_chain(world: World) {
    let mut lines = Vec::new();
    for n in 0..30 {
        let mut line = world.entry(&[n]);
        line.territory = Uuid::from_u128(n % 3 + 1);
        lines.push(line);
    }
    world.db.journal_reads(lines).await.unwrap();
    let report = world.db.verify().await.unwrap();
    assert_eq!((report.entries, report.heads, report.ok), (30, 3, true), "{report:?}");
}

async fn verifying_while_others_write(world: World) {
    let world = &world;
    let writing = async {
        for n in 0..200 {
            world.db.journal_reads(vec![world.entry(&[n, n + 1])]).await.unwrap();
        }
    };
    let verifying = async {
        for _ in 0..10 {
            let report = world.db.verify().await.unwrap();
            assert!(report.ok, "{report:?}");
        }
    };
    tokio::join!(writing, verifying);
    let report = world.db.verify().await.unwrap();
    assert_eq!((report.entries, report.ok), (200, true));
}

async fn an_empty_journal_is_whole(world: World) {
    let report = world.db.verify().await.unwrap();
    assert_eq!((report.entries, report.heads, report.pending, report.ok), (0, 0, 0, true));
}

async fn verifying_records_what_the_linker_has_not(world: World) {
    let linker = world.db.start_linker(Duration::from_millis(5));
    let heads = || std::fs::read_to_string(world.heads()).unwrap_or_default();
    let linked = || async {
        let reader = world.db.reader();
        let sql = "SELECT COUNT(*) AS n FROM audit_link";
        let row = reader.query_one_raw(Statement::from_string(reader.get_database_backend(), sql)).await;
        row.unwrap().unwrap().try_get::<i64>("", "n").unwrap()
    };
    for n in 1..=3 {
        world.db.journal_reads(vec![world.entry(&[1])]).await.unwrap();
        eventually("a link", || async { linked().await == n }).await;
    }
    eventually("a head", || async { !heads().is_empty() }).await;
    assert_eq!(heads().lines().count(), 1, "a head now and then, not for every link");
    assert!(world.db.verify().await.unwrap().ok);
    assert_eq!(heads().lines().count(), 2);
    assert!(world.db.verify().await.unwrap().ok);
    assert_eq!(heads().lines().count(), 2);
    linker.stop().await;
}

async fn several_linkers_make_one_chain(world: World) {
    let lines = (0..2000).map(|n| world.entry(&[n % 7])).collect();
    world.db.journal_reads(lines).await.unwrap();
    let linkers = (0..4).map(|_| world.db.link_now());
    for done in futures_util::future::join_all(linkers).await {
        done.unwrap();
    }
    let report = world.db.verify().await.unwrap();
    assert_eq!((report.entries, report.ok), (2000, true), "{report:?}");
}

/// Whoever counts the tables must not make the linker, which runs after each burst of writing, read the whole chain.
async fn the_end_of_a_chain_is_read_along_its_key(world: World) {
    let lines = (0..50).map(|n| world.entry(&[n])).collect();
    world.db.journal_reads(lines).await.unwrap();
    world.db.link_now().await.unwrap();
    world.db.analyze().await.unwrap();
    if world.db.engine() == Engine::Postgres {
        // PostgreSQL is told nothing that it has not counted.
        return;
    }
    let (sql, territory) = (
        "SELECT position, hash FROM audit_link WHERE territory_id = ? ORDER BY position DESC LIMIT 1",
        world.territory,
    );
    let explained = async move |tx: Tx| {
        let text = format!("EXPLAIN QUERY PLAN {sql}");
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), text, [territory.into()]);
        Ok::<_, StoreError>(tx.query_all_raw(statement).await?)
    };
    let plan = world.db.write(explained).await.unwrap();
    let plan: Vec<String> = plan.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
    assert_eq!(plan, ["SEARCH audit_link USING PRIMARY KEY (territory_id=?)"]);
}
