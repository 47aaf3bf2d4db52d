//! A process killed while a hundred acts are under way: whatever it acknowledged is there.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use store::{Db, StoreError, Tx};

use crate::harness::{World, entry, id, note};

const ADDRESS: &str = "MAILLAGE_CRASH_URL";

mod alone {
    use crate::harness::World;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite_keeps_what_it_acknowledged() {
        super::killed(World::sqlite().await).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres_keeps_what_it_acknowledged() {
        super::killed(World::postgres().await).await;
    }
}

async fn killed(mut world: World) {
    world.db.close().await;
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::writes_until_killed", "--ignored", "--nocapture"])
        .env(ADDRESS, &world.options.url)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut acknowledged = Vec::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let Ok(line) = line else { break };
        if let Some(number) = line.strip_prefix("done ") {
            acknowledged.push(number.to_owned());
        }
        if acknowledged.len() == 600 {
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    assert!(acknowledged.len() >= 600, "{}", acknowledged.len());

    world.db = Db::open(&world.options).await.unwrap();
    let notes = world.notes().await;
    for number in &acknowledged {
        assert!(notes.binary_search(number).is_ok(), "act {number} was acknowledged and is lost");
    }
    let report = world.db.verify().await.unwrap();
    assert!(report.ok, "{report:?}");
    assert_eq!(report.entries, notes.len() as u64, "a note and its line are there together");
}

/// Not a test: the process that is killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the tests above, with the address of a database"]
async fn writes_until_killed() {
    let Ok(url) = std::env::var(ADDRESS) else { return };
    let keys = std::sync::Arc::new(store::Keys::from_bytes([7; 32]));
    let mut options = store::DbOptions::new(url, keys);
    options.heads = None;
    let db = Db::open(&options).await.unwrap();
    let linker = db.start_linker(std::time::Duration::from_millis(5));
    let writers = (0..100_u64).map(|writer| {
        let db = db.clone();
        tokio::spawn(async move {
            for n in 0.. {
                let number = format!("{writer:03}-{n:06}");
                let (territory, text) = (uuid::Uuid::from_u128(1), number.clone());
                let key = id(writer * 1_000_000 + n);
                db.write(async move |tx: Tx| {
                    note(&tx, territory, key, &text).await?;
                    tx.journal(entry(territory, key, &[u128::from(writer)])).await?;
                    Ok::<_, StoreError>(())
                })
                .await
                .unwrap();
                writeln!(std::io::stdout().lock(), "done {number}").unwrap();
            }
        })
    });
    futures_util::future::join_all(writers.collect::<Vec<_>>()).await;
    linker.stop().await;
}
