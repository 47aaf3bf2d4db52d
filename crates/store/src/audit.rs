//! The journal: who did or saw what, about whom, on what ground. Append-only, and it shows.
//!
//! * An event carries a MAC under a key that is not in the database, over everything it says.
//! * A linker chains the events of each territory: a link's hash covers the one before, so nothing
//!   can be taken out, put in or moved. Acts never wait for it.
//! * Heads of the chain are written to a file outside the database and to the log, so that a cut
//!   tail shows as well.
//!
//! Ground: access to health data is traced (code de la santé publique, L1110-4; CNIL reference
//! for retention), and the person may ask who looked and why (GDPR 15).

use jiff::Timestamp;
use sea_orm::Value;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::bulk::{Bulk, insert_together};
use crate::error::StoreError;
use crate::keys::hmac;
use crate::tx::Tx;

pub(crate) mod heads;
mod link;
mod linker;
mod query;
pub(crate) mod reads;
mod verify;

pub use linker::LinkerHandle;
pub use query::{Chain, Filter, about, chain, filtered, last_verification, latest, one};
pub use verify::Report;

/// One line of the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its id, ordered by time (UUIDv7).
    pub id: Uuid,
    /// When, to the microsecond.
    pub at: Timestamp,
    /// In which territory.
    pub territory: Uuid,
    /// The account that acted; none for the program itself.
    pub actor: Option<Uuid>,
    /// The role it acted in.
    pub role: Option<Uuid>,
    /// The organisation it acted for.
    pub organization: Option<Uuid>,
    /// What was done: a stable code such as `advice.read`.
    pub action: String,
    /// The kind of thing it was done to: a stable code such as `advice`.
    pub object_kind: String,
    /// The thing, when there is one.
    pub object: Option<Uuid>,
    /// Every person whose record was shown or changed. Kept sorted, without repeats.
    pub persons: Vec<Uuid>,
    /// Why it was allowed: the policy's own code.
    pub ground: String,
    /// What else helps to understand the line. Never the content of a record.
    pub detail: Json,
}

static EVENTS: Bulk = Bulk::new(
    "audit_event",
    &[
        "territory_id",
        "id",
        "at",
        "actor_id",
        "role_id",
        "organization_id",
        "action",
        "object_kind",
        "object_id",
        "persons",
        "ground",
        "detail",
        "mac",
    ],
);
static PERSONS: Bulk = Bulk::new("audit_event_person", &["territory_id", "person_id", "event_id"]);
static PENDING: Bulk = Bulk::new("audit_pending", &["territory_id", "event_id", "at", "mac"]);

impl Tx {
    /// Writes one line of the journal with the act that it tells of.
    pub async fn journal(&self, entry: Entry) -> Result<(), StoreError> {
        append(self, vec![entry]).await
    }

    /// Writes several lines of the journal in few statements.
    pub async fn journal_all(&self, entries: Vec<Entry>) -> Result<(), StoreError> {
        append(self, entries).await
    }
}

/// Up to so many lines and persons go in one statement; more go table by table, in statements that many share.
const TOGETHER: usize = 16;

/// Inserts events, the index by person, and the note that they are to be linked.
pub(crate) async fn append(tx: &Tx, entries: Vec<Entry>) -> Result<(), StoreError> {
    let lines = entries.len();
    let mut events = Vec::with_capacity(entries.len() * 13);
    let mut persons = Vec::new();
    let mut pending = Vec::with_capacity(entries.len() * 4);
    for entry in entries {
        let (territory, id) = (entry.territory, entry.id);
        let row = Row::from(entry);
        for person in row.persons() {
            persons.extend([Value::from(territory), person.into(), id.into()]);
        }
        let mac = row.mac(tx.audit_key());
        pending.extend([Value::from(territory), id.into(), row.at.into(), mac.to_vec().into()]);
        row.into_values(&mac, &mut events);
    }
    tx.has_events();
    if lines > TOGETHER || persons.len() > TOGETHER * 3 {
        EVENTS.insert(tx, events).await?;
        PERSONS.insert(tx, persons).await?;
        return PENDING.insert(tx, pending).await.map(|_| ());
    }
    let mut parts = vec![(&EVENTS, events), (&PERSONS, persons), (&PENDING, pending)];
    parts.retain(|(_, values)| !values.is_empty());
    insert_together(tx, parts).await
}

/// An event as it is stored and authenticated.
#[derive(Debug)]
struct Row {
    territory: Uuid,
    id: Uuid,
    at: i64,
    actor: Option<Uuid>,
    role: Option<Uuid>,
    organization: Option<Uuid>,
    action: String,
    object_kind: String,
    object: Option<Uuid>,
    /// The ids, 16 bytes each, sorted: beside the index by person, so that the row says all.
    persons: Vec<u8>,
    ground: String,
    detail: String,
}

impl From<Entry> for Row {
    fn from(entry: Entry) -> Self {
        let mut persons = entry.persons;
        persons.sort_unstable();
        persons.dedup();
        Self {
            territory: entry.territory,
            id: entry.id,
            at: entry.at.as_microsecond(),
            actor: entry.actor,
            role: entry.role,
            organization: entry.organization,
            action: entry.action,
            object_kind: entry.object_kind,
            object: entry.object,
            persons: persons.iter().flat_map(|person| *person.as_bytes()).collect(),
            ground: entry.ground,
            detail: entry.detail.to_string(),
        }
    }
}

impl Row {
    fn persons(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.persons.chunks_exact(16).filter_map(|bytes| Uuid::from_slice(bytes).ok())
    }

    /// HMAC-SHA256 over every column. Lengths come before what has no fixed one, and an absent id
    /// differs from a null one, so that no two rows share an encoding.
    fn mac(&self, key: &[u8; 32]) -> [u8; 32] {
        let mut text = Vec::with_capacity(256);
        text.extend_from_slice(b"maillage event 1\n");
        text.extend_from_slice(self.territory.as_bytes());
        text.extend_from_slice(self.id.as_bytes());
        text.extend_from_slice(&self.at.to_le_bytes());
        for id in [self.actor, self.role, self.organization, self.object] {
            text.push(u8::from(id.is_some()));
            text.extend_from_slice(id.unwrap_or_default().as_bytes());
        }
        let parts = [
            self.action.as_bytes(),
            self.object_kind.as_bytes(),
            &self.persons,
            self.ground.as_bytes(),
            self.detail.as_bytes(),
        ];
        for part in parts {
            text.extend_from_slice(&(part.len() as u64).to_le_bytes());
            text.extend_from_slice(part);
        }
        hmac(key, &[&text])
    }

    fn into_values(self, mac: &[u8; 32], values: &mut Vec<Value>) {
        values.extend([
            self.territory.into(),
            self.id.into(),
            self.at.into(),
            self.actor.into(),
            self.role.into(),
            self.organization.into(),
            self.action.into(),
            self.object_kind.into(),
            self.object.into(),
            self.persons.into(),
            self.ground.into(),
            self.detail.into(),
            mac.to_vec().into(),
        ]);
    }

    fn into_entry(self) -> Result<Entry, StoreError> {
        let unreadable = |_| StoreError::bug("an event of the journal cannot be read");
        Ok(Entry {
            persons: self.persons().collect(),
            id: self.id,
            at: Timestamp::from_microsecond(self.at)
                .map_err(|_| StoreError::bug("an event of the journal has no date"))?,
            territory: self.territory,
            actor: self.actor,
            role: self.role,
            organization: self.organization,
            action: self.action,
            object_kind: self.object_kind,
            object: self.object,
            ground: self.ground,
            detail: serde_json::from_str(&self.detail).map_err(unreadable)?,
        })
    }
}
