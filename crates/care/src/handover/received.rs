//! What a doctor who accepted is given, once the code proved who they are.

use jiff::{SignedDuration, Timestamp};
use letters::Letter;
use policy::{Action, Reason, Resource};
use sea_orm::ConnectionTrait;
use store::Tx;

use super::door::Live;
use super::link::PURPOSE;
use super::rows::{in_session, locked};
use crate::access::Actor;
use crate::accounts::secrets::TRIES;
use crate::accounts::{Attempt, Token, links};
use crate::ctx::by_handover_link;
use crate::house::House;
use crate::letter::LetterFile;
use crate::pathways::StepStatus;
use crate::people::{self, Person};
use crate::{Ctx, Error, HandoverId, PathwayId, PersonId, Result, Seen, pathways, synthesis};

/// How long what they are given stays open.
const OPEN: SignedDuration = SignedDuration::from_mins(30);

/// A doctor who accepted, reading what they are given.
#[derive(Debug, Clone)]
pub struct ReceiverSession {
    /// The link by which they came.
    pub id: HandoverId,
    /// The pathway.
    pub pathway: PathwayId,
    /// Who is handed over to them.
    pub person: PersonId,
    /// Until when it stays open.
    pub until: Timestamp,
}

/// What they are given.
#[derive(Debug, Clone)]
pub struct Received {
    /// Who it is, and how to reach them.
    pub person: Person,
    /// Why they may read it.
    pub reason: Reason,
    /// The synthesis addressed to them, once it is signed.
    pub letter: Option<Letter>,
    /// Until when the page stays open.
    pub until: Timestamp,
}

/// Proves by the code who accepted, once. A wrong code leaves the link good until it was wrong too often. `Passed(None)` is a
/// wrong code; before acceptance every code is refused.
pub async fn enter(ctx: &Ctx, token: &str, typed: &str, client: &str) -> Result<Attempt<Option<Token>>> {
    let link = match links::look(ctx, PURPOSE, token, client).await? {
        Attempt::Passed(link) => link.subject.into(),
        Attempt::Refused => return Ok(Attempt::Refused),
        Attempt::Throttled { until } => return Ok(Attempt::Throttled { until }),
    };
    match right(ctx, link, typed.to_owned()).await {
        Ok(true) => {}
        Ok(false) => return Ok(Attempt::Passed(None)),
        Err(Error::NotFound | Error::Forbidden) => return Ok(Attempt::Refused),
        Err(error) => return Err(error),
    }
    let entered = links::redeem(ctx, PURPOSE, token, client, move |ctx, tx, link| async move {
        let live = accepted(&ctx, &tx, link.subject.into()).await?;
        let person = live.pathway.person;
        let (row, token) = live.link.opened(&ctx, OPEN);
        row.save(&tx).await?;
        let ctx = ctx.as_actor(Actor::Recipient(person));
        let reason = may(&ctx, &tx, person).await?;
        ctx.record(&tx, "handover.opened", ("handover", link.subject), Some(person.uuid()), &reason).await?;
        Ok(token)
    });
    match entered.await {
        Err(Error::NotFound | Error::Forbidden) => Ok(Attempt::Refused),
        entered => Ok(entered?.map(Some)),
    }
}

/// A link whose doctor accepted, held until the act ends.
async fn accepted(ctx: &Ctx, tx: &Tx, id: HandoverId) -> Result<Live> {
    let live = Live::hold(ctx, tx, id).await?;
    if live.proposed.status == StepStatus::Done { Ok(live) } else { Err(Error::NotFound) }
}

/// The policy’s word on what whoever takes over is given.
async fn may<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Reason> {
    let facts = people::person_facts(ctx, db, person).await?;
    ctx.permit(Action::ReceiveHandover, &Resource::Person(facts))
}

/// Whether a code is right. Each try is counted before it is looked at; after too many the link is worth nothing.
async fn right(ctx: &Ctx, id: HandoverId, typed: String) -> Result<bool> {
    ctx.write(move |ctx, tx| async move {
        let Live { link, pathway, .. } = accepted(&ctx, &tx, id).await?;
        let (row, right) = link.tried(&ctx, &typed);
        let tries = row.tries;
        row.save(&tx).await?;
        if !right {
            let (of, person) = (("handover", id.uuid()), pathway.person.uuid());
            ctx.record(&tx, "handover.refused", of, Some(person), &by_handover_link()).await?;
            if tries >= TRIES {
                links::revoke(&ctx, &tx, PURPOSE, id.uuid()).await?;
            }
        }
        Ok(right)
    })
    .await
}

/// The doctor of a cookie, while what they are given is open.
pub async fn resume<C: ConnectionTrait>(
    db: &C,
    house: &House,
    token: &str,
) -> Result<Option<ReceiverSession>> {
    let Some((row, until)) = in_session(db, house, token).await? else { return Ok(None) };
    let pathway = PathwayId::from(row.pathway_id);
    let person = pathways::person_of(db, house, pathway).await?;
    Ok(person.map(|person| ReceiverSession { id: row.id.into(), pathway, person, until }))
}

/// The session as long as the hand-over stands; the person as they are recorded now.
async fn open<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    session: &ReceiverSession,
) -> Result<(PersonId, Reason)> {
    let live = Live::find(ctx, db, session.id).await?;
    let person = live.pathway.person;
    let reason = may(ctx, db, person).await?;
    Ok((person, reason))
}

/// What the doctor who acts is given, while it is open; journalled.
///
/// # Errors
/// [`Error::NotFound`] for anybody else, once the hand-over does not stand any more, and where the person objects.
pub async fn received(ctx: &Ctx, session: &ReceiverSession) -> Result<Received> {
    let db = ctx.reader();
    let (person, reason) = open(ctx, &db, session).await?;
    ctx.saw(Seen::one("handover.read", ("handover", session.id.uuid()), person, &reason));
    let letter = synthesis::signed_of_pathway(ctx, &db, session.pathway).await?;
    Ok(Received {
        person: people::read(ctx, &db, person).await?,
        reason,
        letter: letter.map(|(_, letter)| letter),
        until: session.until,
    })
}

/// The synthesis addressed to the doctor who acts, as it was signed; journalled.
///
/// # Errors
/// As [`received`]; [`Error::NotFound`] before it is signed.
pub async fn letter(ctx: &Ctx, session: &ReceiverSession) -> Result<LetterFile> {
    let db = ctx.reader();
    let (person, reason) = open(ctx, &db, session).await?;
    let (id, _) = synthesis::signed_of_pathway(ctx, &db, session.pathway).await?.ok_or(Error::NotFound)?;
    let file = synthesis::to_the_doctor(ctx, &db, id).await?;
    ctx.saw(Seen::one("handover.letter_read", ("handover", session.id.uuid()), person, &reason));
    Ok(file)
}

/// Closes it before its time.
pub async fn leave(ctx: &Ctx, id: HandoverId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let row = locked(&ctx, &tx, id.uuid()).await?;
        let person = pathways::person_of(&tx, ctx.house(), row.pathway_id.into()).await?;
        row.left(&ctx).save(&tx).await?;
        let of = ("handover", id.uuid());
        ctx.record(&tx, "handover.left", of, person.map(PersonId::uuid), &by_handover_link()).await
    })
    .await
}
