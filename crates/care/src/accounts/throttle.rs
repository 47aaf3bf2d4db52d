//! Throttling: how many tries, and how long to wait after too many.
//!
//! A try is counted before it is looked at, in a transaction of its own, so that a thousand tries sent at once are a
//! thousand tries. Only success takes it back.

use jiff::{SignedDuration, Timestamp};
use kernel::clock::from_micros;
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};
use store::Tx;

use super::Login;
use super::rows::throttle;
use super::secrets::{Use, keyed};
use crate::house::House;
use crate::sql::sql;
use crate::{AccountId, Ctx, Result};

/// How long failures are remembered.
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// The first wait; each further failure doubles it.
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(1);
/// The longest wait: somebody who knows a colleague's login cannot shut them out for a day.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(60);

/// What tries are counted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    key: String,
    /// How many failures are let through before the first wait.
    allowed: i64,
}

impl Key {
    /// By the login typed, whether an account has it or not.
    pub(super) fn login(house: &House, login: &Login) -> Self {
        Self { key: format!("login|{}", keyed(house, Use::Login, login.as_str())), allowed: 5 }
    }

    /// By where the try comes from. A whole hospital may stand behind one address.
    pub(super) fn client(house: &House, client: &str) -> Self {
        Self { key: format!("client|{}", keyed(house, Use::Client, client)), allowed: 50 }
    }

    /// By the account, for what is proved once inside.
    pub(super) fn proof(house: &House, account: AccountId) -> Self {
        Self { key: format!("proof|{}", keyed(house, Use::Subject, &account.uuid().to_string())), allowed: 5 }
    }
}

/// Failures so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Count {
    failures: i64,
    since: Timestamp,
    blocked_until: Option<Timestamp>,
}

impl Count {
    /// What is still remembered at `now`: a quarter of an hour from the first failure, or after the last wait.
    fn remembered(self, now: Timestamp) -> Self {
        let until = self.blocked_until.unwrap_or(self.since) + WINDOW;
        if self.failures == 0 || now >= until {
            Self { failures: 0, since: now, blocked_until: None }
        } else {
            self
        }
    }

    /// Until when a try at `now` is not even looked at.
    fn blocked(self, now: Timestamp) -> Option<Timestamp> {
        self.blocked_until.filter(|until| *until > now)
    }

    /// One failure more.
    fn failed(self, now: Timestamp, allowed: i64) -> Self {
        let failures = self.failures.saturating_add(1);
        let blocked_until = (failures >= allowed).then(|| now + wait(failures - allowed));
        Self { failures, blocked_until, ..self }
    }
}

fn wait(beyond: i64) -> SignedDuration {
    let doublings = u32::try_from(beyond.clamp(0, 10)).unwrap_or_default();
    (FIRST_WAIT * (1 << doublings)).min(LONGEST_WAIT)
}

/// Counts a try under every key. `Some` tells until when it must not be looked at; then it does not count.
pub(super) async fn count(ctx: &Ctx, mut keys: Vec<Key>) -> Result<Option<Timestamp>> {
    // In one order for everybody, so that two tries never wait for each other.
    keys.sort();
    ctx.write(move |ctx, tx| async move {
        let now = ctx.now();
        let mut counts = Vec::with_capacity(keys.len());
        for key in &keys {
            counts.push(lock(&ctx, &tx, key).await?.remembered(now));
        }
        if let Some(until) = counts.iter().filter_map(|count| count.blocked(now)).max() {
            return Ok(Some(until));
        }
        for (key, count) in keys.iter().zip(counts) {
            save(&ctx, &tx, key, count.failed(now, key.allowed)).await?;
        }
        Ok(None)
    })
    .await
}

/// Takes back a try that turned out right: `own` is forgotten altogether, under `shared` that one try is.
pub(super) async fn forgive(ctx: &Ctx, tx: &Tx, own: &Key, shared: &Key) -> Result<()> {
    // In the order of `count`.
    if own < shared {
        forget(ctx, tx, own).await?;
        forgive_one(ctx, tx, shared).await
    } else {
        forgive_one(ctx, tx, shared).await?;
        forget(ctx, tx, own).await
    }
}

async fn forget(ctx: &Ctx, tx: &Tx, key: &Key) -> Result<()> {
    let text = "UPDATE throttle SET failures = 0, blocked_until = NULL WHERE territory_id = ? AND key = ?";
    tx.execute_raw(sql(tx, text, vec![ctx.territory().into(), key.key.as_str().into()])).await?;
    Ok(())
}

/// Takes back one try.
pub(super) async fn forgive_one(ctx: &Ctx, tx: &Tx, key: &Key) -> Result<()> {
    let text = "UPDATE throttle SET failures = failures - 1, blocked_until = NULL \
                WHERE territory_id = ? AND key = ? AND failures > 0";
    tx.execute_raw(sql(tx, text, vec![ctx.territory().into(), key.key.as_str().into()])).await?;
    Ok(())
}

/// Reads a count and keeps others from changing it.
async fn lock(ctx: &Ctx, tx: &Tx, key: &Key) -> Result<Count> {
    let now = ctx.now().as_microsecond();
    tx.execute_raw(sql(
        tx,
        "INSERT INTO throttle (territory_id, key, failures, window_from) VALUES (?, ?, 0, ?) \
         ON CONFLICT (territory_id, key) DO NOTHING",
        vec![ctx.territory().into(), key.key.as_str().into(), now.into()],
    ))
    .await?;
    let row =
        throttle::Entity::find_by_id((ctx.territory(), key.key.clone())).lock_exclusive().one(tx).await?;
    let Some(row) = row else { return Ok(Count::default()) };
    Ok(Count {
        failures: row.failures,
        since: from_micros(row.window_from),
        blocked_until: row.blocked_until.map(from_micros),
    })
}

async fn save(ctx: &Ctx, tx: &Tx, key: &Key, count: Count) -> Result<()> {
    tx.execute_raw(sql(
        tx,
        "INSERT INTO throttle (territory_id, key, failures, window_from, blocked_until) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (territory_id, key) DO UPDATE SET failures = excluded.failures, \
         window_from = excluded.window_from, blocked_until = excluded.blocked_until",
        vec![
            ctx.territory().into(),
            key.key.as_str().into(),
            count.failures.into(),
            count.since.as_microsecond().into(),
            count.blocked_until.map(Timestamp::as_microsecond).into(),
        ],
    ))
    .await?;
    Ok(())
}

/// Forgets counts that nobody remembers any more.
pub(super) async fn sweep(ctx: &Ctx, tx: &Tx) -> Result<()> {
    let before = (ctx.now() - WINDOW).as_microsecond();
    tx.execute_raw(sql(
        tx,
        "DELETE FROM throttle WHERE territory_id = ? AND window_from < ? \
         AND (blocked_until IS NULL OR blocked_until < ?)",
        vec![ctx.territory().into(), before.into(), before.into()],
    ))
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minutes * 60).unwrap()
    }

    fn minutes(count: Count, now: Timestamp) -> Option<i64> {
        count.blocked(now).map(|until| until.duration_since(now).as_mins())
    }

    #[test]
    fn the_fifth_failure_costs_a_minute_and_each_further_one_twice_as_much() {
        let mut count = Count::default();
        let mut waits = Vec::new();
        let mut now = at(0);
        for _ in 0..13 {
            count = count.remembered(now).failed(now, 5);
            waits.push(minutes(count, now));
            now = count.blocked(now).unwrap_or(now);
        }
        let expected = [1, 2, 4, 8, 16, 32, 60, 60, 60].map(Some);
        assert_eq!(waits[..4], [None; 4]);
        assert_eq!(waits[4..], expected);
    }

    #[test]
    fn failures_are_forgotten_a_quarter_of_an_hour_after_the_first() {
        let mut count = Count::default();
        for minute in [0, 3, 6, 9] {
            count = count.remembered(at(minute)).failed(at(minute), 5);
        }
        assert_eq!(count.remembered(at(14)).failed(at(14), 5).failures, 5);
        assert_eq!(count.remembered(at(15)).failed(at(15), 5).failures, 1);
    }

    #[test]
    fn a_block_is_remembered_a_quarter_of_an_hour_after_it_ended() {
        let mut count = Count::default();
        for _ in 0..5 {
            count = count.remembered(at(0)).failed(at(0), 5);
        }
        assert_eq!(count.blocked(at(0)), Some(at(1)));
        assert_eq!(count.blocked(at(1)), None);
        assert_eq!(minutes(count.remembered(at(15)).failed(at(15), 5), at(15)), Some(2));
        assert_eq!(count.remembered(at(16)).failures, 0);
    }

    #[test]
    fn no_number_of_failures_overflows() {
        let count = Count { failures: i64::MAX, since: at(0), blocked_until: None };
        assert_eq!(minutes(count.failed(at(0), 5), at(0)), Some(60));
    }
}
