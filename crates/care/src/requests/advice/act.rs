//! What every act on a request has in common: lock, ask the policy, add a fact, save, open and close accesses, journal.

use policy::{Action, AdviceFacts, Reason, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::Tx;
use uuid::Uuid;

use super::facts::{Fact, FactKind, Status};
use super::rows::{self, Advice};
use super::{notices, sharing};
use crate::access::entries::{self, NewEntry};
use crate::programs::Program;
use crate::sql::sql;
use crate::{AdviceId, Ctx, Error, PersonId, Result};

/// An act under way on one request.
pub(super) struct Act<'a> {
    pub(super) ctx: &'a Ctx,
    pub(super) tx: &'a Tx,
    pub(super) advice: Advice,
    pub(super) reason: Reason,
    from_seq: i64,
}

impl<'a> Act<'a> {
    /// Locks the request and asks the policy whether the actor may do this.
    pub(super) async fn begin(ctx: &'a Ctx, tx: &'a Tx, id: AdviceId, action: Action) -> Result<Self> {
        let (advice, resource) = hold(tx, ctx, id).await?;
        let reason = match ctx.permit(action, &resource) {
            Ok(reason) => reason,
            // Seen, but somebody else moved it on: say so rather than « forbidden », so that nothing typed is lost.
            Err(Error::Forbidden) if moved_on(action, advice.status()) => {
                return Err(named(super::clock::gone(&advice, wanted(action)), tx, ctx, &advice).await?);
            }
            Err(error) => return Err(error),
        };
        let from_seq = advice.facts.last().map_or(0, |last| last.seq);
        Ok(Self { ctx, tx, advice, reason, from_seq })
    }

    /// The programme of the request.
    pub(super) fn program(&self) -> Result<&Program> {
        self.ctx.house().programs().get(&self.advice.row.program).ok_or(Error::NotFound)
    }

    /// The exchange stays readable for the programme's time from now, then closes to all but author and answerer.
    pub(super) fn ends_sharing(&mut self) -> Result<()> {
        let days = self.program()?.clocks.share_days;
        let until = self.ctx.now() + jiff::SignedDuration::from_hours(24 * i64::from(days));
        self.advice.row.share_until = Some(until.as_microsecond());
        Ok(())
    }

    /// Adds a fact; a conflict names who acted first.
    pub(super) async fn happened(&mut self, fact: Fact) -> Result<()> {
        match self.advice.happened(self.ctx, fact) {
            Err(conflict @ Error::Conflict(_)) => {
                Err(named(conflict, self.tx, self.ctx, &self.advice).await?)
            }
            other => other,
        }
    }

    /// Saves, opens and closes accesses, tells whom it concerns and writes the journal.
    pub(super) async fn finish(self, action: &'static str) -> Result<AdviceId> {
        let Self { ctx, tx, advice, reason, from_seq } = self;
        rows::save(tx, ctx, &advice, from_seq).await?;
        sharing::reconcile(ctx, tx, &advice).await?;
        for dated in advice.facts.iter().filter(|dated| dated.seq > from_seq) {
            enter(ctx, tx, &advice, dated.fact.kind()).await?;
            notices::tell(ctx, tx, &advice, dated).await?;
        }
        ctx.record(tx, action, ("advice", advice.row.id), advice.row.person_id, &reason).await?;
        Ok(advice.id())
    }
}

/// Whether a refusal is due to the state having moved on since the page was shown.
fn moved_on(action: Action, status: Status) -> bool {
    match action {
        Action::AcceptAdvice | Action::TriageAdvice => status != Status::Sent,
        Action::AnswerAdvice | Action::AskInformation | Action::RedirectAdvice | Action::DeclineAdvice => {
            !status.is_open()
        }
        Action::GiveInformation => status != Status::AwaitingAsker,
        Action::CloseAdvice => status != Status::Answered,
        Action::SendAdvice | Action::EditDraft => status != Status::Draft,
        Action::CancelAdvice | Action::PostMessage => status.is_ended(),
        _ => false,
    }
}

fn wanted(action: Action) -> FactKind {
    match action {
        Action::AcceptAdvice => FactKind::Acceptance,
        Action::TriageAdvice => FactKind::Triage,
        Action::AskInformation => FactKind::InformationRequest,
        Action::GiveInformation => FactKind::InformationGiven,
        Action::CloseAdvice => FactKind::Closing,
        Action::RedirectAdvice => FactKind::Redirection,
        Action::DeclineAdvice => FactKind::Refusal,
        Action::CancelAdvice => FactKind::Cancellation,
        Action::SendAdvice | Action::EditDraft => FactKind::Sending,
        Action::PostMessage => FactKind::Message,
        _ => FactKind::Answer,
    }
}

/// Puts the name of whoever added the last fact into a conflict.
pub(super) async fn named<C: ConnectionTrait>(
    error: Error,
    db: &C,
    ctx: &Ctx,
    advice: &Advice,
) -> Result<Error> {
    let Error::Conflict(mut conflict) = error else { return Ok(error) };
    if let Some(last) = advice.facts.last() {
        conflict.who = practitioner_name(db, ctx, last.practitioner.uuid()).await?;
    }
    Ok(Error::Conflict(conflict))
}

#[derive(FromQueryResult)]
struct NameRow {
    title: String,
    family: String,
    given: String,
}

/// « Dr Hélène Marchetti ».
pub(super) async fn practitioner_name<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    id: Uuid,
) -> Result<Option<String>> {
    let statement = sql(
        db,
        "SELECT title, family, given FROM practitioner WHERE territory_id = ? AND id = ?",
        vec![ctx.territory().into(), id.into()],
    );
    let row = NameRow::find_by_statement(statement).one(db).await?;
    Ok(row.map(|row| crate::directory::display_name(&row.title, &row.given, &row.family)))
}

/// A request and how the actor stands to it, for the policy. Absent is [`Error::NotFound`].
pub(super) async fn look<C: ConnectionTrait>(db: &C, ctx: &Ctx, id: AdviceId) -> Result<(Advice, Resource)> {
    let found = rows::find(db, ctx, id).await?;
    standing(db, ctx, found).await
}

/// The same, and nobody else changes the request until the act ends.
pub(super) async fn hold(tx: &Tx, ctx: &Ctx, id: AdviceId) -> Result<(Advice, Resource)> {
    let found = rows::lock(tx, ctx, id).await?;
    standing(tx, ctx, found).await
}

/// What ties the actor to a request. One that is absent takes the same statements as one that is hidden, so that the
/// time an answer takes tells nothing.
async fn standing<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    found: Option<rows::Found>,
) -> Result<(Advice, Resource)> {
    let me = actor_id(ctx);
    let row = found.as_ref().map(|found| &found.advice.row);
    let person = match row.and_then(|row| row.person_id) {
        None if row.is_some_and(|row| row.asker_id == me) => None,
        id => {
            let looked = crate::people::person_facts(ctx, db, id.unwrap_or_default().into()).await;
            match looked {
                Ok(facts) => Some(facts),
                Err(Error::NotFound) => None,
                Err(error) => return Err(error),
            }
        }
    };
    let rows::Found { advice, stands_in } = found.ok_or(Error::NotFound)?;
    let substitutes = if stands_in { vec![me] } else { Vec::new() };
    let mut facts = facts_of(&advice.row, me, substitutes, ctx.now().as_microsecond());
    if let Some(person) = person {
        (facts.opposed, facts.team) = (person.opposed, person.team);
    }
    Ok((advice, Resource::Advice(facts)))
}

pub(super) fn actor_id(ctx: &Ctx) -> Uuid {
    ctx.actor().professional().map_or(Uuid::nil(), |it| it.principal.id)
}

/// The facts of one row, relative to the practitioner `me`, before what ties them to the person.
pub(super) fn facts_of(
    row: &super::advice::Model,
    me: Uuid,
    substitutes: Vec<Uuid>,
    now: i64,
) -> AdviceFacts {
    AdviceFacts {
        id: row.id,
        territory: row.territory_id,
        program: row.program.clone(),
        asker: row.asker_id,
        asker_organization: row.asker_organization_id,
        named: row.named_id,
        answerer: row.answerer_id,
        substitutes,
        status: Status::ALL.into_iter().find(|it| it.code() == row.status).map_or("draft", Status::code),
        share_open: row.share_until.is_none_or(|until| until > now),
        answered_by_me: row.answered_at.is_some() && row.answerer_id == Some(me),
        triaged: row.triaged,
        with_identity: row.person_id.is_some(),
        opposed: false,
        team: None,
    }
}

/// Writes the entry of the record for what happened.
async fn enter(ctx: &Ctx, tx: &Tx, advice: &Advice, kind: FactKind) -> Result<()> {
    let Some(person) = advice.row.person_id.map(PersonId::from) else { return Ok(()) };
    let Some((compartment, kind)) = entered(kind) else { return Ok(()) };
    let object = ("advice", advice.row.id);
    entries::add(ctx, tx, NewEntry { person, compartment, at: ctx.now(), kind, object }).await
}

/// The entry that a fact leaves in the record: who and when in coordination, the answer in the psychiatric part.
pub(super) const fn entered(kind: FactKind) -> Option<(policy::Compartment, &'static str)> {
    match kind {
        FactKind::Sending => Some((policy::Compartment::Coordination, "advice-sent")),
        FactKind::Acceptance => Some((policy::Compartment::Coordination, "advice-accepted")),
        FactKind::Answer => Some((policy::Compartment::Psychiatric, "advice-answered")),
        FactKind::Redirection => Some((policy::Compartment::Coordination, "advice-redirected")),
        FactKind::Refusal => Some((policy::Compartment::Coordination, "advice-declined")),
        FactKind::Cancellation => Some((policy::Compartment::Coordination, "advice-cancelled")),
        FactKind::Closing => Some((policy::Compartment::Coordination, "advice-closed")),
        _ => None,
    }
}

/// Whether the actor may know of a request, before anything of theirs is kept beside it. Hidden is
/// [`Error::NotFound`].
pub async fn reach(ctx: &Ctx, id: AdviceId) -> Result<()> {
    permit(ctx, &ctx.reader(), id, Action::ReadAdvice).await.map(|_| ())
}

/// Whether the answer to a request is the actor's to write. Hidden is [`Error::NotFound`], seen but not theirs is
/// [`Error::Forbidden`].
pub async fn may_answer(ctx: &Ctx, id: AdviceId) -> Result<()> {
    permit(ctx, &ctx.reader(), id, Action::AnswerAdvice).await.map(|_| ())
}

/// Asks the policy about a request, for what hangs on it.
pub(crate) async fn permit<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: AdviceId,
    action: Action,
) -> Result<Reason> {
    let (_, resource) = look(db, ctx, id).await?;
    ctx.permit(action, &resource)
}
