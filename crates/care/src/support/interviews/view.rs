//! An interview as it is read, and what somebody about to record one needs to know.

use jiff::Timestamp;
use policy::{Action, Compartment, PersonFacts, Profession, Reason, Resource};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::change::{self, Change};
use super::content::{Shared, Status};
use super::rows::{self, Interview, standing};
use super::share;
use crate::people::{self, Person};
use crate::record::{self, Reader, Sort};
use crate::{Ctx, Error, InterviewId, PersonId, Result, Seen};

/// A copy that doctors have, as its author sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyView {
    /// When it was made.
    pub at: Timestamp,
    /// For whom.
    pub readers: Vec<String>,
    /// The interview was corrected since.
    pub differs: bool,
    /// What its author keeps for themselves was given along.
    pub with_private: bool,
}

/// An interview as it is read.
#[derive(Debug, Clone)]
pub struct InterviewView {
    /// Which.
    pub id: InterviewId,
    /// About whom.
    pub person: Person,
    /// Why the actor reads it.
    pub reason: Reason,
    /// How it stands.
    pub status: Status,
    /// When it takes or took place.
    pub at: Timestamp,
    /// When it was recorded, or copied for those who read a copy.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub author: String,
    /// Their profession then.
    pub profession: Profession,
    /// The actor recorded it.
    pub mine: bool,
    /// What whoever reads the social part reads; for a doctor, what their copy says.
    pub shared: Shared,
    /// What its author alone reads; in a copy, what of it they gave along.
    pub private: Option<String>,
    /// Who reads the shared part, beside the actor; absent for a copy, and where who is around the person is not told to them.
    pub readers: Option<Vec<Reader>>,
    /// The actor reads a copy that was made for doctors, and not the interview.
    pub is_copy: bool,
    /// The copy that doctors have, for its author.
    pub copy: Option<CopyView>,
    /// The doctors for whom its author could make one now; absent where there is nothing to make, and where they may not
    /// know who is around the person.
    pub doctors: Option<Vec<String>>,
    /// What became of it, latest first.
    pub changes: Vec<Change>,
    /// How many changes it has seen: what a correction builds on.
    pub version: i64,
    /// Whether the actor may correct it, tell about it, share it.
    pub may_correct: bool,
}

/// Opens an interview, or the copy of one that was made for the actor; journalled.
///
/// # Errors
/// [`Error::NotFound`] when there is no such interview and when it is hidden from the actor.
pub async fn open(ctx: &Ctx, id: InterviewId) -> Result<InterviewView> {
    view(ctx, id, false).await
}

/// Opens an interview for its author to correct; journalled.
///
/// # Errors
/// As [`open`]; [`Error::Forbidden`] for anybody else who sees it.
pub async fn to_correct(ctx: &Ctx, id: InterviewId) -> Result<InterviewView> {
    view(ctx, id, true).await
}

async fn view(ctx: &Ctx, id: InterviewId, correcting: bool) -> Result<InterviewView> {
    let db = ctx.reader();
    let found = rows::find(ctx, &db, id).await?;
    let (interview, facts) = standing(ctx, &db, found).await?;
    let whole = Resource::Entry(interview.facts(&facts));
    if correcting {
        rows::seen(ctx, &interview, &facts)?;
        ctx.permit(Action::WriteEntry, &whole)?;
    }
    match ctx.permit(Action::ReadSocial, &whole) {
        Ok(reason) => whole_view(ctx, &db, interview, facts, reason).await,
        Err(error) => {
            let Some(copy) = interview.copy_facts(&facts) else { return Err(error) };
            let reason = ctx.permit(Action::ReadCoordination, &Resource::Entry(copy))?;
            copy_view(ctx, &db, interview, facts, reason).await
        }
    }
}

/// The interview, for whoever reads the social part.
async fn whole_view<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    it: Interview,
    facts: PersonFacts,
    reason: Reason,
) -> Result<InterviewView> {
    saw(ctx, "interview.read", ("interview", it.id.uuid()), it.person, &reason);
    let may_correct = ctx.may(Action::WriteEntry, &Resource::Entry(it.facts(&facts)));
    let copy = match &it.copy {
        Some(copy) if it.mine => Some(CopyView {
            at: copy.at,
            readers: share::readers(ctx, db, copy.id).await?,
            differs: (copy.says.at, &copy.says.shared) != (it.at, &it.shared)
                || (copy.says.private.is_some() && copy.says.private != it.private),
            with_private: copy.says.private.is_some(),
        }),
        _ => None,
    };
    // Who is around the person stands in coordination.
    let sharing = may_correct && copy.is_none() && it.status == Status::Kept;
    let knows = ctx.may(Action::ReadCoordination, &Resource::Person(facts.clone()));
    let doctors = if sharing && knows { Some(share::doctors(ctx, db, it.person).await?) } else { None };
    Ok(InterviewView {
        readers: record::who_reads(ctx, db, &facts, Compartment::Social).await?,
        person: people::read(ctx, db, facts.id.into()).await?,
        changes: change::of(ctx, db, it.id).await?,
        id: it.id,
        reason,
        status: it.status,
        at: it.at,
        recorded_at: it.recorded_at,
        author: it.author,
        profession: it.profession,
        mine: it.mine,
        shared: it.shared,
        private: it.private,
        is_copy: false,
        copy,
        doctors: doctors.map(|all| all.into_iter().map(|doctor| doctor.name).collect()),
        version: it.version,
        may_correct,
    })
}

/// The copy alone: what became of the interview since is not told.
async fn copy_view<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    it: Interview,
    facts: PersonFacts,
    reason: Reason,
) -> Result<InterviewView> {
    let copy = it.copy.ok_or(Error::NotFound)?;
    saw(ctx, "interview.copy_read", ("interview", it.id.uuid()), it.person, &reason);
    Ok(InterviewView {
        person: people::read(ctx, db, facts.id.into()).await?,
        changes: Vec::new(),
        readers: None,
        id: it.id,
        reason,
        status: Status::Kept,
        at: copy.says.at,
        recorded_at: copy.at,
        author: it.author,
        profession: it.profession,
        mine: it.mine,
        shared: copy.says.shared,
        private: copy.says.private,
        is_copy: true,
        copy: None,
        doctors: None,
        version: 0,
        may_correct: false,
    })
}

/// What somebody about to record an interview needs to know.
#[derive(Debug, Clone)]
pub struct InterviewDesk {
    /// About whom.
    pub person: Person,
    /// Under which identifier it will be kept: a form sent twice records once.
    pub id: InterviewId,
    /// Who will read the shared part, beside its author.
    pub readers: Vec<Reader>,
}

/// Opens the page on which an interview is recorded; journalled as a reading of the person.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when the social part is not the actor's to write in.
pub async fn desk(ctx: &Ctx, person: PersonId) -> Result<InterviewDesk> {
    let desk = record::desk(ctx, person, Sort::Note).await?;
    let place = desk.places.into_iter().find(|it| it.compartment == Compartment::Social);
    let readers = place.ok_or(Error::Forbidden)?.readers;
    Ok(InterviewDesk { person: desk.person, id: ctx.new_id(), readers })
}

/// Notes for the journal what was shown.
pub(super) fn saw(
    ctx: &Ctx,
    action: &'static str,
    object: (&'static str, Uuid),
    person: PersonId,
    reason: &Reason,
) {
    ctx.saw(Seen {
        action,
        kind: object.0,
        object: Some(object.1),
        persons: vec![person.uuid()],
        ground: reason.policy.to_string(),
    });
}
