//! Whoever can write to the database, but has neither key nor file of heads, is found out.

use sea_orm::{ConnectionTrait, Database, Statement, Value};
use store::{Engine, StoreError, Tx};
use uuid::Uuid;

use crate::harness::World;

on_both! {
    the_program_itself_cannot_change_a_line
    an_altered_line_is_named
    every_column_is_covered
    a_removed_line_is_named
    a_cut_tail_is_named
    a_cut_tail_grown_again_is_named
    a_cut_start_is_named
    a_removed_head_is_named
    a_lost_file_of_heads_is_named
    an_altered_head_is_named
    swapped_lines_are_named
    a_hidden_line_is_named
    a_line_taken_from_the_index_by_person_is_named
    a_line_added_to_the_index_by_person_is_named
    another_key_opens_nothing
    a_half_written_head_is_forgotten
}

/// Twelve lines, linked, with a head after the sixth and the twelfth.
async fn twelve(world: &World) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for half in 0..2 {
        let lines: Vec<_> = (0..6).map(|n| world.entry(&[half * 6 + n, 100])).collect();
        ids.extend(lines.iter().map(|line| line.id));
        world.db.journal_reads(lines).await.unwrap();
        world.db.link_now().await.unwrap();
    }
    let report = world.db.verify().await.unwrap();
    assert_eq!((report.entries, report.heads, report.ok), (12, 2, true), "{report:?}");
    ids
}

async fn found(world: &World, expected: &str) {
    let report = world.db.verify().await.unwrap();
    let what = report.first_broken.unwrap_or_default();
    assert!(!report.ok && what.contains(expected), "expected “{expected}”, found “{what}”");
}

/// Foreign keys do not stop an intruder.
async fn without_keys(world: &World, statements: &[(&str, Vec<Value>)]) {
    let engine = world.engine();
    world.tamper("SELECT 1", vec![]).await;
    let statements: Vec<_> =
        statements.iter().map(|(sql, values)| ((*sql).to_owned(), values.clone())).collect();
    if engine == Engine::Postgres {
        world.raw("ALTER TABLE audit_event_person DROP CONSTRAINT audit_event_person_event", vec![]).await;
        world.raw("ALTER TABLE audit_link DROP CONSTRAINT audit_link_event_is", vec![]).await;
        world.raw("ALTER TABLE audit_pending DROP CONSTRAINT audit_pending_event", vec![]).await;
        for (sql, values) in statements {
            world.raw(&sql, values).await;
        }
        return;
    }
    // SQLite heeds the pragma only outside of a transaction, on a connection of the intruder's own.
    let intruder = Database::connect(&world.options.url).await.unwrap();
    intruder.execute_unprepared("PRAGMA foreign_keys = OFF").await.unwrap();
    for (sql, values) in statements {
        let statement = Statement::from_sql_and_values(intruder.get_database_backend(), sql, values);
        assert!(intruder.execute_raw(statement).await.unwrap().rows_affected() > 0);
    }
    intruder.close().await.unwrap();
}

async fn the_program_itself_cannot_change_a_line(world: World) {
    twelve(&world).await;
    for table in ["audit_event", "audit_event_person", "audit_link", "audit_head"] {
        for sql in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET territory_id = territory_id")]
        {
            let act = world.db.write(async move |tx: Tx| {
                tx.execute_unprepared(&sql).await?;
                Ok::<_, StoreError>(())
            });
            let error = act.await.unwrap_err();
            assert!(error.to_string().contains("append-only"), "{error}");
        }
    }
    assert!(world.db.verify().await.unwrap().ok);
}

async fn an_altered_line_is_named(world: World) {
    let ids = twelve(&world).await;
    world.tamper("UPDATE audit_event SET actor_id = NULL WHERE id = $1", vec![ids[4].into()]).await;
    found(&world, &format!("position 5: event {} was altered", ids[4])).await;
}

async fn every_column_is_covered(world: World) {
    let ids = twelve(&world).await;
    let other = Uuid::from_u128(77);
    let changes: [(&str, Value, &str); 11] = [
        ("at", 5_i64.into(), "was altered"),
        ("actor_id", other.into(), "was altered"),
        ("role_id", other.into(), "was altered"),
        ("organization_id", other.into(), "was altered"),
        ("object_id", other.into(), "was altered"),
        ("action", "advice.list".into(), "was altered"),
        ("object_kind", "person".into(), "was altered"),
        ("ground", "consent".into(), "was altered"),
        ("detail", "{}".into(), "was altered"),
        ("persons", other.as_bytes().to_vec().into(), "was altered"),
        ("mac", vec![0_u8; 32].into(), "was altered"),
    ];
    for (column, value, expected) in changes {
        world.tamper("CREATE TABLE kept AS SELECT * FROM audit_event", vec![]).await;
        let change = format!("UPDATE audit_event SET {column} = $1 WHERE id = $2");
        assert_eq!(world.raw(&change, vec![value, ids[2].into()]).await, 1);
        found(&world, expected).await;
        let back = format!(
            "UPDATE audit_event SET {column} = (SELECT k.{column} FROM kept k WHERE k.id = audit_event.id)"
        );
        world.raw(&back, vec![]).await;
        assert!(world.db.verify().await.unwrap().ok, "{column} is as it was");
        world.raw("DROP TABLE kept", vec![]).await;
    }
}

async fn a_removed_line_is_named(world: World) {
    let ids = twelve(&world).await;
    without_keys(
        &world,
        &[
            ("DELETE FROM audit_event_person WHERE event_id = $1", vec![ids[4].into()]),
            ("DELETE FROM audit_link WHERE event_id = $1", vec![ids[4].into()]),
            ("DELETE FROM audit_event WHERE id = $1", vec![ids[4].into()]),
        ],
    )
    .await;
    found(&world, "position 5: the link is missing").await;
}

async fn cut_tail(world: &World) {
    without_keys(world, &[
        (
            "DELETE FROM audit_event_person WHERE event_id IN (SELECT event_id FROM audit_link WHERE position > 9)",
            vec![],
        ),
        ("DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_link WHERE position > 9)", vec![]),
        ("DELETE FROM audit_link WHERE position > 9", vec![]),
    ])
    .await;
}

async fn a_cut_tail_is_named(world: World) {
    twelve(&world).await;
    cut_tail(&world).await;
    found(&world, "position 12: the head recorded for 2026-11-22 is missing").await;
}

async fn a_cut_tail_grown_again_is_named(world: World) {
    twelve(&world).await;
    cut_tail(&world).await;
    world.db.journal_reads((0..6).map(|n| world.entry(&[n])).collect()).await.unwrap();
    found(&world, "position 12: the head recorded for 2026-11-22 was").await;
}

async fn a_cut_start_is_named(world: World) {
    let ids = twelve(&world).await;
    without_keys(&world, &[("DELETE FROM audit_link WHERE event_id = $1", vec![ids[0].into()])]).await;
    found(&world, "position 1: the link is missing").await;
}

async fn a_removed_head_is_named(world: World) {
    twelve(&world).await;
    let text = std::fs::read_to_string(world.heads()).unwrap();
    let lines: Vec<_> = text.lines().collect();
    std::fs::write(world.heads(), format!("{}\n", lines[1])).unwrap();
    found(&world, "file of heads, line 1").await;
    std::fs::write(world.heads(), format!("{}\n", lines[0])).unwrap();
    found(&world, "position 12: the head recorded there is missing").await;
}

async fn a_lost_file_of_heads_is_named(world: World) {
    twelve(&world).await;
    std::fs::remove_file(world.heads()).unwrap();
    found(&world, "position 6: the head recorded there is missing").await;
}

async fn an_altered_head_is_named(world: World) {
    twelve(&world).await;
    let text = std::fs::read_to_string(world.heads()).unwrap();
    std::fs::write(world.heads(), text.replacen("2026-11-22", "2026-11-21", 1)).unwrap();
    found(&world, "file of heads, line 1: altered").await;
}

async fn swapped_lines_are_named(world: World) {
    let ids = twelve(&world).await;
    let place = "UPDATE audit_link SET position = $1 WHERE event_id = $2";
    world.tamper(place, vec![100_i64.into(), ids[3].into()]).await;
    world.raw(place, vec![4_i64.into(), ids[4].into()]).await;
    world.raw(place, vec![5_i64.into(), ids[3].into()]).await;
    found(&world, "position 4: the link to event").await;
}

/// Written, and kept from the linker.
async fn a_hidden_line_is_named(world: World) {
    twelve(&world).await;
    let line = world.entry(&[1]);
    let id = line.id;
    world.db.journal_reads(vec![line]).await.unwrap();
    world.raw("DELETE FROM audit_pending WHERE event_id = $1", vec![id.into()]).await;
    found(&world, &format!("event {id} has no link")).await;
}

async fn a_line_taken_from_the_index_by_person_is_named(world: World) {
    let ids = twelve(&world).await;
    world.tamper("DELETE FROM audit_event_person WHERE event_id = $1", vec![ids[1].into()]).await;
    found(&world, "the index by person has 22 lines instead of 24").await;
}

async fn a_line_added_to_the_index_by_person_is_named(world: World) {
    let ids = twelve(&world).await;
    let sql = "INSERT INTO audit_event_person (territory_id, person_id, event_id) VALUES ($1, $2, $3)";
    world.raw(sql, vec![world.territory.into(), Uuid::from_u128(55).into(), ids[1].into()]).await;
    found(&world, "the index by person adds a line").await;
}

async fn another_key_opens_nothing(mut world: World) {
    twelve(&world).await;
    world.options.keys = std::sync::Arc::new(store::Keys::from_bytes([8; 32]));
    world.reopen().await;
    found(&world, "file of heads, line 1").await;
}

async fn a_half_written_head_is_forgotten(world: World) {
    twelve(&world).await;
    let mut text = std::fs::read_to_string(world.heads()).unwrap();
    text.push_str("00000000-0000-0000-0000-000000000001 2026-11");
    std::fs::write(world.heads(), text).unwrap();
    assert!(world.db.verify().await.unwrap().ok);
    world.db.journal_reads(vec![world.entry(&[1])]).await.unwrap();
    let report = world.db.verify().await.unwrap();
    assert_eq!((report.entries, report.heads, report.ok), (13, 3, true), "{report:?}");
}
