//! The rule on keys, read from the database itself.

use store::catalogue::{ForeignKey, Table, lint, tables};

use crate::harness::World;

on_both! {
    every_key_begins_with_the_territory
    both_engines_tell_the_same
}

async fn every_key_begins_with_the_territory(world: World) {
    let tables = tables(&world.db.reader()).await.unwrap();
    assert!(tables.len() >= 8, "{tables:?}");
    assert_eq!(lint(&tables, &[]), Vec::<String>::new());
}

async fn both_engines_tell_the_same(world: World) {
    let tables = tables(&world.db.reader()).await.unwrap();
    let link = tables.into_iter().find(|table| table.name == "audit_link").unwrap();
    let columns = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let expected = Table {
        name: "audit_link".to_owned(),
        primary_key: columns(&["territory_id", "position"]),
        unique: vec![columns(&["territory_id", "event_id"])],
        foreign: vec![ForeignKey {
            columns: columns(&["territory_id", "event_id"]),
            table: "audit_event".to_owned(),
            references: columns(&["territory_id", "id"]),
        }],
    };
    assert_eq!(link, expected);
}

#[tokio::test]
async fn a_key_that_forgets_the_territory_is_named() {
    for world in [World::sqlite().await, World::postgres().await] {
        world.raw("CREATE TABLE bad (id INT PRIMARY KEY, code TEXT UNIQUE, territory_id INT, UNIQUE (territory_id, code))", vec![]).await;
        world.raw("CREATE TABLE worse (territory_id INT, bad_id INT REFERENCES bad (id), PRIMARY KEY (territory_id, bad_id))", vec![]).await;
        let tables = tables(&world.db.reader()).await.unwrap();
        let complaints = lint(&tables, &[]);
        assert_eq!(complaints.len(), 3, "{complaints:?}");
        assert!(complaints[0].starts_with("bad: primary key"), "{complaints:?}");
        assert!(complaints[1].starts_with("bad: unique key"), "{complaints:?}");
        assert!(complaints[2].starts_with("worse: reference"), "{complaints:?}");
        assert!(lint(&tables, &["bad"]).is_empty(), "unless it is a list shared by all");
    }
}
