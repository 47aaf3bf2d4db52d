//! Reading all of a page through one connection.

use sea_orm::{ConnectionTrait, Statement};
use store::{Engine, Reader};

use crate::harness::World;

on_both! {
    a_page_is_of_one_moment_until_it_lets_go
    a_failed_statement_does_not_spoil_the_next
    more_pages_than_connections_are_all_made
}

/// How many notes a page sees.
async fn notes(reader: &Reader) -> usize {
    let statement = Statement::from_string(reader.get_database_backend(), "SELECT text FROM note");
    reader.query_all_raw(statement).await.unwrap().len()
}

async fn a_page_is_of_one_moment_until_it_lets_go(world: World) {
    let page = world.db.held_reader();
    assert_eq!(notes(&page).await, 0);
    world.note("one").await.unwrap();
    // Each statement of PostgreSQL sees what is committed; so do both, once the connection was given back.
    let seen = usize::from(world.engine() == Engine::Postgres);
    assert_eq!(notes(&page.clone()).await, seen, "a clone reads through the same connection");
    page.release().await;
    assert_eq!(notes(&page).await, 1);
    assert_eq!(notes(&world.db.reader()).await, 1);
}

async fn a_failed_statement_does_not_spoil_the_next(world: World) {
    let page = world.db.held_reader();
    world.note("one").await.unwrap();
    assert_eq!(notes(&page).await, 1);
    assert!(page.execute_unprepared("SELECT nothing FROM nowhere").await.is_err());
    assert_eq!(notes(&page).await, 1);
    assert!(page.execute_unprepared("DELETE FROM note").await.is_err(), "nor does it write");
    assert_eq!(notes(&page).await, 1);
}

async fn more_pages_than_connections_are_all_made(world: World) {
    world.note("one").await.unwrap();
    let pages: Vec<_> = (0..60)
        .map(|page: u32| {
            let reader = world.db.held_reader();
            tokio::spawn(async move {
                for _ in 0..3 {
                    assert_eq!(notes(&reader).await, 1);
                }
                // One in three goes away without a word: what it held comes back all the same.
                if !page.is_multiple_of(3) {
                    reader.release().await;
                }
            })
        })
        .collect();
    for page in pages {
        page.await.unwrap();
    }
    world.note("two").await.unwrap();
    assert_eq!(notes(&world.db.held_reader()).await, 2);
}
