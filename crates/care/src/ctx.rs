//! Who acts, when, in which language: the one argument that every act takes.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use jiff::Timestamp;
use kernel::Locale;
use policy::{Action, Reason, Refusal, Resource};
use serde_json::{Value, json};
use store::{Entry, Reader, Tx};
use uuid::Uuid;

use crate::access::Actor;
use crate::house::House;
use crate::{Error, PersonId, Result};

/// The circumstances of one act or one page.
#[derive(Clone)]
pub struct Ctx {
    house: Arc<House>,
    actor: Arc<Actor>,
    locale: Locale,
    reader: Reader,
    seen: Arc<Mutex<Vec<Entry>>>,
    permitted: Arc<OnceLock<Reason>>,
}

/// What was looked at, for the journal.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Stable code, for example `advice.read`.
    pub action: &'static str,
    /// Kind of the object, for example `advice`.
    pub kind: &'static str,
    /// The object, absent for a list.
    pub object: Option<Uuid>,
    /// The persons shown.
    pub persons: Vec<Uuid>,
    /// Why the actor may see it: the policy's id.
    pub ground: String,
}

impl Seen {
    /// One thing about one person, or about somebody whom the actor was not told.
    pub(crate) fn one(
        action: &'static str,
        (kind, object): (&'static str, Uuid),
        person: impl Into<Option<PersonId>>,
        reason: &Reason,
    ) -> Self {
        let persons = person.into().map(PersonId::uuid).into_iter().collect();
        Self { action, kind, object: Some(object), persons, ground: reason.policy.to_string() }
    }
}

impl Ctx {
    /// The circumstances of `actor`, reading in `locale`.
    pub fn new(house: Arc<House>, actor: Actor, locale: Locale) -> Self {
        let reader = house.db.reader();
        Self::reading(house, reader, actor, locale)
    }

    /// The same, reading through `reader`: a page reads all that it shows through one connection.
    pub fn reading(house: Arc<House>, reader: Reader, actor: Actor, locale: Locale) -> Self {
        Self {
            house,
            actor: Arc::new(actor),
            locale,
            reader,
            seen: Arc::default(),
            permitted: Arc::default(),
        }
    }

    /// The same circumstances for another who acts: what a person does on their own page is written through the role that
    /// gave them access.
    pub(crate) fn as_actor(&self, actor: Actor) -> Self {
        Self { actor: Arc::new(actor), ..self.clone() }
    }

    /// The instance.
    pub fn house(&self) -> &Arc<House> {
        &self.house
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The language in which they read.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// Now, to the microsecond.
    pub fn now(&self) -> Timestamp {
        self.house.clock.now()
    }

    /// The territory of the actor.
    pub fn territory(&self) -> Uuid {
        self.house.territory.uuid()
    }

    /// A fresh identifier.
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        kernel::new_uuid(self.now(), self.house.entropy.as_ref()).into()
    }

    /// A connection for reading.
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// Runs an act in a transaction: all of it, or nothing. What is read afterwards shows it.
    pub async fn write<T, F, Fut>(&self, act: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(Ctx, Tx) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T>> + Send + 'static,
    {
        // No connection is held while waiting for one's turn to write.
        self.reader.release().await;
        let ctx = self.clone();
        self.house.db.write(move |tx| act(ctx, tx)).await
    }

    /// The policy's word: hidden is [`Error::NotFound`], seen but refused is [`Error::Forbidden`].
    pub fn permit(&self, action: Action, resource: &Resource) -> Result<Reason> {
        let professional = match &*self.actor {
            Actor::Professional(professional) => professional,
            Actor::System => return Ok(system()),
            Actor::Person(who) => {
                return self.house.policy.own(who.uuid(), action, resource).map_err(refused);
            }
            Actor::Recipient(of) => {
                return self.house.policy.received(of.uuid(), action, resource).map_err(refused);
            }
            Actor::Visitor => return Err(Error::NotFound),
        };
        let reason = self.house.policy.permit(&professional.principal, action, resource).map_err(refused)?;
        self.permitted.get_or_init(|| reason.clone());
        Ok(reason)
    }

    /// Why the actor sees the page that is being made: the key of the sentence of the ground that goes to the journal with the
    /// first reading, or, where nothing was read, of the first thing that the policy let them do. What a list rests on has a key
    /// of its own. Absent where nothing was asked of the policy.
    pub fn why(&self) -> Option<String> {
        let ground = self.reads().first().map(|entry| entry.ground.clone());
        let key = |id: String| self.house.policy.reason(&id).map_or(id, |it| it.key.to_string());
        ground.map(key).or_else(|| self.permitted.get().map(|it| it.key.to_string()))
    }

    /// Whether the policy lets the actor do this; for showing or leaving out a button.
    pub fn may(&self, action: Action, resource: &Resource) -> bool {
        match &*self.actor {
            Actor::Professional(professional) => {
                self.house.policy.decide(&professional.principal, action, resource).is_allow()
            }
            Actor::System => true,
            Actor::Person(who) => self.house.policy.own(who.uuid(), action, resource).is_ok(),
            Actor::Recipient(of) => self.house.policy.received(of.uuid(), action, resource).is_ok(),
            Actor::Visitor => false,
        }
    }

    /// Many such questions about one thing, whose facts are laid out for the policy once.
    pub fn about<'a>(&'a self, resource: &'a Resource) -> About<'a> {
        match &*self.actor {
            Actor::Professional(professional) => {
                About::Policy(Box::new(self.house.policy.about(&professional.principal, resource)))
            }
            Actor::System => About::All,
            Actor::Person(_) | Actor::Recipient(_) | Actor::Visitor => About::Nothing,
        }
    }

    /// Notes that something was opened. The page leaves only once this stands in the journal.
    pub fn saw(&self, seen: Seen) {
        let entry = self.entry(seen.action, seen.kind, seen.object, seen.persons, &seen.ground, Value::Null);
        self.reads().push(entry);
    }

    /// Takes what was noted since the last time.
    pub fn take_seen(&self) -> Vec<Entry> {
        std::mem::take(&mut *self.reads())
    }

    fn reads(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.seen.lock().expect("nothing panics while holding the list of reads")
    }

    /// Journals an act, in its own transaction.
    pub(crate) async fn record(
        &self,
        tx: &Tx,
        action: &'static str,
        object: (&'static str, Uuid),
        person: Option<Uuid>,
        reason: &Reason,
    ) -> Result<()> {
        let persons = person.into_iter().collect();
        let entry = self.entry(action, object.0, Some(object.1), persons, &reason.policy, json!({}));
        tx.journal(entry).await?;
        Ok(())
    }

    /// Journals at once what is neither an act on a record nor a page, such as a failed sign-in.
    pub async fn journal_now(&self, seen: Seen, detail: Value) -> Result<()> {
        let entry = self.entry(seen.action, seen.kind, seen.object, seen.persons, &seen.ground, detail);
        self.house.db.journal_reads(vec![entry]).await?;
        Ok(())
    }

    /// A line of the journal as it would have been written by the actor at some moment.
    pub(crate) fn entry_of(
        &self,
        (id, at): (Uuid, Timestamp),
        action: &str,
        object: (&str, Uuid),
        person: Option<Uuid>,
        ground: &str,
    ) -> Entry {
        let persons = person.into_iter().collect();
        let entry = self.entry(action, object.0, Some(object.1), persons, ground, json!({}));
        Entry { id, at, ..entry }
    }

    fn entry(
        &self,
        action: &str,
        kind: &str,
        object: Option<Uuid>,
        persons: Vec<Uuid>,
        ground: &str,
        detail: Value,
    ) -> Entry {
        let (actor, role, organization) = self.actor.journalled();
        Entry {
            id: self.new_id(),
            at: self.now(),
            territory: self.territory(),
            actor,
            role,
            organization,
            action: action.to_owned(),
            object_kind: kind.to_owned(),
            object,
            persons,
            ground: ground.to_owned(),
            detail,
        }
    }
}

fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Hidden => Error::NotFound,
        Refusal::Forbidden => Error::Forbidden,
        Refusal::StepUp => Error::StepUp,
    }
}

/// What the actor may do with one thing.
pub enum About<'a> {
    /// What the policy says.
    Policy(Box<policy::About<'a>>),
    /// Everything: the house itself.
    All,
    /// Nothing: nobody has signed in.
    Nothing,
}

impl About<'_> {
    /// What [`Ctx::permit`] says.
    pub fn permit(&self, action: Action) -> Result<Reason> {
        match self {
            Self::Policy(about) => about.permit(action).map_err(refused),
            Self::All => Ok(system()),
            Self::Nothing => Err(Error::NotFound),
        }
    }

    /// Whether the actor may do this with it.
    pub fn allows(&self, action: Action) -> bool {
        match self {
            Self::Policy(about) => about.allows(action),
            Self::All => true,
            Self::Nothing => false,
        }
    }
}

/// The ground of what a doctor does by the link that they were given, before they proved who they are.
pub(crate) fn by_handover_link() -> Reason {
    Reason { policy: "handover-link".into(), key: "handover-link".into(), source: "".into() }
}

/// The ground of what the house does by itself, and of what a professional does with their own things.
pub(crate) fn system() -> Reason {
    Reason { policy: "system".into(), key: "system".into(), source: "".into() }
}
