//! `maillage seed`.

use std::sync::Arc;

use care::seed::{Plan, seed};
use care::{PasswordCost, TerritoryId};
use kernel::{Clock, MockClock, SeededEntropy, SystemClock};
use tokio::time::Instant;
use uuid::Uuid;

use crate::cli::{Seed, Table};
use crate::config::Config;
use crate::demo::{accounts, morning, table};
use crate::failure::Failure;
use crate::instance::{self, For};
use crate::output::{print, say};

/// The territory of a synthetic population.
const TERRITORY: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0038);

pub(crate) async fn run(config: &Config, asked: Seed) -> Result<(), Failure> {
    let today = match asked.today {
        Some(date) => morning(date)?,
        None => SystemClock.now(),
    };
    let persons = usize::try_from(asked.persons).unwrap_or(usize::MAX);
    let or = |given: Option<u32>, usual| given.map_or(usual, |it| usize::try_from(it).unwrap_or(usize::MAX));
    let requests = or(asked.requests, persons / 10);
    let plan = Plan { persons, requests, open: or(asked.open, requests / 20), seed: asked.chance, today };
    let (db, keys) = instance::open(config, For::Order).await?;
    let clock = MockClock::new(today);
    let house = instance::house(
        config,
        db.clone(),
        keys,
        Arc::new(clock.clone()),
        Arc::new(SeededEntropy::new(asked.chance)),
        TerritoryId::from(TERRITORY),
        PasswordCost::ThrowAway,
    )?;
    let (started, mut said) = (Instant::now(), Instant::now());
    let made = seed(&house, &clock, plan, |made| {
        if said.elapsed().as_secs() >= 2 {
            said = Instant::now();
            say(&format!("{made} of {persons} persons …"));
        }
    })
    .await?;
    db.close().await;
    let seconds = started.elapsed().as_secs_f64();
    say(&format!(
        "{} persons, {} requests, {} rows in {seconds:.1} s. Fictional; sign in with:",
        made.persons, made.requests, made.rows
    ));
    print(table(&accounts(&made.cast.personas), Table::Text).trim_end())
}
