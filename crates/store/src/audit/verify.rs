//! Checking the whole journal, page by page, in constant memory.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use serde::Serialize;
use uuid::Uuid;

use super::heads::HeadLine;
use super::link::{Link, newest};
use super::{Row, query};
use crate::db::{Db, Engine};
use crate::error::StoreError;
use crate::hex;
use crate::tx::Tx;

/// Rows looked at together.
const PAGE: i64 = 1000;

/// What [`Db::verify`] found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Linked events checked.
    pub entries: u64,
    /// Recorded heads found again in the chain.
    pub heads: u64,
    /// Events that came while this ran and are not linked yet.
    pub pending: u64,
    /// Whether all is as it was written.
    pub ok: bool,
    /// The first thing that is not, in words.
    pub first_broken: Option<String>,
}

/// What was counted on the way, and where it stopped if something is broken.
#[derive(Default)]
struct Tally {
    entries: u64,
    heads: u64,
}

/// Something is not as it was written.
enum Stop {
    Broken(String),
    Failed(StoreError),
}

impl<E: Into<StoreError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Db {
    /// Links what is pending and records the heads, then checks every event's MAC, every link,
    /// that no position is missing, that every recorded head is still in the chain, and that the
    /// index by person says what the events say.
    ///
    /// # Errors
    /// Only when the check itself cannot be made; a broken journal is a [`Report`].
    pub async fn verify(&self) -> Result<Report, StoreError> {
        self.link_now().await?;
        if self.engine() == Engine::Postgres {
            // It plans by what it last counted, and this reads everything.
            let sql = "ANALYZE audit_event, audit_event_person, audit_link";
            self.write(async move |tx: Tx| tx.run(sql, Vec::new()).await).await?;
        }
        let mut tally = Tally::default();
        let first_broken = match check(self, &mut tally).await {
            Ok(()) => None,
            Err(Stop::Broken(what)) => Some(what),
            Err(Stop::Failed(error)) => return Err(error),
        };
        let pending = count(self, "SELECT COUNT(*) AS n FROM audit_pending", vec![]).await?;
        let Tally { entries, heads } = tally;
        Ok(Report { entries, heads, pending, ok: first_broken.is_none(), first_broken })
    }
}

async fn check(db: &Db, tally: &mut Tally) -> Result<(), Stop> {
    let lines = db.heads().read().await?.map_err(Stop::Broken)?;
    let mut heads: BTreeMap<Uuid, BTreeMap<i64, HeadLine>> = BTreeMap::new();
    for line in lines {
        heads.entry(line.territory).or_default().insert(line.link.position, line);
    }
    let known = "SELECT territory_id FROM audit_event UNION SELECT territory_id FROM audit_link \
         UNION SELECT territory_id FROM audit_head";
    for row in rows(db, known, vec![]).await? {
        heads.entry(row.try_get("", "territory_id")?).or_default();
    }
    for (territory, heads) in heads {
        let end = newest(&db.reader(), territory).await?;
        let persons = check_chain(db, territory, end.position, &heads, tally).await?;
        check_heads(db, territory, end.position, &heads).await?;
        check_unlinked(db, territory).await?;
        check_index(db, territory, end.position, persons).await?;
    }
    Ok(())
}

/// Walks the chain from its first link to `end`; tells how many persons its events name.
async fn check_chain(
    db: &Db,
    territory: Uuid,
    end: i64,
    heads: &BTreeMap<i64, HeadLine>,
    tally: &mut Tally,
) -> Result<u64, Stop> {
    let columns = query::COLUMNS;
    let sql = format!(
        "SELECT l.position, l.event_id, l.hash, e.mac, {columns} FROM audit_link l \
         LEFT JOIN audit_event e ON e.territory_id = l.territory_id AND e.id = l.event_id \
         WHERE l.territory_id = $1 AND l.position > $2 AND l.position <= $3 ORDER BY l.position"
    );
    let key = db.keys().audit();
    let mut link = Link::none();
    let mut persons = 0;
    while link.position < end {
        let until = end.min(link.position + PAGE);
        let page = rows(db, &sql, vec![territory.into(), link.position.into(), until.into()]).await?;
        if page.is_empty() {
            return Err(broken(territory, link.position + 1, "the link is missing"));
        }
        for row in page {
            let (next, named) = check_link(&key, territory, &link, &row)?;
            link = next;
            persons += named;
            tally.entries += 1;
            if let Some(head) = heads.get(&link.position) {
                check_head(territory, head, &link)?;
                tally.heads += 1;
            }
        }
    }
    Ok(persons)
}

/// One link and its event; tells the link and how many persons the event names.
fn check_link(
    key: &[u8; 32],
    territory: Uuid,
    before: &Link,
    row: &QueryResult,
) -> Result<(Link, u64), Stop> {
    let expected = before.position + 1;
    let position: i64 = row.try_get("", "position")?;
    if position != expected {
        return Err(broken(territory, expected, "the link is missing"));
    }
    let event: Uuid = row.try_get("", "event_id")?;
    let Some(mac) = row.try_get::<Option<Vec<u8>>>("", "mac")? else {
        return Err(broken(territory, position, &format!("event {event} is missing")));
    };
    let stored =
        Row::read(row).map_err(|_| broken(territory, position, &format!("event {event} is unreadable")))?;
    if stored.mac(key).as_slice() != mac.as_slice() {
        return Err(broken(territory, position, &format!("event {event} was altered")));
    }
    let link = before.next(key, territory, event, &mac);
    if row.try_get::<Vec<u8>>("", "hash")? != link.hash {
        return Err(broken(territory, position, &format!("the link to event {event} was altered or moved")));
    }
    Ok((link, stored.persons().count() as u64))
}

fn check_head(territory: Uuid, head: &HeadLine, link: &Link) -> Result<(), Stop> {
    if head.link == *link {
        return Ok(());
    }
    let what = format!(
        "the head recorded for {} was {}, the chain has {}",
        head.date,
        hex::encode(&head.link.hash),
        hex::encode(&link.hash)
    );
    Err(broken(territory, link.position, &what))
}

/// Every head in the file is within the chain, and every head that the database knows of is in
/// the file.
async fn check_heads(
    db: &Db,
    territory: Uuid,
    end: i64,
    heads: &BTreeMap<i64, HeadLine>,
) -> Result<(), Stop> {
    if let Some(head) = heads.range(end + 1..).next().map(|(_, head)| head) {
        let what = format!("the head recorded for {} is missing: the end of the journal was cut", head.date);
        return Err(broken(territory, head.link.position, &what));
    }
    if !db.heads().is_kept() {
        return Ok(());
    }
    let sql = "SELECT position FROM audit_head WHERE territory_id = $1 AND position > $2 ORDER BY position LIMIT $3";
    let mut after = 0;
    loop {
        let page = rows(db, sql, vec![territory.into(), after.into(), PAGE.into()]).await?;
        if page.is_empty() {
            return Ok(());
        }
        for row in page {
            after = row.try_get("", "position")?;
            if !heads.contains_key(&after) {
                return Err(broken(
                    territory,
                    after,
                    "the head recorded there is missing from the file of heads",
                ));
            }
        }
    }
}

/// No event stands outside the chain without waiting for its link.
async fn check_unlinked(db: &Db, territory: Uuid) -> Result<(), Stop> {
    let sql = "SELECT e.id FROM audit_event e \
         LEFT JOIN audit_link l ON l.territory_id = e.territory_id AND l.event_id = e.id \
         LEFT JOIN audit_pending p ON p.territory_id = e.territory_id AND p.event_id = e.id \
         WHERE e.territory_id = $1 AND l.event_id IS NULL AND p.event_id IS NULL LIMIT 1";
    match rows(db, sql, vec![territory.into()]).await?.first() {
        None => Ok(()),
        Some(row) => {
            let event: Uuid = row.try_get("", "id")?;
            Err(Stop::Broken(format!("territory {territory}: event {event} has no link and waits for none")))
        }
    }
}

/// The index by person names, for the linked events, exactly the persons that they name.
async fn check_index(db: &Db, territory: Uuid, end: i64, expected: u64) -> Result<(), Stop> {
    let sql = "SELECT i.person_id, i.event_id, e.persons, l.position FROM audit_event_person i \
         LEFT JOIN audit_event e ON e.territory_id = i.territory_id AND e.id = i.event_id \
         LEFT JOIN audit_link l ON l.territory_id = i.territory_id AND l.event_id = i.event_id \
         WHERE i.territory_id = $1 AND (i.person_id, i.event_id) > ($2, $3) \
         ORDER BY i.person_id, i.event_id LIMIT $4";
    let mut found = 0;
    let (mut person, mut event) = (Uuid::nil(), Uuid::nil());
    loop {
        let page = rows(db, sql, vec![territory.into(), person.into(), event.into(), PAGE.into()]).await?;
        if page.is_empty() {
            break;
        }
        for row in page {
            person = row.try_get("", "person_id")?;
            event = row.try_get("", "event_id")?;
            let persons: Option<Vec<u8>> = row.try_get("", "persons")?;
            if !persons.unwrap_or_default().chunks_exact(16).any(|id| id == person.as_bytes()) {
                let what = format!("territory {territory}: the index by person adds a line to event {event}");
                return Err(Stop::Broken(what));
            }
            let position: Option<i64> = row.try_get("", "position")?;
            found += u64::from(position.is_some_and(|position| position <= end));
        }
    }
    if found == expected {
        return Ok(());
    }
    Err(Stop::Broken(format!(
        "territory {territory}: the index by person has {found} lines instead of {expected}"
    )))
}

fn broken(territory: Uuid, position: i64, what: &str) -> Stop {
    Stop::Broken(format!("territory {territory}, position {position}: {what}"))
}

async fn rows(db: &Db, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>, StoreError> {
    let statement = Statement::from_sql_and_values(db.engine().backend(), sql, values);
    Ok(db.reader().query_all_raw(statement).await?)
}

async fn count(db: &Db, sql: &str, values: Vec<Value>) -> Result<u64, StoreError> {
    let found = rows(db, sql, values).await?;
    let row = found.first().ok_or_else(|| StoreError::bug("a count has no row"))?;
    Ok(row.try_get::<i64>("", "n")?.unsigned_abs())
}
