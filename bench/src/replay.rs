//! The statements of an act, sent again: what the database alone takes for the same work.

use std::collections::HashMap;

use jiff::Timestamp;
use kernel::{Clock, OsEntropy, SystemClock, new_uuid};
use sea_orm::{ConnectionTrait, DbErr, Statement, Value};
use store::Tx;
use store::count::Said;
use uuid::Uuid;

use crate::Failure;
use crate::world::World;

/// What was said once, ready to be said again with other identifiers.
pub(crate) struct Replay {
    parts: Vec<Part>,
    since: Timestamp,
}

/// What is said together.
enum Part {
    /// In one transaction.
    Act(Vec<Statement>),
    /// Outside any.
    Reading(Statement),
}

impl Replay {
    /// `since`: whatever was made later was made by what is replayed.
    pub(crate) fn new(said: Vec<Said>, since: Timestamp) -> Self {
        let mut parts = Vec::new();
        for one in said {
            match (one, parts.last_mut()) {
                (Said::Act, _) => parts.push(Part::Act(Vec::new())),
                (Said::Within(statement), Some(Part::Act(act))) => act.push(statement),
                (Said::Within(statement) | Said::Reading(statement), _) => {
                    parts.push(Part::Reading(statement));
                }
            }
        }
        Self { parts, since }
    }

    pub(crate) fn statements(&self) -> usize {
        self.parts.iter().map(|part| if let Part::Act(act) = part { act.len() } else { 1 }).sum()
    }

    pub(crate) fn commits(&self) -> usize {
        self.parts.iter().filter(|part| matches!(part, Part::Act(_))).count()
    }

    /// The same under other names, so that what is measured is the sending alone. `number` tells one from another.
    pub(crate) fn again(&self, number: usize) -> Self {
        let mut renamed = Renamed { since: self.since, number, ids: HashMap::new() };
        let parts = self.parts.iter().map(|part| match part {
            Part::Reading(statement) => Part::Reading(renamed.statement(statement)),
            Part::Act(act) => Part::Act(act.iter().map(|it| renamed.statement(it)).collect()),
        });
        Self { parts: parts.collect(), since: self.since }
    }

    /// Says it all.
    pub(crate) async fn send(self, world: &World) -> Result<(), Failure> {
        let db = world.house.db();
        for part in self.parts {
            match part {
                Part::Reading(statement) => say(&db.reader(), statement).await?,
                Part::Act(act) => {
                    db.write(async move |tx: Tx| {
                        for statement in act {
                            say(&tx, statement).await?;
                        }
                        Ok::<_, store::StoreError>(())
                    })
                    .await?;
                }
            }
        }
        Ok(())
    }
}

async fn say<C: ConnectionTrait>(db: &C, statement: Statement) -> Result<(), DbErr> {
    if statement.sql.starts_with("SELECT") {
        db.query_all_raw(statement).await.map(|_| ())
    } else {
        db.execute_raw(statement).await.map(|_| ())
    }
}

/// Other names for what was made: rows are added once more, and are found again by the statements that follow.
struct Renamed {
    since: Timestamp,
    number: usize,
    ids: HashMap<Uuid, Uuid>,
}

impl Renamed {
    fn statement(&mut self, statement: &Statement) -> Statement {
        let mut statement = statement.clone();
        let writes = !statement.sql.starts_with("SELECT");
        for value in statement.values.iter_mut().flat_map(|values| &mut values.0) {
            match value {
                Value::Uuid(Some(id)) => *id = self.id(*id),
                Value::String(Some(text)) => *text = self.text(text),
                // A digest of what is stored: no two may be the same.
                Value::Bytes(Some(bytes)) if writes => {
                    for (byte, other) in bytes.iter_mut().zip(self.number.to_le_bytes()) {
                        *byte ^= other;
                    }
                }
                _ => {}
            }
        }
        statement
    }

    /// What stood before the story keeps its name.
    fn id(&mut self, id: Uuid) -> Uuid {
        let made = id.get_timestamp().map(|at| at.to_unix());
        let since = u64::try_from(self.since.as_second()).unwrap_or(0);
        if made.is_none_or(|(seconds, _)| seconds < since) {
            return id;
        }
        *self.ids.entry(id).or_insert_with(|| new_uuid(SystemClock.now(), &OsEntropy))
    }

    /// A text may name what was made; the reference of a request (`ABCD-EFGH`) is a name too.
    fn text(&mut self, text: &str) -> String {
        let is_reference = text.len() == 9 && text.as_bytes()[4] == b'-' && text == text.to_uppercase();
        if is_reference {
            return format!("{:04X}-{:04X}", self.number >> 16, self.number & 0xFFFF);
        }
        let known: Vec<_> = self.ids.iter().map(|(old, new)| (old.to_string(), new.to_string())).collect();
        known.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    }
}
