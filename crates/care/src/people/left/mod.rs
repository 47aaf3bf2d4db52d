//! What had already left: requests and referrals sent under the person's name, what a doctor without an account was given, files that
//! were taken, and who read the record. A withdrawal closes what is to come; what was sent cannot be called back, and is told to
//! the person.

mod read;
mod sent;

use std::collections::BTreeSet;

use jiff::Timestamp;
use policy::{Action, PersonFacts, Resource};
use sea_orm::ConnectionTrait;

use super::ties;
use crate::{Ctx, PersonId, Result};

/// A request or a referral that went out under the person's name, or the person handed over to a doctor without an account, who was
/// given who they are and the synthesis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// When it was sent.
    pub at: Timestamp,
    /// To which programme, by its slug.
    pub program: String,
    /// Who asked.
    pub asker: String,
    /// Who answered or took it, or was asked by name; the doctor; nobody in particular otherwise.
    pub answerer: Option<String>,
}

/// Somebody who read the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBy {
    /// Their name.
    pub name: String,
    /// Since when they read it.
    pub first: Timestamp,
    /// When they read it last.
    pub last: Timestamp,
    /// How many times.
    pub times: usize,
    /// By which rules it was open to them.
    pub grounds: BTreeSet<String>,
}

/// What leaves as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// The clinical facts of the person, as a FHIR file.
    Facts,
    /// Their applications for rights, in the spreadsheet of whoever follows them.
    Rights,
}

impl File {
    const ALL: [Self; 2] = [Self::Facts, Self::Rights];

    /// How the journal calls it.
    const fn action(self) -> &'static str {
        match self {
            Self::Facts => "entry.exported",
            Self::Rights => "right.exported",
        }
    }
}

/// A file in which the person stands, and that somebody took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub name: String,
    /// Which.
    pub file: File,
}

/// What had already left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// Requests, referrals and hand-overs, the latest first.
    pub sent: Vec<Sent>,
    /// Files, the latest first.
    pub files: Vec<Taken>,
    /// Professionals of the care who read the record, the last first.
    pub read: Vec<ReadBy>,
}

/// What had already left of a person whose coordination is open to the actor: it names who took part, never what was said.
///
/// # Errors
/// [`crate::Error::NotFound`] when the person is hidden, [`crate::Error::Forbidden`] when their coordination is closed.
pub async fn left(ctx: &Ctx, person: PersonId) -> Result<Left> {
    let db = ctx.reader();
    let facts = ties(ctx, &db, person).await?.facts;
    ctx.permit(Action::ReadCoordination, &Resource::Person(facts.clone()))?;
    let read = read::read(ctx, facts.id.into()).await?;
    Ok(Left { read, ..what_left(ctx, &db, &Reader::Other(&facts)).await? })
}

/// What had already left of the person who acts, but for who read: their page tells it in its own words. The caller has asked the
/// policy.
pub(crate) async fn to_the_person<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Left> {
    what_left(ctx, db, &Reader::Themselves(person)).await
}

async fn what_left<C: ConnectionTrait>(ctx: &Ctx, db: &C, to: &Reader<'_>) -> Result<Left> {
    Ok(Left { sent: sent::sent(ctx, db, to).await?, files: read::files(ctx, to).await?, read: Vec::new() })
}

/// To whom it is told.
#[derive(Debug)]
pub(crate) enum Reader<'a> {
    /// The person, of whom nothing is hidden from themselves.
    Themselves(PersonId),
    /// Somebody who reads the coordination of this person.
    Other(&'a PersonFacts),
}

impl Reader<'_> {
    /// Of whom.
    pub(crate) fn person(&self) -> PersonId {
        match self {
            Self::Themselves(person) => *person,
            Self::Other(facts) => facts.id.into(),
        }
    }
}
