//! A synthetic territory: any number of persons with consistent histories, for tests and for load.
//!
//! The same seed, day and number give the same rows on both engines. Rows are made as the acts would have written them,
//! by the subjects themselves (`people::seeded`, `requests::advice::seeded`): each fact asked of the policy and of the
//! table of states. What an act leaves outside of the record is not made: notices, which nobody was there to read,
//! letters, and the search for records alike, whose job has run by then.

mod dice;
mod directory;
mod names;
mod persons;
mod requests;
pub(crate) mod sheets;
mod staff;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::MockClock;
use sea_orm::FromQueryResult;
use tokio::sync::mpsc;

pub use self::directory::{DirectoryPlan, write_directory};

use self::dice::Dice;
use self::persons::Population;
use self::requests::Line;
use self::sheets::Sheets;
use self::staff::Staff;
use crate::sql::sql;
use crate::stories::{Cast, cast};
use crate::{Error, House, Result};

/// What is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How many persons.
    pub persons: usize,
    /// How many requests about them; at most one each.
    pub requests: usize,
    /// How many of the requests are open on that day, or as many as there are requests.
    pub open: usize,
    /// What chance begins with.
    pub seed: u64,
    /// The moment up to which it is told.
    pub today: Timestamp,
}

/// What was made.
#[derive(Debug, Clone)]
pub struct Seeded {
    /// Who can sign in.
    pub cast: Cast,
    /// Persons.
    pub persons: usize,
    /// Requests.
    pub requests: usize,
    /// Rows of persons and requests, those of the journal counted once.
    pub rows: usize,
}

/// Persons in one transaction.
const BATCH: usize = 1_000;
/// Batches made ahead of the one being written, so that memory stays flat.
const AHEAD: usize = 2;
/// Batches between two rounds of chaining the journal.
const CHAINED: usize = 16;

/// Fills an empty database; `clock` is the house's. `told` hears how many persons there are so far.
///
/// # Errors
/// [`Error::Unavailable`] where the database holds a territory already: nothing is added to real records.
pub async fn seed(
    house: &Arc<House>,
    clock: &MockClock,
    plan: Plan,
    mut told: impl FnMut(usize),
) -> Result<Seeded> {
    refuse_records(house).await?;
    let from = plan.today - SignedDuration::from_hours(24 * YEARS * 365);
    clock.set(from - SignedDuration::from_hours(24 * 7));
    let cast = cast(house).await?;
    let staff = staff::employ(house, &cast, plan.persons).await?;
    let (batches, mut ready) = mpsc::channel::<Result<(usize, Sheets)>>(AHEAD);
    let making = tokio::task::spawn_blocking(move || make(&staff, plan, from, &batches));
    let mut seeded = Seeded { cast, persons: 0, requests: plan.requests.min(plan.persons), rows: 0 };
    let mut written: usize = 0;
    while let Some(batch) = ready.recv().await {
        let (persons, sheets) = batch?;
        seeded.persons += persons;
        seeded.rows += sheets.rows();
        house.db.write(async move |tx| sheets.insert(&tx).await).await?;
        written += 1;
        if written.is_multiple_of(CHAINED) {
            house.db.link_now().await?;
        }
        told(seeded.persons);
    }
    making.await.map_err(|error| Error::Bug(error.to_string()))?;
    house.db.link_now().await?;
    house.db.analyze().await?;
    clock.set(plan.today);
    Ok(seeded)
}

/// Over how many years persons were created.
const YEARS: i64 = 5;

#[derive(FromQueryResult)]
struct Held {
    held: i64,
}

async fn refuse_records(house: &House) -> Result<()> {
    let db = house.db.reader();
    let text = "SELECT COUNT(*) AS held FROM territory";
    let held = Held::find_by_statement(sql(&db, text, Vec::new())).one(&db).await?;
    if held.is_some_and(|it| it.held > 0) {
        let words =
            "the database holds a territory already: only an empty one is filled, choose it with --database";
        return Err(Error::Unavailable(words.to_owned()));
    }
    Ok(())
}

/// Makes batch after batch, until they are all made or nobody waits for them any more.
fn make(staff: &Staff, plan: Plan, from: Timestamp, batches: &mpsc::Sender<Result<(usize, Sheets)>>) {
    let dice = Dice::new(plan.seed);
    let mut population = Population::new(&dice, from, plan);
    let mut line = Line::new(&dice, staff, plan);
    let mut made = 0;
    while made < plan.persons {
        let persons = BATCH.min(plan.persons - made);
        let mut sheets = Sheets::default();
        let batch = (made..made + persons).try_for_each(|number| {
            let person = population.next(number, staff, &mut sheets)?;
            line.about(number, &person, &mut sheets)
        });
        made += persons;
        let failed = batch.is_err();
        if batches.blocking_send(batch.map(|()| (persons, sheets))).is_err() || failed {
            return;
        }
    }
}
