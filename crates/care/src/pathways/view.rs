//! The pathways of a person, and one with its steps and its history.

use jiff::Timestamp;
use jiff::civil::Date;
use policy::{Action, Reason, Resource};
use sea_orm::ConnectionTrait;

use super::facts::{Dated, Fact, FactKind};
use super::hold::{self, circumstances, writes};
use super::rows::{self, Pathway};
use super::standing::{self, Circumstances, Standing, Status, StepStanding, StepStatus};
use crate::agenda::{self, FreeSlot, Sought};
use crate::dates::midnight;
use crate::directory::public;
use crate::people::invitations::{self, InvitationStatus};
use crate::people::{self, Person, ties};
use crate::programs::PathwayRules;
use crate::record::{self, Reader, Sort};
use crate::synthesis::{self, Syntheses};
use crate::{Ctx, Error, PathwayId, PersonId, PublicPracticeId, Result, Seen};

/// A pathway, as pages show it.
#[derive(Debug, Clone)]
pub struct PathwayView {
    /// Which.
    pub id: PathwayId,
    /// The slug of its programme.
    pub program: String,
    /// Its steps, as they were when it began.
    pub rules: PathwayRules,
    /// Where it stands.
    pub standing: Standing,
    /// Who asked for it and why.
    pub words: Option<String>,
    /// What can be recorded of each step, in their order.
    pub possible: Vec<Vec<FactKind>>,
    /// What happened, latest first.
    pub history: Vec<Dated>,
}

/// The pathways of a person.
#[derive(Debug, Clone)]
pub struct PathwaysView {
    /// About whom.
    pub person: Person,
    /// Why the actor sees them.
    pub reason: Reason,
    /// What runs first, then the latest.
    pub pathways: Vec<PathwayView>,
    /// Whether the actor may begin one.
    pub may_write: bool,
    /// Under which identifier the next one would be kept.
    pub next: PathwayId,
}

/// One pathway.
#[derive(Debug, Clone)]
pub struct OnePathway {
    /// About whom.
    pub person: Person,
    /// Why the actor sees it.
    pub reason: Reason,
    /// The pathway.
    pub pathway: PathwayView,
    /// The person has no attending doctor.
    pub without_gp: bool,
    /// Whoever was asked to take over, or did, and has left the public directory since: their name, and when that was seen.
    pub left: Option<(String, Timestamp)>,
    /// When the person was written down as living elsewhere, after somebody was asked to take over who has not answered.
    pub moved: Option<Timestamp>,
    /// Whoever is asked to take over has an account here: where the invitation stands by which they were told.
    pub told_here: Option<InvitationStatus>,
    /// Whether the actor may fill a questionnaire about the person.
    pub may_fill: bool,
    /// Whether the actor may move it on.
    pub may_write: bool,
    /// What was written for its documents, as far as the actor reads it.
    pub syntheses: Syntheses,
    /// Who reads it, beside the actor; absent where who is around the person is not told to the actor.
    pub readers: Option<Vec<Reader>>,
}

/// The pathways of a person; journalled.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when their coordination is closed to the actor.
pub async fn of_person(ctx: &Ctx, person: PersonId) -> Result<PathwaysView> {
    let db = ctx.reader();
    let facts = ties(ctx, &db, person).await?.facts;
    let reason = ctx.permit(Action::ReadCoordination, &Resource::Person(facts.clone()))?;
    let person = people::read(ctx, &db, facts.id.into()).await?;
    ctx.saw(Seen::one("pathway.list", ("person", person.id.uuid()), person.id, &reason));
    let now = circumstances(ctx, &db, person.id).await?;
    let all = rows::of_person(ctx, &db, person.id).await?;
    let mut pathways: Vec<_> = all.into_iter().filter_map(|it| view(it, now)).collect();
    pathways.sort_by_key(|it| it.standing.status);
    Ok(PathwaysView { may_write: writes(ctx, &facts).is_ok(), next: ctx.new_id(), person, reason, pathways })
}

/// One pathway; journalled.
///
/// # Errors
/// [`Error::NotFound`] when there is none, and when the coordination of its person is closed to the actor.
pub async fn open(ctx: &Ctx, id: PathwayId) -> Result<OnePathway> {
    let db = ctx.reader();
    let found = rows::find(ctx, &db, id).await?;
    let (pathway, facts) = hold::standing(ctx, &db, found).await?;
    let reason = ctx.permit(Action::ReadCoordination, &Resource::Person(facts.clone()))?;
    let person = people::read(ctx, &db, facts.id.into()).await?;
    ctx.saw(Seen::one("pathway.read", ("pathway", id.uuid()), person.id, &reason));
    let now = circumstances(ctx, &db, person.id).await?;
    let pathway = view(pathway, now).ok_or(Error::NotFound)?;
    Ok(OnePathway {
        left: left(ctx, &db, &pathway.standing).await?,
        moved: moved(ctx, &db, person.id, &pathway).await?,
        told_here: match pathway.standing.asked() {
            Some(_) => invitations::asked_here(ctx, &db, id).await?,
            None => None,
        },
        may_fill: record::permit_writing(ctx, &facts, Sort::Assessment).is_ok(),
        readers: record::who_may(ctx, &db, &facts, Action::ReadCoordination).await?,
        syntheses: synthesis::of_pathway(ctx, &db, id, &facts).await?,
        may_write: writes(ctx, &facts).is_ok(),
        without_gp: now.without_gp,
        pathway,
        person,
        reason,
    })
}

/// Whoever was asked to take over, or did, and has left the public directory since, while the pathway goes on. One statement, where
/// they were chosen from it.
async fn left<C: ConnectionTrait>(ctx: &Ctx, db: &C, it: &Standing) -> Result<Option<(String, Timestamp)>> {
    let runs = it.status == Status::Running;
    let asked = |step: &&StepStanding| {
        runs && step.asked.is_some() && matches!(step.status, StepStatus::Planned | StepStatus::Done)
    };
    for step in it.steps.iter().filter(asked) {
        if let (Some(to), Some(practice)) = (&step.to, step.practice) {
            let left = public::left(ctx, db, practice).await?;
            return Ok(left.map(|at| (to.clone(), at)));
        }
    }
    Ok(None)
}

/// When the person moved while an answer was waited for. One statement, where one is.
async fn moved<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    it: &PathwayView,
) -> Result<Option<Timestamp>> {
    let asked = it.standing.asked().and_then(|step| step.asked);
    let proposal = asked.and_then(|(seq, _)| it.history.iter().find(|fact| fact.seq == seq));
    match proposal {
        Some(proposal) => people::moved_since(ctx, db, person, proposal.recorded_at).await,
        None => Ok(None),
    }
}

/// Whether a visit is planned for then, on a pathway that the actor sees. Two statements, and one for the
/// circumstances.
pub(crate) async fn is_planned<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: PathwayId,
    at: Timestamp,
) -> Result<bool> {
    let found = rows::find(ctx, db, id).await?;
    let pathway = match hold::standing(ctx, db, found).await {
        Ok((pathway, _)) => pathway,
        Err(Error::NotFound) => return Ok(false),
        Err(error) => return Err(error),
    };
    let now = circumstances(ctx, db, pathway.person).await?;
    let then = standing::standing(&pathway.rules, &pathway.facts, now);
    let planned = |it: &StepStanding| it.planned.as_ref().is_some_and(|it| it.at == at);
    Ok(then.is_some_and(|it| it.status == Status::Running && it.steps.iter().any(planned)))
}

/// Whom a person would like to take over at a step of a pathway of theirs, as their exercise in the public directory; nothing where
/// the pathway is closed to the actor. Two statements.
pub(crate) async fn wished<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    (id, step): (PathwayId, &str),
) -> Result<Option<PublicPracticeId>> {
    let found = rows::find(ctx, db, id).await?;
    let pathway = match hold::standing(ctx, db, found).await {
        Ok((pathway, _)) => pathway,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let then = standing::standing(&pathway.rules, &pathway.facts, Circumstances::default());
    let then = then.filter(|_| pathway.person == person);
    let wished = |it: StepStanding| it.wished.and_then(|(_, practice)| practice);
    Ok(then.and_then(|it| it.steps.into_iter().find(|it| it.code == step)).and_then(wished))
}

/// The times at which a visit of a pathway can be booked, from a day on, for whoever may plan it; the first of them. One statement.
///
/// # Errors
/// As [`open`]; [`Error::Forbidden`] for whoever does not write in coordination.
pub async fn free_for(ctx: &Ctx, one: &OnePathway, step: &str, from: Option<Date>) -> Result<Vec<FreeSlot>> {
    if !one.may_write {
        return Err(Error::Forbidden);
    }
    let with = hold::bookable(ctx, one.readers.as_deref().unwrap_or_default())?;
    let it = &one.pathway;
    let from = from.map(midnight).transpose()?.unwrap_or(ctx.now());
    let sought = Sought { program: &it.program, who: it.rules.who_does(step), with: &with, from };
    agenda::free(ctx, &ctx.reader(), sought).await
}

/// The pathways that a person goes through, for themselves. The caller has asked the policy.
pub(crate) async fn told_to_the_person<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<PathwayView>> {
    let all = rows::of_person(ctx, db, person).await?;
    let views = all.into_iter().filter_map(|it| view(it, Circumstances::default()));
    Ok(views.filter(|it| it.standing.status == Status::Running).collect())
}

fn view(it: Pathway, now: Circumstances) -> Option<PathwayView> {
    let standing = standing::standing(&it.rules, &it.facts, now)?;
    let possible =
        it.rules.steps.iter().map(|step| standing::possible(&it.rules, &standing, &step.code)).collect();
    let words = match &it.facts.first()?.fact {
        Fact::Opening { words, .. } => words.clone(),
        _ => None,
    };
    Some(PathwayView {
        id: it.id,
        program: it.program,
        words,
        possible,
        history: it.facts.into_iter().rev().collect(),
        rules: it.rules,
        standing,
    })
}
