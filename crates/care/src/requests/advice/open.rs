//! Opening a request: the question, the context shared, the thread, the answer, the clock, what may be done next.

use std::collections::HashMap;

use policy::{Action, Reason, Resource};
use store::Reader;
use uuid::Uuid;

use super::act::{hold, look};
use super::clock::{AdviceClock, of_row};
use super::facts::{Asked, Dated, FactKind, Status, Turn, turn};
use super::rows::Advice;
use crate::attachments::{self, Attachment};
use crate::ctx::About;
use crate::directory::authors::{Authored, by_role};
use crate::requests::consultation::{self, Consultation};
use crate::{AdviceId, AttachmentId, Ctx, Error, PersonId, PractitionerId, Result, Seen};

/// What somebody may read of the content of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// The question, the exchange, the answer.
    Full(Box<FullContent>),
    /// Nothing of it: they see to it that it is answered, or only that it exists.
    Absent,
}

/// The content, for those who may read it.
#[derive(Debug, Clone, PartialEq)]
pub struct FullContent {
    /// What was asked; absent in a draft.
    pub asked: Option<Asked>,
    /// Everything that happened, in order.
    pub thread: Vec<Dated>,
    /// Documents joined.
    pub attachments: Vec<Attachment>,
}

/// What the actor may do now: permitted by the policy, and possible in this status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)]
pub struct Permitted {
    /// Go on writing the draft.
    pub edit: bool,
    /// Look at it for the pool.
    pub triage: bool,
    /// Take it.
    pub accept: bool,
    /// Ask the asker something.
    pub ask_back: bool,
    /// Give what was asked.
    pub complete: bool,
    /// Answer.
    pub answer: bool,
    /// Close the loop.
    pub close: bool,
    /// Send on elsewhere.
    pub redirect: bool,
    /// Not take it.
    pub decline: bool,
    /// Give it back to the pool.
    pub release: bool,
    /// Withdraw it.
    pub cancel: bool,
    /// Write a message.
    pub message: bool,
    /// Ask a linked question.
    pub reopen: bool,
    /// Download the letter.
    pub letter: bool,
    /// Offer times, say what became of the consultation.
    pub manage_consultation: bool,
    /// Choose a time.
    pub book: bool,
}

/// A request as the actor may see it.
#[derive(Debug, Clone, PartialEq)]
pub struct AdvicePage {
    /// Which.
    pub id: AdviceId,
    /// To quote on the telephone.
    pub reference: String,
    /// Code of the programme.
    pub program: String,
    /// Where it stands.
    pub status: Status,
    /// Whose turn it is.
    pub turn: Turn,
    /// Why the actor sees it.
    pub reason: Reason,
    /// Its clock, the same on both sides.
    pub clock: AdviceClock,
    /// Whether the actor asked.
    pub mine: bool,
    /// Whether the actor has it to answer.
    pub answering: bool,
    /// Who asked.
    pub asker: Authored,
    /// Who took it, if the actor may know.
    pub answerer: Option<Authored>,
    /// To whom it is addressed.
    pub named: Option<PractitionerId>,
    /// The title, for those who may read the content.
    pub subject: Option<String>,
    /// Which person, for those who may know whom it concerns.
    pub person: Option<PersonId>,
    /// The person as they are now, where nothing was sent yet that the reader may read: what was sent says who they
    /// were when it was.
    pub brief: Option<crate::people::PersonBrief>,
    /// Whether it was asked without identity.
    pub without_identity: bool,
    /// The content, or its absence.
    pub content: Content,
    /// Names of all who acted, by role.
    pub people: HashMap<Uuid, Authored>,
    /// The consultation offered with the answer.
    pub consultation: Option<Consultation>,
    /// What may be done next.
    pub permitted: Permitted,
    /// The request that this one goes on from.
    pub previous: Option<AdviceId>,
}

/// Opens a request. Hidden is [`Error::NotFound`]; the look is journalled.
pub async fn open(ctx: &Ctx, id: AdviceId) -> Result<AdvicePage> {
    let db = ctx.reader();
    let (advice, resource) = look(&db, ctx, id).await?;
    let about = ctx.about(&resource);
    let reason = about.permit(Action::ReadAdvice)?;
    let content_reason = about.permit(Action::ReadAdviceContent).ok();
    let identity = about.allows(Action::ReadAdviceIdentity);
    let program = ctx.house().programs().get(&advice.row.program).ok_or(Error::NotFound)?;
    let status = advice.status();
    let people = by_role(&db, ctx, roles(&advice)).await?;
    let me = ctx.actor().professional()?.practitioner();
    let content = match &content_reason {
        Some(_) => Content::Full(Box::new(FullContent {
            asked: advice.asked().cloned(),
            thread: advice.facts.clone(),
            attachments: documents(&db, ctx, &advice).await?,
        })),
        None => Content::Absent,
    };
    let person = advice.row.person_id.filter(|_| identity).map(PersonId::from);
    let sent = matches!(&content, Content::Full(content) if content.asked.is_some());
    let brief = match person.filter(|_| !sent) {
        Some(person) => super::inbox::brief(&db, ctx, person).await?,
        None => None,
    };
    let answering = advice.row.answerer_id == Some(me.uuid());
    // It is offered with the answer.
    let consultation = match advice.last(FactKind::Answer) {
        Some(_) => consultation::of_advice(&db, ctx, id).await?,
        None => None,
    };
    let permitted = permitted(ctx, &advice, &about, consultation.as_ref());
    let reason = content_reason.unwrap_or(reason);
    ctx.saw(Seen {
        action: if matches!(content, Content::Full(_)) { "advice.read" } else { "advice.read_status" },
        kind: "advice",
        object: Some(id.uuid()),
        persons: person.iter().map(|it| it.uuid()).collect(),
        ground: reason.policy.to_string(),
    });
    Ok(AdvicePage {
        id,
        reference: advice.row.reference.clone(),
        program: advice.row.program.clone(),
        status,
        turn: turn(status),
        clock: of_row(&advice.row, program, ctx.now()),
        mine: is_asker(ctx, &advice),
        answering,
        asker: people.get(&advice.row.asker_role_id).cloned().ok_or(Error::NotFound)?,
        answerer: answerer(&advice, &people),
        named: advice.row.named_id.map(PractitionerId::from),
        subject: matches!(content, Content::Full(_)).then(|| advice.row.subject.clone()),
        without_identity: advice.row.person_id.is_none(),
        person,
        brief,
        content,
        people,
        consultation,
        permitted,
        reason,
        previous: advice.row.previous_id.map(AdviceId::from),
    })
}

/// The documents that the actor may know of: those that went with a fact, and for the asker those about to.
async fn documents(db: &Reader, ctx: &Ctx, advice: &Advice) -> Result<Vec<Attachment>> {
    let sent = advice.attachments();
    let mine = is_asker(ctx, advice);
    if sent.is_empty() && !mine {
        return Ok(Vec::new());
    }
    let mut joined = attachments::of(db, ctx, advice.row.id).await?;
    joined.retain(|it| mine || sent.contains(&it.id));
    Ok(joined)
}

fn is_asker(ctx: &Ctx, advice: &Advice) -> bool {
    ctx.actor().professional().is_ok_and(|me| advice.row.asker_id == me.principal.id)
}

/// Roles of all who acted, and of the asker.
fn roles(advice: &Advice) -> Vec<Uuid> {
    let acted = advice.facts.iter().map(|dated| dated.role.uuid());
    acted.chain([advice.row.asker_role_id]).collect()
}

fn answerer(advice: &Advice, people: &HashMap<Uuid, Authored>) -> Option<Authored> {
    let role = advice.last(FactKind::Acceptance).filter(|_| advice.row.answerer_id.is_some())?.role;
    people.get(&role.uuid()).cloned()
}

fn permitted(
    ctx: &Ctx,
    advice: &Advice,
    about: &About<'_>,
    consultation: Option<&Consultation>,
) -> Permitted {
    use super::facts::next;
    let status = advice.status();
    let may = |action| about.allows(action);
    let can = |action, kind| next(status, kind).is_some() && may(action);
    let taken_by_me =
        ctx.actor().professional().is_ok_and(|me| advice.row.answerer_id == Some(me.principal.id));
    let takes = |action| matches!(status, Status::Sent) && may(Action::AcceptAdvice) && may(action);
    let decline = can(Action::DeclineAdvice, FactKind::Refusal);
    let reopen_until = |ended: i64| {
        let days = ctx.house().programs().get(&advice.row.program).map_or(0, |it| it.clocks.reopen_days);
        ctx.now().as_microsecond() <= ended + i64::from(days) * 86_400_000_000
    };
    Permitted {
        edit: status == Status::Draft && may(Action::EditDraft),
        triage: can(Action::TriageAdvice, FactKind::Triage),
        accept: can(Action::AcceptAdvice, FactKind::Acceptance),
        ask_back: can(Action::AskInformation, FactKind::InformationRequest) || takes(Action::AskInformation),
        complete: can(Action::GiveInformation, FactKind::InformationGiven),
        answer: can(Action::AnswerAdvice, FactKind::Answer) || takes(Action::AnswerAdvice),
        close: can(Action::CloseAdvice, FactKind::Closing),
        redirect: can(Action::RedirectAdvice, FactKind::Redirection),
        decline,
        release: taken_by_me && decline && next(status, FactKind::Release).is_some(),
        cancel: can(Action::CancelAdvice, FactKind::Cancellation),
        message: can(Action::PostMessage, FactKind::Message),
        reopen: status.is_ended()
            && advice.row.ended_at.is_some_and(reopen_until)
            && may(Action::ReopenAdvice),
        letter: advice.row.answered_at.is_some() && may(Action::DownloadLetter),
        manage_consultation: consultation.is_some() && may(Action::ManageConsultation),
        book: consultation.is_some() && may(Action::BookConsultation),
    }
}

/// The content of a document of a request that the actor may read; the look is journalled.
pub async fn open_attachment(ctx: &Ctx, id: AdviceId, file: AttachmentId) -> Result<(Attachment, Vec<u8>)> {
    let db = ctx.reader();
    let (advice, resource) = look(&db, ctx, id).await?;
    ctx.permit(Action::ReadAdvice, &resource)?;
    let reason = ctx.permit(Action::ReadAdviceContent, &resource).map_err(|_| Error::NotFound)?;
    if !is_asker(ctx, &advice) && !advice.attachments().contains(&file) {
        return Err(Error::NotFound);
    }
    let found = attachments::content(ctx, id.uuid(), file).await?;
    ctx.saw(Seen {
        action: "advice.attachment_read",
        kind: "attachment",
        object: Some(file.uuid()),
        persons: advice.row.person_id.into_iter().map(PersonId::from).map(PersonId::uuid).collect(),
        ground: reason.policy.to_string(),
    });
    Ok(found)
}

/// Joins a document to a draft or to a reply, by the asker.
pub async fn attach(ctx: &Ctx, id: AdviceId, file: attachments::NewAttachment) -> Result<AttachmentId> {
    // Nobody fills the store with documents for a request that they may not write to.
    let (advice, resource) = look(&ctx.reader(), ctx, id).await?;
    writable(ctx, &advice, &resource)?;
    let file = attachments::put_away(ctx, file).await?;
    ctx.write(move |ctx, tx| async move {
        let (advice, resource) = hold(&tx, &ctx, id).await?;
        writable(&ctx, &advice, &resource)?;
        let place = attachments::Place { kind: "advice", object: id.uuid(), part: None, person: None };
        attachments::join(&ctx, &tx, place, &crate::ctx::system(), file).await
    })
    .await
}

/// Takes back a document that has not left yet.
pub async fn detach(ctx: &Ctx, id: AdviceId, file: AttachmentId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let (advice, resource) = hold(&tx, &ctx, id).await?;
        writable(&ctx, &advice, &resource)?;
        if advice.attachments().contains(&file) {
            return Err(Error::conflict("conflict-already-sent"));
        }
        attachments::remove(&ctx, &tx, id.uuid(), file).await
    })
    .await
}

/// Whether the actor may join documents to a request now.
fn writable(ctx: &Ctx, advice: &Advice, resource: &Resource) -> Result<()> {
    let (action, wanted) = match advice.status() {
        Status::AwaitingAsker => (Action::GiveInformation, FactKind::InformationGiven),
        _ => (Action::EditDraft, FactKind::Sending),
    };
    ctx.permit(action, resource)?;
    if super::facts::next(advice.status(), wanted).is_none() {
        return Err(super::clock::gone(advice, wanted));
    }
    Ok(())
}
